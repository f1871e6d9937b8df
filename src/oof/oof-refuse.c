/* oof-refuse.c - what the domain does not take
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-refuse.h"

#include "base-error.h"

gboolean
oof_refuse (GError **error, const char *reason, const char *format, ...)
{
  const BaseErrorFacts facts = { .reason = reason };
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", sentence);
  return FALSE;
}
