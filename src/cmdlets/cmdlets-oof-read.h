/* cmdlets-oof-read.h - an object of Get-MailboxAutoReplyConfiguration as a state. Any thread. For
 * this room only.
 */
#pragma once

#include "oof-state.h"
#include "powershell-value.h"

/* Exchange's words, NULL-terminated, indexed by OofMode and OofAudience. */
extern const char *const cmdlets_mode_words[];
extern const char *const cmdlets_audience_words[];

/* NULL with PROTOCOL "powershell-answer" when something is missing or odd, "cmdlets-zone" when a
 * time has no zone. Caller unrefs. */
OofState *cmdlets_oof_read (const PowershellValue *object, GError **error);
