/* fuzz-items.c - damaged files of absences: what is taken is written and read again as the same
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-document.h"
#include "files-json.h"
#include "fuzz.h"

static const char *const samples[] = {
  "version: 1\nitems:\n  - id: one\n    type: sick\n    for:\n      people:\n        - "
  "a@b.example\n"
  "      exclude: {groups: [g]}\n      living: false\n    when:\n      from: 2031-11-04T08:00\n"
  "      until: 2031-11-04T16:00\n      zone: Europe/Berlin\n      rrule: FREQ=WEEKLY;COUNT=10\n"
  "      exdates: [2031-11-11]\n      moved:\n        - {day: 2031-11-18, from: 2031-11-19T08:00, "
  "until: 2031-11-19T09:00}\n      holidays: {calendar: h, how: skip}\n    reply:\n      inside: "
  "|-\n"
  "        <p>a</p>\n\n        b\n      audience: none\n    own_reply: ask\nholidays:\n  - name: "
  "h\n"
  "    days: [2031-12-25]\n",
  "{\"items\":[{\"id\":\"\\ud83d\\ude00\",\"for\":{\"ou\":\"OU=x\"},\"when\":{\"from\":\"2031-11-"
  "04\"},"
  "\"reply\":{\"template\":\"t\"},\"tell\":{\"user\":true,\"manager\":\"t\"}}],"
  "\"templates\":[{\"name\":\"t\",\"inside\":\"x \\\\ \\\" \\n\"}]}",
  "templates:\n- name: \"a b\"\n  inside: \"x\\\n    \\ y\\r\\n\\x85\\u2028\"\n  note: 'it''s'\n  "
  "status: approved\n",
  "items: &a [*a]\n--- !!x\n? y\n: >+\n  z\n%YAML 1.1\n", NULL
};

static gboolean
read_file (const char *bytes, gsize size, const FilesKnown *known, FilesDocument *ret)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) files_problem_free);
  g_autoptr (GError) error = NULL;
  gboolean is_read = files_document_read (bytes, size, known, ret, problems, &error);

  g_assert_true (is_read == (error == NULL));
  g_assert_true (is_read == (problems->len == 0));
  return is_read;
}

static void
target (const guint8 *data, gsize size)
{
  const FilesKnown known = { .creator = "me" };
  g_auto (FilesDocument) first = { NULL };
  g_auto (FilesDocument) second = { NULL };
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;
  g_autofree char *json = NULL;

  if (!read_file ((const char *) data, size, &known, &first))
    return;

  written = files_document_write (&first);
  g_assert_true (read_file (written, strlen (written), &known, &second));
  again = files_document_write (&second);
  g_assert_cmpstr (again, ==, written);
  files_document_clear (&second);
  json = files_yaml_to_json (written);
  g_assert_true (read_file (json, strlen (json), &known, &second));
  g_free (again);
  again = files_document_write (&second);
  g_assert_cmpstr (again, ==, written);
}

int
main (int argc, char **argv)
{
  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
