/* test-checks-login.c - steps of the verification that need a certificate's or a tenant's odd state
 *
 * The others are seen through the whole program, in tests/flow.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../oauth/keys.h"
#include "../oauth/login.h"
#include "graph-checks-login.h"

static void
keep_cb (guint index, ChecksResult *result, gpointer data)
{
  if (result->state != CHECKS_RUNNING)
    g_ptr_array_add (data, checks_result_ref (result));
}

/* The results of all steps, in their order. */
static GPtrArray *
run (Login *login, OauthCertificate *certificate, const char *graph_url)
{
  g_autoptr (ChecksPlan) plan = checks_plan_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  const ExchangeProfile draft = { .kind = EXCHANGE_KIND_ONLINE,
                                  .tenant = (char *) "corp.example",
                                  .client_id = (char *) LOGIN_APP,
                                  .graph_url = (char *) graph_url };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  const OauthApp app = {
    .cloud = login->cloud, .tenant = "corp.example", .id = LOGIN_APP, .certificate = certificate
  };
  g_autoptr (OauthCache) cache = oauth_cache_new (&app, base_clock_system ());
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) checks_result_unref);
  g_autoptr (GError) error = NULL;
  ChecksState worst;

  graph_checks_login_add (plan, profile, login->cloud, cache, NULL);
  checks_plan_run (plan, call, keep_cb, results, &worst, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 5);
  return results;
}

static ChecksState
state_of (GPtrArray *results, guint i)
{
  const ChecksResult *result = results->pdata[i];

  g_test_message ("%u: %s", i, result->seen);
  return result->state;
}

static void
test_certificate (void)
{
  static const struct
  {
    int days; /* it has left */
    ChecksState credentials;
    ChecksState token;
  } rows[] = {
    { 31, CHECKS_OK, CHECKS_OK },
    { 29, CHECKS_WARNING, CHECKS_OK },
    { -1, CHECKS_FAILED, CHECKS_SKIPPED },
  };
  g_autoptr (EVP_PKEY) key = EVP_RSA_gen (2048);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Login) login = login_new ();
    g_autoptr (X509) own = keys_certificate (key, "Absentia");
    g_autoptr (GBytes) pem = NULL;
    g_autoptr (OauthCertificate) certificate = NULL;
    g_autoptr (GPtrArray) results = NULL;

    X509_gmtime_adj (X509_getm_notAfter (own), rows[i].days * 24L * 60 * 60);
    X509_sign (own, key, EVP_sha256 ());
    pem = keys_pem (key, own, NULL, NULL);
    certificate = oauth_certificate_new (pem, NULL, NULL);
    login_say_tenant (login, "");
    login_say_tenant (login, "");
    login_say_token (login, "opaque", 3600);
    results = run (login, certificate, "https://graph.example");
    g_assert_cmpint (state_of (results, 2), ==, rows[i].credentials);
    g_assert_cmpint (state_of (results, 3), ==, rows[i].token);
    g_assert_cmpint (state_of (results, 4), ==,
                     rows[i].token == CHECKS_OK ? CHECKS_WARNING : CHECKS_SKIPPED); /* opaque */
  }
}

/* The tenant says that its Graph is another one than that of the cloud. */
static void
test_other_cloud (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) own = NULL;

  login_say_tenant (login, "");
  results = run (login, NULL, "");
  g_assert_cmpint (state_of (results, 1), ==, CHECKS_WARNING);
  g_assert_cmpstr (base_error_facts (((ChecksResult *) results->pdata[1])->error)->reason, ==,
                   "other-cloud");
  own = run (login, NULL, "https://graph.example");
  g_assert_cmpint (state_of (own, 1), ==, CHECKS_OK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/checks-login/certificate", test_certificate);
  g_test_add_func ("/graph/checks-login/other-cloud", test_other_cloud);
  return g_test_run ();
}
