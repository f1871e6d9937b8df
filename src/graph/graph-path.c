/* graph-path.c - addresses of things in Graph, escaped
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-path.h"

#include "base-error.h"
#include "base-text.h"

#include <string.h>

#define MOST_LINK_BYTES (16 * 1024)
#define MOST_SHOWN_CHARS 200

char *
graph_path_user (const char *user, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (user, NULL, FALSE);

  return g_strconcat ("/users/", escaped, *rest != '\0' ? "/" : "", rest, NULL);
}

char *
graph_path_with (const char *path, ...)
{
  GString *text = g_string_new (path);
  char separator = '?';
  const char *name;
  va_list list;

  va_start (list, path);
  while ((name = va_arg (list, const char *)) != NULL) {
    const char *value = va_arg (list, const char *);
    g_autofree char *escaped = NULL;

    if (value == NULL)
      continue;
    escaped = g_uri_escape_string (value, NULL, FALSE);
    g_string_append_printf (text, "%c%s=%s", separator, name, escaped);
    separator = '&';
  }
  va_end (list);
  return g_string_free (text, FALSE);
}

char *
graph_path_quote (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  g_autofree char *doubled = g_strjoinv ("''", parts);

  return g_strconcat ("'", doubled, "'", NULL);
}

static int
port_of (GUri *uri)
{
  return g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 443;
}

/* It goes into a request's first line. */
static gboolean
is_one_line (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if ((guchar) *c <= 0x20 || *c == 0x7F)
      return FALSE;
  return TRUE;
}

static gboolean
is_same_place (GUri *base, GUri *link)
{
  g_autofree char *begin = g_strconcat (g_uri_get_path (base), "/", NULL);

  return g_ascii_strcasecmp (g_uri_get_scheme (link), "https") == 0 &&
         g_strcmp0 (g_uri_get_userinfo (link), NULL) == 0 && g_uri_get_host (link) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (base), g_uri_get_host (link)) == 0 &&
         port_of (base) == port_of (link) && g_str_has_prefix (g_uri_get_path (link), begin) &&
         strstr (g_uri_get_path (link), "/..") == NULL;
}

char *
graph_path_of_link (const char *base, const char *link, GError **error)
{
  static const BaseErrorFacts foreign = { .reason = "foreign-link" };
  g_autoptr (GUri) here = g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) there = NULL;

  if (strlen (link) <= MOST_LINK_BYTES && is_one_line (link))
    there = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);
  if (here == NULL || there == NULL || !is_same_place (here, there)) {
    g_autofree char *bare = g_strndup (link, strcspn (link, "?#"));
    g_autofree char *shown = base_text_for_display (bare, MOST_SHOWN_CHARS);

    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &foreign,
                          "the next page is said to be at another place: %s", shown);
    return NULL;
  }
  return g_strconcat (g_uri_get_path (there) + strlen (g_uri_get_path (here)),
                      g_uri_get_query (there) != NULL ? "?" : "", g_uri_get_query (there), NULL);
}
