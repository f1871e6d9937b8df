/* oauth-tenant.c - a tenant and its endpoints, from its OpenID configuration
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-tenant.h"

#include "base-error.h"
#include "oauth-ask.h"

#include <string.h>

void
oauth_tenant_free (OauthTenant *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->token_url);
  g_free (self->authorize_url);
  g_free (self->device_url);
  g_free (self->graph_host);
  g_free (self->region);
  g_free (self);
}

gboolean
oauth_tenant_is_name (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > 253 || text[0] == '.' || text[0] == '-' ||
      strstr (text, "..") != NULL)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '.')
      return FALSE;
  return strchr (text, '.') != NULL || g_uuid_string_is_valid (text);
}

static OauthTenant *
refuse (GError **error, const OauthQuestion *question, const char *reason, const char *words)
{
  g_autofree char *host = oauth_url_host (question->asked.url);
  const BaseErrorFacts facts = { .reason = reason, .host = host };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s: %s", host, words);
  return NULL;
}

/* "https://login.example/GUID/v2.0" → the GUID. NULL when it is none. Caller frees. */
static char *
read_issuer (const OauthCloud *cloud, const char *issuer)
{
  g_autoptr (GUri) uri = NULL;
  g_auto (GStrv) parts = NULL;

  if (!oauth_url_is_safe (issuer) || !oauth_url_is_same_origin (issuer, cloud->login))
    return NULL;
  uri = g_uri_parse (issuer, G_URI_FLAGS_ENCODED, NULL);
  parts = g_strsplit (g_uri_get_path (uri), "/", 3);
  if (g_strv_length (parts) < 2 || !g_uuid_string_is_valid (parts[1]))
    return NULL;
  return g_ascii_strdown (parts[1], -1);
}

/* FALSE when the address is one where nothing may be sent. A missing one is "". */
static gboolean
take_url (const OauthCloud *cloud, JsonObject *answer, const char *name, char **ret)
{
  const char *url = wire_json_string (answer, "configuration", name, NULL);

  if (url != NULL && (!oauth_url_is_safe (url) || !oauth_url_is_same_origin (url, cloud->login)))
    return FALSE;
  *ret = g_strdup (url != NULL ? url : "");
  return TRUE;
}

static char *
take_word (JsonObject *answer, const char *name)
{
  const char *text = wire_json_string (answer, "configuration", name, NULL);

  return text != NULL && strlen (text) <= 253 ? g_strdup (text) : g_strdup ("");
}

static OauthTenant *
read_configuration (const OauthQuestion *question, const char *asked_for, JsonObject *answer,
                    GError **error)
{
  g_autoptr (OauthTenant) self = g_new0 (OauthTenant, 1);
  const OauthCloud *cloud = question->cloud;

  self->id = read_issuer (cloud, wire_json_string (answer, "configuration", "issuer", NULL));
  if (self->id == NULL)
    return refuse (error, question, "discovery-issuer", "the issuer is not a tenant of this cloud");
  if (g_uuid_string_is_valid (asked_for) && g_ascii_strcasecmp (self->id, asked_for) != 0)
    return refuse (error, question, "discovery-issuer", "the issuer is another tenant");
  if (!take_url (cloud, answer, "token_endpoint", &self->token_url) ||
      !take_url (cloud, answer, "authorization_endpoint", &self->authorize_url) ||
      !take_url (cloud, answer, "device_authorization_endpoint", &self->device_url))
    return refuse (error, question, "discovery-host", "an endpoint is on another server");
  if (*self->token_url == '\0')
    return refuse (error, question, "token-answer", "no token endpoint is named");

  self->graph_host = take_word (answer, "msgraph_host");
  self->region = take_word (answer, "tenant_region_sub_scope");
  return g_steal_pointer (&self);
}

OauthTenant *
oauth_tenant_find (BaseCall *call, const OauthCloud *cloud, const char *tenant, GDateTime *now,
                   GError **error)
{
  static const BaseErrorFacts no_name = { .reason = "tenant-name" };
  g_autofree char *url =
      g_strdup_printf ("%s/%s/v2.0/.well-known/openid-configuration", cloud->login, tenant);
  const OauthQuestion question = { .cloud = cloud,
                                   .asked = { .url = url, .account = tenant },
                                   .label = "openid-configuration" };
  JsonObject *answer;
  gint64 skew_s;
  OauthTenant *self;

  if (!oauth_tenant_is_name (tenant)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &no_name,
                          "a tenant is a GUID or a domain’s name");
    return NULL;
  }
  answer = oauth_ask (call, &question, NULL, now, &skew_s, error);
  if (answer == NULL)
    return NULL;

  self = read_configuration (&question, tenant, answer, error);
  if (self != NULL)
    self->skew_s = skew_s;
  oauth_answer_free (answer);
  return self;
}
