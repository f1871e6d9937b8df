/* session-items-edit.c - edits what is planned: everything of an edit or nothing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-items.h"

#include "base-error.h"
#include "base-text.h"
#include "base-time.h"
#include "oof-refuse.h"
#include "session-core-private.h"
#include "session-items-private.h"

#include <glib/gi18n-lib.h>

#define MOST_TRIES 20 /* against others who edit at the same time */
#define MOST_SHOWN_CHARS 60

/* An edit on the ground of what is kept. */
typedef struct
{
  const SessionItemsEdit *edit;
  SessionItems *kept;
  GPtrArray *documents; /* StoreDocument: what is kept */
  GHashTable *items;    /* ids of those that the edit replaces or removes */
  GHashTable *texts;    /* names of templates, as they will be */
  GHashTable *holidays; /* name → OofDays, as they will be; borrowed */
} Editing;

static void
clear_editing (Editing *self)
{
  g_clear_pointer (&self->kept, session_items_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Editing, clear_editing)

static guint
count (const GPtrArray *list)
{
  return list != NULL ? list->len : 0;
}

static guint
count_names (const char *const *names)
{
  return names != NULL ? g_strv_length ((char **) names) : 0;
}

static const char *
id_of (const OofItem *item)
{
  return oof_item_parts (item)->id;
}

/* What will be there. */
static void
fold_edit (Editing *self)
{
  const SessionItemsEdit *edit = self->edit;
  const GPtrArray *texts = session_items_templates (self->kept);
  const GPtrArray *holidays = session_items_holidays (self->kept);

  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_hash_table_new (g_str_hash, g_str_equal);
  self->holidays = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < texts->len; i++)
    g_hash_table_add (self->texts, ((OofText *) texts->pdata[i])->name);
  for (guint i = 0; i < holidays->len; i++)
    g_hash_table_replace (self->holidays, ((OofDays *) holidays->pdata[i])->name,
                          holidays->pdata[i]);

  for (guint i = 0; i < count_names (edit->removed_templates); i++)
    g_hash_table_remove (self->texts, edit->removed_templates[i]);
  for (guint i = 0; i < count_names (edit->removed_holidays); i++)
    g_hash_table_remove (self->holidays, edit->removed_holidays[i]);
  for (guint i = 0; i < count_names (edit->removed); i++)
    g_hash_table_add (self->items, (gpointer) edit->removed[i]);
  for (guint i = 0; i < count (edit->items); i++)
    g_hash_table_add (self->items, (gpointer) id_of (edit->items->pdata[i]));
  for (guint i = 0; i < count (edit->templates); i++)
    g_hash_table_add (self->texts, ((OofText *) edit->templates->pdata[i])->name);
  for (guint i = 0; i < count (edit->holidays); i++)
    g_hash_table_replace (self->holidays, ((OofDays *) edit->holidays->pdata[i])->name,
                          edit->holidays->pdata[i]);
}

static gboolean
check_template (const Editing *self, const char *name, GError **error)
{
  g_autofree char *shown = base_text_for_display (name, MOST_SHOWN_CHARS);

  return *name == '\0' || g_hash_table_contains (self->texts, name) ||
         oof_refuse (error, "no-template", _ ("There is no template “%s”."), shown);
}

/* Does the absence only name what will be there? */
static gboolean
check_item (const Editing *self, const OofItem *item, GError **error)
{
  const OofItemParts *parts = oof_item_parts (item);
  const OofDays *days = oof_when_parts (parts->when)->holidays;
  g_autofree char *shown =
      days != NULL ? base_text_for_display (days->name, MOST_SHOWN_CHARS) : NULL;

  if (!check_template (self, parts->template_name, error))
    return FALSE;
  for (guint i = 0; i < OOF_N_TELL; i++)
    if (!check_template (self, parts->tell[i].template_name, error))
      return FALSE;
  return days == NULL || g_hash_table_contains (self->holidays, days->name) ||
         oof_refuse (error, "no-calendar",
                     _ ("There is no holiday calendar “%s”: import its ICS file first."), shown);
}

static gboolean
check_items (const Editing *self, GError **error)
{
  for (guint i = 0; i < count (self->edit->items); i++) {
    const OofItem *item = self->edit->items->pdata[i];

    if (!check_item (self, item, error)) {
      g_prefix_error (error, "%s: ", id_of (item));
      return FALSE;
    }
  }
  return TRUE;
}

/* using: absences that have what is to go; those that the edit itself replaces do not count. */
static gboolean
check_unused (const Editing *self, const GPtrArray *using, const char *name, GError **error)
{
  g_autofree char *shown = base_text_for_display (name, MOST_SHOWN_CHARS);
  guint n = 0;

  for (guint i = 0; i < using->len; i++)
    n += !g_hash_table_contains (self->items, id_of (using->pdata[i]));
  return n == 0 || oof_refuse (error, "in-use",
                               ngettext ("“%s” is in use by %u absence.",
                                         "“%s” is in use by %u absences.", n),
                               shown, n);
}

static gboolean
check_removed (const Editing *self, GError **error)
{
  const SessionItemsEdit *edit = self->edit;

  for (guint i = 0; i < count_names (edit->removed_templates); i++) {
    const char *name = edit->removed_templates[i];
    g_autoptr (GPtrArray) using = session_items_using_template (self->kept, name);

    if (!g_hash_table_contains (self->texts, name) && !check_unused (self, using, name, error))
      return FALSE;
  }
  for (guint i = 0; i < count_names (edit->removed_holidays); i++) {
    const char *name = edit->removed_holidays[i];
    g_autoptr (GPtrArray) using = session_items_using_holidays (self->kept, name);

    if (!g_hash_table_contains (self->holidays, name) && !check_unused (self, using, name, error))
      return FALSE;
  }
  return TRUE;
}

/* With other holidays an absence may never happen any more. */
static gboolean
check_dependents (const Editing *self, GError **error)
{
  for (guint i = 0; i < count (self->edit->holidays); i++) {
    OofDays *days = self->edit->holidays->pdata[i];
    g_autoptr (GPtrArray) using = session_items_using_holidays (self->kept, days->name);

    for (guint k = 0; k < using->len; k++) {
      const OofItem *item = using->pdata[k];
      OofWhenParts parts = *oof_when_parts (oof_item_parts (item)->when);
      g_autoptr (OofWhen) when = NULL;

      parts.holidays = days;
      if (g_hash_table_contains (self->items, id_of (item)))
        continue;
      when = oof_when_new (&parts, error);
      if (when == NULL) {
        g_prefix_error (error, "%s: ", id_of (item));
        return FALSE;
      }
    }
  }
  return TRUE;
}

static void
add_change (GArray *changes, GPtrArray *bodies, StoreDocumentKind kind, const char *name,
            char *body)
{
  const StoreDocumentChange change = { .kind = kind, .name = name, .body = body };

  if (body != NULL)
    g_ptr_array_add (bodies, body);
  g_array_append_val (changes, change);
}

static void
add_removed (GArray *changes, GPtrArray *bodies, StoreDocumentKind kind, const char *const *names)
{
  for (guint i = 0; i < count_names (names); i++)
    add_change (changes, bodies, kind, names[i], NULL);
}

/* What is removed comes first: the edit may put another in its place. */
static GArray *
list_changes (const SessionItemsEdit *edit, GPtrArray *bodies)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (StoreDocumentChange));

  add_removed (changes, bodies, STORE_DOCUMENT_ITEM, edit->removed);
  add_removed (changes, bodies, STORE_DOCUMENT_TEMPLATE, edit->removed_templates);
  add_removed (changes, bodies, STORE_DOCUMENT_HOLIDAYS, edit->removed_holidays);
  for (guint i = 0; i < count (edit->items); i++) {
    OofItem *item = edit->items->pdata[i];

    add_change (changes, bodies, STORE_DOCUMENT_ITEM, id_of (item),
                session_items_write_alone (STORE_DOCUMENT_ITEM, item));
  }
  for (guint i = 0; i < count (edit->templates); i++) {
    OofText *text = edit->templates->pdata[i];

    add_change (changes, bodies, STORE_DOCUMENT_TEMPLATE, text->name,
                session_items_write_alone (STORE_DOCUMENT_TEMPLATE, text));
  }
  for (guint i = 0; i < count (edit->holidays); i++) {
    OofDays *days = edit->holidays->pdata[i];

    add_change (changes, bodies, STORE_DOCUMENT_HOLIDAYS, days->name,
                session_items_write_alone (STORE_DOCUMENT_HOLIDAYS, days));
  }
  if (edit->order != NULL)
    add_change (changes, bodies, STORE_DOCUMENT_ORDER, SESSION_ORDER_NAME,
                session_items_write_order (edit->order));
  return changes;
}

/* The absences that are kept are only read where something that they may name goes or changes. */
static gboolean
read_kept (Editing *self, StoreDb *db, const char *profile_id, gint64 *ret_revision, GError **error)
{
  const SessionItemsEdit *edit = self->edit;
  gboolean needs_items = count_names (edit->removed_templates) > 0 ||
                         count_names (edit->removed_holidays) > 0 || count (edit->holidays) > 0;

  self->documents = store_documents_list (db, profile_id, ret_revision, error);
  if (self->documents == NULL)
    return FALSE;
  for (guint i = self->documents->len; !needs_items && i > 0; i--) {
    const StoreDocument *document = self->documents->pdata[i - 1];

    if (document->kind == STORE_DOCUMENT_ITEM)
      g_ptr_array_remove_index (self->documents, i - 1);
  }
  self->kept = session_items_read (self->documents, *ret_revision, error);
  return self->kept != NULL;
}

static gboolean
try_edit (StoreDb *db, const char *profile_id, const SessionItemsEdit *edit, const GArray *changes,
          GError **error)
{
  g_auto (Editing) editing = { .edit = edit };
  g_autofree char *who = session_core_who ();
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  StoreDocumentsEdit documents = { .profile = profile_id,
                                   .changes =
                                       (const StoreDocumentChange *) (gpointer) changes->data,
                                   .n_changes = changes->len,
                                   .who = who,
                                   .at = now };
  gint64 revision;

  if (!read_kept (&editing, db, profile_id, &revision, error))
    return FALSE;
  documents.expected_revision = edit->expected_revision >= 0 ? edit->expected_revision : revision;
  if (documents.expected_revision == revision) {
    fold_edit (&editing);
    if (!check_items (&editing, error) || !check_removed (&editing, error) ||
        !check_dependents (&editing, error))
      return FALSE;
  }
  return store_documents_edit (db, &documents, error);
}

gboolean
session_items_edit (SessionCore *core, const char *profile_id, const SessionItemsEdit *edit,
                    GError **error)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) changes = list_changes (edit, bodies);
  guint tries = edit->expected_revision >= 0 ? 1 : MOST_TRIES;

  for (;;) {
    g_autoptr (GError) problem = NULL;

    if (try_edit (session_core_db (core), profile_id, edit, changes, &problem))
      return TRUE;
    if (--tries == 0 ||
        g_strcmp0 (base_error_facts (problem)->reason, "plan-changed-meanwhile") != 0) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  }
}
