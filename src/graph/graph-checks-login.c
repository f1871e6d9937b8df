/* graph-checks-login.c - the steps of the verification from the login server to a token
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-checks-login.h"

#include "base-error.h"
#include "graph-permissions.h"
#include "oauth-claims.h"
#include "oauth-tenant.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_SKEW_S (5 * 60) /* what Entra ID forgives */
#define SOON_DAYS 30

/* What the steps share; the plan runs them one after the other. */
typedef struct
{
  OauthCloud *cloud; /* NULL: the profile's addresses do not do */
  char *tenant_name;
  char *client_until; /* as in the profile */
  char *person;       /* who has signed in; NULL: nobody, the application logs in itself */
  OauthCache *cache;  /* NULL: its certificate or secret does not do, or the cloud */
  GError *problem;    /* why not */
  gboolean has_own_addresses;
  OauthTenant *tenant;
  GError *no_tenant; /* what the login server said instead */
  BaseSecret *token;
} Login;

/* The server is not to blame for what it says of the tenant. */
static gboolean
is_about_tenant (const GError *error)
{
  const char *reason = base_error_facts (error)->reason;

  return g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH) ||
         g_strcmp0 (reason, "discovery-issuer") == 0 || g_strcmp0 (reason, "tenant-name") == 0;
}

static ChecksResult *
tell_clock (const char *host, gint64 skew_s)
{
  gint64 minutes = ABS (skew_s) / 60;
  /* Translators: %s is a server's name */
  g_autofree char *answers = g_strdup_printf (_ ("%s answers."), host);
  g_autofree char *seen = NULL;

  if (ABS (skew_s) <= MOST_SKEW_S)
    return checks_result_new (CHECKS_OK, answers, NULL, NULL);

  seen = g_strdup_printf (
      skew_s > 0
          ? ngettext ("%s answers. This computer’s clock is %d minute slow.",
                      "%s answers. This computer’s clock is %d minutes slow.", (gulong) minutes)
          : ngettext ("%s answers. This computer’s clock is %d minute fast.",
                      "%s answers. This computer’s clock is %d minutes fast.", (gulong) minutes),
      host, (int) MIN (minutes, G_MAXINT));
  return checks_result_new (CHECKS_WARNING, seen,
                            _ ("Set it right: timedatectl set-ntp true. The log-in makes up for "
                               "it, but times in replies would be wrong."),
                            NULL);
}

static ChecksResult *
check_cloud (BaseCall *call, gpointer data)
{
  Login *login = data;
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GUri) uri = NULL;

  if (login->cloud == NULL)
    return checks_result_new_error (CHECKS_FAILED, login->problem);

  login->tenant =
      oauth_tenant_find (call, login->cloud, login->tenant_name, now, &login->no_tenant);
  if (login->tenant == NULL && !is_about_tenant (login->no_tenant))
    return checks_result_new_error (CHECKS_FAILED, login->no_tenant);

  uri = g_uri_parse (login->cloud->login, G_URI_FLAGS_ENCODED, NULL);
  return tell_clock (g_uri_get_host (uri), login->tenant != NULL ? login->tenant->skew_s : 0);
}

/* Microsoft sends the tenants of its other clouds elsewhere. */
static gboolean
is_elsewhere (const Login *login)
{
  g_autofree char *named = g_strconcat ("https://", login->tenant->graph_host, NULL);
  g_autoptr (GUri) there = g_uri_parse (named, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) here = g_uri_parse (login->cloud->graph, G_URI_FLAGS_ENCODED, NULL);

  return *login->tenant->graph_host != '\0' && !login->has_own_addresses &&
         (there == NULL || g_ascii_strcasecmp (g_uri_get_host (there), g_uri_get_host (here)) != 0);
}

static ChecksResult *
check_tenant (BaseCall *call, gpointer data)
{
  Login *login = data;
  const OauthTenant *tenant = login->tenant;
  g_autofree char *seen = NULL;

  if (tenant == NULL)
    return checks_result_new_error (CHECKS_FAILED, login->no_tenant);
  if (is_elsewhere (login)) {
    const BaseErrorFacts facts = { .reason = "other-cloud", .host = tenant->graph_host };
    g_autoptr (GError) error = NULL;

    base_error_set_facts (&error, BASE_ERROR_AUTH, &facts, "the tenant’s Microsoft Graph is %s",
                          tenant->graph_host);
    return checks_result_new_error (CHECKS_WARNING, error);
  }

  /* Translators: %1$s is a domain, %2$s an id */
  seen =
      g_ascii_strcasecmp (login->tenant_name, tenant->id) != 0
          ? g_strdup_printf (_ ("The tenant %1$s is there: %2$s."), login->tenant_name, tenant->id)
          /* Translators: %s is an id */
          : g_strdup_printf (_ ("The tenant %s is there."), tenant->id);
  return checks_result_new (CHECKS_OK, seen, NULL, *tenant->region != '\0' ? tenant->region : NULL);
}

/* Translators: the remedy for a certificate that is over, or soon */
#define RENEW                                                                                      \
  N_ ("Make a new one, upload its public part (Entra admin center, App registrations, "            \
      "Certificates & secrets), and choose its file in Connection; the old one can be taken away " \
      "afterwards.")

/* Translators: the remedy for a secret that is over, or soon */
#define RENEW_SECRET                                                                               \
  N_ ("Make a new one (Entra admin center, App registrations, Certificates & secrets), and give "  \
      "it in Connection with the day on which it ends; a certificate is safer.")

static ChecksResult *
judge_secret (const char *client_until)
{
  g_autoptr (GDateTime) until = *client_until != '\0' ? exchange_profile_day (client_until) : NULL;
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, SOON_DAYS);
  g_autofree char *seen = NULL;

  if (until == NULL)
    return checks_result_new (
        CHECKS_OK,
        _ ("The application logs in with a secret. When that ends, only the Entra "
           "admin center tells; a certificate is safer."),
        NULL, NULL);
  if (g_date_time_compare (until, now) <= 0) {
    /* Translators: %s is a date */
    seen = g_strdup_printf (_ ("The application’s secret ended on %s, as was noted with it."),
                            client_until);
    return checks_result_new (CHECKS_WARNING, seen, _ (RENEW_SECRET), NULL);
  }
  /* Translators: %s is a date */
  seen = g_strdup_printf (_ ("The application logs in with a secret, which ends on %s."),
                          client_until);
  return g_date_time_compare (until, soon) <= 0
             ? checks_result_new (CHECKS_WARNING, seen, _ (RENEW_SECRET), NULL)
             : checks_result_new (CHECKS_OK, seen, NULL, NULL);
}

static ChecksResult *
tell_person (const char *person)
{
  /* Translators: %s is an address */
  g_autofree char *seen = g_strdup_printf (
      _ ("%s has signed in. That reaches their own mailbox only: Microsoft gives nobody the "
         "automatic replies of others this way, whatever their role."),
      person);

  return checks_result_new (CHECKS_OK, seen, NULL, NULL);
}

static ChecksResult *
check_credentials (BaseCall *call, gpointer data)
{
  Login *login = data;
  OauthCertificate *certificate;
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, SOON_DAYS);
  g_autofree char *until = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *detail = NULL;

  if (login->cache == NULL)
    return checks_result_new_error (CHECKS_FAILED, login->problem);
  if (login->person != NULL)
    return tell_person (login->person);
  certificate = oauth_cache_app (login->cache)->certificate;
  if (certificate == NULL)
    return judge_secret (login->client_until);

  until = g_date_time_format (oauth_certificate_until (certificate), "%Y-%m-%d");
  detail = g_strdup_printf ("SHA-1 %s\nSHA-256 (base64url) %s",
                            oauth_certificate_thumbprint (certificate),
                            oauth_certificate_sha256 (certificate));
  if (g_date_time_compare (oauth_certificate_until (certificate), now) <= 0) {
    /* Translators: %1$s is a certificate's name, %2$s a date */
    seen = g_strdup_printf (_ ("The certificate %1$s ended on %2$s."),
                            oauth_certificate_subject (certificate), until);
    return checks_result_new (CHECKS_FAILED, seen, _ (RENEW), detail);
  }
  /* Translators: %1$s is a certificate's name, %2$s a date, %3$s 40 hexadecimal digits */
  seen = g_strdup_printf (_ ("The certificate %1$s, good until %2$s, thumbprint %3$s."),
                          oauth_certificate_subject (certificate), until,
                          oauth_certificate_thumbprint (certificate));
  return g_date_time_compare (oauth_certificate_until (certificate), soon) <= 0
             ? checks_result_new (CHECKS_WARNING, seen, _ (RENEW), detail)
             : checks_result_new (CHECKS_OK, seen, NULL, detail);
}

static ChecksResult *
check_token (BaseCall *call, gpointer data)
{
  Login *login = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthClaims) claims = NULL;
  g_autofree char *detail = NULL;

  login->token = oauth_cache_bearer (login->cache, call, OAUTH_RESOURCE_GRAPH, &error);
  if (login->token == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);

  claims = oauth_claims_read (base_secret_text (login->token));
  if (claims != NULL)
    detail = g_strdup_printf ("aud: %s\ntid: %s\nappid: %s", claims->audience, claims->tenant,
                              claims->app);
  return checks_result_new (CHECKS_OK, _ ("The application got a token for Microsoft Graph."), NULL,
                            detail);
}

/* Takes result. */
static ChecksResult *
with_value (ChecksResult *result, const char *const *roles)
{
  result->value = g_strjoinv (" ", (char **) roles);
  return result;
}

static ChecksResult *
judge_permissions (const char *const *roles)
{
  g_auto (GraphPermissions) permissions = { NULL };
  g_autofree char *missing = NULL;
  g_autofree char *excess = NULL;
  g_autofree char *seen = NULL;

  graph_permissions_compare (&permissions, roles);
  missing = g_strjoinv (", ", permissions.missing);
  excess = g_strjoinv (", ", permissions.excess);
  if (*missing != '\0') {
    /* Translators: %s is a list of names such as User.Read.All */
    seen = g_strdup_printf (_ ("The token does not name: %s."), missing);
    return checks_result_new (
        CHECKS_WARNING, seen,
        _ ("Entra admin center, App registrations, API permissions, Microsoft Graph, Application "
           "permissions: add them, then “Grant admin consent”. For MailboxSettings.ReadWrite this "
           "is as it should be where the right was given by a role in Exchange (RBAC for "
           "Applications): the steps below prove it."),
        NULL);
  }
  if (*excess != '\0') {
    /* Translators: as above */
    seen = g_strdup_printf (_ ("All that is needed was granted, and more than that: %s."), excess);
    return checks_result_new (CHECKS_WARNING, seen,
                              _ ("Take away what this application does not need: Entra admin "
                                 "center, App registrations, API permissions."),
                              NULL);
  }
  return checks_result_new (CHECKS_OK, _ ("All that is needed was granted, and no more."), NULL,
                            NULL);
}

/* What a person lets the application do for them. */
static ChecksResult *
judge_scopes (const OauthClaims *claims)
{
  if (claims == NULL ||
      g_strv_contains ((const char *const *) claims->scopes, "MailboxSettings.ReadWrite"))
    return checks_result_new (CHECKS_OK, _ ("The mailbox’s settings may be read and written."),
                              NULL, NULL);
  return checks_result_new (
      CHECKS_WARNING, _ ("The token does not name: MailboxSettings.ReadWrite."),
      _ ("Entra admin center, App registrations, API permissions, Microsoft Graph, Delegated "
         "permissions: add it, then sign in once more."),
      NULL);
}

static ChecksResult *
check_permissions (BaseCall *call, gpointer data)
{
  Login *login = data;
  g_autoptr (OauthClaims) claims = oauth_claims_read (base_secret_text (login->token));
  const char *const *roles = claims != NULL ? (const char *const *) claims->roles : NULL;

  if (login->person != NULL)
    return judge_scopes (claims);
  if (roles == NULL || roles[0] == NULL)
    return checks_result_new (
        CHECKS_WARNING, _ ("The token names no permission."),
        _ ("Where the rights were given by a role in Exchange (RBAC for Applications), that is as "
           "it should be: the steps below prove them. Else add MailboxSettings.ReadWrite, "
           "User.Read.All and GroupMember.Read.All as application permissions, and grant admin "
           "consent."),
        NULL);
  return with_value (judge_permissions (roles), roles);
}

static const struct
{
  const char *id;
  const char *title;
  const char *needs;
  ChecksRun run;
} steps[] = {
  { "online-cloud", N_ ("Login server of Microsoft 365"), NULL, check_cloud },
  { "online-tenant", N_ ("Tenant"), "online-cloud", check_tenant },
  { "online-credentials", N_ ("Certificate or secret"), "online-tenant", check_credentials },
  { "online-token", N_ ("Token of the application"), "online-credentials", check_token },
  { "online-permissions", N_ ("Permissions of the application"), "online-token",
    check_permissions },
};

static void
clear_login (gpointer data)
{
  Login *self = data;

  oauth_cloud_unref (self->cloud);
  g_free (self->tenant_name);
  g_free (self->client_until);
  g_free (self->person);
  oauth_cache_unref (self->cache);
  oauth_tenant_free (self->tenant);
  base_secret_unref (self->token);
  g_clear_error (&self->problem);
  g_clear_error (&self->no_tenant);
}

static void
unref_login (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_login);
}

void
graph_checks_login_add (ChecksPlan *plan, const ExchangeProfile *profile, OauthCloud *cloud,
                        OauthCache *cache, const GError *problem)
{
  Login *login = g_atomic_rc_box_new0 (Login);

  login->cloud = cloud != NULL ? oauth_cloud_ref (cloud) : NULL;
  login->tenant_name = g_strdup (profile->tenant);
  login->client_until = g_strdup (profile->client_until);
  if (profile->sign_in == EXCHANGE_SIGN_IN_PERSON)
    login->person = g_strdup (profile->online_user);
  login->cache = cache != NULL ? oauth_cache_ref (cache) : NULL;
  login->problem = problem != NULL ? g_error_copy (problem) : NULL;
  login->has_own_addresses = *profile->graph_url != '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    checks_plan_add (plan, steps[i].id, _ (steps[i].title), steps[i].needs, steps[i].run,
                     g_atomic_rc_box_acquire (login), unref_login);
  unref_login (login);
}
