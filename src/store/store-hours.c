/* store-hours.c - the hours in which people work
 *
 * Hours are kept as "0 540-720 780-1020;4 540-720": the day of the week, 0 for Monday, and minutes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-hours.h"

#include "base-error.h"
#include "store-db-inside.h"

#include <string.h>

void
store_hours_free (StoreHours *self)
{
  if (self == NULL)
    return;

  g_free (self->mailbox);
  g_free (self->zone);
  g_free (self->problem);
  g_free (self);
}

static void
free_hours (gpointer data)
{
  store_hours_free (data);
}

static char *
write_hours (const OofHours *hours)
{
  GString *text = g_string_new (NULL);

  for (guint day = 0; day < 7; day++) {
    if (hours->n_spans[day] == 0)
      continue;
    g_string_append_printf (text, "%s%u", text->len > 0 ? ";" : "", day);
    for (guint i = 0; i < hours->n_spans[day]; i++)
      g_string_append_printf (text, " %u-%u", hours->spans[day][i].from_min,
                              hours->spans[day][i].until_min);
  }
  return g_string_free (text, FALSE);
}

static gboolean
read_day (const char *text, OofHours *ret)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  int day = words[0] != NULL && *words[0] != '\0' ? *words[0] - '0' : -1;

  for (guint i = 1; day >= 0 && words[i] != NULL; i++) {
    const char *dash = strchr (words[i], '-');

    if (dash == NULL || !oof_hours_add (ret, day, (guint) g_ascii_strtoull (words[i], NULL, 10),
                                        (guint) g_ascii_strtoull (dash + 1, NULL, 10), NULL))
      return FALSE;
  }
  return day >= 0;
}

/* FALSE for what no version has written: then they are as good as unknown. */
static gboolean
read_hours (const char *text, OofHours *ret)
{
  g_auto (GStrv) days = g_strsplit (text, ";", -1);

  for (guint i = 0; days[i] != NULL; i++)
    if (!read_day (days[i], ret))
      return FALSE;
  return TRUE;
}

static StoreHours *
read_row (StoreQuery *query)
{
  StoreHours *self = g_new0 (StoreHours, 1);
  const char *hours = store_query_text (query, 1);

  self->mailbox = g_strdup (store_query_text (query, 0));
  self->is_known = hours != NULL && read_hours (hours, &self->hours);
  self->zone = g_strdup (store_query_text (query, 2));
  self->read_s = store_query_number (query, 3);
  self->asked_s = store_query_number (query, 4);
  self->problem = g_strdup (store_query_text (query, 5));
  return self;
}

static gboolean
read_all (StoreSql *sql, const char *profile, GHashTable *all, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "SELECT mailbox, hours, zone, read_s, asked_s, problem FROM mailbox_hours WHERE profile = ?",
      error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  while (store_query_next (query, &why)) {
    StoreHours *hours = read_row (query);

    g_hash_table_replace (all, hours->mailbox, hours);
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

GHashTable *
store_hours_list (StoreDb *db, const char *profile, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_hours);
  gboolean is_read = read_all (store_db_lock (db), profile, all, error);

  store_db_unlock (db);
  return is_read ? g_steal_pointer (&all) : NULL;
}

typedef struct
{
  const char *profile;
  const GPtrArray *list;
} Write;

static gboolean
write_row (StoreSql *sql, const char *profile, const StoreHours *hours, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "INSERT INTO mailbox_hours (profile, mailbox, hours, zone, read_s, asked_s, problem)"
      " VALUES (?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (profile, mailbox) DO UPDATE SET hours = excluded.hours, zone = excluded.zone,"
      " read_s = excluded.read_s, asked_s = excluded.asked_s, problem = excluded.problem",
      error);
  g_autofree char *text = hours->is_known ? write_hours (&hours->hours) : NULL;

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, hours->mailbox);
  store_query_bind_text (query, 2, text);
  store_query_bind_text (query, 3, hours->zone);
  store_query_bind_number (query, 4, hours->read_s);
  store_query_bind_number (query, 5, hours->asked_s);
  store_query_bind_text (query, 6, hours->problem);
  return store_query_run (query, error);
}

static gboolean
write_list (StoreSql *sql, gpointer data, GError **error)
{
  const Write *write = data;

  for (guint i = 0; i < write->list->len; i++)
    if (!write_row (sql, write->profile, write->list->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
store_hours_save (StoreDb *db, const char *profile, const GPtrArray *list, GError **error)
{
  Write write = { profile, list };

  return store_db_write (db, STORE_RELAXED, write_list, &write, error);
}
