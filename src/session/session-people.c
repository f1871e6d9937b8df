/* session-people.c - the people's list as a GListModel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-people.h"

#include "session-row-private.h"

#include <string.h>

struct _SessionPeople
{
  GObject parent_instance;

  GPtrArray *rows;     /* SessionRow, sorted */
  GHashTable *by_id;   /* id (own) → row, borrowed from rows */
  GHashTable *by_mail; /* lower case (own) → row, borrowed */
};

static GType
get_item_type (GListModel *model)
{
  return SESSION_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return SESSION_PEOPLE (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SessionPeople *self = SESSION_PEOPLE (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position))
                                    : NULL;
}

static void
init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SessionPeople, session_people, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

static void
session_people_finalize (GObject *object)
{
  SessionPeople *self = SESSION_PEOPLE (object);

  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_mail);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (session_people_parent_class)->finalize (object);
}

static void
session_people_class_init (SessionPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = session_people_finalize;
}

static void
session_people_init (SessionPeople *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_mail = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SessionPeople *
session_people_new (void)
{
  return g_object_new (SESSION_TYPE_PEOPLE, NULL);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  SessionRow *row_a = *(SessionRow *const *) a;
  SessionRow *row_b = *(SessionRow *const *) b;
  int order = strcmp (session_row_entry (row_a)->sort_key, session_row_entry (row_b)->sort_key);

  return order != 0 ? order : strcmp (session_row_id (row_a), session_row_id (row_b));
}

static void
index_rows (SessionPeople *self)
{
  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->by_mail);
  for (guint i = 0; i < self->rows->len; i++) {
    SessionRow *row = g_ptr_array_index (self->rows, i);

    g_hash_table_insert (self->by_id, g_strdup (session_row_id (row)), row);
    g_hash_table_insert (self->by_mail, g_utf8_strdown (session_row_mail (row), -1), row);
  }
}

/* Takes the new rows and tells what lies between the common beginning and the common end. */
static void
swap_rows (SessionPeople *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) old = self->rows;
  guint same_head = 0;
  guint same_tail = 0;
  guint most = MIN (old->len, rows->len);

  while (same_head < most && old->pdata[same_head] == rows->pdata[same_head])
    same_head++;
  while (same_tail < most - same_head &&
         old->pdata[old->len - 1 - same_tail] == rows->pdata[rows->len - 1 - same_tail])
    same_tail++;

  self->rows = rows;
  if (old->len - same_head - same_tail > 0 || rows->len - same_head - same_tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), same_head, old->len - same_head - same_tail,
                                rows->len - same_head - same_tail);
}

/* The row of an entry's id, refreshed, or a new one. A reference. */
static SessionRow *
take_row (SessionPeople *self, SessionEntry *entry)
{
  SessionRow *row = g_hash_table_lookup (self->by_id, entry->person->id);

  if (row == NULL)
    return session_row_new (entry);

  session_row_set_entry (row, entry);
  return g_object_ref (row);
}

void
session_people_replace (SessionPeople *self, GPtrArray *entries)
{
  GPtrArray *rows = g_ptr_array_new_full (entries->len, g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++) {
    SessionEntry *entry = g_ptr_array_index (entries, i);

    if (g_hash_table_add (seen, (gpointer) entry->person->id))
      g_ptr_array_add (rows, take_row (self, entry));
  }
  g_ptr_array_sort (rows, compare_rows);
  swap_rows (self, rows);
  index_rows (self);
}

void
session_people_add (SessionPeople *self, GPtrArray *entries)
{
  GPtrArray *rows = g_ptr_array_new_full (self->rows->len + entries->len, g_object_unref);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  guint old = 0;
  guint added = 0;

  for (guint i = 0; i < entries->len; i++) {
    SessionEntry *entry = g_ptr_array_index (entries, i);

    if (!g_hash_table_contains (self->by_id, entry->person->id)) {
      SessionRow *row = session_row_new (entry);

      g_ptr_array_add (fresh, row);
      g_hash_table_insert (self->by_id, g_strdup (session_row_id (row)), row);
      g_hash_table_insert (self->by_mail, g_utf8_strdown (session_row_mail (row), -1), row);
    }
  }
  g_ptr_array_sort (fresh, compare_rows);

  while (old < self->rows->len || added < fresh->len) {
    gboolean takes_old =
        added == fresh->len || (old < self->rows->len &&
                                compare_rows (&self->rows->pdata[old], &fresh->pdata[added]) <= 0);

    if (takes_old)
      g_ptr_array_add (rows, g_object_ref (self->rows->pdata[old++]));
    else
      g_ptr_array_add (rows, fresh->pdata[added++]);
  }
  swap_rows (self, rows);
}

SessionRow *
session_people_find (SessionPeople *self, const char *mail)
{
  g_autofree char *lower = g_utf8_strdown (mail, -1);

  return g_hash_table_lookup (self->by_mail, lower);
}

char **
session_people_addresses (SessionPeople *self)
{
  char **mails = g_new0 (char *, self->rows->len + 1);

  for (guint i = 0; i < self->rows->len; i++)
    mails[i] = g_strdup (session_row_mail (g_ptr_array_index (self->rows, i)));
  return mails;
}
