/* graph-tokens.c - from a profile to the application's tokens and an opened organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-tokens.h"

#include "base-error.h"
#include "oauth-certificate-file.h"

#define USUAL_CLOUD "global"

static const char *
choose (const char *own, const char *usual)
{
  return *own != '\0' ? own : usual;
}

OauthCloud *
graph_tokens_cloud (const ExchangeProfile *profile, GError **error)
{
  static const BaseErrorFacts unknown = { .reason = "cloud-unknown" };
  g_autoptr (OauthCloud) listed = oauth_cloud_find (choose (profile->cloud, USUAL_CLOUD));
  gboolean has_addresses =
      *profile->login_url != '\0' || *profile->graph_url != '\0' || *profile->admin_api_url != '\0';
  /* In a hybrid organisation the private authority is that of the servers on premises. */
  gboolean has_ca =
      *profile->ca_pem != '\0' && (has_addresses || !exchange_profile_is_on_premises (profile));
  OauthCloud draft = { 0 };

  if (listed == NULL) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &unknown, "no cloud is called “%s”",
                          profile->cloud);
    return NULL;
  }
  if (!has_addresses && !has_ca)
    return g_steal_pointer (&listed);

  draft.name = listed->name;
  draft.login = (char *) choose (profile->login_url, listed->login);
  draft.graph = (char *) choose (profile->graph_url, listed->graph);
  draft.admin = (char *) choose (profile->admin_api_url, listed->admin);
  draft.ca_pem = has_ca ? profile->ca_pem : NULL;
  return oauth_cloud_new (&draft, error);
}

/* NULL without an error when the profile names none. */
static OauthCertificate *
read_certificate (const ExchangeProfile *profile, BaseSecret *passphrase, GError **error)
{
  return *profile->certificate != '\0'
             ? oauth_certificate_file_read (profile->certificate, passphrase, error)
             : NULL;
}

static OauthCache *
cache_of_person (OauthApp *app, BaseSecret *refresh, GError **error)
{
  static const BaseErrorFacts nobody = { .reason = "sign-in-again" };

  if (base_secret_is_empty (refresh)) {
    base_error_set_facts (error, BASE_ERROR_AUTH, &nobody, "nobody is signed in");
    return NULL;
  }
  app->refresh = refresh;
  return oauth_cache_new (app, base_clock_system ());
}

OauthCache *
graph_tokens_cache (const ExchangeProfile *profile, BaseSecret *secret, OauthKeeper *keeper,
                    GError **error)
{
  static const BaseErrorFacts nothing = { .reason = "no-credentials" };
  g_autoptr (OauthCloud) cloud = graph_tokens_cloud (profile, error);
  g_autoptr (OauthCertificate) certificate = NULL;
  g_autoptr (GError) why = NULL;
  OauthApp app = { .cloud = cloud, .tenant = profile->tenant, .id = profile->client_id };

  if (cloud == NULL)
    return NULL;
  if (profile->sign_in == EXCHANGE_SIGN_IN_PERSON) {
    app.keeper = keeper;
    return cache_of_person (&app, secret, error);
  }

  certificate = read_certificate (profile, secret, &why);
  if (why == NULL && certificate == NULL && base_secret_is_empty (secret))
    base_error_set_facts (&why, BASE_ERROR_AUTH, &nothing,
                          "the application has neither a certificate nor a secret");
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  app.certificate = certificate;
  app.secret = certificate == NULL ? secret : NULL;
  return oauth_cache_new (&app, base_clock_system ());
}

static BaseSecret *
get_token (BaseCall *call, gpointer data, GError **error)
{
  return oauth_cache_bearer (data, call, OAUTH_RESOURCE_GRAPH, error);
}

static void
refuse_token (BaseSecret *token, gpointer data)
{
  oauth_cache_refuse (data, OAUTH_RESOURCE_GRAPH, token);
}

static void
unref_cache (gpointer data)
{
  oauth_cache_unref (data);
}

GraphServer *
graph_tokens_serve (const ExchangeProfile *profile, OauthCache *cache)
{
  const GraphTokens tokens = { .get = get_token,
                               .refuse = refuse_token,
                               .data = oauth_cache_ref (cache),
                               .destroy = unref_cache };

  return graph_server_new (profile, oauth_cache_app (cache)->cloud->graph, &tokens);
}

GraphServer *
graph_tokens_open (const ExchangeProfile *profile, BaseSecret *secret, OauthKeeper *keeper,
                   GError **error)
{
  g_autoptr (OauthCache) cache = graph_tokens_cache (profile, secret, keeper, error);

  return cache != NULL ? graph_tokens_serve (profile, cache) : NULL;
}
