/* test-oauth.c - the login server: every grant, and what it refuses
 *
 * What clients of others make of it is in tests/outside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "peer.h"

#include "wire-json.h"

#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" /* RFC 7636, appendix B */
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define BACK "http://localhost:5000/"
#define SCOPE "openid%20offline_access%20https%3A%2F%2Fgraph.microsoft.com%2FUser.Read"

/* Redirects are answers. Caller unrefs the object, NULL: no JSON. */
static JsonObject *
ask (Peer *peer, const char *path, const char *form, guint *ret_status, char **ret_location)
{
  g_autofree char *url =
      g_strdup_printf ("https://localhost:%d%s", sim_server_port (peer->server), path);
  SoupMessage *message = soup_message_new (form != NULL ? "POST" : "GET", url);
  g_auto (Answer) answer = { 0 };

  if (form != NULL) {
    g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));

    soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
  }
  answer = peer_send (peer, message);
  if (ret_status != NULL)
    *ret_status = answer.status;
  if (ret_location != NULL)
    *ret_location = g_strdup (soup_message_headers_get_one (
        soup_message_get_response_headers (answer.message), "Location"));
  return answer.text != NULL ? wire_json_parse (answer.text, strlen (answer.text), "answer", NULL)
                             : NULL;
}

static JsonObject *
ask_token (Peer *peer, const char *form)
{
  g_autofree char *whole = g_strconcat ("client_id=" SIM_CLIENT "&", form, NULL);

  return ask (peer, "/" SIM_DOMAIN "/oauth2/v2.0/token", whole, NULL, NULL);
}

static gint64
code_of (JsonObject *answer)
{
  g_assert_nonnull (answer);
  g_assert_true (json_object_has_member (answer, "error_codes"));
  return json_array_get_int_element (json_object_get_array_member (answer, "error_codes"), 0);
}

static const char *
text_of (JsonObject *answer, const char *name)
{
  g_autoptr (GError) error = NULL;
  const char *text = wire_json_need_string (answer, "answer", name, &error);

  g_assert_no_error (error);
  return text;
}

static void
assert_refused (Peer *peer, const char *form, gint64 code)
{
  g_autoptr (JsonObject) answer = ask_token (peer, form);

  g_test_message ("%s", form);
  g_assert_cmpint (code_of (answer), ==, code);
}

static char *
secret_form (Peer *peer, const char *scope)
{
  g_autofree char *secret =
      g_uri_escape_string (base_secret_text (sim_tokens_secret (peer->world->tokens)), NULL, FALSE);

  return g_strdup_printf ("grant_type=client_credentials&client_secret=%s&scope=%s", secret, scope);
}

static void
test_configuration (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autoptr (JsonObject) good =
      ask (peer, "/" SIM_TENANT "/v2.0/.well-known/openid-configuration", NULL, NULL, NULL);
  g_autoptr (JsonObject) other =
      ask (peer, "/other.example/v2.0/.well-known/openid-configuration", NULL, NULL, NULL);
  g_autoptr (JsonObject) keys = ask (peer, "/" SIM_TENANT "/discovery/v2.0/keys", NULL, NULL, NULL);

  g_assert_true (g_str_has_suffix (text_of (good, "issuer"), "/" SIM_TENANT "/v2.0"));
  g_assert_cmpint (code_of (other), ==, 90002);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (keys, "keys")), ==, 1);
}

static void
test_app (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .app_roles = (char *) "A.Read B.Write" });
  g_autofree char *form = secret_form (peer, "https%3A%2F%2Fgraph.microsoft.com%2F.default");
  g_autofree char *foreign = secret_form (peer, "https%3A%2F%2Fother.example%2F.default");
  g_autofree char *no_default = secret_form (peer, "https%3A%2F%2Fgraph.microsoft.com%2FUser.Read");
  g_autoptr (JsonObject) answer = ask_token (peer, form);
  g_autoptr (JsonObject) claims =
      sim_tokens_check (peer->world->tokens, text_of (answer, "access_token"), SIM_RESOURCE_GRAPH);
  g_autofree char *damaged = g_strdup (text_of (answer, "access_token"));

  g_assert_nonnull (claims);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (claims, "roles")), ==, 2);
  g_assert_null (
      sim_tokens_check (peer->world->tokens, text_of (answer, "access_token"), SIM_RESOURCE_ADMIN));
  damaged[strlen (damaged) / 2] ^= 1;
  g_assert_null (sim_tokens_check (peer->world->tokens, damaged, SIM_RESOURCE_GRAPH));
  g_assert_null (sim_tokens_check (peer->world->tokens, "", SIM_RESOURCE_GRAPH));
  peer->world->clock_offset_us += (gint64) (SIM_TOKEN_LIFE_S + 1) * G_USEC_PER_SEC;
  g_assert_null (
      sim_tokens_check (peer->world->tokens, text_of (answer, "access_token"), SIM_RESOURCE_GRAPH));

  assert_refused (peer, foreign, 500011);
  assert_refused (peer, no_default, 70011);
  assert_refused (peer, "grant_type=client_credentials&client_secret=wrong", 7000215);
  assert_refused (peer, "grant_type=client_credentials", 7000218);
  assert_refused (peer, "grant_type=password", 70003);
  assert_refused (peer, "grant_type=client_credentials&client_assertion=a.b.c", 50012);
}

static void
test_other_app (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  guint status;
  g_autoptr (JsonObject) answer =
      ask (peer, "/" SIM_TENANT "/oauth2/v2.0/token",
           "client_id=x&grant_type=client_credentials&client_secret=y", &status, NULL);

  g_assert_cmpint (code_of (answer), ==, 700016);
  g_assert_cmpuint (status, ==, 400);
}

/* Signs in, and gives the code. Caller frees. */
static char *
sign_in (Peer *peer)
{
  g_autofree char *location = NULL;
  g_autoptr (JsonObject) none = ask (
      peer,
      "/" SIM_TENANT "/oauth2/v2.0/authorize?client_id=" SIM_CLIENT "&redirect_uri=" BACK
      "&response_type=code&state=st&nonce=no&code_challenge_method=S256&code_challenge=" CHALLENGE
      "&login_hint=" ADMIN "&scope=" SCOPE,
      NULL, NULL, &location);

  g_assert_null (none);
  g_assert_true (g_str_has_prefix (location, BACK "?code="));
  g_assert_true (g_str_has_suffix (location, "&state=st"));
  return g_strndup (location + strlen (BACK "?code="),
                    strlen (location) - strlen (BACK "?code=&state=st"));
}

static char *
code_form (const char *code, const char *verifier, const char *back)
{
  return g_strdup_printf ("grant_type=authorization_code&code=%s&code_verifier=%s&redirect_uri=%s",
                          code, verifier, back);
}

static void
test_code (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autofree char *code = sign_in (peer);
  g_autofree char *form = code_form (code, VERIFIER, BACK);
  g_autoptr (JsonObject) answer = ask_token (peer, form);
  g_autofree char *wrong_code = sign_in (peer);
  g_autofree char *wrong =
      code_form (wrong_code, "0123456789012345678901234567890123456789012", BACK);
  g_autofree char *moved_code = sign_in (peer);
  g_autofree char *moved = code_form (moved_code, VERIFIER, "http://localhost:5001/");
  g_autofree char *refresh = g_strdup_printf ("grant_type=refresh_token&refresh_token=%s",
                                              text_of (answer, "refresh_token"));
  g_autoptr (JsonObject) again = NULL;

  g_assert_nonnull (text_of (answer, "id_token"));
  g_assert_cmpstr (text_of (answer, "token_type"), ==, "Bearer");
  assert_refused (peer, form, 70008); /* a second time */
  assert_refused (peer, wrong, 501481);
  assert_refused (peer, moved, 501481);
  again = ask_token (peer, refresh);
  g_assert_cmpstr (text_of (again, "refresh_token"), !=, text_of (answer, "refresh_token"));
  assert_refused (peer, refresh, 700082);
  g_clear_pointer (&refresh, g_free);
  refresh = g_strdup_printf ("grant_type=refresh_token&client_secret=x&refresh_token=%s",
                             text_of (again, "refresh_token"));
  assert_refused (peer, refresh, 700025);
}

static void
test_sign_in_refused (void)
{
  static const struct
  {
    const char *query;
    guint status;
    const char *location; /* holds this; NULL: there is none */
  } rows[] = {
    { "client_id=other&redirect_uri=" BACK, 400, NULL },
    { "client_id=" SIM_CLIENT "&redirect_uri=https://evil.example/", 400, NULL },
    { "client_id=" SIM_CLIENT "&redirect_uri=http://localhost.evil.example/", 400, NULL },
    { "client_id=" SIM_CLIENT "&redirect_uri=" BACK "&response_type=code&state=s", 302,
      "error=invalid_request" },
    { "client_id=" SIM_CLIENT "&redirect_uri=" BACK
      "&response_type=code&code_challenge_method=S256&code_challenge=x&state=s&answer=no",
      302, "error=access_denied" },
    { "client_id=" SIM_CLIENT "&redirect_uri=" BACK
      "&response_type=code&code_challenge_method=S256&code_challenge=x&state=s&login_hint=nobody",
      400, NULL },
    { "client_id=" SIM_CLIENT "&redirect_uri=" BACK
      "&response_type=code&code_challenge_method=S256&code_challenge=x&state=s",
      200, NULL },
  };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path =
        g_strconcat ("/" SIM_TENANT "/oauth2/v2.0/authorize?", rows[i].query, NULL);
    g_autofree char *location = NULL;
    guint status;
    g_autoptr (JsonObject) none = ask (peer, path, NULL, &status, &location);

    g_test_message ("row %u", i);
    g_assert_null (none);
    g_assert_cmpuint (status, ==, rows[i].status);
    g_assert_true (rows[i].location == NULL ? location == NULL
                                            : strstr (location, rows[i].location) != NULL);
  }
}

static void
test_device (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autoptr (JsonObject) begun = ask (peer, "/" SIM_TENANT "/oauth2/v2.0/devicecode",
                                      "client_id=" SIM_CLIENT "&scope=" SCOPE, NULL, NULL);
  g_autoptr (JsonObject) other = ask (peer, "/" SIM_TENANT "/oauth2/v2.0/devicecode",
                                      "client_id=" SIM_CLIENT "&scope=" SCOPE, NULL, NULL);
  g_autofree char *form =
      g_strdup_printf ("grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=%s",
                       text_of (begun, "device_code"));
  g_autofree char *declined =
      g_strdup_printf ("grant_type=device_code&device_code=%s", text_of (other, "device_code"));
  g_autofree char *yes =
      g_strdup_printf ("/devicelogin?answer=yes&user_code=%s", text_of (begun, "user_code"));
  g_autofree char *no =
      g_strdup_printf ("/devicelogin?answer=no&user_code=%s", text_of (other, "user_code"));
  g_autoptr (JsonObject) answer = NULL;
  guint status;

  assert_refused (peer, form, 70016);
  g_assert_null (ask (peer, yes, NULL, &status, NULL));
  g_assert_cmpuint (status, ==, 200);
  g_assert_null (ask (peer, no, NULL, &status, NULL));
  answer = ask_token (peer, form);
  g_assert_nonnull (text_of (answer, "access_token"));
  assert_refused (peer, form, 70018); /* once */
  assert_refused (peer, declined, 65004);
}

static void
test_faults (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autofree char *form = secret_form (peer, "https%3A%2F%2Fgraph.microsoft.com%2F.default");
  g_auto (Answer) set =
      peer_control (peer, "POST", "/faults",
                    "{\"faults\":[{\"match\":{\"operation\":\"oauth-token\",\"nth\":1},"
                    "\"action\":{\"fault\":\"AADSTS7000222\"}},"
                    "{\"match\":{\"operation\":\"oauth-token\",\"nth\":2},"
                    "\"action\":{\"status\":429,\"retry_after\":9}}]}");
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *whole = g_strconcat ("client_id=" SIM_CLIENT "&", form, NULL);
  guint status;

  g_assert_cmpuint (set.status, ==, 200);
  assert_refused (peer, form, 7000222);
  g_assert_null (ask (peer, "/" SIM_DOMAIN "/oauth2/v2.0/token", whole, &status, NULL));
  g_assert_cmpuint (status, ==, 429);
  answer = ask_token (peer, form);
  g_assert_nonnull (text_of (answer, "access_token"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/oauth/configuration", test_configuration);
  g_test_add_func ("/sim/oauth/app", test_app);
  g_test_add_func ("/sim/oauth/other-app", test_other_app);
  g_test_add_func ("/sim/oauth/code", test_code);
  g_test_add_func ("/sim/oauth/sign-in-refused", test_sign_in_refused);
  g_test_add_func ("/sim/oauth/device", test_device);
  g_test_add_func ("/sim/oauth/faults", test_faults);
  return g_test_run ();
}
