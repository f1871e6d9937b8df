/* sim-oauth-sign-in.c - what a browser sees: signing in, consenting, typing a device's code
 *
 * There are no passwords here: who is named is signed in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-oauth-private.h"

#include <string.h>

#define CODE_LIFE_S 60
#define DEVICE_LIFE_S 900
#define POLL_S 1
#define MOST_GRANTS 10000

static void
send_page (const SimOauthAsk *ask, guint status, const char *title, const char *body)
{
  g_autofree char *html = g_strdup_printf (
      "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><h1>%s</h1>%s",
      title, title, body);

  soup_server_message_set_status (ask->turn->message, status, NULL);
  soup_server_message_set_response (ask->turn->message, "text/html; charset=utf-8",
                                    SOUP_MEMORY_COPY, html, strlen (html));
  sim_turn_finish (ask->turn, 0);
}

static void
send_refusal (const SimOauthAsk *ask, const char *words)
{
  send_page (ask, 400, "Sorry, but we’re having trouble signing you in.", words);
}

/* http to this computer, as an application registers it. */
static gboolean
is_loopback (const char *redirect)
{
  g_autoptr (GUri) uri = g_uri_parse (redirect, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && strcmp (g_uri_get_scheme (uri), "http") == 0 &&
         (strcmp (host, "localhost") == 0 || strcmp (host, "127.0.0.1") == 0 ||
          strcmp (host, "::1") == 0);
}

/* names and values by turns, NULL-terminated. */
static void
send_back (const SimOauthAsk *ask, const char *const *pairs)
{
  const char *redirect = sim_oauth_param (ask, "redirect_uri");
  gboolean is_form = strcmp (sim_oauth_param (ask, "response_mode"), "form_post") == 0;
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; pairs[i] != NULL; i += 2) {
    g_autofree char *escaped = g_markup_escape_text (pairs[i + 1], -1);

    g_string_append_printf (query, "%s%s=", query->len > 0 ? "&" : "", pairs[i]);
    g_string_append_uri_escaped (query, pairs[i + 1], NULL, FALSE);
    g_string_append_printf (fields, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", pairs[i],
                            escaped);
  }
  if (is_form) {
    g_autofree char *to = g_markup_escape_text (redirect, -1);
    g_autofree char *form = g_strdup_printf (
        "<form method=\"POST\" action=\"%s\">%s<button>Go on</button></form>", to, fields->str);

    send_page (ask, 200, "Working…", form);
  } else {
    g_autofree char *to = g_strdup_printf ("%s%c%s", redirect,
                                           strchr (redirect, '?') != NULL ? '&' : '?', query->str);

    soup_server_message_set_redirect (ask->turn->message, SOUP_STATUS_FOUND, to);
    sim_turn_finish (ask->turn, 0);
  }
}

/* The same address again with one more parameter, for a link. Caller frees. */
static char *
make_link (const SimOauthAsk *ask, const char *more)
{
  g_autofree char *uri =
      g_uri_to_string_partial (soup_server_message_get_uri (ask->turn->message), G_URI_HIDE_NONE);
  g_autofree char *whole =
      g_strdup_printf ("%s%c%s", uri, strchr (uri, '?') != NULL ? '&' : '?', more);

  return g_markup_escape_text (whole, -1);
}

static void
send_question (const SimOauthAsk *ask, const char *title, const char *yes_query, const char *yes)
{
  g_autofree char *yes_link = make_link (ask, yes_query);
  g_autofree char *no_link = make_link (ask, "answer=no");
  g_autofree char *body = g_strdup_printf (
      "<p><a href=\"%s\">%s</a></p><p><a href=\"%s\">Cancel</a></p>", yes_link, yes, no_link);

  send_page (ask, 200, title, body);
}

static gboolean
is_answer (const SimOauthAsk *ask, const char *answer)
{
  return strcmp (sim_oauth_param (ask, "answer"), answer) == 0;
}

/* The signed-in person's code. Caller frees. */
static char *
make_code (const SimOauthAsk *ask, const char *user)
{
  SimGrant *grant = g_new0 (SimGrant, 1);
  g_autofree char *id = g_uuid_string_random ();
  const char *nonce = sim_oauth_param (ask, "nonce");

  grant->user = g_strdup (user);
  grant->scope = g_strdup (sim_oauth_param (ask, "scope"));
  grant->redirect = g_strdup (sim_oauth_param (ask, "redirect_uri"));
  grant->challenge = g_strdup (sim_oauth_param (ask, "code_challenge"));
  grant->nonce = *nonce != '\0' ? g_strdup (nonce) : NULL;
  grant->until_s = sim_tokens_now_s (ask->oauth->world->tokens) + CODE_LIFE_S;
  if (g_hash_table_size (ask->oauth->codes) > MOST_GRANTS)
    g_hash_table_remove_all (ask->oauth->codes);
  g_hash_table_replace (ask->oauth->codes, g_strdup_printf ("1.%s", id), grant);
  return g_strdup_printf ("1.%s", id);
}

/* FALSE when there is nobody to send the answer to, who could be believed. */
static gboolean
check_application (const SimOauthAsk *ask)
{
  if (g_ascii_strcasecmp (sim_oauth_param (ask, "client_id"), SIM_CLIENT) != 0)
    send_refusal (ask, "AADSTS700016: The application was not found in the directory.");
  else if (!is_loopback (sim_oauth_param (ask, "redirect_uri")))
    send_refusal (ask, "AADSTS50011: The redirect URI does not match those of the application.");
  else
    return TRUE;
  return FALSE;
}

void
sim_oauth_authorize (const SimOauthAsk *ask)
{
  const SimPeople *people = ask->oauth->world->people;
  const char *state = sim_oauth_param (ask, "state");
  const char *user = sim_oauth_param (ask, "login_hint");

  sim_counters_operation (ask->oauth->world->counters, "oauth-authorize");
  if (!check_application (ask))
    return;
  if (strcmp (sim_oauth_param (ask, "code_challenge_method"), "S256") != 0 ||
      strcmp (sim_oauth_param (ask, "response_type"), "code") != 0) {
    send_back (ask,
               (const char *const[]){ "error", "invalid_request", "error_description",
                                      "AADSTS9002325: Proof Key for Code Exchange is required.",
                                      "state", state, NULL });
  } else if (is_answer (ask, "no")) {
    send_back (ask, (const char *const[]){ "error", "access_denied", "error_description",
                                           "AADSTS65004: User declined to consent.", "state", state,
                                           NULL });
  } else if (*user == '\0') {
    g_autofree char *hint =
        g_strdup_printf ("login_hint=%s", sim_people_address (people, SIM_ADMIN));

    send_question (ask, "Sign in to the practice range", hint, "Sign in as the administrator");
  } else if (sim_people_find (people, user) == SIM_NOBODY) {
    send_refusal (ask, "AADSTS50034: The user account does not exist in the directory.");
  } else {
    g_autofree char *code = make_code (ask, user);

    send_back (ask, (const char *const[]){ "code", code, "state", state, NULL });
  }
}

void
sim_oauth_consent (const SimOauthAsk *ask)
{
  const char *state = sim_oauth_param (ask, "state");

  sim_counters_operation (ask->oauth->world->counters, "oauth-consent");
  if (!check_application (ask))
    return;
  if (is_answer (ask, "no"))
    send_back (ask, (const char *const[]){ "error", "access_denied", "error_description",
                                           "AADSTS65004: User declined to consent.", "state", state,
                                           NULL });
  else
    send_back (ask, (const char *const[]){ "admin_consent", "True", "tenant", SIM_TENANT, "state",
                                           state, NULL });
}

SimOauthAnswer
sim_oauth_device_code (const SimOauthAsk *ask)
{
  static const char letters[] = "BCDFGHJKLMNPQRSTVWXZ";
  SimOauthAnswer answer = { .status = 200 };
  SimGrant *grant;
  g_autofree char *code = g_uuid_string_random ();
  g_autofree char *page = g_strconcat (ask->base, "/devicelogin", NULL);
  g_autofree char *message = NULL;
  char user_code[10] = { 0 };

  if (g_ascii_strcasecmp (sim_oauth_param (ask, "client_id"), SIM_CLIENT) != 0)
    return sim_oauth_refuse (ask, 700016, "The application was not found in the directory.");

  for (guint i = 0; i < sizeof user_code - 1; i++)
    user_code[i] = letters[g_random_int_range (0, sizeof letters - 1)];
  grant = g_new0 (SimGrant, 1);
  grant->scope = g_strdup (sim_oauth_param (ask, "scope"));
  grant->user_code = g_strdup (user_code);
  grant->until_s = sim_tokens_now_s (ask->oauth->world->tokens) + DEVICE_LIFE_S;
  if (g_hash_table_size (ask->oauth->devices) > MOST_GRANTS)
    g_hash_table_remove_all (ask->oauth->devices);
  g_hash_table_replace (ask->oauth->devices, g_strdup (code), grant);

  message = g_strdup_printf ("To sign in, use a web browser to open the page %s and enter the code "
                             "%s to authenticate.",
                             page, user_code);
  answer.body = json_object_new ();
  json_object_set_string_member (answer.body, "device_code", code);
  json_object_set_string_member (answer.body, "user_code", user_code);
  json_object_set_string_member (answer.body, "verification_uri", page);
  json_object_set_int_member (answer.body, "expires_in", DEVICE_LIFE_S);
  json_object_set_int_member (answer.body, "interval", POLL_S);
  json_object_set_string_member (answer.body, "message", message);
  return answer;
}

static SimGrant *
find_device (const SimOauthAsk *ask, const char *user_code)
{
  GHashTableIter iter;
  gpointer grant;

  g_hash_table_iter_init (&iter, ask->oauth->devices);
  while (g_hash_table_iter_next (&iter, NULL, &grant))
    if (g_ascii_strcasecmp (((SimGrant *) grant)->user_code, user_code) == 0)
      return grant;
  return NULL;
}

void
sim_oauth_device_login (const SimOauthAsk *ask)
{
  const char *user_code = sim_oauth_param (ask, "user_code");
  SimGrant *grant = find_device (ask, user_code);

  if (*user_code == '\0') {
    send_page (ask, 200, "Enter code",
               "<form><label>Code <input name=\"user_code\"></label> <button>Next</button></form>");
  } else if (grant == NULL || grant->is_decided) {
    send_page (ask, 400, "That code didn’t work.", "Check the code and try again.");
  } else if (is_answer (ask, "yes")) {
    grant->is_decided = TRUE;
    grant->user = g_strdup (sim_people_address (ask->oauth->world->people, SIM_ADMIN));
    send_page (ask, 200, "You have signed in.", "You may now close this window.");
  } else if (is_answer (ask, "no")) {
    grant->is_decided = TRUE;
    send_page (ask, 200, "You have declined.", "You may now close this window.");
  } else {
    send_question (ask, "Are you trying to sign in to the practice range?", "answer=yes",
                   "Continue");
  }
}
