/* files-when.c - when an absence is, as keys of a file
 *
 * What is in a file as a date alone is a whole day: "until: 2031-11-06" is the end of that day.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-when.h"

#include "base-text.h"
#include "base-zone.h"
#include "oof-date.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>

#define MOST_SHOWN_CHARS 60

typedef struct
{
  gint64 local_s;
  gboolean is_date;
  gboolean is_given;
} Moment;

typedef struct
{
  Moment from;
  Moment until;
  gint32 day; /* of a moved occurrence */
} Span;

typedef struct
{
  Span span; /* first: what reads a span reads this one, too */
  OofWhenParts parts;
  OofRule rule;
  const char *calendar;
  GArray *except; /* gint32 */
  GArray *moved;  /* OofMoved */
} WhenDraft;

static void
clear_draft (WhenDraft *self)
{
  g_array_unref (self->except);
  g_array_unref (self->moved);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WhenDraft, clear_draft)

static const char *const how_words[] = { [OOF_HOLIDAYS_IGNORE] = "ignore",
                                         [OOF_HOLIDAYS_SKIP] = "skip",
                                         [OOF_HOLIDAYS_ONLY] = "only",
                                         [OOF_HOLIDAYS_OFF] = "off",
                                         NULL };
static const char mailbox_zone[] = "mailbox";
static const char computer_zone[] = "computer";

static gboolean
read_moment (FilesReader *reader, const FilesNode *node, Moment *ret, GError **error)
{
  g_autofree char *shown = NULL;
  const char *text;

  if (!files_read_text (reader, node, &text, error))
    return FALSE;
  shown = base_text_for_display (text, MOST_SHOWN_CHARS);
  ret->is_given = TRUE;
  return oof_date_parse_local (text, &ret->local_s, &ret->is_date) ||
         oof_refuse (error, "file-value",
                     _ ("“%s” is not a time such as 2031-11-04T08:00 or a day such as 2031-11-04."),
                     shown);
}

static gboolean
read_from (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  return read_moment (reader, node, &((Span *) draft)->from, error);
}

static gboolean
read_until (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  return read_moment (reader, node, &((Span *) draft)->until, error);
}

/* Local times, the end of a whole day being the next midnight. */
static gboolean
take_span (const Span *span, gboolean is_all_day, gint64 *ret_from_s, gint64 *ret_until_s,
           GError **error)
{
  if (span->from.is_date != is_all_day ||
      (span->until.is_given && span->until.is_date != is_all_day))
    return oof_refuse (error, "file-value",
                       _ ("Beginning and end are both days, or both days with a time."));
  *ret_from_s = span->from.local_s;
  *ret_until_s =
      !span->until.is_given ? OOF_OPEN_END : span->until.local_s + (is_all_day ? OOF_DAY_S : 0);
  return TRUE;
}

static gboolean
check_zone (FilesReader *reader, const char *name, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *shown = NULL;

  /* What is kept is kept, also when the zone is not known any more. */
  if (reader->known->is_kept || g_hash_table_contains (reader->zones, name))
    return TRUE;
  zone = base_zone_new (name, NULL);
  if (zone != NULL) {
    g_hash_table_add (reader->zones, (gpointer) name); /* lives as long as the tree */
    return TRUE;
  }
  shown = base_text_for_display (name, MOST_SHOWN_CHARS);
  return oof_refuse (error, "zone-unknown", _ ("The time zone “%s” is not known here."), shown);
}

static gboolean
read_zone (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  OofWhenParts *parts = &((WhenDraft *) draft)->parts;

  if (!files_read_text (reader, node, &parts->zone, error))
    return FALSE;
  if (g_str_equal (parts->zone, mailbox_zone))
    return TRUE;
  if (g_str_equal (parts->zone, computer_zone)) {
    parts->zone_kind = OOF_IN_COMPUTER_ZONE;
    return TRUE;
  }
  parts->zone_kind = OOF_IN_FIXED_ZONE;
  return check_zone (reader, parts->zone, error);
}

static gboolean
read_rule (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  WhenDraft *when = draft;
  const char *text;

  if (!files_read_text (reader, node, &text, error) || !oof_rule_parse (text, &when->rule, error))
    return FALSE;
  when->parts.rule = &when->rule;
  return TRUE;
}

/* A time of day has to be the one at which the absence begins: another one names no occurrence. */
static gboolean
read_except (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  WhenDraft *when = draft;
  const FilesNode *first;

  if (!files_read_list (reader, node, &first, error))
    return FALSE;
  for (const FilesNode *entry = first; entry != NULL; entry = entry->next) {
    Moment moment = { 0 };
    gint32 day;

    if (!read_moment (reader, entry, &moment, error))
      return FALSE;
    day = oof_date_of_local (moment.local_s);
    if (!moment.is_date && (moment.local_s - when->span.from.local_s) % OOF_DAY_S != 0)
      return oof_refuse (error, "file-value",
                         _ ("An exception with a time has the time at which the absence begins."));
    g_array_append_val (when->except, day);
  }
  return TRUE;
}

static gboolean
read_moved_day (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  return files_read_day (reader, node, &((Span *) draft)->day, error);
}

static const FilesField moved_fields[] = {
  { .name = "day", .kind = FILES_FIELD_OWN, .read = read_moved_day, .is_needed = TRUE },
  { .name = "from", .kind = FILES_FIELD_OWN, .read = read_from, .is_needed = TRUE },
  { .name = "until", .kind = FILES_FIELD_OWN, .read = read_until, .is_needed = TRUE },
  { 0 }
};

static gboolean
read_moved (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  WhenDraft *when = draft;
  const FilesNode *first;

  if (!files_read_list (reader, node, &first, error))
    return FALSE;
  for (const FilesNode *entry = first; entry != NULL; entry = entry->next) {
    Span span = { 0 };
    OofMoved moved;

    if (!files_fields_read (reader, moved_fields, entry, &span, error))
      return FALSE;
    reader->line = entry->line;
    if (!take_span (&span, when->span.from.is_date, &moved.from_s, &moved.until_s, error))
      return FALSE;
    moved.day = span.day;
    g_array_append_val (when->moved, moved);
  }
  return TRUE;
}

static const FilesField holiday_fields[] = { { .name = "calendar",
                                               .kind = FILES_FIELD_LINE,
                                               .offset = G_STRUCT_OFFSET (WhenDraft, calendar),
                                               .is_needed = TRUE },
                                             { .name = "how",
                                               .kind = FILES_FIELD_WORD,
                                               .offset = G_STRUCT_OFFSET (WhenDraft, parts.how),
                                               .words = how_words,
                                               .written = FILES_WRITTEN_ALWAYS,
                                               .is_needed = TRUE },
                                             { 0 } };

static gboolean
read_holidays (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  const FilesKnown *known = reader->known;
  WhenDraft *when = draft;
  g_autofree char *shown = NULL;

  if (!files_fields_read (reader, holiday_fields, node, when, error))
    return FALSE;
  reader->line = node->line;
  shown = base_text_for_display (when->calendar, MOST_SHOWN_CHARS);
  if (known->find_holidays != NULL)
    when->parts.holidays = known->find_holidays (when->calendar, known->data);
  return when->parts.holidays != NULL ||
         oof_refuse (error, "no-calendar",
                     _ ("There is no holiday calendar “%s”: import its ICS file first."), shown);
}

static void
write_moment (FilesWriter *writer, const char *name, gint64 local_s, gboolean is_all_day)
{
  g_autofree char *text =
      is_all_day ? oof_date_format (oof_date_of_local (local_s)) : oof_date_format_local (local_s);

  files_write_word (writer, name, text);
}

static void
write_from (FilesWriter *writer, const char *name, gconstpointer draft)
{
  const OofWhenParts *parts = &((const WhenDraft *) draft)->parts;

  write_moment (writer, name, parts->from_s, parts->is_all_day);
}

/* The last moment of a whole day is written as that day. */
static void
write_until (FilesWriter *writer, const char *name, gconstpointer draft)
{
  const OofWhenParts *parts = &((const WhenDraft *) draft)->parts;

  if (parts->until_s != OOF_OPEN_END)
    write_moment (writer, name, parts->until_s - (parts->is_all_day ? 1 : 0), parts->is_all_day);
}

static void
write_zone (FilesWriter *writer, const char *name, gconstpointer draft)
{
  const OofWhenParts *parts = &((const WhenDraft *) draft)->parts;

  if (parts->zone_kind == OOF_IN_COMPUTER_ZONE)
    files_write_word (writer, name, computer_zone);
  else if (parts->zone_kind == OOF_IN_FIXED_ZONE)
    files_write_text (writer, name, parts->zone, FILES_STYLE_PLAIN);
}

static void
write_rule (FilesWriter *writer, const char *name, gconstpointer draft)
{
  const OofWhenParts *parts = &((const WhenDraft *) draft)->parts;
  g_autofree char *text = parts->rule != NULL ? oof_rule_format (parts->rule) : NULL;

  if (text != NULL)
    files_write_text (writer, name, text, FILES_STYLE_PLAIN);
}

static void
write_except (FilesWriter *writer, const char *name, gconstpointer draft)
{
  const OofWhenParts *parts = &((const WhenDraft *) draft)->parts;
  gsize begun = files_write_begin (writer, name);

  for (guint i = 0; i < parts->n_except; i++) {
    g_autofree char *day = oof_date_format (parts->except[i]);

    files_write_word_entry (writer, day);
  }
  files_write_end (writer, begun);
}

static void
write_moved (FilesWriter *writer, const char *name, gconstpointer draft)
{
  const OofWhenParts *parts = &((const WhenDraft *) draft)->parts;
  gsize begun = files_write_begin (writer, name);

  for (guint i = 0; i < parts->n_moved; i++) {
    const OofMoved *moved = &parts->moved[i];
    gint64 last_s = parts->is_all_day ? 1 : 0;

    files_write_begin_entry (writer);
    write_moment (writer, "day", (gint64) moved->day * OOF_DAY_S, TRUE);
    write_moment (writer, "from", moved->from_s, parts->is_all_day);
    write_moment (writer, "until", moved->until_s - last_s, parts->is_all_day);
    files_write_end_entry (writer);
  }
  files_write_end (writer, begun);
}

static void
write_holidays (FilesWriter *writer, const char *name, gconstpointer draft)
{
  gsize begun;

  if (((const WhenDraft *) draft)->parts.holidays == NULL)
    return;
  begun = files_write_begin (writer, name);
  files_fields_write (writer, holiday_fields, draft);
  files_write_end (writer, begun);
}

/* In the order of reading: exceptions look at the beginning. */
static const FilesField when_fields[] = {
  { .name = "from",
    .kind = FILES_FIELD_OWN,
    .read = read_from,
    .write = write_from,
    .is_needed = TRUE },
  { .name = "until", .kind = FILES_FIELD_OWN, .read = read_until, .write = write_until },
  { .name = "zone", .kind = FILES_FIELD_OWN, .read = read_zone, .write = write_zone },
  { .name = "rrule", .kind = FILES_FIELD_OWN, .read = read_rule, .write = write_rule },
  { .name = "exdates", .kind = FILES_FIELD_OWN, .read = read_except, .write = write_except },
  { .name = "moved", .kind = FILES_FIELD_OWN, .read = read_moved, .write = write_moved },
  { .name = "holidays", .kind = FILES_FIELD_OWN, .read = read_holidays, .write = write_holidays },
  { 0 }
};

OofWhen *
files_when_read (FilesReader *reader, const FilesNode *node, GError **error)
{
  g_auto (WhenDraft) draft = { .except = g_array_new (FALSE, FALSE, sizeof (gint32)),
                               .moved = g_array_new (FALSE, FALSE, sizeof (OofMoved)) };
  OofWhenParts *parts = &draft.parts;

  if (!files_fields_read (reader, when_fields, node, &draft, error))
    return NULL;
  reader->line = node->line;
  parts->is_all_day = draft.span.from.is_date;
  if (!take_span (&draft.span, parts->is_all_day, &parts->from_s, &parts->until_s, error))
    return NULL;

  parts->except = (const gint32 *) (gpointer) draft.except->data;
  parts->n_except = draft.except->len;
  parts->moved = (const OofMoved *) (gpointer) draft.moved->data;
  parts->n_moved = draft.moved->len;
  return oof_when_new (parts, error);
}

void
files_when_write (FilesWriter *writer, const OofWhen *when)
{
  const WhenDraft draft = { .parts = *oof_when_parts (when),
                            .calendar = oof_when_parts (when)->holidays != NULL
                                            ? oof_when_parts (when)->holidays->name
                                            : NULL };

  files_fields_write (writer, when_fields, &draft);
}
