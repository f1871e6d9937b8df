/* store-state.c - an automatic reply's state as columns
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-state.h"

#include "base-error.h"
#include "store-digest.h"

#include <string.h>

static char *
digest_text (const char *text)
{
  char *hex = g_malloc (STORE_DIGEST_CHARS + 1);

  store_digest_make (text, strlen (text), hex);
  return hex;
}

void
store_state_init (StoreState *self, const OofState *state)
{
  self->state = state;
  self->inside = digest_text (state->inside);
  self->outside = strcmp (state->inside, state->outside) == 0 ? g_strdup (self->inside)
                                                              : digest_text (state->outside);
}

void
store_state_clear (StoreState *self)
{
  g_clear_pointer (&self->inside, g_free);
  g_clear_pointer (&self->outside, g_free);
}

static gboolean
write_text (StoreSql *sql, const char *hash, const char *body, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "INSERT INTO text (hash, body) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, hash);
  store_query_bind_text (query, 1, body);
  return store_query_run (query, error);
}

gboolean
store_state_write_texts (StoreSql *sql, const StoreState *self, GError **error)
{
  return write_text (sql, self->inside, self->state->inside, error) &&
         (strcmp (self->inside, self->outside) == 0 ||
          write_text (sql, self->outside, self->state->outside, error));
}

void
store_state_bind (StoreQuery *query, int parameter, const StoreState *self)
{
  store_query_bind_text (query, parameter, oof_mode_names[self->state->mode]);
  store_query_bind_text (query, parameter + 1, oof_audience_names[self->state->audience]);
  store_time_bind (query, parameter + 2, self->state->from);
  store_time_bind (query, parameter + 3, self->state->until);
  store_query_bind_text (query, parameter + 4, self->inside);
  store_query_bind_text (query, parameter + 5, self->outside);
}

static gboolean
refuse (const char *words, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "store-corrupt" };

  base_error_set_facts (error, BASE_ERROR_STORE, &facts, "the database holds %s", words);
  return FALSE;
}

gboolean
store_word_read (StoreQuery *query, int column, const char *const *names, int *ret, GError **error)
{
  const char *word = store_query_text (query, column);

  for (int i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], word) == 0) {
      *ret = i;
      return TRUE;
    }
  return refuse ("a word that this program does not know", error);
}

void
store_time_bind (StoreQuery *query, int parameter, GDateTime *when)
{
  if (when == NULL)
    store_query_bind_null (query, parameter);
  else
    store_query_bind_number (query, parameter,
                             g_date_time_to_unix (when) * G_USEC_PER_SEC +
                                 g_date_time_get_microsecond (when));
}

gboolean
store_time_read (StoreQuery *query, int column, GDateTime **ret, GError **error)
{
  gint64 us = store_query_number (query, column);
  gint64 rest_us = us % G_USEC_PER_SEC;
  g_autoptr (GDateTime) second = NULL;

  if (store_query_is_null (query, column)) {
    *ret = NULL;
    return TRUE;
  }

  if (rest_us < 0)
    rest_us += G_USEC_PER_SEC; /* before 1970 */
  second = g_date_time_new_from_unix_utc ((us - rest_us) / G_USEC_PER_SEC);
  if (second == NULL)
    return refuse ("a time outside of the calendar", error);

  *ret = g_date_time_add (second, rest_us);
  return TRUE;
}

OofState *
store_state_read (StoreQuery *query, int column, GError **error)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  int mode, audience;

  if (!store_word_read (query, column, oof_mode_names, &mode, error) ||
      !store_word_read (query, column + 1, oof_audience_names, &audience, error) ||
      !store_time_read (query, column + 2, &from, error) ||
      !store_time_read (query, column + 3, &until, error))
    return NULL;

  return oof_state_new ((OofMode) mode, (OofAudience) audience, from, until,
                        store_query_text (query, column + 4), store_query_text (query, column + 5));
}
