/* oauth-url.c - which addresses may get credentials, and forms
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-url.h"

#include <string.h>

/* Enough that no text of ours makes it grow: growing would leave copies behind. */
#define ROOM_BYTES (32 * 1024)

static GUri *
parse (const char *url)
{
  return url != NULL ? g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL)
                     : NULL;
}

/* A host goes into a request's first line and into log lines. */
static gboolean
is_plain_host (const char *host)
{
  if (host == NULL || *host == '\0' || strlen (host) > 253)
    return FALSE;
  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-._:", *c) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
oauth_url_is_safe (const char *url)
{
  g_autoptr (GUri) uri = parse (url);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (!is_plain_host (host) || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    return FALSE;
  if (strcmp (g_uri_get_scheme (uri), "https") == 0)
    return TRUE;
  return strcmp (g_uri_get_scheme (uri), "http") == 0 &&
         (strcmp (host, "127.0.0.1") == 0 || strcmp (host, "::1") == 0);
}

gboolean
oauth_url_is_same_origin (const char *a, const char *b)
{
  g_autoptr (GUri) first = parse (a);
  g_autoptr (GUri) second = parse (b);

  return first != NULL && second != NULL && g_uri_get_host (first) != NULL &&
         g_uri_get_host (second) != NULL &&
         strcmp (g_uri_get_scheme (first), g_uri_get_scheme (second)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (first), g_uri_get_host (second)) == 0 &&
         g_uri_get_port (first) == g_uri_get_port (second);
}

char *
oauth_url_host (const char *url)
{
  g_autoptr (GUri) uri = parse (url);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return g_ascii_strdown (host != NULL ? host : "", -1);
}

void
oauth_form_add (OauthForm *self, const char *name, const char *value)
{
  if (value == NULL)
    return;
  if (self->text == NULL)
    self->text = g_string_sized_new (ROOM_BYTES);

  g_string_append_printf (self->text, "%s%s=", self->text->len > 0 ? "&" : "", name);
  g_string_append_uri_escaped (self->text, value, NULL, FALSE);
}

static gboolean
is_echoed (const char *pair, gsize length, const char *text)
{
  static const char *const names[] = { "client_secret=", "client_assertion=", "refresh_token=",
                                       "code=",          "code_verifier=",    "device_code=" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize before = strlen (names[i]);

    if (length > before && strncmp (pair, names[i], before) == 0) {
      g_autoptr (BaseSecret) escaped = base_secret_new (pair + before, (gssize) (length - before));
      g_autofree char *plain = g_uri_unescape_string (base_secret_text (escaped), NULL);
      gboolean is_in = plain != NULL && strstr (text, plain) != NULL;

      if (plain != NULL)
        base_secret_wipe (plain, strlen (plain));
      return is_in || strstr (text, base_secret_text (escaped)) != NULL;
    }
  }
  return FALSE;
}

gboolean
oauth_form_is_echoed (const OauthForm *self, const char *text)
{
  const char *pair = self->text != NULL ? self->text->str : "";

  while (*pair != '\0') {
    gsize length = strcspn (pair, "&");

    if (is_echoed (pair, length, text))
      return TRUE;
    pair += length + (pair[length] == '&');
  }
  return FALSE;
}

void
oauth_form_clear (OauthForm *self)
{
  if (self->text == NULL)
    return;

  base_secret_wipe (self->text->str, self->text->allocated_len);
  g_string_free (self->text, TRUE);
  self->text = NULL;
}
