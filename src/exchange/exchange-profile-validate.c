/* exchange-profile-validate.c - what a profile may not hold
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-profile.h"

#include "base-error.h"
#include "base-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_NAME_CHARS 100
#define MOST_CA_BYTES (1024 * 1024)

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
refuse (GError **error, const char *field, const char *sentence)
{
  const BaseErrorFacts facts = { .reason = field };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", sentence);
  return FALSE;
}

/* GLib's parser is forgiving, and this goes into a request's first line. */
static gboolean
has_space_or_control (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if ((guchar) *c <= 0x20 || *c == 0x7F)
      return TRUE;
  return !g_utf8_validate (text, -1, NULL);
}

static gboolean
validate_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (uri == NULL || is_blank (g_uri_get_host (uri)) || has_space_or_control (url))
    return refuse (
        error, "ews-url",
        _ ("The EWS URL is not a web address such as https://mail.example.com/EWS/Exchange.asmx."));
  if (g_ascii_strcasecmp (scheme, "https") != 0)
    return refuse (error, "ews-url",
                   _ ("The EWS URL must begin with https://, so that the password is never sent in "
                      "the clear."));
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return refuse (error, "ews-url",
                   _ ("The EWS URL must not hold a user name, a password or a “#” part."));
  return TRUE;
}

static gboolean
is_ca (const char *pem)
{
  return is_blank (pem) ||
         (strlen (pem) <= MOST_CA_BYTES && strstr (pem, "-----BEGIN CERTIFICATE-----") != NULL);
}

static gboolean
is_console (const char *console)
{
  g_autofree char *made = exchange_profile_ews_url (console);
  g_autoptr (GUri) uri = g_uri_parse (console, G_URI_FLAGS_ENCODED, NULL);

  if (is_blank (console) || made != NULL)
    return TRUE;
  return uri != NULL && !is_blank (g_uri_get_host (uri)) && !has_space_or_control (console) &&
         (g_ascii_strcasecmp (g_uri_get_scheme (uri), "https") == 0 ||
          g_ascii_strcasecmp (g_uri_get_scheme (uri), "http") == 0) &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_fragment (uri) == NULL;
}

static gboolean
validate_server (const ExchangeProfile *self, GError **error)
{
  g_autofree char *made = exchange_profile_ews_url (self->server);

  if (!is_ca (self->ca_pem))
    return refuse (
        error, "ca",
        _ ("The file holds no certificate in PEM form (“-----BEGIN CERTIFICATE-----”)."));
  if (!exchange_profile_is_on_premises (self))
    return TRUE;
  if (is_blank (self->server) && is_blank (self->ews_url))
    return refuse (error, "server", _ ("Enter the server’s name or IP address."));
  if (!is_blank (self->server) && made == NULL)
    return refuse (error, "server", _ ("This is neither a server name nor an IP address."));
  if (!validate_url (self->ews_url, error))
    return FALSE;
  if (!is_console (self->console))
    return refuse (error, "console",
                   _ ("The PowerShell console is neither a server’s name nor a web address."));
  return TRUE;
}

static gboolean
validate_admin (const ExchangeProfile *self, GError **error)
{
  if (!is_blank (self->test_mailbox) && !base_text_is_address (self->test_mailbox))
    return refuse (error, "test-mailbox", _ ("The test mailbox is not a mail address."));
  if (is_blank (self->admin_upn) && !exchange_profile_is_on_premises (self))
    return TRUE;
  if (is_blank (self->admin_upn))
    return refuse (error, "admin-upn", _ ("Enter the administrator’s user principal name."));
  if (!base_text_is_address (self->admin_upn))
    return refuse (error, "admin-upn", _ ("A user principal name looks like name@domain."));
  return TRUE;
}

/* A GUID, or a domain's name. */
static gboolean
is_tenant (const char *tenant)
{
  for (const char *c = tenant; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '.')
      return FALSE;
  return strlen (tenant) <= 253 && *tenant != '.' && *tenant != '-' &&
         strstr (tenant, "..") == NULL &&
         (strchr (tenant, '.') != NULL || g_uuid_string_is_valid (tenant));
}

/* https, and nothing but a host, a port and a path; "" is the cloud's own. */
static gboolean
is_service_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  return is_blank (url) ||
         (uri != NULL && !is_blank (g_uri_get_host (uri)) && !has_space_or_control (url) &&
          g_ascii_strcasecmp (g_uri_get_scheme (uri), "https") == 0 &&
          g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
          g_uri_get_fragment (uri) == NULL);
}

static gboolean
is_day (const char *text)
{
  g_autoptr (GDateTime) day = exchange_profile_day (text);

  return day != NULL;
}

static gboolean
validate_online (const ExchangeProfile *self, GError **error)
{
  const struct
  {
    const char *field;
    const char *url;
  } urls[] = { { "login-url", self->login_url },
               { "graph-url", self->graph_url },
               { "admin-api-url", self->admin_api_url } };

  if (!exchange_profile_is_online (self))
    return TRUE;
  if (is_blank (self->tenant))
    return refuse (error, "tenant",
                   _ ("Enter the organisation’s tenant: one of its domains, or "
                      "its id."));
  if (!is_tenant (self->tenant))
    return refuse (error, "tenant", _ ("A tenant is a domain such as example.com, or an id."));
  if (is_blank (self->client_id))
    return refuse (error, "client-id", _ ("Enter the application’s (client) ID."));
  if (!g_uuid_string_is_valid (self->client_id))
    return refuse (error, "client-id",
                   _ ("An application’s (client) ID looks like "
                      "0d6a2f4e-97c1-4d3b-8a52-61f3c0e9b7d4."));
  if (!is_blank (self->certificate) && !g_path_is_absolute (self->certificate))
    return refuse (error, "certificate", _ ("Give the certificate’s file with its whole path."));
  if (!is_blank (self->client_until) && !is_day (self->client_until))
    return refuse (error, "client-until",
                   _ ("Give the day on which the secret ends as 2027-05-31."));
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    if (!is_service_url (urls[i].url))
      return refuse (error, urls[i].field,
                     _ ("An address of the cloud must begin with https://, without a user name, a "
                        "“?” or a “#” part."));
  return TRUE;
}

static gboolean
validate_directory (const ExchangeProfile *self, GError **error)
{
  g_auto (ExchangeDirectoryAddress) address = { 0 };

  if (is_blank (self->directory))
    return TRUE;
  if (!exchange_profile_directory_address (self->directory, &address))
    return refuse (error, "directory",
                   _ ("This is neither a domain’s name nor a domain controller’s."));
  if (!is_ca (self->directory_ca_pem))
    return refuse (
        error, "directory-ca",
        _ ("The file holds no certificate in PEM form (“-----BEGIN CERTIFICATE-----”)."));
  if (!is_blank (self->directory_user) && !base_text_is_address (self->directory_user))
    return refuse (error, "directory-user", _ ("A user principal name looks like name@domain."));
  return TRUE;
}

static gboolean
validate_name (const ExchangeProfile *self, GError **error)
{
  if (is_blank (self->name))
    return refuse (error, "name", _ ("Give the connection a name."));
  if (!base_text_is_clean (self->name, -1) || strpbrk (self->name, "\t\r\n") != NULL ||
      g_utf8_strlen (self->name, -1) > MOST_NAME_CHARS)
    return refuse (error, "name",
                   _ ("The name is too long or holds characters that cannot be shown."));
  return TRUE;
}

/* What concerns no page of the wizard. */
static gboolean
validate_rest (const ExchangeProfile *self, GError **error)
{
  if (self->jobs > EXCHANGE_MOST_JOBS)
    return refuse (error, "jobs", _ ("At most 32 requests can run at the same time."));
  return TRUE;
}

static const struct
{
  ExchangeProfilePart part;
  gboolean (*validate) (const ExchangeProfile *self, GError **error);
} parts[] = {
  { EXCHANGE_PROFILE_PART_SERVER, validate_server },
  { EXCHANGE_PROFILE_PART_ADMIN, validate_admin },
  { EXCHANGE_PROFILE_PART_ONLINE, validate_online },
  { EXCHANGE_PROFILE_PART_DIRECTORY, validate_directory },
  { EXCHANGE_PROFILE_PART_NAME, validate_name },
  { EXCHANGE_PROFILE_PART_ALL, validate_rest },
};

gboolean
exchange_profile_validate (const ExchangeProfile *self, ExchangeProfilePart part, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if ((part == EXCHANGE_PROFILE_PART_ALL || part == parts[i].part) &&
        !parts[i].validate (self, error))
      return FALSE;
  return TRUE;
}
