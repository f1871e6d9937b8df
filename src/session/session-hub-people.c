/* session-hub-people.c - loading people, from the directory where there is one, else from Exchange
 *
 * People come page by page and are shown in batches. Who is as the list knows them already is not
 * touched; who did not come any more is taken out at the end, and only when all went well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-people.h"
#include "session-directory-private.h"
#include "session-hub-private.h"
#include "session-run.h"

/* One loading of the list. */
struct _SessionLoad
{
  SessionFeed *feed;
  SessionDirectory *directory; /* NULL: Exchange is asked */
  SessionOrg *org;             /* may be NULL where there is a directory */
  char *mark;                  /* the directory's: of the last time, then of this one */
  GPtrArray *before;           /* SessionEntry: what the list held when the loading began */
  GHashTable *unseen;          /* id → SessionEntry, of those in before who have not come yet */
  GHashTable *seen;            /* ids of the others; of entries in before or news */
  GHashTable *mails;           /* addresses in lower case, while the cloud is asked */
  GPtrArray *news;             /* SessionEntry: all who are new or changed */
  GPtrArray *rest;             /* of them, those the feed did not hand over */
  GPtrArray *removed;          /* ids, of entries in before */
  GPtrArray *outers;           /* GTask: the refreshes that wait for it; main thread only */
};

static void
free_load (gpointer data)
{
  SessionLoad *self = data;

  session_feed_free (self->feed);
  session_directory_unref (self->directory);
  session_org_unref (self->org);
  g_free (self->mark);
  g_clear_pointer (&self->unseen, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->mails, g_hash_table_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->outers, g_ptr_array_unref);
  g_free (self);
}

static void
take_person (SessionLoad *self, ExchangePerson *person)
{
  SessionEntry *known = g_hash_table_lookup (self->unseen, person->id);
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

static void
note_mail (SessionLoad *self, const char *mail)
{
  if (self->mails != NULL && *mail != '\0')
    g_hash_table_add (self->mails, g_utf8_strdown (mail, -1));
}

/* Online are most of those whom the directory has, too: by the same identifier, or where that is
 * another, by the same address. Only who is in the cloud alone is added. */
static gboolean
take_cloud_page (GPtrArray *page, gpointer data)
{
  SessionLoad *self = data;

  for (guint i = 0; i < page->len; i++) {
    ExchangePerson *person = g_ptr_array_index (page, i);
    g_autofree char *mail = g_utf8_strdown (person->mail, -1);
    const SessionEntry *known = g_hash_table_lookup (self->unseen, person->id);

    if (known != NULL ? person->home == EXCHANGE_HOME_CLOUD
                      : !g_hash_table_contains (self->seen, person->id) &&
                            !g_hash_table_contains (self->mails, mail))
      take_person (self, person);
  }
  return TRUE;
}

static void
note_known_mails (SessionLoad *self)
{
  for (guint i = 0; i < self->before->len; i++) {
    const ExchangePerson *person = ((SessionEntry *) self->before->pdata[i])->person;

    note_mail (self, person->mail);
  }
  for (guint i = 0; i < self->news->len; i++) {
    const ExchangePerson *person = ((SessionEntry *) self->news->pdata[i])->person;

    note_mail (self, person->mail);
  }
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

  self->mails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  note_known_mails (self);
  is_listed = session_org_list_cloud (self->org, call, take_cloud_page, self, error);
  g_clear_pointer (&self->mails, g_hash_table_unref);
  return is_listed;
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
  g_free (self->mark);
  self->mark = new_mark != NULL ? g_steal_pointer (&new_mark) : g_strdup ("");
  return TRUE;
}

static gboolean
ask_exchange (SessionLoad *self, BaseCall *call, GError **error)
{
  if (!session_org_list_people (self->org, call, NULL, take_page, self, error))
    return FALSE;

  remove_unseen (self);
  return TRUE;
}

static gpointer
load_work (BaseCall *call, gpointer data, GError **error)
{
  SessionLoad *self = data;

  for (guint i = 0; i < self->before->len; i++) {
    SessionEntry *entry = g_ptr_array_index (self->before, i);

    g_hash_table_insert (self->unseen, (gpointer) entry->person->id, entry);
  }
  if (self->directory != NULL ? !ask_directory (self, call, error)
                              : !ask_exchange (self, call, error))
    return NULL;

  self->rest = session_feed_end (self->feed);
  /* Here, because letting go of a hundred thousand people takes longer than a frame. */
  g_clear_pointer (&self->unseen, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  return self;
}

static void
answer_outers (SessionLoad *self, const GError *error)
{
  for (guint i = 0; i < self->outers->len; i++) {
    GTask *outer = g_ptr_array_index (self->outers, i);

    if (error == NULL)
      g_task_return_boolean (outer, TRUE);
    else
      g_task_return_error (outer, g_error_copy (error));
  }
}

/* The directory is asked with the password of the account that impersonates. */
static gboolean
shares_password (SessionHub *self)
{
  return self->profile != NULL && *self->profile->directory_user == '\0' &&
         self->profile->directory_auth != EXCHANGE_DIRECTORY_AUTH_TICKET;
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH) &&
         g_strcmp0 (base_error_facts (error)->reason, "directory-refused") == 0;
}

static void
load_failed (SessionHub *hub, SessionLoad *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  hub->is_current = FALSE;
  if (self->directory != NULL) {
    session_hub_note_people (hub, NULL, NULL, error);
    if (is_refusal (error) && shares_password (hub))
      session_hub_set_state (hub, SESSION_STATE_FAILED, error);
    return;
  }
  session_hub_note_people (hub, NULL, NULL, NULL);
  session_hub_set_state (hub,
                         g_error_matches (error, BASE_ERROR, BASE_ERROR_OFFLINE)
                             ? SESSION_STATE_OFFLINE
                             : SESSION_STATE_FAILED,
                         error);
}

static void
load_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  SessionLoad *self = g_task_get_task_data (task);

  if (hub->load == self)
    hub->load = NULL;
  /* What was shown of a loading that did not end well is not in the store. */
  if (result == NULL && self->news->len > 0)
    hub->keeps_all = TRUE;

  if (session_feed_is_wanted (self->feed) && result != NULL) {
    g_autoptr (GDateTime) now = session_hub_now (hub);

    session_people_update (hub->people, self->rest, self->removed);
    session_hub_note_new_people (hub);
    hub->is_current = TRUE;
    session_hub_note_people (hub, now, self->directory != NULL ? self->mark : "", NULL);
    session_hub_keep_people (hub, self->news, self->removed);
    if (hub->org != NULL) {
      session_hub_look_at_all (hub);
      session_hub_read_sight_again (hub);
    }
    if (self->directory != NULL)
      session_hub_load_groups (hub, self->directory);
  } else if (session_feed_is_wanted (self->feed)) {
    load_failed (hub, self, error);
  }
  session_hub_count_loading (hub, -1);
  answer_outers (self, error);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

static void
start_load (SessionHub *hub, SessionDirectory *directory)
{
  GTask *task = g_task_new (hub, hub->loading, NULL, NULL);
  SessionLoad *self = g_new0 (SessionLoad, 1);

  self->feed = session_feed_new (hub, hub->loading);
  self->directory = directory != NULL ? session_directory_ref (directory) : NULL;
  self->org = hub->org != NULL ? session_org_ref (hub->org) : NULL;
  self->mark = g_strdup (hub->mark);
  self->before = session_people_snapshot (hub->people);
  self->unseen = g_hash_table_new (g_str_hash, g_str_equal);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->news = session_entry_array ();
  self->removed = g_ptr_array_new_with_free_func (g_free);
  self->outers = g_ptr_array_new_with_free_func (g_object_unref);
  hub->load = self;
  g_task_set_task_data (task, self, free_load);
  session_hub_count_loading (hub, 1);
  if (directory != NULL)
    session_run (hub->pool, SESSION_LANE_BULK, task, load_work, load_done);
  else
    session_run (session_org_pool (hub->org), SESSION_LANE_INTERACTIVE, task, load_work, load_done);
}

/* Why the source is not to be asked; NULL: it may be. A refused password is not tried again, also
 * not the one that Exchange refused: some times more lock the account. */
static const GError *
find_refusal (SessionHub *self)
{
  if (is_refusal (self->people_problem))
    return self->people_problem;
  return shares_password (self) && g_error_matches (self->problem, BASE_ERROR, BASE_ERROR_AUTH)
             ? self->problem
             : NULL;
}

/* For those who wait where nothing can be loaded. */
static GError *
make_refusal (SessionHub *self)
{
  const GError *refusal = find_refusal (self);

  if (refusal == NULL)
    refusal = self->problem;
  return refusal != NULL ? g_error_copy (refusal)
                         : g_error_new (BASE_ERROR, BASE_ERROR_OFFLINE, "not connected");
}

void
session_hub_load_people (SessionHub *self, GTask *outer)
{
  SessionDirectory *directory = session_hub_directory (self);

  if (outer != NULL)
    g_ptr_array_add (self->refreshes, outer);
  /* The people as they were last come first. */
  self->wants_people = self->caching != NULL;
  if (self->wants_people)
    return;

  if (self->load == NULL && find_refusal (self) == NULL && (directory != NULL || self->org != NULL))
    start_load (self, directory);
  while (self->refreshes->len > 0) {
    GTask *waiting = g_ptr_array_steal_index (self->refreshes, 0);

    if (self->load != NULL) {
      g_ptr_array_add (self->load->outers, waiting);
      continue;
    }
    g_task_return_error (waiting, make_refusal (self));
    g_object_unref (waiting);
  }
}

char *
session_hub_people_source (const ExchangeProfile *profile)
{
  return *profile->directory != '\0' ? g_strdup_printf ("directory %s", profile->directory)
                                     : g_strdup ("exchange");
}
