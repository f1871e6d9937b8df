/* world.h - a small organisation through simulated time: its mailboxes behind a backend of a few
 * lines, its plan in a real store, and an engine that keeps both in step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../folder.h"
#include "base-error.h"
#include "crew.h"
#include "session-core-private.h"
#include "session-coverage.h"
#include "session-engine.h"
#include "session-items.h"
#include "session-org-private.h"

#include <string.h>

#define WORLD_BEGIN "2027-05-03T08:00:00Z" /* a Monday */

typedef struct _World World;

typedef struct
{
  ExchangeBackend head;
  World *world;
} WorldBackend;

struct _World
{
  char *folder;
  char *path;
  SessionCore *core;
  ExchangeProfile *profile;
  BaseClock clock;
  GMutex lock;
  gint64 now_us;
  GHashTable *mailboxes; /* address → OofState */
  GHashTable *busy;      /* addresses that are asked at this moment */
  const char *const *names;
  guint reads;
  guint writes;
  guint opens;
  guint lists;             /* how often somebody asked who the people are */
  GString *seen;           /* who was read: "ann bob " */
  gboolean is_overlapping; /* two requests at once for one mailbox */
  BaseErrorCode problem;   /* of each request; 0: none */
  gboolean is_deaf;        /* no mailbox can be read */
  const char *sick;        /* a mailbox that cannot be read */
  const char *zone;        /* of all mailboxes; NULL: UTC */
  SessionEngine *engine;
  gint64 end_s;
  void (*passes) (World *self, gint64 from_s, gint64 until_s);               /* time does */
  void (*asked) (World *self, const char *mailbox, const OofState *written); /* NULL: read */
  guint waits;
  SessionEngineMode mode; /* as it was told last */
  char *reason;
  guint queued;
};

static inline gint64
world_now_us (gpointer data)
{
  World *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->now_us;
}

static inline gint64
world_now_s (World *self)
{
  return world_now_us (self) / G_USEC_PER_SEC;
}

static inline void
world_set_clock (World *self, gint64 now_s)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->now_us = now_s * G_USEC_PER_SEC;
}

static inline OofState *
world_mailbox (World *self, const char *name)
{
  g_autofree char *mail = g_strdup_printf ("%s@corp.example", name);

  return g_hash_table_lookup (self->mailboxes, mail);
}

static inline void
world_put (World *self, const char *name, OofMode mode, const char *inside)
{
  g_hash_table_replace (self->mailboxes, g_strdup_printf ("%s@corp.example", name),
                        oof_state_new (mode, OOF_AUDIENCE_NONE, NULL, NULL, inside, ""));
}

/* With the lock held: somebody else is asking for the same one, or the server does not want to. */
static inline gboolean
world_enter (World *self, const char *mailbox, GError **error)
{
  if (self->problem != 0 || self->is_deaf) {
    base_error_set (error, self->problem != 0 ? self->problem : BASE_ERROR_OFFLINE,
                    "the server does not want to");
    return FALSE;
  }
  if (g_strcmp0 (mailbox, self->sick) == 0) {
    base_error_set (error, BASE_ERROR_FORBIDDEN, "this one is locked");
    return FALSE;
  }
  if (!g_hash_table_add (self->busy, (char *) mailbox))
    self->is_overlapping = TRUE;
  return TRUE;
}

static inline OofState *
world_get_oof (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
               ExchangeReading *ret_reading, GError **error)
{
  World *self = ((WorldBackend *) backend)->world;
  g_autoptr (GMutexLocker) locker = NULL;

  if (self->asked != NULL)
    self->asked (self, mailbox, NULL);
  locker = g_mutex_locker_new (&self->lock);
  self->reads++;
  g_string_append_printf (self->seen, "%.*s ", (int) strcspn (mailbox, "@"), mailbox);
  if (!world_enter (self, mailbox, error))
    return NULL;
  g_hash_table_remove (self->busy, mailbox);
  if (ret_reading != NULL)
    ret_reading->allowed = OOF_AUDIENCE_ALL;
  return oof_state_ref (g_hash_table_lookup (self->mailboxes, mailbox));
}

static inline gboolean
world_set_oof (ExchangeBackend *backend, BaseCall *call, const char *mailbox, const OofState *state,
               char **ret_request_id, GError **error)
{
  World *self = ((WorldBackend *) backend)->world;
  g_autoptr (GMutexLocker) locker = NULL;

  if (self->asked != NULL)
    self->asked (self, mailbox, state);
  locker = g_mutex_locker_new (&self->lock);
  self->writes++;
  if (!world_enter (self, mailbox, error))
    return FALSE;
  g_hash_table_remove (self->busy, mailbox);
  g_hash_table_replace (self->mailboxes, g_strdup (mailbox), oof_state_ref ((OofState *) state));
  return TRUE;
}

static inline gboolean
world_list_people (ExchangeBackend *backend, BaseCall *call, const char *query,
                   ExchangePeopleFunc each, gpointer data, GError **error)
{
  World *self = ((WorldBackend *) backend)->world;
  g_autoptr (GPtrArray) page =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  self->lists++;
  if (self->problem != 0) {
    base_error_set (error, self->problem, "the server does not want to");
    return FALSE;
  }
  for (guint i = 0; self->names[i] != NULL; i++) {
    g_autofree char *mail = g_strdup_printf ("%s@corp.example", self->names[i]);

    g_ptr_array_add (
        page, exchange_person_new (&(ExchangePerson){
                  .id = self->names[i], .name = self->names[i], .mail = mail, .upn = mail }));
  }
  each (page, data);
  return TRUE;
}

static inline char *
world_get_zone (ExchangeBackend *backend, BaseCall *call, const char *mailbox, GError **error)
{
  World *self = ((WorldBackend *) backend)->world;

  return g_strdup (self->zone != NULL ? self->zone : "UTC");
}

static inline void
world_close (ExchangeBackend *backend)
{
  g_free (backend);
}

static const ExchangeBackendOps world_ops = { .id = "ews",
                                              .close = world_close,
                                              .list_people = world_list_people,
                                              .get_oof = world_get_oof,
                                              .set_oof = world_set_oof,
                                              .get_zone = world_get_zone };

static inline SessionOrg *
world_open (BaseCall *call, ExchangeProfile *profile, gpointer data, GError **error)
{
  World *self = data;
  WorldBackend *backend = g_new0 (WorldBackend, 1);

  self->opens++;
  backend->head.ops = &world_ops;
  backend->world = self;
  return session_org_new (&backend->head, session_core_db (self->core), profile, NULL);
}

static inline void
world_wait (gint64 until_us, gpointer data)
{
  World *self = data;
  gint64 now_s = world_now_s (self);
  gint64 until_s = MIN (until_us / G_USEC_PER_SEC, self->end_s);

  self->waits++;
  if (until_s >= self->end_s)
    session_engine_stop (self->engine);
  if (self->passes != NULL)
    self->passes (self, now_s, until_s);
  if (world_now_s (self) == now_s) /* nobody has put it elsewhere */
    world_set_clock (self, until_s);
}

static inline void
world_told (const SessionEngineState *state, const SessionEngineCounts *counts, gpointer data)
{
  World *self = data;

  self->mode = state->mode;
  g_free (self->reason);
  self->reason = g_strdup (state->reason);
  self->queued = state->queued;
}

static inline void
world_new (World *self, const char *const *names)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;

  *self = (World){ .names = names };
  g_mutex_init (&self->lock);
  self->seen = g_string_new (NULL);
  self->folder = folder_new ();
  self->path = g_build_filename (self->folder, "test.db", NULL);
  self->core = session_core_new (self->path, SESSION_SECRETS_MEMORY, &error);
  g_assert_no_error (error);
  self->profile =
      exchange_profile_new (&(ExchangeProfile){ .id = (char *) "id-1",
                                                .name = (char *) "corp",
                                                .server = (char *) "mail.corp.example",
                                                .admin_upn = (char *) "admin@corp.example" });
  g_assert_true (session_core_keep_profile (self->core, call, self->profile,
                                            &(SessionPasswords){ NULL }, &error));
  g_assert_true (session_core_use_profile (self->core, self->profile, &error));
  self->clock = (BaseClock){ world_now_us, self };
  self->busy = g_hash_table_new (g_str_hash, g_str_equal);
  self->mailboxes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_state_unref);
  for (guint i = 0; names[i] != NULL; i++)
    world_put (self, names[i], OOF_MODE_OFF, "<p>own</p>");
  world_set_clock (self, at (WORLD_BEGIN));
}

static inline void
world_clear (World *self)
{
  session_core_unref (self->core);
  exchange_profile_unref (self->profile);
  g_hash_table_unref (self->mailboxes);
  g_hash_table_unref (self->busy);
  g_mutex_clear (&self->lock);
  folder_remove (self->folder);
  g_free (self->path);
  g_free (self->reason);
  g_string_free (self->seen, TRUE);
}

static inline void
world_plan (World *self, const CrewItem *items, guint n)
{
  g_autoptr (GPtrArray) all = crew_items (items, n);
  g_autoptr (GError) error = NULL;

  session_items_edit (self->core, self->profile->id,
                      &(SessionItemsEdit){ .items = all, .expected_revision = -1 }, &error);
  g_assert_no_error (error);
}

/* Until that time, with whatever else the order says. */
static inline gboolean
world_run_with (World *self, const char *until, SessionEngineOrder order, GError **error)
{
  gboolean is_done;

  order.core = self->core;
  order.profile = "corp";
  order.open = world_open;
  order.told = world_told;
  order.data = self;
  order.clock = &self->clock;
  order.wait = world_wait;
  self->end_s = until != NULL ? at (until) : G_MAXINT64;
  self->engine = session_engine_new (&order);
  is_done = session_engine_run (self->engine, NULL, error);
  g_clear_pointer (&self->engine, session_engine_free);
  g_assert_false (self->is_overlapping);
  return is_done;
}

static inline void
world_run (World *self, const char *until)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = world_run_with (self, until, (SessionEngineOrder){ 0 }, &error);

  g_assert_no_error (error);
  g_assert_true (is_done);
}

/* Does a reply go out at that time? */
static inline gboolean
world_replies (World *self, const char *name, gint64 at_s)
{
  const OofState *state = world_mailbox (self, name);

  if (state->mode != OOF_MODE_SCHEDULED)
    return state->mode == OOF_MODE_ON;
  return g_date_time_to_unix (state->from) <= at_s && at_s < g_date_time_to_unix (state->until);
}
