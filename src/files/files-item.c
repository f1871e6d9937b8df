/* files-item.c - an absence as keys of a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-item.h"

#include "base-text.h"
#include "base-time.h"
#include "files-when.h"
#include "files-who.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>

#define MOST_SHOWN_CHARS 60
#define MADE_UP_CHARS 12 /* of a hash, in hexadecimal digits */

typedef struct
{
  OofItemParts parts;
  FilesWho who;
  OofWhen *when;
  gboolean has_audience;
  gboolean is_made; /* says when it was made */
} ItemDraft;

static void
clear_draft (ItemDraft *self)
{
  g_array_unref (self->who.who);
  g_array_unref (self->who.except);
  oof_when_unref (self->when);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ItemDraft, clear_draft)

static gboolean
read_for (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  return files_who_read (reader, node, &((ItemDraft *) draft)->who, error);
}

static void
write_for (FilesWriter *writer, const char *name, gconstpointer draft)
{
  gsize begun = files_write_begin (writer, name);

  files_who_write (writer, &((const ItemDraft *) draft)->parts);
  files_write_end (writer, begun);
}

static gboolean
read_when (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  ItemDraft *item = draft;

  item->when = files_when_read (reader, node, error);
  return item->when != NULL;
}

static void
write_when (FilesWriter *writer, const char *name, gconstpointer draft)
{
  gsize begun = files_write_begin (writer, name);

  files_when_write (writer, ((const ItemDraft *) draft)->parts.when);
  files_write_end (writer, begun);
}

static gboolean
read_audience (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  ItemDraft *item = draft;
  int audience = 0;

  if (!files_read_word (reader, node, oof_audience_names, &audience, error))
    return FALSE;
  item->parts.audience = (OofAudience) audience;
  item->has_audience = TRUE;
  return TRUE;
}

static void
write_audience (FilesWriter *writer, const char *name, gconstpointer draft)
{
  files_write_word (writer, name, oof_audience_names[((const ItemDraft *) draft)->parts.audience]);
}

/* true: in the program's own words; else a template's name. */
static gboolean
read_tell (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  OofTell *tell = ((ItemDraft *) draft)->parts.tell;
  const char *text;
  guint i = 0;

  if (!files_read_text (reader, node, &text, error))
    return FALSE;
  while (!g_str_equal (oof_tell_names[i], node->name))
    i++;
  tell[i].is_told = !node->is_plain || !g_str_equal (text, "false");
  tell[i].template_name =
      !tell[i].is_told || (node->is_plain && g_str_equal (text, "true")) ? "" : text;
  return TRUE;
}

static void
write_tell (FilesWriter *writer, const char *name, gconstpointer draft)
{
  const OofTell *tell = ((const ItemDraft *) draft)->parts.tell;
  guint i = 0;

  while (!g_str_equal (oof_tell_names[i], name))
    i++;
  if (!tell[i].is_told)
    return;
  if (*tell[i].template_name == '\0')
    files_write_word (writer, name, "true");
  else
    files_write_text (writer, name, tell[i].template_name, FILES_STYLE_PLAIN);
}

static gboolean
read_created (FilesReader *reader, const FilesNode *node, gpointer draft, GError **error)
{
  ItemDraft *item = draft;
  g_autoptr (GDateTime) at = NULL;
  const char *text;

  if (!files_read_text (reader, node, &text, error))
    return FALSE;
  at = base_time_parse (text, NULL, NULL);
  if (at == NULL)
    return oof_refuse (error, "file-value",
                       _ ("“created” is not a time such as 2031-11-04T08:00:00Z."));
  item->parts.created_s = g_date_time_to_unix (at);
  item->is_made = TRUE;
  return TRUE;
}

static void
write_created (FilesWriter *writer, const char *name, gconstpointer draft)
{
  g_autoptr (GDateTime) at =
      g_date_time_new_from_unix_utc (((const ItemDraft *) draft)->parts.created_s);
  g_autofree char *text = at != NULL ? base_time_format_utc (at) : NULL;

  if (text != NULL)
    files_write_word (writer, name, text);
}

#define AT(member) .offset = G_STRUCT_OFFSET (ItemDraft, parts.member)

static const FilesField reply_fields[] = {
  { .name = "template", .kind = FILES_FIELD_LINE, AT (template_name) },
  { .name = "inside", .kind = FILES_FIELD_HTML, AT (inside) },
  { .name = "outside", .kind = FILES_FIELD_HTML, AT (outside) },
  { .name = "audience", .kind = FILES_FIELD_OWN, .read = read_audience, .write = write_audience },
  { .name = "repeat_days",
    .kind = FILES_FIELD_NUMBER,
    AT (repeat_days),
    .most = OOF_ITEM_MOST_REPEAT_DAYS },
  { 0 }
};

static const FilesField meeting_fields[] = {
  { .name = "show", .kind = FILES_FIELD_FLAG, AT (meetings.is_shown) },
  { .name = "subject", .kind = FILES_FIELD_LINE, AT (meetings.subject) },
  { .name = "decline_new", .kind = FILES_FIELD_FLAG, AT (meetings.declines_new) },
  { .name = "decline_existing", .kind = FILES_FIELD_FLAG, AT (meetings.declines_existing) },
  { .name = "message", .kind = FILES_FIELD_LINE, AT (meetings.message) },
  { 0 }
};

static const FilesField tell_fields[] = {
  { .name = "user", .kind = FILES_FIELD_OWN, .read = read_tell, .write = write_tell },
  { .name = "substitute", .kind = FILES_FIELD_OWN, .read = read_tell, .write = write_tell },
  { .name = "manager", .kind = FILES_FIELD_OWN, .read = read_tell, .write = write_tell },
  { 0 }
};

static const FilesField item_fields[] = {
  { .name = "id", .kind = FILES_FIELD_LINE, AT (id) },
  { .name = "type",
    .kind = FILES_FIELD_WORD,
    AT (type),
    .words = oof_type_names,
    .fallback = OOF_TYPE_OTHER,
    .written = FILES_WRITTEN_ALWAYS },
  { .name = "for",
    .kind = FILES_FIELD_OWN,
    .read = read_for,
    .write = write_for,
    .is_needed = TRUE },
  { .name = "when",
    .kind = FILES_FIELD_OWN,
    .read = read_when,
    .write = write_when,
    .is_needed = TRUE },
  { .name = "reply", .kind = FILES_FIELD_MAP, .fields = reply_fields, .is_needed = TRUE },
  { .name = "own_reply",
    .kind = FILES_FIELD_WORD,
    AT (own),
    .words = oof_own_names,
    .fallback = OOF_OWN_LEAVE,
    .written = FILES_WRITTEN_ALWAYS },
  { .name = "priority",
    .kind = FILES_FIELD_NUMBER,
    AT (priority),
    .least = -OOF_ITEM_MOST_PRIORITY,
    .most = OOF_ITEM_MOST_PRIORITY },
  { .name = "substitute", .kind = FILES_FIELD_LINE, AT (substitute) },
  { .name = "forward", .kind = FILES_FIELD_WORD, AT (forward), .words = oof_forward_names },
  { .name = "calendar", .kind = FILES_FIELD_MAP, .fields = meeting_fields },
  { .name = "tell", .kind = FILES_FIELD_MAP, .fields = tell_fields },
  { .name = "only_with_mailbox", .kind = FILES_FIELD_FLAG, AT (only_with_mailbox) },
  { .name = "approval", .kind = FILES_FIELD_WORD, AT (approval), .words = oof_approval_names },
  { .name = "not_before", .kind = FILES_FIELD_DAY, AT (not_before_day) },
  { .name = "protect_hours",
    .kind = FILES_FIELD_NUMBER,
    AT (protect_hours),
    .most = OOF_ITEM_MOST_PROTECT_HOURS },
  { .name = "note", .kind = FILES_FIELD_LINE, AT (note) },
  { .name = "ticket", .kind = FILES_FIELD_LINE, AT (ticket) },
  { .name = "creator", .kind = FILES_FIELD_LINE, AT (creator) },
  { .name = "created", .kind = FILES_FIELD_OWN, .read = read_created, .write = write_created },
  { 0 }
};

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
check_template (FilesReader *reader, ItemDraft *draft, GError **error)
{
  const FilesKnown *known = reader->known;
  const char *name = draft->parts.template_name;
  g_autofree char *shown = base_text_for_display (name, MOST_SHOWN_CHARS);
  const OofText *text;

  if (!is_blank (draft->parts.inside) || !is_blank (draft->parts.outside))
    return oof_refuse (error, "file-value",
                       _ ("The texts are the template’s: there is “template”, or “inside” and "
                          "“outside”."));
  if (known->find_text == NULL)
    return TRUE;
  text = known->find_text (name, known->data);
  if (text == NULL)
    return oof_refuse (error, "no-template", _ ("There is no template “%s”."), shown);
  if (!draft->has_audience)
    draft->parts.audience = text->audience;
  return TRUE;
}

static gboolean
check_texts (FilesReader *reader, const OofItemParts *parts, GError **error)
{
  const OofText text = { .name = (char *) "-",
                         .audience = parts->audience,
                         .inside = (char *) parts->inside,
                         .outside = (char *) parts->outside };
  gboolean is_fine = reader->known->is_kept || !oof_item_parts_have_reply (parts);
  g_autoptr (OofText) checked = is_fine ? NULL : oof_text_new (&text, error);

  return checked != NULL || is_fine;
}

/* An id of what it says: whoever reads the same file twice does not have everything twice. */
static char *
make_up_id (const OofItemParts *parts)
{
  const ItemDraft draft = { .parts = *parts };
  g_autoptr (GString) text = g_string_new (NULL);
  FilesWriter writer = { .out = text };
  g_autofree char *hash = NULL;

  files_fields_write (&writer, item_fields, &draft);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
  return g_strdup_printf ("%s-%.*s", oof_type_names[parts->type], MADE_UP_CHARS, hash);
}

/* Who made it and when, where the file does not say. */
static void
complete_maker (FilesReader *reader, ItemDraft *draft)
{
  const FilesKnown *known = reader->known;
  OofItem *before =
      known->find_item != NULL ? known->find_item (draft->parts.id, known->data) : NULL;

  if (draft->parts.creator == NULL)
    draft->parts.creator = before != NULL ? oof_item_parts (before)->creator : known->creator;
  if (!draft->is_made)
    draft->parts.created_s = before != NULL ? oof_item_parts (before)->created_s : known->now_s;
}

OofItem *
files_item_read (FilesReader *reader, const FilesNode *node, GError **error)
{
  g_auto (ItemDraft) draft = { .who = { g_array_new (FALSE, FALSE, sizeof (OofFor)),
                                        g_array_new (FALSE, FALSE, sizeof (OofFor)), TRUE } };
  OofItemParts *parts = &draft.parts;
  g_autofree char *id = NULL;

  if (!files_fields_read (reader, item_fields, node, &draft, error))
    return NULL;
  reader->line = node->line;
  parts->when = draft.when;
  parts->who = (const OofFor *) (gpointer) draft.who.who->data;
  parts->n_who = draft.who.who->len;
  parts->except = (const OofFor *) (gpointer) draft.who.except->data;
  parts->n_except = draft.who.except->len;
  parts->is_living = draft.who.is_living;
  if (is_blank (parts->template_name) ? !check_texts (reader, parts, error)
                                      : !check_template (reader, &draft, error))
    return NULL;
  if (parts->id == NULL)
    parts->id = reader->known->default_id;
  if (parts->id == NULL)
    parts->id = id = make_up_id (parts);
  complete_maker (reader, &draft);
  return oof_item_new (parts, error);
}

void
files_item_write (FilesWriter *writer, const OofItem *item)
{
  const ItemDraft draft = { .parts = *oof_item_parts (item) };

  files_fields_write (writer, item_fields, &draft);
}
