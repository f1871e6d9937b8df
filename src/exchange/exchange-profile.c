/* exchange-profile.c - how to reach one organisation
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

const char *const exchange_kind_names[] = { [EXCHANGE_KIND_ON_PREMISES] = "on-premises",
                                            [EXCHANGE_KIND_ONLINE] = "online",
                                            [EXCHANGE_KIND_HYBRID] = "hybrid",
                                            NULL };

const char *const exchange_auth_names[] = { [EXCHANGE_AUTH_AUTO] = "auto",
                                            [EXCHANGE_AUTH_NEGOTIATE] = "negotiate",
                                            [EXCHANGE_AUTH_NTLM] = "ntlm",
                                            [EXCHANGE_AUTH_BASIC] = "basic",
                                            NULL };

const char *const exchange_directory_auth_names[] = { [EXCHANGE_DIRECTORY_AUTH_AUTO] = "auto",
                                                      [EXCHANGE_DIRECTORY_AUTH_TICKET] = "ticket",
                                                      [EXCHANGE_DIRECTORY_AUTH_PASSWORD] =
                                                          "password",
                                                      [EXCHANGE_DIRECTORY_AUTH_SIMPLE] = "simple",
                                                      NULL };

static char *
copy_trimmed (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

ExchangeProfile *
exchange_profile_new (const ExchangeProfile *draft)
{
  ExchangeProfile *self = g_atomic_rc_box_new0 (ExchangeProfile);

  self->id = !is_blank (draft->id) ? g_strdup (draft->id) : g_uuid_string_random ();
  self->name = copy_trimmed (draft->name);
  self->kind = draft->kind;
  self->server = copy_trimmed (draft->server);
  self->ews_url = copy_trimmed (draft->ews_url);
  self->ca_pem = g_strdup (draft->ca_pem != NULL ? draft->ca_pem : "");
  self->auth = draft->auth;
  self->admin_upn = copy_trimmed (draft->admin_upn);
  self->test_mailbox = copy_trimmed (draft->test_mailbox);
  self->jobs = draft->jobs != 0 ? draft->jobs : EXCHANGE_DEFAULT_JOBS;
  self->directory = copy_trimmed (draft->directory);
  self->directory_auth = draft->directory_auth;
  self->directory_ca_pem =
      g_strdup (draft->directory_ca_pem != NULL ? draft->directory_ca_pem : "");
  self->directory_user = copy_trimmed (draft->directory_user);

  if (is_blank (self->ews_url)) {
    g_autofree char *made = exchange_profile_ews_url (self->server);

    g_free (self->ews_url);
    self->ews_url = made != NULL ? g_steal_pointer (&made) : g_strdup ("");
  }
  return self;
}

ExchangeProfile *
exchange_profile_ref (ExchangeProfile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_profile (gpointer data)
{
  ExchangeProfile *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->ews_url, g_free);
  g_clear_pointer (&self->ca_pem, g_free);
  g_clear_pointer (&self->admin_upn, g_free);
  g_clear_pointer (&self->test_mailbox, g_free);
  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->directory_ca_pem, g_free);
  g_clear_pointer (&self->directory_user, g_free);
}

void
exchange_profile_unref (ExchangeProfile *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_profile);
}

static gboolean
is_host_name (const char *host)
{
  gsize length = strlen (host);

  if (length == 0 || length > 253 || host[0] == '-' || host[0] == '.' ||
      strstr (host, "..") != NULL)
    return FALSE;

  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '.' && *c != '_' && (guchar) *c < 0x80)
      return FALSE;
  return g_utf8_validate (host, -1, NULL);
}

gboolean
exchange_profile_is_ip_address (const char *server)
{
  g_autofree char *bare = copy_trimmed (server);
  gsize length = strlen (bare);

  if (length > 2 && bare[0] == '[' && bare[length - 1] == ']') {
    bare[length - 1] = '\0';
    return g_hostname_is_ip_address (bare + 1);
  }
  return g_hostname_is_ip_address (bare);
}

/* "name", "name:port", "1.2.3.4:port", "[v6]:port", "v6". */
static gboolean
split_server (const char *server, char **ret_host, guint64 *ret_port)
{
  g_autofree char *host = copy_trimmed (server);
  char *colon = strrchr (host, ':');

  *ret_port = 0;
  if (colon != NULL && !g_hostname_is_ip_address (host) && !g_str_has_suffix (host, "]")) {
    if (!g_ascii_string_to_unsigned (colon + 1, 10, 1, 65535, ret_port, NULL))
      return FALSE;
    *colon = '\0';
  }
  /* GLib takes anything behind a % for the interface of an IPv6 address; in a URL it is none. */
  if (strchr (host, '%') != NULL ||
      (!exchange_profile_is_ip_address (host) && !is_host_name (host)))
    return FALSE;

  *ret_host = g_steal_pointer (&host);
  return TRUE;
}

char *
exchange_profile_ews_url (const char *server)
{
  g_autofree char *host = NULL;
  g_autofree char *ascii = NULL;
  guint64 port;

  if (is_blank (server) || !split_server (server, &host, &port))
    return NULL;

  if (exchange_profile_is_ip_address (host))
    ascii = strchr (host, ':') != NULL && *host != '[' ? g_strdup_printf ("[%s]", host)
                                                       : g_strdup (host);
  else
    ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return NULL;
  if (port == 0 || port == 443)
    return g_strdup_printf ("https://%s/EWS/Exchange.asmx", ascii);

  return g_strdup_printf ("https://%s:%u/EWS/Exchange.asmx", ascii, (guint) port);
}

void
exchange_directory_address_clear (ExchangeDirectoryAddress *self)
{
  g_clear_pointer (&self->host, g_free);
}

gboolean
exchange_profile_directory_address (const char *text, ExchangeDirectoryAddress *ret)
{
  g_autofree char *bare = copy_trimmed (text);
  const char *from = bare;
  g_autofree char *host = NULL;
  g_autofree char *ascii = NULL;
  gboolean is_ldaps = g_ascii_strncasecmp (bare, "ldaps://", 8) == 0;
  guint64 port;
  char *slash;

  if (is_ldaps || g_ascii_strncasecmp (bare, "ldap://", 7) == 0)
    from += is_ldaps ? 8 : 7;
  slash = strchr (from, '/');
  if (slash != NULL && from != bare && slash[1] == '\0')
    *slash = '\0';
  if (is_blank (from) || !split_server (from, &host, &port))
    return FALSE;

  if (*host == '[') { /* the brackets belong to the writing, not to the address */
    host[strlen (host) - 1] = '\0';
    memmove (host, host + 1, strlen (host));
  }
  ascii = g_hostname_is_ip_address (host) ? g_strdup (host) : g_hostname_to_ascii (host);
  if (ascii == NULL)
    return FALSE;

  ret->host = g_ascii_strdown (ascii, -1);
  ret->port = (guint16) port;
  ret->is_ldaps = is_ldaps;
  return TRUE;
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
validate_server (const ExchangeProfile *self, GError **error)
{
  g_autofree char *made = exchange_profile_ews_url (self->server);

  if (is_blank (self->server) && is_blank (self->ews_url))
    return refuse (error, "server", _ ("Enter the server’s name or IP address."));
  if (!is_blank (self->server) && made == NULL)
    return refuse (error, "server", _ ("This is neither a server name nor an IP address."));
  if (!validate_url (self->ews_url, error))
    return FALSE;
  if (!is_ca (self->ca_pem))
    return refuse (
        error, "ca",
        _ ("The file holds no certificate in PEM form (“-----BEGIN CERTIFICATE-----”)."));
  return TRUE;
}

static gboolean
validate_admin (const ExchangeProfile *self, GError **error)
{
  if (is_blank (self->admin_upn))
    return refuse (error, "admin-upn", _ ("Enter the administrator’s user principal name."));
  if (!base_text_is_address (self->admin_upn))
    return refuse (error, "admin-upn", _ ("A user principal name looks like name@domain."));
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
  if (!is_blank (self->test_mailbox) && !base_text_is_address (self->test_mailbox))
    return refuse (error, "test-mailbox", _ ("The test mailbox is not a mail address."));
  return TRUE;
}

static const struct
{
  ExchangeProfilePart part;
  gboolean (*validate) (const ExchangeProfile *self, GError **error);
} parts[] = {
  { EXCHANGE_PROFILE_PART_SERVER, validate_server },
  { EXCHANGE_PROFILE_PART_ADMIN, validate_admin },
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
