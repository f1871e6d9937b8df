/* session-lookup-places.c - the tree of places: loading, opening, signing in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-explain.h"
#include "session-lookup-private.h"
#include "session-place-private.h"
#include "session-run.h"

typedef enum
{
  ASK_REACH, /* does it answer? */
  ASK_OPEN,  /* and what is in it? */
  ASK_SIGN_IN
} AskKind;

/* One question about a place. */
typedef struct
{
  SessionDirectory *directory;
  AskKind kind;
  SessionPlace *place;        /* main thread only */
  SessionPlaceState before;   /* what it was, for when nobody waits any more */
  ExchangeLocation *location; /* replaced when reaching it tells more */
  char *user;
  BaseSecret *password;
  GPtrArray *children; /* ExchangeLocation */
} Ask;

static void
free_ask (gpointer data)
{
  Ask *self = data;

  session_directory_unref (self->directory);
  g_object_unref (self->place);
  exchange_location_unref (self->location);
  base_secret_unref (self->password);
  g_free (self->user);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

/* An organisational unit lies in a domain that answered a moment ago. */
static gboolean
reach (Ask *self, BaseCall *call, GError **error)
{
  ExchangeLocation *reached;

  if (self->location->kind == EXCHANGE_LOCATION_UNIT)
    return TRUE;

  reached = session_directory_reach (self->directory, call, self->location, error);
  if (reached == NULL)
    return FALSE;

  exchange_location_unref (self->location);
  self->location = reached;
  return TRUE;
}

static gpointer
ask_work (BaseCall *call, gpointer data, GError **error)
{
  Ask *self = data;

  if (self->kind == ASK_SIGN_IN &&
      !session_directory_sign_in (self->directory, call, self->location->dns, self->user,
                                  self->password, error))
    return NULL;
  if (!reach (self, call, error))
    return NULL;
  if (self->kind != ASK_OPEN)
    return self;

  self->children = session_directory_children (self->directory, call, self->location, error);
  return self->children != NULL ? self : NULL;
}

static void
tell_failure (Ask *self, const GError *error)
{
  g_autofree char *sentence = session_explain (error);
  gboolean is_trust = self->location->kind == EXCHANGE_LOCATION_TRUST;

  /* Refused by a domain that is not ours: another account may be welcome. */
  if (is_trust && g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH))
    session_place_set_state (self->place, SESSION_PLACE_NEEDS_SIGN_IN, NULL);
  else
    session_place_set_state (self->place, SESSION_PLACE_FAILED, sentence);
}

static void
ask_done (GTask *task, gpointer result, GError *error)
{
  Ask *self = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)) ||
      (result == NULL && self->kind == ASK_SIGN_IN)) {
    session_place_set_state (self->place, self->before, NULL);
    if (session_lookup_is_stale (task, error))
      return;
  } else if (result == NULL) {
    tell_failure (self, error);
  } else {
    session_place_set_location (self->place, self->location);
    if (self->children != NULL)
      session_place_set_opened (self->place, self->children);
    session_place_set_state (self->place, SESSION_PLACE_READY, NULL);
  }

  if (result == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static Ask *
new_ask (SessionLookup *self, AskKind kind, SessionPlace *place)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->directory = session_directory_ref (self->directory);
  ask->kind = kind;
  ask->place = g_object_ref (place);
  ask->before = session_place_state (place);
  ask->location = exchange_location_ref (session_place_location (place));
  return ask;
}

static void
run_ask (SessionLookup *self, Ask *ask, SessionLane lane, GTask *task)
{
  g_task_set_task_data (task, ask, free_ask);
  session_place_set_state (ask->place, SESSION_PLACE_ASKING, NULL);
  session_run (self->pool, lane, task, ask_work, ask_done);
}

static gboolean
can_be_asked (SessionPlace *place)
{
  SessionPlaceState state = session_place_state (place);

  return state != SESSION_PLACE_ASKING && state != SESSION_PLACE_NEEDS_SIGN_IN &&
         session_place_location (place)->kind != EXCHANGE_LOCATION_FOREST;
}

/* Nobody waits for these: so they have a cancellable of their own at least. */
static GTask *
new_task (SessionLookup *self, GCancellable *cancellable)
{
  g_autoptr (GCancellable) own =
      cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();

  return g_task_new (self, own, NULL, NULL);
}

void
session_lookup_try_place (SessionLookup *self, SessionPlace *place, GCancellable *cancellable)
{
  /* On the lane for many: what somebody clicks on does not wait behind a dead controller. */
  if (can_be_asked (place) && session_place_state (place) != SESSION_PLACE_READY)
    run_ask (self, new_ask (self, ASK_REACH, place), SESSION_LANE_BULK,
             new_task (self, cancellable));
}

void
session_lookup_open_place (SessionLookup *self, SessionPlace *place, GCancellable *cancellable)
{
  if (can_be_asked (place) && !session_place_is_opened (place))
    run_ask (self, new_ask (self, ASK_OPEN, place), SESSION_LANE_INTERACTIVE,
             new_task (self, cancellable));
}

void
session_lookup_sign_in_async (SessionLookup *self, SessionPlace *place, const char *user,
                              BaseSecret *password, GCancellable *cancellable,
                              GAsyncReadyCallback done, gpointer user_data)
{
  Ask *ask = new_ask (self, ASK_SIGN_IN, place);

  ask->user = g_strdup (user);
  ask->password = base_secret_ref (password);
  run_ask (self, ask, SESSION_LANE_INTERACTIVE, g_task_new (self, cancellable, done, user_data));
}

gboolean
session_lookup_sign_in_finish (SessionLookup *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
load_work (BaseCall *call, gpointer data, GError **error)
{
  return session_directory_locations (data, call, error);
}

static void
load_done (GTask *task, gpointer result, GError *error)
{
  SessionLookup *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) locations = result;
  g_autoptr (GPtrArray) roots = NULL;

  if (session_lookup_is_stale (task, error))
    return;
  if (locations == NULL) {
    g_task_return_error (task, error);
    return;
  }

  if (!self->has_places) {
    roots = session_place_make_tree (locations);
    g_list_store_splice (self->places, 0, 0, roots->pdata, roots->len);
    self->has_places = TRUE;
  }
  g_task_return_boolean (task, TRUE);
}

void
session_lookup_load_places_async (SessionLookup *self, GCancellable *cancellable,
                                  GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  if (self->has_places) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }

  g_task_set_task_data (task, session_directory_ref (self->directory),
                        (GDestroyNotify) session_directory_unref);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, load_work, load_done);
}

gboolean
session_lookup_load_places_finish (SessionLookup *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
