/* session-sift.c - finds out which filters people fall into
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-sift.h"

#include "session-conflict.h"
#include "session-held.h"

/* CONFLICT, and ASKED where somebody has to decide. */
static SessionFilters
find_conflicts (const SessionSift *self, const char *mail, const SessionBarFacts *facts)
{
  guint32 person = self->plan != NULL ? session_roster_find (session_plan_roster (self->plan), mail)
                                      : SESSION_ROSTER_NOBODY;
  g_autoptr (GPtrArray) conflicts = NULL;
  SessionFilters filters = 0;

  if (person == SESSION_ROSTER_NOBODY)
    return 0;

  conflicts = session_conflicts_new (self->plan, person, facts, self->now_s, self->until_s);
  for (guint i = 0; i < conflicts->len; i++) {
    filters |= SESSION_FILTER_CONFLICT;
    if (((const SessionConflict *) conflicts->pdata[i])->asks)
      filters |= SESSION_FILTER_ASKED;
  }
  return filters;
}

static SessionFilters
sift_one (const SessionSift *self, const char *mail, const SessionSifted *known)
{
  SessionBarFacts facts = { .own = known->has_reply ? &known->reply : NULL, .now_s = self->now_s };
  SessionFilters filters = session_held_filters (self->held, mail);

  session_held_note (self->held, mail, &facts);
  /* What is known by now is newer than what the last reading found. */
  if (known->is_off)
    filters &= ~(guint) SESSION_FILTER_FORGOTTEN;
  if (known->is_read)
    filters &= ~(guint) SESSION_FILTER_OWN;
  if (facts.own != NULL)
    filters |= SESSION_FILTER_OWN;
  if (facts.is_drifted)
    filters |= SESSION_FILTER_DRIFTED;
  if (facts.is_failed)
    filters |= SESSION_FILTER_FAILED;
  return filters | find_conflicts (self, mail, &facts);
}

GArray *
session_sift (const SessionSift *self, GArray *sifted, guint counts[SESSION_FILTER_N])
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < SESSION_FILTER_N; i++)
    counts[i] = 0;
  for (guint i = 0; i < self->entries->len; i++) {
    const SessionEntry *entry = g_ptr_array_index (self->entries, i);
    SessionSifted *one = &g_array_index (sifted, SessionSifted, i);
    SessionFilters filters =
        *entry->person->mail != '\0' ? sift_one (self, entry->person->mail, one) : 0;

    for (guint k = 0; k < SESSION_FILTER_N; k++)
      counts[k] += (filters >> k) & 1;
    if (filters != one->filters)
      g_array_append_val (changed, i);
    one->filters = filters;
  }
  return changed;
}
