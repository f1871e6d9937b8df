/* session-people.c - the people's list as a GListModel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-people.h"

#include "base-text.h"
#include "session-row-private.h"

#include <string.h>

/* So many changes are signalled one by one; more cost less as one. */
#define FEW 32

struct _SessionPeople
{
  GObject parent_instance;

  GPtrArray *rows;     /* SessionRow, sorted */
  GHashTable *by_id;   /* the person's id → row; both borrowed from rows */
  GHashTable *by_mail; /* the person's address, case aside → row; both borrowed */
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
  signals[EDITED] = g_signal_new ("edited", SESSION_TYPE_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
session_people_init (SessionPeople *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_mail = g_hash_table_new (base_text_hash_caseless, base_text_equal_caseless);
}

SessionPeople *
session_people_new (void)
{
  return g_object_new (SESSION_TYPE_PEOPLE, NULL);
}

/* The keys belong to the row's entry: before that goes, they go. */
static void
forget_row (SessionPeople *self, SessionRow *row)
{
  g_hash_table_remove (self->by_id, session_row_id (row));
  if (g_hash_table_lookup (self->by_mail, session_row_mail (row)) == row)
    g_hash_table_remove (self->by_mail, session_row_mail (row));
}

static void
know_row (SessionPeople *self, SessionRow *row)
{
  g_hash_table_replace (self->by_id, (gpointer) session_row_id (row), row);
  g_hash_table_replace (self->by_mail, (gpointer) session_row_mail (row), row);
}

/* What is to be done to the order of the rows. */
typedef struct
{
  GPtrArray *fresh;    /* rows to put in, sorted; each with a reference that the list takes */
  GHashTable *leaving; /* rows to take out first */
  gboolean is_edited;  /* somebody changed and stays in place */
  gboolean is_moved;   /* somebody is both leaving and fresh */
} Edit;

static void
take_entry (SessionPeople *self, SessionEntry *entry, Edit *edit)
{
  SessionRow *row = g_hash_table_lookup (self->by_id, entry->person->id);

  if (row == NULL) {
    row = session_row_new (entry);
    g_ptr_array_add (edit->fresh, row);
  } else {
    if (session_entry_compare (session_row_entry (row), entry) != 0) {
      g_hash_table_add (edit->leaving, row);
      g_ptr_array_add (edit->fresh, g_object_ref (row));
      edit->is_moved = TRUE;
    } else {
      edit->is_edited = TRUE;
    }
    forget_row (self, row);
    session_row_set_entry (row, entry);
  }
  know_row (self, row);
}

/* Where entry belongs among rows from begin on. */
static guint
find_place (GPtrArray *rows, guint begin, const SessionEntry *entry)
{
  guint end = rows->len;

  while (begin < end) {
    guint middle = begin + (end - begin) / 2;

    if (session_entry_compare (session_row_entry (rows->pdata[middle]), entry) < 0)
      begin = middle + 1;
    else
      end = middle;
  }
  return begin;
}

static void
edit_one_by_one (SessionPeople *self, const Edit *edit)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, edit->leaving);
  while (g_hash_table_iter_next (&iter, &row, NULL)) {
    guint place;

    if (!g_ptr_array_find (self->rows, row, &place))
      continue;
    g_ptr_array_remove_index (self->rows, place);
    g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
  }
  for (guint i = 0; i < edit->fresh->len; i++) {
    guint place = find_place (self->rows, 0, session_row_entry (edit->fresh->pdata[i]));

    g_ptr_array_insert (self->rows, (int) place, edit->fresh->pdata[i]);
    g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
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

/* Those who stay, in their order. References are moved, not counted: the old array lets go of what
 * it still holds. */
static GPtrArray *
keep_staying (SessionPeople *self, const Edit *edit)
{
  GPtrArray *rows = g_ptr_array_sized_new (self->rows->len);

  for (guint i = 0; i < self->rows->len; i++)
    if (!g_hash_table_contains (edit->leaving, self->rows->pdata[i]))
      g_ptr_array_add (rows, self->rows->pdata[i]);
  return rows;
}

static void
edit_at_once (SessionPeople *self, const Edit *edit)
{
  g_autoptr (GPtrArray) staying =
      g_hash_table_size (edit->leaving) > 0 ? keep_staying (self, edit) : NULL;
  GPtrArray *old = staying != NULL ? staying : self->rows;
  GPtrArray *rows = g_ptr_array_new_full (old->len + edit->fresh->len, g_object_unref);
  guint taken = 0;

  for (guint i = 0; i <= edit->fresh->len; i++) {
    guint place = i < edit->fresh->len
                      ? find_place (old, taken, session_row_entry (edit->fresh->pdata[i]))
                      : old->len;

    for (; taken < place; taken++)
      g_ptr_array_add (rows, g_object_ref (old->pdata[taken]));
    if (i < edit->fresh->len)
      g_ptr_array_add (rows, edit->fresh->pdata[i]);
  }
  swap_rows (self, rows);
}

void
session_people_update (SessionPeople *self, GPtrArray *changed, GPtrArray *removed)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GHashTable) leaving = g_hash_table_new (NULL, NULL);
  Edit edit = { .fresh = fresh, .leaving = leaving };

  for (guint i = 0; removed != NULL && i < removed->len; i++) {
    SessionRow *row = g_hash_table_lookup (self->by_id, g_ptr_array_index (removed, i));

    if (row == NULL)
      continue;
    forget_row (self, row);
    g_hash_table_add (leaving, row);
  }
  for (guint i = 0; i < changed->len; i++)
    take_entry (self, g_ptr_array_index (changed, i), &edit);

  /* Who moves is told of as one change: a selection holds on to those who are there before and
   * after it. */
  if (edit.is_moved || fresh->len + g_hash_table_size (leaving) > FEW)
    edit_at_once (self, &edit);
  else
    edit_one_by_one (self, &edit);
  if (edit.is_edited)
    g_signal_emit (self, signals[EDITED], 0);
}

void
session_people_clear (SessionPeople *self)
{
  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->by_mail);
  swap_rows (self, g_ptr_array_new_with_free_func (g_object_unref));
}

SessionRow *
session_people_find (SessionPeople *self, const char *mail)
{
  return g_hash_table_lookup (self->by_mail, mail);
}

SessionRow *
session_people_find_id (SessionPeople *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

void
session_people_say_edited (SessionPeople *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

GPtrArray *
session_people_snapshot (SessionPeople *self)
{
  GPtrArray *entries = g_ptr_array_new_full (self->rows->len, (GDestroyNotify) session_entry_unref);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (entries, session_entry_ref (session_row_entry (self->rows->pdata[i])));
  return entries;
}
