/* session-report.c - a verification as a text to keep or to send to somebody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-report.h"

#include "session-why.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const states[] = {
  [CHECKS_WAITING] = N_ ("Not tried"), [CHECKS_RUNNING] = N_ ("Not finished"),
  [CHECKS_OK] = N_ ("Passed"),         [CHECKS_WARNING] = N_ ("Warning"),
  [CHECKS_FAILED] = N_ ("Failed"),     [CHECKS_SKIPPED] = N_ ("Skipped"),
};

/* Each line indented; nothing for NULL. */
static void
add_lines (GString *text, const char *lines)
{
  g_auto (GStrv) each = lines != NULL ? g_strsplit (lines, "\n", -1) : NULL;

  for (gsize i = 0; each != NULL && each[i] != NULL; i++)
    if (*each[i] != '\0')
      g_string_append_printf (text, "    %s\n", each[i]);
}

static void
add_fact (GString *text, const char *title, const char *value)
{
  if (value != NULL && *value != '\0')
    /* Translators: a line of a report: "Account: admin@corp.example" */
    g_string_append_printf (text, _ ("%s: %s"), title, value);
  if (value != NULL && *value != '\0')
    g_string_append_c (text, '\n');
}

static void
add_check (GString *text, const SessionReport *report, guint index)
{
  const ChecksResult *result = index < report->results->len ? report->results->pdata[index] : NULL;
  const char *reason =
      report->ignored != NULL
          ? g_hash_table_lookup (report->ignored, checks_plan_id (report->plan, index))
          : NULL;
  ChecksState state = result != NULL ? result->state : CHECKS_WAITING;

  g_string_append_printf (text, "\n[%s] %s", _ (states[state]),
                          checks_plan_title (report->plan, index));
  if (result != NULL && state > CHECKS_RUNNING && state != CHECKS_SKIPPED)
    g_string_append_printf (text, " (%" G_GUINT64_FORMAT " ms)", result->took_ms);
  g_string_append_c (text, '\n');
  if (result == NULL)
    return;

  add_lines (text, result->seen);
  if (state == CHECKS_WARNING)
    add_lines (text, session_why (checks_plan_id (report->plan, index)));
  if (result->remedy != NULL) {
    g_autofree char *remedy = g_strconcat ("→ ", result->remedy, NULL);

    add_lines (text, remedy);
  }
  add_lines (text, result->detail);
  if (state == CHECKS_WARNING && reason != NULL) {
    /* Translators: %s is why somebody chose to live with a warning */
    g_autofree char *ignored = g_strdup_printf (_ ("Ignored: %s"), reason);

    add_lines (text, ignored);
  }
}

char *
session_report_text (const SessionReport *report)
{
  GString *text = g_string_new (NULL);
  g_autofree char *when = g_date_time_format_iso8601 (report->now);

  g_string_append_printf (text, "%s\n\n", _ ("Absentia: verification of a connection"));
  add_fact (text, _ ("Time"), when);
  add_fact (text, _ ("Name"), report->profile->name);
  add_fact (text, _ ("EWS URL"), report->profile->ews_url);
  add_fact (text, _ ("Account"), report->profile->admin_upn);
  add_fact (text, _ ("Test mailbox"), report->profile->test_mailbox);
  add_fact (text, _ ("Active Directory"), report->profile->directory);
  for (guint i = 0; i < checks_plan_size (report->plan); i++)
    add_check (text, report, i);
  return g_string_free (text, FALSE);
}

gboolean
session_report_save (const SessionReport *report, const char *path, GError **error)
{
  g_autofree char *text = session_report_text (report);

  return g_file_set_contents_full (path, text, (gssize) strlen (text),
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
