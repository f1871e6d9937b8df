/* session-bench.c - what a mailbox costs on this program's own way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-bench.h"

#include "base-error.h"
#include "delivery-line.h"
#include "ews-backend.h"
#include "ews-server.h"
#include "graph-backend.h"
#include "graph-server.h"
#include "session-bulk.h"
#include "session-folder.h"
#include "session-org-private.h"
#include "session-pool.h"
#include "store-throttle.h"

#include <glib/gi18n-lib.h>

#define NOBODY "bench@contoso.example"
#define AT_ONCE 20
#define MOST_TRIES 40 /* of mailboxes that a busy server refused in a batch */
#define AWAY_DAYS 14

const char *const session_bench_op_names[] = { [SESSION_BENCH_EWS_GET] = "ews-get",
                                               [SESSION_BENCH_EWS_SET] = "ews-set",
                                               [SESSION_BENCH_GRAPH_GET] = "graph-get",
                                               [SESSION_BENCH_GRAPH_PATCH] = "graph-patch",
                                               [SESSION_BENCH_GRAPH_BATCH_GET] = "graph-batch-get",
                                               [SESSION_BENCH_GRAPH_BATCH_PATCH] =
                                                   "graph-batch-patch",
                                               NULL };

static const struct
{
  gboolean is_graph;
  gboolean is_batch;
  gboolean is_change;
} kinds[] = { [SESSION_BENCH_EWS_GET] = { FALSE, FALSE, FALSE },
              [SESSION_BENCH_EWS_SET] = { FALSE, FALSE, TRUE },
              [SESSION_BENCH_GRAPH_GET] = { TRUE, FALSE, FALSE },
              [SESSION_BENCH_GRAPH_PATCH] = { TRUE, FALSE, TRUE },
              [SESSION_BENCH_GRAPH_BATCH_GET] = { TRUE, TRUE, FALSE },
              [SESSION_BENCH_GRAPH_BATCH_PATCH] = { TRUE, TRUE, TRUE } };

typedef struct
{
  const SessionBenchOrder *order;
  GCancellable *cancellable;
  ExchangeBackend *backend; /* the organisation's */
  OofState *wanted;
  GMutex lock; /* what follows */
  GCond ended;
  guint next;
  guint workers;
  SessionBenchResult *result;
} Bench;

static gboolean
check_place (const char *url, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "not-loopback" };
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if ((g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0) &&
      (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0) &&
      g_uri_get_port (uri) > 0 && g_uri_get_userinfo (uri) == NULL &&
      g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL &&
      *g_uri_get_path (uri) == '\0')
    return TRUE;

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s",
                        _ ("Only a server on this computer is measured: give a URL such as "
                           "http://127.0.0.1:8080."));
  return FALSE;
}

static HttpReply *
send_to_loopback (BaseCall *call, const HttpServer *server, const HttpRequest *request,
                  gpointer data, GError **error)
{
  HttpRequest here = *request;

  here.flags |= HTTP_ALLOW_PLAIN_LOOPBACK;
  return http_send (call, server, &here, error);
}

static ExchangeBackend *
open_ews (const ExchangeProfile *profile, BaseSecret *password)
{
  EwsServer *server = ews_server_new (profile, password, HTTP_AUTH_BASIC);

  server->head.ops = &ews_backend;
  server->send = send_to_loopback;
  return &server->head;
}

static BaseSecret *
get_token (BaseCall *call, gpointer data, GError **error)
{
  return base_secret_ref (data);
}

static void
refuse_token (BaseSecret *token, gpointer data)
{
}

static void
unref_token (gpointer data)
{
  base_secret_unref (data);
}

static ExchangeBackend *
open_graph (const ExchangeProfile *profile, const char *url, BaseSecret *password,
            const ExchangeBackendOps *ops)
{
  const GraphTokens tokens = { .get = get_token,
                               .refuse = refuse_token,
                               .data = base_secret_ref (password),
                               .destroy = unref_token };
  GraphServer *server = graph_server_new (profile, url, &tokens);

  server->head.ops = ops;
  server->send = send_to_loopback;
  return &server->head;
}

/* ops: what lives as long as the backend. */
static ExchangeBackend *
open_backend (const SessionBenchOrder *order, const ExchangeProfile *profile, BaseSecret *password,
              const ExchangeBackendOps *ops, DeliveryGate *gate)
{
  return delivery_line_new (kinds[order->op].is_graph
                                ? open_graph (profile, order->url, password, ops)
                                : open_ews (profile, password),
                            gate);
}

/* As it is in a later run, when it is known that the server takes so many and no more: opening up,
 * which batches do one at a time, is what the throttle's tests are about. */
static DeliveryGate *
open_gate (const SessionBenchOrder *order, StoreDb *db, GError **error)
{
  const BaseClock *clock = base_clock_system ();
  const StoreThrottle learnt = { .at_once = order->jobs,
                                 .was_refused = TRUE,
                                 .at_us = clock->now_us (clock->data) };
  DeliveryGate *gate;

  if (!store_throttle_keep (db, order->url, NOBODY, &learnt, error))
    return NULL;
  gate = delivery_gate_new (order->jobs);
  delivery_gate_remember (gate, db, order->url, NOBODY, clock);
  return gate;
}

static ExchangeProfile *
make_profile (const SessionBenchOrder *order)
{
  g_autofree char *ews_url = g_strconcat (order->url, "/EWS/Exchange.asmx", NULL);

  return exchange_profile_new (&(ExchangeProfile){ .name = (char *) "bench",
                                                   .ews_url = ews_url,
                                                   .ca_pem = (char *) order->ca_pem,
                                                   .auth = EXCHANGE_AUTH_BASIC,
                                                   .version = EXCHANGE_VERSION_2016,
                                                   .admin_upn = (char *) NOBODY,
                                                   .jobs = order->jobs });
}

static OofState *
make_wanted (const char *html)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GDateTime) until = g_date_time_add_days (now, AWAY_DAYS);

  return oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, now, until, html, html);
}

static char *
name_mailbox (guint number)
{
  return g_strdup_printf ("user%07u@contoso.example", number);
}

/* With the lock held. */
static void
count (Bench *self, const GError *problem)
{
  self->result->ok += problem == NULL;
  self->result->failed += problem != NULL;
  if (problem != NULL && self->result->problem == NULL)
    self->result->problem = g_error_copy (problem);
}

/* How many of the mailboxes are to be done next, from ret_first on; 0: none is left. */
static guint
take (Bench *self, guint *ret_first)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint most = kinds[self->order->op].is_batch ? AT_ONCE : 1;
  guint n = MIN (most, self->order->count - self->next);

  if (g_cancellable_is_cancelled (self->cancellable))
    return 0;
  *ret_first = self->next;
  self->next += n;
  return n;
}

/* Once. Those that the server was too busy for come to the front of names, unless it is the last
 * time: how many they are. The others are counted. */
static guint
write_at_once (Bench *self, BaseCall *call, const char **names, guint n, gboolean is_last)
{
  g_autoptr (GError) problem = NULL;
  ExchangeItem items[AT_ONCE] = { { NULL } };
  guint left = 0;

  for (guint i = 0; i < n; i++)
    items[i] = (ExchangeItem){ .mailbox = names[i], .wanted = self->wanted };
  if (n > 1)
    self->backend->ops->set_many (self->backend, call, items, n, &problem);
  else
    self->backend->ops->set_oof (self->backend, call, items->mailbox, items->wanted,
                                 &items->reading.request_id, &items->error);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < n; i++) {
    gboolean is_refused = n > 1 && problem == NULL && items[i].error != NULL &&
                          base_error_verdict (items[i].error) == BASE_VERDICT_WAIT;

    if (is_refused && !is_last)
      names[left++] = names[i];
    else
      count (self, problem != NULL ? problem : items[i].error);
    exchange_item_clear (&items[i]);
  }
  g_mutex_unlock (&self->lock);
  return left;
}

static void
write_some (BaseLocals *locals, gpointer data)
{
  Bench *self = data;
  guint first, n;

  while ((n = take (self, &first)) > 0) {
    g_autoptr (BaseCall) call = base_call_new (locals, self->cancellable, 0);
    g_auto (GStrv) names = g_new0 (char *, n + 1);
    const char *left[AT_ONCE];

    for (guint i = 0; i < n; i++)
      left[i] = names[i] = name_mailbox (first + i);
    for (guint tries = 1; n > 0; tries++)
      n = write_at_once (self, call, left, n, tries == MOST_TRIES);
  }

  g_mutex_lock (&self->lock);
  self->workers--;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->lock);
}

static gboolean
write_all (Bench *self, SessionOrg *org, GError **error)
{
  self->workers = session_org_jobs (org);
  for (guint i = self->workers; i > 0; i--)
    session_pool_push (session_org_pool (org), SESSION_LANE_BULK, write_some, self);

  g_mutex_lock (&self->lock);
  while (self->workers > 0)
    g_cond_wait (&self->ended, &self->lock);
  g_mutex_unlock (&self->lock);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static char *
next_cb (gpointer data)
{
  Bench *self = data;

  return self->next < self->order->count ? name_mailbox (self->next++) : NULL;
}

static gboolean
each_cb (const SessionOutcome *outcome, gpointer data)
{
  count (data, outcome->error);
  return TRUE;
}

/* What is there is written again: that is the same work, and a server without a memory of its own
 * reads back as one with. */
static OofState *
decide_cb (BaseCall *call, const SessionBulkRead *read, gpointer data, char **ret_why,
           GError **error)
{
  return oof_state_ref (read->before);
}

static gboolean
run_bulk (Bench *self, SessionOrg *org, GError **error)
{
  gboolean is_change = kinds[self->order->op].is_change;
  const SessionBulkOrder order = { .verb = is_change ? SESSION_VERB_SET : SESSION_VERB_SHOW,
                                   .decide = is_change ? decide_cb : NULL,
                                   .why = "bench",
                                   .next = next_cb,
                                   .each = each_cb,
                                   .data = self };
  SessionBulkSummary summary;

  return session_bulk_run (org, self->cancellable, &order, &summary, error);
}

static gboolean
measure (const SessionBenchOrder *order, GCancellable *cancellable, const char *folder,
         SessionBenchResult *ret, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "absentia.db", NULL);
  g_autoptr (StoreDb) db = store_db_open (path, error);
  g_autoptr (DeliveryGate) gate = db != NULL ? open_gate (order, db, error) : NULL;
  g_autoptr (ExchangeProfile) profile = make_profile (order);
  g_autoptr (BaseSecret) password = base_secret_new ("bench", -1);
  g_autoptr (OofState) wanted = make_wanted (order->html);
  ExchangeBackendOps ops = graph_backend;
  Bench bench = { .order = order, .cancellable = cancellable, .wanted = wanted, .result = ret };
  SessionOrg *org;
  gboolean is_done;
  gint64 begin_us;

  if (gate == NULL)
    return FALSE;
  if (!kinds[order->op].is_batch)
    ops.most_many = 0;
  bench.backend = open_backend (order, profile, password, &ops, gate);
  org = session_org_new (bench.backend, db, profile, password);
  g_mutex_init (&bench.lock);
  g_cond_init (&bench.ended);

  begin_us = g_get_monotonic_time ();
  is_done = kinds[order->op].is_change && order->extent == SESSION_BENCH_REQUEST
                ? write_all (&bench, org, error)
                : run_bulk (&bench, org, error);
  ret->elapsed_s = (double) (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC;

  session_org_finish (org);
  g_cond_clear (&bench.ended);
  g_mutex_clear (&bench.lock);
  return is_done;
}

gboolean
session_bench_run (const SessionBenchOrder *order, GCancellable *cancellable,
                   SessionBenchResult *ret, GError **error)
{
  g_autoptr (GCancellable) ours =
      cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  g_autofree char *folder = NULL;
  gboolean is_done;

  *ret = (SessionBenchResult){ 0 };
  if (!check_place (order->url, error))
    return FALSE;
  folder = g_dir_make_tmp ("absentia-bench-XXXXXX", error);
  if (folder == NULL)
    return FALSE;

  is_done = measure (order, ours, folder, ret, error);
  session_folder_remove (folder);
  return is_done;
}
