/* powershell-error.c - what can go wrong with PowerShell
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-error.h"

void
powershell_error_set_answer (GError **error, const char *format, ...)
{
  static const BaseErrorFacts facts = { .reason = "powershell-answer" };
  g_autofree char *words = NULL;
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "PowerShell: %s", words);
}

gboolean
powershell_error_is (const GError *error, const char *reason)
{
  return g_strcmp0 (base_error_facts (error)->reason, reason) == 0;
}
