/* store-profile-row.c - a connection profile as the columns of its table
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-profile-row.h"

#include "store-state.h"

#define TEXT(member)                                                                               \
  {                                                                                                \
#member, G_STRUCT_OFFSET(ExchangeProfile, member), NULL                                        \
  }
#define WORD(member, words)                                                                        \
  {                                                                                                \
#member, G_STRUCT_OFFSET(ExchangeProfile, member), words                                       \
  }

/* Texts, but for the words, which are enums here, and for jobs. id comes first. */
static const struct
{
  const char *name;
  gsize offset;
  const char *const *words; /* NULL: a text */
} columns[] = {
  TEXT (id),
  TEXT (name),
  WORD (kind, exchange_kind_names),
  TEXT (server),
  TEXT (ews_url),
  TEXT (ca_pem),
  WORD (auth, exchange_auth_names),
  TEXT (admin_upn),
  TEXT (test_mailbox),
  TEXT (directory),
  WORD (directory_auth, exchange_directory_auth_names),
  TEXT (directory_ca_pem),
  TEXT (directory_user),
  WORD (path, exchange_path_names),
  TEXT (console),
  WORD (version, exchange_version_names),
  TEXT (build),
  TEXT (offered),
  TEXT (cloud),
  TEXT (tenant),
  TEXT (client_id),
  TEXT (certificate),
  TEXT (client_until),
  WORD (sign_in, exchange_sign_in_names),
  TEXT (online_user),
  TEXT (login_url),
  TEXT (graph_url),
  TEXT (admin_api_url),
};
#define JOBS ((int) G_N_ELEMENTS (columns)) /* behind them */

char *
store_profile_row_columns (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (text, "%s, ", columns[i].name);
  g_string_append (text, "jobs");
  return g_string_free (text, FALSE);
}

ExchangeProfile *
store_profile_row_read (StoreQuery *query, GError **error)
{
  ExchangeProfile draft = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    int word;

    if (columns[i].words == NULL) {
      G_STRUCT_MEMBER (const char *, &draft, columns[i].offset) = store_query_text (query, (int) i);
    } else {
      if (!store_word_read (query, (int) i, columns[i].words, &word, error))
        return NULL;
      G_STRUCT_MEMBER (int, &draft, columns[i].offset) = word;
    }
  }
  draft.jobs = (guint) store_query_number (query, JOBS);
  return exchange_profile_new (&draft);
}

/* "INSERT INTO profile (id, …) VALUES (?, …) ON CONFLICT (id) DO UPDATE SET name = excluded.name,
 * …"
 */
static char *
make_statement (void)
{
  g_autofree char *names = store_profile_row_columns ();
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "INSERT INTO profile (%s) VALUES (", names);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append (text, "?, ");
  g_string_append (text, "?) ON CONFLICT (id) DO UPDATE SET jobs = excluded.jobs");
  for (guint i = 1; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (text, ", %s = excluded.%s", columns[i].name, columns[i].name);
  return g_string_free (text, FALSE);
}

gboolean
store_profile_row_write (StoreSql *sql, const ExchangeProfile *profile, GError **error)
{
  g_autofree char *statement = make_statement ();
  g_autoptr (StoreQuery) query = store_sql_query (sql, statement, error);

  if (query == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    store_query_bind_text (
        query, (int) i,
        columns[i].words == NULL
            ? G_STRUCT_MEMBER (const char *, profile, columns[i].offset)
            : columns[i].words[G_STRUCT_MEMBER (int, profile, columns[i].offset)]);
  store_query_bind_number (query, JOBS, profile->jobs);
  return store_query_run (query, error);
}
