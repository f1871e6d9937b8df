/* store-engine.c - lease, wishes and state of the engine
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-engine.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-state.h"

static const char *const wish_names[] = {
  [STORE_WISH_RUN] = "run", [STORE_WISH_PAUSE] = "pause", [STORE_WISH_STOP] = "stop", NULL
};

typedef struct
{
  const char *token;
  const char *holder;
  gint64 now_us;
  char *theirs; /* out: who holds it, when it is not ours */
} Take;

typedef struct
{
  StoreWish wish;
  const char *reason;
} Wish;

/* There is one row, whose number is 1. */
static gboolean
make_row (StoreSql *sql, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "INSERT INTO engine (number) VALUES (1) ON CONFLICT (number) DO NOTHING", error);

  return query != NULL && store_query_run (query, error);
}

/* Inside the transaction, so that of two that come together one sees the other. */
static gboolean
find_other (StoreSql *sql, Take *take, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT holder, lease_until_us FROM engine WHERE number = 1 AND"
                       " token IS NOT NULL AND token <> ?",
                       error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, take->token);
  if (store_query_next (query, &why)) {
    gint64 left_us = store_query_number (query, 1) - take->now_us;

    if (left_us > 0 && left_us <= 2 * STORE_LEASE_US)
      take->theirs = g_strdup (store_query_text (query, 0));
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

static gboolean
write_lease (StoreSql *sql, const Take *take, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "UPDATE engine SET token = ?, holder = ?, lease_until_us = ? WHERE number = 1", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, take->token);
  store_query_bind_text (query, 1, take->holder);
  store_query_bind_number (query, 2, take->now_us + STORE_LEASE_US);
  return store_query_run (query, error);
}

static gboolean
take_cb (StoreSql *sql, gpointer data, GError **error)
{
  Take *take = data;

  g_clear_pointer (&take->theirs, g_free); /* perhaps it is run once more */
  return make_row (sql, error) && find_other (sql, take, error) &&
         (take->theirs != NULL || write_lease (sql, take, error));
}

StoreLease
store_engine_take_lease (StoreDb *db, const char *token, const char *holder, gint64 now_us,
                         char **ret_holder, GError **error)
{
  Take take = { .token = token, .holder = holder, .now_us = now_us };

  if (!store_db_write (db, STORE_RELAXED, take_cb, &take, error)) {
    g_free (take.theirs);
    return STORE_LEASE_UNKNOWN;
  }
  if (take.theirs == NULL)
    return STORE_LEASE_OURS;

  *ret_holder = take.theirs;
  return STORE_LEASE_THEIRS;
}

static gboolean
drop_cb (StoreSql *sql, gpointer data, GError **error)
{
  const char *token = data;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "UPDATE engine SET token = NULL, lease_until_us = 0 WHERE token = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, token);
  return store_query_run (query, error);
}

gboolean
store_engine_drop_lease (StoreDb *db, const char *token, GError **error)
{
  return store_db_write (db, STORE_RELAXED, drop_cb, (char *) token, error);
}

typedef struct
{
  const char *holder;
  gint64 now_us;
} Waiting;

static gboolean
waiting_cb (StoreSql *sql, gpointer data, GError **error)
{
  const Waiting *waiting = data;
  g_autoptr (StoreQuery) query = NULL;

  if (!make_row (sql, error))
    return FALSE;
  query = store_sql_query (sql, "UPDATE engine SET waiting = ?, waiting_us = ? WHERE number = 1",
                           error);
  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, waiting->holder);
  store_query_bind_number (query, 1, waiting->now_us);
  return store_query_run (query, error);
}

gboolean
store_engine_keep_waiting (StoreDb *db, const char *holder, gint64 now_us, GError **error)
{
  Waiting waiting = { holder, now_us };

  return store_db_write (db, STORE_RELAXED, waiting_cb, &waiting, error);
}

static gboolean
wish_cb (StoreSql *sql, gpointer data, GError **error)
{
  const Wish *wish = data;
  g_autoptr (StoreQuery) query = NULL;

  if (!make_row (sql, error))
    return FALSE;
  query =
      store_sql_query (sql, "UPDATE engine SET wish = ?, wish_reason = ? WHERE number = 1", error);
  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, wish_names[wish->wish]);
  store_query_bind_text (query, 1, wish->reason);
  return store_query_run (query, error);
}

gboolean
store_engine_wish (StoreDb *db, StoreWish wish, const char *reason, GError **error)
{
  Wish what = { wish, reason };

  return store_db_write (db, STORE_DURABLE, wish_cb, &what, error);
}

/* FALSE with or without an error: it stays as it is. */
static gboolean
read_wish (StoreSql *sql, int *ret, char **ret_reason, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT wish, wish_reason FROM engine WHERE number = 1", error);

  if (query == NULL || !store_query_next (query, error) ||
      !store_word_read (query, 0, wish_names, ret, error))
    return FALSE;

  *ret_reason = g_strdup (store_query_text (query, 1));
  return TRUE;
}

gboolean
store_engine_read_wish (StoreDb *db, StoreWish *ret, char **ret_reason, GError **error)
{
  g_autoptr (GError) why = NULL;
  int wish = STORE_WISH_RUN;
  char *reason = NULL;

  read_wish (store_db_lock (db), &wish, &reason, &why);
  store_db_unlock (db);
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  *ret = (StoreWish) wish;
  *ret_reason = reason;
  return TRUE;
}

void
store_engine_state_clear (StoreEngineState *self)
{
  g_clear_pointer (&self->holder, g_free);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->waiting, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->reason, g_free);
}

static gboolean
keep_cb (StoreSql *sql, gpointer data, GError **error)
{
  const StoreEngineState *state = data;
  g_autoptr (StoreQuery) query = NULL;

  if (!make_row (sql, error))
    return FALSE;
  query = store_sql_query (sql,
                           "UPDATE engine SET state = ?, reason = ?, at_us = ?, last_run_us = ?,"
                           " next_due_us = ?, covered_until_us = ?, queued = ?, failed = ?,"
                           " profile = ?"
                           " WHERE number = 1",
                           error);
  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, state->state);
  store_query_bind_text (query, 1, state->reason);
  store_query_bind_number (query, 2, state->at_us);
  store_query_bind_number (query, 3, state->last_run_us);
  store_query_bind_number (query, 4, state->next_due_us);
  store_query_bind_number (query, 5, state->covered_until_us);
  store_query_bind_number (query, 6, state->queued);
  store_query_bind_number (query, 7, state->failed);
  store_query_bind_text (query, 8, state->profile);
  return store_query_run (query, error);
}

gboolean
store_engine_keep_state (StoreDb *db, const StoreEngineState *state, GError **error)
{
  return store_db_write (db, STORE_RELAXED, keep_cb, (gpointer) state, error);
}

static void
read_state (StoreSql *sql, StoreEngineState *ret, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT holder, state, reason, at_us, lease_until_us, last_run_us,"
                       " next_due_us, covered_until_us, queued, failed, profile, waiting,"
                       " waiting_us FROM engine"
                       " WHERE number = 1",
                       error);

  if (query == NULL || !store_query_next (query, error))
    return;

  ret->holder = g_strdup (store_query_text (query, 0));
  ret->state = g_strdup (store_query_text (query, 1));
  ret->reason = g_strdup (store_query_text (query, 2));
  ret->at_us = store_query_number (query, 3);
  ret->lease_until_us = store_query_number (query, 4);
  ret->last_run_us = store_query_number (query, 5);
  ret->next_due_us = store_query_number (query, 6);
  ret->covered_until_us = store_query_number (query, 7);
  ret->queued = (guint) CLAMP (store_query_number (query, 8), 0, G_MAXINT32);
  ret->failed = (guint) CLAMP (store_query_number (query, 9), 0, G_MAXINT32);
  ret->profile = g_strdup (store_query_text (query, 10));
  ret->waiting = g_strdup (store_query_text (query, 11));
  ret->waiting_us = store_query_number (query, 12);
}

gboolean
store_engine_read_state (StoreDb *db, StoreEngineState *ret, GError **error)
{
  g_autoptr (GError) why = NULL;

  *ret = (StoreEngineState){ 0 };
  read_state (store_db_lock (db), ret, &why);
  store_db_unlock (db);
  return base_error_pass (g_steal_pointer (&why), error);
}
