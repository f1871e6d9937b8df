/* fuzz-template.c - damaged texts with placeholders: what comes out holds no markup of a value
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "oof-template.h"

static const char *const samples[] = {
  "<p>Hello, {{person.name}} of {{organisation.name|us}}.</p>",
  "<p><b>Phone: {{person.phone!}}<br>City: {{person.city!}}</b></p>",
  "{{if substitute}}Ask <a "
  "href=\"mailto:{{substitute.mail}}\">{{substitute.name}}</a>{{else}}x{{end}}",
  "{{lang de}}{{absence.end}}{{if not person.city = Graz}}{{absence.back-on|}}{{end}}{{end}}",
  "<table><tr><td>{{person.fax!}}</td></tr></table><ul><li>{{person.mail!}}</li></ul>",
  "{{if member sales}}{{if outside}}{{person.title}}{{end}}{{else}}<a "
  "href={{person.office}}>x</a>{{end}}",
  NULL
};

/* What would end text or an attribute. */
#define VALUE "\"'<>&= x"

static guint
count (const char *text, char c)
{
  guint n = 0;

  for (const char *at = strchr (text, c); at != NULL; at = strchr (at + 1, c))
    n++;
  return n;
}

/* One for all languages: asking ICU each time would be most of the work. Lives as long as the
 * program. */
static const OofAbsence *
find_absence (void)
{
  static OofAbsence *absence;
  const OofAbsenceFacts facts = { .from_s = 0, .until_s = 86400, .type = VALUE };

  if (absence == NULL)
    absence = oof_absence_new (&facts, "en");
  return absence;
}

static void
fill_in (const OofTemplate *template, const char *text, gboolean is_known)
{
  const OofAbsence *absences[OOF_TEMPLATE_MOST_LANGUAGES];
  const char *const *languages = oof_template_languages (template);
  OofMerge merge = { .absences = absences, .is_outside = is_known };
  GString *out = g_string_new (NULL);
  OofFields gaps;

  for (guint i = 0; languages[i] != NULL; i++)
    absences[i] = find_absence ();
  for (guint i = 0; is_known && i < OOF_FIELD_ABSENCE; i += 2)
    merge.fields[i] = VALUE;
  if (oof_template_merge (template, &merge, out, &gaps, NULL)) {
    g_assert_true (g_utf8_validate (out->str, -1, NULL));
    for (const char *c = "<>\"'"; *c != '\0'; c++)
      g_assert_cmpuint (count (out->str, *c), <=, count (text, *c));
  }
  g_string_free (out, TRUE);
}

static void
target (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) template = oof_template_new (text, "en", &error);

  g_assert_true ((template == NULL) == (error != NULL));
  if (template == NULL)
    return;

  fill_in (template, text, TRUE);
  fill_in (template, text, FALSE);
}

int
main (int argc, char **argv)
{
  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
