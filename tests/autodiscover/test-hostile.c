/* test-hostile.c - servers, pages and records that lead astray: whatever they say, nobody outside
 * the domain is asked anything, and nobody at all over http
 *
 * In this world everybody answers, and everybody would take the password.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-run.h"
#include "base-error.h"
#include "world.h"

#include <string.h>

#define HOST "autodiscover.corp.example"
#define MOST_REQUESTS 120

typedef enum
{
  LEAD_302,       /* before anybody has logged in */
  LEAD_302_LATER, /* with the login */
  LEAD_SOAP,
  LEAD_POX,
  LEAD_SOAP_ADDRESS,
  LEAD_POX_ADDRESS,
  LEAD_HTTP, /* a page over http */
  LEAD_SRV,
  N_LEADS
} Lead;

static const char *const lead_names[] = { "302",          "302 later",   "SOAP", "POX",
                                          "SOAP address", "POX address", "http", "SRV" };

typedef struct
{
  Lead lead;
  const char *target;
  gboolean is_endless; /* each target is a new one */
  guint n_requests;
  guint n_logins;
} World;

static gboolean
is_ours (const char *host)
{
  return strcmp (host, "corp.example") == 0 || g_str_has_suffix (host, ".corp.example");
}

/* What the peer sees. */
static void
check_request (World *world, const HttpParallel *asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (asked->server.url, G_URI_FLAGS_NONE, &error);
  gboolean is_https;

  g_assert_no_error (error);
  is_https = strcmp (g_uri_get_scheme (uri), "https") == 0;
  world->n_requests++;
  g_assert_cmpuint (world->n_requests, <, MOST_REQUESTS);
  g_assert_true (is_ours (g_uri_get_host (uri)));
  g_assert_null (g_uri_get_userinfo (uri));
  if (asked->server.auth != HTTP_AUTH_NONE || asked->request.body != NULL)
    g_assert_true (is_https);
  if (asked->server.auth == HTTP_AUTH_NONE) {
    g_assert_null (asked->server.user);
    g_assert_null (asked->server.secret);
  } else {
    world->n_logins++;
  }
}

static char *
make_target (World *world)
{
  gboolean is_address = world->lead == LEAD_SOAP_ADDRESS || world->lead == LEAD_POX_ADDRESS;

  if (!world->is_endless)
    return g_strdup (world->target);
  return g_strdup_printf (is_address ? "a%u@corp.example" : "https://a%u.corp.example/x",
                          world->n_requests);
}

static char *
make_body (World *world, const char *target)
{
  g_autofree char *text = g_markup_escape_text (target, -1);

  switch (world->lead) {
  case LEAD_SOAP:
    return g_strdup_printf (WORLD_SOAP_TO ("RedirectUrl", "%s"), text);
  case LEAD_SOAP_ADDRESS:
    return g_strdup_printf (WORLD_SOAP_TO ("RedirectAddress", "%s"), text);
  case LEAD_POX:
    return g_strdup_printf (WORLD_POX_ACCOUNT
                            "<Action>redirectUrl</Action><RedirectUrl>%s</RedirectUrl>" //
                            WORLD_POX_TAIL,
                            text);
  case LEAD_POX_ADDRESS:
    return g_strdup_printf (WORLD_POX_ACCOUNT
                            "<Action>redirectAddr</Action><RedirectAddr>%s</RedirectAddr>" //
                            WORLD_POX_TAIL,
                            text);
  default:
    return g_strdup ("");
  }
}

static gboolean
is_leading (const World *world, const HttpParallel *asked)
{
  gboolean is_page = asked->request.body == NULL;
  gboolean is_http = g_str_has_prefix (asked->server.url, "http:");
  gboolean is_plain = g_str_has_suffix (asked->server.url, ".xml");

  if (world->lead >= LEAD_HTTP || is_http)
    return world->lead == LEAD_HTTP && is_http;
  if (world->lead == LEAD_302)
    return is_page;
  if (world->lead == LEAD_302_LATER)
    return asked->server.auth != HTTP_AUTH_NONE;
  return asked->server.auth != HTTP_AUTH_NONE &&
         is_plain == (world->lead == LEAD_POX || world->lead == LEAD_POX_ADDRESS);
}

static HttpReply *
make_reply (World *world, const HttpParallel *asked)
{
  static const char *const basic[] = { "Basic realm=\"x\"", NULL };
  HttpReply *reply = g_new0 (HttpReply, 1);
  g_autofree char *target = make_target (world);
  g_autofree char *body = NULL;
  gboolean is_first = asked->server.auth == HTTP_AUTH_NONE;

  reply->status = is_first ? 401 : 404;
  reply->challenges = g_strdupv ((char **) basic);
  if (is_leading (world, asked)) {
    body = make_body (world, target);
    reply->status = *body != '\0' ? 200 : 302;
    if (*body == '\0')
      reply->location = g_strdup (target);
  }
  reply->body = body != NULL ? g_bytes_new (body, strlen (body)) : g_bytes_new (NULL, 0);
  return reply;
}

static gboolean
send_cb (BaseCall *call, HttpParallel *parallels, guint n, const HttpPatience *patience,
         gpointer data, GError **error)
{
  World *world = data;

  for (guint i = 0; i < n; i++) {
    check_request (world, &parallels[i]);
    if (world->is_endless || strstr (parallels[i].server.url, HOST) != NULL)
      parallels[i].reply = make_reply (world, &parallels[i]);
    else
      base_error_set (&parallels[i].error, BASE_ERROR_OFFLINE, "nobody there");
  }
  return TRUE;
}

static char **
service_cb (BaseCall *call, const char *domain, gpointer data, GError **error)
{
  World *world = data;
  const char *const hosts[] = { world->lead == LEAD_SRV ? world->target : NULL, NULL };

  return g_strdupv ((char **) hosts);
}

/* Gives the reason of the failure; caller frees. */
static char *
run (World *world, guint n_confirmed)
{
  static const char *const confirmed[] = { "hosted.example", NULL };
  const AutodiscoverWorld way = { .send = send_cb, .service = service_cb, .data = world };
  g_autoptr (BaseSecret) password = base_secret_new ("hunter2", -1);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  const AutodiscoverAsk ask = { .address = "ann@corp.example",
                                .user = "ann@corp.example",
                                .password = password,
                                .confirmed = n_confirmed > 0 ? confirmed : NULL,
                                .world = &way };
  g_autoptr (AutodiscoverFound) found = autodiscover_run (call, &ask, &error);

  g_assert_null (found);
  g_assert_null (strstr (error->message, "hunter2"));
  return g_strdup (base_error_facts (error)->reason);
}

static void
check_targets (const char *const *targets, gsize n, Lead first, Lead last, const char *reasons)
{
  for (Lead lead = first; lead <= last; lead++)
    for (gsize i = 0; i < n; i++) {
      World world = { .lead = lead, .target = targets[i] };
      g_autofree char *reason = NULL;

      g_test_message ("%s: %s", lead_names[lead], targets[i]);
      reason = run (&world, 0);
      g_test_message ("%s", reason);
      g_assert_nonnull (strstr (reasons, reason));
    }
}

/* Other hosts, in all disguises. */
static void
test_strangers (void)
{
  static const char *const targets[] = {
    "https://evil.example/autodiscover/autodiscover.xml",
    "https://corp.example.evil.example/",
    "https://notcorp.example/",
    "https://corp.example./",
    "https://10.0.0.5/",
    "https://[::1]/",
    "https://2130706433/",
    "HTTPS://EVIL.EXAMPLE:443/",
    "https://evil.example:8443/x",
    "https://evil.example#.corp.example/",
    "https://evil.example?.corp.example/",
    "https://hosted.example/",
    "https://ev\xd1\x96l.example/",
  };

  check_targets (targets, G_N_ELEMENTS (targets), LEAD_302, LEAD_POX, "autodiscover-unconfirmed");
  check_targets (targets, G_N_ELEMENTS (targets), LEAD_HTTP, LEAD_HTTP, "autodiscover-unconfirmed");
}

/* What is no address to be asked at all. */
static void
test_rubbish (void)
{
  static const char *const targets[] = {
    "",
    " ",
    "https://",
    "https:///x",
    "https://:443/",
    "https://ann:secret@evil.example/",
    "https://corp.example@evil.example/",
    "https://autodiscover.corp.example:443@evil.example/",
    "https://ann@autodiscover.corp.example/",
    "https://evil.example\\.corp.example/",
    "https://evil.example%2f.corp.example/",
    "https://evil.example%00.corp.example/",
    "http://autodiscover.corp.example/autodiscover/autodiscover.xml",
    "http://evil.example/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ldap://autodiscover.corp.example/",
    "data:text/html,x",
  };

  check_targets (targets, G_N_ELEMENTS (targets), LEAD_302, LEAD_POX,
                 "autodiscover-nothing autodiscover-circle");
  check_targets (targets, G_N_ELEMENTS (targets), LEAD_HTTP, LEAD_HTTP,
                 "autodiscover-nothing autodiscover-circle");
}

static void
test_addresses (void)
{
  static const char *const strangers[] = { "ann@evil.example", "ann@corp.example.evil.example",
                                           "ann@evil.example@evil.example", "x@hosted.example" };
  static const char *const rubbish[] = { "",
                                         "ann",
                                         "ann@",
                                         "@corp.example",
                                         "ann@corp.example",
                                         "ANN@CORP.example",
                                         "ann@10.0.0.5/x",
                                         "ann@[::1]",
                                         "ann@evil.example/x",
                                         "ann@evil.example:443" };

  check_targets (strangers, G_N_ELEMENTS (strangers), LEAD_SOAP_ADDRESS, LEAD_POX_ADDRESS,
                 "autodiscover-unconfirmed autodiscover-circle");
  check_targets (rubbish, G_N_ELEMENTS (rubbish), LEAD_SOAP_ADDRESS, LEAD_POX_ADDRESS,
                 "autodiscover-circle autodiscover-nothing");
}

static void
test_records (void)
{
  static const char *const targets[] = {
    "evil.example",   "corp.example.evil.example", "10.0.0.5", "a b", "evil.example/corp.example",
    "x@evil.example", "evil.example#.corp.example"
  };

  check_targets (targets, G_N_ELEMENTS (targets), LEAD_SRV, LEAD_SRV,
                 "autodiscover-unconfirmed autodiscover-nothing");
}

/* Who is confirmed is that host, and not those below it. */
static void
test_confirmed_is_one (void)
{
  static const char *const targets[] = { "https://evil.hosted.example/",
                                         "https://xhosted.example/" };

  for (Lead lead = LEAD_302; lead <= LEAD_POX; lead++)
    for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
      World world = { .lead = lead, .target = targets[i] };
      g_autofree char *reason = run (&world, 1);

      g_assert_cmpstr (reason, ==, "autodiscover-unconfirmed");
    }
}

/* Ten thousand redirects, and no two the same: ten are followed. */
static void
test_endless (void)
{
  for (Lead lead = LEAD_302; lead <= LEAD_POX_ADDRESS; lead++) {
    World world = { .lead = lead, .is_endless = TRUE };
    g_autofree char *reason = NULL;

    g_test_message ("%s", lead_names[lead]);
    reason = run (&world, 0);
    g_assert_cmpstr (reason, ==, "autodiscover-circle");
    g_test_message ("%u requests, %u with the password", world.n_requests, world.n_logins);
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("KRB5CCNAME", "FILE:/nonexistent/ticket", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autodiscover/hostile/strangers", test_strangers);
  g_test_add_func ("/autodiscover/hostile/rubbish", test_rubbish);
  g_test_add_func ("/autodiscover/hostile/addresses", test_addresses);
  g_test_add_func ("/autodiscover/hostile/records", test_records);
  g_test_add_func ("/autodiscover/hostile/confirmed-is-one", test_confirmed_is_one);
  g_test_add_func ("/autodiscover/hostile/endless", test_endless);
  return g_test_run ();
}
