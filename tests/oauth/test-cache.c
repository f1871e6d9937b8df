/* test-cache.c - many workers and one token: renewed early, by one of them, and not in a loop
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keys.h"
#include "login.h"
#include "oauth-cache.h"

#include <string.h>

#define WORKERS 12
#define BEGIN_US (G_GINT64_CONSTANT (1000000) * G_USEC_PER_SEC)

typedef struct
{
  Login *login;
  gint64 now_us;
  BaseClock clock;
  OauthCache *cache;
} Stage;

static void
stage_init (Stage *self, OauthCertificate *certificate)
{
  g_autoptr (BaseSecret) secret = base_secret_new ("s3cret", -1);
  OauthApp app = { .tenant = "corp.example",
                   .id = LOGIN_APP,
                   .certificate = certificate,
                   .secret = certificate == NULL ? secret : NULL };

  self->login = login_new ();
  self->now_us = BEGIN_US;
  self->clock = (BaseClock){ .now_us = login_clock_now_us, .data = &self->now_us };
  app.cloud = self->login->cloud;
  self->cache = oauth_cache_new (&app, &self->clock);
}

static void
stage_clear (Stage *self)
{
  oauth_cache_unref (self->cache);
  login_free (self->login);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stage, stage_clear)

static void
pass_s (Stage *self, gint64 seconds)
{
  __atomic_add_fetch (&self->now_us, seconds * G_USEC_PER_SEC, __ATOMIC_SEQ_CST);
}

static BaseSecret *
bearer (Stage *self, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);

  return oauth_cache_bearer (self->cache, call, OAUTH_RESOURCE_GRAPH, error);
}

static void
assert_bearer (Stage *self, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseSecret) token = bearer (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (base_secret_text (token), ==, expected);
}

static void
test_early (void)
{
  g_auto (Stage) stage;

  stage_init (&stage, NULL);
  login_say_tenant (stage.login, "");
  login_say_token (stage.login, "one", 3600);
  login_say_token (stage.login, "two", 3600);
  assert_bearer (&stage, "one");
  assert_bearer (&stage, "one");
  pass_s (&stage, 3600 - 301);
  assert_bearer (&stage, "one");
  g_assert_cmpuint (login_asked (stage.login), ==, 2);
  pass_s (&stage, 2);
  assert_bearer (&stage, "two");
  g_assert_cmpuint (login_asked (stage.login), ==, 3); /* the tenant is known */
}

static gpointer
work (gpointer data)
{
  Stage *stage = data;

  assert_bearer (stage, "one");
  return NULL;
}

static void
test_one_asks (void)
{
  g_auto (Stage) stage;
  GThread *threads[WORKERS];

  stage_init (&stage, NULL);
  login_say_tenant (stage.login, "");
  login_say_token (stage.login, "one", 3600);
  login_say_token (stage.login, "wrong: a second one was asked for", 3600);
  for (guint i = 0; i < WORKERS; i++)
    threads[i] = g_thread_new ("worker", work, &stage);
  for (guint i = 0; i < WORKERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (login_asked (stage.login), ==, 2);
}

/* The server is silent: a cancel comes through, for who asks and for who waits. */
static gpointer
wait_in_vain (gpointer data)
{
  Stage *stage = data;
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 300);
  g_autoptr (GError) error = NULL;

  g_assert_null (oauth_cache_bearer (stage->cache, call, OAUTH_RESOURCE_GRAPH, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  return NULL;
}

static void
test_silence (void)
{
  g_auto (Stage) stage;
  GThread *threads[2];

  stage_init (&stage, NULL);
  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("worker", wait_in_vain, &stage);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
}

static void
assert_fails (Stage *stage, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bearer (stage, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

static void
test_refused_once (void)
{
  g_auto (Stage) stage;

  stage_init (&stage, NULL);
  login_say_tenant (stage.login, "");
  login_say (stage.login, 401, "", "{\"error\":\"invalid_client\",\"error_codes\":[7000215]}");
  login_say_tenant (stage.login, "");
  login_say_token (stage.login, "one", 3600);
  for (guint i = 0; i < 5; i++)
    assert_fails (&stage, "secret-wrong");
  g_assert_cmpuint (login_asked (stage.login), ==, 2);
  pass_s (&stage, 16);
  assert_bearer (&stage, "one");
}

static void
test_throttled (void)
{
  g_auto (Stage) stage;

  stage_init (&stage, NULL);
  login_say_tenant (stage.login, "");
  login_say (stage.login, 429, "Retry-After: 60\r\n", "{}");
  login_say_tenant (stage.login, "");
  login_say_token (stage.login, "one", 3600);
  assert_fails (&stage, "login-busy");
  pass_s (&stage, 59);
  assert_fails (&stage, "login-busy");
  g_assert_cmpuint (login_asked (stage.login), ==, 2);
  pass_s (&stage, 2);
  assert_bearer (&stage, "one");
}

/* What is still good is used while the server has trouble, and not longer. */
static void
test_trouble_while_good (void)
{
  g_auto (Stage) stage;

  stage_init (&stage, NULL);
  login_say_tenant (stage.login, "");
  login_say_token (stage.login, "one", 3600);
  login_say (stage.login, 503, "", "");
  assert_bearer (&stage, "one");
  pass_s (&stage, 3600 - 200);
  assert_bearer (&stage, "one");
  assert_bearer (&stage, "one");
  g_assert_cmpuint (login_asked (stage.login), ==, 3); /* not for each request */
  pass_s (&stage, 180);
  assert_fails (&stage, "login-busy");
}

static void
test_refused_by_service (void)
{
  g_auto (Stage) stage;
  g_autoptr (BaseSecret) token = NULL;

  stage_init (&stage, NULL);
  login_say_tenant (stage.login, "");
  login_say_token (stage.login, "one", 3600);
  login_say_token (stage.login, "two", 3600);
  token = bearer (&stage, NULL);
  oauth_cache_refuse (stage.cache, OAUTH_RESOURCE_GRAPH, token);
  assert_bearer (&stage, "one"); /* young */
  pass_s (&stage, 61);
  oauth_cache_refuse (stage.cache, OAUTH_RESOURCE_GRAPH, token);
  assert_bearer (&stage, "two");
  oauth_cache_refuse (stage.cache, OAUTH_RESOURCE_GRAPH, token); /* an old one: nothing happens */
  assert_bearer (&stage, "two");
  g_assert_cmpuint (login_asked (stage.login), ==, 3);
}

/* The clock is set back by hours: the old token is refused by the service, and replaced. */
static void
test_clock_set_back (void)
{
  g_auto (Stage) stage;
  g_autoptr (BaseSecret) token = NULL;

  stage_init (&stage, NULL);
  login_say_tenant (stage.login, "");
  login_say_token (stage.login, "one", 3600);
  login_say_token (stage.login, "two", 3600);
  token = bearer (&stage, NULL);
  pass_s (&stage, -5 * 3600);
  oauth_cache_refuse (stage.cache, OAUTH_RESOURCE_GRAPH, token);
  assert_bearer (&stage, "two");
}

/* The "nbf" of the assertion in a request. */
static gint64
read_nbf (const char *request)
{
  const char *assertion = strstr (request, "client_assertion=") + 17;
  g_auto (GStrv) parts = g_strsplit (assertion, ".", 3);
  g_autofree char *padded =
      g_strdup_printf ("%s%.*s", parts[1], (int) (4 - strlen (parts[1]) % 4) % 4, "====");
  gsize size;
  g_autofree guchar *json = g_base64_decode (padded, &size);
  g_autofree char *text = g_strndup ((char *) json, size);

  return g_ascii_strtoll (strstr (text, "\"nbf\":") + 6, NULL, 10);
}

/* This computer believes in 1970; the assertion has the server's time. When the clock is mended
 * later, the server is asked for the time again. */
static void
test_clock_wrong (void)
{
  g_autoptr (EVP_PKEY) key = EVP_RSA_gen (2048);
  g_autoptr (X509) own = keys_certificate (key, "Absentia");
  g_autoptr (GBytes) pem = keys_pem (key, own, NULL, NULL);
  g_autoptr (OauthCertificate) certificate = oauth_certificate_new (pem, NULL, NULL);
  const gint64 server_s = 1795348800; /* 2026-11-22T12:00:00Z */
  g_auto (Stage) stage;

  stage_init (&stage, certificate);
  login_say_tenant (stage.login, "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n");
  login_say_token (stage.login, "one", 3600);
  login_say (stage.login, 401, "", "{\"error\":\"invalid_client\",\"error_codes\":[700024]}");
  login_say_tenant (stage.login, "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n");
  login_say_token (stage.login, "two", 3600);
  assert_bearer (&stage, "one");
  g_assert_cmpint (ABS (read_nbf (login_request (stage.login, 1)) - server_s), <=, 120);
  __atomic_store_n (&stage.now_us, server_s * G_USEC_PER_SEC, __ATOMIC_SEQ_CST);
  assert_bearer (&stage, "two");
  g_assert_cmpint (read_nbf (login_request (stage.login, 2)), >, server_s + 3600);
  g_assert_cmpint (ABS (read_nbf (login_request (stage.login, 4)) - server_s), <=, 120);
}

static void
keep_cb (BaseCall *call, BaseSecret *former, BaseSecret *next, gpointer data)
{
  g_string_append_printf (data, "%s>%s ", base_secret_text (former), base_secret_text (next));
}

static void
say_person_token (Login *login, const char *token, const char *refresh)
{
  g_autofree char *body = g_strdup_printf (
      "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"%s\"%s%s%s}", token,
      refresh != NULL ? ",\"refresh_token\":\"" : "", refresh != NULL ? refresh : "",
      refresh != NULL ? "\"" : "");

  login_say (login, 200, "", body);
}

/* Each refresh token is used once, and the next one is kept before that is needed. */
static void
test_person (void)
{
  g_auto (Stage) stage = { .login = login_new (), .now_us = BEGIN_US };
  g_autoptr (BaseSecret) refresh = base_secret_new ("r1", -1);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (OauthKeeper) keeper = oauth_keeper_new (keep_cb, kept, NULL);
  const OauthApp app = { .cloud = stage.login->cloud,
                         .tenant = "corp.example",
                         .id = LOGIN_APP,
                         .refresh = refresh,
                         .keeper = keeper };
  static const char *const sent[] = { "refresh_token=r1", "refresh_token=r2", "refresh_token=r2" };

  stage.clock = (BaseClock){ .now_us = login_clock_now_us, .data = &stage.now_us };
  stage.cache = oauth_cache_new (&app, &stage.clock);
  login_say_tenant (stage.login, "");
  say_person_token (stage.login, "one", "r2");
  say_person_token (stage.login, "two", NULL); /* the one before stays good */
  say_person_token (stage.login, "three", "r3");
  assert_bearer (&stage, "one");
  pass_s (&stage, 3590);
  assert_bearer (&stage, "two");
  pass_s (&stage, 3590);
  assert_bearer (&stage, "three");
  g_assert_cmpstr (kept->str, ==, "r1>r2 r2>r3 ");
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++) {
    g_assert_nonnull (strstr (login_request (stage.login, i + 1), sent[i]));
    g_assert_null (strstr (login_request (stage.login, i + 1), "client_secret"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/cache/early", test_early);
  g_test_add_func ("/oauth/cache/one-asks", test_one_asks);
  g_test_add_func ("/oauth/cache/silence", test_silence);
  g_test_add_func ("/oauth/cache/refused-once", test_refused_once);
  g_test_add_func ("/oauth/cache/throttled", test_throttled);
  g_test_add_func ("/oauth/cache/trouble-while-good", test_trouble_while_good);
  g_test_add_func ("/oauth/cache/refused-by-service", test_refused_by_service);
  g_test_add_func ("/oauth/cache/clock-set-back", test_clock_set_back);
  g_test_add_func ("/oauth/cache/person", test_person);
  g_test_add_func ("/oauth/cache/clock-wrong", test_clock_wrong);
  return g_test_run ();
}
