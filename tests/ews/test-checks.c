/* test-checks.c - the verification's steps against a server of raw bytes behind real TLS
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../http/peer.h"
#include "base-error.h"
#include "checks-plan.h"
#include "ews-backend.h"
#include "ews-checks.h"

#define ENVELOPE                                                                                   \
  "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "                             \
  "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\" "                      \
  "xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"                         \
  "<s:Header><t:ServerVersionInfo MajorVersion=\"15\" MinorVersion=\"2\" "                         \
  "MajorBuildNumber=\"1118\" MinorBuildNumber=\"40\"/></s:Header><s:Body>"
#define MESSAGE(operation, inner)                                                                  \
  "<m:" operation "Response><m:ResponseMessages><m:X ResponseClass=\"Success\">"                   \
  "<m:ResponseCode>NoError</m:ResponseCode>" inner "</m:X></m:ResponseMessages></m:" operation     \
  "Response>"
#define FAULT(code)                                                                                \
  "<s:Fault><faultcode>t:" code "</faultcode><faultstring>no</faultstring></s:Fault>"

static const char asks_login[] = "401 WWW-Authenticate: Basic realm=\"x\"";
static const char asks_ticket[] = "401 WWW-Authenticate: Negotiate";
static const char zones[] = MESSAGE ("GetServerTimeZones", "<m:TimeZoneDefinitions/>");
static const char folder[] = MESSAGE ("GetFolder", "<m:Folders/>");
static const char reply[] =
    "<m:GetUserOofSettingsResponse><t:OofSettings><t:OofState>Disabled</t:OofState>"
    "<t:ExternalAudience>None</t:ExternalAudience></t:OofSettings></m:GetUserOofSettingsResponse>";

/* What starts with "<m:" or "<s:" is the body of a SOAP message, else status, space, header. */
static void
say (Peer *peer, const char *what)
{
  g_autofree char *body = NULL;
  g_autofree char *answer = NULL;

  if (g_str_has_prefix (what, "<s:") || g_str_has_prefix (what, "<m:"))
    body = g_strconcat (ENVELOPE, what, "</s:Body></s:Envelope>", NULL);
  if (body != NULL)
    answer = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: text/xml\r\nrequest-id: id-7\r\n"
                              "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                              what[1] == 's' ? "500 Fault" : "200 OK", strlen (body), body);
  else
    answer = g_strdup_printf ("HTTP/1.1 %.3s X\r\n%s\r\nContent-Length: 0\r\n\r\n", what, what + 4);
  peer_say (peer, answer);
}

typedef struct
{
  GString *states;
  GString *words; /* all that a person may read */
  ChecksPlan *plan;
} Seen;

static void
take_result_cb (guint index, ChecksResult *result, gpointer data)
{
  Seen *seen = data;

  if (result->state == CHECKS_RUNNING)
    return;

  g_string_append_printf (seen->states, "%s%s=%s", seen->states->len > 0 ? " " : "",
                          checks_plan_id (seen->plan, index), checks_state_names[result->state]);
  g_string_append_printf (seen->words, "%s: %s | %s | %s | %s\n",
                          checks_plan_id (seen->plan, index), result->seen, result->remedy,
                          result->detail, base_error_facts (result->error)->reason);
}

typedef struct
{
  const char *name;
  const char *certificate;
  const char *host;
  const char *test_mailbox;
  const char *answers[7];
  const char *states;
  const char *words;
  guint requests;
} Row;

static const Row rows[] = {
  { "all well",
    "good",
    "localhost",
    "ann@corp.example",
    { asks_login, asks_login, zones, reply, folder, reply },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=ok credentials=ok version=ok own=ok "
    "impersonation=ok oof=ok audience=ok",
    "Exchange Server 2019 CU12, 15.2.1118.40",
    6 },
  { "given by its address, no test mailbox",
    "good",
    "127.0.0.1",
    "",
    { asks_login, asks_login, zones, reply },
    "name=warning ports=ok reachable=ok tls=ok clock=skipped ews=ok credentials=ok version=ok "
    "own=ok impersonation=warning oof=skipped audience=ok",
    "enter a test mailbox",
    4 },
  { "wrong password, tried once",
    "good",
    "localhost",
    "ann@corp.example",
    { asks_login, asks_login, asks_login, zones },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=ok credentials=failed version=skipped "
    "own=skipped impersonation=skipped oof=skipped audience=skipped",
    "credentials-refused",
    3 },
  { "no way to log in from here",
    "good",
    "localhost",
    "ann@corp.example",
    { asks_ticket, asks_ticket, zones },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=ok credentials=failed version=skipped "
    "own=skipped impersonation=skipped oof=skipped audience=skipped",
    "no-kdc",
    2 },
  { "a web page",
    "good",
    "localhost",
    "ann@corp.example",
    { asks_login, "200 Content-Type: text/html" },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=failed credentials=skipped "
    "version=skipped own=skipped impersonation=skipped oof=skipped audience=skipped",
    "not-exchange",
    2 },
  { "a log-in page",
    "good",
    "localhost",
    "ann@corp.example",
    { asks_login, "302 Location: /owa/auth/logon.aspx" },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=failed credentials=skipped "
    "version=skipped own=skipped impersonation=skipped oof=skipped audience=skipped",
    "login-page",
    2 },
  { "closed to this program",
    "good",
    "localhost",
    "ann@corp.example",
    { asks_login, "403 X: y" },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=failed credentials=skipped "
    "version=skipped own=skipped impersonation=skipped oof=skipped audience=skipped",
    "ews-forbidden",
    2 },
  { "no log-in at all",
    "good",
    "localhost",
    "",
    { zones, zones, zones, reply },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=warning credentials=ok version=ok "
    "own=ok impersonation=warning oof=skipped audience=ok",
    "without any log-in",
    4 },
  { "an account without a mailbox is logged in all the same",
    "good",
    "localhost",
    "ann@corp.example",
    { asks_login, asks_login, FAULT ("ErrorNonExistentMailbox"), FAULT ("ErrorNonExistentMailbox"),
      folder, reply },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=ok credentials=ok version=warning "
    "own=skipped impersonation=ok oof=ok audience=ok",
    "does not say which version",
    6 },
  { "no right",
    "good",
    "localhost",
    "ann@corp.example",
    { asks_login, asks_login, zones, reply, FAULT ("ErrorImpersonateUserDenied") },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=ok credentials=ok version=ok own=ok "
    "impersonation=failed oof=skipped audience=ok",
    "impersonation-denied",
    5 },
  { "expired",
    "expired",
    "localhost",
    "ann@corp.example",
    { asks_login },
    "name=ok ports=ok reachable=ok tls=failed clock=skipped ews=skipped credentials=skipped "
    "version=skipped own=skipped impersonation=skipped oof=skipped audience=skipped",
    "tls-expired",
    0 },
  { "another name",
    "other-name",
    "localhost",
    "ann@corp.example",
    { asks_login },
    "name=ok ports=ok reachable=ok tls=failed clock=skipped ews=skipped credentials=skipped "
    "version=skipped own=skipped impersonation=skipped oof=skipped audience=skipped",
    "tls-name",
    0 },
  { "what the certificate is",
    "good",
    "localhost",
    "",
    { asks_login, asks_login, zones, reply },
    "name=ok ports=ok reachable=ok tls=ok clock=skipped ews=ok credentials=ok version=ok own=ok "
    "impersonation=warning oof=skipped audience=ok",
    "TLS 1.3; certificate by Absentia test authority, valid until 21",
    4 },
  { "nobody there",
    NULL,
    "localhost",
    "ann@corp.example",
    { NULL },
    "name=ok ports=ok reachable=failed tls=skipped clock=skipped ews=skipped credentials=skipped "
    "version=skipped own=skipped impersonation=skipped oof=skipped audience=skipped",
    "refused",
    0 },
  { "no such name",
    "good",
    "no-such-name.invalid",
    "ann@corp.example",
    { NULL },
    "name=failed ports=skipped reachable=skipped tls=skipped clock=skipped ews=skipped "
    "credentials=skipped version=skipped own=skipped impersonation=skipped oof=skipped "
    "audience=skipped",
    "name-not-found",
    0 },
};

static ExchangeProfile *
make_profile (const Row *row, const Peer *peer)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "http", "authority.pem", NULL);
  g_autofree char *server = g_strdup_printf ("%s:%u", row->host, peer->port);
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;
  ExchangeProfile draft = { .server = server,
                            .admin_upn = (char *) "svc@corp.example",
                            .test_mailbox = (char *) row->test_mailbox };

  g_file_get_contents (path, &pem, NULL, &error);
  g_assert_no_error (error);
  draft.ca_pem = pem;
  return exchange_profile_new (&draft);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (Peer) peer = peer_new (row->certificate);
  g_autoptr (ExchangeProfile) profile = make_profile (row, peer);
  g_autoptr (BaseSecret) password = base_secret_new ("hunter2", -1);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (ChecksPlan) plan = checks_plan_new ();
  g_autoptr (GString) states = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Seen seen = { states, words, plan };
  ChecksState worst;

  for (gsize i = 0; row->answers[i] != NULL; i++)
    say (peer, row->answers[i]);
  if (row->certificate == NULL)
    peer_stop (peer);
  ews_backend.add_checks (plan, profile, password);
  g_assert_true (checks_plan_run (plan, call, take_result_cb, &seen, &worst, &error));

  g_test_message ("%s\n%s", states->str, words->str);
  g_assert_cmpstr (states->str, ==, row->states);
  g_assert_nonnull (strstr (words->str, row->words));
  g_assert_null (strstr (words->str, "hunter2"));
  g_assert_null (strstr (words->str, "%s"));
  g_assert_cmpuint (peer->requests->len, ==, row->requests);
}

/* A certificate that ends in *data days. */
static HttpReply *
send_certificate_cb (BaseCall *call, const HttpServer *server, const HttpRequest *request,
                     gpointer data, GError **error)
{
  const int *days = data;
  HttpReply *answer = g_new0 (HttpReply, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  answer->status = 401;
  answer->body = g_bytes_new (NULL, 0);
  answer->tls = g_new0 (HttpTls, 1);
  answer->tls->not_after = g_date_time_add_days (now, *days);
  return answer;
}

static void
test_expiry (void)
{
  static const struct
  {
    int days;
    ChecksState state;
  } expiries[] = { { 1, CHECKS_WARNING }, { 29, CHECKS_WARNING }, { 31, CHECKS_OK } };
  const ExchangeProfile draft = { .server = (char *) "mail.corp.example" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (EwsServer) server = ews_server_new (profile, NULL, HTTP_AUTH_NONE);
  EwsChecks checks = { .server = server };

  server->send = send_certificate_cb;
  for (gsize i = 0; i < G_N_ELEMENTS (expiries); i++) {
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (ChecksResult) result = NULL;

    server->send_data = (gpointer) &expiries[i].days;
    result = ews_checks_tls (call, &checks);
    g_test_message ("%s", result->seen);
    g_assert_cmpint (result->state, ==, expiries[i].state);
  }
}

static void
test_clock (void)
{
  static const struct
  {
    gboolean has_skew;
    gint64 skew_s;
    ChecksState state;
  } skews[] = {
    { FALSE, 0, CHECKS_SKIPPED },    { TRUE, 0, CHECKS_OK },
    { TRUE, 300, CHECKS_OK },        { TRUE, -300, CHECKS_OK },
    { TRUE, 301, CHECKS_WARNING },   { TRUE, -301, CHECKS_WARNING },
    { TRUE, 86400, CHECKS_WARNING }, { TRUE, G_MAXINT64 / 2, CHECKS_WARNING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (skews); i++) {
    EwsChecks checks = { .has_skew = skews[i].has_skew, .skew_s = skews[i].skew_s };
    g_autoptr (ChecksResult) result = ews_checks_clock (NULL, &checks);

    g_test_message ("%s", result->seen);
    g_assert_cmpint (result->state, ==, skews[i].state);
    g_assert_true ((result->remedy != NULL) == (result->state == CHECKS_WARNING));
  }
}

/* The server's clock as the header Date tells it. */
static void
test_date (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 10, 21, 7, 28, 0);
  HttpReply answer = { 0 };
  gint64 skew_s = 7;

  g_assert_false (http_reply_skew_s (&answer, now, &skew_s));
  answer.date = (char *) "yesterday";
  g_assert_false (http_reply_skew_s (&answer, now, &skew_s));
  g_assert_cmpint (skew_s, ==, 7);
  answer.date = (char *) "Wed, 21 Oct 2026 07:38:00 GMT";
  g_assert_true (http_reply_skew_s (&answer, now, &skew_s));
  g_assert_cmpint (skew_s, ==, 600);
}

int
main (int argc, char **argv)
{
  g_autofree char *realms = NULL;

  g_setenv ("no_proxy", "*", TRUE);
  g_test_init (&argc, &argv, NULL);
  realms = g_test_build_filename (G_TEST_DIST, "ews", "krb5.conf", NULL);
  g_assert_true (g_setenv ("KRB5_CONFIG", realms, TRUE));
  g_assert_true (g_setenv ("GSS_MECH_CONFIG", "/dev/null", TRUE)); /* no NTLM by GSSAPI */
  g_assert_true (g_setenv ("KRB5CCNAME", "FILE:/nonexistent/cache", TRUE));
  g_test_add_func ("/ews/checks/expiry", test_expiry);
  g_test_add_func ("/ews/checks/clock", test_clock);
  g_test_add_func ("/ews/checks/date", test_date);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/ews/checks/%s", rows[i].name);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  return g_test_run ();
}
