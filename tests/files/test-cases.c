/* test-cases.c - files of absences: the case files of tests/cases/files
 *
 *   read     block: the file
 *   gives    block: how what was read is written again
 *   same     block: a file that is written as it was read
 *   ids ID…  of the absences that were read; "sick-…" for one that begins so
 *   problem LINE REASON NAME   what was wrong; all of them follow, in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../ews/case.h"
#include "base-error.h"
#include "files-document.h"

#define NOW_S 1924992000 /* 2031-01-01 */

typedef struct
{
  FilesDocument document;
  GPtrArray *problems;
  guint n_told; /* problems that the case file named */
  const char *place;
} Run;

static void
forget (Run *run)
{
  if (run->problems != NULL && run->n_told != run->problems->len) {
    const FilesProblem *problem = run->problems->pdata[run->n_told];

    g_error ("%s: also line %u: %s: %s (%s)", run->place, problem->line, problem->name,
             problem->words, problem->reason);
  }
  files_document_clear (&run->document);
  g_clear_pointer (&run->problems, g_ptr_array_unref);
  run->n_told = 0;
}

static void
read_file (Run *run, const CaseLine *line)
{
  const FilesKnown known = { .creator = "admin", .now_s = NOW_S };
  g_autoptr (GError) error = NULL;
  gboolean is_read;

  forget (run);
  run->place = line->place;
  run->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) files_problem_free);
  is_read = files_document_read (line->block, strlen (line->block), &known, &run->document,
                                 run->problems, &error);
  g_assert_true (is_read == (error == NULL));
  g_assert_true (is_read == (run->problems->len == 0));
  g_assert_true (is_read == (run->document.items != NULL));
  if (error != NULL)
    g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
}

static void
drop_empty (GPtrArray **list)
{
  if (*list != NULL && (*list)->len == 0)
    g_clear_pointer (list, g_ptr_array_unref);
}

static void
check_written (Run *run, const char *wanted)
{
  g_autofree char *text = g_strconcat (wanted, "\n", NULL);
  g_autofree char *written = NULL;

  for (guint i = 0; i < run->problems->len; i++)
    g_error ("%s: %s", run->place, ((FilesProblem *) run->problems->pdata[i])->words);
  drop_empty (&run->document.texts);
  drop_empty (&run->document.holidays);
  written = files_document_write (&run->document);
  g_assert_cmpstr (written, ==, text);
}

static void
check_ids (const Run *run, char **wanted)
{
  g_assert_cmpuint (run->document.items->len, ==, g_strv_length (wanted));
  for (guint i = 0; wanted[i] != NULL; i++) {
    const char *id = oof_item_parts (run->document.items->pdata[i])->id;
    gboolean is_begin = g_str_has_suffix (wanted[i], "…");

    g_assert_cmpint (is_begin ? strncmp (id, wanted[i], strlen (wanted[i]) - strlen ("…"))
                              : strcmp (id, wanted[i]),
                     ==, 0);
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (id, !=, oof_item_parts (run->document.items->pdata[k])->id);
  }
}

static void
check_problem (Run *run, const CaseLine *line)
{
  const FilesProblem *problem;

  g_assert_cmpuint (run->n_told, <, run->problems->len);
  problem = run->problems->pdata[run->n_told++];
  g_test_message ("line %u: %s: %s", problem->line, problem->name, problem->words);
  g_assert_cmpstr (problem->reason, ==, line->words[2]);
  g_assert_cmpuint (problem->line, ==, g_ascii_strtoull (line->words[1], NULL, 10));
  g_assert_cmpstr (problem->name, ==, line->words[3]);
  g_assert_cmpstr (problem->words, !=, "");
}

static void
take_line (Run *run, const CaseLine *line)
{
  const char *word = line->words[0];

  if (g_str_equal (word, "case"))
    return;
  if (g_str_equal (word, "read") || g_str_equal (word, "same"))
    read_file (run, line);
  if (g_str_equal (word, "same") || g_str_equal (word, "gives"))
    check_written (run, line->block);
  else if (g_str_equal (word, "ids"))
    check_ids (run, line->words + 1);
  else if (g_str_equal (word, "problem"))
    check_problem (run, line);
  else if (!g_str_equal (word, "read"))
    g_error ("%s: what is “%s”?", line->place, word);
}

static void
test_file (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "files", data, NULL);
  g_autoptr (GPtrArray) lines = case_read (path);
  Run run = { .problems = NULL };

  for (guint i = 0; i < lines->len; i++) {
    const CaseLine *line = lines->pdata[i];

    g_test_message ("%s: %s", line->place, line->words[0]);
    take_line (&run, line);
  }
  forget (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/files/cases/items", "items.case", test_file);
  g_test_add_data_func ("/files/cases/mistakes", "mistakes.case", test_file);
  return g_test_run ();
}
