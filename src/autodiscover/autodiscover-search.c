/* autodiscover-search.c - asking one Autodiscover service, and following where it leads
 *
 * A service is asked without a login first: the answer tells whether it is one and how to log in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-search.h"

#include "autodiscover-answer.h"
#include "autodiscover-lead.h"
#include "autodiscover-url.h"
#include "base-error.h"

#include <string.h>

#define MOST_REFUSALS 2

static void
visit_clear (AutodiscoverVisit *self)
{
  g_free (self->url);
  g_free (self->plain);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AutodiscoverVisit, visit_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpParallel, http_parallel_clear)

gboolean
autodiscover_search_is_over (AutodiscoverSearch *self)
{
  return self->found != NULL || self->is_cloud || self->is_moved ||
         self->n_redirects > AUTODISCOVER_MOST_REDIRECTS ||
         g_get_monotonic_time () >= self->end_us || !base_call_check (self->call, NULL);
}

static void
report (AutodiscoverSearch *self, const AutodiscoverStep *step)
{
  if (self->ask->report != NULL)
    self->ask->report (step, self->ask->report_data);
}

static guint64
took_ms (const AutodiscoverVisit *visit)
{
  return (guint64) (g_get_monotonic_time () - visit->began_us) / 1000;
}

void
autodiscover_search_tell (AutodiscoverSearch *self, const AutodiscoverVisit *visit,
                          AutodiscoverEnd end, const char *words, const GError *error)
{
  const AutodiscoverStep step = { .way = visit->way,
                                  .url = visit->url,
                                  .end = end,
                                  .words = words != NULL ? words : "",
                                  .error = error,
                                  .took_ms = took_ms (visit) };

  report (self, &step);
}

void
autodiscover_search_tell_nothing (AutodiscoverSearch *self, const AutodiscoverVisit *visit,
                                  const char *reason)
{
  const AutodiscoverStep step = { .way = visit->way,
                                  .url = visit->url,
                                  .end = AUTODISCOVER_END_NOTHING,
                                  .reason = reason,
                                  .words = "",
                                  .took_ms = took_ms (visit) };

  report (self, &step);
}

void
autodiscover_search_tell_begin (AutodiscoverSearch *self, AutodiscoverWay way, const char *url)
{
  const AutodiscoverStep step = {
    .way = way, .url = url, .end = AUTODISCOVER_END_ASKING, .words = ""
  };

  report (self, &step);
}

static const char *const soap_headers[] = { "Content-Type: text/xml; charset=utf-8",
                                            "Accept: text/xml", "User-Agent: Absentia", NULL };

static void
fill (AutodiscoverSearch *self, const char *url, GBytes *body, HttpAuth auth, HttpParallel *ret)
{
  ret->server = (HttpServer){ .url = url,
                              .ca_pem = self->ask->ca_pem,
                              .auth = auth,
                              .user = auth != HTTP_AUTH_NONE ? self->ask->user : NULL,
                              .secret = auth != HTTP_AUTH_NONE ? self->ask->password : NULL,
                              .account = auth != HTTP_AUTH_NONE ? self->ask->account : NULL };
  ret->request = (HttpRequest){ .headers = soap_headers, .body = body, .label = "Autodiscover" };
}

/* A GET is what a browser would send: enough to be told how to log in, and nothing of the person
 * leaves before the host is known to speak for the domain. */
void
autodiscover_search_prepare (AutodiscoverSearch *self, const char *url, HttpParallel *ret)
{
  fill (self, url, NULL, HTTP_AUTH_NONE, ret);
}

static gboolean
send_one (AutodiscoverSearch *self, HttpParallel *parallel)
{
  static const HttpPatience patience = { .each_ms = AUTODISCOVER_LIMIT_MS };

  return self->world->send (self->call, parallel, 1, &patience, self->world->data,
                            &parallel->error) &&
         parallel->reply != NULL;
}

static gboolean
is_redirect (const HttpReply *reply)
{
  return reply->location != NULL && reply->status >= 300 && reply->status < 400;
}

static AutodiscoverAnswer *
decode (const HttpReply *reply, gboolean is_soap)
{
  gsize size;
  const char *bytes = g_bytes_get_data (reply->body, &size);
  g_autoptr (xmlDoc) doc = wire_xml_parse (bytes, size, NULL);

  if (doc == NULL)
    return NULL;
  return is_soap ? autodiscover_soap_decode (doc, NULL) : autodiscover_pox_decode (doc, NULL);
}

static void
tell_status (AutodiscoverSearch *self, const AutodiscoverVisit *visit, const HttpReply *reply)
{
  g_autofree char *words = g_strdup_printf ("HTTP %d", reply->status);

  autodiscover_search_tell (self, visit, AUTODISCOVER_END_NOTHING, words, NULL);
}

static void
tell_refused (AutodiscoverSearch *self, const AutodiscoverVisit *visit, const HttpReply *reply)
{
  g_autofree char *host = autodiscover_url_host (visit->url);
  const BaseErrorFacts facts = { .reason = "credentials-refused",
                                 .host = host,
                                 .account = self->ask->user,
                                 .http_status = reply->status };
  g_autoptr (GError) error = NULL;

  base_error_set_facts (&error, BASE_ERROR_AUTH, &facts, "%s refused the login", host);
  autodiscover_search_tell (self, visit, AUTODISCOVER_END_REFUSED, "HTTP 401", error);
  if (visit->auth == HTTP_AUTH_BASIC || visit->auth == HTTP_AUTH_NTLM)
    self->n_refusals++;
  if (self->refused == NULL)
    self->refused = g_steal_pointer (&error);
}

typedef enum
{
  SAID,       /* one way or the other: told */
  OTHER_FORM, /* not understood: ask in the other one */
  WANTS_LOGIN
} Said;

/* ret_first: what to log in with, for WANTS_LOGIN. */
static Said
ask_one (AutodiscoverSearch *self, const AutodiscoverVisit *visit, gboolean is_soap,
         HttpParallel *ret_first)
{
  const char *url = is_soap ? visit->url : visit->plain;
  g_auto (HttpParallel) parallel = { 0 };
  g_autoptr (GBytes) body = is_soap ? autodiscover_soap_encode (url, self->address, NULL)
                                    : autodiscover_pox_encode (self->address, NULL);
  g_autoptr (AutodiscoverAnswer) answer = NULL;

  if (body == NULL)
    return SAID; /* the address was checked: nothing in it can be refused */

  fill (self, url, body, visit->auth, &parallel);
  if (!send_one (self, &parallel)) {
    autodiscover_search_tell (self, visit, AUTODISCOVER_END_NOTHING, NULL, parallel.error);
    return SAID;
  }
  if (parallel.reply->status == 401 && visit->auth == HTTP_AUTH_NONE) {
    ret_first->reply = g_steal_pointer (&parallel.reply);
    return WANTS_LOGIN;
  }
  if (parallel.reply->status == 401) {
    tell_refused (self, visit, parallel.reply);
    return SAID;
  }
  if (is_redirect (parallel.reply)) {
    autodiscover_lead_follow (self, visit, parallel.reply->location);
    return SAID;
  }

  answer = decode (parallel.reply, is_soap);
  if (answer != NULL)
    autodiscover_lead_take (self, visit, answer);
  else if (!is_soap)
    tell_status (self, visit, parallel.reply);
  return answer != NULL || !is_soap ? SAID : OTHER_FORM;
}

static Said
ask_both (AutodiscoverSearch *self, const AutodiscoverVisit *visit, HttpParallel *ret_first)
{
  Said said = ask_one (self, visit, TRUE, ret_first);

  return said == OTHER_FORM ? ask_one (self, visit, FALSE, ret_first) : said;
}

/* The password does not go where the way to log in that was chosen is not offered. */
static gboolean
refuse_method (guint offered, HttpAuth wanted, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-method" };
  g_autofree char *described = http_auth_describe (offered);

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                        "the server offers %s to log in, and not %s",
                        *described != '\0' ? described : "nothing", http_auth_names[wanted]);
  return FALSE;
}

/* FALSE when there is no way to log in here. */
static gboolean
choose_login (AutodiscoverSearch *self, AutodiscoverVisit *visit, GError **error)
{
  const AutodiscoverAsk *ask = self->ask;
  const HttpServer server = { .url = visit->url, .secret = ask->password, .account = ask->account };

  if (ask->auth != HTTP_AUTH_NONE && !(visit->offered & (1u << ask->auth)))
    return refuse_method (visit->offered, ask->auth, error);
  if (http_auth_settle (self->call, &server,
                        ask->auth == HTTP_AUTH_NONE ? visit->offered : 1u << ask->auth,
                        &visit->auth, NULL, error))
    return TRUE;

  /* Kerberos has refused it: no service gets it after that. */
  if (http_auth_is_final (*error))
    self->n_refusals = MOST_REFUSALS;
  return FALSE;
}

static void
log_in (AutodiscoverSearch *self, AutodiscoverVisit *visit, const HttpReply *first)
{
  g_autoptr (GError) error = NULL;

  visit->offered = http_auth_offered ((const char *const *) first->challenges);
  if (self->n_refusals >= MOST_REFUSALS) {
    autodiscover_search_tell_nothing (self, visit, "password-spared");
    return;
  }
  if (!choose_login (self, visit, &error)) {
    autodiscover_search_tell (self, visit, AUTODISCOVER_END_REFUSED, "HTTP 401", error);
    if (self->refused == NULL)
      self->refused = g_steal_pointer (&error);
    return;
  }

  ask_both (self, visit, NULL);
}

/* A page that lets anybody in is Autodiscover only when it answers the question; Exchange itself
 * shows a page at first, and wants a login for the question. */
static void
visit_service (AutodiscoverSearch *self, AutodiscoverVisit *visit, HttpParallel *first)
{
  g_auto (HttpParallel) own = { 0 };
  g_auto (HttpParallel) asked = { 0 };

  if (first == NULL) {
    first = &own;
    autodiscover_search_prepare (self, visit->url, first);
    send_one (self, first);
  }
  if (first->reply == NULL)
    autodiscover_search_tell (self, visit, AUTODISCOVER_END_NOTHING, NULL, first->error);
  else if (first->reply->status == 401)
    log_in (self, visit, first->reply);
  else if (is_redirect (first->reply))
    autodiscover_lead_follow (self, visit, first->reply->location);
  else if (ask_both (self, visit, &asked) == WANTS_LOGIN)
    log_in (self, visit, asked.reply);
}

void
autodiscover_search_try (AutodiscoverSearch *self, AutodiscoverWay way, const char *url,
                         HttpParallel *first)
{
  g_auto (AutodiscoverVisit) visit = { .way = way, .began_us = g_get_monotonic_time () };

  visit.url = autodiscover_url_service (url, ".svc");
  visit.plain = autodiscover_url_service (url, ".xml");
  if (visit.url == NULL)
    return;
  if (!g_hash_table_add (self->urls, g_strdup (visit.url))) {
    autodiscover_search_tell_nothing (self, &visit, "asked-before");
    return;
  }

  if (first == NULL)
    autodiscover_search_tell_begin (self, way, visit.url);
  else if (first->reply != NULL)
    visit.began_us -= (gint64) first->reply->took_ms * 1000;
  visit_service (self, &visit, first);
}
