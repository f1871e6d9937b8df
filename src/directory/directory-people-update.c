/* directory-people-update.c - who changed since the last time
 *
 * Each controller numbers its own changes (uSNChanged), so a mark names the controller as well as
 * the number: its invocation id, which is a new one after it was restored from a backup. The number
 * is read before the people are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-people-read.h"
#include "directory-search.h"
#include "directory-value.h"
#include "directory-wanted.h"

#define VERSION "1"

static const char *const dse_attributes[] = { "highestCommittedUSN", "dsServiceName", NULL };
enum
{
  USN,
  SERVICE
};

static const char *const invocation_attributes[] = { "invocationId", NULL };
static const char *const guid_attributes[] = { "objectGUID", NULL };

/* What a source said before it was read. */
typedef struct
{
  char *controller; /* whose numbers they are; "": it does not say */
  gint64 usn;
} State;

static void
free_state (gpointer data)
{
  State *self = data;

  g_free (self->controller);
  g_free (self);
}

static gboolean
dse_cb (DirectoryEntry *entry, gpointer data)
{
  State *state = data;

  state->usn = directory_entry_number (entry, USN, -1);
  g_free (state->controller);
  state->controller = g_strdup (directory_entry_text (entry, SERVICE));
  return FALSE;
}

static gboolean
invocation_cb (DirectoryEntry *entry, gpointer data)
{
  State *state = data;
  char guid[DIRECTORY_GUID_TEXT];
  struct berval bytes;

  if (directory_entry_bytes (entry, 0, &bytes) &&
      directory_value_guid_text (bytes.bv_val, bytes.bv_len, guid)) {
    g_free (state->controller);
    state->controller = g_strdup (guid);
  }
  return FALSE;
}

static State *
read_state (DirectoryForest *forest, BaseCall *call, const DirectorySource *source, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autofree char *service = NULL;
  DirectoryAsk ask = { .dns = source->dns,
                       .port = source->port,
                       .base = "",
                       .scope = LDAP_SCOPE_BASE,
                       .attributes = dse_attributes };

  state->usn = -1;
  if (!directory_search (call, forest, &ask, dse_cb, NULL, state, NULL, error)) {
    free_state (state);
    return NULL;
  }
  if (state->controller == NULL || state->usn < 0) {
    g_free (state->controller);
    state->controller = g_strdup ("");
    return state;
  }

  /* Without the right to see it, the controller's name has to do. */
  ask.base = service = g_strdup (state->controller);
  ask.attributes = invocation_attributes;
  directory_search (call, forest, &ask, invocation_cb, NULL, state, NULL, NULL);
  return state;
}

static GPtrArray *
read_states (DirectoryForest *forest, BaseCall *call, const GPtrArray *sources, GError **error)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (free_state);

  for (guint i = 0; i < sources->len; i++) {
    State *state = read_state (forest, call, sources->pdata[i], error);

    if (state == NULL)
      return NULL;
    g_ptr_array_add (states, state);
  }
  return g_steal_pointer (&states);
}

/* "1", then for each source its port and domain, its controller and its number, line by line */
static char *
write_mark (const GPtrArray *sources, const GPtrArray *states)
{
  GString *mark = g_string_new (VERSION);

  for (guint i = 0; i < sources->len; i++) {
    const DirectorySource *source = g_ptr_array_index (sources, i);
    const State *state = g_ptr_array_index (states, i);

    g_string_append_printf (mark, "\n%d%s\n%s\n%" G_GINT64_FORMAT, source->port, source->dns,
                            state->controller, state->usn);
  }
  return g_string_free (mark, FALSE);
}

/* Since which number each source has to be read; NULL when the mark is not about these. */
static gint64 *
read_mark (const char *mark, const GPtrArray *sources, const GPtrArray *states)
{
  g_auto (GStrv) lines = g_strsplit (mark != NULL ? mark : "", "\n", -1);
  g_autofree gint64 *since = g_new0 (gint64, sources->len + 1);

  if (g_strv_length (lines) != 1 + 3 * sources->len || !g_str_equal (lines[0], VERSION))
    return NULL;
  for (guint i = 0; i < sources->len; i++) {
    const DirectorySource *source = g_ptr_array_index (sources, i);
    const State *state = g_ptr_array_index (states, i);
    g_autofree char *place = g_strdup_printf ("%d%s", source->port, source->dns);

    if (!g_str_equal (lines[1 + 3 * i], place) || *state->controller == '\0' ||
        !g_str_equal (lines[2 + 3 * i], state->controller) ||
        !g_ascii_string_to_signed (lines[3 + 3 * i], 10, 0, state->usn, &since[i], NULL))
      return NULL;
  }
  return g_steal_pointer (&since);
}

typedef struct
{
  const DirectoryPeopleNews *news;
  gboolean is_stopped;
} Telling;

static gboolean
changed_cb (GPtrArray *page, gpointer data)
{
  Telling *telling = data;

  telling->is_stopped = !telling->news->changed (page, telling->news->data);
  return !telling->is_stopped;
}

static void
removed_cb (const char *id, gpointer data)
{
  const Telling *telling = data;

  telling->news->removed (id, telling->news->data);
}

static gboolean
deleted_cb (DirectoryEntry *entry, gpointer data)
{
  char guid[DIRECTORY_GUID_TEXT];
  struct berval bytes;

  if (directory_entry_bytes (entry, 0, &bytes) &&
      directory_value_guid_text (bytes.bv_val, bytes.bv_len, guid))
    removed_cb (guid, data);
  return TRUE;
}

/* Most accounts may not see what was deleted: then there is none. */
static gboolean
read_deleted (DirectoryForest *forest, BaseCall *call, const DirectorySource *source, gint64 since,
              Telling *telling, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (DirectoryFilter) filter =
      directory_filter_and (directory_filter_equals ("isDeleted", "TRUE"),
                            directory_filter_at_least ("uSNChanged", since + 1), NULL);
  DirectoryAsk ask = { .dns = source->dns,
                       .port = source->port,
                       .base = source->base,
                       .scope = LDAP_SCOPE_SUBTREE,
                       .filter = filter,
                       .attributes = guid_attributes,
                       .with_deleted = TRUE };

  if (directory_search (call, forest, &ask, deleted_cb, NULL, telling, NULL, &why))
    return TRUE;
  if (g_error_matches (why, BASE_ERROR, BASE_ERROR_FORBIDDEN) ||
      g_error_matches (why, BASE_ERROR, BASE_ERROR_UNSUPPORTED) ||
      g_error_matches (why, BASE_ERROR, BASE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
read_changes (DirectoryForest *forest, BaseCall *call, const DirectorySource *source, gint64 since,
              Telling *telling, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (DirectoryFilter) filter =
      directory_filter_and (directory_filter_is ("sAMAccountType", DIRECTORY_ACCOUNT_TYPE),
                            directory_filter_at_least ("uSNChanged", since + 1), NULL);
  DirectoryPeopleAsk ask = { .filter = filter,
                             .each = changed_cb,
                             .other = removed_cb,
                             .data = telling,
                             .only_mailboxes = TRUE };

  g_ptr_array_add (one, (gpointer) source);
  return directory_schema_get (forest, call, &ask.schema, error) &&
         directory_people_read (forest, call, one, &ask, NULL, error) &&
         (telling->is_stopped || read_deleted (forest, call, source, since, telling, error));
}

static gboolean
read_all (DirectoryForest *forest, BaseCall *call, const GPtrArray *sources, Telling *telling,
          GError **error)
{
  DirectoryPeopleAsk ask = { .each = changed_cb, .data = telling, .only_mailboxes = TRUE };
  g_autoptr (DirectoryFilter) filter = NULL;

  if (!directory_schema_get (forest, call, &ask.schema, error))
    return FALSE;
  ask.filter = filter = directory_wanted_filter (&ask.schema, NULL);
  return directory_people_read (forest, call, sources, &ask, NULL, error);
}

gboolean
directory_people_update (DirectoryForest *forest, BaseCall *call, const char *mark,
                         const DirectoryPeopleNews *news, char **ret_mark, gboolean *ret_is_all,
                         GError **error)
{
  g_autoptr (GPtrArray) sources =
      directory_sources (forest, call, NULL, DIRECTORY_READS_NAMES, error);
  g_autoptr (GPtrArray) states =
      sources != NULL ? read_states (forest, call, sources, error) : NULL;
  g_autofree gint64 *since = NULL;
  Telling telling = { .news = news };

  if (states == NULL)
    return FALSE;

  since = read_mark (mark, sources, states);
  if (since == NULL && !read_all (forest, call, sources, &telling, error))
    return FALSE;
  for (guint i = 0; since != NULL && !telling.is_stopped && i < sources->len; i++)
    if (!read_changes (forest, call, sources->pdata[i], since[i], &telling, error))
      return FALSE;

  *ret_is_all = since == NULL && !telling.is_stopped;
  *ret_mark =
      telling.is_stopped ? g_strdup (mark != NULL ? mark : "") : write_mark (sources, states);
  return TRUE;
}
