/* test-tenant.c - a tenant's configuration, and those that are not believed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "login.h"

static OauthTenant *
find (Login *login, const char *name, guint64 timeout_ms, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, timeout_ms);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);

  return oauth_tenant_find (call, login->cloud, name, now, error);
}

static void
test_good (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OauthTenant) tenant = NULL;
  g_autofree char *token_url = g_strdup_printf ("%s/t/token", login->cloud->login);

  login_say_tenant (login, "Date: Sun, 22 Nov 2026 15:00:00 GMT\r\n");
  tenant = find (login, "corp.example", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tenant->id, ==, LOGIN_TENANT);
  g_assert_cmpstr (tenant->token_url, ==, token_url);
  g_assert_cmpstr (tenant->graph_host, ==, "graph.example");
  g_assert_cmpstr (tenant->region, ==, "");
  g_assert_cmpint (tenant->skew_s, ==, 3 * 60 * 60);
  g_assert_true (g_str_has_prefix (login_request (login, 0),
                                   "GET /corp.example/v2.0/.well-known/openid-configuration "));
}

typedef struct
{
  int status;
  const char *lines;
  const char *body; /* {L}: the login host */
  BaseErrorCode code;
  const char *reason;
} Row;

#define ISSUER "\"issuer\":\"{L}/" LOGIN_TENANT "/v2.0\""

static const Row rows[] = {
  { 200, "", "{" ISSUER ",\"token_endpoint\":\"https://evil.example/token\"}", BASE_ERROR_PROTOCOL,
    "discovery-host" },
  { 200, "", "{" ISSUER ",\"token_endpoint\":\"{L}.evil.example/token\"}", BASE_ERROR_PROTOCOL,
    "discovery-host" },
  { 200, "",
    "{" ISSUER ",\"token_endpoint\":\"{L}/t\",\"authorization_endpoint\":\"https://evil.example\"}",
    BASE_ERROR_PROTOCOL, "discovery-host" },
  { 200, "", "{" ISSUER "}", BASE_ERROR_PROTOCOL, "token-answer" },
  { 200, "", "{" ISSUER ",\"token_endpoint\":7}", BASE_ERROR_PROTOCOL, "token-answer" },
  { 200, "",
    "{\"issuer\":\"{L}/99999999-2222-3333-4444-555555555555/v2.0\",\"token_endpoint\":\"{L}/t\"}",
    BASE_ERROR_PROTOCOL, "discovery-issuer" },
  { 200, "", "{\"issuer\":\"https://sts.example/" LOGIN_TENANT "\",\"token_endpoint\":\"{L}/t\"}",
    BASE_ERROR_PROTOCOL, "discovery-issuer" },
  { 200, "", "{\"issuer\":\"{L}/{tenantid}/v2.0\",\"token_endpoint\":\"{L}/t\"}",
    BASE_ERROR_PROTOCOL, "discovery-issuer" },
  { 200, "", "{}", BASE_ERROR_PROTOCOL, "discovery-issuer" },
  { 200, "", "[]", BASE_ERROR_PROTOCOL, "token-answer" },
  { 200, "", "", BASE_ERROR_PROTOCOL, "token-answer" },
  { 200, "", "{\"issuer\":\"\xff\"}", BASE_ERROR_PROTOCOL, "token-answer" },
  { 302, "Location: https://evil.example/\r\n", "{}", BASE_ERROR_PROTOCOL, "token-redirect" },
  { 404, "", "<html>", BASE_ERROR_PROTOCOL, "token-answer" },
  { 502, "", "<html>", BASE_ERROR_BUSY, "login-busy" },
  { 429, "Retry-After: 3\r\n", "", BASE_ERROR_THROTTLED, "login-busy" },
  { 400, "",
    "{\"error\":\"invalid_tenant\",\"error_description\":\"AADSTS90002: Tenant not found.\","
    "\"error_codes\":[90002]}",
    BASE_ERROR_AUTH, "tenant-unknown" },
  { 400, "",
    "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS90038: Tenant is in "
    "GCCModerate.\"}",
    BASE_ERROR_AUTH, "other-cloud" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Login) login = login_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GString) body = g_string_new (rows[i].body);
    g_autoptr (OauthTenant) tenant = NULL;

    g_string_replace (body, "{L}", login->cloud->login, 0);
    login_say (login, rows[i].status, rows[i].lines, body->str);
    tenant = find (login, LOGIN_TENANT, 0, &error);
    g_assert_null (tenant);
    g_test_message ("%u: %s", i, error->message);
    g_assert_error (error, BASE_ERROR, (int) rows[i].code);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
    g_assert_cmpstr (base_error_facts (error)->host, ==, "127.0.0.1");
    g_assert_cmpuint (login_asked (login), ==, 1);
  }
}

static void
test_limits (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *huge = g_strnfill (300 * 1024, ' ');

  login_say (login, 200, "", huge);
  g_assert_null (find (login, "corp.example", 0, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "token-answer");
}

/* The header says more than ever comes. */
static void
test_slow (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;

  peer_say (login->peer, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
  g_assert_null (find (login, "corp.example", 200, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
}

static void
test_bad_name (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (find (login, "corp.example/../evil", 0, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "tenant-name");
  g_assert_cmpuint (login_asked (login), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/tenant/good", test_good);
  g_test_add_func ("/oauth/tenant/bad", test_bad);
  g_test_add_func ("/oauth/tenant/limits", test_limits);
  g_test_add_func ("/oauth/tenant/slow", test_slow);
  g_test_add_func ("/oauth/tenant/bad-name", test_bad_name);
  return g_test_run ();
}
