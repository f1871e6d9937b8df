/* panel-wizard-outcome.c - how a verification came out as a whole
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-outcome.h"

#include <glib/gi18n-lib.h>

static gboolean
is_in (const GPtrArray *results, guint index, ChecksState state)
{
  const ChecksResult *result = results->pdata[index];

  return result != NULL && result->state == state;
}

static guint
count (const GPtrArray *results, ChecksState state)
{
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    n += is_in (results, i, state);
  return n;
}

static guint
count_ignored (const ChecksPlan *plan, const GPtrArray *results, GHashTable *ignored)
{
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    n += is_in (results, i, CHECKS_WARNING) &&
         g_hash_table_contains (ignored, checks_plan_id (plan, i));
  return n;
}

gboolean
panel_wizard_outcome_has (const GPtrArray *results, ChecksState state)
{
  return count (results, state) > 0;
}

gboolean
panel_wizard_outcome_has_logged_in (const ChecksPlan *plan, const GPtrArray *results)
{
  /* On premises, and online. */
  static const char *const proofs[] = { "credentials", "graph", NULL };
  gboolean is_any = FALSE;

  for (guint i = 0; i < results->len; i++) {
    if (!g_strv_contains (proofs, checks_plan_id (plan, i)))
      continue;
    if (!is_in (results, i, CHECKS_OK) && !is_in (results, i, CHECKS_WARNING))
      return FALSE;
    is_any = TRUE;
  }
  return is_any;
}

char *
panel_wizard_outcome_failure (const GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    if (is_in (results, i, CHECKS_FAILED))
      return g_strdup (((const ChecksResult *) results->pdata[i])->seen);
  return NULL;
}

/* The first that failed and what it saw: it may be out of sight. */
static char *
describe_failure (const ChecksPlan *plan, const GPtrArray *results)
{
  const char *then = panel_wizard_outcome_has_logged_in (plan, results)
                         ? _ ("You can go on without it, or follow the remedy in the row and "
                              "verify again.")
                         : _ ("Follow the remedy in the row, then verify again.");
  guint i = 0;

  while (!is_in (results, i, CHECKS_FAILED))
    i++;
  return g_strdup_printf ("%s: %s\n%s", checks_plan_title (plan, i),
                          ((const ChecksResult *) results->pdata[i])->seen, then);
}

void
panel_wizard_outcome_tell (const ChecksPlan *plan, const GPtrArray *results, GHashTable *ignored,
                           char **ret_summary, char **ret_advice)
{
  guint n_failed = count (results, CHECKS_FAILED);
  guint n_ignored = count_ignored (plan, results, ignored);
  guint n = count (results, CHECKS_WARNING) - n_ignored;

  if (n_failed > 0) {
    *ret_summary =
        g_strdup_printf (ngettext ("%u check failed", "%u checks failed", n_failed), n_failed);
    *ret_advice = describe_failure (plan, results);
  } else if (n > 0) {
    *ret_summary = g_strdup_printf (
        ngettext ("It works, with %u warning", "It works, with %u warnings", n), n);
    *ret_advice = g_strdup (_ ("You can go on; the rows tell what would be better."));
  } else {
    *ret_summary = g_strdup (_ ("Everything works"));
    *ret_advice = n_ignored > 0 ? g_strdup_printf (ngettext ("%u warning is ignored.",
                                                             "%u warnings are ignored.", n_ignored),
                                                   n_ignored)
                                : g_strdup (_ ("The connection is ready to be used."));
  }
}
