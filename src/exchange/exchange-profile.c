/* exchange-profile.c - how to reach one organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-profile.h"

#include <gio/gio.h>
#include <string.h>

const char *const exchange_kind_names[] = { [EXCHANGE_KIND_ON_PREMISES] = "on-premises",
                                            [EXCHANGE_KIND_ONLINE] = "online",
                                            [EXCHANGE_KIND_HYBRID] = "hybrid",
                                            NULL };

const char *const exchange_auth_names[] = { [EXCHANGE_AUTH_AUTO] = "auto",
                                            [EXCHANGE_AUTH_NEGOTIATE] = "negotiate",
                                            [EXCHANGE_AUTH_NTLM] = "ntlm",
                                            [EXCHANGE_AUTH_BASIC] = "basic",
                                            NULL };

const char *const exchange_path_names[] = {
  [EXCHANGE_PATH_EWS] = "ews", [EXCHANGE_PATH_POWERSHELL] = "powershell", NULL
};

const char *const exchange_sign_in_names[] = {
  [EXCHANGE_SIGN_IN_APPLICATION] = "application", [EXCHANGE_SIGN_IN_PERSON] = "person", NULL
};

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
  self->version = draft->version;
  self->build = copy_trimmed (draft->build);
  self->offered = copy_trimmed (draft->offered);
  self->path = draft->path;
  self->console = copy_trimmed (draft->console);
  self->admin_upn = copy_trimmed (draft->admin_upn);
  self->test_mailbox = copy_trimmed (draft->test_mailbox);
  self->jobs = draft->jobs != 0 ? draft->jobs : EXCHANGE_DEFAULT_JOBS;
  self->directory = copy_trimmed (draft->directory);
  self->directory_auth = draft->directory_auth;
  self->directory_ca_pem =
      g_strdup (draft->directory_ca_pem != NULL ? draft->directory_ca_pem : "");
  self->directory_user = copy_trimmed (draft->directory_user);
  self->cloud = copy_trimmed (draft->cloud);
  self->tenant = copy_trimmed (draft->tenant);
  self->client_id = copy_trimmed (draft->client_id);
  self->certificate = copy_trimmed (draft->certificate);
  self->client_until = copy_trimmed (draft->client_until);
  self->sign_in = draft->sign_in;
  self->online_user = copy_trimmed (draft->online_user);
  self->login_url = copy_trimmed (draft->login_url);
  self->graph_url = copy_trimmed (draft->graph_url);
  self->admin_api_url = copy_trimmed (draft->admin_api_url);

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
  g_clear_pointer (&self->build, g_free);
  g_clear_pointer (&self->offered, g_free);
  g_clear_pointer (&self->console, g_free);
  g_clear_pointer (&self->admin_upn, g_free);
  g_clear_pointer (&self->test_mailbox, g_free);
  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->directory_ca_pem, g_free);
  g_clear_pointer (&self->directory_user, g_free);
  g_clear_pointer (&self->cloud, g_free);
  g_clear_pointer (&self->tenant, g_free);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->client_until, g_free);
  g_clear_pointer (&self->online_user, g_free);
  g_clear_pointer (&self->login_url, g_free);
  g_clear_pointer (&self->graph_url, g_free);
  g_clear_pointer (&self->admin_api_url, g_free);
}

void
exchange_profile_unref (ExchangeProfile *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_profile);
}

gboolean
exchange_profile_is_on_premises (const ExchangeProfile *self)
{
  return self->kind != EXCHANGE_KIND_ONLINE;
}

gboolean
exchange_profile_is_online (const ExchangeProfile *self)
{
  return self->kind != EXCHANGE_KIND_ON_PREMISES;
}

GDateTime *
exchange_profile_day (const char *text)
{
  g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);

  return strlen (text) == strlen ("2027-05-31") ? g_date_time_new_from_iso8601 (midnight, NULL)
                                                : NULL;
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

gboolean
exchange_profile_is_same_way (const ExchangeProfile *a, const ExchangeProfile *b)
{
  static const gsize texts[] = {
    G_STRUCT_OFFSET (ExchangeProfile, id),
    G_STRUCT_OFFSET (ExchangeProfile, ews_url),
    G_STRUCT_OFFSET (ExchangeProfile, ca_pem),
    G_STRUCT_OFFSET (ExchangeProfile, console),
    G_STRUCT_OFFSET (ExchangeProfile, admin_upn),
    G_STRUCT_OFFSET (ExchangeProfile, directory),
    G_STRUCT_OFFSET (ExchangeProfile, directory_ca_pem),
    G_STRUCT_OFFSET (ExchangeProfile, directory_user),
    G_STRUCT_OFFSET (ExchangeProfile, cloud),
    G_STRUCT_OFFSET (ExchangeProfile, tenant),
    G_STRUCT_OFFSET (ExchangeProfile, client_id),
    G_STRUCT_OFFSET (ExchangeProfile, certificate),
    G_STRUCT_OFFSET (ExchangeProfile, online_user),
    G_STRUCT_OFFSET (ExchangeProfile, login_url),
    G_STRUCT_OFFSET (ExchangeProfile, graph_url),
    G_STRUCT_OFFSET (ExchangeProfile, admin_api_url),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (G_STRUCT_MEMBER (char *, a, texts[i]), G_STRUCT_MEMBER (char *, b, texts[i])) != 0)
      return FALSE;
  return a->kind == b->kind && a->auth == b->auth && a->version == b->version &&
         a->path == b->path && a->jobs == b->jobs && a->directory_auth == b->directory_auth &&
         a->sign_in == b->sign_in;
}
