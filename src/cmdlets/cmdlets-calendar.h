/* cmdlets-calendar.h - the calendar's part of Get- and Set-MailboxAutoReplyConfiguration
 *
 * Whoever runs the cmdlets is the caller's affair. UNSUPPORTED "calendar-not-there": the server
 * tells nothing of it.
 */
#pragma once

#include "exchange-calendar.h"
#include "powershell-console.h"

typedef struct
{
  PowershellResult *(*run) (BaseCall *call, const PowershellCommand *command, const char *mailbox,
                            gpointer data, GError **error);
  gpointer data;
} CmdletsRunner;

gboolean cmdlets_calendar_get (BaseCall *call, const CmdletsRunner *runner, const char *mailbox,
                               ExchangeCalendar *ret, GError **error);
/* Writes wanted's parts only. */
gboolean cmdlets_calendar_set (BaseCall *call, const CmdletsRunner *runner, const char *mailbox,
                               const ExchangeCalendar *wanted, char **ret_request_id,
                               GError **error);
