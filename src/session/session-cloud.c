/* session-cloud.c - what there is to know of an organisation online before one is connected to it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-cloud.h"

#include "base-error.h"
#include "base-time.h"
#include "graph-tokens.h"
#include "oauth-certificate-file.h"
#include "oauth-realm.h"
#include "oauth-tenant.h"

#include <gio/gio.h>

static void
free_cloud (gpointer data)
{
  SessionCloud *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

GPtrArray *
session_cloud_list (void)
{
  g_autoptr (GPtrArray) listed = oauth_cloud_list ();
  GPtrArray *clouds = g_ptr_array_new_with_free_func (free_cloud);

  for (guint i = 0; i < listed->len; i++) {
    const OauthCloud *cloud = listed->pdata[i];
    SessionCloud *self = g_new0 (SessionCloud, 1);

    self->id = g_strdup (cloud->id);
    self->name = g_strdup (cloud->name);
    g_ptr_array_add (clouds, self);
  }
  return clouds;
}

void
session_tenant_free (SessionTenant *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->region);
  g_free (self);
}

/* The cloud in the list whose Graph is on that host. Caller unrefs; NULL: none. */
static OauthCloud *
find_cloud_of (const char *graph_host)
{
  g_autoptr (GPtrArray) listed = oauth_cloud_list ();

  for (guint i = 0; i < listed->len; i++) {
    OauthCloud *cloud = listed->pdata[i];
    g_autoptr (GUri) uri = g_uri_parse (cloud->graph, G_URI_FLAGS_ENCODED, NULL);

    if (g_ascii_strcasecmp (g_uri_get_host (uri), graph_host) == 0)
      return oauth_cloud_ref (cloud);
  }
  return NULL;
}

/* Microsoft's login servers also answer for tenants of its other clouds. */
static gboolean
check_cloud (const ExchangeProfile *draft, const OauthCloud *cloud, const OauthTenant *tenant,
             GError **error)
{
  g_autoptr (GUri) here = g_uri_parse (cloud->graph, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (OauthCloud) there = NULL;
  BaseErrorFacts facts = { .reason = "other-cloud", .host = tenant->graph_host };

  if (*tenant->graph_host == '\0' || *draft->graph_url != '\0' ||
      g_ascii_strcasecmp (g_uri_get_host (here), tenant->graph_host) == 0)
    return TRUE;

  there = find_cloud_of (tenant->graph_host);
  if (there != NULL) {
    facts.reason = "other-cloud-known";
    facts.object = there->name;
  }
  base_error_set_facts (error, BASE_ERROR_AUTH, &facts, "the tenant’s Microsoft Graph is %s",
                        tenant->graph_host);
  return FALSE;
}

/* Only for showing: without it all goes on as well. Caller frees. */
static char *
find_name (BaseCall *call, const OauthCloud *cloud, const char *domain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthRealm) realm = NULL;

  if (g_uuid_string_is_valid (domain))
    return g_strdup ("");

  realm = oauth_realm_find (call, cloud, domain, &error);
  if (realm == NULL)
    g_debug ("what the organisation is called: %s", error->message);
  return g_strdup (realm != NULL ? realm->name : "");
}

SessionTenant *
session_tenant_find (BaseCall *call, const ExchangeProfile *draft, GError **error)
{
  g_autoptr (OauthCloud) cloud = graph_tokens_cloud (draft, error);
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (OauthTenant) tenant = NULL;
  SessionTenant *self;

  if (cloud == NULL)
    return NULL;
  tenant = oauth_tenant_find (call, cloud, draft->tenant, now, error);
  if (tenant == NULL || !check_cloud (draft, cloud, tenant, error))
    return NULL;

  self = g_new0 (SessionTenant, 1);
  self->id = g_strdup (tenant->id);
  self->name = find_name (call, cloud, draft->tenant);
  self->region = g_strdup (tenant->region);
  return self;
}

SessionEnd
session_end (GDateTime *until, GDateTime *now)
{
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, SESSION_SOON_DAYS);

  if (g_date_time_compare (until, now) <= 0)
    return SESSION_END_OVER;
  return g_date_time_compare (until, soon) <= 0 ? SESSION_END_SOON : SESSION_END_FAR;
}

void
session_certificate_free (SessionCertificate *self)
{
  if (self == NULL)
    return;

  g_free (self->subject);
  g_free (self->thumbprint);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_free (self);
}

SessionCertificate *
session_certificate_read (const char *path, BaseSecret *passphrase, GError **error)
{
  g_autoptr (OauthCertificate) certificate = oauth_certificate_file_read (path, passphrase, error);
  SessionCertificate *self;

  if (certificate == NULL)
    return NULL;

  self = g_new0 (SessionCertificate, 1);
  self->subject = g_strdup (oauth_certificate_subject (certificate));
  self->thumbprint = g_strdup (oauth_certificate_thumbprint (certificate));
  self->until = g_date_time_ref (oauth_certificate_until (certificate));
  return self;
}

/* Caller unrefs; NULL: not known. */
static GDateTime *
find_end (const ExchangeProfile *profile, BaseSecret *passphrase)
{
  g_autoptr (SessionCertificate) certificate = NULL;

  if (*profile->certificate == '\0')
    return *profile->client_until != '\0' ? exchange_profile_day (profile->client_until) : NULL;

  certificate = session_certificate_read (profile->certificate, passphrase, NULL);
  return certificate != NULL ? g_date_time_ref (certificate->until) : NULL;
}

GError *
session_cloud_reminder (const ExchangeProfile *profile, BaseSecret *passphrase, GDateTime *now)
{
  static const char *const reasons[][2] = {
    [SESSION_END_SOON] = { "secret-ending", "certificate-ending" },
    [SESSION_END_OVER] = { "secret-over", "certificate-over" },
  };
  gboolean is_certificate = *profile->certificate != '\0';
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *day = NULL;
  BaseErrorFacts facts = { .account = profile->client_id };
  GError *error = NULL;
  SessionEnd end;

  if (!exchange_profile_is_online (profile) || profile->sign_in == EXCHANGE_SIGN_IN_PERSON)
    return NULL;
  until = find_end (profile, passphrase);
  end = until != NULL ? session_end (until, now) : SESSION_END_FAR;
  if (end == SESSION_END_FAR)
    return NULL;

  day = g_date_time_format (until, "%Y-%m-%d");
  facts.reason = reasons[end][is_certificate];
  facts.object = day;
  base_error_set_facts (&error, BASE_ERROR_AUTH, &facts, "it ends on %s", day);
  return error;
}
