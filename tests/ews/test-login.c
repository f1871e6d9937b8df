/* test-login.c - a ticket that is refused gives way to the password, once, and only where it may
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "ews-zones.h"
#include "http-auth.h"

#include <string.h>

#define ALL_WAYS ((1u << HTTP_AUTH_NEGOTIATE) | (1u << HTTP_AUTH_BASIC))

static const char zones[] =
    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
    "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><s:Body>"
    "<m:GetServerTimeZonesResponse><m:ResponseMessages>"
    "<m:GetServerTimeZonesResponseMessage ResponseClass=\"Success\">"
    "<m:ResponseCode>NoError</m:ResponseCode><m:TimeZoneDefinitions/>"
    "</m:GetServerTimeZonesResponseMessage></m:ResponseMessages></m:GetServerTimeZonesResponse>"
    "</s:Body></s:Envelope>";

/* A server that takes one way to log in, and counts what is tried. */
typedef struct
{
  HttpAuth accepted;
  gboolean has_no_ticket; /* Negotiate does not even get as far as the server */
  guint tried[HTTP_AUTH_BEARER + 1];
} Fake;

static HttpReply *
send_fake (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
           GError **error)
{
  static const BaseErrorFacts no_ticket = { .reason = "no-ticket" };
  Fake *fake = data;
  gboolean is_in = server->auth == fake->accepted;
  HttpReply *reply;

  fake->tried[server->auth]++;
  if (server->auth == HTTP_AUTH_NEGOTIATE && fake->has_no_ticket) {
    base_error_set_facts (error, BASE_ERROR_AUTH, &no_ticket, "no ticket");
    return NULL;
  }

  reply = g_new0 (HttpReply, 1);
  reply->status = is_in ? 200 : 401;
  reply->challenges = g_new0 (char *, 1);
  reply->body = is_in ? g_bytes_new_static (zones, strlen (zones)) : g_bytes_new (NULL, 0);
  return reply;
}

static gboolean
log_in (Fake *fake, ExchangeAuth auth, const char *password, GError **error)
{
  const ExchangeProfile draft = { .server = (char *) "mail.corp.example",
                                  .admin_upn = (char *) "svc@corp.example",
                                  .auth = auth };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (BaseSecret) secret = password != NULL ? base_secret_new (password, -1) : NULL;
  g_autoptr (EwsServer) server = ews_server_new (profile, secret, HTTP_AUTH_NEGOTIATE);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  gboolean is_in;

  server->offered = ALL_WAYS;
  server->send = send_fake;
  server->send_data = fake;
  is_in = ews_zones_probe (call, server, NULL, error);
  /* What was learnt stays learnt. */
  if (is_in)
    g_assert_true (ews_zones_probe (call, server, NULL, NULL));
  return is_in;
}

static void
test_gives_way (void)
{
  Fake refused = { .accepted = HTTP_AUTH_BASIC };
  Fake missing = { .accepted = HTTP_AUTH_BASIC, .has_no_ticket = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (log_in (&refused, EXCHANGE_AUTH_AUTO, "hunter2", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (refused.tried[HTTP_AUTH_NEGOTIATE], ==, 1);
  g_assert_cmpuint (refused.tried[HTTP_AUTH_BASIC], ==, 2);
  g_assert_true (log_in (&missing, EXCHANGE_AUTH_AUTO, "hunter2", &error));
  g_assert_no_error (error);
}

/* The password is tried once even so. */
static void
test_wrong_password (void)
{
  Fake fake = { .accepted = HTTP_AUTH_NONE };
  g_autoptr (GError) error = NULL;

  g_assert_false (log_in (&fake, EXCHANGE_AUTH_AUTO, "wrong", &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpuint (fake.tried[HTTP_AUTH_NEGOTIATE], ==, 1);
  g_assert_cmpuint (fake.tried[HTTP_AUTH_BASIC], ==, 1);
}

static void
test_insisted (void)
{
  Fake fake = { .accepted = HTTP_AUTH_BASIC };
  g_autoptr (GError) error = NULL;

  g_assert_false (log_in (&fake, EXCHANGE_AUTH_NEGOTIATE, "hunter2", &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpuint (fake.tried[HTTP_AUTH_BASIC], ==, 0);
}

static void
test_nothing_else (void)
{
  Fake fake = { .accepted = HTTP_AUTH_BASIC };
  g_autoptr (GError) error = NULL;

  g_assert_false (log_in (&fake, EXCHANGE_AUTH_AUTO, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpuint (fake.tried[HTTP_AUTH_BASIC], ==, 0);
}

static void
test_accepted (void)
{
  Fake fake = { .accepted = HTTP_AUTH_NEGOTIATE };
  g_autoptr (GError) error = NULL;

  g_assert_true (log_in (&fake, EXCHANGE_AUTH_AUTO, "hunter2", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fake.tried[HTTP_AUTH_NEGOTIATE], ==, 2);
  g_assert_cmpuint (fake.tried[HTTP_AUTH_BASIC], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ews/login/gives-way", test_gives_way);
  g_test_add_func ("/ews/login/wrong-password", test_wrong_password);
  g_test_add_func ("/ews/login/insisted", test_insisted);
  g_test_add_func ("/ews/login/nothing-else", test_nothing_else);
  g_test_add_func ("/ews/login/accepted", test_accepted);
  return g_test_run ();
}
