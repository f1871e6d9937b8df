/* oof-item.c - an absence as somebody planned it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-item.h"

#include "base-text.h"
#include "oof-date.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _OofItem
{
  OofItemParts parts; /* its pointers are into strings */
  GStringChunk *strings;
  OofFor *who;
  OofFor *except;
};

const char *const oof_type_names[] = { OOF_TYPE_NAMES, NULL };
const char *const oof_for_names[] = { [OOF_FOR_PERSON] = "person",
                                      [OOF_FOR_GROUP] = "group",
                                      [OOF_FOR_UNIT] = "ou",
                                      [OOF_FOR_FILTER] = "filter",
                                      NULL };
const char *const oof_own_names[] = { [OOF_OWN_LEAVE] = "leave",
                                      [OOF_OWN_AFTER] = "after",
                                      [OOF_OWN_REPLACE_RESTORE] = "replace-restore",
                                      [OOF_OWN_REPLACE] = "replace",
                                      [OOF_OWN_ASK] = "ask",
                                      NULL };
const char *const oof_forward_names[] = {
  [OOF_FORWARD_NONE] = "none", [OOF_FORWARD_COPY] = "copy", [OOF_FORWARD_MOVE] = "move", NULL
};
const char *const oof_tell_names[] = { [OOF_TELL_USER] = "user",
                                       [OOF_TELL_SUBSTITUTE] = "substitute",
                                       [OOF_TELL_MANAGER] = "manager",
                                       NULL };
const char *const oof_approval_names[] = { [OOF_APPROVAL_NONE] = "none",
                                           [OOF_APPROVAL_WANTED] = "wanted",
                                           [OOF_APPROVAL_GIVEN] = "given",
                                           NULL };

static gboolean
is_line (const char *text, gsize most_bytes)
{
  if (text == NULL)
    return TRUE;
  return strlen (text) <= most_bytes && base_text_is_clean (text, -1) &&
         strpbrk (text, "\r\n\t") == NULL;
}

static gboolean
is_name (const OofFor *entry)
{
  return entry->text != NULL && *entry->text != '\0' &&
         is_line (entry->text, entry->kind == OOF_FOR_FILTER ? OOF_ITEM_MOST_FILTER_BYTES
                                                             : OOF_ITEM_MOST_NAME_BYTES);
}

char *
oof_for_key (const OofFor *who)
{
  const char kind[] = { (char) ('0' + who->kind), '\0' };
  g_autofree char *folded = base_text_fold (who->text);

  return g_strconcat (kind, folded, NULL);
}

static gboolean
validate_names (const OofFor *entries, guint n, GHashTable *seen, GError **error)
{
  for (guint i = 0; i < n; i++) {
    if (!is_name (&entries[i]))
      return oof_refuse (error, "bad-name",
                         _ ("One of the names is empty, too long or has a line end in it."));

    if (!g_hash_table_add (seen, oof_for_key (&entries[i]))) {
      g_autofree char *shown = base_text_for_display (entries[i].text, 80);

      return oof_refuse (error, "twice", _ ("“%s” is named twice."), shown);
    }
  }
  return TRUE;
}

static gboolean
validate_who (const OofItemParts *parts, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (parts->n_who == 0)
    return oof_refuse (error, "nobody", _ ("Say for whom this is."));
  if (parts->n_who > OOF_ITEM_MOST_WHO || parts->n_except > OOF_ITEM_MOST_WHO)
    return oof_refuse (error, "too-many-people", _ ("An absence is for at most %d names."),
                       OOF_ITEM_MOST_WHO);
  return validate_names (parts->who, parts->n_who, seen, error) &&
         validate_names (parts->except, parts->n_except, seen, error);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
validate_substitute (const OofItemParts *parts, GError **error)
{
  const OofFor substitute = { OOF_FOR_PERSON, parts->substitute };
  g_autofree char *key = NULL;

  if (!has_text (parts->substitute) && parts->forward != OOF_FORWARD_NONE)
    return oof_refuse (error, "no-substitute",
                       _ ("Forwarding goes to the substitute, and there is none."));
  if (!has_text (parts->substitute))
    return !parts->tell[OOF_TELL_SUBSTITUTE].is_told ||
           oof_refuse (error, "no-substitute",
                       _ ("The substitute is to be told, and there is none."));
  if (!is_name (&substitute))
    return oof_refuse (error, "bad-name",
                       _ ("One of the names is empty, too long or has a line end in it."));
  key = oof_for_key (&substitute);
  for (guint i = 0; i < parts->n_who; i++) {
    g_autofree char *other = oof_for_key (&parts->who[i]);

    if (g_str_equal (other, key))
      return oof_refuse (error, "substitute-self", _ ("Nobody is their own substitute."));
  }
  return TRUE;
}

static gboolean
validate_lines (const OofItemParts *parts, GError **error)
{
  const char *const lines[] = { parts->id, parts->template_name, parts->ticket, parts->creator,
                                parts->meetings.subject };
  const char *const texts[] = { parts->note, parts->meetings.message };
  gboolean is_right = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    is_right = is_right && is_line (lines[i], OOF_ITEM_MOST_LINE_BYTES);
  for (guint i = 0; i < OOF_N_TELL; i++)
    is_right = is_right && is_line (parts->tell[i].template_name, OOF_ITEM_MOST_LINE_BYTES);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    is_right = is_right && (texts[i] == NULL || (strlen (texts[i]) <= OOF_ITEM_MOST_NOTE_BYTES &&
                                                 base_text_is_clean (texts[i], -1)));
  if (!is_right)
    oof_refuse (error, "bad-line",
                _ ("A title, a note or a name is too long, or has characters that are none."));
  return is_right;
}

gboolean
oof_item_parts_have_reply (const OofItemParts *parts)
{
  return has_text (parts->template_name) || parts->audience != OOF_AUDIENCE_NONE ||
         !parts->meetings.is_shown || has_text (parts->inside) || has_text (parts->outside);
}

/* What happens beside a reply needs one. */
static gboolean
validate_without_reply (const OofItemParts *parts, GError **error)
{
  gboolean has_more = parts->forward != OOF_FORWARD_NONE;

  for (guint i = 0; i < OOF_N_TELL; i++)
    has_more = has_more || parts->tell[i].is_told;
  return !has_more ||
         oof_refuse (error, "calendar-only",
                     _ ("What is in the calendar only neither forwards nor tells anybody."));
}

/* The texts of a template are the template's business. */
static gboolean
validate_texts (const OofItemParts *parts, GError **error)
{
  g_autoptr (OofState) state = NULL;

  if (has_text (parts->template_name))
    return TRUE;
  if (!oof_item_parts_have_reply (parts))
    return validate_without_reply (parts, error);

  state = oof_state_new (OOF_MODE_ON, parts->audience, NULL, NULL, parts->inside, parts->outside);
  return oof_state_validate (state, NULL, error);
}

static gboolean
validate_limits (const OofItemParts *parts, GError **error)
{
  if (parts->repeat_days > OOF_ITEM_MOST_REPEAT_DAYS)
    return oof_refuse (error, "repeat-days", _ ("The same sender hears again within %d days."),
                       OOF_ITEM_MOST_REPEAT_DAYS);
  if (ABS ((gint64) parts->priority) > OOF_ITEM_MOST_PRIORITY)
    return oof_refuse (error, "priority", _ ("The priority is a number from −%d to %d."),
                       OOF_ITEM_MOST_PRIORITY, OOF_ITEM_MOST_PRIORITY);
  if (parts->protect_hours > OOF_ITEM_MOST_PROTECT_HOURS)
    return oof_refuse (error, "protect-hours", _ ("A reply is put back within %d hours."),
                       OOF_ITEM_MOST_PROTECT_HOURS);
  if (parts->not_before_day < OOF_DATE_FIRST || parts->not_before_day > OOF_DATE_LAST)
    return oof_refuse (error, "bad-time", _ ("This is no time of the years 1 to 9999."));
  return TRUE;
}

static gboolean
validate_item (const OofItemParts *parts, GError **error)
{
  if (!has_text (parts->id))
    return oof_refuse (error, "id", _ ("An absence needs an id."));
  if (parts->when == NULL)
    return oof_refuse (error, "no-when", _ ("Say when this is."));
  return validate_limits (parts, error) && validate_who (parts, error) &&
         validate_substitute (parts, error) && validate_lines (parts, error) &&
         validate_texts (parts, error);
}

static const char *
keep (GStringChunk *strings, const char *text)
{
  return g_string_chunk_insert (strings, text != NULL ? text : "");
}

static OofFor *
keep_names (GStringChunk *strings, const OofFor *entries, guint n)
{
  OofFor *kept = g_new (OofFor, n);

  for (guint i = 0; i < n; i++)
    kept[i] = (OofFor){ entries[i].kind, keep (strings, entries[i].text) };
  return kept;
}

OofItem *
oof_item_new (const OofItemParts *parts, GError **error)
{
  OofItem *self;
  GStringChunk *strings;
  gboolean has_template;

  if (!validate_item (parts, error))
    return NULL;

  self = g_atomic_rc_box_new0 (OofItem);
  strings = self->strings = g_string_chunk_new (512);
  self->parts = *parts;
  self->parts.id = keep (strings, parts->id);
  self->parts.who = self->who = keep_names (strings, parts->who, parts->n_who);
  self->parts.except = self->except = keep_names (strings, parts->except, parts->n_except);
  oof_when_ref (self->parts.when);
  self->parts.template_name = keep (strings, parts->template_name);
  has_template = has_text (parts->template_name);
  self->parts.inside = keep (strings, has_template ? NULL : parts->inside);
  self->parts.outside = keep (strings, has_template ? NULL : parts->outside);
  for (guint i = 0; i < OOF_N_TELL; i++)
    self->parts.tell[i].template_name = keep (strings, parts->tell[i].template_name);
  self->parts.substitute = keep (strings, parts->substitute);
  self->parts.meetings.subject = keep (strings, parts->meetings.subject);
  self->parts.meetings.message = keep (strings, parts->meetings.message);
  self->parts.note = keep (strings, parts->note);
  self->parts.ticket = keep (strings, parts->ticket);
  self->parts.creator = keep (strings, parts->creator);
  return self;
}

OofItem *
oof_item_ref (OofItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_item (gpointer data)
{
  OofItem *self = data;

  g_clear_pointer (&self->parts.when, oof_when_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->who, g_free);
  g_clear_pointer (&self->except, g_free);
}

void
oof_item_unref (OofItem *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_item);
}

const OofItemParts *
oof_item_parts (const OofItem *self)
{
  return &self->parts;
}

gboolean
oof_item_has_reply (const OofItem *self)
{
  return oof_item_parts_have_reply (&self->parts);
}

gboolean
oof_item_replaces_own (const OofItem *self)
{
  return self->parts.type == OOF_TYPE_LEFT || self->parts.own == OOF_OWN_REPLACE ||
         self->parts.own == OOF_OWN_REPLACE_RESTORE;
}
