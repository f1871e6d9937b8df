/* test-plan.c - who has which absence when, and why: the case files
 *
 *   item   ID SPAN OPTION…    (expand.h); also via=person|group width=N priority=N type=NAME
 * own=NAME made=N only=calendar own    FROM UNTIL         the person has a reply of their own, UTC;
 * "open": until further notice plan   FROM UNTIL         UTC; block: "FROM UNTIL in|ID|own WHY",
 * with " over ID …" and " asks" slot   NOW                block: what the mailbox must hold, and
 * what comes then days   FROM UNTIL         block: "DAY ID" of each day that has one, with " +"
 * when there are several
 *
 * Each case begins without items. One person, who works Monday to Friday from 9 to 17.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "expand.h"
#include "oof-slot.h"

typedef struct
{
  GPtrArray *lines; /* CaseLine of the items */
  OofOwnReply own;
  gboolean has_own;
  OofOrder order;
} Case;

typedef struct
{
  OofFrame *frame;
  OofPlan *plan;
} Built;

static int
find_name (const char *const *names, const char *name)
{
  for (int i = 0; name != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  return 0;
}

static int
read_number (char **words, const char *name)
{
  const char *text = case_option (words, name);

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

static OofRow *
make_row (const OofFrame *frame, const CaseLine *line)
{
  static const guint32 everybody[] = { 0 };
  const OofFor who = { OOF_FOR_PERSON, "ann@corp.example" };
  char **words = line->words;
  gboolean is_shown_only = case_option (words, "only") != NULL;
  OofItemParts parts = { .id = words[1],
                         .who = &who,
                         .n_who = 1,
                         .inside = is_shown_only ? "" : "away",
                         .meetings = { .is_shown = is_shown_only },
                         .audience = OOF_AUDIENCE_NONE,
                         .type = (OofType) find_name (oof_type_names, case_option (words, "type")),
                         .own = (OofOwn) find_name (oof_own_names, case_option (words, "own")),
                         .priority = read_number (words, "priority"),
                         .created_s = read_number (words, "made") };
  g_autoptr (OofItem) item = NULL;
  g_autoptr (GError) error = NULL;
  OofRowParts row = { .via = (OofForKind) find_name (oof_for_names, case_option (words, "via")),
                      .people = everybody,
                      .n_people = 1,
                      .width = (guint) read_number (words, "width") };
  Expand expand;
  OofRow *made;

  expand_make (words + 2, &expand);
  g_assert_no_error (expand.error);
  parts.when = expand.when;
  item = oof_item_new (&parts, &error);
  g_assert_no_error (error);
  row.item = item;
  row.zone = case_option (words, "zone") != NULL ? expand.zone : NULL;
  made = oof_row_new (frame, &row);
  expand_clear (&expand);
  return made;
}

static void
build (const Case *about, gint32 first_day, guint n_days, Built *ret)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (OofZone) zone = oof_zone_new (utc, 0, 1);
  OofHours hours = { 0 };
  const OofPlace place = { zone, &hours };
  const OofFrameParts parts = {
    .n_people = 1, .n_places = 1, .places = &place, .first_day = first_day, .n_days = n_days
  };

  expand_hours ("MO+TU+WE+TH+FR@09:00-17:00", &hours);
  ret->frame = oof_frame_new (&parts, NULL);
  for (guint i = 0; i < about->lines->len; i++)
    g_ptr_array_add (rows, make_row (ret->frame, about->lines->pdata[i]));
  ret->plan = oof_plan_new (ret->frame, rows, &about->order, NULL);
}

static void
clear_built (Built *built)
{
  g_clear_pointer (&built->plan, oof_plan_unref);
  g_clear_pointer (&built->frame, oof_frame_unref);
}

static gint64
read_time (const char *text)
{
  gboolean is_date;

  return g_str_equal (text, "open") ? OOF_OPEN_END : expand_local (text, &is_date);
}

static char *
format_time (gint64 time_s)
{
  return time_s == OOF_OPEN_END ? g_strdup ("open") : oof_date_format_local (time_s);
}

static const char *
id_of (const OofPlan *plan, guint16 row)
{
  return oof_item_parts (oof_row_item (oof_plan_row (plan, row)))->id;
}

static void
append_segment (GString *text, const OofPlan *plan, const OofSegment *segment)
{
  g_autofree char *from = format_time (segment->from_s);
  g_autofree char *until = format_time (segment->until_s);

  g_string_append_printf (text, "%s%s %s %s", text->len > 0 ? "\n" : "", from, until,
                          segment->kind == OOF_SEGMENT_IN    ? "in"
                          : segment->kind == OOF_SEGMENT_OWN ? "own"
                                                             : id_of (plan, segment->row));
  if (segment->kind != OOF_SEGMENT_IN)
    g_string_append_printf (text, " %s", oof_why_names[segment->why]);
  if (segment->kind == OOF_SEGMENT_ITEM && segment->why == OOF_WHY_RULE)
    g_string_append_printf (text, "=%s", oof_trait_names[segment->rule]);
  for (guint i = 0; i < segment->n_hidden; i++)
    g_string_append_printf (text, "%s %s", i == 0 ? " over" : "", id_of (plan, segment->hidden[i]));
  g_string_append (text, segment->asks ? " asks" : "");
}

static void
check_plan (const Case *about, const CaseLine *line)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) segments = NULL;
  Built built;

  build (about, 0, 0, &built);
  segments = oof_plan_segments (built.plan, 0, read_time (line->words[1]),
                                read_time (line->words[2]), about->has_own ? &about->own : NULL);
  for (guint i = 0; i < segments->len; i++)
    append_segment (text, built.plan, &g_array_index (segments, OofSegment, i));
  g_assert_cmpstr (text->str, ==, line->block);
  g_string_free (text, TRUE);
  clear_built (&built);
}

static void
append_slot (GString *text, const OofPlan *plan, const OofSlot *slot)
{
  g_autofree char *from = format_time (slot->from_s);
  g_autofree char *until = format_time (slot->until_s);
  g_autofree char *away_until = format_time (slot->away_until_s);
  g_autoptr (OofState) state = oof_slot_state (slot, OOF_AUDIENCE_NONE, "in", "out");

  g_string_append (text, text->len > 0 ? "\n" : "");
  if (slot->kind != OOF_SLOT_ITEM)
    g_string_append (text, slot->kind == OOF_SLOT_OWN ? "own" : "free");
  else
    g_string_append_printf (text, "%s %s %s %s %s, away until %s", id_of (plan, slot->row),
                            slot->is_now ? "now" : "ahead", oof_mode_names[state->mode], from,
                            until, away_until);
  g_assert_true ((state == NULL) == (slot->kind == OOF_SLOT_OWN));
  if (slot->kind == OOF_SLOT_FREE)
    g_assert_cmpint (state->mode, ==, OOF_MODE_OFF);
  if (slot->kind == OOF_SLOT_ITEM && slot->mode == OOF_MODE_SCHEDULED)
    g_assert_cmpint (g_date_time_to_unix (state->until), ==, slot->until_s);
}

static void
check_slot (const Case *about, const CaseLine *line)
{
  const OofOwnReply *own = about->has_own ? &about->own : NULL;
  gint64 now_s = read_time (line->words[1]);
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) segments = NULL;
  OofSlot now, next;
  Built built;

  build (about, 0, 0, &built);
  segments = oof_plan_segments (built.plan, 0, now_s, now_s + 60 * OOF_DAY_S, own);
  oof_slot_find (built.plan, segments, own, now_s, &now, &next);
  append_slot (text, built.plan, &now);
  append_slot (text, built.plan, &next);
  g_assert_cmpstr (text->str, ==, line->block);
  g_string_free (text, TRUE);
  clear_built (&built);
}

static void
check_days (const Case *about, const CaseLine *line)
{
  gint32 first_day = expand_day (line->words[1]);
  guint n_days = (guint) (expand_day (line->words[2]) - first_day);
  g_autofree guint16 *winners = g_new (guint16, n_days);
  g_autofree guint64 *several = g_new (guint64, n_days / 64 + 1);
  GString *text = g_string_new (NULL);
  Built built;

  build (about, first_day, n_days, &built);
  oof_plan_days (built.plan, 0, winners, several);
  for (guint i = 0; i < n_days; i++) {
    g_autofree char *day = oof_date_format (first_day + (gint32) i);

    if (winners[i] != OOF_NO_ROW)
      g_string_append_printf (text, "%s%s %s%s", text->len > 0 ? "\n" : "", day,
                              id_of (built.plan, winners[i]),
                              (several[i / 64] >> (i % 64) & 1) != 0 ? " +" : "");
  }
  g_assert_cmpstr (text->str, ==, line->block);
  g_string_free (text, TRUE);
  clear_built (&built);
}

static void
take_line (Case *about, CaseLine *line)
{
  const char *word = line->words[0];

  if (g_str_equal (word, "case")) {
    g_ptr_array_set_size (about->lines, 0);
    about->has_own = FALSE;
    about->order = oof_order_default;
  } else if (g_str_equal (word, "rule")) {
    oof_order_put_first (&about->order, (OofTrait) find_name (oof_trait_names, line->words[1]));
  } else if (g_str_equal (word, "item")) {
    g_ptr_array_add (about->lines, line);
  } else if (g_str_equal (word, "own")) {
    about->own = (OofOwnReply){ read_time (line->words[1]), read_time (line->words[2]) };
    about->has_own = TRUE;
  } else if (g_str_equal (word, "plan")) {
    check_plan (about, line);
  } else if (g_str_equal (word, "slot")) {
    check_slot (about, line);
  } else {
    g_assert_cmpstr (word, ==, "days");
    check_days (about, line);
  }
}

static void
test_case_file (gconstpointer path)
{
  g_autoptr (GPtrArray) lines = case_read (path);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  Case about = { .lines = items };

  g_assert_cmpuint (lines->len, >, 0);
  for (guint i = 0; i < lines->len; i++) {
    CaseLine *line = lines->pdata[i];

    g_test_message ("%s", line->place);
    take_line (&about, line);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func_full ("/oof/plan/cases",
                             g_test_build_filename (G_TEST_DIST, "cases", "oof", "plan.case", NULL),
                             test_case_file, g_free);
  return g_test_run ();
}
