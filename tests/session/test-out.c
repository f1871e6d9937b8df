/* test-out.c - who is out, as a table that leaves the program
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-zone.h"
#include "oof-date.h"
#include "session-out.h"

#include <string.h>

static gint64
instant (const char *text)
{
  g_autoptr (GTimeZone) zone = base_zone_new ("Europe/Berlin", NULL);
  g_autoptr (OofZone) place = oof_zone_new (zone, 1900000000, 2000000000);
  gint64 local_s = 0;
  gboolean is_date;

  g_assert_true (oof_date_parse_local (text, &local_s, &is_date));
  return oof_zone_to_instant (place, local_s);
}

static SessionOut *
new_table (const char *from, const char *until)
{
  g_autoptr (GTimeZone) zone = base_zone_new ("Europe/Berlin", NULL);

  return session_out_new ("Corp & Sons", zone, instant (from), instant (until),
                          instant ("2031-11-03T12:00"));
}

static void
add (SessionOut *out, const char *name, gboolean is_own, const char *from, const char *until)
{
  g_autofree char *mail = g_strconcat (name, "@corp.example", NULL);
  const SessionOutRow row = { .name = name,
                              .mail = mail,
                              .department = "Sales",
                              .is_own = is_own,
                              .type = OOF_TYPE_TRAINING,
                              .from_s = from != NULL ? instant (from) : G_MININT64,
                              .until_s = until != NULL ? instant (until) : OOF_OPEN_END,
                              .is_held = is_own };

  session_out_add (out, &row);
}

static void
test_rows (void)
{
  g_autoptr (SessionOut) out = new_table ("2031-11-04", "2031-11-05");
  const GPtrArray *rows;
  static const struct
  {
    const char *name;
    const char *when;
  } wanted[] = {
    { "Ann", "Mon 3 Nov 2031 – Tue 4 Nov 2031" },
    { "Bob", "until Tue 4 Nov 2031, 08:00" },
    { "Bob", "Tue 4 Nov 2031, 17:00 – Wed 5 Nov 2031, 08:00" },
    { "Cat", "until further notice" },
    { "Dan", "from Tue 4 Nov 2031 until further notice" },
    { "Eve", "until Tue 4 Nov 2031" },
  };

  add (out, "Dan", FALSE, "2031-11-04", NULL);
  add (out, "Bob", FALSE, "2031-11-04T17:00", "2031-11-05T08:00");
  add (out, "Bob", TRUE, NULL, "2031-11-04T08:00");
  add (out, "Late", FALSE, "2031-11-05", "2031-11-06");
  add (out, "Early", FALSE, "2031-11-03", "2031-11-04");
  add (out, "Cat", TRUE, NULL, NULL);
  add (out, "Ann", FALSE, "2031-11-03", "2031-11-05");
  add (out, "Eve", TRUE, NULL, "2031-11-05");
  session_out_add_unknown (out);

  rows = session_out_rows (out);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < rows->len; i++) {
    const SessionOutRow *row = rows->pdata[i];
    g_autofree char *when = session_out_when (out, row);

    g_assert_cmpstr (row->name, ==, wanted[i].name);
    g_assert_cmpstr (when, ==, wanted[i].when);
  }
  g_assert_cmpuint (session_out_n_people (out), ==, 5);
  {
    g_autofree char *title = session_out_title (out);
    g_autofree char *summary = session_out_summary (out);

    g_assert_cmpstr (title, ==, "Who is out: Tue 4 Nov 2031");
    g_assert_cmpstr (summary, ==,
                     "5 people are out. Of 1 more it is not known what their mailbox holds.");
  }
}

static void
test_csv (void)
{
  g_autoptr (SessionOut) out = new_table ("2031-11-04", "2031-11-05");
  g_autofree char *csv = NULL;

  add (out, "=1+\"1\"", FALSE, "2031-11-03", "2031-11-05");
  add (out, "Ann, Berg", TRUE, "2031-11-04T08:00", NULL);
  csv = session_out_write (out, SESSION_OUT_CSV);
  g_assert_cmpstr (
      csv, ==,
      "\"name\",\"mail\",\"department\",\"type\",\"from\",\"last_day\",\"until\",\"held\"\r\n"
      "\"'=1+\"\"1\"\"\",\"'=1+\"\"1\"\"@corp.example\",\"Sales\",\"training\",\"2031-11-03\","
      "\"2031-11-04\",\"2031-11-05T00:00+01:00\",\"no\"\r\n"
      "\"Ann, Berg\",\"Ann, Berg@corp.example\",\"Sales\",\"own\",\"2031-11-04T08:00+01:00\","
      "\"\",\"\",\"yes\"\r\n");
}

static void
test_ics (void)
{
  g_autoptr (SessionOut) out = new_table ("2031-11-04", "2031-11-06");
  g_autofree char *name = g_strconcat ("Ann; Ü", "ÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜ", NULL);
  g_autofree char *ics = NULL;
  g_auto (GStrv) lines = NULL;

  add (out, name, FALSE, "2031-11-03", "2031-11-05");
  add (out, "Bob\nBEGIN:VALARM", TRUE, "2031-11-04T08:00", NULL);
  ics = session_out_write (out, SESSION_OUT_ICS);
  lines = g_strsplit (ics, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_assert_cmpuint (strlen (lines[i]), <=, 75);
    g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    g_assert_cmpstr (lines[i], !=, "BEGIN:VALARM");
  }
  g_assert_nonnull (strstr (ics, "\r\nDTSTART;VALUE=DATE:20311103\r\nDTEND;VALUE=DATE:20311105"));
  g_assert_nonnull (strstr (ics, "\r\nSUMMARY:Ann\\; ÜÜÜ"));
  g_assert_nonnull (strstr (ics, "\r\nDTSTART:20311104T070000Z\r\nDTEND:20311105T230000Z"));
  g_assert_nonnull (strstr (ics, "\r\nSUMMARY:Bob\\nBEGIN:VALARM: Own reply\r\n"));
  g_assert_null (strchr (ics, '\t'));
}

static void
test_html (void)
{
  g_autoptr (SessionOut) out = new_table ("2031-11-04", "2031-11-05");
  g_autofree char *html = NULL;

  add (out, "<script>x</script>", FALSE, "2031-11-03", "2031-11-05");
  html = session_out_write (out, SESSION_OUT_HTML);
  g_assert_null (strstr (html, "<script"));
  g_assert_nonnull (strstr (html, "<td>&lt;script&gt;x&lt;/script&gt;</td><td>Sales</td>"
                                  "<td>Training</td><td>Mon 3 Nov 2031 – Tue 4 Nov 2031</td>"));
  g_assert_nonnull (strstr (html, "<p>Corp &amp; Sons</p>"));
}

static void
test_nobody (void)
{
  for (SessionOutFormat format = 0; format < SESSION_OUT_N_FORMATS; format++) {
    g_autoptr (SessionOut) out = new_table ("2031-11-04", "2031-11-05");
    g_autofree char *text = session_out_write (out, format);

    g_assert_true (g_str_has_suffix (text, "\n"));
    g_assert_cmpuint (session_out_n_people (out), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/out/rows", test_rows);
  g_test_add_func ("/session/out/csv", test_csv);
  g_test_add_func ("/session/out/ics", test_ics);
  g_test_add_func ("/session/out/html", test_html);
  g_test_add_func ("/session/out/nobody", test_nobody);
  return g_test_run ();
}
