/* test-sign-in.c - a browser that comes back, in good and in strange ways; codes for other devices
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "login.h"
#include "oauth-device.h"
#include "oauth-sign-in.h"

/* What the browser does with the address: the visits, one after the other. "{S}" is the state,
 * */
typedef struct
{
  Login *login;
  const char *const *visits; /* request lines' targets; "" : a connection without a request */
  const char *address;       /* of the loopback */
  const char *nonce;         /* in the id token; NULL: the one of the address */
  GThread *thread;
  char *state;
  guint16 port;
  GPtrArray *pages;     /* what the browser was shown */
  gboolean was_refused; /* the visit after the last */
  GCancellable *cancel; /* instead of a visit */
} Browser;

static GSocketConnection *
connect_to (const char *address, guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) where = g_inet_socket_address_new_from_string (address, port);

  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (where), NULL, NULL);
}

static void
visit (Browser *self, const char *target)
{
  g_autoptr (GSocketConnection) connection = connect_to (self->address, self->port);
  g_autoptr (GString) request = g_string_new (NULL);
  char page[4096] = "";
  gsize got = 0;

  g_assert_nonnull (connection);
  if (*target == '\0')
    return; /* it goes away again */

  g_string_printf (request, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", target);
  g_string_replace (request, "{S}", self->state, 0);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request->str,
                             request->len, NULL, NULL, NULL);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), page,
                           sizeof page - 1, &got, NULL, NULL);
  g_ptr_array_add (self->pages, g_strdup (page));
}

static gpointer
browse (gpointer data)
{
  Browser *self = data;
  g_autoptr (GSocketConnection) again = NULL;

  if (self->cancel != NULL) {
    g_cancellable_cancel (self->cancel);
    return NULL;
  }
  for (guint i = 0; self->visits[i] != NULL; i++)
    visit (self, self->visits[i]);
  again = connect_to (self->address, self->port);
  self->was_refused = again == NULL;
  return NULL;
}

static void
say_token (Browser *self, const char *nonce)
{
  g_autofree char *claims = g_strdup_printf ("{\"aud\":\"" LOGIN_APP "\",\"nonce\":\"%s\","
                                             "\"preferred_username\":\"ann@corp.example\"}",
                                             nonce);
  g_autofree char *payload = g_base64_encode ((const guchar *) claims, strlen (claims));
  g_autofree char *body = NULL;

  payload[strcspn (payload, "=")] = '\0';
  body = g_strdup_printf ("{\"token_type\":\"Bearer\",\"expires_in\":60,\"access_token\":\"a\","
                          "\"refresh_token\":\"r\",\"id_token\":\"e30.%s.x\"}",
                          payload);
  login_say (self->login, 200, "", body);
}

static void
open_cb (const char *url, gpointer data)
{
  Browser *self = data;
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GHashTable) query =
      g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  g_autoptr (GUri) back =
      g_uri_parse (g_hash_table_lookup (query, "redirect_uri"), G_URI_FLAGS_NONE, NULL);

  g_assert_cmpstr (g_uri_get_host (back), ==, "localhost");
  self->port = (guint16) g_uri_get_port (back);
  self->state = g_strdup (g_hash_table_lookup (query, "state"));
  g_assert_cmpuint (strlen (self->state), ==, 43);
  if (g_hash_table_contains (query, "response_type")) {
    g_assert_cmpstr (g_hash_table_lookup (query, "code_challenge_method"), ==, "S256");
    say_token (self, self->nonce != NULL ? self->nonce : g_hash_table_lookup (query, "nonce"));
  }
  self->thread = g_thread_new ("browser", browse, self);
}

typedef struct
{
  const char *name;
  const char *visits[4];
  const char *nonce;
  const char *address;
  const char *reason; /* NULL: it comes out well */
} Row;

static const Row rows[] = {
  { "good", { "/?code=c0de&state={S}" } },
  { "over IPv6", { "/?code=c0de&state={S}" }, .address = "::1" },
  { "early connection and icon", { "", "/favicon.ico", "/?state={S}&code=c0de&session_state=x" } },
  { "another state", { "/?code=c0de&state=other" }, .reason = "state-mismatch" },
  { "no state", { "/?code=c0de" }, .reason = "state-mismatch" },
  { "declined",
    { "/?error=access_denied&error_description=AADSTS65004%3A+No.&state={S}" },
    .reason = "consent-declined" },
  { "policy",
    { "/?error=interaction_required&error_description=AADSTS53003%3A+Blocked&state={S}" },
    .reason = "policy-blocked" },
  { "no code", { "/?state={S}" }, .reason = "token-answer" },
  { "another server",
    { "/?code=c0de&state={S}&iss=https%3A%2F%2Fevil.example" },
    .reason = "token-answer" },
  { "another nonce",
    { "/?code=c0de&state={S}" },
    .nonce = "of another sign-in",
    .reason = "token-answer" },
};

static void
check_request (const Browser *browser)
{
  const char *request = login_request (browser->login, 0);

  g_assert_nonnull (strstr (request, "grant_type=authorization_code&code=c0de&redirect_uri="));
  g_assert_nonnull (strstr (request, "&code_verifier="));
  g_assert_null (strstr (request, "client_secret"));
}

static OauthToken *
sign_in (Browser *browser, GError **error)
{
  g_autoptr (OauthTenant) tenant = login_tenant (browser->login);
  const OauthApp app = { .cloud = browser->login->cloud, .id = LOGIN_APP };
  const OauthSignIn how = { .app = &app,
                            .tenant = tenant,
                            .clock = base_clock_system (),
                            .login_hint = "ann@corp.example",
                            .pages = { "It is <done>.", "It failed." },
                            .open = open_cb,
                            .data = browser };
  g_autoptr (BaseCall) call = base_call_new (NULL, browser->cancel, 10000);
  OauthToken *token = oauth_sign_in (call, &how, error);

  g_thread_join (browser->thread);
  return token;
}

static void
clear_browser (Browser *self)
{
  g_free (self->state);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Browser, clear_browser)

static void
test_browser (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Login) login = login_new ();
    g_auto (Browser) browser = { .login = login,
                                 .visits = rows[i].visits,
                                 .address = rows[i].address != NULL ? rows[i].address : "127.0.0.1",
                                 .nonce = rows[i].nonce,
                                 .pages = g_ptr_array_new_with_free_func (g_free) };
    g_autoptr (GError) error = NULL;
    g_autoptr (OauthToken) token = NULL;

    g_test_message ("%s", rows[i].name);
    token = sign_in (&browser, &error);
    g_assert_true (browser.was_refused);
    if (rows[i].reason != NULL) {
      g_assert_null (token);
      g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpstr (base_secret_text (token->refresh), ==, "r");
    g_assert_cmpstr (token->user, ==, "ann@corp.example");
    check_request (&browser);
    g_assert_nonnull (
        strstr (g_ptr_array_index (browser.pages, browser.pages->len - 1), "It is &lt;done&gt;."));
  }
}

static void
test_cancel (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GCancellable) cancel = g_cancellable_new ();
  g_auto (Browser) browser = { .login = login, .cancel = cancel };
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in (&browser, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_consent (void)
{
  static const struct
  {
    const char *visit;
    const char *reason; /* NULL: consent */
  } answers[] = {
    { "/?admin_consent=True&tenant=" LOGIN_TENANT "&state={S}", NULL },
    { "/?admin_consent=False&tenant=" LOGIN_TENANT "&state={S}", "token-answer" },
    { "/?tenant=" LOGIN_TENANT "&state={S}", "token-answer" },
    { "/?admin_consent=True&tenant=99999999-2222-3333-4444-555555555555&state={S}",
      "consent-other-tenant" },
    { "/?error=access_denied&error_description=AADSTS90094%3A+ask&state={S}", "consent-missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    const char *const visits[] = { answers[i].visit, NULL };
    g_autoptr (Login) login = login_new ();
    g_autoptr (OauthTenant) tenant = login_tenant (login);
    const OauthApp app = { .cloud = login->cloud, .id = LOGIN_APP };
    g_auto (Browser) browser = { .login = login,
                                 .visits = visits,
                                 .address = "127.0.0.1",
                                 .pages = g_ptr_array_new_with_free_func (g_free) };
    const OauthSignIn how = { .app = &app,
                              .tenant = tenant,
                              .clock = base_clock_system (),
                              .pages = { "done", "failed" },
                              .open = open_cb,
                              .data = &browser };
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
    g_autoptr (GError) error = NULL;
    gboolean is_good = oauth_consent (call, &how, &error);

    g_thread_join (browser.thread);
    g_test_message ("%s", answers[i].visit);
    g_assert_cmpint (is_good, ==, answers[i].reason == NULL);
    if (!is_good)
      g_assert_cmpstr (base_error_facts (error)->reason, ==, answers[i].reason);
  }
}

static void
shown_cb (const OauthDeviceCode *code, gpointer data)
{
  g_string_append_printf (data, "%s at %s", code->user_code, code->url);
}

static OauthToken *
use_device (Login *login, GString *shown, GError **error)
{
  g_autoptr (OauthTenant) tenant = login_tenant (login);
  const OauthApp app = { .cloud = login->cloud, .id = LOGIN_APP };
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);

  return oauth_device_sign_in (call, &app, tenant, base_clock_system (), shown_cb, shown, error);
}

#define DEVICE(more)                                                                               \
  "{\"device_code\":\"d\",\"user_code\":\"ABC-DEF\",\"verification_uri\":"                         \
  "\"https://login.example/device\",\"expires_in\":900,\"interval\":0" more "}"

static void
test_device (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthToken) token = NULL;

  login_say (login, 200, "", DEVICE (""));
  login_say (login, 400, "", "{\"error\":\"authorization_pending\",\"error_codes\":[70016]}");
  login_say_token (login, "a", 60);
  token = use_device (login, shown, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (shown->str, ==, "ABC-DEF at https://login.example/device");
  g_assert_nonnull (strstr (login_request (login, 2), "&device_code=d&client_id=" LOGIN_APP));
}

static void
test_device_refused (void)
{
  static const struct
  {
    const char *device;
    const char *error; /* of the first poll; NULL: it does not come to that */
    const char *reason;
  } answers[] = {
    { DEVICE (""), "authorization_declined", "consent-declined" },
    { DEVICE (""), "expired_token", "code-expired" },
    { DEVICE (",\"verification_uri\":\"http://evil.example/\""), NULL, "token-answer" },
    { DEVICE (",\"user_code\":\"\""), NULL, "token-answer" },
    { DEVICE (",\"user_code\":\"a\\u0007b\""), NULL, "token-answer" },
    { DEVICE (",\"expires_in\":-1"), NULL, "token-answer" },
    { "{}", NULL, "token-answer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (Login) login = login_new ();
    g_autoptr (GString) shown = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    login_say (login, 200, "", answers[i].device);
    if (answers[i].error != NULL) {
      g_autofree char *body = g_strdup_printf ("{\"error\":\"%s\"}", answers[i].error);

      login_say (login, 400, "", body);
    }
    g_test_message ("%s %s", answers[i].device, answers[i].error);
    g_assert_null (use_device (login, shown, &error));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, answers[i].reason);
    g_assert_cmpint (shown->len > 0, ==, answers[i].error != NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/sign-in/browser", test_browser);
  g_test_add_func ("/oauth/sign-in/cancel", test_cancel);
  g_test_add_func ("/oauth/sign-in/consent", test_consent);
  g_test_add_func ("/oauth/sign-in/device", test_device);
  g_test_add_func ("/oauth/sign-in/device-refused", test_device_refused);
  return g_test_run ();
}
