/* test-run.c - the whole chain against a world of canned answers: every branch, and what hostile
 * servers try
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-run.h"
#include "base-error.h"

#include <string.h>

#define SOAP_HEAD                                                                                  \
  "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"                       \
  "<GetUserSettingsResponseMessage "                                                               \
  "xmlns='http://schemas.microsoft.com/exchange/2010/Autodiscover'><Response>"                     \
  "<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse>"
#define SOAP_TAIL                                                                                  \
  "</UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body>"           \
  "</s:Envelope>"
#define SOAP_FOUND                                                                                 \
  SOAP_HEAD "<ErrorCode>NoError</ErrorCode><UserSettings>"                                         \
            "<UserSetting><Name>ExternalEwsUrl</Name><Value>https://out.corp.example/EWS</Value>"  \
            "</UserSetting><UserSetting><Name>InternalEwsUrl</Name>"                               \
            "<Value>https://ex1.corp.example/EWS/Exchange.asmx</Value></UserSetting>"              \
            "<UserSetting><Name>CasVersion</Name><Value>15.1.2507.6</Value></UserSetting>"         \
            "</UserSettings>" SOAP_TAIL
#define SOAP_CLOUD                                                                                 \
  SOAP_HEAD "<ErrorCode>NoError</ErrorCode><UserSettings><UserSetting><Name>ExternalEwsUrl</Name>" \
            "<Value>https://outlook.office365.com/EWS/Exchange.asmx</Value></UserSetting>"         \
            "</UserSettings>" SOAP_TAIL
#define SOAP_TO(code, target)                                                                      \
  SOAP_HEAD "<ErrorCode>" code "</ErrorCode><ErrorMessage>go on</ErrorMessage>"                    \
            "<RedirectTarget>" target "</RedirectTarget>" SOAP_TAIL
#define POX_HEAD                                                                                   \
  "<Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'>"  \
  "<Response xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/"    \
  "2006a'><Account><AccountType>email</AccountType>"
#define POX_TAIL "</Account></Response></Autodiscover>"
#define POX_FOUND                                                                                  \
  POX_HEAD "<Action>settings</Action><Protocol><Type>EXPR</Type>"                                  \
           "<EwsUrl>https://out.corp.example/EWS</EwsUrl></Protocol><Protocol><Type>EXCH</Type>"   \
           "<EwsUrl>https://ex2.corp.example/EWS/Exchange.asmx</EwsUrl></Protocol>" POX_TAIL
#define PAGE "<html><body>Shop</body></html>"

#define BARE "https://corp.example/autodiscover/autodiscover.svc"
#define HOST "https://autodiscover.corp.example/autodiscover/autodiscover.svc"
#define HOST_POX "https://autodiscover.corp.example/autodiscover/autodiscover.xml"
#define HTTP "http://autodiscover.corp.example/autodiscover/autodiscover.xml"

/* What answers at url: status to a question without a login, body to one with the right login (no
 * challenge: to everybody). */
typedef struct
{
  const char *url;
  int status;            /* 401: wants a login */
  const char *challenge; /* of a 401 */
  const char *location;
  const char *body;
  int after_login;     /* 401: refuses; 0: 200 */
  gboolean shows_page; /* a GET gets 200, the question 401 */
} Service;

typedef struct
{
  const char *name;
  Service services[6];
  const char *srv;
  const char *service_points[4];
  const char *confirmed[2];
  const char *ews_url; /* NULL: fails … */
  const char *reason;  /* … so */
  const char *host;    /* … with this host in its facts */
  guint n_logins;      /* requests that carried the password */
} Case;

typedef struct
{
  const Case *row;
  guint n_logins;
  guint n_requests;
  GString *trail;
} World;

#define BASIC "Basic realm=\"x\""

static const Case cases[] = {
  { .name = "host",
    .services = { { HOST, 401, BASIC, NULL, SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "Exchange shows a page first",
    .services = { { HOST, 401, BASIC, NULL, SOAP_FOUND, .shows_page = TRUE } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "bare domain before host",
    .services = { { BARE, 401, BASIC, NULL, SOAP_FOUND }, { HOST, 401, BASIC, NULL, SOAP_CLOUD } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "a shop on the bare domain",
    .services = { { BARE, 200, NULL, NULL, PAGE }, { HOST, 401, BASIC, NULL, SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "plain XML where SOAP is not",
    .services = { { HOST, 401, BASIC, NULL, PAGE }, { HOST_POX, 401, BASIC, NULL, POX_FOUND } },
    .ews_url = "https://ex2.corp.example/EWS/Exchange.asmx",
    .n_logins = 2 },
  { .name = "service point",
    .services = { { "https://mail.other.example:8443/autodiscover/autodiscover.svc", 401, BASIC,
                    NULL, SOAP_FOUND },
                  { HOST, 401, BASIC, NULL, SOAP_CLOUD } },
    .service_points = { "http://plain.corp.example/", "not a URL",
                        "https://mail.other.example:8443/Autodiscover/Autodiscover.xml" },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "redirect over http, inside",
    .services = { { HTTP, 302, NULL, "https://mail.corp.example/autodiscover/autodiscover.xml",
                    NULL },
                  { "https://mail.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "redirect over http to a stranger",
    .services = { { HTTP, 302, NULL, "https://evil.example/autodiscover/autodiscover.xml", NULL },
                  { "https://evil.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .reason = "autodiscover-unconfirmed",
    .host = "evil.example" },
  { .name = "the same, confirmed",
    .services = { { HTTP, 302, NULL, "https://hosted.example/autodiscover/autodiscover.xml", NULL },
                  { "https://hosted.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .confirmed = { "Hosted.Example" },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "redirect to http",
    .services = { { HTTP, 302, NULL, "http://corp.example/", NULL } },
    .reason = "autodiscover-nothing",
    .host = "corp.example" },
  { .name = "SRV inside",
    .services = { { "https://mail.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .srv = "mail.corp.example",
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "SRV to a stranger",
    .srv = "corp.example.evil.example",
    .reason = "autodiscover-unconfirmed",
    .host = "corp.example.evil.example" },
  { .name = "the server sends to a stranger",
    .services = { { HOST, 401, BASIC, NULL,
                    SOAP_TO ("RedirectUrl", "https://evilcorp.example/autodiscover/x") } },
    .reason = "autodiscover-unconfirmed",
    .host = "evilcorp.example",
    .n_logins = 1 },
  { .name = "a redirect that carries a user name",
    .services = { { HOST, 302, NULL, "https://a:b@corp.example/", NULL } },
    .reason = "autodiscover-nothing" },
  { .name = "URLs in a circle",
    .services = { { BARE, 302, NULL, HOST, NULL }, { HOST, 302, NULL, BARE, NULL } },
    .reason = "autodiscover-circle" },
  { .name = "addresses in a circle",
    .services = { { HOST, 401, BASIC, NULL, SOAP_TO ("RedirectAddress", "ann@corp.example") } },
    .reason = "autodiscover-circle",
    .n_logins = 1 },
  { .name = "another address",
    .services = { { HOST, 401, BASIC, NULL, SOAP_TO ("RedirectAddress", "ann@sub.corp.example") },
                  { "https://autodiscover.sub.corp.example/autodiscover/autodiscover.svc", 401,
                    BASIC, NULL, SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 2 },
  { .name = "moved to the cloud, by address",
    .services = { { HOST, 401, BASIC, NULL,
                    SOAP_TO ("RedirectAddress", "ann@corp.mail.onmicrosoft.com") } },
    .reason = "autodiscover-cloud",
    .n_logins = 1 },
  { .name = "in the cloud, by the web service",
    .services = { { HOST, 401, BASIC, NULL, SOAP_CLOUD } },
    .reason = "autodiscover-cloud",
    .n_logins = 1 },
  { .name = "in the cloud, by a redirect",
    .services = { { HTTP, 302, NULL, "https://autodiscover-s.outlook.com/autodiscover/x", NULL } },
    .reason = "autodiscover-cloud" },
  { .name = "refused twice, and no third time",
    .services = { { BARE, 401, BASIC, NULL, NULL, 401 },
                  { HOST, 401, BASIC, NULL, NULL, 401 },
                  { "https://mail.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .srv = "mail.corp.example",
    .reason = "credentials-refused",
    .n_logins = 2 },
  { .name = "no way to log in",
    .services = { { HOST, 401, "Digest realm=\"x\"", NULL, SOAP_FOUND } },
    .reason = "no-method" },
  { .name = "a document type",
    .services = { { HOST, 401, BASIC, NULL, "<!DOCTYPE x [<!ENTITY a 'b'>]>" SOAP_FOUND },
                  { HOST_POX, 401, BASIC, NULL, "<!DOCTYPE x [<!ENTITY a 'b'>]>" POX_FOUND } },
    .reason = "autodiscover-nothing",
    .n_logins = 2 },
  { .name = "nobody", .reason = "autodiscover-nothing", .host = "corp.example" },
};

static const Service *
find_service (const Case *row, const char *url)
{
  for (gsize i = 0; i < G_N_ELEMENTS (row->services) && row->services[i].url != NULL; i++)
    if (strcmp (row->services[i].url, url) == 0)
      return &row->services[i];
  return NULL;
}

static HttpReply *
make_reply (const Service *service, const HttpParallel *parallel)
{
  HttpReply *reply = g_new0 (HttpReply, 1);
  gboolean has_login = parallel->server.auth != HTTP_AUTH_NONE;
  gboolean is_page = service->shows_page && parallel->request.body == NULL;
  const char *const challenges[] = { service->challenge, NULL };
  const char *body = "";

  reply->status = is_page ? 200 : service->status;
  if (service->status == 401 && has_login)
    reply->status = service->after_login != 0 ? service->after_login : 200;
  if (reply->status == 200 && service->body != NULL && !is_page)
    body = service->body;
  reply->body = g_bytes_new (body, strlen (body));
  reply->challenges = g_strdupv ((char **) challenges);
  reply->location = g_strdup (service->location);
  return reply;
}

static gboolean
send_cb (BaseCall *call, HttpParallel *parallels, guint n, const HttpPatience *patience,
         gpointer data, GError **error)
{
  World *world = data;

  for (guint i = 0; i < n; i++) {
    HttpParallel *p = &parallels[i];
    const Service *service = find_service (world->row, p->server.url);
    gboolean is_plain = g_str_has_prefix (p->server.url, "http://");

    world->n_requests++;
    if (p->server.auth != HTTP_AUTH_NONE) {
      g_assert_false (is_plain);
      world->n_logins++;
    }
    if (service != NULL)
      p->reply = make_reply (service, p);
    else
      base_error_set (&p->error, BASE_ERROR_OFFLINE, "nobody there");
  }
  return base_call_check (call, error);
}

static char **
service_cb (BaseCall *call, const char *domain, gpointer data, GError **error)
{
  World *world = data;
  const char *const hosts[] = { world->row->srv, NULL };

  return g_strdupv ((char **) hosts);
}

static void
report_cb (const AutodiscoverStep *step, gpointer data)
{
  World *world = data;

  g_string_append_printf (world->trail, "%s %s %s %s%s\n", autodiscover_way_names[step->way],
                          step->url, autodiscover_end_names[step->end], step->words,
                          step->reason != NULL ? step->reason : "");
}

static void
test_chain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    World world = { .row = &cases[i], .trail = g_string_new (NULL) };
    const AutodiscoverWorld way = { .send = send_cb, .service = service_cb, .data = &world };
    g_autoptr (BaseSecret) password = base_secret_new ("hunter2", -1);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (GError) error = NULL;
    const AutodiscoverAsk ask = { .address = "ann@corp.example",
                                  .user = "ann@corp.example",
                                  .password = password,
                                  .service_points = cases[i].service_points,
                                  .confirmed = cases[i].confirmed,
                                  .world = &way,
                                  .report = report_cb,
                                  .report_data = &world };
    g_autoptr (AutodiscoverFound) found = autodiscover_run (call, &ask, &error);

    g_test_message ("%s\n%s", cases[i].name, world.trail->str);
    g_assert_cmpstr (found != NULL ? found->ews_url : NULL, ==, cases[i].ews_url);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, cases[i].reason);
    if (cases[i].host != NULL)
      g_assert_cmpstr (base_error_facts (error)->host, ==, cases[i].host);
    g_assert_cmpuint (world.n_logins, ==, cases[i].n_logins);
    g_assert_cmpuint (world.n_requests, <, 30);
    g_assert_null (strstr (world.trail->str, "hunter2"));
    g_string_free (world.trail, TRUE);
  }
}

/* Every answer names a new address: an end comes all the same. */
static gboolean
endless_cb (BaseCall *call, HttpParallel *parallels, guint n, const HttpPatience *patience,
            gpointer data, GError **error)
{
  guint *count = data;

  for (guint i = 0; i < n; i++) {
    g_autofree char *body =
        g_strdup_printf (SOAP_TO ("RedirectAddress", "a%u@corp.example"), ++*count);

    parallels[i].reply = g_new0 (HttpReply, 1);
    parallels[i].reply->status = 200;
    parallels[i].reply->body = g_bytes_new (body, strlen (body));
    parallels[i].reply->challenges = g_new0 (char *, 1);
  }
  return TRUE;
}

static char **
no_service_cb (BaseCall *call, const char *domain, gpointer data, GError **error)
{
  return g_new0 (char *, 1);
}

static void
test_endless (void)
{
  guint count = 0;
  const AutodiscoverWorld way = { .send = endless_cb, .service = no_service_cb, .data = &count };
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  const AutodiscoverAsk ask = { .address = "ann@corp.example",
                                .user = "ann@corp.example",
                                .world = &way };

  g_assert_null (autodiscover_run (call, &ask, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "autodiscover-circle");
  g_assert_cmpuint (count, <, 100);
}

static void
test_bad_address (void)
{
  static const char *const addresses[] = { "", "ann", "ann@", "ann@corp example", "ann@[::1]" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (GError) error = NULL;
    const AutodiscoverAsk ask = { .address = addresses[i] };

    g_test_message ("%s", addresses[i]);
    g_assert_null (autodiscover_run (call, &ask, &error));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "bad-address");
  }
}

static void
test_cancelled (void)
{
  World world = { .row = &cases[0], .trail = g_string_new (NULL) };
  const AutodiscoverWorld way = { .send = send_cb, .service = service_cb, .data = &world };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
  g_autoptr (GError) error = NULL;
  const AutodiscoverAsk ask = { .address = "ann@corp.example", .world = &way };

  g_cancellable_cancel (cancellable);
  g_assert_null (autodiscover_run (call, &ask, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (world.n_requests, ==, 0);
  g_string_free (world.trail, TRUE);
}

int
main (int argc, char **argv)
{
  g_setenv ("KRB5CCNAME", "FILE:/nonexistent/ticket", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autodiscover/run/chain", test_chain);
  g_test_add_func ("/autodiscover/run/endless", test_endless);
  g_test_add_func ("/autodiscover/run/bad-address", test_bad_address);
  g_test_add_func ("/autodiscover/run/cancelled", test_cancelled);
  return g_test_run ();
}
