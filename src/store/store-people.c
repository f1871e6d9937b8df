/* store-people.c - an organisation's people as they were read last
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-people.h"

#include "store-db-inside.h"
#include "store-state.h"

#include <string.h>

#define PAGE 1000
#define LONGEST 4096 /* bytes of one value; nothing longer was ever written */

static const char *const home_names[] = {
  [EXCHANGE_HOME_NONE] = "none",
  [EXCHANGE_HOME_HERE] = "here",
  [EXCHANGE_HOME_CLOUD] = "cloud",
  NULL,
};

/* The texts of a person, in the order of the columns from "person" on. */
static const gsize texts[] = {
  G_STRUCT_OFFSET (ExchangePerson, name),   G_STRUCT_OFFSET (ExchangePerson, mail),
  G_STRUCT_OFFSET (ExchangePerson, upn),    G_STRUCT_OFFSET (ExchangePerson, logon),
  G_STRUCT_OFFSET (ExchangePerson, domain), G_STRUCT_OFFSET (ExchangePerson, department),
  G_STRUCT_OFFSET (ExchangePerson, title),  G_STRUCT_OFFSET (ExchangePerson, office),
  G_STRUCT_OFFSET (ExchangePerson, dn),     G_STRUCT_OFFSET (ExchangePerson, manager),
};

void
store_people_facts_free (StorePeopleFacts *self)
{
  if (self == NULL)
    return;

  g_free (self->source);
  g_free (self->mark);
  g_clear_pointer (&self->read_at, g_date_time_unref);
  g_free (self);
}

static gboolean
is_sound (const char *text)
{
  return text != NULL && strlen (text) <= LONGEST && g_utf8_validate (text, -1, NULL);
}

static StorePeopleFacts *
find_facts (StoreSql *sql, const char *profile, GError **error)
{
  g_autoptr (StorePeopleFacts) facts = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT source, mark, read_at_us FROM person_list WHERE profile = ?", error);

  if (query == NULL)
    return NULL;
  store_query_bind_text (query, 0, profile);
  if (!store_query_next (query, error))
    return NULL;

  facts = g_new0 (StorePeopleFacts, 1);
  if (!is_sound (store_query_text (query, 0)) || !is_sound (store_query_text (query, 1)) ||
      !store_time_read (query, 2, &facts->read_at, NULL) || facts->read_at == NULL)
    return NULL; /* damaged: as if there were none */

  facts->source = g_strdup (store_query_text (query, 0));
  facts->mark = g_strdup (store_query_text (query, 1));
  return g_steal_pointer (&facts);
}

StorePeopleFacts *
store_people_find (StoreDb *db, const char *profile, GError **error)
{
  StorePeopleFacts *facts = find_facts (store_db_lock (db), profile, error);

  store_db_unlock (db);
  return facts;
}

/* NULL when the row is damaged. */
static ExchangePerson *
read_person (StoreQuery *query)
{
  ExchangePerson draft = { .id = store_query_text (query, 1) };
  int kind, home;

  if (!is_sound (draft.id) || *draft.id == '\0' ||
      !store_word_read (query, 2, exchange_person_kind_names, &kind, NULL) ||
      !store_word_read (query, 3, home_names, &home, NULL))
    return NULL;

  draft.kind = (ExchangePersonKind) kind;
  draft.home = (ExchangeHome) home;
  draft.is_disabled = store_query_number (query, 4) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    const char *text = store_query_text (query, 5 + (int) i);

    if (!is_sound (text))
      return NULL;
    *(const char **) ((char *) &draft + texts[i]) = text;
  }
  return *draft.name != '\0' || *draft.mail != '\0' ? exchange_person_new (&draft) : NULL;
}

/* 0 without an error when there is none. */
static gint64
find_list (StoreSql *sql, const char *profile, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT number FROM person_list WHERE profile = ?", error);

  if (query == NULL)
    return 0;

  store_query_bind_text (query, 0, profile);
  return store_query_next (query, error) ? store_query_number (query, 0) : 0;
}

typedef struct
{
  const char *profile;
  gint64 after; /* the number of the last row that was read */
  gboolean is_whole;
} Reading;

/* NULL with an error. */
static GPtrArray *
read_page (StoreSql *sql, Reading *reading, guint *ret_n_rows, GError **error)
{
  g_autoptr (GPtrArray) page = g_ptr_array_new_full (PAGE, (GDestroyNotify) exchange_person_unref);
  g_autoptr (GError) why = NULL;
  gint64 list = find_list (sql, reading->profile, &why);
  /* The plus: in the order of the table, not by the index of the lists. */
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "SELECT number, id, kind, home, is_disabled, name, mail, upn, logon, domain, department,"
      " title, office, dn, manager FROM person WHERE number > ? AND +list = ? ORDER BY number "
      "LIMIT ?",
      why == NULL ? &why : NULL);

  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }

  store_query_bind_number (query, 0, reading->after);
  store_query_bind_number (query, 1, list);
  store_query_bind_number (query, 2, PAGE);
  *ret_n_rows = 0;
  while (store_query_next (query, &why)) {
    ExchangePerson *person = read_person (query);

    reading->after = store_query_number (query, 0);
    *ret_n_rows += 1;
    if (person != NULL)
      g_ptr_array_add (page, person);
    else
      reading->is_whole = FALSE;
  }
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  return g_steal_pointer (&page);
}

gboolean
store_people_read (StoreDb *db, const char *profile, ExchangePeopleFunc each, gpointer data,
                   gboolean *ret_is_whole, GError **error)
{
  Reading reading = { .profile = profile, .after = 0, .is_whole = TRUE };
  guint n_rows;

  do {
    g_autoptr (GPtrArray) page = read_page (store_db_lock (db), &reading, &n_rows, error);

    store_db_unlock (db);
    if (page == NULL)
      return FALSE;
    if (page->len > 0 && !each (page, data))
      break;
  } while (n_rows == PAGE);

  *ret_is_whole = reading.is_whole;
  return TRUE;
}

typedef struct
{
  const char *profile;
  const StorePeopleNews *news;
  gint64 list; /* the number of the profile's list */
} Writing;

static gboolean
write_facts (StoreSql *sql, Writing *self, GError **error)
{
  const StorePeopleFacts *facts = self->news->facts;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "INSERT INTO person_list (profile, source, mark, read_at_us) VALUES (?, ?, ?, ?)"
      " ON CONFLICT (profile) DO UPDATE SET source = excluded.source, mark = excluded.mark,"
      " read_at_us = excluded.read_at_us",
      error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, self->profile);
  store_query_bind_text (query, 1, facts->source);
  store_query_bind_text (query, 2, facts->mark != NULL ? facts->mark : "");
  store_time_bind (query, 3, facts->read_at);
  return store_query_run (query, error);
}

static gboolean
write_person (StoreSql *sql, Writing *self, const ExchangePerson *person, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "INSERT INTO person (list, id, kind, home, is_disabled, name, mail, upn, logon, domain,"
      " department, title, office, dn, manager)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (list, id) DO UPDATE SET kind = excluded.kind, home = excluded.home,"
      " is_disabled = excluded.is_disabled, name = excluded.name, mail = excluded.mail,"
      " upn = excluded.upn, logon = excluded.logon, domain = excluded.domain,"
      " department = excluded.department, title = excluded.title, office = excluded.office,"
      " dn = excluded.dn, manager = excluded.manager",
      error);

  if (query == NULL)
    return FALSE;

  store_query_bind_number (query, 0, self->list);
  store_query_bind_text (query, 1, person->id);
  store_query_bind_text (query, 2, exchange_person_kind_names[person->kind]);
  store_query_bind_text (query, 3, home_names[person->home]);
  store_query_bind_number (query, 4, person->is_disabled ? 1 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    store_query_bind_text (query, 5 + (int) i,
                           *(const char *const *) ((const char *) person + texts[i]));
  return store_query_run (query, error);
}

static gboolean
remove_person (StoreSql *sql, Writing *self, const char *id, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "DELETE FROM person WHERE list = ? AND id = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_number (query, 0, self->list);
  store_query_bind_text (query, 1, id);
  return store_query_run (query, error);
}

static gboolean
remove_all (StoreSql *sql, Writing *self, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (sql, "DELETE FROM person WHERE list = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_number (query, 0, self->list);
  return store_query_run (query, error);
}

static gboolean
write_news (StoreSql *sql, gpointer data, GError **error)
{
  Writing *self = data;
  const StorePeopleNews *news = self->news;

  if (!write_facts (sql, self, error) ||
      (self->list = find_list (sql, self->profile, error)) == 0 ||
      (news->extent == STORE_PEOPLE_ALL && !remove_all (sql, self, error)))
    return FALSE;

  for (guint i = 0; i < news->changed->len; i++)
    if (!write_person (sql, self, g_ptr_array_index (news->changed, i), error))
      return FALSE;
  for (guint i = 0; news->removed != NULL && i < news->removed->len; i++)
    if (!remove_person (sql, self, g_ptr_array_index (news->removed, i), error))
      return FALSE;
  return TRUE;
}

gboolean
store_people_write (StoreDb *db, const char *profile, const StorePeopleNews *news, GError **error)
{
  Writing writing = { .profile = profile, .news = news };

  return store_db_write (db, STORE_RELAXED, write_news, &writing, error);
}
