/* store-act.c - what was done beside the reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-act.h"

#include "store-db-inside.h"
#include "store-state.h"

const char *const store_act_kinds[] = { [STORE_ACT_FORWARD] = "forward",
                                        [STORE_ACT_CALENDAR] = "calendar",
                                        [STORE_ACT_DECLINE] = "decline",
                                        [STORE_ACT_TELL_USER] = "tell-user",
                                        [STORE_ACT_TELL_SUBSTITUTE] = "tell-substitute",
                                        [STORE_ACT_TELL_MANAGER] = "tell-manager",
                                        NULL };

const char *const store_act_states[] = { [STORE_ACT_MAKING] = "making",
                                         [STORE_ACT_THERE] = "there",
                                         [STORE_ACT_REMOVING] = "removing",
                                         [STORE_ACT_UNDONE] = "undone",
                                         NULL };

StoreAct *
store_act_new (StoreActKind kind, const char *mailbox, const char *item, gint64 away_from_s)
{
  StoreAct *self = g_new0 (StoreAct, 1);

  self->kind = kind;
  self->mailbox = g_utf8_strdown (mailbox, -1);
  self->item = g_strdup (item);
  self->away_from_s = away_from_s;
  self->what = g_strdup ("");
  self->mark = g_strdup ("");
  self->remote = g_strdup ("");
  self->found = g_strdup ("");
  self->run = g_strdup ("");
  return self;
}

void
store_act_free (StoreAct *self)
{
  if (self == NULL)
    return;

  g_free (self->mailbox);
  g_free (self->item);
  g_free (self->what);
  g_free (self->mark);
  g_free (self->remote);
  g_free (self->found);
  g_free (self->run);
  g_free (self->problem);
  g_free (self);
}

void
store_act_set (char **text, const char *value)
{
  g_autofree char *before = *text;

  *text = g_strdup (value);
}

static StoreAct *
read_row (StoreQuery *query, GError **error)
{
  g_autoptr (StoreAct) self = NULL;
  int kind, state;

  if (!store_word_read (query, 2, store_act_kinds, &kind, error) ||
      !store_word_read (query, 5, store_act_states, &state, error))
    return NULL;

  self = store_act_new ((StoreActKind) kind, store_query_text (query, 0),
                        store_query_text (query, 1), store_query_number (query, 3));
  self->away_until_s = store_query_number (query, 4);
  self->state = (StoreActState) state;
  store_act_set (&self->what, store_query_text (query, 6));
  store_act_set (&self->mark, store_query_text (query, 7));
  store_act_set (&self->remote, store_query_text (query, 8));
  store_act_set (&self->found, store_query_text (query, 9));
  store_act_set (&self->run, store_query_text (query, 10));
  self->at_s = store_query_number (query, 11);
  self->problem = g_strdup (store_query_text (query, 12));
  return g_steal_pointer (&self);
}

#define COLUMNS                                                                                    \
  "mailbox, item, kind, away_from_s, away_until_s, state, what, mark, remote, found, run, at_s,"   \
  " problem"

static gboolean
read_rows (StoreQuery *query, GPtrArray *acts, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (query == NULL)
    return FALSE;

  while (store_query_next (query, &why)) {
    StoreAct *act = read_row (query, error);

    if (act == NULL)
      return FALSE;
    g_ptr_array_add (acts, act);
  }
  if (why == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
list_all (StoreSql *sql, const char *profile, GPtrArray *acts, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT " COLUMNS " FROM act WHERE profile = ? ORDER BY mailbox, away_from_s, kind",
      error);

  if (query != NULL)
    store_query_bind_text (query, 0, profile);
  return read_rows (query, acts, error);
}

static gboolean
list_one (StoreSql *sql, const char *profile, const char *mailbox, GPtrArray *acts, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT " COLUMNS " FROM act WHERE profile = ? AND mailbox = ?"
                       " ORDER BY away_from_s, kind",
                       error);

  if (query != NULL) {
    store_query_bind_text (query, 0, profile);
    store_query_bind_text (query, 1, mailbox);
  }
  return read_rows (query, acts, error);
}

GPtrArray *
store_act_list (StoreDb *db, const char *profile, const char *mailbox, GError **error)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) store_act_free);
  g_autofree char *lower = mailbox != NULL ? g_utf8_strdown (mailbox, -1) : NULL;
  StoreSql *sql = store_db_lock (db);
  gboolean is_read = lower != NULL ? list_one (sql, profile, lower, acts, error)
                                   : list_all (sql, profile, acts, error);

  store_db_unlock (db);
  return is_read ? g_steal_pointer (&acts) : NULL;
}

typedef struct
{
  const char *profile;
  const StoreAct *act;
} Write;

static void
bind_key (StoreQuery *query, const Write *write)
{
  store_query_bind_text (query, 0, write->profile);
  store_query_bind_text (query, 1, write->act->mailbox);
  store_query_bind_text (query, 2, write->act->item);
  store_query_bind_text (query, 3, store_act_kinds[write->act->kind]);
  store_query_bind_number (query, 4, write->act->away_from_s);
}

static gboolean
write_act (StoreSql *sql, gpointer data, GError **error)
{
  const Write *write = data;
  const StoreAct *act = write->act;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "INSERT INTO act (profile, mailbox, item, kind, away_from_s, away_until_s, state, what, mark,"
      " remote, found, run, at_s, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (profile, mailbox, item, kind, away_from_s) DO UPDATE SET"
      " away_until_s = excluded.away_until_s, state = excluded.state, what = excluded.what,"
      " mark = excluded.mark, remote = excluded.remote, found = excluded.found,"
      " run = excluded.run, at_s = excluded.at_s, problem = excluded.problem",
      error);

  if (query == NULL)
    return FALSE;

  bind_key (query, write);
  store_query_bind_number (query, 5, act->away_until_s);
  store_query_bind_text (query, 6, store_act_states[act->state]);
  store_query_bind_text (query, 7, act->what);
  store_query_bind_text (query, 8, act->mark);
  store_query_bind_text (query, 9, act->remote);
  store_query_bind_text (query, 10, act->found);
  store_query_bind_text (query, 11, act->run);
  store_query_bind_number (query, 12, act->at_s);
  store_query_bind_text (query, 13, act->problem);
  return store_query_run (query, error);
}

gboolean
store_act_save (StoreDb *db, const char *profile, const StoreAct *act, GError **error)
{
  Write write = { profile, act };

  return store_db_write (db, STORE_RELAXED, write_act, &write, error);
}

static gboolean
remove_act (StoreSql *sql, gpointer data, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "DELETE FROM act WHERE profile = ? AND mailbox = ? AND item = ?"
                       " AND kind = ? AND away_from_s = ?",
                       error);

  if (query == NULL)
    return FALSE;

  bind_key (query, data);
  return store_query_run (query, error);
}

gboolean
store_act_forget (StoreDb *db, const char *profile, const StoreAct *act, GError **error)
{
  Write write = { profile, act };

  return store_db_write (db, STORE_RELAXED, remove_act, &write, error);
}
