/* test-engine-clocks.c - an engine on a computer whose clock is put on and back by years, and that
 * sleeps for days; and with settings that are changed while it runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-defaults.h"
#include "world.h"

#include <glib/gstdio.h>
#include <utime.h>

static const char *const names[] = { "ann", "bob", NULL };

static const CrewItem crew[] = {
  { "tuesdays", OOF_FOR_PERSON, "ann@corp.example", NULL, "2027-05-04", "2027-05-05",
    "FREQ=WEEKLY;BYDAY=TU" },
  { "week", OOF_FOR_PERSON, "bob@corp.example", NULL, "2027-05-10", "2027-05-17" },
};

/* Is what the mailboxes hold right for that week: Ann's Tuesday, and Bob's absence? */
static void
assert_week (World *self, const char *tuesday, gboolean is_bob_away)
{
  gint64 noon_s = at (tuesday) + 12 * 3600;

  g_assert_true (world_replies (self, "ann", noon_s));
  g_assert_false (world_replies (self, "ann", noon_s + 86400));
  g_assert_cmpint (world_replies (self, "bob", at ("2027-05-12T12:00:00Z")), ==, is_bob_away);
}

static void
jump (World *self, gint64 from_s, gint64 until_s)
{
  switch (self->waits) {
  case 1:
    assert_week (self, "2027-05-04T00:00:00Z", TRUE);
    world_set_clock (self, at ("2028-05-08T08:00:00Z")); /* a Monday, a year ahead */
    break;
  case 2:
    assert_week (self, "2028-05-09T00:00:00Z", FALSE);
    g_assert_cmpstr (world_mailbox (self, "bob")->inside, ==, "<p>own</p>");
    world_set_clock (self, at ("2026-05-04T08:00:00Z")); /* a year before the first one */
    break;
  case 3:
    /* Nothing that is not for years is lost, and nobody answers too early. */
    g_assert_false (world_replies (self, "ann", at ("2026-05-05T12:00:00Z")));
    assert_week (self, "2027-05-04T00:00:00Z", TRUE);
    world_set_clock (self, at (WORLD_BEGIN));
    break;
  case 4:
    assert_week (self, "2027-05-04T00:00:00Z", TRUE);
    self->passes = NULL;
    session_engine_stop (self->engine);
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
test_years (void)
{
  World self;
  guint writes;

  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.passes = jump;
  world_run (&self, NULL);
  g_assert_null (self.passes);

  /* Everything is as it shall be, so that nothing is written any more. */
  writes = self.writes;
  world_run (&self, "2027-05-03T12:00:00Z");
  g_assert_cmpuint (self.writes, ==, writes);
  world_clear (&self);
}

static void
sleep_long (World *self, gint64 from_s, gint64 until_s)
{
  if (self->waits == 1)
    world_set_clock (self, at ("2027-05-11T09:00:00Z")); /* over a Tuesday's end, into the next */
  if (self->waits == 2) {
    assert_week (self, "2027-05-11T00:00:00Z", TRUE);
    self->passes = NULL;
  }
}

/* Suspended for a week: the next one is loaded as soon as it wakes up. */
static void
test_suspended (void)
{
  World self;

  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.passes = sleep_long;
  world_run (&self, "2027-05-11T11:00:00Z");
  g_assert_null (self.passes);
  world_clear (&self);
}

static void
use_own_words (World *self)
{
  const OofState *was = world_mailbox (self, "bob");

  g_hash_table_replace (
      self->mailboxes, g_strdup ("bob@corp.example"),
      oof_state_new (was->mode, was->audience, was->from, was->until, "<p>my words</p>", ""));
}

/* What is set while it runs: how often it looks, and what it makes of what somebody has changed. */
static void
set_while_it_runs (World *self, gint64 from_s, gint64 until_s)
{
  static const char *const times[] = { "2027-05-03T12:00:00Z", "2027-05-04T12:00:00Z",
                                       "2027-05-05T12:00:00Z", "2027-05-06T12:00:00Z",
                                       "2027-05-09T12:00:00Z" };
  static guint stage;
  static guint reads;

  if (stage == G_N_ELEMENTS (times) || from_s < at (times[stage]))
    return;
  switch (stage++) {
  case 0:
    reads = self->reads;
    g_assert_true (session_default_set (self->core, SESSION_DEFAULT_INTERVAL, "2h", NULL));
    break;
  case 1:
    g_assert_cmpuint (self->reads - reads, >=, 10);
    g_assert_true (session_default_set (self->core, SESSION_DEFAULT_DRIFT, "re-apply", NULL));
    break;
  case 2:
    use_own_words (self);
    break;
  case 3:
    g_assert_cmpstr (world_mailbox (self, "bob")->inside, !=, "<p>my words</p>");
    reads = self->reads;
    g_assert_true (session_default_set (self->core, SESSION_DEFAULT_INTERVAL, "30d", NULL));
    break;
  default:
    g_assert_cmpuint (self->reads, ==, reads);
    self->passes = NULL;
  }
}

static void
test_settings (void)
{
  World self;
  g_autoptr (GError) error = NULL;
  const SessionEngineOrder order = { .follows = SESSION_ENGINE_FOLLOWS_INTERVAL |
                                                SESSION_ENGINE_FOLLOWS_DRIFT };

  world_new (&self, names);
  world_plan (&self, &crew[1], 1);
  self.passes = set_while_it_runs;
  g_assert_true (world_run_with (&self, "2027-05-09T20:00:00Z", order, &error));
  g_assert_no_error (error);
  g_assert_null (self.passes);
  world_clear (&self);
}

/* One hour of Wednesday, every Tuesday, and a whole week. */
static const CrewItem jumpy[] = {
  { "hours", OOF_FOR_PERSON, "ann@corp.example", NULL, "2027-05-05T10:00", "2027-05-05T12:00" },
  { "tuesdays", OOF_FOR_PERSON, "bob@corp.example", NULL, "2027-04-06", "2027-04-07",
    "FREQ=WEEKLY;BYDAY=TU" },
  { "month", OOF_FOR_PERSON, "cid@corp.example", NULL, "2027-05-05", "2027-06-05" },
};

static const char *const three[] = { "ann", "bob", "cid", NULL };

/* What the items above say, by other means. */
static gboolean
is_away (const char *name, gint64 at_s)
{
  switch (*name) {
  case 'a':
    return at_s >= at ("2027-05-05T10:00:00Z") && at_s < at ("2027-05-05T12:00:00Z");
  case 'b':
    return at_s >= at ("2027-04-06T00:00:00Z") &&
           (at_s - at ("2027-04-06T00:00:00Z")) % (7 * 86400) < 86400;
  default:
    return at_s >= at ("2027-05-05T00:00:00Z") && at_s < at ("2027-06-05T00:00:00Z");
  }
}

/* In the middle of the windows, an hour forth and back, a day forth, a month back, and home. */
static const gint64 jumps[] = { 3600,        -3600,       2 * 3600,    -2 * 3600,
                                86400,       -30 * 86400, 30 * 86400,  -86400,
                                -30 * 86400, 31 * 86400,  -31 * 86400, 30 * 86400 };

static void
jump_in_windows (World *self, gint64 from_s, gint64 until_s)
{
  guint jump = self->waits - 1;

  for (guint i = 0; three[i] != NULL; i++)
    for (gint64 t = from_s; t < from_s + 4 * 3600; t += 900)
      if (world_replies (self, three[i], t) != is_away (three[i], t))
        g_error ("%s before jump %u: %d at %" G_GINT64_FORMAT, three[i], jump,
                 is_away (three[i], t), t);
  if (jump == G_N_ELEMENTS (jumps)) {
    self->passes = NULL;
    session_engine_stop (self->engine);
    return;
  }
  world_set_clock (self, from_s + jumps[jump]);
}

static void
test_jumps (void)
{
  World self;

  world_new (&self, three);
  world_plan (&self, jumpy, G_N_ELEMENTS (jumpy));
  world_set_clock (&self, at ("2027-05-05T11:30:00Z"));
  self.passes = jump_in_windows;
  world_run (&self, NULL);
  g_assert_null (self.passes);

  /* And what they had is still known. */
  world_set_clock (&self, at ("2027-05-05T13:00:00Z"));
  world_run (&self, "2027-05-05T14:00:00Z");
  g_assert_cmpstr (world_mailbox (&self, "ann")->inside, ==, "<p>own</p>");
  g_assert_cmpint (world_mailbox (&self, "ann")->mode, ==, OOF_MODE_OFF);
  world_clear (&self);
}

#define IN_THE_WEEK "2027-05-11T08:00:00Z"

/* While a mailbox is looked at the clock is a week ahead, until what had followed is written. */
static void
jump_in_run (World *self, const char *mailbox, const OofState *written)
{
  gint64 now_s = world_now_s (self);

  if (self->waits != 1)
    return;
  if (written == NULL && now_s == at (IN_THE_WEEK))
    world_set_clock (self, now_s + 7 * 86400);
  if (written != NULL && now_s > at (IN_THE_WEEK)) {
    g_assert_cmpint (written->mode, ==, OOF_MODE_OFF);
    world_set_clock (self, at (IN_THE_WEEK) + 1);
    self->asked = NULL;
  }
}

static void
look_again (World *self, gint64 from_s, gint64 until_s)
{
  if (self->waits == 1) {
    world_set_clock (self, at (IN_THE_WEEK));
    return;
  }
  g_assert_null (self->asked);
  g_assert_cmpint (from_s, <, at (IN_THE_WEEK) + 3600);
  g_assert_true (world_replies (self, "bob", at ("2027-05-12T12:00:00Z")));
  self->passes = NULL;
}

/* A clock that is wrong for a moment only, in the middle of a run: nothing stays of it. */
static void
test_moment (void)
{
  World self;

  world_new (&self, names);
  world_plan (&self, &crew[1], 1);
  self.passes = look_again;
  self.asked = jump_in_run;
  world_run (&self, "2027-05-11T10:00:00Z");
  g_assert_null (self.passes);
  world_clear (&self);
}

/* As that zone is, with a time that no other one had. */
static void
put_rules (const char *folder, const char *from, const char *to)
{
  static gint64 now_s = 1700000000;
  struct utimbuf times = { .actime = now_s, .modtime = now_s };
  g_autofree char *source = g_build_filename ("/usr/share/zoneinfo", from, NULL);
  g_autofree char *path = g_build_filename (folder, to, NULL);
  g_autofree char *list = g_build_filename (folder, "tzdata.zi", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  g_assert_true (g_file_set_contents (list, "# rules", -1, NULL));
  now_s++;
  times.modtime = now_s;
  g_assert_cmpint (g_utime (list, &times), ==, 0);
}

static void
update_rules (World *self, gint64 from_s, gint64 until_s)
{
  g_autofree char *folder = g_strdup (g_getenv ("TZDIR"));
  const OofState *state = world_mailbox (self, "bob");

  if (self->waits == 1) {
    g_assert_cmpint (g_date_time_to_unix (state->from), ==, at ("2027-05-09T20:30:00Z"));
    put_rules (folder, "Asia/Tokyo", "Iran");
    return;
  }
  g_assert_cmpint (from_s, <=, at (WORLD_BEGIN) + 3600);
  g_assert_cmpint (g_date_time_to_unix (state->from), ==, at ("2027-05-09T15:00:00Z"));
  self->passes = NULL;
}

/* Rules of zones that are updated while it runs; this computer is there, too. */
static void
test_rules (void)
{
  char *rules = folder_new ();
  g_autoptr (GTimeZone) here = NULL;
  SessionEngineOrder order = { .quiet = { 3 * 60, 3 * 60 + 1, NULL } };
  g_autoptr (GError) error = NULL;
  World self;

  if (!g_file_test ("/usr/share/zoneinfo/Asia/Tokyo", G_FILE_TEST_EXISTS)) {
    g_test_skip ("no zone data");
    folder_remove (rules);
    return;
  }
  g_setenv ("TZDIR", rules, TRUE);
  g_setenv ("TZ", "Iran", TRUE);
  put_rules (rules, "Asia/Tehran", "Iran");
  here = g_time_zone_new_local ();
  world_new (&self, names);
  self.zone = "Iran";
  world_plan (&self, &crew[1], 1);
  self.passes = update_rules;
  order.quiet.zone = here;
  g_assert_true (world_run_with (&self, "2027-05-03T12:00:00Z", order, &error));
  g_assert_no_error (error);
  g_assert_null (self.passes);
  g_assert_cmpuint (self.writes, ==, 2);
  world_clear (&self);
  g_setenv ("TZ", "UTC", TRUE);
  g_unsetenv ("TZDIR");
  folder_remove (rules);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/engine-clocks/years", test_years);
  g_test_add_func ("/session/engine-clocks/suspended", test_suspended);
  g_test_add_func ("/session/engine-clocks/jumps", test_jumps);
  g_test_add_func ("/session/engine-clocks/moment", test_moment);
  g_test_add_func ("/session/engine-clocks/settings", test_settings);
  g_test_add_func ("/session/engine-clocks/rules", test_rules);
  return g_test_run ();
}
