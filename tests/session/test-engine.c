/* test-engine.c - an engine through simulated time: what everybody has at each hour of a month,
 * wishes, quiet hours, clocks that jump, servers that are gone, credentials that are refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "world.h"

static const char *const names[] = { "ann", "bob", "cid", "dan", "eve", NULL };

/* Every Tuesday; a week from the 10th on; and two that touch. */
static const CrewItem crew[] = {
  { "tuesdays", OOF_FOR_PERSON, "ann@corp.example bob@corp.example", NULL, "2027-05-04",
    "2027-05-05", "FREQ=WEEKLY;BYDAY=TU" },
  { "week", OOF_FOR_PERSON, "bob@corp.example", NULL, "2027-05-10", "2027-05-17", .priority = 5 },
  { "first", OOF_FOR_PERSON, "cid@corp.example", NULL, "2027-05-05T10:00", "2027-05-05T12:00" },
  { "second", OOF_FOR_PERSON, "cid@corp.example", NULL, "2027-05-05T12:00", "2027-05-07T16:30",
    .inside = "<p>another</p>" },
};

static gboolean
is_tuesday (gint64 at_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (at_s);

  return g_date_time_get_day_of_week (when) == 2;
}

/* What the plan above says, by other means. */
static gboolean
is_away (const char *name, gint64 at_s)
{
  switch (*name) {
  case 'a':
    return is_tuesday (at_s);
  case 'b':
    return is_tuesday (at_s) ||
           (at_s >= at ("2027-05-10T00:00:00Z") && at_s < at ("2027-05-17T00:00:00Z"));
  case 'c':
    return at_s >= at ("2027-05-05T10:00:00Z") && at_s < at ("2027-05-07T16:30:00Z");
  default:
    return FALSE;
  }
}

static void
assert_right (World *self, gint64 from_s, gint64 until_s)
{
  for (gint64 t = from_s; t < until_s; t += 1800)
    for (guint i = 0; names[i] != NULL; i++)
      if (world_replies (self, names[i], t) != is_away (names[i], t))
        g_error ("%s at %" G_GINT64_FORMAT ": %d", names[i], t, is_away (names[i], t));
}

/* With a look at everybody once a month only: Exchange holds what is right in between. */
static void
test_month (void)
{
  World self;
  g_autoptr (GError) error = NULL;
  const SessionEngineOrder order = { .interval_s = 40 * (gint64) 86400 };

  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.passes = assert_right;
  g_assert_true (world_run_with (&self, "2027-06-07T08:00:00Z", order, &error));
  g_assert_no_error (error);
  /* Each Tuesday of five weeks for two, the week, two more, and what they had is back. */
  g_assert_cmpuint (self.writes, <=, 20);
  g_assert_cmpstr (world_mailbox (&self, "cid")->inside, ==, "<p>own</p>");
  g_assert_cmpint (world_mailbox (&self, "cid")->mode, ==, OOF_MODE_OFF);
  g_assert_cmpint (self.mode, ==, SESSION_ENGINE_STOPPED);
  world_clear (&self);
}

static void
take_part (World *self, gint64 from_s, gint64 until_s)
{
  static const CrewItem more[] = { { "more", OOF_FOR_PERSON, "eve@corp.example", NULL, "2027-05-06",
                                     "2027-05-08" } };

  if (from_s < at ("2027-05-04T12:00:00Z"))
    return;
  world_plan (self, more, G_N_ELEMENTS (more));
  self->passes = NULL;
}

/* An edit is seen, and only those whom it is about are looked at. */
static void
test_edit (void)
{
  World self;
  g_autoptr (GError) error = NULL;
  const SessionEngineOrder order = { .interval_s = 40 * (gint64) 86400 };

  world_new (&self, names);
  world_plan (&self, &crew[2], 2);
  self.passes = take_part;
  g_assert_true (world_run_with (&self, "2027-05-05T09:00:00Z", order, &error));
  g_assert_true (world_replies (&self, "eve", at ("2027-05-07T12:00:00Z")));
  g_assert_cmpuint (self.writes, ==, 2);
  g_assert_cmpuint (self.reads, ==, 4); /* and each read back */
  world_clear (&self);
}

static void
pause_then_run (World *self, gint64 from_s, gint64 until_s)
{
  if (self->waits == 1) {
    g_assert_true (
        session_engine_state_wish (self->core, SESSION_ENGINE_WISH_PAUSE, "moving", NULL));
    return;
  }
  if (self->mode == SESSION_ENGINE_PAUSED)
    g_assert_cmpstr (self->reason, ==, "moving");
  if (from_s < at ("2027-05-06T08:00:00Z"))
    return;

  g_assert_cmpint (self->mode, ==, SESSION_ENGINE_PAUSED);
  /* Nothing was done since: the second one's reply is not there. */
  g_assert_false (world_replies (self, "cid", at ("2027-05-06T00:00:00Z")));
  g_assert_true (session_engine_state_wish (self->core, SESSION_ENGINE_WISH_RUN, NULL, NULL));
  self->passes = NULL;
}

static void
test_pause (void)
{
  World self;

  world_new (&self, names);
  world_plan (&self, &crew[2], 2);
  self.passes = pause_then_run;
  world_run (&self, "2027-05-06T10:00:00Z");
  g_assert_null (self.passes);
  g_assert_true (world_replies (&self, "cid", at ("2027-05-07T12:00:00Z")));
  world_clear (&self);
}

static void
stop_soon (World *self, gint64 from_s, gint64 until_s)
{
  g_assert_true (session_engine_state_wish (self->core, SESSION_ENGINE_WISH_STOP, NULL, NULL));
}

/* A wish to stop ends it, and the next start is a start. */
static void
test_stop (void)
{
  World self;
  g_auto (SessionEngineState) state = { 0 };

  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.passes = stop_soon;
  world_run (&self, NULL);
  g_assert_cmpuint (self.waits, ==, 1);
  g_assert_true (session_engine_state_read (self.core, world_now_s (&self), &state, NULL));
  g_assert_cmpint (state.mode, ==, SESSION_ENGINE_STOPPED);
  g_assert_false (session_engine_state_is_there (&state));
  self.passes = NULL;
  world_run (&self, "2027-05-05T08:00:00Z");
  g_assert_cmpuint (self.waits, >, 1);
  world_clear (&self);
}

static void
see_quiet (World *self, gint64 from_s, gint64 until_s)
{
  if (from_s < at ("2027-05-03T22:00:00Z") || from_s >= at ("2027-05-04T06:00:00Z"))
    return;
  /* What begins tomorrow noon waits; Ann's Tuesday cannot. */
  g_assert_true (world_replies (self, "ann", at ("2027-05-04T00:00:00Z")));
  g_assert_false (world_replies (self, "eve", at ("2027-05-09T00:00:00Z")));
  g_assert_cmpint (self->mode, ==, SESSION_ENGINE_QUIET);
}

static void
test_quiet (void)
{
  static const CrewItem items[] = {
    { "tuesdays", OOF_FOR_PERSON, "ann@corp.example", NULL, "2027-05-04", "2027-05-05" },
    { "later", OOF_FOR_PERSON, "eve@corp.example", NULL, "2027-05-08", "2027-05-10" },
  };
  World self;
  g_autoptr (GError) error = NULL;
  const SessionEngineOrder order = { .quiet = { 22 * 60, 6 * 60, NULL } };

  world_new (&self, names);
  world_plan (&self, items, G_N_ELEMENTS (items));
  world_set_clock (&self, at ("2027-05-03T23:00:00Z"));
  self.passes = see_quiet;
  g_assert_true (world_run_with (&self, "2027-05-04T08:00:00Z", order, &error));
  g_assert_true (world_replies (&self, "eve", at ("2027-05-09T00:00:00Z")));
  world_clear (&self);
}

static void
jump (World *self, gint64 from_s, gint64 until_s)
{
  if (self->waits == 1)
    world_set_clock (self, at ("2027-05-20T08:00:00Z")); /* ahead by days: all of it is over */
  if (self->waits == 2)
    world_set_clock (self, at ("2027-05-05T08:00:00Z")); /* and back */
  if (self->waits < 3)
    return;
  assert_right (self, at ("2027-05-05T10:00:00Z"), at ("2027-05-05T12:00:00Z"));
  self->passes = NULL;
}

static void
test_clock (void)
{
  World self;

  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.passes = jump;
  world_run (&self, "2027-05-21T08:00:00Z");
  g_assert_null (self.passes);
  world_clear (&self);
}

static void
lose_server (World *self, gint64 from_s, gint64 until_s)
{
  gboolean is_gone = from_s >= at ("2027-05-05T11:30:00Z") && from_s < at ("2027-05-05T13:00:00Z");

  if (until_s > at ("2027-05-05T11:40:00Z") && self->problem == 0 &&
      from_s < at ("2027-05-05T11:40:00Z"))
    self->problem = BASE_ERROR_OFFLINE;
  if (is_gone && self->mode == SESSION_ENGINE_WAITING)
    g_assert_cmpstr (self->reason, ==, "OFFLINE");
  if (from_s >= at ("2027-05-05T13:00:00Z") && self->problem != 0) {
    self->problem = 0;
    self->reads = 0;
  }
}

/* An hour without a network: nothing is forgotten, and nobody storms. */
static void
test_offline (void)
{
  World self;
  guint before;

  world_new (&self, names);
  world_plan (&self, &crew[2], 2);
  self.passes = lose_server;
  world_run (&self, "2027-05-05T12:59:59Z");
  before = self.reads;
  g_assert_cmpuint (before, <, 40);
  self.passes = NULL;
  self.problem = 0;
  world_run (&self, "2027-05-05T13:30:00Z");
  g_assert_true (world_replies (&self, "cid", at ("2027-05-06T00:00:00Z")));
  world_clear (&self);
}

/* It waits through the outage itself. */
static void
test_outage (void)
{
  World self;

  world_new (&self, names);
  world_plan (&self, &crew[2], 2);
  self.passes = lose_server;
  world_run (&self, "2027-05-05T14:00:00Z");
  g_assert_true (world_replies (&self, "cid", at ("2027-05-06T00:00:00Z")));
  world_clear (&self);
}

static void
change_password (World *self, gint64 from_s, gint64 until_s)
{
  if (self->waits == 1)
    self->problem = BASE_ERROR_AUTH;
  if (self->mode != SESSION_ENGINE_PAUSED)
    return;

  g_assert_cmpstr (self->reason, ==, SESSION_ENGINE_REFUSED);
  if (from_s < at ("2027-05-05T20:00:00Z"))
    return;
  g_assert_cmpuint (self->reads, <=, 4); /* one refusal for each worker at the most, then none */
  self->problem = 0;
  g_assert_true (session_engine_state_wish (self->core, SESSION_ENGINE_WISH_RUN, NULL, NULL));
  self->passes = NULL;
}

static void
test_refused (void)
{
  World self;

  world_new (&self, names);
  world_plan (&self, &crew[2], 2);
  self.passes = change_password;
  world_run (&self, "2027-05-05T23:00:00Z");
  g_assert_null (self.passes);
  g_assert_cmpuint (self.opens, ==, 2);
  g_assert_true (world_replies (&self, "cid", at ("2027-05-06T00:00:00Z")));
  world_clear (&self);
}

/* One mailbox that cannot be read does not hold the others up, and is a gap. */
static void
test_sick (void)
{
  World self;
  g_auto (SessionCoverageReport) report = { NULL };
  g_auto (SessionEngineState) state = { 0 };

  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.sick = "ann@corp.example";
  world_run (&self, "2027-05-04T12:00:00Z");
  g_assert_true (world_replies (&self, "bob", at ("2027-05-04T13:00:00Z")));
  g_assert_true (session_coverage_report (self.core, "id-1", &report, NULL));
  g_assert_true (session_coverage_is_alarm (&report, world_now_s (&self)));
  g_assert_cmpstr (((SessionCoverageRow *) report.rows->pdata[0])->mailbox, ==, self.sick);
  g_assert_cmpstr (((SessionCoverageRow *) report.rows->pdata[0])->reason, ==, "FORBIDDEN");
  g_assert_false (report.is_stale);

  self.sick = NULL;
  world_run (&self, "2027-05-04T13:00:00Z");
  session_coverage_report_clear (&report);
  g_assert_true (session_coverage_report (self.core, "id-1", &report, NULL));
  g_assert_false (session_coverage_is_alarm (&report, world_now_s (&self)));
  g_assert_true (world_replies (&self, "ann", at ("2027-05-04T13:00:00Z")));
  /* Ann's next Tuesday has to be loaded when this one is over. */
  g_assert_cmpint (report.until_s, >=, at ("2027-05-05T00:00:00Z"));
  g_assert_true (session_engine_state_read (self.core, world_now_s (&self), &state, NULL));
  g_assert_cmpuint (state.failed, ==, 0);
  world_clear (&self);
}

/* Until nothing is due; what stands in the way is told. */
static void
test_once (void)
{
  World self;
  const SessionEngineOrder order = { .is_once = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;

  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  g_assert_true (world_run_with (&self, NULL, order, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self.writes, ==, 3);
  g_assert_cmpuint (self.waits, ==, 0);

  self.problem = BASE_ERROR_AUTH;
  g_assert_false (world_run_with (&self, NULL, order, &refused));
  g_assert_error (refused, BASE_ERROR, BASE_ERROR_AUTH);
  world_clear (&self);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/engine/month", test_month);
  g_test_add_func ("/session/engine/edit", test_edit);
  g_test_add_func ("/session/engine/pause", test_pause);
  g_test_add_func ("/session/engine/stop", test_stop);
  g_test_add_func ("/session/engine/quiet", test_quiet);
  g_test_add_func ("/session/engine/clock", test_clock);
  g_test_add_func ("/session/engine/offline", test_offline);
  g_test_add_func ("/session/engine/outage", test_outage);
  g_test_add_func ("/session/engine/refused", test_refused);
  g_test_add_func ("/session/engine/sick", test_sick);
  g_test_add_func ("/session/engine/once", test_once);
  return g_test_run ();
}
