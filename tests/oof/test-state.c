/* test-state.c - comparing, judging and changing the state of an automatic reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "oof-change.h"
#include "oof-state.h"

#include <string.h>

#define NOW "2026-11-22T08:00:00Z"
#define FROM "2026-12-21T16:00:00Z"
#define UNTIL "2027-01-04T08:00:00Z"

static GDateTime *
at (const char *text)
{
  return text != NULL ? base_time_parse (text, NULL, NULL) : NULL;
}

static OofState *
make (OofMode mode, OofAudience audience, const char *from_text, const char *until_text,
      const char *inside, const char *outside)
{
  g_autoptr (GDateTime) from = at (from_text);
  g_autoptr (GDateTime) until = at (until_text);

  return oof_state_new (mode, audience, from, until, inside, outside);
}

static void
test_new (void)
{
  g_autoptr (OofState) off = make (OOF_MODE_OFF, OOF_AUDIENCE_ALL, FROM, UNTIL, NULL, NULL);
  g_autoptr (OofState) scheduled =
      make (OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, "2026-12-21T17:00:00+01:00", UNTIL, "a", "b");
  OofState *again = oof_state_ref (scheduled);
  char *text = g_strdup ("a");
  g_autoptr (OofState) taken =
      oof_state_new_taking (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, text, NULL);

  g_assert_null (off->from);
  g_assert_null (off->until);
  g_assert_cmpstr (off->inside, ==, "");
  g_assert_cmpstr (off->outside, ==, "");
  g_assert_cmpint (g_date_time_get_utc_offset (scheduled->from), ==, 0);
  g_assert_cmpint (g_date_time_get_hour (scheduled->from), ==, 16);
  g_assert_true (taken->inside == text);
  g_assert_cmpstr (taken->outside, ==, "");
  oof_state_unref (again);
  oof_state_unref (NULL);
}

static void
test_compare_texts (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean is_same;
  } rows[] = {
    { "", "", TRUE },
    { "x", "x", TRUE },
    { "x", "X", FALSE },
    { "x", "", FALSE },
    { "a\r\nb", "a\nb", TRUE },
    { "a\rb", "a\nb", TRUE },
    { "a\n\nb", "a\nb", FALSE },
    { "a  b", "a b", FALSE },
    { " x\n", "x", TRUE },
    { "<html><body><p>x</p></body></html>", "<p>x</p>", TRUE },
    { "<HTML>\r\n<BODY>\r\n<p>x</p>\r\n</BODY>\r\n</HTML>\r\n", "<p>x</p>", TRUE },
    { "<body>x</body>", "x", TRUE },
    { "<html>x</html>", "x", TRUE },
    { "<html></html>", "", TRUE },
    { "<html><head></head><body>x</body></html>", "x", FALSE },
    { "<html lang='de'><body>x</body></html>", "x", FALSE },
    { "<body>x", "x", FALSE },
    { "x</body>", "x", FALSE },
    { "<html>", "</html>", FALSE },
    { "<b>x</b>", "x", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (OofState) a = make (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, rows[i].a, rows[i].b);
    g_autoptr (OofState) b = make (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, rows[i].b, rows[i].a);

    g_test_message ("row %u", i);
    g_assert_cmpint (oof_state_compare (a, b), ==,
                     rows[i].is_same ? 0 : OOF_DIFFERS_INSIDE | OOF_DIFFERS_OUTSIDE);
    g_assert_cmpint (oof_state_compare (a, a), ==, 0);
  }
}

static void
test_compare_rest (void)
{
  static const struct
  {
    OofMode mode;
    OofAudience audience;
    const char *from, *until, *outside;
    guint differs; /* from the first row */
  } rows[] = {
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, FROM, UNTIL, "b", 0 },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, "2026-12-21T17:00:00+01:00", UNTIL, "b", 0 },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, "2026-12-21T16:00:00.9Z", UNTIL, "b", 0 },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, "2026-12-21T16:00:01Z", UNTIL, "b",
      OOF_DIFFERS_WINDOW },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, NULL, UNTIL, "b", OOF_DIFFERS_WINDOW },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_KNOWN, FROM, UNTIL, "c",
      OOF_DIFFERS_AUDIENCE | OOF_DIFFERS_OUTSIDE },
    { OOF_MODE_ON, OOF_AUDIENCE_ALL, FROM, UNTIL, "b", OOF_DIFFERS_MODE | OOF_DIFFERS_WINDOW },
  };
  g_autoptr (OofState) first = make (OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, FROM, UNTIL, "a", "b");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (OofState) other =
        make (rows[i].mode, rows[i].audience, rows[i].from, rows[i].until, "a", rows[i].outside);

    g_test_message ("row %u", i);
    g_assert_cmpuint (oof_state_compare (first, other), ==, rows[i].differs);
    g_assert_cmpuint (oof_state_compare (other, first), ==, rows[i].differs);
  }
}

static void
test_is_away (void)
{
  static const struct
  {
    OofMode mode;
    const char *from, *until, *at;
    gboolean is_away;
  } rows[] = {
    { OOF_MODE_OFF, NULL, NULL, NOW, FALSE },
    { OOF_MODE_ON, NULL, NULL, NOW, TRUE },
    { OOF_MODE_SCHEDULED, FROM, UNTIL, "2026-12-21T15:59:59Z", FALSE },
    { OOF_MODE_SCHEDULED, FROM, UNTIL, FROM, TRUE },
    { OOF_MODE_SCHEDULED, FROM, UNTIL, "2027-01-04T07:59:59Z", TRUE },
    { OOF_MODE_SCHEDULED, FROM, UNTIL, UNTIL, FALSE },
    { OOF_MODE_SCHEDULED, NULL, UNTIL, FROM, FALSE },
    { OOF_MODE_SCHEDULED, FROM, NULL, UNTIL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (OofState) state =
        make (rows[i].mode, OOF_AUDIENCE_ALL, rows[i].from, rows[i].until, "a", "b");
    g_autoptr (GDateTime) when = at (rows[i].at);

    g_test_message ("row %u", i);
    g_assert_true (oof_state_is_away (state, when) == rows[i].is_away);
  }
}

static void
test_validate (void)
{
  static const struct
  {
    OofMode mode;
    OofAudience audience;
    const char *from, *until, *inside, *outside;
    const char *reason; /* NULL: may be saved */
  } rows[] = {
    { OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "", "", NULL },
    { OOF_MODE_OFF, OOF_AUDIENCE_ALL, NULL, NULL, "", "", NULL },
    { OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, "a", "", NULL },
    { OOF_MODE_ON, OOF_AUDIENCE_KNOWN, NULL, NULL, "a", "b", NULL },
    { OOF_MODE_ON, OOF_AUDIENCE_KNOWN, NULL, NULL, "a", "", "outside-empty" },
    { OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, "a", "<p>&nbsp;</p>", "outside-empty" },
    { OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, "", "b", "inside-empty" },
    { OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, "<html><body><br></body></html>", "b",
      "inside-empty" },
    { OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, "<img src='x'>", "", NULL },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, FROM, UNTIL, "a", "b", NULL },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, "2026-11-01T00:00:00Z", UNTIL, "a", "b", NULL },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, NULL, UNTIL, "a", "b", "no-window" },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, FROM, NULL, "a", "b", "no-window" },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, UNTIL, FROM, "a", "b", "end-before-start" },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, FROM, FROM, "a", "b", "end-before-start" },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, "2026-11-01T00:00:00Z", NOW, "a", "b", "end-in-past" },
    { OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, FROM, UNTIL, "", "b", "inside-empty" },
    { OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, "a\x01", "", "bad-text" },
    { OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, "a", "\xff", "bad-text" },
    { OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "", "a\x1b", "bad-text" },
  };
  g_autoptr (GDateTime) now = at (NOW);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (OofState) state = make (rows[i].mode, rows[i].audience, rows[i].from, rows[i].until,
                                       rows[i].inside, rows[i].outside);
    g_autoptr (GError) error = NULL;

    g_test_message ("row %u", i);
    g_assert_true (oof_state_validate (state, now, &error) == (rows[i].reason == NULL));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
    if (rows[i].reason != NULL)
      g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  }
}

static void
test_too_long (void)
{
  g_autofree char *most = g_strnfill (OOF_MOST_TEXT_BYTES, 'x');
  g_autofree char *more = g_strnfill (OOF_MOST_TEXT_BYTES + 1, 'x');
  g_autoptr (OofState) good = make (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, most, most);
  g_autoptr (OofState) bad = make (OOF_MODE_ON, OOF_AUDIENCE_NONE, NULL, NULL, most, more);
  g_autoptr (GDateTime) now = at (NOW);
  g_autoptr (GError) error = NULL;

  g_assert_true (oof_state_validate (good, now, NULL));
  g_assert_false (oof_state_validate (bad, now, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "too-long");
  g_assert_nonnull (strstr (error->message, "128"));
}

static void
assert_equal (const OofState *a, const OofState *b)
{
  g_assert_cmpint (a->mode, ==, b->mode);
  g_assert_cmpint (a->audience, ==, b->audience);
  g_assert_true (base_time_equal (a->from, b->from));
  g_assert_true (base_time_equal (a->until, b->until));
  g_assert_cmpstr (a->inside, ==, b->inside);
  g_assert_cmpstr (a->outside, ==, b->outside);
}

static void
test_change (void)
{
  static const struct
  {
    OofChange change;
    const char *from, *until; /* of the change */
    OofMode before, mode;     /* and after */
    const char *from_then, *until_then;
  } rows[] = {
    /* nothing */
    { { 0 }, NULL, NULL, OOF_MODE_OFF, OOF_MODE_OFF, NULL, NULL },
    { { 0 }, NULL, NULL, OOF_MODE_SCHEDULED, OOF_MODE_SCHEDULED, FROM, UNTIL },
    /* the mode */
    { { .has_mode = TRUE, .mode = OOF_MODE_ON },
      NULL,
      NULL,
      OOF_MODE_SCHEDULED,
      OOF_MODE_ON,
      NULL,
      NULL },
    { { .has_mode = TRUE, .mode = OOF_MODE_OFF },
      FROM,
      UNTIL,
      OOF_MODE_ON,
      OOF_MODE_OFF,
      NULL,
      NULL },
    /* a window: from now, when nothing else is known */
    { { .has_mode = TRUE, .mode = OOF_MODE_SCHEDULED },
      NULL,
      UNTIL,
      OOF_MODE_OFF,
      OOF_MODE_SCHEDULED,
      NOW,
      UNTIL },
    { { .has_mode = TRUE, .mode = OOF_MODE_SCHEDULED },
      NULL,
      NULL,
      OOF_MODE_SCHEDULED,
      OOF_MODE_SCHEDULED,
      FROM,
      UNTIL },
    { { .has_mode = TRUE, .mode = OOF_MODE_SCHEDULED },
      NULL,
      NULL,
      OOF_MODE_ON,
      OOF_MODE_SCHEDULED,
      NOW,
      NULL },
    { { 0 },
      NULL,
      "2027-02-01T00:00:00Z",
      OOF_MODE_SCHEDULED,
      OOF_MODE_SCHEDULED,
      FROM,
      "2027-02-01T00:00:00Z" },
    { { 0 }, NOW, NULL, OOF_MODE_SCHEDULED, OOF_MODE_SCHEDULED, NOW, UNTIL },
  };
  g_autoptr (GDateTime) now = at (NOW);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (OofState) before = make (rows[i].before, OOF_AUDIENCE_KNOWN, FROM, UNTIL, "a", "b");
    g_autoptr (OofState) expected =
        make (rows[i].mode, OOF_AUDIENCE_KNOWN, rows[i].from_then, rows[i].until_then, "a", "b");
    g_autoptr (OofChange) change = oof_change_new ();
    g_autoptr (OofState) after = NULL;

    *change = rows[i].change;
    change->from = at (rows[i].from);
    change->until = at (rows[i].until);
    after = oof_change_apply (change, before, now);
    g_test_message ("row %u", i);
    assert_equal (after, expected);
  }
}

static void
test_change_texts (void)
{
  g_autoptr (OofState) before = make (OOF_MODE_ON, OOF_AUDIENCE_KNOWN, NULL, NULL, "a", "b");
  g_autoptr (OofState) one_expected = make (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, "", "b");
  g_autoptr (OofState) two_expected = make (OOF_MODE_ON, OOF_AUDIENCE_KNOWN, NULL, NULL, "a", "x");
  g_autoptr (OofChange) one = oof_change_new ();
  g_autoptr (OofChange) two = oof_change_new ();
  g_autoptr (GDateTime) now = at (NOW);
  g_autoptr (OofState) one_after = NULL;
  g_autoptr (OofState) two_after = NULL;

  one->inside = g_strdup ("");
  one->has_audience = TRUE;
  one->audience = OOF_AUDIENCE_ALL;
  two->outside = g_strdup ("x");
  one_after = oof_change_apply (one, before, now);
  two_after = oof_change_apply (two, before, now);
  assert_equal (one_after, one_expected);
  assert_equal (two_after, two_expected);
}

/* Whatever was there: afterwards it is what was wanted. */
static void
test_change_to_state (void)
{
  const OofMode modes[] = { OOF_MODE_OFF, OOF_MODE_ON, OOF_MODE_SCHEDULED };
  g_autoptr (GDateTime) now = at (NOW);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    for (guint n = 0; n < G_N_ELEMENTS (modes); n++) {
      g_autoptr (OofState) before = make (modes[i], OOF_AUDIENCE_NONE, NOW, FROM, "x", "y");
      g_autoptr (OofState) wanted = make (modes[n], OOF_AUDIENCE_ALL, FROM, UNTIL, "a", "");
      g_autoptr (OofChange) change = oof_change_new_state (wanted);
      g_autoptr (OofChange) again = oof_change_ref (change);
      g_autoptr (OofState) after = oof_change_apply (again, before, now);

      assert_equal (after, wanted);
      g_assert_cmpint (oof_state_compare (after, wanted), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/state/new", test_new);
  g_test_add_func ("/oof/state/compare-texts", test_compare_texts);
  g_test_add_func ("/oof/state/compare-rest", test_compare_rest);
  g_test_add_func ("/oof/state/is-away", test_is_away);
  g_test_add_func ("/oof/state/validate", test_validate);
  g_test_add_func ("/oof/state/too-long", test_too_long);
  g_test_add_func ("/oof/change/apply", test_change);
  g_test_add_func ("/oof/change/texts", test_change_texts);
  g_test_add_func ("/oof/change/to-state", test_change_to_state);
  return g_test_run ();
}
