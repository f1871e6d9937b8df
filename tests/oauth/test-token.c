/* test-token.c - what is sent for a token, what is taken for one, and how a refusal is read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keys.h"
#include "login.h"
#include "oauth-claims.h"
#include "oauth-token.h"

#include <glib/gprintf.h>

#define SECRET "s3cr3t~value&more"

static OauthToken *
ask (Login *login, const OauthApp *app, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 5000);
  g_autoptr (OauthTenant) tenant = login_tenant (login);

  return oauth_token_for_app (call, app, tenant, OAUTH_RESOURCE_GRAPH, base_clock_system (), error);
}

static OauthToken *
ask_with_secret (Login *login, GError **error)
{
  g_autoptr (BaseSecret) secret = base_secret_new (SECRET, -1);
  const OauthApp app = { .cloud = login->cloud, .id = LOGIN_APP, .secret = secret };

  return ask (login, &app, error);
}

static void
test_secret (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthToken) token = NULL;
  const char *request;

  login_say_token (login, "opaque", 3600);
  token = ask_with_secret (login, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (base_secret_text (token->access), ==, "opaque");
  g_assert_null (token->refresh);
  g_assert_cmpstr (token->user, ==, "");
  g_assert_cmpint (token->until_us - token->from_us, ==, G_GINT64_CONSTANT (3600000000));

  request = login_request (login, 0);
  g_assert_true (g_str_has_prefix (request, "POST /t/token HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "Content-Type: application/x-www-form-urlencoded\r\n"));
  g_assert_nonnull (strstr (request, "\r\n\r\ngrant_type=client_credentials&scope=http%3A%2F%2F"));
  g_assert_nonnull (strstr (request, "%2F.default&client_secret=s3cr3t~value%26more"));
  g_assert_nonnull (strstr (request, "&client_id=" LOGIN_APP));
  g_assert_null (strstr (request, "Authorization:"));
}

static void
test_certificate (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EVP_PKEY) key = EVP_RSA_gen (2048);
  g_autoptr (X509) own = keys_certificate (key, "Absentia");
  g_autoptr (GBytes) pem = keys_pem (key, own, NULL, NULL);
  g_autoptr (OauthCertificate) certificate = oauth_certificate_new (pem, NULL, &error);
  g_autoptr (BaseSecret) secret = base_secret_new (SECRET, -1);
  const OauthApp app = {
    .cloud = login->cloud, .id = LOGIN_APP, .certificate = certificate, .secret = secret
  };
  g_autoptr (OauthToken) token = NULL;
  const char *request;

  login_say_token (login, "opaque", 3600);
  token = ask (login, &app, &error);
  g_assert_no_error (error);
  request = login_request (login, 0);
  g_assert_nonnull (strstr (request, "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3A"
                                     "client-assertion-type%3Ajwt-bearer&client_assertion=ey"));
  g_assert_null (strstr (request, "client_secret"));
}

static void
test_nothing_to_prove_with (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;
  const OauthApp app = { .cloud = login->cloud, .id = LOGIN_APP };

  g_assert_null (ask (login, &app, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "no-credentials");
  g_assert_cmpuint (login_asked (login), ==, 0);
}

/* An unsigned JWT. */
static char *
make_jwt (const char *claims)
{
  g_autofree char *payload = g_base64_encode ((const guchar *) claims, strlen (claims));

  payload[strcspn (payload, "=")] = '\0';
  return g_strdup_printf ("e30.%s.c2ln", payload);
}

static void
test_odd_answers (void)
{
  g_autofree char *id_token = make_jwt ("{\"aud\":\"" LOGIN_APP "\"}");
  g_autofree char *foreign = make_jwt ("{\"aud\":\"somebody-else\"}");
  g_autofree char *as_access = g_strdup_printf (
      "{\"token_type\":\"Bearer\",\"expires_in\":1,\"access_token\":\"%s\"}", id_token);
  g_autofree char *twice = g_strdup_printf (
      "{\"token_type\":\"Bearer\",\"expires_in\":1,\"access_token\":\"x\",\"id_token\":\"x\"}");
  g_autofree char *others = g_strdup_printf (
      "{\"token_type\":\"Bearer\",\"expires_in\":1,\"access_token\":\"x\",\"id_token\":\"%s\"}",
      foreign);
  g_autofree char *only_id = g_strdup_printf (
      "{\"token_type\":\"Bearer\",\"expires_in\":1,\"id_token\":\"%s\"}", id_token);
  const char *const bodies[] = {
    as_access,
    twice,
    others,
    only_id,
    "{}",
    "null",
    "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"\"}",
    "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":null}",
    "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"a\\r\\nX: y\"}",
    "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"a\\u0000b c\"}",
    "{\"token_type\":\"mac\",\"expires_in\":3600,\"access_token\":\"a\"}",
    "{\"expires_in\":3600,\"access_token\":\"a\"}",
    "{\"token_type\":\"Bearer\",\"access_token\":\"a\"}",
    "{\"token_type\":\"Bearer\",\"expires_in\":0,\"access_token\":\"a\"}",
    "{\"token_type\":\"Bearer\",\"expires_in\":-5,\"access_token\":\"a\"}",
    "{\"token_type\":\"Bearer\",\"expires_in\":1e300,\"access_token\":\"a\"}",
    "{\"token_type\":\"Bearer\",\"expires_in\":9,\"access_token\":\"a\",\"refresh_token\":\"\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (Login) login = login_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (OauthToken) token = NULL;

    login_say (login, 200, "", bodies[i]);
    token = ask_with_secret (login, &error);
    g_test_message ("%s", bodies[i]);
    g_assert_null (token);
    g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "token-answer");
  }
}

static void
test_refusals (void)
{
  static const struct
  {
    int number;
    const char *word;
    BaseErrorCode code;
    const char *reason;
  } rows[] = {
    { 700016, "unauthorized_client", BASE_ERROR_AUTH, "app-unknown" },
    { 7000112, "unauthorized_client", BASE_ERROR_AUTH, "app-disabled" },
    { 7000215, "invalid_client", BASE_ERROR_AUTH, "secret-wrong" },
    { 7000222, "invalid_client", BASE_ERROR_AUTH, "secret-expired" },
    { 700027, "invalid_client", BASE_ERROR_AUTH, "certificate-unknown" },
    { 700024, "invalid_client", BASE_ERROR_AUTH, "assertion-time" },
    { 65001, "invalid_grant", BASE_ERROR_AUTH, "consent-missing" },
    { 53003, "invalid_grant", BASE_ERROR_AUTH, "policy-blocked" },
    { 50076, "interaction_required", BASE_ERROR_AUTH, "mfa-needed" },
    { 500011, "invalid_resource", BASE_ERROR_AUTH, "service-missing" },
    { 50196, "invalid_grant", BASE_ERROR_THROTTLED, "login-busy" },
    { 90033, "temporarily_unavailable", BASE_ERROR_BUSY, "login-busy" },
    { 123456, "invalid_client", BASE_ERROR_AUTH, "login-refused" },
    { 0, "invalid_client", BASE_ERROR_AUTH, "client-refused" },
    { 0, "something_new", BASE_ERROR_AUTH, "login-refused" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Login) login = login_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *codes =
        rows[i].number != 0 ? g_strdup_printf (",\"error_codes\":[%d]", rows[i].number) : NULL;
    g_autofree char *body = g_strdup_printf (
        "{\"error\":\"%s\",\"error_description\":\"Words of the server. Trace ID: 1\\r\\nmore\""
        "%s,\"trace_id\":\"trace-1\"}",
        rows[i].word, codes != NULL ? codes : "");

    login_say (login, 401, "Retry-After: 7\r\n", body);
    g_assert_null (ask_with_secret (login, &error));
    g_test_message ("%d %s: %s", rows[i].number, rows[i].word, error->message);
    g_assert_error (error, BASE_ERROR, (int) rows[i].code);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
    g_assert_cmpstr (base_error_facts (error)->request_id, ==, "trace-1");
    g_assert_cmpstr (base_error_facts (error)->account, ==, LOGIN_APP);
    g_assert_cmpuint (base_error_facts (error)->wait_ms, ==, 7000);
    g_assert_cmpstr (error->message, ==, "127.0.0.1: Words of the server.");
    if (rows[i].number != 0)
      g_assert_true (g_str_has_prefix (base_error_facts (error)->server_code, "AADSTS"));
  }
}

/* A server that repeats what it was sent does not bring it into a log. */
static void
test_echo (void)
{
  static const char *const bodies[] = {
    "{\"error\":\"invalid_client\",\"error_description\":\"your secret " SECRET " is wrong\"}",
    "{\"error\":\"invalid_client\",\"error_description\":\"s3cr3t~value%26more\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (Login) login = login_new ();
    g_autoptr (GError) error = NULL;

    login_say (login, 401, "", bodies[i]);
    g_assert_null (ask_with_secret (login, &error));
    g_assert_cmpstr (error->message, ==, "127.0.0.1: invalid_client");
  }
}

static void
test_redirect (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *to =
      g_strdup_printf ("Location: %s/elsewhere?access_token=x\r\n", login->cloud->login);

  login_say (login, 307, to, "{}");
  g_assert_null (ask_with_secret (login, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "token-redirect");
  g_assert_cmpuint (login_asked (login), ==, 1);
}

static void
test_refresh (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 5000);
  g_autoptr (OauthTenant) tenant = login_tenant (login);
  g_autoptr (BaseSecret) old = base_secret_new ("old/refresh", -1);
  const OauthApp app = { .cloud = login->cloud, .id = LOGIN_APP };
  g_autofree char *id_token =
      make_jwt ("{\"aud\":\"" LOGIN_APP "\",\"preferred_username\":\"ann@corp.example\"}");
  g_autofree char *body =
      g_strdup_printf ("{\"token_type\":\"bearer\",\"expires_in\":60,\"access_token\":\"a\","
                       "\"refresh_token\":\"new\",\"id_token\":\"%s\"}",
                       id_token);
  g_autoptr (OauthToken) token = NULL;

  login_say (login, 200, "", body);
  token = oauth_token_refresh (call, &app, tenant, OAUTH_RESOURCE_GRAPH, old, base_clock_system (),
                               &error);
  g_assert_no_error (error);
  g_assert_cmpstr (base_secret_text (token->refresh), ==, "new");
  g_assert_cmpstr (token->user, ==, "ann@corp.example");
  g_assert_nonnull (strstr (login_request (login, 0), "&refresh_token=old%2Frefresh&"));
}

static void
test_claims (void)
{
  g_autofree char *text =
      make_jwt ("{\"aud\":\"https://graph.example\",\"appid\":\"app\",\"tid\":7,"
                "\"roles\":[\"User.Read.All\",1,\"MailboxSettings.ReadWrite\"],"
                "\"scp\":\"a b\",\"upn\":\"ann\\u0007\"}");
  g_autoptr (OauthClaims) claims = oauth_claims_read (text);
  static const char *const odd[] = {
    "", "opaque", "a.b", "a.b.c.d", "e30.W10.x", "..", "e30.!!.x"
  };

  g_assert_cmpstr (claims->audience, ==, "https://graph.example");
  g_assert_cmpstr (claims->tenant, ==, "");
  g_assert_cmpstr (claims->user, ==, "ann\357\277\275");
  g_assert_cmpuint (g_strv_length (claims->roles), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) claims->roles, "User.Read.All"));
  g_assert_cmpuint (g_strv_length (claims->scopes), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    g_assert_null (oauth_claims_read (odd[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/token/secret", test_secret);
  g_test_add_func ("/oauth/token/certificate", test_certificate);
  g_test_add_func ("/oauth/token/nothing-to-prove-with", test_nothing_to_prove_with);
  g_test_add_func ("/oauth/token/odd-answers", test_odd_answers);
  g_test_add_func ("/oauth/token/refusals", test_refusals);
  g_test_add_func ("/oauth/token/echo", test_echo);
  g_test_add_func ("/oauth/token/redirect", test_redirect);
  g_test_add_func ("/oauth/token/refresh", test_refresh);
  g_test_add_func ("/oauth/token/claims", test_claims);
  return g_test_run ();
}
