/* oauth-sign-in.c - a person signs in with a browser; an administrator consents
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-sign-in.h"

#include "base-error.h"
#include "oauth-answer.h"
#include "oauth-base64.h"

#include <string.h>

static OauthAsked
asked_of (const OauthSignIn *how)
{
  return (OauthAsked){ .url = how->tenant->token_url, .account = how->app->id };
}

/* Sends the browser to url and waits for it to come back. NULL also when it brings an error. */
static GHashTable *
go_round (BaseCall *call, const OauthSignIn *how, OauthLoopback *loopback, const char *url,
          const char *state, GError **error)
{
  const OauthAsked asked = asked_of (how);
  g_autoptr (GHashTable) query = NULL;
  const char *word;
  const char *issuer;

  how->open (url, how->data);
  query = oauth_loopback_wait (loopback, call, state, &how->pages, error);
  if (query == NULL)
    return NULL;

  word = g_hash_table_lookup (query, "error");
  issuer = g_hash_table_lookup (query, "iss"); /* RFC 9207 */
  if (word != NULL) {
    oauth_error_set_words (error, &asked, word, g_hash_table_lookup (query, "error_description"));
    return NULL;
  }
  if (issuer != NULL && !oauth_url_is_same_origin (issuer, how->app->cloud->login)) {
    oauth_error_set_odd (error, &asked, "the browser brings the answer of another server");
    return NULL;
  }
  return g_steal_pointer (&query);
}

static void
add_to_url (GString *url, const char *name, const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (url, "%c%s=", strchr (url->str, '?') != NULL ? '&' : '?', name);
  g_string_append_uri_escaped (url, value, NULL, FALSE);
}

/* What protects one sign-in; wiped with it. */
typedef struct
{
  char *state;
  char *nonce;
  char *verifier;
} Once;

static void
clear_once (Once *self)
{
  base_secret_wipe (self->verifier, strlen (self->verifier));
  g_free (self->state);
  g_free (self->nonce);
  g_free (self->verifier);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Once, clear_once)

static char *
make_authorize_url (const OauthSignIn *how, const Once *once, const char *redirect)
{
  GString *url = g_string_new (how->tenant->authorize_url);
  g_autofree char *challenge = oauth_base64_sha256 (once->verifier);
  g_autofree char *scope = oauth_grant_scope (how->app, how->resource, OAUTH_SCOPES_OF_A_PERSON);

  add_to_url (url, "client_id", how->app->id);
  add_to_url (url, "response_type", "code");
  add_to_url (url, "redirect_uri", redirect);
  add_to_url (url, "response_mode", "query");
  add_to_url (url, "scope", scope);
  add_to_url (url, "state", once->state);
  add_to_url (url, "nonce", once->nonce);
  add_to_url (url, "code_challenge", challenge);
  add_to_url (url, "code_challenge_method", "S256");
  add_to_url (url, "prompt", how->login_hint == NULL ? "select_account" : NULL);
  add_to_url (url, "login_hint", how->login_hint);
  return g_string_free (url, FALSE);
}

static OauthToken *
exchange (BaseCall *call, const OauthSignIn *how, const Once *once, const char *redirect,
          const char *code, GError **error)
{
  const OauthGrant grant = {
    .app = how->app, .tenant = how->tenant, .clock = how->clock, .nonce = once->nonce
  };
  g_autofree char *scope = oauth_grant_scope (how->app, how->resource, OAUTH_SCOPES_OF_A_PERSON);
  g_auto (OauthForm) form = { NULL };

  oauth_form_add (&form, "grant_type", "authorization_code");
  oauth_form_add (&form, "code", code);
  oauth_form_add (&form, "redirect_uri", redirect);
  oauth_form_add (&form, "code_verifier", once->verifier);
  oauth_form_add (&form, "scope", scope);
  return oauth_answer_token (call, &grant, &form, "authorization_code", error);
}

OauthToken *
oauth_sign_in (BaseCall *call, const OauthSignIn *how, GError **error)
{
  static const BaseErrorFacts none = { .reason = "sign-in-unsupported" };
  g_auto (Once) once = { oauth_base64_random (), oauth_base64_random (), oauth_base64_random () };
  const OauthAsked asked = asked_of (how);
  g_autoptr (OauthLoopback) loopback = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GHashTable) query = NULL;
  const char *code;

  if (*how->tenant->authorize_url == '\0') {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &none,
                          "the server has no page to sign in on");
    return NULL;
  }
  loopback = oauth_loopback_new (error);
  if (loopback == NULL)
    return NULL;

  url = make_authorize_url (how, &once, oauth_loopback_uri (loopback));
  query = go_round (call, how, loopback, url, once.state, error);
  if (query == NULL)
    return NULL;

  code = g_hash_table_lookup (query, "code");
  if (code == NULL || *code == '\0') {
    oauth_error_set_odd (error, &asked, "the browser brings no code");
    return NULL;
  }
  return exchange (call, how, &once, oauth_loopback_uri (loopback), code, error);
}

gboolean
oauth_consent (BaseCall *call, const OauthSignIn *how, GError **error)
{
  static const BaseErrorFacts other = { .reason = "consent-other-tenant" };
  g_autofree char *state = oauth_base64_random ();
  g_autoptr (OauthLoopback) loopback = oauth_loopback_new (error);
  g_autoptr (GString) url = g_string_new (NULL);
  g_autoptr (GHashTable) query = NULL;
  const OauthAsked asked = asked_of (how);
  const char *tenant;
  const char *answer;

  if (loopback == NULL)
    return FALSE;

  g_string_printf (url, "%s/%s/adminconsent", how->app->cloud->login, how->tenant->id);
  add_to_url (url, "client_id", how->app->id);
  add_to_url (url, "state", state);
  add_to_url (url, "redirect_uri", oauth_loopback_uri (loopback));
  query = go_round (call, how, loopback, url->str, state, error);
  if (query == NULL)
    return FALSE;

  answer = g_hash_table_lookup (query, "admin_consent");
  tenant = g_hash_table_lookup (query, "tenant");
  if (answer == NULL || g_ascii_strcasecmp (answer, "True") != 0) {
    oauth_error_set_odd (error, &asked, "the browser does not say that there is consent");
    return FALSE;
  }
  if (tenant != NULL && g_ascii_strcasecmp (tenant, how->tenant->id) != 0) {
    base_error_set_facts (error, BASE_ERROR_AUTH, &other, "consent was given in another tenant");
    return FALSE;
  }
  return TRUE;
}
