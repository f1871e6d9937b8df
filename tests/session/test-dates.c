/* test-dates.c - the dates of an absence are written once for all who are away at the same time
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crew.h"

#include "session-dates.h"

static OofZone *
make_zone (const char *name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);

  g_assert_nonnull (zone);
  return oof_zone_new (zone, at ("2026-01-01T00:00:00Z"), at ("2028-01-01T00:00:00Z"));
}

static OofTemplate *
make_template (const char *text)
{
  g_autoptr (GError) error = NULL;
  OofTemplate *template = oof_template_new (text, "en", &error);

  g_assert_no_error (error);
  return template;
}

static void
test_shared (void)
{
  static const CrewItem wanted = { .id = "i", .who = "ann@b.c", .from = "2027-03-01" };
  g_autoptr (OofItem) item = crew_item (&wanted);
  g_autoptr (OofZone) berlin = make_zone ("Europe/Berlin");
  g_autoptr (OofZone) tokyo = make_zone ("Asia/Tokyo");
  const OofPlace places[] = { { .zone = berlin }, { .zone = tokyo } };
  const SessionDatesOf of[] = {
    { .item = item,
      .place = &places[0],
      .from_s = at ("2027-02-28T23:00:00Z"),
      .until_s = at ("2027-03-04T23:00:00Z") },
    { .item = item,
      .place = &places[1],
      .from_s = at ("2027-02-28T15:00:00Z"),
      .until_s = at ("2027-03-04T15:00:00Z") },
    { .item = item,
      .place = &places[1],
      .from_s = at ("2027-02-28T15:00:00Z"),
      .until_s = at ("2027-03-03T15:00:00Z") },
  };
  g_autoptr (OofTemplate) template = make_template ("until {{absence.end}}");
  g_autoptr (OofTemplate) without = make_template ("away");
  g_autoptr (SessionDates) dates = session_dates_new ("de");
  g_autoptr (GPtrArray) none = session_dates_find (dates, without, &of[0]);
  const OofAbsence *found[G_N_ELEMENTS (of)];

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (of); i++) {
    g_autoptr (GPtrArray) all = session_dates_find (dates, template, &of[i]);

    g_assert_cmpuint (all->len, ==, 1);
    found[i] = all->pdata[0];
  }
  g_assert_true (found[0] == found[1]); /* other instants, the same days */
  g_assert_true (found[1] != found[2]);
  g_assert_nonnull (strstr (found[0]->texts[OOF_ABSENCE_END], "4"));
  g_assert_nonnull (strstr (found[2]->texts[OOF_ABSENCE_END], "3"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/dates/shared", test_shared);
  return g_test_run ();
}
