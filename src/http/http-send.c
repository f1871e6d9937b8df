/* http-send.c - sends one request and waits for the answer
 *
 * Measured: curl_multi_perform and curl_multi_poll with the cancellable's descriptor as an extra
 * one; a timerfd in libcurl's timer callback made a request three times as dear, the progress
 * callback made cancelling take 900 ms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-send.h"

#include "http-negotiate.h"
#include "http-transfer.h"

/* Until nothing is under way any more, or time is up. FALSE: cancelled, or the call's deadline has
 * passed. */
static gboolean
run (HttpLink *link, BaseCall *call, GError **error)
{
  struct curl_waitfd extra = { .fd = base_call_pollfd (call).fd, .events = CURL_WAIT_POLLIN };
  gboolean goes_on = TRUE;
  int running = 1;

  while (curl_multi_perform (link->multi, &running) == CURLM_OK && running > 0) {
    goes_on = base_call_check (call, error);
    if (!goes_on)
      break;
    curl_multi_poll (link->multi, &extra, 1, (int) MIN (base_call_left_ms (call), 1000), NULL);
  }
  return goes_on;
}

static void
add (HttpLink *link, CURL *easy)
{
  if (curl_multi_add_handle (link->multi, easy) != CURLM_OK)
    g_error ("libcurl refuses its own handle");
}

static CURLcode
take_result (HttpLink *link)
{
  int left;
  CURLMsg *message = curl_multi_info_read (link->multi, &left);

  return message != NULL && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

HttpReply *
http_send_on (HttpLink *link, BaseCall *call, const HttpServer *server, const HttpRequest *request,
              long *ret_connects, GError **error)
{
  g_auto (HttpTransfer) transfer = { NULL };
  CURLcode result = CURLE_OK;
  gboolean goes_on;

  if (!base_call_check (call, error))
    return NULL;

  http_transfer_begin (&transfer, link->easy, call, server, request,
                       link->limit_ms > 0 ? link->limit_ms : HTTP_REQUEST_MS);
  if (link->ready != NULL)
    http_transfer_set_ready (&transfer, link->ready, link->ready_data);
  add (link, link->easy);
  goes_on = run (link, call, error);
  if (goes_on)
    result = take_result (link);
  curl_multi_remove_handle (link->multi, link->easy); /* closes what is under way */
  if (ret_connects != NULL)
    curl_easy_getinfo (link->easy, CURLINFO_NUM_CONNECTS, ret_connects);

  return goes_on ? http_transfer_finish (&transfer, call, result, error) : NULL;
}

HttpReply *
http_send (BaseCall *call, const HttpServer *server, const HttpRequest *request, GError **error)
{
  if (http_negotiate_takes (server))
    return http_negotiate_send (call, server, request, 0, error);
  return http_send_on (http_link_get (call), call, server, request, NULL, error);
}

/* Several requests under way. */
typedef struct
{
  HttpLink *link;
  BaseCall *call;
  HttpTransfer *transfers;
  HttpParallel *parallels;
  guint n;
  const HttpPatience *patience;
  gint64 end_us; /* by when those that are left have to come; 0: not settled */
} Race;

static void
finish_one (Race *race, guint i, CURLcode result)
{
  HttpParallel *parallel = &race->parallels[i];

  parallel->reply =
      http_transfer_finish (&race->transfers[i], race->call, result, &parallel->error);
  if (parallel->reply != NULL && race->end_us == 0 && race->patience->settles != NULL &&
      race->patience->settles (parallel->reply))
    race->end_us = g_get_monotonic_time () + (gint64) race->patience->linger_ms * 1000;
}

static void
take_results (Race *race)
{
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (race->link->multi, &left)) != NULL)
    for (guint i = 0; i < race->n; i++)
      if (message->msg == CURLMSG_DONE && race->transfers[i].easy == message->easy_handle)
        finish_one (race, i, message->data.result);
}

static gint64
race_left_ms (const Race *race)
{
  gint64 left_us = race->end_us != 0 ? race->end_us - g_get_monotonic_time () : G_USEC_PER_SEC;

  return CLAMP ((left_us + 999) / 1000, 0, MIN (base_call_left_ms (race->call), 1000));
}

static gboolean
run_race (Race *race, GError **error)
{
  struct curl_waitfd extra = { .fd = base_call_pollfd (race->call).fd, .events = CURL_WAIT_POLLIN };
  int running = 1;

  while (curl_multi_perform (race->link->multi, &running) == CURLM_OK) {
    take_results (race);
    if (running == 0 || !base_call_check (race->call, NULL) ||
        (race->end_us != 0 && race_left_ms (race) == 0))
      break;
    curl_multi_poll (race->link->multi, &extra, 1, (int) race_left_ms (race), NULL);
  }
  return base_call_check (race->call, error);
}

/* Those that log in step by step, one after the other. FALSE when the call came to its end. */
static gboolean
negotiate_each (BaseCall *call, HttpParallel *parallels, guint n, guint limit_ms, GError **error)
{
  for (guint i = 0; i < n; i++) {
    HttpParallel *one = &parallels[i];

    if (!http_negotiate_takes (&one->server))
      continue;
    one->reply = http_negotiate_send (call, &one->server, &one->request, limit_ms, &one->error);
    if (!base_call_check (call, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
http_send_parallel (BaseCall *call, HttpParallel *parallels, guint n, const HttpPatience *patience,
                    GError **error)
{
  HttpLink *link = http_link_get (call);
  g_autofree HttpTransfer *transfers = g_new0 (HttpTransfer, n);
  Race race = { .link = link,
                .call = call,
                .transfers = transfers,
                .parallels = parallels,
                .n = n,
                .patience = patience };
  gboolean goes_on;

  for (guint i = 0; i < n; i++) {
    CURL *easy;

    if (http_negotiate_takes (&parallels[i].server))
      continue;
    easy = curl_easy_init ();
    if (easy == NULL)
      g_error ("libcurl cannot be started");
    http_transfer_begin (&transfers[i], easy, call, &parallels[i].server, &parallels[i].request,
                         patience->each_ms);
    add (link, easy);
  }

  goes_on = run_race (&race, error);
  for (guint i = 0; i < n; i++) {
    CURL *easy = transfers[i].easy;

    if (easy == NULL)
      continue;
    curl_multi_remove_handle (link->multi, easy);
    http_transfer_clear (&transfers[i]);
    curl_easy_cleanup (easy);
  }
  return goes_on && negotiate_each (call, parallels, n, patience->each_ms, error);
}

void
http_parallel_clear (HttpParallel *self)
{
  g_clear_pointer (&self->reply, http_reply_free);
  g_clear_error (&self->error);
}
