/* powershell-error.h - what can go wrong with PowerShell, as BASE_ERROR. Any thread.
 *
 * Reasons that this room gives, beside those of http:
 *   PROTOCOL      "powershell-answer" (not understood, or beyond a limit)
 */
#pragma once

#include "base-error.h"

/* PROTOCOL, "powershell-answer". */
void powershell_error_set_answer (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean powershell_error_is (const GError *error, const char *reason);
