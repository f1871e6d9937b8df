/* session-values.c - absences stay the same objects until somebody edits them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-values.h"

#include <string.h>

static gboolean
is_same_days (const OofDays *a, const OofDays *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->n_days == b->n_days && memcmp (a->days, b->days, a->n_days * sizeof *a->days) == 0;
}

static gboolean
is_same_when (GDateTime *a, GDateTime *b)
{
  return a != NULL && b != NULL && g_date_time_compare (a, b) == 0;
}

static gboolean
is_unedited (const SessionItems *before, const SessionItems *now, const OofItem *item)
{
  const char *id = oof_item_parts (item)->id;
  OofItem *old = before != NULL ? session_items_find (before, id) : NULL;

  return old != NULL &&
         is_same_when (session_items_changed_at (before, id), session_items_changed_at (now, id)) &&
         is_same_days (oof_when_parts (oof_item_parts (old)->when)->holidays,
                       oof_when_parts (oof_item_parts (item)->when)->holidays);
}

/* id → OofItem, borrowed. */
static GHashTable *
index_values (const GPtrArray *values)
{
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < values->len; i++)
    g_hash_table_insert (found, (gpointer) oof_item_parts (values->pdata[i])->id, values->pdata[i]);
  return found;
}

GPtrArray *
session_values_merge (const GPtrArray *values, const SessionItems *before, const SessionItems *now)
{
  const GPtrArray *all = session_items_all (now);
  GPtrArray *merged = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_autoptr (GHashTable) known = index_values (values);

  for (guint i = 0; i < all->len; i++) {
    OofItem *item = all->pdata[i];
    OofItem *kept = g_hash_table_lookup (known, oof_item_parts (item)->id);

    g_ptr_array_add (merged,
                     oof_item_ref (kept != NULL && is_unedited (before, now, item) ? kept : item));
  }
  return merged;
}
