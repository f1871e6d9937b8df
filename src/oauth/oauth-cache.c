/* oauth-cache.c - the access tokens of one application, for all workers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-cache.h"

#include "base-error.h"
#include "oauth-token.h"

#define LOOK_MS 20                         /* between two looks for a cancel */
#define EARLY_US (5 * 60 * G_USEC_PER_SEC) /* before its end a token is replaced … */
#define LATE_US (30 * G_USEC_PER_SEC)      /* … and not handed out any more */
#define AGAIN_US (15 * G_USEC_PER_SEC)     /* after a failure nobody asks */
#define YOUNG_US (60 * G_USEC_PER_SEC)

typedef struct
{
  OauthToken *token;  /* NULL: none yet */
  gboolean is_asking; /* a worker is on its way for the next one */
  GError *problem;    /* of the last try; NULL when it succeeded */
  gint64 again_us;    /* nobody asks before */
} Slot;

struct _OauthCache
{
  OauthApp app; /* with references of our own */
  char *tenant_name;
  char *app_id;
  const BaseClock *clock;
  GMutex lock;
  GCond changed;
  OauthTenant *tenant; /* of the worker that asks: one at a time */
  gboolean is_tenant_in_use;
  Slot slots[OAUTH_N_RESOURCES];
};

OauthCache *
oauth_cache_new (const OauthApp *app, const BaseClock *clock)
{
  OauthCache *self = g_atomic_rc_box_new0 (OauthCache);

  self->tenant_name = g_strdup (app->tenant);
  self->app_id = g_strdup (app->id);
  self->app.cloud = oauth_cloud_ref (app->cloud);
  self->app.tenant = self->tenant_name;
  self->app.id = self->app_id;
  self->app.certificate =
      app->certificate != NULL ? oauth_certificate_ref (app->certificate) : NULL;
  self->app.secret = app->secret != NULL ? base_secret_ref (app->secret) : NULL;
  self->app.refresh = app->refresh != NULL ? base_secret_ref (app->refresh) : NULL;
  self->app.keeper = app->keeper != NULL ? oauth_keeper_ref (app->keeper) : NULL;
  self->clock = clock;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

OauthCache *
oauth_cache_ref (OauthCache *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_cache (gpointer data)
{
  OauthCache *self = data;

  for (guint i = 0; i < OAUTH_N_RESOURCES; i++) {
    g_clear_pointer (&self->slots[i].token, oauth_token_free);
    g_clear_error (&self->slots[i].problem);
  }
  g_clear_pointer (&self->tenant, oauth_tenant_free);
  g_clear_pointer (&self->app.cloud, oauth_cloud_unref);
  g_clear_pointer (&self->app.certificate, oauth_certificate_unref);
  g_clear_pointer (&self->app.secret, base_secret_unref);
  g_clear_pointer (&self->app.refresh, base_secret_unref);
  g_clear_pointer (&self->app.keeper, oauth_keeper_unref);
  g_free (self->tenant_name);
  g_free (self->app_id);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
}

void
oauth_cache_unref (OauthCache *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_cache);
}

const OauthApp *
oauth_cache_app (const OauthCache *self)
{
  return &self->app;
}

static gint64
now_us (const OauthCache *self)
{
  return self->clock->now_us (self->clock->data);
}

/* Good for a request that is sent now. A clock that was set back makes it younger than it is: the
 * service says 401 then, and it is refused. */
static gboolean
is_good (const OauthCache *self, const Slot *slot)
{
  gint64 life_us = slot->token != NULL ? slot->token->until_us - slot->token->from_us : 0;

  return slot->token != NULL && now_us (self) < slot->token->until_us - MIN (LATE_US, life_us / 8);
}

static gboolean
is_fresh (const OauthCache *self, const Slot *slot)
{
  gint64 life_us = slot->token != NULL ? slot->token->until_us - slot->token->from_us : 0;

  return slot->token != NULL && now_us (self) < slot->token->until_us - MIN (EARLY_US, life_us / 4);
}

/* A refresh token that was used may be dead: the one that came is kept first, and used next. */
static OauthToken *
refresh (OauthCache *self, BaseCall *call, OauthResource resource, GError **error)
{
  OauthToken *token = oauth_token_refresh (call, &self->app, self->tenant, resource,
                                           self->app.refresh, self->clock, error);

  if (token == NULL || token->refresh == NULL)
    return token;

  oauth_keeper_keep (self->app.keeper, call, self->app.refresh, token->refresh);
  base_secret_unref (self->app.refresh);
  self->app.refresh = base_secret_ref (token->refresh);
  return token;
}

static OauthToken *
ask_for_token (OauthCache *self, BaseCall *call, OauthResource resource, GError **error)
{
  return self->app.refresh != NULL
             ? refresh (self, call, resource, error)
             : oauth_token_for_app (call, &self->app, self->tenant, resource, self->clock, error);
}

/* A refused assertion may be the clock's fault: the tenant is asked again, which tells the time. */
static OauthToken *
fetch (OauthCache *self, BaseCall *call, OauthResource resource, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean was_known = self->tenant != NULL;
  g_autoptr (GDateTime) now = base_clock_now (self->clock);
  OauthToken *token;

  if (self->tenant == NULL)
    self->tenant = oauth_tenant_find (call, self->app.cloud, self->app.tenant, now, error);
  if (self->tenant == NULL)
    return NULL;

  token = ask_for_token (self, call, resource, &problem);
  if (token != NULL)
    return token;

  g_clear_pointer (&self->tenant, oauth_tenant_free);
  if (was_known && g_strcmp0 (base_error_facts (problem)->reason, "assertion-time") == 0)
    return fetch (self, call, resource, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
note_problem (OauthCache *self, Slot *slot, const GError *problem)
{
  gint64 wait_us = (gint64) base_error_facts (problem)->wait_ms * 1000;

  if (base_error_verdict (problem) == BASE_VERDICT_CANCELLED)
    return;
  g_clear_error (&slot->problem);
  slot->problem = g_error_copy (problem);
  slot->again_us = now_us (self) + MAX (AGAIN_US, wait_us);
}

/* With the lock, which is open while the server is asked. */
static gboolean
renew (OauthCache *self, Slot *slot, BaseCall *call, OauthResource resource, GError **error)
{
  g_autoptr (GError) problem = NULL;
  OauthToken *token;

  slot->is_asking = self->is_tenant_in_use = TRUE;
  g_mutex_unlock (&self->lock);
  token = fetch (self, call, resource, &problem);
  g_mutex_lock (&self->lock);
  slot->is_asking = self->is_tenant_in_use = FALSE;
  g_cond_broadcast (&self->changed);

  if (token == NULL) {
    note_problem (self, slot, problem);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  g_clear_error (&slot->problem);
  slot->again_us = 0;
  g_clear_pointer (&slot->token, oauth_token_free);
  slot->token = token;
  return TRUE;
}

/* A clock that was set back must not make the pause longer than it is. */
static gboolean
is_pausing (const OauthCache *self, const Slot *slot)
{
  gint64 left_us = slot->again_us - now_us (self);

  return slot->problem != NULL && left_us > 0 &&
         left_us <= MAX (AGAIN_US, (gint64) base_error_facts (slot->problem)->wait_ms * 1000);
}

/* TRUE when the slot has something to hand out; FALSE without an error: not yet. */
static gboolean
look (OauthCache *self, Slot *slot, BaseCall *call, OauthResource resource, GError **error)
{
  if (is_fresh (self, slot))
    return TRUE;
  if (is_pausing (self, slot) || slot->is_asking) {
    if (is_good (self, slot))
      return TRUE;
    if (!slot->is_asking)
      g_propagate_error (error, g_error_copy (slot->problem));
    return FALSE;
  }
  if (self->is_tenant_in_use)
    return is_good (self, slot);
  if (renew (self, slot, call, resource, error))
    return TRUE;
  if (is_good (self, slot) && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_clear_error (error);
    return TRUE;
  }
  return FALSE;
}

BaseSecret *
oauth_cache_bearer (OauthCache *self, BaseCall *call, OauthResource resource, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Slot *slot = &self->slots[resource];

  while (base_call_check (call, error)) {
    g_autoptr (GError) problem = NULL;

    if (look (self, slot, call, resource, &problem))
      return base_secret_ref (slot->token->access);
    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + LOOK_MS * 1000);
  }
  return NULL;
}

void
oauth_cache_refuse (OauthCache *self, OauthResource resource, BaseSecret *token)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Slot *slot = &self->slots[resource];
  gint64 age_us = slot->token != NULL ? now_us (self) - slot->token->from_us : 0;

  if (slot->token != NULL && slot->token->access == token && (age_us < 0 || age_us >= YOUNG_US))
    g_clear_pointer (&slot->token, oauth_token_free);
}
