/* session-load-ask.c - who is asked for people: the directory where there is one, else Exchange
 *
 * People come page by page and are shown in batches. Who is as the list knows them already is not
 * touched; who did not come any more is taken out at the end, and only when all went well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-load-private.h"

#include "directory-people.h"
#include "session-directory-private.h"

/* With the manager of before, where a change does not tell of one. Caller unrefs. */
static ExchangePerson *
complete (ExchangePerson *person, const SessionEntry *known)
{
  ExchangePerson draft = *person;

  if (!person->is_manager_untold)
    return exchange_person_ref (person);
  draft.manager = known != NULL ? known->person->manager : NULL;
  draft.is_manager_untold = FALSE;
  return exchange_person_new (&draft);
}

static void
take_person (SessionLoad *self, ExchangePerson *told)
{
  SessionEntry *known = g_hash_table_lookup (self->unseen, told->id);
  g_autoptr (ExchangePerson) person = complete (told, known);
  SessionEntry *entry;

  if (known != NULL) {
    g_hash_table_remove (self->unseen, person->id);
    g_hash_table_add (self->seen, (gpointer) known->person->id);
    if (exchange_person_equal (known->person, person))
      return;
  } else if (g_hash_table_contains (self->seen, person->id)) {
    return; /* told twice */
  }

  entry = session_entry_new (person);
  g_hash_table_add (self->seen, (gpointer) entry->person->id);
  g_ptr_array_add (self->news, entry);
  session_feed_add (self->feed, session_entry_ref (entry));
}

static gboolean
take_page (GPtrArray *page, gpointer data)
{
  SessionLoad *self = data;

  for (guint i = 0; i < page->len; i++)
    take_person (self, g_ptr_array_index (page, i));
  return TRUE;
}

static void
take_removed (const char *id, gpointer data)
{
  SessionLoad *self = data;
  const SessionEntry *known = g_hash_table_lookup (self->unseen, id);

  if (known != NULL)
    g_ptr_array_add (self->removed, g_strdup (known->person->id));
}

static void
remove_unseen (SessionLoad *self)
{
  GHashTableIter iter;
  gpointer id;

  g_ptr_array_set_size (self->removed, 0);
  g_hash_table_iter_init (&iter, self->unseen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (self->removed, g_strdup (id));
}

/* Online are most of those whom the directory has, too: by the same identifier, or where that is
 * another, by the same address. Only who is in the cloud alone is added. */
static gboolean
take_cloud_page (GPtrArray *page, gpointer data)
{
  SessionLoad *self = data;

  for (guint i = 0; i < page->len; i++) {
    ExchangePerson *person = g_ptr_array_index (page, i);
    const SessionEntry *known = g_hash_table_lookup (self->unseen, person->id);

    if (known != NULL ? person->home == EXCHANGE_HOME_CLOUD
                      : !session_merge_has (self->merge, person))
      take_person (self, person);
  }
  return TRUE;
}

static void
note_all (SessionMerge *merge, const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    session_merge_note (merge, ((SessionEntry *) entries->pdata[i])->person);
}

/* Beside the directory: those who are in the cloud of a hybrid organisation and nowhere else. */
static gboolean
ask_cloud (SessionLoad *self, BaseCall *call, GError **error)
{
  gboolean is_hybrid =
      self->org != NULL && session_org_profile (self->org)->kind == EXCHANGE_KIND_HYBRID;
  gboolean is_listed;

  if (!is_hybrid)
    return TRUE;

  self->merge = session_merge_new ();
  note_all (self->merge, self->before);
  note_all (self->merge, self->news);
  is_listed = session_org_list_cloud (self->org, call, NULL, take_cloud_page, self, error);
  g_clear_pointer (&self->merge, session_merge_free);
  return is_listed;
}

static void
keep_mark (SessionLoad *self, char **mark)
{
  g_free (self->mark);
  self->mark = *mark != NULL ? g_steal_pointer (mark) : g_strdup ("");
}

static gboolean
ask_directory (SessionLoad *self, BaseCall *call, GError **error)
{
  const DirectoryPeopleNews news = { .changed = take_page, .removed = take_removed, .data = self };
  DirectoryForest *forest = session_directory_forest (self->directory, call, error);
  const char *mark = *self->mark != '\0' && self->before->len > 0 ? self->mark : NULL;
  g_autofree char *new_mark = NULL;
  gboolean is_all = FALSE;

  if (forest == NULL)
    return FALSE;
  if (!directory_people_update (forest, call, mark, &news, &new_mark, &is_all, error)) {
    session_directory_tell (self->directory, error);
    return FALSE;
  }

  if (!ask_cloud (self, call, error))
    return FALSE;
  if (is_all)
    remove_unseen (self);
  keep_mark (self, &new_mark);
  return TRUE;
}

/* Who changed since the last time, as the cloud remembers it. */
static gboolean
ask_changes (SessionLoad *self, BaseCall *call, GError **error)
{
  const ExchangeNews news = { .changed = take_page, .removed = take_removed, .data = self };
  const char *mark = *self->mark != '\0' && self->before->len > 0 ? self->mark : NULL;
  g_autofree char *new_mark = NULL;
  gboolean is_all = FALSE;

  if (!session_org_list_changes (self->org, call, mark, &news, &new_mark, &is_all, error))
    return FALSE;

  if (is_all)
    remove_unseen (self);
  keep_mark (self, &new_mark);
  return TRUE;
}

static gboolean
ask_exchange (SessionLoad *self, BaseCall *call, GError **error)
{
  g_autofree char *none = NULL;

  if (session_org_lists_changes (self->org))
    return ask_changes (self, call, error);
  if (!session_org_list_people (self->org, call, NULL, take_page, self, error))
    return FALSE;

  remove_unseen (self);
  keep_mark (self, &none);
  return TRUE;
}

gboolean
session_load_ask (SessionLoad *self, BaseCall *call, GError **error)
{
  return self->directory != NULL ? ask_directory (self, call, error)
                                 : ask_exchange (self, call, error);
}
