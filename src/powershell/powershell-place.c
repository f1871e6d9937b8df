/* powershell-place.c - where a server's PowerShell console is
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-place.h"

#include <string.h>

#define PATH "/PowerShell/"

static gboolean
has_scheme (const char *text, const char *scheme)
{
  gsize length = strlen (scheme);

  return g_ascii_strncasecmp (text, scheme, length) == 0 && strncmp (text + length, "://", 3) == 0;
}

static gboolean
is_whole (const char *console)
{
  return console != NULL && strstr (console, "://") != NULL;
}

/* What names the server: NULL when nothing does. */
static GUri *
parse_server (const char *ews_url, const char *console)
{
  gboolean is_named = console != NULL && *console != '\0';
  gboolean is_bare_v6 = is_named && strchr (console, ':') != NULL && *console != '[' &&
                        g_hostname_is_ip_address (console);
  g_autofree char *made =
      is_named ? g_strdup_printf (is_bare_v6 ? "https://[%s]/" : "https://%s/", console) : NULL;
  g_autoptr (GUri) uri = g_uri_parse (is_named ? made : ews_url, G_URI_FLAGS_ENCODED, NULL);

  if (is_named && strpbrk (console, " \t\r\n/?#@") != NULL)
    return NULL;
  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
             ? g_steal_pointer (&uri)
             : NULL;
}

static char *
make_url (const GUri *server, const char *scheme, int port)
{
  g_autofree char *host = g_hostname_to_ascii (g_uri_get_host ((GUri *) server));

  return host != NULL ? g_uri_join (G_URI_FLAGS_ENCODED, scheme, NULL, host, port, PATH, NULL, NULL)
                      : NULL;
}

char *
powershell_place_url (const char *ews_url, const char *console)
{
  g_autoptr (GUri) server = NULL;

  if (is_whole (console))
    return has_scheme (console, "https") ? g_strdup (console) : NULL;

  server = parse_server (ews_url, console);
  return server != NULL ? make_url (server, g_uri_get_scheme (server), g_uri_get_port (server))
                        : NULL;
}

char *
powershell_place_plain_url (const char *ews_url, const char *console)
{
  g_autoptr (GUri) server = NULL;

  if (is_whole (console))
    return has_scheme (console, "http") ? g_strdup (console) : NULL;

  server = parse_server (ews_url, console);
  return server != NULL ? make_url (server, "http", -1) : NULL;
}
