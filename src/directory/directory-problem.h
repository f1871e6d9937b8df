/* directory-problem.h - of several ways to log in that did not work: which error says most. For
 * directory-bind.c.
 */
#pragma once

#include <glib.h>

/* Takes problem. *best is the one that tells the person most, the first of several like it; begins
 * as NULL. */
void directory_problem_add (GError **best, GError *problem);

/* Another way will do no better: a definite answer about the account, the wrong directory,
 * cancelled. */
gboolean directory_problem_is_final (const GError *problem);

/* A clock that is wrong explains what Kerberos says otherwise: then AUTH "clock-skew". Takes
 * problem, caller frees. skew_s: how far the clock of host is ahead. */
GError *directory_problem_by_clock (GError *problem, const char *host, gint64 skew_s);
