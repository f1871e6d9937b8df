/* store-managed.c - what we have put into a mailbox, and what the person had there before
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-managed.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-state.h"

const char *const store_drift_names[] = { [STORE_DRIFT_NONE] = "none",
                                          [STORE_DRIFT_CHANGED] = "changed",
                                          [STORE_DRIFT_OFF] = "off",
                                          [STORE_DRIFT_UNDONE] = "undone",
                                          NULL };

/* The states of one mailbox, by their words in the table. */
enum
{
  WANTED,
  HELD,
  OWN,
  N_STATES
};

static const char *const state_names[] = { "wanted", "held", "own", NULL };

StoreManaged *
store_managed_new (const char *mailbox, const char *item)
{
  StoreManaged *self = g_new0 (StoreManaged, 1);

  self->mailbox = g_utf8_strdown (mailbox, -1);
  self->item = g_strdup (item);
  self->left_item = g_strdup ("");
  return self;
}

static OofState *
ref_state (OofState *state)
{
  return state != NULL ? oof_state_ref (state) : NULL;
}

StoreManaged *
store_managed_copy (const StoreManaged *self)
{
  StoreManaged *copy = store_managed_new (self->mailbox, self->item);

  copy->away_from_s = self->away_from_s;
  copy->away_until_s = self->away_until_s;
  copy->written_s = self->written_s;
  copy->wanted = ref_state (self->wanted);
  copy->held = ref_state (self->held);
  copy->own = ref_state (self->own);
  copy->drift = self->drift;
  g_free (copy->left_item);
  copy->left_item = g_strdup (self->left_item);
  copy->left_from_s = self->left_from_s;
  copy->left_until_s = self->left_until_s;
  copy->problem = g_strdup (self->problem);
  return copy;
}

void
store_managed_free (StoreManaged *self)
{
  if (self == NULL)
    return;

  g_free (self->mailbox);
  g_free (self->item);
  g_free (self->left_item);
  oof_state_unref (self->wanted);
  oof_state_unref (self->held);
  oof_state_unref (self->own);
  g_free (self->problem);
  g_free (self);
}

/* NULL without an error: no row. */
static StoreManaged *
read_row (StoreSql *sql, const char *profile, const char *mailbox, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT item, away_from_s, away_until_s, drift, problem, left_item,"
                       " left_from_s, left_until_s, written_s FROM managed"
                       " WHERE profile = ? AND mailbox = ?",
                       error);
  g_autoptr (StoreManaged) self = NULL;
  int drift;

  if (query == NULL)
    return NULL;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, mailbox);
  if (!store_query_next (query, error) ||
      !store_word_read (query, 3, store_drift_names, &drift, error))
    return NULL;

  self = store_managed_new (mailbox, store_query_text (query, 0));
  self->away_from_s = store_query_number (query, 1);
  self->away_until_s = store_query_number (query, 2);
  self->drift = (StoreDrift) drift;
  self->problem = g_strdup (store_query_text (query, 4));
  g_free (self->left_item);
  self->left_item = g_strdup (store_query_text (query, 5));
  self->left_from_s = store_query_number (query, 6);
  self->left_until_s = store_query_number (query, 7);
  self->written_s = store_query_number (query, 8);
  return g_steal_pointer (&self);
}

static gboolean
read_states (StoreSql *sql, const char *profile, StoreManaged *self, GError **error)
{
  OofState **const states[N_STATES] = { &self->wanted, &self->held, &self->own };
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT kind, mode, audience, from_us, until_us, i.body, o.body"
                       " FROM managed_state JOIN text AS i ON i.hash = inside"
                       " JOIN text AS o ON o.hash = outside WHERE profile = ? AND mailbox = ?",
                       error);
  int kind;

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, self->mailbox);
  while (store_query_next (query, &why))
    if (!store_word_read (query, 0, state_names, &kind, error) ||
        (*states[kind] = store_state_read (query, 1, error)) == NULL)
      return FALSE;
  return base_error_pass (g_steal_pointer (&why), error);
}

StoreManaged *
store_managed_find (StoreDb *db, const char *profile, const char *mailbox, GError **error)
{
  g_autofree char *lower = g_utf8_strdown (mailbox, -1);
  StoreSql *sql = store_db_lock (db);
  g_autoptr (StoreManaged) self = read_row (sql, profile, lower, error);

  if (self != NULL && !read_states (sql, profile, self, error))
    g_clear_pointer (&self, store_managed_free);
  store_db_unlock (db);
  return g_steal_pointer (&self);
}

typedef struct
{
  const char *profile;
  const char *mailbox;
  const StoreManaged *managed; /* NULL: forget */
  StoreState states[N_STATES]; /* state NULL: there is none */
} Write;

static gboolean
run_for_mailbox (StoreSql *sql, const Write *write, const char *text, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (sql, text, error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, write->profile);
  store_query_bind_text (query, 1, write->mailbox);
  return store_query_run (query, error);
}

static gboolean
write_row (StoreSql *sql, const Write *write, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "INSERT INTO managed (profile, mailbox, item, away_from_s, away_until_s,"
                       " drift, problem, left_item, left_from_s, left_until_s, written_s)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       error);
  const StoreManaged *managed = write->managed;

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, write->profile);
  store_query_bind_text (query, 1, write->mailbox);
  store_query_bind_text (query, 2, managed->item);
  store_query_bind_number (query, 3, managed->away_from_s);
  store_query_bind_number (query, 4, managed->away_until_s);
  store_query_bind_text (query, 5, store_drift_names[managed->drift]);
  store_query_bind_text (query, 6, managed->problem);
  store_query_bind_text (query, 7, managed->left_item);
  store_query_bind_number (query, 8, managed->left_from_s);
  store_query_bind_number (query, 9, managed->left_until_s);
  store_query_bind_number (query, 10, managed->written_s);
  return store_query_run (query, error);
}

static gboolean
write_state (StoreSql *sql, const Write *write, guint kind, GError **error)
{
  g_autoptr (StoreQuery) query = NULL;

  if (write->states[kind].state == NULL)
    return TRUE;
  if (!store_state_write_texts (sql, &write->states[kind], error))
    return FALSE;

  query = store_sql_query (sql,
                           "INSERT INTO managed_state (profile, mailbox, kind, mode, audience,"
                           " from_us, until_us, inside, outside)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           error);
  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, write->profile);
  store_query_bind_text (query, 1, write->mailbox);
  store_query_bind_text (query, 2, state_names[kind]);
  store_state_bind (query, 3, &write->states[kind]);
  return store_query_run (query, error);
}

static gboolean
write_managed (StoreSql *sql, gpointer data, GError **error)
{
  const Write *write = data;
  gboolean is_done =
      run_for_mailbox (sql, write, "DELETE FROM managed WHERE profile = ? AND mailbox = ?",
                       error) &&
      run_for_mailbox (sql, write, "DELETE FROM managed_state WHERE profile = ? AND mailbox = ?",
                       error);

  if (!is_done || write->managed == NULL)
    return is_done;

  is_done = write_row (sql, write, error);
  for (guint kind = 0; is_done && kind < N_STATES; kind++)
    is_done = write_state (sql, write, kind, error);
  return is_done;
}

gboolean
store_managed_save (StoreDb *db, const char *profile, const StoreManaged *managed, GError **error)
{
  OofState *const states[N_STATES] = { managed->wanted, managed->held, managed->own };
  Write write = { .profile = profile, .mailbox = managed->mailbox, .managed = managed };
  gboolean is_written;

  for (guint i = 0; i < N_STATES; i++)
    if (states[i] != NULL)
      store_state_init (&write.states[i], states[i]);
  is_written = store_db_write (db, STORE_RELAXED, write_managed, &write, error);
  for (guint i = 0; i < N_STATES; i++)
    store_state_clear (&write.states[i]);
  return is_written;
}

gboolean
store_managed_forget (StoreDb *db, const char *profile, const char *mailbox, GError **error)
{
  g_autofree char *lower = g_utf8_strdown (mailbox, -1);
  Write write = { .profile = profile, .mailbox = lower };

  return store_db_write (db, STORE_RELAXED, write_managed, &write, error);
}

static gboolean
read_each (StoreSql *sql, const char *profile, StoreManagedFunc each, gpointer data, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT m.mailbox, item, drift, problem, s.until_us, left_item,"
                       " o.mailbox IS NOT NULL AND NOT EXISTS (SELECT 1 FROM document AS d"
                       " WHERE d.profile = m.profile AND d.kind = 'item' AND d.name = m.item)"
                       " FROM managed AS m"
                       " LEFT JOIN managed_state AS s ON s.profile = m.profile"
                       " AND s.mailbox = m.mailbox AND s.kind = 'wanted'"
                       " LEFT JOIN managed_state AS o ON o.profile = m.profile"
                       " AND o.mailbox = m.mailbox AND o.kind = 'own' AND o.mode = s.mode"
                       " AND o.audience = s.audience AND o.inside = s.inside"
                       " AND o.outside = s.outside"
                       " AND COALESCE (o.from_us, 0) = COALESCE (s.from_us, 0)"
                       " AND COALESCE (o.until_us, 0) = COALESCE (s.until_us, 0)"
                       " WHERE m.profile = ? ORDER BY m.mailbox",
                       error);
  int drift;

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  while (store_query_next (query, &why)) {
    StoreManagedGlance glance = { .mailbox = store_query_text (query, 0),
                                  .item = store_query_text (query, 1),
                                  .held_until_s = G_MAXINT64,
                                  .left_item = store_query_text (query, 5),
                                  .problem = store_query_text (query, 3),
                                  .is_theirs = store_query_number (query, 6) != 0 };

    if (!store_word_read (query, 2, store_drift_names, &drift, error))
      return FALSE;
    glance.drift = (StoreDrift) drift;
    if (!store_query_is_null (query, 4))
      glance.held_until_s = store_query_number (query, 4) / G_USEC_PER_SEC;
    each (&glance, data);
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

gboolean
store_managed_each (StoreDb *db, const char *profile, StoreManagedFunc each, gpointer data,
                    GError **error)
{
  gboolean is_read = read_each (store_db_lock (db), profile, each, data, error);

  store_db_unlock (db);
  return is_read;
}
