/* http-auth.c - which ways to log in there are, and which one to take
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-auth.h"

#include "base-error.h"
#include "http-ticket.h"
#include "kerberos-context.h"

#include <curl/curl.h>
#include <string.h>

#define MOST_TOKEN_BYTES (64 * 1024)

static const struct
{
  HttpAuth auth;
  const char *scheme;
} schemes[] = { { HTTP_AUTH_NEGOTIATE, "Negotiate" },
                { HTTP_AUTH_NTLM, "NTLM" },
                { HTTP_AUTH_BASIC, "Basic" },
                { HTTP_AUTH_BEARER, "Bearer" } };

static guint
find_scheme (const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (strlen (schemes[i].scheme) == length &&
        g_ascii_strncasecmp (schemes[i].scheme, word, length) == 0)
      return 1u << schemes[i].auth;
  return 0;
}

static const char *
skip_quoted (const char *c)
{
  for (c++; *c != '\0' && *c != '"'; c++)
    if (*c == '\\' && c[1] != '\0')
      c++;
  return *c == '"' ? c + 1 : c;
}

/* One line may hold several challenges: a scheme is a word at the start or after a comma that is no
 * "name=value". */
static guint
read_line (const char *line)
{
  guint offered = 0;
  const char *c = line;

  while (*c != '\0') {
    gsize length;

    c += strspn (c, " \t,");
    length = strcspn (c, " \t,=\"");
    if (c[length] != '=')
      offered |= find_scheme (c, length);
    for (c += length; *c != '\0' && *c != ',';)
      c = *c == '"' ? skip_quoted (c) : c + 1;
  }
  return offered;
}

guint
http_auth_offered (const char *const *challenges)
{
  guint offered = 0;

  for (gsize i = 0; challenges[i] != NULL; i++)
    offered |= read_line (challenges[i]);
  return offered;
}

char *
http_auth_describe (guint offered)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (offered & (1u << schemes[i].auth))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", schemes[i].scheme);
  return g_string_free (text, FALSE);
}

GBytes *
http_auth_token (const HttpReply *reply, const char *scheme)
{
  gsize length = strlen (scheme);

  for (gsize i = 0; reply->challenges[i] != NULL; i++) {
    const char *line = reply->challenges[i];
    guchar *token;
    gsize size;

    if (g_ascii_strncasecmp (line, scheme, length) != 0 || line[length] != ' ' ||
        strlen (line) > MOST_TOKEN_BYTES)
      continue;
    token = g_base64_decode (line + length + 1, &size);
    return g_bytes_new_take (token, size);
  }
  return NULL;
}

char *
http_auth_line (const char *scheme, GBytes *token)
{
  gsize size;
  const guchar *bytes = g_bytes_get_data (token, &size);
  g_autofree char *text = g_base64_encode (bytes, size);

  return g_strdup_printf ("Authorization: %s %s", scheme, text);
}

gboolean
http_auth_has_ticket (void)
{
  return kerberos_has_ticket ();
}

gboolean
http_auth_can_ntlm (void)
{
  return (curl_version_info (CURLVERSION_NOW)->features & CURL_VERSION_NTLM) != 0 ||
         kerberos_has_ntlm ();
}

HttpHave
http_auth_have (BaseSecret *password)
{
  HttpHave have = 0;

  if (http_auth_can_ntlm ())
    have |= HTTP_HAVE_NTLM;
  if (kerberos_has_ntlm ())
    have |= HTTP_HAVE_GSS_NTLM;
  if (!base_secret_is_empty (password))
    have |= HTTP_HAVE_PASSWORD;
  return have;
}

gboolean
http_auth_choose (guint offered, HttpHave have, HttpAuth *ret, GError **error)
{
  static const BaseErrorFacts no_password = { .reason = "no-password" };
  static const BaseErrorFacts no_method = { .reason = "no-method" };
  gboolean is_ntlm = ((offered & (1u << HTTP_AUTH_NTLM)) && (have & HTTP_HAVE_NTLM)) ||
                     ((offered & (1u << HTTP_AUTH_NEGOTIATE)) && (have & HTTP_HAVE_GSS_NTLM) &&
                      (have & HTTP_HAVE_PASSWORD) && !(offered & (1u << HTTP_AUTH_BASIC)));
  gboolean is_basic = (offered & (1u << HTTP_AUTH_BASIC)) != 0;
  g_autofree char *described = NULL;

  if ((offered & (1u << HTTP_AUTH_NEGOTIATE)) && (have & HTTP_HAVE_TICKET)) {
    *ret = HTTP_AUTH_NEGOTIATE;
    return TRUE;
  }
  if ((have & HTTP_HAVE_PASSWORD) && (is_ntlm || is_basic)) {
    *ret = is_ntlm ? HTTP_AUTH_NTLM : HTTP_AUTH_BASIC;
    return TRUE;
  }
  if (is_ntlm || is_basic) {
    base_error_set_facts (error, BASE_ERROR_AUTH, &no_password,
                          "the server wants a password and none was given");
    return FALSE;
  }

  described = http_auth_describe (offered);
  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &no_method,
                        "the server offers %s to log in, and none of these works here",
                        *described != '\0' ? described : "nothing");
  return FALSE;
}

gboolean
http_auth_is_final (const GError *error)
{
  return kerberos_login_is_final (error);
}

/* That there is no ticket is worth telling where nothing else works, but for the plain case. */
static gboolean
explains (const GError *no_ticket, const GError *problem)
{
  return no_ticket != NULL && g_strcmp0 (base_error_facts (no_ticket)->reason, "no-ticket") != 0 &&
         g_strcmp0 (base_error_facts (problem)->reason, "no-method") == 0;
}

gboolean
http_auth_settle (BaseCall *call, const HttpServer *server, guint offered, HttpAuth *ret,
                  GError **ret_no_ticket, GError **error)
{
  HttpHave have = http_auth_have (server->secret);
  g_auto (HttpTicket) ticket = { 0 };
  g_autoptr (GError) no_ticket = NULL;
  g_autoptr (GError) problem = NULL;

  if (offered & (1u << HTTP_AUTH_NEGOTIATE)) {
    if (http_ticket_get (&ticket, call, server->account, server->url, &no_ticket))
      have |= HTTP_HAVE_TICKET;
    else if (kerberos_login_is_final (no_ticket)) {
      g_propagate_error (error, g_steal_pointer (&no_ticket));
      return FALSE;
    }
  }
  if (http_auth_choose (offered, have, ret, &problem)) {
    if (ret_no_ticket != NULL)
      *ret_no_ticket = g_steal_pointer (&no_ticket);
    return TRUE;
  }
  g_propagate_error (error, explains (no_ticket, problem) ? g_steal_pointer (&no_ticket)
                                                          : g_steal_pointer (&problem));
  return FALSE;
}
