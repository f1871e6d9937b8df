/* session-org.c - an open organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-org.h"

#include "base-error.h"
#include "delivery-run.h"
#include "session-directory.h"
#include "session-homes.h"
#include "session-online.h"
#include "session-org-private.h"
#include "session-outcome.h"
#include "session-pool.h"
#include "session-route.h"
#include "store-evidence.h"

struct _SessionOrg
{
  ExchangeProfile *profile;
  BaseSecret *password;     /* NULL: there is none */
  ExchangeBackend *backend; /* goes with the pool, which works with it */
  StoreDb *db;
  const BaseClock *clock;
  SessionPool *pool;
  SessionDirectory *directory; /* NULL: there is none */
  SessionOnline *online;       /* NULL: it is off */
  SessionWatchFunc watch;      /* NULL: nobody is told */
  gpointer watch_data;
  SessionCore *core; /* NULL: opened without one */
};

/* It may have to take leave of its server, and whoever drops the last reference may not wait. */
static void
close_backend (BaseLocals *locals, gpointer data)
{
  ExchangeBackend *backend = data;

  backend->ops->close (backend);
}

guint
session_org_jobs (SessionOrg *self)
{
  guint servers = session_route_is (self->backend) ? SESSION_N_SIDES : 1;

  return servers * self->profile->jobs;
}

guint
session_org_workers (SessionOrg *self)
{
  return session_org_jobs (self) + 1;
}

SessionOrg *
session_org_new (ExchangeBackend *backend, StoreDb *db, ExchangeProfile *profile,
                 BaseSecret *password)
{
  SessionOrg *self = g_atomic_rc_box_new0 (SessionOrg);

  self->profile = exchange_profile_ref (profile);
  self->password = password != NULL ? base_secret_ref (password) : NULL;
  self->backend = backend;
  self->db = store_db_ref (db);
  self->clock = base_clock_system ();
  self->pool = session_pool_new (session_org_workers (self));
  session_pool_set_last (self->pool, close_backend, backend);
  return self;
}

SessionOrg *
session_org_ref (SessionOrg *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_org (gpointer data)
{
  SessionOrg *self = data;

  session_pool_close (self->pool);
  session_directory_unref (self->directory);
  session_online_free (self->online);
  store_db_unref (self->db);
  exchange_profile_unref (self->profile);
  g_clear_pointer (&self->password, base_secret_unref);
  g_clear_pointer (&self->core, session_core_unref);
}

void
session_org_unref (SessionOrg *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_org);
}

void
session_org_finish (SessionOrg *self)
{
  SessionPool *pool;

  if (self == NULL)
    return;

  pool = session_pool_ref (self->pool);
  session_org_unref (self);
  session_pool_join (pool);
}

ExchangeProfile *
session_org_profile (SessionOrg *self)
{
  return self->profile;
}

BaseSecret *
session_org_password (SessionOrg *self)
{
  return self->password;
}

const char *
session_org_backend_id (SessionOrg *self, const char *mailbox)
{
  return session_route_id (self->backend, mailbox);
}

void
session_org_note_person (SessionOrg *self, const ExchangePerson *person)
{
  session_route_teach (self->backend, person);
}

SessionPool *
session_org_pool (SessionOrg *self)
{
  return self->pool;
}

SessionDirectory *
session_org_directory (SessionOrg *self)
{
  return self->directory;
}

void
session_org_take_directory (SessionOrg *self, SessionDirectory *directory)
{
  session_directory_unref (self->directory);
  self->directory = directory;
  session_route_set_directory (self->backend, directory);
}

void
session_org_set_core (SessionOrg *self, SessionCore *core)
{
  self->core = session_core_ref (core);
}

SessionCore *
session_org_core (SessionOrg *self)
{
  return self->core;
}

void
session_org_take_online (SessionOrg *self, SessionOnline *online)
{
  session_online_free (self->online);
  self->online = online;
}

SessionOnline *
session_org_online (SessionOrg *self)
{
  return self->online;
}

DeliveryRun *
session_org_new_deciding_run (SessionOrg *self, const char *id, const char *why,
                              DeliveryDecide decide, gpointer data)
{
  g_autofree char *who = session_core_who ();
  const DeliveryOrder order = { .backend = self->backend,
                                .store = self->db,
                                .clock = self->clock,
                                .id = id,
                                .profile = self->profile->id,
                                .who = who,
                                .why = why,
                                .decide = decide,
                                .decide_data = data };

  session_route_begin_run (self->backend);
  return delivery_run_new (&order);
}

DeliveryRun *
session_org_new_run (SessionOrg *self, const char *why)
{
  return session_org_new_deciding_run (self, NULL, why, NULL, NULL);
}

const BaseClock *
session_org_clock (SessionOrg *self)
{
  return self->clock;
}

void
session_org_set_clock (SessionOrg *self, const BaseClock *clock)
{
  self->clock = clock;
}

StoreDb *
session_org_db (SessionOrg *self)
{
  return self->db;
}

guint
session_org_most_many (SessionOrg *self)
{
  return self->backend->ops->most_many;
}

gboolean
session_org_may_join (SessionOrg *self, BaseCall *call, const char *mailbox)
{
  const ExchangeBackendOps *ops = self->backend->ops;

  return ops->most_many > 1 &&
         (ops->may_join == NULL || ops->may_join (self->backend, call, mailbox));
}

guint
session_org_silence_s (SessionOrg *self)
{
  const ExchangeBackendOps *ops = self->backend->ops;

  return ops->silence != NULL ? (guint) (ops->silence (self->backend) / G_USEC_PER_SEC) : 0;
}

void
session_org_watch (SessionOrg *self, SessionWatchFunc each, gpointer data)
{
  self->watch = each;
  self->watch_data = data;
}

void
session_org_tell_watch (SessionOrg *self)
{
  if (self->watch != NULL)
    self->watch (session_org_silence_s (self), self->watch_data);
}

gboolean
session_org_list_people (SessionOrg *self, BaseCall *call, const char *query,
                         ExchangePeopleFunc each, gpointer data, GError **error)
{
  return self->backend->ops->list_people (self->backend, call, query, each, data, error);
}

gboolean
session_org_list_cloud (SessionOrg *self, BaseCall *call, const char *query,
                        ExchangePeopleFunc each, gpointer data, GError **error)
{
  ExchangeBackend *cloud = session_route_cloud (self->backend);

  return cloud == NULL || cloud->ops->list_people (cloud, call, query, each, data, error);
}

gboolean
session_org_lists_changes (SessionOrg *self)
{
  return self->backend->ops->list_changes != NULL &&
         self->profile->sign_in != EXCHANGE_SIGN_IN_PERSON;
}

gboolean
session_org_list_changes (SessionOrg *self, BaseCall *call, const char *mark,
                          const ExchangeNews *news, char **ret_mark, gboolean *ret_is_all,
                          GError **error)
{
  return self->backend->ops->list_changes (self->backend, call, mark, news, ret_mark, ret_is_all,
                                           error);
}

/* Who knows groups; NULL with an error. */
static ExchangeBackend *
find_cloud (SessionOrg *self, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-directory" };
  ExchangeBackend *cloud = session_route_cloud (self->backend);

  if (cloud == NULL)
    cloud = self->backend;
  if (cloud->ops->find_groups != NULL && cloud->ops->list_filtered != NULL)
    return cloud;

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                        "groups and filters are the directory’s");
  return NULL;
}

GPtrArray *
session_org_find_groups (SessionOrg *self, BaseCall *call, const char *text, GError **error)
{
  ExchangeBackend *cloud = find_cloud (self, error);

  return cloud != NULL ? cloud->ops->find_groups (cloud, call, text, error) : NULL;
}

gboolean
session_org_list_members (SessionOrg *self, BaseCall *call, const char *group,
                          ExchangePeopleFunc each, gpointer data, GError **error)
{
  ExchangeBackend *cloud = find_cloud (self, error);

  return cloud != NULL && cloud->ops->list_members (cloud, call, group, each, data, error);
}

gboolean
session_org_list_filtered (SessionOrg *self, BaseCall *call, const char *filter,
                           ExchangePeopleFunc each, gpointer data, GError **error)
{
  ExchangeBackend *cloud = find_cloud (self, error);

  return cloud != NULL && cloud->ops->list_filtered (cloud, call, filter, each, data, error);
}

gboolean
session_org_look_away (SessionOrg *self, BaseCall *call, const char *const *mailboxes,
                       ExchangeAwayFunc each, gpointer data, GError **error)
{
  return self->backend->ops->look_away (self->backend, call, mailboxes, each, data, error);
}

gboolean
session_org_look_hours (SessionOrg *self, BaseCall *call, const char *const *mailboxes,
                        ExchangeHoursFunc each, gpointer data, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-hours" };
  const ExchangeBackendOps *ops = self->backend->ops;

  if (ops->look_hours != NULL)
    return ops->look_hours (self->backend, call, mailboxes, each, data, error);

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                        "this server does not tell working hours");
  return FALSE;
}

ExchangeBackend *
session_org_backend (SessionOrg *self)
{
  return self->backend;
}

gboolean
session_org_probe (SessionOrg *self, BaseCall *call, const char *mailbox, GError **error)
{
  return self->backend->ops->probe (self->backend, call, mailbox, error);
}

static StoreEvidenceMailbox *
make_evidence (const SessionOutcome *outcome)
{
  StoreEvidenceMailbox *mailbox = g_new0 (StoreEvidenceMailbox, 1);

  mailbox->mailbox = g_strdup (outcome->mailbox);
  mailbox->path = g_strdup (outcome->path);
  mailbox->is_written = outcome->is_proof;
  mailbox->took_ms = outcome->took_ms;
  mailbox->request_id = g_strdup (outcome->request_id);
  mailbox->error = outcome->error != NULL ? g_error_copy (outcome->error) : NULL;
  return mailbox;
}

gboolean
session_org_keep_evidence (SessionOrg *self, guint tried, guint succeeded,
                           const GPtrArray *outcomes, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GPtrArray) mailboxes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) store_evidence_mailbox_free);
  const StoreEvidence evidence = { now, tried, succeeded, mailboxes };

  for (guint i = 0; i < outcomes->len; i++)
    g_ptr_array_add (mailboxes, make_evidence (outcomes->pdata[i]));

  return store_evidence_keep (self->db, self->profile, &evidence, error);
}
