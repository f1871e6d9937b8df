/* directory-problem.c - of several ways to log in that did not work: which error says most
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-problem.h"

#include "base-error.h"
#include "kerberos-error.h"

#include <stdlib.h>

#define KERBEROS_SKEW_S 300 /* what Kerberos bears */

gboolean
directory_problem_is_final (const GError *problem)
{
  return problem->domain != BASE_ERROR || kerberos_error_is_refusal (problem) ||
         problem->code == BASE_ERROR_UNSUPPORTED;
}

static guint
rank_of (const GError *problem)
{
  const char *reason = base_error_facts (problem)->reason;

  if (directory_problem_is_final (problem))
    return 5;
  if (g_strcmp0 (reason, "no-ticket") == 0)
    return 1;
  if (g_strcmp0 (reason, "no-password") == 0 || g_strcmp0 (reason, "mechanism-missing") == 0)
    return 2;
  return problem->code == BASE_ERROR_AUTH || problem->code == BASE_ERROR_TLS ? 4 : 3;
}

void
directory_problem_add (GError **best, GError *problem)
{
  if (*best != NULL && rank_of (*best) >= rank_of (problem)) {
    g_error_free (problem);
    return;
  }
  g_clear_error (best);
  *best = problem;
}

GError *
directory_problem_by_clock (GError *problem, const char *host, gint64 skew_s)
{
  const BaseErrorFacts facts = { .reason = "clock-skew", .host = host };
  GError *skewed = NULL;

  if (!g_error_matches (problem, BASE_ERROR, BASE_ERROR_AUTH) ||
      kerberos_error_is_refusal (problem) || llabs (skew_s) <= KERBEROS_SKEW_S)
    return problem;

  base_error_set_facts (&skewed, BASE_ERROR_AUTH, &facts,
                        "the clock of %s is %" G_GINT64_FORMAT " s %s of this computer's (%s)",
                        host, (gint64) llabs (skew_s), skew_s > 0 ? "ahead" : "behind",
                        problem->message);
  g_error_free (problem);
  return skewed;
}
