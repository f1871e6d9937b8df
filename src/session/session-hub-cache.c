/* session-hub-cache.c - the people as they were read last: shown before anybody answers, kept after
 *
 * Nothing here may fail the program: what the store does not give is read from the source.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-core-private.h"
#include "session-hub-private.h"
#include "session-run.h"
#include "store-people.h"

#include <string.h>

/* Before a mark: what the people were asked for besides who they are. A mark of a list that lacks
 * it is none, because who changed since then would be all that is heard of. */
#define ASKED "manager "

/* The reading of the cache. */

typedef struct
{
  SessionFeed *feed;
  SessionCore *core;
  char *profile;
  char *source; /* what it must have come from */
  GPtrArray *entries;
  StorePeopleFacts *facts; /* NULL: there is none that can be used */
  gboolean is_whole;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *self = data;

  session_feed_free (self->feed);
  session_core_unref (self->core);
  g_free (self->profile);
  g_free (self->source);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  store_people_facts_free (self->facts);
  g_free (self);
}

static gboolean
take_page (GPtrArray *page, gpointer data)
{
  Reading *self = data;

  for (guint i = 0; i < page->len; i++)
    session_feed_add (self->feed, session_entry_new (g_ptr_array_index (page, i)));
  return !session_feed_is_over (self->feed);
}

static gpointer
read_work (BaseCall *call, gpointer data, GError **error)
{
  Reading *self = data;
  StoreDb *db = session_core_db (self->core);
  g_autoptr (StorePeopleFacts) facts = store_people_find (db, self->profile, error);

  if (facts == NULL || !g_str_equal (facts->source, self->source))
    return NULL;
  if (!store_people_read (db, self->profile, take_page, self, &self->is_whole, error))
    return NULL;

  self->entries = session_feed_end (self->feed);
  self->facts = g_steal_pointer (&facts);
  return self;
}

static const char *
mark_of (const StorePeopleFacts *facts)
{
  return g_str_has_prefix (facts->mark, ASKED) ? facts->mark + strlen (ASKED) : "";
}

static void
read_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Reading *self = g_task_get_task_data (task);
  gboolean is_current = session_feed_is_wanted (self->feed);

  if (error != NULL)
    g_debug ("the people of the last time: %s", error->message);
  if (is_current && result != NULL) {
    session_people_update (hub->people, self->entries, NULL);
    session_hub_note_new_people (hub);
    /* After damage only a full reading tells who is missing. */
    hub->keeps_all = !self->is_whole;
    session_hub_note_people (hub, self->facts->read_at, self->is_whole ? mark_of (self->facts) : "",
                             NULL);
  }
  session_hub_count_loading (hub, -1);
  if (is_current) {
    g_clear_object (&hub->caching);
    if (hub->wants_people)
      session_hub_load_people (hub, NULL);
  }
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

void
session_hub_show_cache (SessionHub *self)
{
  Reading *reading = g_new0 (Reading, 1);
  GTask *task;

  g_cancellable_cancel (self->caching);
  g_clear_object (&self->caching);
  self->caching = g_cancellable_new ();
  task = g_task_new (self, self->caching, NULL, NULL);
  reading->feed = session_feed_new (self, self->caching);
  reading->core = session_core_ref (self->core);
  reading->profile = g_strdup (self->profile->id);
  reading->source = session_hub_people_source (self->profile);
  g_task_set_task_data (task, reading, free_reading);
  session_hub_count_loading (self, 1);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, read_work, read_done);
}

/* The keeping of what a loading brought. */
typedef struct
{
  SessionCore *core;
  char *profile;
  StorePeopleExtent extent;
  GPtrArray *entries; /* SessionEntry */
  GPtrArray *removed; /* ids; owned */
  StorePeopleFacts facts;
} Keeping;

static void
free_keeping (gpointer data)
{
  Keeping *self = data;

  session_core_unref (self->core);
  g_free (self->profile);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_ptr_array_unref (self->removed);
  g_free (self->facts.source);
  g_free (self->facts.mark);
  g_date_time_unref (self->facts.read_at);
  g_free (self);
}

static gpointer
keep_work (BaseCall *call, gpointer data, GError **error)
{
  Keeping *self = data;
  g_autoptr (GPtrArray) persons = g_ptr_array_sized_new (self->entries->len);
  const StorePeopleNews news = {
    .extent = self->extent, .changed = persons, .removed = self->removed, .facts = &self->facts
  };
  gboolean is_kept;

  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (persons, ((SessionEntry *) self->entries->pdata[i])->person);
  is_kept = store_people_write (session_core_db (self->core), self->profile, &news, error);
  g_clear_pointer (&self->entries, g_ptr_array_unref); /* here: there may be very many */
  return is_kept ? self : NULL;
}

static void
keep_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);

  if (error != NULL) {
    g_debug ("the people could not be kept: %s", error->message);
    hub->keeps_all = TRUE;
  }
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

void
session_hub_keep_people (SessionHub *self, GPtrArray *news, GPtrArray *removed)
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->core = session_core_ref (self->core);
  keeping->profile = g_strdup (self->profile->id);
  keeping->extent = self->keeps_all ? STORE_PEOPLE_ALL : STORE_PEOPLE_CHANGES;
  keeping->entries =
      self->keeps_all ? session_people_snapshot (self->people) : g_ptr_array_ref (news);
  keeping->removed = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < removed->len; i++)
    g_ptr_array_add (keeping->removed, g_strdup (g_ptr_array_index (removed, i)));
  keeping->facts.source = session_hub_people_source (self->profile);
  keeping->facts.mark = g_strconcat (ASKED, self->mark, NULL);
  keeping->facts.read_at = g_date_time_ref (self->read_at);
  self->keeps_all = FALSE;
  g_task_set_task_data (task, keeping, free_keeping);
  session_run (self->pool, SESSION_LANE_BULK, task, keep_work, keep_done);
}
