/* edits.h - an absence that somebody changes: case files, random series, and what comes out as
 * words
 *
 *   when   SPAN OPTION…        (expand.h) what the following lines change
 *   WORD   …                   a change; block: the first occurrences, or "refused REASON"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "base-error.h"
#include "expand.h"

#define EDITS_SHOWN 5 /* of a change in a case file */

typedef struct
{
  GString *text;
  guint left;
} EditsShown;

static inline gboolean
edits_show_cb (const OofOccurrence *occurrence, gpointer data)
{
  EditsShown *shown = data;
  g_autofree char *from = oof_date_format_local (occurrence->from_s);
  g_autofree char *until = occurrence->until_s == OOF_OPEN_END
                               ? g_strdup ("open")
                               : oof_date_format_local (occurrence->until_s);

  g_string_append_printf (shown->text, "%s%s %s", shown->text->len > 0 ? "\n" : "", from, until);
  return --shown->left > 0;
}

/* A line for each occurrence, most at the most, is added. */
static inline void
edits_show (GString *text, const OofWhen *when, guint most)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (OofZone) zone = oof_zone_new (utc, 0, (gint64) 80 * 366 * OOF_DAY_S);
  OofPlace place = { zone, NULL };
  EditsShown shown = { text, most };

  oof_when_each (when, &place, G_MININT64, G_MAXINT64, edits_show_cb, &shown);
}

/* What has become of it: when, or why not. */
static inline void
edits_show_result (GString *text, const OofWhen *when, const GError *error)
{
  if (when != NULL) {
    g_assert_no_error (error);
    edits_show (text, when, EDITS_SHOWN);
  } else {
    g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
    g_string_append_printf (text, "refused %s", base_error_facts (error)->reason);
  }
}

/* check is called for each change in tests/cases/oof/NAME. */
static inline void
edits_run (const char *name, void (*check) (const CaseLine *line, const Expand *expand))
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "oof", name, NULL);
  g_autoptr (GPtrArray) lines = case_read (path);
  Expand expand = { 0 };

  for (guint i = 0; i < lines->len; i++) {
    const CaseLine *line = lines->pdata[i];

    g_test_message ("%s", line->place);
    if (g_str_equal (line->words[0], "when")) {
      expand_clear (&expand);
      expand_make (line->words + 1, &expand);
      g_assert_no_error (expand.error);
    } else if (!g_str_equal (line->words[0], "case")) {
      check (line, &expand);
    }
  }
  expand_clear (&expand);
}

/* A series by rule, on and from a random day, which is returned. Clear ret. */
static inline gint32
edits_random (const char *rule, Expand *ret)
{
  gint32 day = oof_date_day (2030, 1, 1) + g_test_rand_int_range (0, 800);
  g_autofree char *date = oof_date_format (day);
  g_autofree char *text = g_strdup_printf ("%sT08:00..%sT16:00 rule=%s", date, date, rule);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_test_message ("%s", text);
  expand_make (words, ret);
  g_assert_no_error (ret->error);
  return day;
}
