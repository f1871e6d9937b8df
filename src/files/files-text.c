/* files-text.c - templates and holidays as keys of a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-text.h"

#include "oof-date.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const status_words[] = { "draft", "approved", NULL };

#define AT(member) .offset = G_STRUCT_OFFSET (OofText, member)

static const FilesField text_fields[] = {
  { .name = "name", .kind = FILES_FIELD_LINE, AT (name), .is_needed = TRUE },
  { .name = "type",
    .kind = FILES_FIELD_WORD,
    AT (type),
    .words = oof_type_names,
    .fallback = OOF_TYPE_OTHER,
    .written = FILES_WRITTEN_ALWAYS },
  { .name = "language", .kind = FILES_FIELD_LINE, AT (language) },
  { .name = "inside", .kind = FILES_FIELD_HTML, AT (inside) },
  { .name = "outside", .kind = FILES_FIELD_HTML, AT (outside) },
  { .name = "audience",
    .kind = FILES_FIELD_WORD,
    AT (audience),
    .words = oof_audience_names,
    .fallback = OOF_AUDIENCE_NONE,
    .written = FILES_WRITTEN_ALWAYS },
  { .name = "status",
    .kind = FILES_FIELD_WORD,
    AT (is_approved),
    .words = status_words,
    .written = FILES_WRITTEN_ALWAYS },
  { .name = "note", .kind = FILES_FIELD_LINE, AT (note) },
  { 0 }
};

OofText *
files_text_read (FilesReader *reader, const FilesNode *node, GError **error)
{
  OofText draft = { 0 };

  if (!files_fields_read (reader, text_fields, node, &draft, error))
    return NULL;
  reader->line = node->line;
  return oof_text_new (&draft, error);
}

void
files_text_write (FilesWriter *writer, const OofText *text)
{
  files_fields_write (writer, text_fields, text);
}

typedef struct
{
  const char *name;
  const OofDays *days;
  GArray *read; /* gint32 */
} DaysDraft;

static gboolean
read_days (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  GArray *days = ((DaysDraft *) draft)->read;
  const FilesNode *first;

  if (!files_read_list (reader, node, &first, error))
    return FALSE;
  for (const FilesNode *entry = first; entry != NULL; entry = entry->next) {
    gint32 day;

    if (!files_read_day (reader, entry, &day, error))
      return FALSE;
    if (days->len == FILES_MOST_HOLIDAYS)
      return oof_refuse (error, "file-value", _ ("A calendar has at most %d holidays."),
                         FILES_MOST_HOLIDAYS);
    g_array_append_val (days, day);
  }
  return TRUE;
}

static void
write_days (FilesWriter *writer, const char *name, gconstpointer draft)
{
  const OofDays *days = ((const DaysDraft *) draft)->days;
  gsize begun = files_write_begin (writer, name);

  for (guint i = 0; i < days->n_days; i++) {
    g_autofree char *day = oof_date_format (days->days[i]);

    files_write_word_entry (writer, day);
  }
  files_write_end (writer, begun);
}

static const FilesField days_fields[] = {
  { .name = "name",
    .kind = FILES_FIELD_LINE,
    .offset = G_STRUCT_OFFSET (DaysDraft, name),
    .is_needed = TRUE },
  { .name = "days", .kind = FILES_FIELD_OWN, .read = read_days, .write = write_days },
  { 0 }
};

OofDays *
files_days_read (FilesReader *reader, const FilesNode *node, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  DaysDraft draft = { .read = days };

  if (!files_fields_read (reader, days_fields, node, &draft, error))
    return NULL;
  reader->line = node->line;
  if (*draft.name == '\0' || strlen (draft.name) > OOF_ITEM_MOST_LINE_BYTES ||
      strpbrk (draft.name, "\r\n\t") != NULL) {
    oof_refuse (error, "file-value", _ ("A calendar needs a name: one line that is not too long."));
    return NULL;
  }
  return oof_days_new (draft.name, (const gint32 *) (gpointer) days->data, days->len);
}

void
files_days_write (FilesWriter *writer, const OofDays *days)
{
  const DaysDraft draft = { .name = days->name, .days = days };

  files_fields_write (writer, days_fields, &draft);
}
