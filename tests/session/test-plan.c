/* test-plan.c - the plan of a real organisation: who is meant, who is told about, what is drawn
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crew.h"
#include "session-bars.h"
#include "session-impact.h"

static const char *const names[] = { "ann", "bob", "cid", "dan", "nia", "ora", NULL };

static void
add_group (SessionGroups *groups, const char *name, const char *const *members)
{
  g_autofree char *dn = g_strdup_printf ("CN=%s,DC=corp,DC=example", name);
  g_autofree char *mail = g_strdup_printf ("%s@corp.example", name);
  g_autoptr (ExchangePerson) group = exchange_person_new (&(ExchangePerson){
      .id = name, .name = name, .mail = mail, .dn = dn, .kind = EXCHANGE_PERSON_GROUP });

  session_groups_add (groups, group);
  for (guint i = 0; members[i] != NULL; i++)
    session_groups_add_member (groups, dn, members[i]);
}

#define SALES(name) "CN=" name ",OU=Sales,DC=corp,DC=example"
#define WORKS(name) "CN=" name ",OU=Works,DC=corp,DC=example"

/* "team" is ann, bob and, through "crew", nia. */
static SessionMembers *
make_members (void)
{
  g_autoptr (GPtrArray) entries = crew_entries (names);
  g_autoptr (GHashTable) zones = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SessionRoster) roster = NULL;
  g_autoptr (SessionGroups) groups = session_groups_new (entries);
  SessionMembers *members;

  g_hash_table_insert (zones, (gpointer) "ann@corp.example", (gpointer) "Europe/Berlin");
  g_hash_table_insert (zones, (gpointer) "ora@corp.example", (gpointer) "No/Such");
  roster = session_roster_new (entries, zones);
  add_group (groups, "team",
             (const char *[]){ SALES ("ann"), SALES ("bob"), "CN=crew,DC=corp,DC=example", NULL });
  add_group (groups, "crew", (const char *[]){ WORKS ("nia"), NULL });
  /* Members are known by the groups that are there already. */
  session_groups_add_member (groups, "CN=team,DC=corp,DC=example", "CN=crew,DC=corp,DC=example");
  session_groups_count (groups);
  members = session_members_new (roster, groups);
  return members;
}

static SessionPlan *
make_plan (const CrewItem *wanted, guint n)
{
  g_autoptr (GPtrArray) items = crew_items (wanted, n);
  g_autoptr (SessionMembers) members = make_members ();

  return crew_plan (members, items);
}

static char *
reached_by (SessionPlan *plan, guint item)
{
  g_autoptr (GArray) reached = session_plan_reached (plan, session_plan_items (plan)->pdata[item]);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reached->len; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "",
        session_roster_person (session_plan_roster (plan), g_array_index (reached, guint32, i))
            ->name);
  return g_string_free (text, FALSE);
}

static void
test_who (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ANN@corp.example " SALES ("bob"),
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "b",
      .kind = OOF_FOR_GROUP,
      .who = "team@corp.example",
      .except = "bob@corp.example",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "c",
      .kind = OOF_FOR_GROUP,
      .who = "crew",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "d",
      .kind = OOF_FOR_UNIT,
      .who = "OU=works,DC=corp,DC=example",
      .from = "2027-05-03",
      .until = "2027-05-04" },
  };
  static const char *const reached[] = { "ann bob", "ann nia", "nia", "nia ora" };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));

  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autofree char *text = reached_by (plan, i);

    g_assert_cmpstr (text, ==, reached[i]);
  }
  g_assert_cmpuint (session_plan_problems (plan)->len, ==, 0);
}

/* What is over does not count, nor does who is left out; each mailbox counts once. */
static void
test_impact (void)
{
  static const CrewItem items[] = {
    { .id = "two",
      .who = SALES ("ann") " " SALES ("bob"),
      .from = "2027-05-03",
      .until = "2027-05-04",
      .template_name = "t" },
    { .id = "weekly",
      .who = SALES ("ann"),
      .from = "2027-05-03",
      .until = "2027-05-04",
      .rule = "FREQ=WEEKLY;COUNT=3",
      .template_name = "t" },
    { .id = "over",
      .who = WORKS ("nia"),
      .from = "2027-04-03",
      .until = "2027-04-04",
      .template_name = "t" },
    { .id = "another", .who = WORKS ("ora"), .from = "2027-05-03", .until = "2027-05-04" },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) using = g_ptr_array_new ();
  SessionImpact impact;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (using, session_plan_items (plan)->pdata[i]);
  session_impact_count (plan, using, at ("2027-05-01T00:00:00Z"), &impact);
  g_assert_cmpuint (impact.n_items, ==, 2);
  g_assert_cmpuint (impact.n_people, ==, 2);
  g_assert_cmpuint (impact.n_absences, ==, 5);
  session_impact_count (plan, using, at ("2027-05-15T00:00:00Z"), &impact);
  g_assert_cmpuint (impact.n_items, ==, 1);
  g_assert_cmpuint (impact.n_people, ==, 1);
  g_assert_cmpuint (impact.n_absences, ==, 1);
  g_ptr_array_set_size (using, 0);
  session_impact_count (plan, using, at ("2027-05-01T00:00:00Z"), &impact);
  g_assert_cmpuint (impact.n_people, ==, 0);
}

static void
test_unknown (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example gone@corp.example",
      .except = "nobody@corp.example",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "b",
      .kind = OOF_FOR_GROUP,
      .who = "no-group",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "c",
      .kind = OOF_FOR_UNIT,
      .who = "OU=no,DC=corp",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "d",
      .kind = OOF_FOR_FILTER,
      .who = "(a=b)",
      .from = "2027-05-03",
      .until = "2027-05-04" },
  };
  static const char *const told[] = { "nobody@corp.example unknown-person",
                                      "gone@corp.example unknown-person", "no-group unknown-group",
                                      "OU=no,DC=corp unknown-unit", "(a=b) not-asked" };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  const GArray *problems = session_plan_problems (plan);

  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (told));
  for (guint i = 0; i < problems->len; i++) {
    const SessionPlanProblem *problem = &g_array_index (problems, SessionPlanProblem, i);
    g_autofree char *text = g_strdup_printf ("%s %s", problem->name, problem->reason);

    g_assert_cmpstr (text, ==, told[i]);
  }
}

/* Nobody knows who must not get it: nobody does; and who was kept does not change any more. */
static void
test_unsure_and_fixed (void)
{
  static const CrewItem wanted[] = {
    { .id = "rule",
      .kind = OOF_FOR_FILTER,
      .who = "(a=b)",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "empty",
      .kind = OOF_FOR_FILTER,
      .who = "(c=d)",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "then",
      .kind = OOF_FOR_GROUP,
      .who = "no-group",
      .from = "2027-05-03",
      .until = "2027-05-04" },
  };
  static const guint32 kept[] = { 0, 3 };
  const OofFor empty = { OOF_FOR_FILTER, "(C=d)" };
  g_autoptr (GPtrArray) items = crew_items (wanted, G_N_ELEMENTS (wanted));
  g_autoptr (SessionMembers) members = make_members ();
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (SessionPlan) plan = NULL;
  g_autofree char *reached = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_vals (people, kept, G_N_ELEMENTS (kept));
  session_members_fix (members, "then", people);
  session_members_take (members, &empty, NULL, nobody);
  plan = crew_plan (members, items);
  reached = reached_by (plan, 2);
  g_assert_cmpstr (reached, ==, "ann dan");
  g_assert_true (session_plan_is_unsure (plan, "rule"));
  g_assert_false (session_plan_is_unsure (plan, "empty"));
  g_assert_false (session_plan_is_unsure (plan, "then"));
  g_assert_cmpuint (session_plan_problems (plan)->len, ==, 2);
}

/* "kind from until" of each bar, by the item's id. */
static char *
bars_of (SessionPlan *plan, guint32 person, const char *from, const char *until,
         const SessionBarFacts *facts)
{
  g_autoptr (GArray) bars = session_bars_new (plan, person, at (from), at (until), facts);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);
    g_autoptr (GDateTime) begin = g_date_time_new_from_unix_utc (bar->from_s);
    g_autofree char *begin_text = g_date_time_format (begin, "%d.%H");
    g_autofree char *end_text = NULL;

    if (bar->until_s != OOF_OPEN_END) {
      g_autoptr (GDateTime) end = g_date_time_new_from_unix_utc (bar->until_s);

      end_text = g_date_time_format (end, "%d.%H");
    }
    g_string_append_printf (text, "%s%s %s-%s %d/%x/%u", i > 0 ? ", " : "",
                            bar->item != NULL ? oof_item_parts (bar->item)->id : "own", begin_text,
                            end_text != NULL ? end_text : "", bar->origin, bar->marks,
                            bar->n_hidden);
  }
  return g_string_free (text, FALSE);
}

static void
assert_bars (SessionPlan *plan, const SessionBarFacts *facts, const char *wanted)
{
  g_autofree char *text = bars_of (plan, 1, "2027-05-03T00:00:00Z", "2027-05-10T00:00:00Z", facts);

  g_assert_cmpstr (text, ==, wanted);
}

/* bob is in this computer's zone, which is UTC in tests. */
static void
test_bars (void)
{
  static const CrewItem items[] = {
    { .id = "holiday",
      .who = "bob@corp.example",
      .from = "2027-05-01",
      .until = "2027-05-08",
      .own = OOF_OWN_AFTER },
    { .id = "course",
      .who = "bob@corp.example",
      .from = "2027-05-04T08:00",
      .until = "2027-05-04T16:00",
      .rule = "FREQ=WEEKLY;COUNT=2",
      .priority = 1 },
    { .id = "all", .kind = OOF_FOR_GROUP, .who = "team", .from = "2027-05-09", .until = NULL },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  const OofOwnReply own = { at ("2027-05-05T00:00:00Z"), at ("2027-05-06T00:00:00Z") };
  SessionBarFacts facts = { .now_s = at ("2027-05-03T12:00:00Z") };

  assert_bars (plan, &facts,
               "holiday 01.00-04.08 0/2/0, course 04.08-04.16 0/a1/1, holiday 04.16-08.00 0/0/0, "
               "all 09.00- 1/0/0");
  facts.held_item = "holiday";
  facts.held_until_s = at ("2027-05-04T08:00:00Z");
  facts.own = &own;
  assert_bars (plan, &facts,
               "holiday 01.00-04.08 0/0/0, course 04.08-04.16 0/a1/1, holiday 04.16-05.00 0/0/0, "
               "own 05.00-06.00 2/81/1, holiday 06.00-08.00 0/0/0, all 09.00- 1/0/0");
  facts.own = NULL;
  facts.is_drifted = TRUE;
  facts.now_s = at ("2027-05-04T12:00:00Z");
  facts.is_failed = TRUE;
  assert_bars (plan, &facts,
               "holiday 01.00-04.08 0/10/0, course 04.08-04.16 0/ad/1, holiday 04.16-08.00 0/0/0, "
               "all 09.00- 1/0/0");
}

/* Replanning what was edited gives what planning anew gives. */
static void
test_edit (void)
{
  static const CrewItem before[] = {
    { .id = "a", .who = "ann@corp.example", .from = "2027-05-03", .until = "2027-05-08" },
    { .id = "b",
      .who = "bob@corp.example gone@corp.example",
      .from = "2027-05-03",
      .until = "2027-05-08" },
    { .id = "c", .who = "cid@corp.example", .from = "2027-05-03", .until = "2027-05-08" },
  };
  static const CrewItem after[] = {
    { .id = "c",
      .who = "bob@corp.example",
      .from = "2027-05-04",
      .until = "2027-05-05",
      .priority = 1 },
    { .id = "d",
      .kind = OOF_FOR_GROUP,
      .who = "team",
      .from = "2027-05-07",
      .until = "2027-05-09" },
  };
  g_autoptr (SessionPlan) plan = make_plan (before, G_N_ELEMENTS (before));
  g_autoptr (SessionPlan) anew = make_plan (after, G_N_ELEMENTS (after));
  g_autoptr (GPtrArray) items = crew_items (after, G_N_ELEMENTS (after));
  g_autoptr (SessionMembers) members = make_members ();
  g_autoptr (SessionPlan) edited = NULL;
  g_autoptr (GError) error = NULL;
  const SessionBarFacts facts = { .now_s = at ("2027-05-03T12:00:00Z") };

  g_ptr_array_add (items, oof_item_ref (session_plan_items (plan)->pdata[1]));
  session_members_note (members, items);
  edited = session_plan_edit (plan, members, items, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (session_plan_problems (edited)->len, ==, 1);
  g_ptr_array_remove_index (items, 2);
  g_clear_pointer (&plan, session_plan_unref);
  plan = session_plan_edit (edited, members, items, &error);
  g_assert_cmpuint (session_plan_problems (plan)->len, ==, 0);
  for (guint32 person = 0; person < 6; person++) {
    g_autofree char *a =
        bars_of (anew, person, "2027-05-01T00:00:00Z", "2027-05-20T00:00:00Z", &facts);
    g_autofree char *b =
        bars_of (plan, person, "2027-05-01T00:00:00Z", "2027-05-20T00:00:00Z", &facts);

    g_assert_cmpstr (a, ==, b);
  }
}

static void
test_zone (void)
{
  static const CrewItem items[] = { { .id = "a",
                                      .who = "ann@corp.example ora@corp.example",
                                      .from = "2027-05-03",
                                      .until = "2027-05-04" } };
  g_autoptr (SessionPlan) plan = make_plan (items, 1);
  const SessionRoster *roster = session_plan_roster (plan);
  const SessionBarFacts facts = { .now_s = at ("2027-05-01T12:00:00Z") };
  g_autofree char *ann = bars_of (plan, 0, "2027-05-01T00:00:00Z", "2027-05-20T00:00:00Z", &facts);
  g_autofree char *ora = bars_of (plan, 5, "2027-05-01T00:00:00Z", "2027-05-20T00:00:00Z", &facts);

  g_assert_cmpstr (ann, ==, "a 02.22-03.22 0/2/0");
  g_assert_cmpstr (ora, ==, "a 03.00-04.00 0/2/0");
  g_assert_true (session_roster_knows_zone (roster, 0));
  g_assert_false (session_roster_knows_zone (roster, 5));
  g_assert_cmpstr (session_roster_zone (roster, 0), ==, "Europe/Berlin");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/plan/who", test_who);
  g_test_add_func ("/session/plan/unknown", test_unknown);
  g_test_add_func ("/session/plan/impact", test_impact);
  g_test_add_func ("/session/plan/unsure-and-fixed", test_unsure_and_fixed);
  g_test_add_func ("/session/plan/bars", test_bars);
  g_test_add_func ("/session/plan/edit", test_edit);
  g_test_add_func ("/session/plan/zone", test_zone);
  return g_test_run ();
}
