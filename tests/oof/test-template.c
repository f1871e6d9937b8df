/* test-template.c - texts with placeholders: the case files, and what cannot be said in one
 *
 *   template                  block: the text, lines joined; made ready
 *   refuse   REASON           block: a text that is not taken
 *   known                     block: FIELD VALUE, a line each; the rest is not known
 *   absence  FROM UNTIL       local, as in when files; its type is "Training"
 *   side     inside|outside   member GROUP…: of which groups the person is
 *   gives                     block: the text for that person
 *   gaps     FIELD…           what was not known
 *   fields   FIELD…           what the template asks of the directory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "expand.h"
#include "oof-state.h"
#include "oof-template.h"

typedef struct
{
  OofTemplate *template;
  OofMerge merge;
  OofAbsenceFacts facts;
  GStringChunk *values;
  char **groups;
  GString *text;
  OofFields gaps;
} Run;

static void
join_lines (char *block)
{
  for (char *c = strchr (block, '\n'); c != NULL; c = strchr (block, '\n'))
    memmove (c, c + 1, strlen (c));
}

static gboolean
is_member (const char *group, gpointer data)
{
  Run *run = data;

  return run->groups != NULL && g_strv_contains ((const char *const *) run->groups, group);
}

static void
set_known (Run *run, const CaseLine *line)
{
  g_auto (GStrv) rows = g_strsplit (line->block, "\n", -1);

  memset (&run->merge.fields, 0, sizeof run->merge.fields);
  for (gsize i = 0; rows[i] != NULL && *rows[i] != '\0'; i++) {
    g_auto (GStrv) halves = g_strsplit (rows[i], " ", 2);
    g_autofree char *value = g_strcompress (halves[1]);

    g_assert_cmpint (oof_field_find (halves[0]), >=, 0);
    run->merge.fields[oof_field_find (halves[0])] = g_string_chunk_insert (run->values, value);
  }
}

static void
fill_in (Run *run)
{
  g_autoptr (GPtrArray) absences =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  const char *const *languages = oof_template_languages (run->template);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; languages[i] != NULL; i++)
    g_ptr_array_add (absences, oof_absence_new (&run->facts, languages[i]));
  run->merge.absences = (const OofAbsence *const *) absences->pdata;
  run->merge.is_member = is_member;
  run->merge.data = run;
  g_string_assign (run->text, "before ");
  oof_template_merge (run->template, &run->merge, run->text, &run->gaps, &error);
  g_assert_no_error (error);
  g_string_erase (run->text, 0, 7);
}

static void
check_fields (const OofFields *fields, char **names)
{
  guint n = 0;

  for (gsize i = 0; names[i] != NULL; i++) {
    g_assert_cmpint (oof_field_find (names[i]), >=, 0);
    g_assert_true (oof_fields_has (fields, (guint) oof_field_find (names[i])));
  }
  for (guint i = 0; i < OOF_N_FIELDS; i++)
    n += oof_fields_has (fields, i) ? 1 : 0;
  g_assert_cmpuint (n, ==, g_strv_length (names));
}

static void
check_refused (const CaseLine *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) template = oof_template_new (line->block, "en", &error);

  g_assert_null (template);
  g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, line->words[1]);
}

static void
make_template (Run *run, const CaseLine *line)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&run->template, oof_template_unref);
  join_lines (line->block);
  run->template = oof_template_new (line->block, "en", &error);
  g_assert_no_error (error);
}

static void
take_line (Run *run, const CaseLine *line)
{
  const char *word = line->words[0];
  gboolean is_date;

  if (g_str_equal (word, "template")) {
    make_template (run, line);
  } else if (g_str_equal (word, "refuse")) {
    check_refused (line);
  } else if (g_str_equal (word, "known")) {
    set_known (run, line);
  } else if (g_str_equal (word, "absence")) {
    run->facts.from_s = expand_local (line->words[1], &is_date);
    run->facts.until_s = g_str_equal (line->words[2], "open")
                             ? OOF_OPEN_END
                             : expand_local (line->words[2], &is_date);
  } else if (g_str_equal (word, "side")) {
    run->merge.is_outside = g_str_equal (line->words[1], "outside");
    run->groups = line->words + 2;
  } else if (g_str_equal (word, "gives")) {
    fill_in (run);
    join_lines (line->block);
    g_assert_cmpstr (run->text->str, ==, line->block);
  } else if (g_str_equal (word, "gaps")) {
    check_fields (&run->gaps, line->words + 1);
  } else if (g_str_equal (word, "fields")) {
    const OofFields fields = oof_template_fields (run->template);

    check_fields (&fields, line->words + 1);
  } else {
    g_assert_cmpstr (word, ==, "case");
  }
}

static void
test_case_file (gconstpointer path)
{
  g_autoptr (GPtrArray) lines = case_read (path);
  Run run = { .values = g_string_chunk_new (256), .text = g_string_new (NULL) };

  run.facts.type = "Training";
  run.facts.until_s = OOF_OPEN_END;
  g_assert_cmpuint (lines->len, >, 0);
  for (guint i = 0; i < lines->len; i++) {
    const CaseLine *line = lines->pdata[i];

    g_test_message ("%s", line->place);
    take_line (&run, line);
  }
  g_clear_pointer (&run.template, oof_template_unref);
  g_string_chunk_free (run.values);
  g_string_free (run.text, TRUE);
}

static void
assert_refused (const char *text, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) template = oof_template_new (text, "en", &error);

  g_assert_null (template);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

static void
test_bounds (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *longest = g_strnfill (OOF_MOST_TEXT_BYTES + 1, 'x');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= OOF_TEMPLATE_MOST_TAGS; i++)
    g_string_append (many, "{{person.name}}");
  assert_refused (many->str, "placeholder-many");
  for (guint i = 0; i <= OOF_TEMPLATE_MOST_DEPTH; i++)
    g_string_append (deep, "{{if person.name}}");
  assert_refused (deep->str, "placeholder-depth");
  assert_refused (longest, "too-long");
  assert_refused ("\xFF", "bad-text");
  assert_refused ("a\x01", "bad-text");
}

/* What grows beyond a mailbox when it is filled in is refused, and leaves no trace. */
static void
test_grows (void)
{
  g_autofree char *value = g_strnfill (10000, '<');
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new ("before");
  g_autoptr (OofTemplate) template = NULL;
  OofMerge merge = { .fields = { [OOF_FIELD_PERSON + OOF_ABOUT_NAME] = value } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < OOF_TEMPLATE_MOST_TAGS; i++)
    g_string_append (text, "{{person.name}}");
  template = oof_template_new (text->str, "en", &error);
  g_assert_no_error (error);
  g_assert_false (oof_template_merge (template, &merge, out, NULL, &error));
  g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "too-long");
  g_assert_cmpstr (out->str, ==, "before");
}

static void
test_names (void)
{
  for (guint i = 0; i < OOF_N_FIELDS; i++) {
    g_autofree char *name = oof_field_name (i);

    g_test_message ("%s", name);
    g_assert_cmpint (oof_field_find (name), ==, i);
  }
  g_assert_cmpint (oof_field_find ("PERSON.Name"), ==, 0);
  g_assert_cmpint (oof_field_find ("person"), ==, -1);
  g_assert_cmpint (oof_field_find ("person.attribute16"), ==, -1);
  g_assert_cmpint (oof_field_find (""), ==, -1);
}

/* 1 November 2027 is a Monday. */
static void
test_back_on (void)
{
  static const struct
  {
    const char *until;
    const char *back_on;
    gboolean with_hours; /* Monday to Thursday from 9 to 17 */
  } rows[] = {
    { "2027-11-03", "2027-11-03", FALSE },       { "2027-11-06", "2027-11-08", FALSE },
    { "2027-11-08", "2027-11-08", FALSE },       { "2027-11-03T12:00", "2027-11-03", FALSE },
    { "2027-11-05T12:00", "2027-11-05", FALSE }, { "2027-12-24", "2027-12-27", FALSE },
    { "2027-12-31", "2028-01-03", FALSE },       { "2027-11-05", "2027-11-08", TRUE },
    { "2027-11-04", "2027-11-04", TRUE },        { "2027-11-04T16:59", "2027-11-04", TRUE },
    { "2027-11-04T17:00", "2027-11-08", TRUE },  { "2027-11-02T18:00", "2027-11-03", TRUE },
  };
  const gint32 days[] = { expand_day ("2027-12-24"), expand_day ("2027-12-31") };
  g_autoptr (OofDays) holidays = oof_days_new ("here", days, G_N_ELEMENTS (days));
  const OofHours never = { 0 };
  OofHours hours = { 0 };
  OofAbsenceFacts facts = { .holidays = holidays };

  expand_hours ("MO+TU+WE+TH@09:00-17:00", &hours);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    gboolean is_date;

    g_test_message ("%s", rows[i].until);
    facts.hours = rows[i].with_hours ? &hours : NULL;
    facts.until_s = expand_local (rows[i].until, &is_date);
    g_assert_cmpint (oof_absence_back_on (&facts), ==, expand_day (rows[i].back_on));
  }
  facts.hours = &never;
  g_assert_cmpint (oof_absence_back_on (&facts), ==, G_MININT32);
  facts.until_s = OOF_OPEN_END;
  g_assert_cmpint (oof_absence_back_on (&facts), ==, G_MININT32);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func_full (
      "/oof/template/cases",
      g_test_build_filename (G_TEST_DIST, "cases", "oof", "templates.case", NULL), test_case_file,
      g_free);
  g_test_add_func ("/oof/template/bounds", test_bounds);
  g_test_add_func ("/oof/template/grows", test_grows);
  g_test_add_func ("/oof/template/names", test_names);
  g_test_add_func ("/oof/template/back-on", test_back_on);
  return g_test_run ();
}
