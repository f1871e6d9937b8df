/* autodiscover-url.c - which hosts may be asked, and where on them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-url.h"

#include "base-text.h"

#include <gio/gio.h>
#include <string.h>

static const char *const cloud_domains[] = {
  "outlook.com",        "office365.com",  "office365.us",        "office.com",
  "partner.outlook.cn", "office.de",      "outlook.de",          "onmicrosoft.com",
  "onmicrosoft.us",     "onmicrosoft.de", "partner.onmschina.cn"
};

static GUri *
parse (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  return g_steal_pointer (&uri);
}

/* A host goes into a request's first line and into log lines. */
static gboolean
is_plain_host (const char *host)
{
  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-._:", *c) == NULL)
      return FALSE;
  return strlen (host) <= 253;
}

char *
autodiscover_url_service (const char *url, const char *suffix)
{
  g_autoptr (GUri) uri = parse (url);
  g_autofree char *path = g_strconcat ("/autodiscover/autodiscover", suffix, NULL);
  int port = uri != NULL ? g_uri_get_port (uri) : -1;

  if (uri == NULL || strcmp (g_uri_get_scheme (uri), "https") != 0 ||
      g_uri_get_userinfo (uri) != NULL || !is_plain_host (g_uri_get_host (uri)))
    return NULL;

  return g_uri_join (G_URI_FLAGS_NONE, "https", NULL, g_uri_get_host (uri), port == 443 ? -1 : port,
                     path, NULL, NULL);
}

char *
autodiscover_url_resolve (const char *url, const char *target)
{
  if (target == NULL || g_uri_is_valid (target, G_URI_FLAGS_ENCODED, NULL))
    return g_strdup (target);
  return g_uri_resolve_relative (url, target, G_URI_FLAGS_ENCODED, NULL);
}

char *
autodiscover_url_host (const char *url)
{
  g_autoptr (GUri) uri = parse (url);

  return uri != NULL ? g_ascii_strdown (g_uri_get_host (uri), -1) : NULL;
}

char *
autodiscover_url_domain (const char *address)
{
  const char *at =
      address != NULL && base_text_is_address (address) ? strrchr (address, '@') : NULL;
  g_autofree char *ascii = at != NULL ? g_hostname_to_ascii (at + 1) : NULL;

  return ascii != NULL && is_plain_host (ascii) && strchr (ascii, ':') == NULL
             ? g_ascii_strdown (ascii, -1)
             : NULL;
}

gboolean
autodiscover_url_is_inside (const char *host, const char *domain)
{
  gsize host_length = strlen (host);
  gsize length = strlen (domain);

  if (length == 0 || host_length < length ||
      g_ascii_strcasecmp (host + host_length - length, domain) != 0)
    return FALSE;
  return host_length == length || host[host_length - length - 1] == '.';
}

gboolean
autodiscover_url_is_cloud (const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cloud_domains); i++)
    if (autodiscover_url_is_inside (host, cloud_domains[i]))
      return TRUE;
  return FALSE;
}
