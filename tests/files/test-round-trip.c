/* test-round-trip.c - what is written is read back byte for byte, whatever is in a text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-document.h"
#include "files-json.h"

#include <string.h>

#define N_RANDOM 3000
#define MOST_PIECES 14

static OofText *
make_text (const char *inside, const char *note)
{
  const OofText parts = { .name = (char *) "t", .inside = (char *) inside, .note = (char *) note };
  g_autoptr (GError) error = NULL;
  OofText *text = oof_text_new (&parts, &error);

  g_assert_no_error (error);
  return text;
}

static char *
write_text (OofText *text)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const FilesDocument document = { .texts = texts };

  g_ptr_array_add (texts, text);
  return files_document_write (&document);
}

static void
check_bytes (const char *written, gsize size, const OofText *text)
{
  const FilesKnown known = { .is_kept = TRUE };
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) files_problem_free);
  g_auto (FilesDocument) document = { NULL };
  g_autoptr (GError) error = NULL;
  const OofText *read;

  files_document_read (written, size, &known, &document, problems, &error);
  if (error != NULL)
    g_error ("%s\n%s", ((FilesProblem *) problems->pdata[0])->words, written);
  read = document.texts->pdata[0];
  g_assert_cmpstr (read->inside, ==, text->inside);
  g_assert_cmpstr (read->note, ==, text->note);
}

/* The same as JSON. */
static void
check_json (const char *written, const OofText *text)
{
  g_autofree char *json = files_yaml_to_json (written);

  check_bytes (json, strlen (json), text);
}

static void
check (const char *words)
{
  g_autofree char *inside = g_strconcat ("x", words, NULL); /* not empty */
  g_autoptr (OofText) text = make_text (inside, words);
  g_autofree char *written = write_text (text);

  check_bytes (written, strlen (written), text);
  check_json (written, text);
}

static void
test_texts (void)
{
  static const char *const texts[] = {
    "plain",
    " begins with a blank",
    "ends with one ",
    "tab\tin\tit",
    "\tbegins with a tab",
    "\n",
    "\n\n\n",
    "one line\n",
    "one line\n\n",
    "two\nlines",
    "two\n\n\nlines\n",
    "two \nlines with a blank before the end",
    "two\n  lines, indented",
    "\nbegins with a line end",
    "two\r\nlines\r\n",
    "carriage\rreturn",
    "- no list",
    "# no comment",
    "a: b",
    "a # b",
    "a\n# b\n--- \n...\n- c: d\n",
    "---\na\n...",
    "%YAML 1.2\n",
    "null",
    "~",
    "true",
    "0x1F",
    "12:30:00",
    "2031-11-04",
    "=",
    "<<",
    "'single' \"double\" \\ back",
    "\\\n\\",
    "ü ö 你好 😀 עברית",
    "no-break\xC2\xA0space, soft\xC2\xADhyphen, next\xC2\x85line, C1 \xC2\x80\xC2\x9F",
    "line\xE2\x80\xA8separator\xE2\x80\xA9paragraph",
    "mark\xEF\xBB\xBF, zero\xE2\x80\x8Bwidth, right\xE2\x80\x8Fto left",
    "\xEF\xBF\xBD \xF0\x9F\xBF\xBD private \xEE\x80\x80 \xF4\x8F\xBF\xBD",
    "{{person.name}} {curly} [square] & * ! | > % @ `",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check (texts[i]);
}

/* Whatever can go wrong beside whatever else can. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "\n",   "\n",  " ",    "  ",  "\t",       "\r\n",         "\r",
    "\"",   "'",   "\\",   "#",   ": ",       "- ",           "a",
    "word", "<p>", "</p>", "ü",   "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF",
    "|",    ">",   "---",  "...", "😀"
  };
  g_autoptr (GRand) dice = g_rand_new_with_seed (20311104);

  for (guint i = 0; i < N_RANDOM; i++) {
    g_autoptr (GString) text = g_string_new (NULL);

    for (int n = g_rand_int_range (dice, 0, MOST_PIECES); n > 0; n--)
      g_string_append (text, pieces[g_rand_int_range (dice, 0, G_N_ELEMENTS (pieces))]);
    check (text->str);
  }
}

/* A long text on one line is written on several, and is one line again. */
static void
test_long (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (OofText) text = NULL;
  g_autofree char *written = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (html, "<p class=\"MsoNormal\"> paragraph %u </p>", i);
  text = make_text (html->str, NULL);
  written = write_text (text);
  lines = g_strsplit (written, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (strlen (lines[i]), <, 160);
  check_bytes (written, strlen (written), text);
}

/* As an editor of another system keeps the file. */
static void
test_other_bytes (void)
{
  g_autoptr (OofText) text = make_text ("one\n  two\n\nthree\n", "note");
  g_autofree char *written = write_text (text);
  g_auto (GStrv) lines = g_strsplit (written, "\n", -1);
  g_autofree char *crlf = g_strjoinv ("\r\n", lines);
  g_autofree char *marked = g_strconcat ("\xEF\xBB\xBF", crlf, NULL);

  check_bytes (marked, strlen (marked), text);
}

/* JSON as others write it: what is a line's end to YAML is a character of a text there. */
static void
test_other_json (void)
{
  static const char json[] =
      "{\"templates\": [{\"name\": \"t\", \"inside\": \"a\xE2\x80\xA8 b\xC2\x85"
      "c\\\\\"}]}";
  g_autoptr (OofText) text = make_text ("a\xE2\x80\xA8 b\xC2\x85"
                                        "c\\",
                                        NULL);

  check_bytes (json, sizeof json - 1, text);
}

static void
assert_refused (const char *bytes, gsize size, const char *reason, guint line)
{
  const FilesKnown known = { .is_kept = TRUE };
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) files_problem_free);
  g_auto (FilesDocument) document = { NULL };
  const FilesProblem *problem;

  g_assert_false (files_document_read (bytes, size, &known, &document, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 1);
  problem = problems->pdata[0];
  g_assert_cmpstr (problem->reason, ==, reason);
  g_assert_cmpuint (problem->line, ==, line);
}

static void
test_bad_bytes (void)
{
  static const char nul[] = "items:\n  - id: a\0b\n";
  static const char half[] = "items:\n  - id: \xE2\x82\n";
  static const char bell[] = "items:\n  - id: a\ab\n";
  static const char utf16[] = "\xFF\xFEi\0t\0";
  static const char lone[] = "{\"items\":[{\"id\":\"\\ud83d\"}]}";
  static const char hidden[] = "items:\n  - id: \"a\\0b\"\n";

  assert_refused (NULL, 0, "file-empty", 1);
  assert_refused ("\xEF\xBB\xBF", 3, "file-empty", 1);
  assert_refused (nul, sizeof nul - 1, "file-text", 2);
  assert_refused (half, sizeof half - 1, "file-text", 2);
  assert_refused (bell, sizeof bell - 1, "file-text", 2);
  assert_refused (utf16, sizeof utf16 - 1, "file-text", 1);
  assert_refused (lone, sizeof lone - 1, "file-syntax", 1);
  assert_refused (hidden, sizeof hidden - 1, "file-text", 2);
}

/* What is cut off anywhere is either refused, or less of the same. */
static void
test_half_written (void)
{
  static const char file[] = "version: 1\nitems:\n"
                             "  - id: a\n    for:\n      people:\n        - a@b.example\n"
                             "    when:\n      from: 2031-11-04\n      until: 2031-11-05\n"
                             "    reply:\n      inside: \"<p>x</p>\"\n      audience: none\n";
  const FilesKnown known = { .creator = "me" };

  for (gsize size = 0; size < sizeof file - 1; size++) {
    g_autoptr (GPtrArray) problems =
        g_ptr_array_new_with_free_func ((GDestroyNotify) files_problem_free);
    g_auto (FilesDocument) document = { NULL };

    if (files_document_read (file, size, &known, &document, problems, NULL))
      g_assert_cmpuint (document.items->len, <=, 1);
    else
      g_assert_cmpuint (problems->len, >, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/round-trip/texts", test_texts);
  g_test_add_func ("/files/round-trip/random", test_random);
  g_test_add_func ("/files/round-trip/long", test_long);
  g_test_add_func ("/files/round-trip/other-bytes", test_other_bytes);
  g_test_add_func ("/files/round-trip/other-json", test_other_json);
  g_test_add_func ("/files/round-trip/bad-bytes", test_bad_bytes);
  g_test_add_func ("/files/round-trip/half-written", test_half_written);
  return g_test_run ();
}
