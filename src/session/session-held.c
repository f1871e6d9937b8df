/* session-held.c - what the store knows of every mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-held.h"

#include "store-found.h"
#include "store-managed.h"

typedef struct
{
  char *item; /* "": nothing of ours */
  gint64 until_s;
  gboolean is_drifted;
  gboolean is_failed;
  OofProtection protection;
  SessionFilters found;
} Held;

static void
free_held (gpointer data)
{
  Held *self = data;

  g_free (self->item);
  g_free (self);
}

static void
managed_cb (const StoreManagedGlance *glance, gpointer data)
{
  Held *held = g_new0 (Held, 1);

  held->item = g_strdup (glance->is_theirs ? "" : glance->item);
  held->until_s = glance->held_until_s;
  held->is_drifted = glance->drift == STORE_DRIFT_CHANGED || glance->drift == STORE_DRIFT_OFF;
  held->is_failed = glance->problem != NULL;
  g_hash_table_replace (data, g_strdup (glance->mailbox), held);
}

/* Where a reply of ours is by now, what was found is there no more. */
static SessionFilters
judge (const StoreFound *found, gboolean is_ours)
{
  SessionFilters filters = 0;

  if (found->protection == OOF_PROTECTION_CHOSEN)
    filters |= SESSION_FILTER_PROTECTED;
  if (is_ours)
    return filters;

  if (found->protection == OOF_PROTECTION_FOUND) /* it goes out, now or later */
    filters |= SESSION_FILTER_PROTECTED | SESSION_FILTER_OWN;
  if (found->is_stale)
    filters |= SESSION_FILTER_STALE;
  if (found->is_forgotten)
    filters |= SESSION_FILTER_FORGOTTEN;
  return filters;
}

static void
add_found (GHashTable *held, GHashTable *found)
{
  GHashTableIter iter;
  gpointer mailbox;
  gpointer one;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &mailbox, &one)) {
    Held *known = g_hash_table_lookup (held, mailbox);

    if (known == NULL) {
      known = g_new0 (Held, 1);
      known->item = g_strdup ("");
      g_hash_table_insert (held, g_strdup (mailbox), known);
    }
    known->found = judge (one, *known->item != '\0');
    known->protection = ((const StoreFound *) one)->protection;
  }
}

GHashTable *
session_held_read (StoreDb *db, const char *profile)
{
  GHashTable *held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_held);
  g_autoptr (GHashTable) found = store_found_list (db, profile, NULL);

  store_managed_each (db, profile, managed_cb, held, NULL);
  if (found != NULL)
    add_found (held, found);
  return held;
}

static const Held *
find_held (GHashTable *held, const char *mail)
{
  g_autofree char *lower = g_utf8_strdown (mail, -1);

  return held != NULL ? g_hash_table_lookup (held, lower) : NULL;
}

void
session_held_note (GHashTable *held, const char *mail, SessionBarFacts *facts)
{
  const Held *known = find_held (held, mail);

  if (known == NULL)
    return;

  facts->is_drifted = known->is_drifted;
  facts->is_failed = known->is_failed;
  facts->protection = known->protection;
  if (*known->item == '\0')
    return;
  facts->held_item = known->item;
  facts->held_until_s = known->until_s;
  if (facts->own != NULL && facts->own->until_s == known->until_s)
    facts->own = NULL;
}

SessionFilters
session_held_filters (GHashTable *held, const char *mail)
{
  const Held *known = find_held (held, mail);

  return known != NULL ? known->found : 0;
}
