/* session-words-plan.c - what a plan says about a mailbox, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words-plan.h"

#include "session-explain.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *reason;
  const char *words;
} Line;

static const Line reasons[] = {
  { "due", N_ ("The absence is in force.") },
  { "ahead", N_ ("The next absence is loaded ahead.") },
  { "changed", N_ ("The absence was edited.") },
  { "restore", N_ ("The absence is over: what the person had is put back.") },
  { "restore-own", N_ ("The person’s own reply is put back, which still goes out.") },
  { "re-applied", N_ ("Somebody has changed it, and it is written again.") },
  { "repeat", N_ ("It is saved once more, so that whoever has had a reply gets one again.") },
  { "put-back-later",
    N_ ("Somebody has changed it; it is put back when the absence’s hours for that are over.") },
  { "nothing", N_ ("Nothing is planned for the next two years.") },
  { "in-step", N_ ("Exchange holds it already.") },
  { "own", N_ ("The person has a reply of their own.") },
  { "own-stays", N_ ("The person has a reply of their own, and the absence leaves it alone.") },
  { "over", N_ ("The absence is over, and nothing has to be put back.") },
  { "drifted", N_ ("Somebody has changed what was written, and it is left so.") },
  { "came-back", N_ ("The reply was switched off early, and stays off.") },
  { "protected", N_ ("The person’s reply is protected.") },
  { "undone", N_ ("It was undone, and is not written again.") },
  { "after-own", N_ ("It waits until the person’s own reply ends.") },
  { "own-first", N_ ("The person’s own reply stays until the absence begins.") },
  { "approval", N_ ("It waits for an approval.") },
  { "calendar-only", N_ ("It is in the calendar only: no reply goes out.") },
  { "not-before", N_ ("It is not to be written yet.") },
  { "members-unknown",
    N_ ("What its absence names cannot be made out at the moment, so it stays.") },
  { "own-asks", N_ ("The person has a reply of their own: somebody has to decide.") },
  { "audience-ceiling", N_ ("The organisation does not let replies out to that audience.") },
  { "no-template", N_ ("Its template is not there any more.") },
};

static const Line problems[] = {
  { "unknown-person", N_ ("“%s”: there is no such person.") },
  { "no-mailbox", N_ ("“%s” has no mailbox.") },
  { "unknown-group", N_ ("“%s”: there is no such group.") },
  { "several-groups",
    N_ ("“%s”: there are several groups of that name; name one by its address.") },
  { "unknown-unit", N_ ("“%s”: nobody is in an organisational unit of that name.") },
  { "several-units",
    N_ ("“%s”: there are several organisational units of that name; write where it is, as in "
        "corp.example/People/Sales, or its distinguished name.") },
  { "bad-filter", N_ ("“%s” is no filter: check its brackets and the names in it.") },
  { "filter-refused", N_ ("“%s”: the server does not take this filter.") },
  { "filter-unsupported",
    N_ ("“%s”: there is nobody to ask. A filter in brackets needs a directory in Connection, any "
        "other one Exchange Online.") },
  { "not-asked", N_ ("“%s”: it is not known yet whom this means.") },
  { "too-many", N_ ("“%s” means more people than one absence can be for.") },
  { "nobody-in-it", N_ ("“%s”: nobody with a mailbox is in it at the moment.") },
  { "no-hours", N_ ("“%s”: their working hours could not be read, so there are no times outside "
                    "them.") },
  { "more-without-hours", N_ ("and “%s” more whose working hours could not be read.") },
  { "zone", N_ ("“%s”: nobody knows this time zone, so the absence is not planned.") },
};

static const char *
find (const Line *lines, gsize n, const char *reason)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (lines[i].reason, reason) == 0)
      return _ (lines[i].words);
  return NULL;
}

char *
session_words_decision (const SessionDecision *decision)
{
  const char *words = find (reasons, G_N_ELEMENTS (reasons), decision->reason);
  g_autofree char *gaps = NULL;

  if (decision->gaps != NULL) {
    gaps = g_strjoinv (", ", decision->gaps);
    /* Translators: names of placeholders */
    return g_strdup_printf (_ ("Nobody knows what to fill in for: %s."), gaps);
  }
  if (words != NULL)
    return g_strdup (words);
  if (decision->error != NULL)
    return session_explain (decision->error);
  return g_strdup (decision->reason);
}

char *
session_words_problem (const SessionPlanProblem *problem)
{
  const char *words = find (problems, G_N_ELEMENTS (problems), problem->reason);
  g_auto (GStrv) halves = g_strsplit (words != NULL ? words : "“%s”", "%s", 2);

  return g_strconcat (halves[0], problem->name, halves[1], NULL);
}
