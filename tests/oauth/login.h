/* login.h - a login server that answers what it is told to, for tests */
#pragma once

#include "../http/peer.h"
#include "base-error.h"
#include "base-time.h"
#include "oauth-app.h"
#include "oauth-tenant.h"

#define LOGIN_TENANT "11111111-2222-3333-4444-555555555555"
#define LOGIN_APP "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

typedef struct
{
  Peer *peer;
  OauthCloud *cloud;
} Login;

static inline Login *
login_new (void)
{
  Login *self = g_new0 (Login, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  OauthCloud draft = { 0 };

  self->peer = peer_new (NULL);
  url = g_strdup_printf ("http://127.0.0.1:%u", self->peer->port);
  draft.login = draft.graph = url;
  self->cloud = oauth_cloud_new (&draft, &error);
  g_assert_no_error (error);
  return self;
}

static inline void
login_free (Login *self)
{
  peer_free (self->peer);
  oauth_cloud_unref (self->cloud);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Login, login_free)

/* lines: more header lines, each with its end. */
static inline void
login_say (Login *self, int status, const char *lines, const char *body)
{
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %d X\r\n%sContent-Type: application/json\r\n"
                                             "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                                             status, lines, strlen (body), body);

  peer_say (self->peer, answer);
}

/* Addresses as after the login host; NULL: as they should be. */
static inline void
login_say_tenant (Login *self, const char *lines)
{
  g_autofree char *body = g_strdup_printf (
      "{\"issuer\":\"%s/" LOGIN_TENANT "/v2.0\",\"token_endpoint\":\"%s/t/token\","
      "\"authorization_endpoint\":\"%s/t/authorize\","
      "\"device_authorization_endpoint\":\"%s/t/devicecode\","
      "\"msgraph_host\":\"graph.example\",\"tenant_region_sub_scope\":null}",
      self->cloud->login, self->cloud->login, self->cloud->login, self->cloud->login);

  login_say (self, 200, lines, body);
}

static inline void
login_say_token (Login *self, const char *token, int life_s)
{
  g_autofree char *body = g_strdup_printf (
      "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"}", life_s, token);

  login_say (self, 200, "", body);
}

static inline OauthTenant *
login_tenant (Login *self)
{
  OauthTenant *tenant = g_new0 (OauthTenant, 1);

  tenant->id = g_strdup (LOGIN_TENANT);
  tenant->token_url = g_strdup_printf ("%s/t/token", self->cloud->login);
  tenant->authorize_url = g_strdup_printf ("%s/t/authorize", self->cloud->login);
  tenant->device_url = g_strdup_printf ("%s/t/devicecode", self->cloud->login);
  tenant->graph_host = g_strdup ("");
  tenant->region = g_strdup ("");
  return tenant;
}

/* How many requests came, and the n-th. */
static inline guint
login_asked (Login *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->peer->lock);

  return self->peer->requests->len;
}

static inline const char *
login_request (Login *self, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->peer->lock);

  g_assert_cmpuint (n, <, self->peer->requests->len);
  return g_ptr_array_index (self->peer->requests, n);
}

/* A clock that a test sets. */
static inline gint64
login_clock_now_us (gpointer data)
{
  return __atomic_load_n ((gint64 *) data, __ATOMIC_SEQ_CST);
}
