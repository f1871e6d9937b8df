/* session-out-write.c - the table of who is out, in the formats that others read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-out-private.h"

#include "session-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOLD_BYTES 75 /* a line of iCalendar, RFC 5545 3.1 */

/* "2026-11-23T08:00:00+01:00", the day alone for whole days; "" where there is none. */
static char *
write_time (const SessionOut *self, gint64 instant_s, gint64 local_s, gboolean is_all_day)
{
  gint64 offset_min;

  if (instant_s == G_MININT64 || instant_s == OOF_OPEN_END)
    return g_strdup ("");
  if (is_all_day)
    return oof_date_format (oof_date_of_local (local_s));

  offset_min = (local_s - instant_s) / 60;
  {
    g_autofree char *local = oof_date_format_local (local_s);

    return g_strdup_printf ("%s%c%02d:%02d", local, offset_min < 0 ? '-' : '+',
                            (int) (ABS (offset_min) / 60), (int) (ABS (offset_min) % 60));
  }
}

static char *
write_csv (SessionOut *self)
{
  static const char *const columns[] = { "name", "mail",     "department", "type",
                                         "from", "last_day", "until",      "held" };
  const GPtrArray *rows = session_out_rows (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    session_csv_add (text, columns[i]);
  g_string_append (text, "\r\n");
  for (guint i = 0; i < rows->len; i++) {
    const SessionOutRow *row = rows->pdata[i];
    gint64 from_s;
    gint64 until_s;
    gboolean is_all_day = session_out_is_all_day (self, row, &from_s, &until_s);
    g_autofree char *from = write_time (self, row->from_s, from_s, is_all_day);
    g_autofree char *until = write_time (self, row->until_s, until_s, FALSE);
    g_autofree char *last = row->until_s == OOF_OPEN_END
                                ? g_strdup ("")
                                : oof_date_format (oof_date_of_local (until_s - 1));
    const char *const cells[] = {
      row->name, row->mail, row->department, row->is_own ? "own" : oof_type_names[row->type],
      from,      last,      until,           row->is_held ? "yes" : "no"
    };

    for (guint j = 0; j < G_N_ELEMENTS (cells); j++)
      session_csv_add (text, cells[j]);
    g_string_append (text, "\r\n");
  }
  return g_string_free (text, FALSE);
}

/* A line of iCalendar: folded, never inside a character. */
static void
add_line (GString *text, const char *line)
{
  const char *at = line;
  gsize room = FOLD_BYTES;

  while (strlen (at) > room) {
    gsize length = room;

    while (length > 0 && ((guchar) at[length] & 0xc0) == 0x80)
      length--;
    g_string_append_len (text, at, (gssize) length);
    g_string_append (text, "\r\n ");
    at += length;
    room = FOLD_BYTES - 1;
  }
  g_string_append_printf (text, "%s\r\n", at);
}

/* A value of kind TEXT: RFC 5545 3.3.11. */
static void
add_text (GString *text, const char *name, const char *value)
{
  g_autoptr (GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *at = value; *at != '\0'; at++) {
    if (strchr ("\\;,", *at) != NULL)
      g_string_append_c (line, '\\');
    if (*at == '\n')
      g_string_append (line, "\\n");
    else if ((guchar) *at >= ' ')
      g_string_append_c (line, *at);
  }
  add_line (text, line->str);
}

static void
add_moment (GString *text, const char *name, gint64 instant_s, gint64 local_s, gboolean is_all_day)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (is_all_day ? local_s : instant_s);
  g_autofree char *value =
      moment != NULL ? g_date_time_format (moment, is_all_day ? "%Y%m%d" : "%Y%m%dT%H%M%SZ") : NULL;
  g_autofree char *line =
      g_strconcat (name, is_all_day ? ";VALUE=DATE:" : ":", value != NULL ? value : "", NULL);

  if (value != NULL)
    add_line (text, line);
}

/* An end that nobody knows is that of the table. */
static void
add_event (GString *text, const SessionOut *self, const SessionOutRow *row)
{
  SessionOutRow shown = *row;
  gint64 from_s;
  gint64 until_s;
  gboolean is_all_day;
  g_autofree char *id = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, row->mail,
                                         row->from_s, row->until_s);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  /* Translators: a person, and why they are out: "Ann Berg: Vacation" */
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), row->name, session_out_what (row));
  g_autofree char *when = session_out_when (self, row);

  if (row->from_s == G_MININT64)
    shown.from_s = self->from_s;
  if (row->until_s == OOF_OPEN_END)
    shown.until_s = self->until_s;
  is_all_day = session_out_is_all_day (self, &shown, &from_s, &until_s);
  hash[32] = '\0';

  add_line (text, "BEGIN:VEVENT");
  add_text (text, "UID", hash);
  add_moment (text, "DTSTAMP", self->now_s, 0, FALSE);
  add_moment (text, "DTSTART", shown.from_s, from_s, is_all_day);
  add_moment (text, "DTEND", shown.until_s, until_s, is_all_day);
  add_text (text, "SUMMARY", title);
  add_text (text, "DESCRIPTION", when);
  add_line (text, "TRANSP:TRANSPARENT");
  add_line (text, "END:VEVENT");
}

static char *
write_ics (SessionOut *self)
{
  const GPtrArray *rows = session_out_rows (self);
  GString *text = g_string_new (NULL);
  g_autofree char *title = session_out_title (self);

  add_line (text, "BEGIN:VCALENDAR");
  add_line (text, "VERSION:2.0");
  add_line (text, "PRODID:-//Absentia//Who is out//EN");
  add_text (text, "X-WR-CALNAME", title);
  for (guint i = 0; i < rows->len; i++)
    add_event (text, self, rows->pdata[i]);
  add_line (text, "END:VCALENDAR");
  return g_string_free (text, FALSE);
}

static void
add_element (GString *text, const char *tag, const char *content)
{
  g_autofree char *escaped = g_markup_escape_text (content, -1);

  g_string_append_printf (text, "<%s>%s</%s>", tag, escaped, tag);
}

static char *
write_html (SessionOut *self)
{
  const GPtrArray *rows = session_out_rows (self);
  GString *text = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
  g_autofree char *title = session_out_title (self);
  g_autofree char *summary = session_out_summary (self);

  add_element (text, "title", title);
  g_string_append (text, "\n<style>\nbody { font-family: sans-serif; margin: 2em; color: #222; }\n"
                         "table { border-collapse: collapse; width: 100%; }\n"
                         "th, td { text-align: start; padding: .4em .8em; "
                         "border-bottom: 1px solid #ccc; }\n"
                         "thead { display: table-header-group; }\ntr { break-inside: avoid; }\n"
                         "</style>\n</head>\n<body>\n");
  add_element (text, "h1", title);
  g_string_append_c (text, '\n');
  add_element (text, "p", self->organisation);
  add_element (text, "p", summary);
  g_string_append (text, "\n<table>\n<thead><tr>");
  for (SessionOutColumn i = 0; i < SESSION_OUT_N_COLUMNS; i++)
    add_element (text, "th", session_out_column_title (i));
  g_string_append (text, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < rows->len; i++) {
    const SessionOutRow *row = rows->pdata[i];
    g_autofree char *when = session_out_when (self, row);

    g_string_append (text, "<tr>");
    add_element (text, "td", row->name);
    add_element (text, "td", row->department);
    add_element (text, "td", session_out_what (row));
    add_element (text, "td", when);
    g_string_append (text, "</tr>\n");
  }
  g_string_append (text, "</tbody>\n</table>\n</body>\n</html>\n");
  return g_string_free (text, FALSE);
}

char *
session_out_write (SessionOut *self, SessionOutFormat format)
{
  switch (format) {
  case SESSION_OUT_ICS:
    return write_ics (self);
  case SESSION_OUT_HTML:
    return write_html (self);
  case SESSION_OUT_CSV:
  case SESSION_OUT_N_FORMATS:
  default:
    return write_csv (self);
  }
}
