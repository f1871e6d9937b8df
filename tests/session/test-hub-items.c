/* test-hub-items.c - what is planned, as the panel edits it: the list, the calendar, undo and redo
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crew.h"
#include "hub.h"

#include "base-error.h"
#include "session-hub-items.h"

#define HERE "Pacific/Kiritimati" /* where nobody of the demo organisation is */

static void
wait_for_items (SessionHub *hub)
{
  gint64 end_us = g_get_monotonic_time () + LIMIT_US;
  guint source = g_timeout_add (20, wake_cb, NULL);

  while (session_hub_saved_items (hub) == NULL) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (source);
}

static gboolean
edit (SessionHub *hub, const SessionItemsEdit *edit, const char *title, GError **error)
{
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  session_hub_edit_items_async (hub, edit, title, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  return session_hub_edit_items_finish (hub, result, error);
}

static gboolean
undo (SessionHub *hub, GError **error)
{
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  session_hub_undo_async (hub, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  return session_hub_undo_finish (hub, result, error);
}

static gboolean
redo (SessionHub *hub, GError **error)
{
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  session_hub_redo_async (hub, NULL, done_cb, &waiting);
  result = wait_for_result (&waiting);
  return session_hub_redo_finish (hub, result, error);
}

/* "id TITLE TITLE": the items, and what could be undone and done again. */
static void
assert_planned (SessionHub *hub, const char *wanted)
{
  const GPtrArray *items = session_items_all (session_hub_saved_items (hub));
  GString *text = g_string_new (NULL);
  g_autofree char *undo_title = NULL;
  g_autofree char *redo_title = NULL;

  for (guint i = 0; i < items->len; i++) {
    const OofItemParts *parts = oof_item_parts (items->pdata[i]);

    g_string_append_printf (text, "%s=%s ", parts->id, parts->inside);
  }
  g_object_get (hub, "undo-title", &undo_title, "redo-title", &redo_title, NULL);
  g_string_append_printf (text, "undo:%s redo:%s", undo_title, redo_title);
  g_assert_cmpstr (text->str, ==, wanted);
  g_string_free (text, TRUE);
}

static void
save (SessionHub *hub, const char *who, const char *inside, const char *title)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 5);
  g_autoptr (GDateTime) end = g_date_time_add_days (now, 9);
  g_autofree char *from = g_date_time_format (later, "%Y-%m-%d");
  g_autofree char *until = g_date_time_format (end, "%Y-%m-%d");
  const CrewItem wanted = {
    .id = "a", .who = who, .from = from, .until = until, .inside = inside, .own = OOF_OWN_REPLACE
  };
  g_autoptr (GPtrArray) items = crew_items (&wanted, 1);
  g_autoptr (GError) error = NULL;

  edit (hub, &(SessionItemsEdit){ .items = items, .expected_revision = -1 }, title, &error);
  g_assert_no_error (error);
}

static void
test_undo (void)
{
  g_autoptr (Hub) hub = start ();
  const char *mail = session_row_mail (get_row (hub, 3));
  const char *const removed[] = { "a", NULL };
  g_autoptr (GError) error = NULL;

  wait_for_items (hub);
  assert_planned (hub, "undo: redo:");
  save (hub, mail, "one", "New");
  save (hub, mail, "two", "Edit");
  assert_planned (hub, "a=two undo:Edit redo:");
  edit (hub, &(SessionItemsEdit){ .removed = removed, .expected_revision = -1 }, "Remove", &error);
  g_assert_no_error (error);
  assert_planned (hub, "undo:Remove redo:");
  g_assert_true (undo (hub, &error));
  assert_planned (hub, "a=two undo:Edit redo:Remove");
  g_assert_true (undo (hub, &error));
  assert_planned (hub, "a=one undo:New redo:Edit");
  g_assert_true (redo (hub, &error));
  assert_planned (hub, "a=two undo:Edit redo:Remove");
  g_assert_true (undo (hub, &error));
  g_assert_true (undo (hub, &error));
  assert_planned (hub, "undo: redo:New");
  g_assert_false (undo (hub, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "nothing-to-undo");
  save (hub, mail, "three", "New");
  assert_planned (hub, "a=three undo:New redo:");
}

/* When the absence begins that save () plans; -1: it is not in the calendar. */
static gint64
find_begin (SessionHub *hub, SessionRow *row)
{
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GArray) bars =
      session_hub_bars (hub, row, now_s + 3 * OOF_DAY_S, now_s + 8 * OOF_DAY_S);

  for (guint i = 0; bars != NULL && i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);

    if (bar->item != NULL && g_str_equal (oof_item_parts (bar->item)->id, "a"))
      return bar->from_s;
  }
  return -1;
}

static gboolean
has_item (SessionHub *hub, SessionRow *row)
{
  return find_begin (hub, row) != -1;
}

/* Ctrl+Z pressed twice before the first one is done: each is about what the one before leaves. */
static void
test_undo_at_once (void)
{
  g_autoptr (Hub) hub = start ();
  const char *mail = session_row_mail (get_row (hub, 3));
  g_autoptr (GError) error = NULL;

  wait_for_items (hub);
  save (hub, mail, "one", "New");
  save (hub, mail, "two", "Edit");
  for (guint round = 0; round < 2; round++) {
    Waiting waiting[2] = { 0 };

    for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
      if (round == 0)
        session_hub_undo_async (hub, NULL, done_cb, &waiting[i]);
      else
        session_hub_redo_async (hub, NULL, done_cb, &waiting[i]);
    for (guint i = 0; i < G_N_ELEMENTS (waiting); i++) {
      g_autoptr (GAsyncResult) result = wait_for_result (&waiting[i]);

      g_assert_true (round == 0 ? session_hub_undo_finish (hub, result, &error)
                                : session_hub_redo_finish (hub, result, &error));
    }
    assert_planned (hub, round == 0 ? "undo: redo:New" : "a=two undo:Edit redo:");
  }
  g_assert_false (redo (hub, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
}

static void
count_cb (SessionHub *hub, gpointer data)
{
  (*(guint *) data)++;
}

/* An edit is in the calendar when "plan-changed" says so. */
static void
test_calendar (void)
{
  g_autoptr (Hub) hub = start ();
  SessionRow *row = get_row (hub, 3);
  gint64 end_us = g_get_monotonic_time () + LIMIT_US;
  guint changes = 0;

  wait_for_items (hub);
  g_signal_connect (hub, "plan-changed", G_CALLBACK (count_cb), &changes);
  save (hub, session_row_mail (row), "one", "New");
  while (!has_item (hub, row)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_cmpuint (changes, >, 0);
  g_assert_false (has_item (hub, get_row (hub, 4)));
}

/* At midnight of that zone. */
static gboolean
begins_in (SessionHub *hub, SessionRow *row, const char *zone)
{
  g_autoptr (GTimeZone) there = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) begin = g_date_time_new_from_unix_utc (find_begin (hub, row));
  g_autoptr (GDateTime) local = g_date_time_to_timezone (begin, there);

  return g_date_time_get_hour (local) == 0 && g_date_time_get_minute (local) == 0;
}

/* The days of a mailbox whose zone was not known are where they belong when it is read. */
static void
test_zone (void)
{
  g_autoptr (Hub) hub = start ();
  SessionRow *row = get_row (hub, 3);
  gint64 end_us = g_get_monotonic_time () + LIMIT_US;
  guint source = g_timeout_add (20, wake_cb, NULL);
  g_autoptr (SessionReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  wait_for_items (hub);
  save (hub, session_row_mail (row), "one", "New");
  while (!has_item (hub, row)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_true (begins_in (hub, row, HERE));
  reading = read_mailbox (hub, session_row_mail (row), &error);
  g_assert_no_error (error);
  while (!begins_in (hub, row, reading->zone)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_false (begins_in (hub, row, HERE));
  g_source_remove (source);
}

/* A rule turns the plan round, and is undone as everything else. */
static void
test_rule (void)
{
  g_autoptr (Hub) hub = start ();
  OofOrder order = session_hub_order (hub);
  g_autoptr (GError) error = NULL;

  wait_for_items (hub);
  g_assert_cmpuint (order.n_first, ==, 0);
  oof_order_put_first (&order, OOF_TRAIT_REPEATS);
  g_assert_true (
      edit (hub, &(SessionItemsEdit){ .order = &order, .expected_revision = -1 }, "Rule", &error));
  order = session_hub_order (hub);
  g_assert_cmpuint (order.n_first, ==, 1);
  g_assert_true (undo (hub, &error));
  order = session_hub_order (hub);
  g_assert_cmpuint (order.n_first, ==, 0);
  g_assert_true (redo (hub, &error));
  order = session_hub_order (hub);
  g_assert_cmpint (order.first[0], ==, OOF_TRAIT_REPEATS);
}

/* What another process edits is shown, and what was done here before cannot be undone. */
static void
test_foreign (void)
{
  g_autoptr (Hub) hub = start ();
  const char *mail = session_row_mail (get_row (hub, 3));
  const char *const removed[] = { "a", NULL };
  gint64 end_us = g_get_monotonic_time () + LIMIT_US;
  g_autoptr (GError) error = NULL;

  wait_for_items (hub);
  save (hub, mail, "one", "New");
  session_items_edit (hub->core, hub->profile->id,
                      &(SessionItemsEdit){ .removed = removed, .expected_revision = -1 }, &error);
  g_assert_no_error (error);
  while (session_items_all (session_hub_saved_items (hub))->len > 0) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  assert_planned (hub, "undo: redo:");
}

/* An edit of what somebody else has edited a moment ago, which nobody could see here yet, is
 * refused; another one is not, and the next time it is known. */
static void
test_second (void)
{
  g_autoptr (Hub) hub = start ();
  const char *mail = session_row_mail (get_row (hub, 3));
  const CrewItem theirs = { "a",          OOF_FOR_PERSON,           mail, NULL, "2027-05-03",
                            "2027-05-04", .inside = "<p>theirs</p>" };
  const CrewItem ours = { "a", OOF_FOR_PERSON, mail, NULL, "2027-05-03", "2027-05-05" };
  const CrewItem other = { "b", OOF_FOR_PERSON, mail, NULL, "2027-06-03", "2027-06-05" };
  g_autoptr (GPtrArray) their_items = crew_items (&theirs, 1);
  g_autoptr (GPtrArray) our_items = crew_items (&ours, 1);
  g_autoptr (GPtrArray) other_items = crew_items (&other, 1);
  const SessionItemsEdit their_edit = { .items = their_items, .expected_revision = -1 };
  const SessionItemsEdit our_edit = { .items = our_items, .expected_revision = -1 };
  const SessionItemsEdit other_edit = { .items = other_items, .expected_revision = -1 };
  g_autoptr (GError) error = NULL;

  wait_for_items (hub);
  save (hub, mail, "one", "New");
  g_assert_true (session_items_edit (hub->core, hub->profile->id, &their_edit, NULL));
  g_assert_false (edit (hub, &our_edit, "Edit", &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "plan-changed-meanwhile");
  g_clear_error (&error);
  g_assert_true (edit (hub, &other_edit, "New", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (oof_item_parts (session_items_find (session_hub_saved_items (hub), "a"))->inside,
                   ==, "<p>theirs</p>");
  g_assert_true (edit (hub, &our_edit, "Edit", &error)); /* seen by now, and meant */
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", HERE, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/hub-items/undo", test_undo);
  g_test_add_func ("/session/hub-items/undo-at-once", test_undo_at_once);
  g_test_add_func ("/session/hub-items/calendar", test_calendar);
  g_test_add_func ("/session/hub-items/zone", test_zone);
  g_test_add_func ("/session/hub-items/rule", test_rule);
  g_test_add_func ("/session/hub-items/foreign", test_foreign);
  g_test_add_func ("/session/hub-items/second", test_second);
  return g_test_run ();
}
