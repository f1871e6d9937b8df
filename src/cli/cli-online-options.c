/* cli-online-options.c - the options that say where mailboxes are online
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-online-options.h"

#include "cli-secrets.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

void
cli_online_options_clear (CliOnlineOptions *self)
{
  g_clear_pointer (&self->cloud, g_free);
  g_clear_pointer (&self->tenant, g_free);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->secret_until, g_free);
  g_clear_pointer (&self->sign_in, g_free);
  g_clear_pointer (&self->login_url, g_free);
  g_clear_pointer (&self->graph_url, g_free);
  g_clear_pointer (&self->admin_api_url, g_free);
}

void
cli_online_options_entries (CliOnlineOptions *self, GOptionEntry *entries)
{
  const GOptionEntry filled[CLI_ONLINE_ENTRIES] = {
    { "cloud", 0, 0, G_OPTION_ARG_STRING, &self->cloud,
      N_ ("Exchange Online: global, gcc-high, dod, 21vianet, bleu or delos"), N_ ("NAME") },
    { "tenant", 0, 0, G_OPTION_ARG_STRING, &self->tenant,
      N_ ("The tenant: one of its domains, or its id"), N_ ("TENANT") },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &self->client_id,
      N_ ("The application’s (client) ID"), N_ ("ID") },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->certificate,
      N_ ("The application’s certificate with its private key, PEM or PKCS#12"), N_ ("FILE") },
    { "secret-stdin", 0, 0, G_OPTION_ARG_NONE, &self->has_secret_stdin,
      N_ ("Read the application’s secret, or its certificate’s passphrase, from standard input, "
          "one line"),
      NULL },
    { "secret-until", 0, 0, G_OPTION_ARG_STRING, &self->secret_until,
      N_ ("The day on which the secret ends, for a reminder before"), N_ ("DAY") },
    { "sign-in", 0, 0, G_OPTION_ARG_STRING, &self->sign_in,
      N_ ("Sign in as a person, for that person’s own mailbox only: browser, or device (with a "
          "code)"),
      N_ ("WAY") },
    { "login-url", 0, 0, G_OPTION_ARG_STRING, &self->login_url,
      N_ ("The login server, in place of the cloud’s"), N_ ("URL") },
    { "graph-url", 0, 0, G_OPTION_ARG_STRING, &self->graph_url,
      N_ ("Microsoft Graph, in place of the cloud’s"), N_ ("URL") },
    { "admin-api-url", 0, 0, G_OPTION_ARG_STRING, &self->admin_api_url,
      N_ ("Exchange’s admin endpoint, in place of the cloud’s"), N_ ("URL") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    entries[i] = filled[i];
}

void
cli_online_options_apply (const CliOnlineOptions *self, ExchangeProfile *draft, char **ret_path)
{
  const struct
  {
    char *given;
    char **field;
  } rows[] = {
    { self->cloud, &draft->cloud },
    { self->tenant, &draft->tenant },
    { self->client_id, &draft->client_id },
    { self->login_url, &draft->login_url },
    { self->graph_url, &draft->graph_url },
    { self->admin_api_url, &draft->admin_api_url },
    { self->secret_until, &draft->client_until },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].given != NULL)
      *rows[i].field = rows[i].given;
  if (self->certificate != NULL) {
    *ret_path = *self->certificate != '\0' ? g_canonicalize_filename (self->certificate, NULL)
                                           : g_strdup ("");
    draft->certificate = *ret_path;
  }
  /* The application itself in place of the person who had signed in. */
  if (self->has_secret_stdin || (self->certificate != NULL && *self->certificate != '\0')) {
    draft->sign_in = EXCHANGE_SIGN_IN_APPLICATION;
    draft->online_user = NULL;
  }
  /* A secret in place of the certificate that was there. */
  if (self->has_secret_stdin && self->certificate == NULL && self->client_id != NULL)
    draft->certificate = NULL;
}

BaseSecret *
cli_online_options_secret (const CliOnlineOptions *self, const ExchangeProfile *profile,
                           const ExchangeProfile *former, GError **error)
{
  g_autofree char *prompt = NULL;
  gboolean is_former_app = former != NULL && self->client_id == NULL && self->certificate == NULL;

  if (self->has_secret_stdin)
    return cli_secrets_read (error);
  if (!exchange_profile_is_online (profile) || self->sign_in != NULL ||
      *profile->certificate != '\0' || is_former_app)
    return NULL;
  /* Translators: a prompt; %s is an application's id */
  prompt = g_strdup_printf (_ ("Secret of the application %s: "), profile->client_id);
  return cli_secrets_ask_for (prompt, error);
}
