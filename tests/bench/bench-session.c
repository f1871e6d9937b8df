/* bench-session.c - what planning costs for 20,000 people and 200 items, from names to bars: a
 * table, no verdict
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clock.h"
#include "oof-date.h"
#include "session-bars.h"
#include "session-entry.h"

#include <stdio.h>

#define N_PEOPLE 20000
#define N_ITEMS 200
#define NOW_S ((gint64) 20820 * OOF_DAY_S) /* 2027-01-02 */

static GPtrArray *
make_entries (void)
{
  GPtrArray *entries = session_entry_array ();

  for (guint i = 0; i < N_PEOPLE; i++) {
    g_autofree char *name = g_strdup_printf ("Person %u", i * 7919 % N_PEOPLE);
    g_autofree char *mail = g_strdup_printf ("person%u@corp.example", i * 7919 % N_PEOPLE);
    g_autofree char *dn = g_strdup_printf ("CN=%s,OU=Unit %u,DC=corp,DC=example", name, i % 50);
    g_autoptr (ExchangePerson) person = exchange_person_new (
        &(ExchangePerson){ .id = mail, .name = name, .mail = mail, .upn = mail, .dn = dn });

    g_ptr_array_add (entries, session_entry_new (person));
  }
  return entries;
}

static OofWhen *
make_when (GRand *dice)
{
  gint64 from_s = NOW_S + g_rand_int_range (dice, -200, 200) * (gint64) OOF_DAY_S;
  OofWhenParts parts = { .is_all_day = TRUE,
                         .from_s = from_s,
                         .until_s = from_s + g_rand_int_range (dice, 1, 20) * (gint64) OOF_DAY_S };
  OofRule rule;

  if (g_rand_int_range (dice, 0, 2) == 0) {
    oof_rule_parse ("FREQ=WEEKLY;BYDAY=TU,TH", &rule, NULL);
    parts.rule = &rule;
    parts.until_s = from_s + OOF_DAY_S;
  }
  return oof_when_new (&parts, NULL);
}

/* A tenth for an organisational unit, the others for up to 200 people. */
static OofItem *
make_item (GRand *dice, guint number)
{
  g_autofree char *id = g_strdup_printf ("item-%u", number);
  g_autoptr (OofWhen) when = make_when (dice);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree OofFor *who = g_new0 (OofFor, 200);
  guint n = number % 10 == 0 ? 1 : (guint) g_rand_int_range (dice, 1, 200);
  guint first = (guint) g_rand_int_range (dice, 0, N_PEOPLE - 200);

  for (guint i = 0; i < n; i++) {
    char *name = number % 10 == 0 ? g_strdup_printf ("OU=Unit %u,DC=corp,DC=example", number / 10)
                                  : g_strdup_printf ("person%u@corp.example", first + i);

    g_ptr_array_add (names, name);
    who[i] = (OofFor){ number % 10 == 0 ? OOF_FOR_UNIT : OOF_FOR_PERSON, name };
  }
  return oof_item_new (&(OofItemParts){ .id = id,
                                        .who = who,
                                        .n_who = n,
                                        .is_living = TRUE,
                                        .when = when,
                                        .inside = "x",
                                        .created_s = number },
                       NULL);
}

static SessionPlan *
make_plan (GPtrArray *entries, GPtrArray *items, double *ret_ms)
{
  double begin = (now_ns () / 1e6);
  g_autoptr (SessionRoster) roster = session_roster_new (entries, NULL);
  g_autoptr (SessionMembers) members = session_members_new (roster, NULL);
  SessionPlan *plan;

  session_members_note (members, items);
  plan = session_plan_new (members, items, (gint32) (NOW_S / OOF_DAY_S) - 366, 1098, NULL);
  *ret_ms = MIN (*ret_ms, (now_ns () / 1e6) - begin);
  return plan;
}

static double
time_edit (const SessionPlan *plan, GPtrArray *items, GRand *dice)
{
  double begin = (now_ns () / 1e6);
  g_autoptr (SessionMembers) members = session_members_new (session_plan_roster (plan), NULL);
  g_autoptr (SessionPlan) edited = NULL;

  oof_item_unref (items->pdata[7]);
  items->pdata[7] = make_item (dice, 7);
  session_members_note (members, items);
  edited = session_plan_edit (plan, members, items, NULL);
  g_assert_nonnull (edited);
  return (now_ns () / 1e6) - begin;
}

static void
time_bars (const SessionPlan *plan, const char *what, gint64 days)
{
  const SessionBarFacts facts = { .now_s = NOW_S };
  double begin = (now_ns () / 1e6);
  guint n = 0;

  for (guint32 i = 0; i < N_PEOPLE; i++) {
    g_autoptr (GArray) bars =
        session_bars_new (plan, i, NOW_S - 7 * OOF_DAY_S, NOW_S + days * OOF_DAY_S, &facts);

    n += bars->len;
  }
  printf ("bars of a row, %-24s %8.2f us  (%.1f bars a row)\n", what,
          ((now_ns () / 1e6) - begin) * 1000 / N_PEOPLE, (double) n / N_PEOPLE);
}

int
main (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (4711);
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_autoptr (SessionPlan) plan = NULL;
  double plan_ms = G_MAXDOUBLE;
  double edit_ms = G_MAXDOUBLE;

  for (guint i = 0; i < N_ITEMS; i++)
    g_ptr_array_add (items, make_item (dice, i));
  for (guint i = 0; i < ROUNDS; i++) {
    session_plan_unref (plan);
    plan = make_plan (entries, items, &plan_ms);
  }
  for (guint i = 0; i < ROUNDS; i++)
    edit_ms = MIN (edit_ms, time_edit (plan, items, dice));
  printf ("plan of %d people and %d items    %8.2f ms\n", N_PEOPLE, N_ITEMS, plan_ms);
  printf ("after an edit of one item              %8.2f ms\n", edit_ms);
  time_bars (plan, "a month", 31);
  time_bars (plan, "a year", 366);
  return 0;
}
