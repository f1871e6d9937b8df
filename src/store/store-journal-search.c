/* store-journal-search.c - finds rows of the journal
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "store-db-inside.h"
#include "store-journal.h"
#include "store-state.h"

#include <string.h>

static StoreJournalRow *
read_row (StoreQuery *query, GError **error)
{
  g_autoptr (StoreJournalRow) row = g_new0 (StoreJournalRow, 1);
  int result;

  row->id = store_query_number (query, 0);
  row->who = g_strdup (store_query_text (query, 2));
  row->run = g_strdup (store_query_text (query, 3));
  row->profile = g_strdup (store_query_text (query, 4));
  row->mailbox = g_strdup (store_query_text (query, 5));
  row->why = g_strdup (store_query_text (query, 6));
  row->request_id = g_strdup (store_query_text (query, 8));
  row->error = g_strdup (store_query_text (query, 9));
  if (!store_time_read (query, 1, &row->at, error) ||
      !store_word_read (query, 7, store_result_names, &result, error) ||
      (row->before = store_state_read (query, 10, error)) == NULL ||
      (row->after = store_state_read (query, 10 + STORE_STATE_COLUMNS, error)) == NULL)
    return NULL;

  row->result = (StoreResult) result;
  return g_steal_pointer (&row);
}

/* Three statements, because each has an index of its own. */
#define SELECT_ROWS                                                                                \
  "SELECT j.id, at_us, who, run, profile, mailbox, why, result, request_id, error,"                \
  " before_mode, before_audience, before_from_us, before_until_us, bi.body, bo.body,"              \
  " after_mode, after_audience, after_from_us, after_until_us, ai.body, ao.body"                   \
  " FROM journal AS j"                                                                             \
  " JOIN text AS bi ON bi.hash = before_inside JOIN text AS bo ON bo.hash = before_outside"        \
  " JOIN text AS ai ON ai.hash = after_inside JOIN text AS ao ON ao.hash = after_outside"          \
  " WHERE (?1 IS NULL OR profile = ?1) AND (?4 IS NULL OR run = ?4)"                               \
  " AND (?5 IS NULL OR at_us >= ?5) AND (?6 IS NULL OR at_us < ?6)"                                \
  " AND (?7 IS NULL OR lower (who) LIKE ?7 ESCAPE '\\')"                                           \
  " AND (?8 IS NULL OR mailbox LIKE ?8 ESCAPE '\\' OR lower (why) LIKE ?8 ESCAPE '\\'"             \
  "  OR lower (error) LIKE ?8 ESCAPE '\\' OR lower (bi.body) LIKE ?8 ESCAPE '\\'"                  \
  "  OR lower (bo.body) LIKE ?8 ESCAPE '\\' OR lower (ai.body) LIKE ?8 ESCAPE '\\'"                \
  "  OR lower (ao.body) LIKE ?8 ESCAPE '\\') AND j.id < ?9"

static const char select_all[] = SELECT_ROWS " ORDER BY j.id DESC LIMIT ?3";
static const char select_of_mailbox[] = SELECT_ROWS " AND mailbox = ?2 ORDER BY j.id DESC LIMIT ?3";
static const char select_of_run[] = SELECT_ROWS " AND run = ?4 ORDER BY j.id DESC LIMIT ?3";

static const char *
choose_statement (const StoreJournalSearch *search)
{
  if (search->mailbox != NULL)
    return select_of_mailbox;
  return search->run != NULL ? select_of_run : select_all;
}

/* For LIKE: with anything around it; NULL stays NULL. */
static char *
make_pattern (const char *text)
{
  g_autofree char *lower = NULL;
  GString *pattern;

  if (text == NULL)
    return NULL;

  lower = g_ascii_strdown (text, -1); /* as SQL's lower () does everywhere */
  pattern = g_string_new ("%");
  for (const char *at = lower; *at != '\0'; at++) {
    if (strchr ("%_\\", *at) != NULL)
      g_string_append_c (pattern, '\\');
    g_string_append_c (pattern, *at);
  }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

static GPtrArray *
read_rows (StoreSql *sql, const StoreJournalSearch *search, GError **error)
{
  g_autofree char *mailbox = search->mailbox != NULL ? g_utf8_strdown (search->mailbox, -1) : NULL;
  g_autofree char *who = make_pattern (search->who);
  g_autofree char *text = make_pattern (search->text);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) store_journal_row_free);
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (sql, choose_statement (search), error);

  if (query == NULL)
    return NULL;

  store_query_bind_text (query, 0, search->profile);
  store_query_bind_text (query, 1, mailbox);
  store_query_bind_number (query, 2, search->most);
  store_query_bind_text (query, 3, search->run);
  store_time_bind (query, 4, search->from);
  store_time_bind (query, 5, search->until);
  store_query_bind_text (query, 6, who);
  store_query_bind_text (query, 7, text);
  store_query_bind_number (query, 8, search->below > 0 ? search->below : G_MAXINT64);
  while (store_query_next (query, &why)) {
    StoreJournalRow *row = read_row (query, &why);

    if (row == NULL)
      break;
    g_ptr_array_add (rows, row);
  }
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  return g_steal_pointer (&rows);
}

GPtrArray *
store_journal_search (StoreDb *db, const StoreJournalSearch *search, GError **error)
{
  GPtrArray *rows = read_rows (store_db_lock (db), search, error);

  store_db_unlock (db);
  return rows;
}

GPtrArray *
store_journal_list (StoreDb *db, const char *profile, const char *mailbox, guint most,
                    GError **error)
{
  const StoreJournalSearch search = { .profile = profile, .mailbox = mailbox, .most = most };

  return store_journal_search (db, &search, error);
}

StoreJournalRow *
store_journal_find (StoreDb *db, gint64 id, GError **error)
{
  const StoreJournalSearch search = { .below = id + 1, .most = 1 };
  g_autoptr (GPtrArray) rows = store_journal_search (db, &search, error);
  const StoreJournalRow *row = rows != NULL && rows->len > 0 ? rows->pdata[0] : NULL;

  return row != NULL && row->id == id ? g_ptr_array_steal_index (rows, 0) : NULL;
}

static gboolean
read_each (StoreSql *sql, const char *profile, const char *run, StoreJournalGlance each,
           gpointer data, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT id, mailbox FROM journal WHERE profile = ? AND run = ? ORDER BY id DESC", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, run);
  while (store_query_next (query, &why))
    each (store_query_number (query, 0), store_query_text (query, 1), data);
  return base_error_pass (g_steal_pointer (&why), error);
}

gboolean
store_journal_each_of_run (StoreDb *db, const char *profile, const char *run,
                           StoreJournalGlance each, gpointer data, GError **error)
{
  gboolean is_read = read_each (store_db_lock (db), profile, run, each, data, error);

  store_db_unlock (db);
  return is_read;
}

static char *
read_run (StoreSql *sql, const char *profile, const char *beginning, GError **error)
{
  /* An id is of hexadecimal digits and hyphens, which all come before "g". */
  g_autofree char *end = g_strconcat (beginning, "g", NULL);
  g_autofree char *found = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT DISTINCT run FROM journal WHERE profile = ?1 AND run >= ?2 AND run < ?3 LIMIT 2",
      error);

  if (query == NULL)
    return NULL;
  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, beginning);
  store_query_bind_text (query, 2, end);
  if (!store_query_next (query, error))
    return NULL;
  found = g_strdup (store_query_text (query, 0));
  return store_query_next (query, error) ? NULL : g_steal_pointer (&found);
}

char *
store_journal_find_run (StoreDb *db, const char *profile, const char *beginning, GError **error)
{
  g_autofree char *run = NULL;
  g_autoptr (GError) why = NULL;

  run = read_run (store_db_lock (db), profile, beginning, &why);
  store_db_unlock (db);
  if (why == NULL)
    return g_steal_pointer (&run);
  g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}
