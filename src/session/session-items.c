/* session-items.c - what is planned for a profile, as the store keeps it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-items.h"

#include "base-error.h"
#include "session-core-private.h"
#include "session-items-private.h"

#include <string.h>

struct _SessionItems
{
  gint64 revision;
  FilesDocument all;
  GHashTable *items;                                /* id → OofItem */
  GHashTable *texts;                                /* name → OofText */
  GHashTable *holidays;                             /* name → OofDays */
  GHashTable *changed[STORE_DOCUMENT_HOLIDAYS + 1]; /* name → GDateTime */
  OofOrder order;
};

static void
clear_items (gpointer data)
{
  SessionItems *self = data;

  files_document_clear (&self->all);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->changed); i++)
    g_clear_pointer (&self->changed[i], g_hash_table_unref);
}

SessionItems *
session_items_ref (SessionItems *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
session_items_unref (SessionItems *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_items);
}

static SessionItems *
new_items (gint64 revision)
{
  SessionItems *self = g_atomic_rc_box_new0 (SessionItems);

  self->revision = revision;
  self->order = oof_order_default;
  self->all = (FilesDocument){ g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref),
                               g_ptr_array_new_with_free_func ((GDestroyNotify) oof_text_unref),
                               g_ptr_array_new_with_free_func ((GDestroyNotify) oof_days_unref) };
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_hash_table_new (g_str_hash, g_str_equal);
  self->holidays = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (self->changed); i++)
    self->changed[i] =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_date_time_unref);
  return self;
}

static OofDays *
find_holidays_cb (const char *name, gpointer data)
{
  return g_hash_table_lookup (data, name);
}

static gboolean
refuse_document (const StoreDocument *document, const char *why, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "store-corrupt" };

  base_error_set_facts (error, BASE_ERROR_STORE, &facts, "what is kept of “%s” cannot be read: %s",
                        document->name, why);
  return FALSE;
}

static const char *
first_problem (const GPtrArray *problems)
{
  return problems->len > 0 ? ((const FilesProblem *) problems->pdata[0])->words : "it is not there";
}

/* Rules, the first one first: a word a line. */
static gboolean
read_order (SessionItems *self, const StoreDocument *document, GError **error)
{
  g_auto (GStrv) words = g_strsplit (document->body, "\n", OOF_N_TRAITS + 2);

  for (guint i = g_strv_length (words); i > 0; i--) {
    guint trait = 0;

    if (*words[i - 1] == '\0')
      continue;
    while (trait < OOF_N_TRAITS && !g_str_equal (oof_trait_names[trait], words[i - 1]))
      trait++;
    if (trait == OOF_N_TRAITS)
      return refuse_document (document, "there is no such rule", error);
    oof_order_put_first (&self->order, (OofTrait) trait);
  }
  return TRUE;
}

static void
take_all (GPtrArray *list, GPtrArray *more)
{
  g_ptr_array_extend_and_steal (list, g_ptr_array_ref (more));
}

/* One document holds one thing of its kind. */
static gboolean
read_document (SessionItems *self, const StoreDocument *document, GError **error)
{
  const FilesKnown known = { .is_kept = TRUE,
                             .find_holidays = find_holidays_cb,
                             .data = self->holidays };
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) files_problem_free);
  g_auto (FilesDocument) read = { NULL };

  if (!files_document_read (document->body, strlen (document->body), &known, &read, problems, NULL))
    return refuse_document (document, first_problem (problems), error);

  for (guint i = 0; i < read.items->len; i++)
    g_hash_table_replace (self->items, (gpointer) oof_item_parts (read.items->pdata[i])->id,
                          read.items->pdata[i]);
  for (guint i = 0; i < read.texts->len; i++)
    g_hash_table_replace (self->texts, ((OofText *) read.texts->pdata[i])->name,
                          read.texts->pdata[i]);
  for (guint i = 0; i < read.holidays->len; i++)
    g_hash_table_replace (self->holidays, ((OofDays *) read.holidays->pdata[i])->name,
                          read.holidays->pdata[i]);
  take_all (self->all.items, read.items);
  take_all (self->all.texts, read.texts);
  take_all (self->all.holidays, read.holidays);
  g_hash_table_replace (self->changed[document->kind], g_strdup (document->name),
                        g_date_time_ref (document->at));
  return TRUE;
}

SessionItems *
session_items_read (const GPtrArray *documents, gint64 revision, GError **error)
{
  /* Absences name calendars. */
  static const StoreDocumentKind order[] = { STORE_DOCUMENT_HOLIDAYS, STORE_DOCUMENT_TEMPLATE,
                                             STORE_DOCUMENT_ITEM };
  g_autoptr (SessionItems) self = new_items (revision);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint k = 0; k < documents->len; k++) {
      const StoreDocument *document = documents->pdata[k];

      if (document->kind == order[i] && !read_document (self, document, error))
        return NULL;
    }
  for (guint k = 0; k < documents->len; k++) {
    const StoreDocument *document = documents->pdata[k];

    if (document->kind == STORE_DOCUMENT_ORDER && !read_order (self, document, error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

SessionItems *
session_items_load (SessionCore *core, const char *profile_id, GError **error)
{
  gint64 revision;
  g_autoptr (GPtrArray) documents =
      store_documents_list (session_core_db (core), profile_id, &revision, error);

  return documents != NULL ? session_items_read (documents, revision, error) : NULL;
}

const GPtrArray *
session_items_all (const SessionItems *self)
{
  return self->all.items;
}

OofItem *
session_items_find (const SessionItems *self, const char *id)
{
  return g_hash_table_lookup (self->items, id);
}

const GPtrArray *
session_items_templates (const SessionItems *self)
{
  return self->all.texts;
}

OofText *
session_items_find_template (const SessionItems *self, const char *name)
{
  return g_hash_table_lookup (self->texts, name);
}

const GPtrArray *
session_items_holidays (const SessionItems *self)
{
  return self->all.holidays;
}

OofDays *
session_items_find_holidays (const SessionItems *self, const char *name)
{
  return g_hash_table_lookup (self->holidays, name);
}

const OofOrder *
session_items_order (const SessionItems *self)
{
  return &self->order;
}

static gboolean
uses_template (const OofItem *item, const char *name)
{
  const OofItemParts *parts = oof_item_parts (item);
  gboolean is_used = g_str_equal (parts->template_name, name);

  for (guint i = 0; i < OOF_N_TELL; i++)
    is_used = is_used || g_str_equal (parts->tell[i].template_name, name);
  return is_used;
}

static gboolean
uses_holidays (const OofItem *item, const char *name)
{
  const OofDays *days = oof_when_parts (oof_item_parts (item)->when)->holidays;

  return days != NULL && g_str_equal (days->name, name);
}

static GPtrArray *
list_using (const SessionItems *self, const char *name,
            gboolean (*uses) (const OofItem *item, const char *name))
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);

  for (guint i = 0; i < self->all.items->len; i++)
    if (uses (self->all.items->pdata[i], name))
      g_ptr_array_add (list, oof_item_ref (self->all.items->pdata[i]));
  return list;
}

GPtrArray *
session_items_using_template (const SessionItems *self, const char *name)
{
  return list_using (self, name, uses_template);
}

GPtrArray *
session_items_using_holidays (const SessionItems *self, const char *name)
{
  return list_using (self, name, uses_holidays);
}

GDateTime *
session_items_changed_at (const SessionItems *self, const char *id)
{
  return g_hash_table_lookup (self->changed[STORE_DOCUMENT_ITEM], id);
}

GDateTime *
session_items_template_changed_at (const SessionItems *self, const char *name)
{
  return g_hash_table_lookup (self->changed[STORE_DOCUMENT_TEMPLATE], name);
}

gint64
session_items_revision (const SessionItems *self)
{
  return self->revision;
}

gboolean
session_items_read_revision (SessionCore *core, const char *profile_id, gint64 *ret, GError **error)
{
  return store_documents_revision (session_core_db (core), profile_id, ret, error);
}

char *
session_items_new_id (void)
{
  return g_uuid_string_random ();
}

char *
session_items_write_order (const OofOrder *order)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < order->n_first; i++)
    g_string_append_printf (text, "%s\n", oof_trait_names[order->first[i]]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
session_items_write_alone (StoreDocumentKind kind, gpointer value)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  FilesDocument document = { NULL };

  g_ptr_array_add (list, value);
  if (kind == STORE_DOCUMENT_ITEM)
    document.items = list;
  else if (kind == STORE_DOCUMENT_TEMPLATE)
    document.texts = list;
  else
    document.holidays = list;
  return files_document_write (&document);
}
