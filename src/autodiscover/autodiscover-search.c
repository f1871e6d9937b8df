/* autodiscover-search.c - asking one Autodiscover service, and following where it leads
 *
 * A service is asked without a login first: the answer tells whether it is one and how to log in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-search.h"

#include "autodiscover-answer.h"
#include "autodiscover-url.h"
#include "base-error.h"

#include <string.h>

#define MOST_REDIRECTS 10
#define MOST_PASSWORDS 2

/* One service, while it is asked. */
typedef struct
{
  AutodiscoverWay way;
  char *url;   /* of the SOAP service */
  char *plain; /* of the other one */
  gint64 began_us;
  guint offered;
  HttpAuth auth;
} Visit;

static void
visit_clear (Visit *self)
{
  g_free (self->url);
  g_free (self->plain);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpParallel, http_parallel_clear)

gboolean
autodiscover_search_is_over (AutodiscoverSearch *self)
{
  return self->found != NULL || self->is_cloud || self->is_moved ||
         self->n_redirects > MOST_REDIRECTS || !base_call_check (self->call, NULL);
}

void
autodiscover_search_tell (AutodiscoverSearch *self, const AutodiscoverStep *step)
{
  if (self->ask->report != NULL)
    self->ask->report (step, self->ask->report_data);
}

static void
tell (AutodiscoverSearch *self, const Visit *visit, AutodiscoverEnd end, const char *words,
      const GError *error)
{
  const AutodiscoverStep step = { .way = visit->way,
                                  .url = visit->url,
                                  .end = end,
                                  .words = words != NULL ? words : "",
                                  .error = error,
                                  .took_ms = (guint64) (g_get_monotonic_time () - visit->began_us) /
                                             1000 };

  autodiscover_search_tell (self, &step);
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
                              .secret = auth != HTTP_AUTH_NONE ? self->ask->password : NULL };
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
  return self->world->send (self->call, parallel, 1, AUTODISCOVER_LIMIT_MS, self->world->data,
                            &parallel->error) &&
         parallel->reply != NULL;
}

static gboolean
may_ask (AutodiscoverSearch *self, const char *host)
{
  return autodiscover_url_is_inside (host, self->domain) ||
         g_hash_table_contains (self->trusted, host);
}

static gboolean
is_redirect (const HttpReply *reply)
{
  return reply->location != NULL && reply->status >= 300 && reply->status < 400;
}

/* Where a service sends us: to be asked, to be confirmed, or the cloud. */
static void
follow (AutodiscoverSearch *self, const Visit *visit, const char *target)
{
  g_autofree char *host = autodiscover_url_host (target);
  g_autofree char *service = autodiscover_url_service (target, ".svc");

  self->n_redirects++;
  if (host != NULL && autodiscover_url_is_cloud (host)) {
    self->is_cloud = TRUE;
    tell (self, visit, AUTODISCOVER_END_PASSED_ON, host, NULL);
    return;
  }
  if (service == NULL) {
    tell (self, visit, AUTODISCOVER_END_NOTHING, "leads to an address that is not https", NULL);
    return;
  }
  if (!may_ask (self, host)) {
    if (self->unconfirmed == NULL)
      self->unconfirmed = g_strdup (host);
    tell (self, visit, AUTODISCOVER_END_UNCONFIRMED, host, NULL);
    return;
  }
  tell (self, visit, AUTODISCOVER_END_PASSED_ON, service, NULL);
  if (!autodiscover_search_is_over (self))
    autodiscover_search_try (self, visit->way, service, NULL);
}

static void
move (AutodiscoverSearch *self, const Visit *visit, const char *address)
{
  g_autofree char *domain = autodiscover_url_domain (address);

  self->n_redirects++;
  if (domain == NULL || !g_hash_table_add (self->addresses, g_utf8_strdown (address, -1))) {
    tell (self, visit, AUTODISCOVER_END_NOTHING, "leads in a circle", NULL);
    return;
  }

  tell (self, visit, AUTODISCOVER_END_PASSED_ON, address, NULL);
  self->is_cloud = autodiscover_url_is_cloud (domain);
  self->is_moved = TRUE;
  g_free (self->address);
  self->address = g_strdup (address);
  g_free (self->domain);
  self->domain = g_steal_pointer (&domain);
}

static void
take_settings (AutodiscoverSearch *self, const Visit *visit, AutodiscoverAnswer *answer)
{
  g_autofree char *service = autodiscover_url_service (answer->ews_url, ".svc");
  g_autofree char *host = autodiscover_url_host (answer->ews_url);

  if (service == NULL) {
    tell (self, visit, AUTODISCOVER_END_NOTHING, "names a web service that is not https", NULL);
    return;
  }
  if (autodiscover_url_is_cloud (host)) {
    self->is_cloud = TRUE;
    tell (self, visit, AUTODISCOVER_END_PASSED_ON, host, NULL);
    return;
  }

  self->found = g_new0 (AutodiscoverFound, 1);
  self->found->ews_url = g_steal_pointer (&answer->ews_url);
  self->found->version = g_steal_pointer (&answer->version);
  self->found->address = g_strdup (self->address);
  self->found->url = g_strdup (visit->url);
  self->found->way = visit->way;
  self->found->offered = visit->offered;
  tell (self, visit, AUTODISCOVER_END_FOUND, self->found->ews_url, NULL);
}

static void
take_answer (AutodiscoverSearch *self, const Visit *visit, AutodiscoverAnswer *answer)
{
  switch (answer->kind) {
  case AUTODISCOVER_ANSWER_SETTINGS:
    take_settings (self, visit, answer);
    break;
  case AUTODISCOVER_ANSWER_REDIRECT_ADDRESS:
    move (self, visit, answer->target);
    break;
  case AUTODISCOVER_ANSWER_REDIRECT_URL:
    follow (self, visit, answer->target);
    break;
  case AUTODISCOVER_ANSWER_NOTHING:
  default:
    tell (self, visit, AUTODISCOVER_END_NOTHING, answer->words, NULL);
  }
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
tell_status (AutodiscoverSearch *self, const Visit *visit, const HttpReply *reply)
{
  g_autofree char *words = g_strdup_printf ("HTTP %d", reply->status);

  tell (self, visit, AUTODISCOVER_END_NOTHING, words, NULL);
}

static void
tell_refused (AutodiscoverSearch *self, const Visit *visit, const HttpReply *reply)
{
  g_autofree char *host = autodiscover_url_host (visit->url);
  const BaseErrorFacts facts = { .reason = "credentials-refused",
                                 .host = host,
                                 .account = self->ask->user,
                                 .http_status = reply->status };
  g_autoptr (GError) error = NULL;

  base_error_set_facts (&error, BASE_ERROR_AUTH, &facts, "%s refused the login", host);
  tell (self, visit, AUTODISCOVER_END_REFUSED, "HTTP 401", error);
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
ask_one (AutodiscoverSearch *self, const Visit *visit, gboolean is_soap, HttpParallel *ret_first)
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
    tell (self, visit, AUTODISCOVER_END_NOTHING, NULL, parallel.error);
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
    follow (self, visit, parallel.reply->location);
    return SAID;
  }

  answer = decode (parallel.reply, is_soap);
  if (answer != NULL)
    take_answer (self, visit, answer);
  else if (!is_soap)
    tell_status (self, visit, parallel.reply);
  return answer != NULL || !is_soap ? SAID : OTHER_FORM;
}

static Said
ask_both (AutodiscoverSearch *self, const Visit *visit, HttpParallel *ret_first)
{
  Said said = ask_one (self, visit, TRUE, ret_first);

  return said == OTHER_FORM ? ask_one (self, visit, FALSE, ret_first) : said;
}

/* FALSE when there is no way to log in here. */
static gboolean
choose_login (AutodiscoverSearch *self, Visit *visit, GError **error)
{
  const AutodiscoverAsk *ask = self->ask;

  if (ask->auth != HTTP_AUTH_NONE)
    visit->auth = ask->auth;
  else if (!http_auth_choose (visit->offered, http_auth_have (ask->password), &visit->auth, error))
    return FALSE;

  if (visit->auth == HTTP_AUTH_BASIC || visit->auth == HTTP_AUTH_NTLM)
    self->n_passwords++;
  return TRUE;
}

static void
log_in (AutodiscoverSearch *self, Visit *visit, const HttpReply *first)
{
  g_autoptr (GError) error = NULL;

  visit->offered = http_auth_offered ((const char *const *) first->challenges);
  if (self->n_passwords >= MOST_PASSWORDS) {
    tell (self, visit, AUTODISCOVER_END_REFUSED, "not tried: the password was refused twice", NULL);
    return;
  }
  if (!choose_login (self, visit, &error)) {
    tell (self, visit, AUTODISCOVER_END_REFUSED, "HTTP 401", error);
    if (self->refused == NULL)
      self->refused = g_steal_pointer (&error);
    return;
  }

  ask_both (self, visit, NULL);
}

/* A page that lets anybody in is Autodiscover only when it answers the question; Exchange itself
 * shows a page at first, and wants a login for the question. */
static void
visit_service (AutodiscoverSearch *self, Visit *visit, HttpParallel *first)
{
  g_auto (HttpParallel) own = { 0 };
  g_auto (HttpParallel) asked = { 0 };

  if (first == NULL) {
    first = &own;
    autodiscover_search_prepare (self, visit->url, first);
    send_one (self, first);
  }
  if (first->reply == NULL)
    tell (self, visit, AUTODISCOVER_END_NOTHING, NULL, first->error);
  else if (first->reply->status == 401)
    log_in (self, visit, first->reply);
  else if (is_redirect (first->reply))
    follow (self, visit, first->reply->location);
  else if (ask_both (self, visit, &asked) == WANTS_LOGIN)
    log_in (self, visit, asked.reply);
}

void
autodiscover_search_try (AutodiscoverSearch *self, AutodiscoverWay way, const char *url,
                         HttpParallel *first)
{
  g_auto (Visit) visit = { .way = way, .began_us = g_get_monotonic_time () };

  visit.url = autodiscover_url_service (url, ".svc");
  visit.plain = autodiscover_url_service (url, ".xml");
  if (visit.url == NULL || !g_hash_table_add (self->urls, g_strdup (visit.url)))
    return; /* no address, or asked before */

  if (first != NULL && first->reply != NULL)
    visit.began_us -= (gint64) first->reply->took_ms * 1000;
  visit_service (self, &visit, first);
}
