/* http-link.c - what a worker keeps between its requests
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-link.h"

#include <gio/gio.h>

static const char link_key[] = "http-link";

void
http_link_free (gpointer data)
{
  HttpLink *link = data;

  curl_easy_cleanup (link->easy);
  curl_multi_cleanup (link->multi);
  g_free (link);
}

HttpLink *
http_link_new (void)
{
  static gsize is_ready = 0;
  HttpLink *link = g_new0 (HttpLink, 1);

  if (g_once_init_enter (&is_ready)) {
    curl_global_init (CURL_GLOBAL_DEFAULT);
    /* Closing a TLS connection that the server has given up writes to it, and libcurl leaves the
     * signal of that to the program. GIO ignores it as soon as it has a socket of its own. */
    g_type_class_unref (g_type_class_ref (G_TYPE_SOCKET));
    g_once_init_leave (&is_ready, 1);
  }

  link->multi = curl_multi_init ();
  link->easy = curl_easy_init ();
  if (link->multi == NULL || link->easy == NULL)
    g_error ("libcurl cannot be started");
  return link;
}

HttpLink *
http_link_get (BaseCall *call)
{
  HttpLink *link = base_call_kept (call, link_key);

  if (link == NULL) {
    link = http_link_new ();
    base_call_keep (call, link_key, link, http_link_free);
  }
  return link;
}
