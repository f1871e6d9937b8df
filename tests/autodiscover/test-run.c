/* test-run.c - the whole chain against a world of canned answers: every branch, and what hostile
 * servers try
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-run.h"
#include "base-error.h"
#include "run-cases.h"

#include <string.h>

typedef struct
{
  const Case *row;
  guint n_logins;
  guint n_requests;
  GString *trail;
} World;

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
    if (n > 1 && service != NULL && service->is_silent)
      continue;
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
                                  .auth = cases[i].auth,
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
        g_strdup_printf (WORLD_SOAP_TO ("RedirectAddress", "a%u@corp.example"), ++*count);

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
