/* session-learn.c - what a verification saw of the server, for the profile
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-learn.h"

#include <string.h>

static gboolean
take (const ChecksPlan *plan, const GPtrArray *results, const char *id, char **field)
{
  for (guint i = 0; i < results->len && i < checks_plan_size (plan); i++) {
    const ChecksResult *result = results->pdata[i];

    if (result == NULL || result->value == NULL || strcmp (checks_plan_id (plan, i), id) != 0 ||
        g_strcmp0 (result->value, *field) == 0)
      continue;
    *field = result->value;
    return TRUE;
  }
  return FALSE;
}

gboolean
session_learn (const ChecksPlan *plan, const GPtrArray *results, ExchangeProfile *draft)
{
  gboolean has_build = take (plan, results, "version", &draft->build);
  gboolean has_offered = take (plan, results, "ews", &draft->offered);

  return has_build || has_offered;
}
