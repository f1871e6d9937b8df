/* test-teams.c - the people in parts: who is in which, how many are away, the list of them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crew.h"
#include "session-hub-private.h"
#include "session-people.h"
#include "session-row-private.h"
#include "session-team-list.h"
#include "session-teams.h"
#include "session-view.h"
#include "teams.h"

#define DEADLINE_S 30

static const SessionTeamWhose nobody;
static const char *const crew[] = { "ann", "bob", "cid", "dan", "nia", "ora", NULL };

/* "sales", "works" and nothing, in turn. */
static GPtrArray *
make_entries (guint n)
{
  static const char *const departments[] = { "works", "Sales", "" };
  GPtrArray *entries = session_entry_array ();

  for (guint i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf ("p%03u", i);
    g_autofree char *mail = g_strdup_printf ("%s@corp.example", id);
    ExchangePerson facts = { .id = id,
                             .name = id,
                             .mail = mail,
                             .department = departments[i % 3],
                             .office = i % 2 == 0 ? "Graz" : "" };
    g_autoptr (ExchangePerson) person = exchange_person_new (&facts);

    g_ptr_array_add (entries, session_entry_new (person));
  }
  return entries;
}

static void
test_parts (void)
{
  g_autoptr (GPtrArray) entries = make_entries (5);
  g_autoptr (GPtrArray) units = crew_entries (crew);
  g_autoptr (GPtrArray) none = session_entry_array ();
  static const struct
  {
    SessionTeamKind kind;
    gboolean is_crew;
    const char *told;
  } rows[] = {
    { SESSION_TEAM_DEPARTMENT, FALSE,
      "Sales: p001 p004|works: p000 p003|No department given: p002" },
    { SESSION_TEAM_OFFICE, FALSE, "Graz: p000 p002 p004|No office given: p001 p003" },
    { SESSION_TEAM_UNIT, FALSE, "In no organisational unit: p000 p001 p002 p003 p004" },
    { SESSION_TEAM_UNIT, TRUE, "Sales: ann bob cid dan|Works: nia ora" },
    { SESSION_TEAM_GROUP, FALSE, "In no group: p000 p001 p002 p003 p004" },
    { SESSION_TEAM_MANAGER, FALSE, "No manager: p000 p001 p002 p003 p004" },
    { SESSION_TEAM_NONE, FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const GPtrArray *people = rows[i].is_crew ? units : entries;
    g_autoptr (GPtrArray) teams = session_teams_new (people, &nobody, rows[i].kind);
    g_autoptr (GPtrArray) nothing = session_teams_new (none, &nobody, rows[i].kind);
    g_autofree char *text = teams_tell (teams, people);

    g_test_message ("%s", session_team_kind_names[rows[i].kind]);
    g_assert_cmpstr (text, ==, rows[i].told);
    g_assert_cmpuint (nothing->len, ==, 0);
  }
}

/* Who is in several groups is in each; who is not among the entries is in none. */
static void
test_groups (void)
{
  g_autoptr (GPtrArray) entries = crew_entries (crew);
  g_autoptr (GPtrArray) some = crew_entries ((const char *[]){ "cid", "bob", "ann", NULL });
  g_autoptr (SessionGroups) groups = session_groups_new (entries);
  static const char *const members[][3] = { { "zeta", "ann", "Sales" },
                                            { "zeta", "bob", "Sales" },
                                            { "alpha", "bob", "Sales" },
                                            { "gone", "ora", "Works" } };
  g_autoptr (GPtrArray) teams = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autofree char *dn = g_strdup_printf ("CN=%s,DC=corp", members[i][0]);
    g_autofree char *member =
        g_strdup_printf ("CN=%s,OU=%s,DC=corp,DC=example", members[i][1], members[i][2]);
    g_autoptr (ExchangePerson) group = exchange_person_new (
        &(ExchangePerson){ .id = members[i][0], .name = members[i][0], .dn = dn });

    session_groups_add (groups, group);
    session_groups_add_member (groups, dn, member);
  }
  session_groups_count (groups);
  teams = session_teams_new (some, &(SessionTeamWhose){ .groups = groups }, SESSION_TEAM_GROUP);
  text = teams_tell (teams, some);
  g_assert_cmpstr (text, ==, "alpha: bob|zeta: bob ann|In no group: cid");
}

/* Two absences of one person on a day are one person; the plan's people are in another order. */
static void
test_count (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example bob@corp.example",
      .from = "2027-05-03",
      .until = "2027-05-05" },
    { .id = "b",
      .who = "ann@corp.example",
      .from = "2027-05-04T08:00",
      .until = "2027-05-04T09:00" },
    { .id = "c",
      .kind = OOF_FOR_UNIT,
      .who = "OU=Works,DC=corp,DC=example",
      .from = "2027-05-07",
      .until = NULL },
    { .id = "d",
      .who = "cid@corp.example",
      .from = "2027-05-03T22:00",
      .until = "2027-05-04T06:00",
      .rule = "FREQ=WEEKLY;BYDAY=MO,WE" },
  };
  g_autoptr (GPtrArray) planned = crew_entries (crew);
  g_autoptr (GPtrArray) entries =
      crew_entries ((const char *[]){ "ora", "nia", "new", "dan", "cid", "bob", "ann", NULL });
  g_autoptr (SessionPlan) plan = crew_plan_of (planned, NULL, items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) teams = session_teams_new (entries, &nobody, SESSION_TEAM_UNIT);
  g_autoptr (GArray) replies = g_array_new (FALSE, FALSE, sizeof (SessionTeamReply));
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  SessionTeamReply dan = { 3, { at ("2027-05-02T12:00:00Z"), at ("2027-05-04T00:00:00Z") } };
  SessionTeamReply fresh = { 2, { OOF_DATE_FIRST_S, OOF_OPEN_END } };
  SessionTeamFacts facts = { .entries = entries,
                             .plan = plan,
                             .replies = replies,
                             .zone = zone,
                             .first_day = (gint32) (at ("2027-05-03T00:00:00Z") / OOF_DAY_S),
                             .n_days = 7 };
  /* Sales: ann, bob, cid, dan; Works: new, nia, ora; Monday to Sunday. */
  static const guint32 expected[] = { 4, 3, 1, 1, 0, 0, 0, 1, 1, 1, 1, 3, 3, 3 };
  g_autoptr (GArray) numbers = NULL;

  g_array_append_val (replies, dan);
  g_array_append_val (replies, fresh);
  numbers = session_teams_count (teams, &facts);
  g_assert_cmpuint (numbers->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < numbers->len; i++) {
    g_test_message ("day %u of team %u", i % 7, i / 7);
    g_assert_cmpuint (g_array_index (numbers, guint32, i), ==, expected[i]);
  }
}

/* As many as have something on that day by the segments that are drawn, also outside the days that
 * were planned. */
static void
test_count_as_drawn (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example",
      .from = "2027-01-01T09:00",
      .until = "2027-01-01T17:00",
      .rule = "FREQ=MONTHLY;BYMONTHDAY=31" },
    { .id = "b",
      .who = "bob@corp.example ann@corp.example",
      .from = "2027-02-01",
      .until = "2027-02-04",
      .rule = "FREQ=WEEKLY;INTERVAL=2" },
    { .id = "c", .who = "dan@corp.example", .from = "2027-11-11T11:11", .until = NULL },
  };
  g_autoptr (GPtrArray) entries = crew_entries (crew);
  g_autoptr (SessionPlan) plan = crew_plan_of (entries, NULL, items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) teams = session_teams_new (entries, &nobody, SESSION_TEAM_DEPARTMENT);
  g_autoptr (GArray) replies = g_array_new (FALSE, FALSE, sizeof (SessionTeamReply));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint32 first = (gint32) (at ("2027-10-01T00:00:00Z") / OOF_DAY_S);
  SessionTeamFacts facts = { entries, plan, replies, zone, first, 200 };
  g_autoptr (OofZone) local = oof_zone_new (zone, 0, 1);
  g_autoptr (GArray) numbers = session_teams_count (teams, &facts);
  guint32 all = 0;

  for (guint day = 0; day < 200; day++) {
    gint64 local_s = (gint64) (first + (gint32) day) * OOF_DAY_S;
    guint32 n = 0;

    for (guint32 person = 0; person < entries->len; person++) {
      g_autoptr (GArray) segments =
          oof_plan_segments (session_plan_oof (plan), person, oof_zone_to_instant (local, local_s),
                             oof_zone_to_instant (local, local_s + OOF_DAY_S), NULL);
      gboolean is_away = FALSE;

      for (guint i = 0; i < segments->len; i++)
        is_away |= g_array_index (segments, OofSegment, i).kind == OOF_SEGMENT_ITEM;
      n += is_away;
    }
    g_assert_cmpuint (g_array_index (numbers, guint32, day), ==, n);
    all += n;
  }
  g_assert_cmpuint (all, >, 200);
}

static gboolean
late_cb (gpointer data)
{
  g_error ("nothing happened in time");
  return G_SOURCE_REMOVE;
}

static void
wait_for_items (SessionTeamList *list, guint n)
{
  guint timer = g_timeout_add_seconds (DEADLINE_S, late_cb, NULL);

  while (g_list_model_get_n_items (G_LIST_MODEL (list)) != n)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static SessionTeamHead *
wait_for_count (SessionTeamList *list, guint position)
{
  guint timer = g_timeout_add_seconds (DEADLINE_S, late_cb, NULL);
  SessionTeamHead *head = session_team_list_head_at (list, position);
  gint32 first;
  guint n_days;

  while (session_team_head_away (head, &first, &n_days) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  return head;
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, guint *said)
{
  said[0] = position;
  said[1] = removed;
  said[2] = added;
}

static void
check_rows (SessionTeamList *list, SessionHub *hub)
{
  g_autoptr (GPtrArray) people = NULL;
  SessionRow *row = session_hub_find_person (hub, "p003@corp.example");
  guint place;

  /* Sales: p001 p004 p007; works: p000 p003 p006 p009; none: p002 p005 p008. */
  g_assert_true (session_team_list_find (list, row, &place));
  g_assert_cmpuint (place, ==, 6);
  g_assert_true (session_team_list_find_source (list, 6, &place));
  g_assert_cmpuint (place, ==, 3);
  g_assert_false (session_team_list_find_source (list, 4, &place));
  g_assert_cmpuint (session_team_list_count (list, 0, 13), ==, 10);
  g_assert_cmpuint (session_team_list_count (list, 4, 6), ==, 1);
  people = session_team_list_between (list, 0, 13);
  g_assert_cmpuint (people->len, ==, 10);
}

static void
check_folding (SessionTeamList *list, SessionHub *hub)
{
  SessionTeamHead *head = session_team_list_head_at (list, 6);
  SessionRow *row = session_hub_find_person (hub, "p003@corp.example");
  g_autoptr (GPtrArray) people = NULL;
  guint said[3] = { 0 };
  guint place;

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), said);
  session_team_list_set_open (list, head, FALSE);
  g_assert_cmpuint (said[0], ==, 5);
  g_assert_cmpuint (said[1], ==, 4);
  g_assert_cmpuint (said[2], ==, 0);
  g_assert_false (session_team_list_find (list, row, &place));
  g_assert_cmpuint (session_team_list_count (list, 0, 9), ==, 10);
  g_assert_cmpuint (session_team_list_count (list, 4, 5), ==, 4);
  g_assert_cmpuint (session_team_list_count (list, 5, 9), ==, 3);
  people = session_team_list_between (list, 4, 5);
  g_assert_cmpuint (people->len, ==, 4);
  session_team_list_set_all_open (list, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  session_team_list_set_all_open (list, TRUE);
  session_team_list_set_open (list, head, FALSE);
  g_signal_handlers_disconnect_by_data (list, said);
}

static void
test_list (void)
{
  SessionHub *hub = session_hub_new (SESSION_START_DEMO); /* never started: it has nobody to ask */
  g_autoptr (GPtrArray) entries = make_entries (10);
  g_autoptr (SessionView) view = session_view_new (session_hub_people (hub));
  g_autoptr (SessionTeamList) list = session_team_list_new (hub, G_LIST_MODEL (view));
  g_autoptr (SessionQuery) query = NULL;
  SessionTeamHead *head;
  gint32 first;
  guint n_days;

  session_people_update (SESSION_PEOPLE (session_hub_people (hub)), entries, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  session_team_list_set_days (list, 1000, 31);
  session_team_list_set_kind (list, SESSION_TEAM_DEPARTMENT);
  wait_for_items (list, 13);
  check_rows (list, hub);
  check_folding (list, hub);

  head = wait_for_count (list, 4);
  g_assert_cmpstr (session_team_head_name (head), ==, "works");
  g_assert_nonnull (session_team_head_away (head, &first, &n_days));
  g_assert_cmpint (first, ==, 1000);
  g_assert_cmpuint (n_days, ==, 31);

  /* Filtered: the part is as it was, closed, and the share is that of all. */
  query = session_hub_new_query (hub, "p003", NULL);
  session_view_set_query (view, query);
  wait_for_items (list, 1);
  g_assert_true (session_team_list_head_at (list, 0) == head);
  g_assert_false (session_team_head_is_open (head));
  g_assert_cmpuint (session_team_head_n_shown (head), ==, 1);
  g_assert_cmpuint (session_team_head_n_all (head), ==, 4);
  session_team_list_set_open (list, head, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  session_team_list_set_kind (list, SESSION_TEAM_NONE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  session_hub_close (hub);
  g_object_unref (hub);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/teams/parts", test_parts);
  g_test_add_func ("/session/teams/groups", test_groups);
  g_test_add_func ("/session/teams/count", test_count);
  g_test_add_func ("/session/teams/count-as-drawn", test_count_as_drawn);
  g_test_add_func ("/session/teams/list", test_list);
  return g_test_run ();
}
