/* test-ics.c - holidays from calendar files: the case file of tests/cases/files
 *
 *   read     block: the file
 *   days DAY…           what is taken of the years 2030 to 2034
 *   problem LINE REASON  or why nothing is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../ews/case.h"
#include "base-error.h"
#include "files-ics.h"
#include "oof-date.h"

typedef struct
{
  OofDays *days;
  GError *error;
  guint line;
} Run;

static void
forget (Run *run)
{
  g_clear_pointer (&run->days, oof_days_unref);
  g_clear_error (&run->error);
}

static void
read_bytes (Run *run, const char *bytes, gsize size)
{
  const FilesIcsSpan span = { .name = "test.ics",
                              .first = oof_date_day (2030, 1, 1),
                              .last = oof_date_day (2034, 12, 31) };

  forget (run);
  run->days = files_ics_read (bytes, size, &span, &run->line, &run->error);
  g_assert_true ((run->days == NULL) == (run->error != NULL));
}

static void
check_days (const Run *run, const CaseLine *line)
{
  g_autoptr (GString) text = g_string_new ("days");
  g_autofree char *wanted = g_strjoinv (" ", line->words);

  g_assert_no_error (run->error);
  g_assert_cmpstr (run->days->name, ==, "test.ics");
  for (guint i = 0; i < run->days->n_days; i++) {
    g_autofree char *day = oof_date_format (run->days->days[i]);

    g_string_append_printf (text, " %s", day);
  }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
take_line (Run *run, const CaseLine *line)
{
  const char *word = line->words[0];

  if (g_str_equal (word, "read")) {
    read_bytes (run, line->block, strlen (line->block));
  } else if (g_str_equal (word, "days")) {
    check_days (run, line);
  } else if (g_str_equal (word, "problem")) {
    g_assert_null (run->days);
    g_assert_cmpstr (base_error_facts (run->error)->reason, ==, line->words[2]);
    g_assert_cmpuint (run->line, ==, g_ascii_strtoull (line->words[1], NULL, 10));
  } else if (!g_str_equal (word, "case")) {
    g_error ("%s: what is “%s”?", line->place, word);
  }
}

static void
test_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "files", "ics.case", NULL);
  g_autoptr (GPtrArray) lines = case_read (path);
  Run run = { NULL };

  for (guint i = 0; i < lines->len; i++) {
    const CaseLine *line = lines->pdata[i];

    g_test_message ("%s: %s", line->place, line->words[0]);
    take_line (&run, line);
  }
  forget (&run);
}

static void
assert_reason (GString *file, const char *reason)
{
  Run run = { NULL };

  read_bytes (&run, file->str, file->len);
  g_assert_nonnull (run.error);
  g_assert_cmpstr (base_error_facts (run.error)->reason, ==, reason);
  forget (&run);
}

/* What would take for ever, or all memory. */
static void
test_hostile (void)
{
  g_autoptr (GString) many = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GString) daily = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GString) folded = g_string_new ("BEGIN:VCALENDAR\nX:");
  g_autoptr (GString) large = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GString) bytes = g_string_new ("BEGIN:VCALENDAR\nX:\xE4\n");

  for (guint i = 0; i <= FILES_ICS_MOST_EVENTS; i++)
    g_string_append (many, "BEGIN:VEVENT\nEND:VEVENT\n");
  assert_reason (many, "file-too-large");
  for (guint i = 0; i < 100; i++)
    g_string_append (daily, "BEGIN:VEVENT\nDTSTART:20300101\nDTEND:20310101\n"
                            "RRULE:FREQ=DAILY\nEND:VEVENT\n");
  assert_reason (daily, "file-too-large");
  for (guint i = 0; i < 100000; i++)
    g_string_append (folded, "xxxx\n ");
  assert_reason (folded, "ics-syntax");
  g_string_set_size (large, FILES_ICS_MOST_BYTES + 1);
  assert_reason (large, "file-too-large");
  assert_reason (bytes, "file-text");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/ics/cases", test_cases);
  g_test_add_func ("/files/ics/hostile", test_hostile);
  return g_test_run ();
}
