/* autodiscover-run.c - the steps in their order
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-run.h"

#include "autodiscover-lead.h"
#include "autodiscover-search.h"
#include "autodiscover-url.h"
#include "base-error.h"
#include "base-resolve.h"

#include <string.h>

#define MOST_SERVICE_POINTS 10
#define MOST_SRV 3
#define LINGER_MS 1500

const char *const autodiscover_way_names[] = { [AUTODISCOVER_WAY_DIRECTORY] = "directory",
                                               [AUTODISCOVER_WAY_DOMAIN] = "domain",
                                               [AUTODISCOVER_WAY_HOST] = "host",
                                               [AUTODISCOVER_WAY_REDIRECT] = "redirect",
                                               [AUTODISCOVER_WAY_SRV] = "srv",
                                               NULL };

const char *const autodiscover_end_names[] = { [AUTODISCOVER_END_ASKING] = "asking",
                                               [AUTODISCOVER_END_NOTHING] = "nothing",
                                               [AUTODISCOVER_END_REFUSED] = "refused",
                                               [AUTODISCOVER_END_UNCONFIRMED] = "unconfirmed",
                                               [AUTODISCOVER_END_PASSED_ON] = "passed-on",
                                               [AUTODISCOVER_END_FOUND] = "found",
                                               NULL };

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpParallel, http_parallel_clear)

void
autodiscover_found_free (AutodiscoverFound *self)
{
  if (self == NULL)
    return;

  g_free (self->ews_url);
  g_free (self->address);
  g_free (self->version);
  g_free (self->url);
  g_free (self);
}

static gboolean
send_really (BaseCall *call, HttpParallel *parallels, guint n, const HttpPatience *patience,
             gpointer data, GError **error)
{
  return http_send_parallel (call, parallels, n, patience, error);
}

static char **
find_service (BaseCall *call, const char *domain, gpointer data, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "dns-silent" };
  g_autoptr (GError) problem = NULL;
  char **hosts = base_resolve_service_at (call, "autodiscover", domain, 443, &problem);

  if (hosts == NULL)
    base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts, "%s", problem->message);
  return hosts;
}

static const AutodiscoverWorld real_world = { .send = send_really, .service = find_service };

static void
try_directory (AutodiscoverSearch *self)
{
  const char *const *urls = self->ask->service_points;

  for (guint i = 0; urls != NULL && urls[i] != NULL && i < MOST_SERVICE_POINTS; i++) {
    g_autofree char *host = autodiscover_url_host (urls[i]);

    if (autodiscover_search_is_over (self))
      return;
    if (host == NULL)
      continue;
    g_hash_table_add (self->trusted, g_steal_pointer (&host));
    autodiscover_search_try (self, AUTODISCOVER_WAY_DIRECTORY, urls[i], NULL);
  }
}

/* It is Autodiscover, and wants to know who asks. */
static gboolean
is_settled (const HttpReply *reply)
{
  return reply->status == 401 && *reply->challenges != NULL;
}

/* Both are asked at once; what they answered is looked at in their order. One that lets us wait
 * when the other one has answered already comes last, and is asked anew. */
static void
try_hosts (AutodiscoverSearch *self)
{
  static const HttpPatience patience = { .each_ms = AUTODISCOVER_LIMIT_MS,
                                         .settles = is_settled,
                                         .linger_ms = LINGER_MS };
  g_autofree char *bare = g_strdup_printf ("https://%s/", self->domain);
  g_autofree char *host = g_strdup_printf ("https://autodiscover.%s/", self->domain);
  const char *const places[] = { bare, host };
  static const AutodiscoverWay ways[] = { AUTODISCOVER_WAY_DOMAIN, AUTODISCOVER_WAY_HOST };
  char *services[2] = { autodiscover_url_service (bare, ".svc"),
                        autodiscover_url_service (host, ".svc") };
  HttpParallel both[2] = { 0 };
  gboolean is_late[2] = { FALSE };

  for (guint i = 0; i < 2; i++) {
    autodiscover_search_prepare (self, services[i], &both[i]);
    autodiscover_search_tell_begin (self, ways[i], services[i]);
  }
  if (self->world->send (self->call, both, 2, &patience, self->world->data, NULL)) {
    for (guint i = 0; i < 2; i++) {
      is_late[i] = both[i].reply == NULL && both[i].error == NULL;
      if (!is_late[i] && !autodiscover_search_is_over (self))
        autodiscover_search_try (self, ways[i], places[i], &both[i]);
    }
    for (guint i = 0; i < 2; i++)
      if (is_late[i] && !autodiscover_search_is_over (self))
        autodiscover_search_try (self, ways[i], places[i], NULL);
  }
  for (guint i = 0; i < 2; i++) {
    http_parallel_clear (&both[i]);
    g_free (services[i]);
  }
}

static void
try_redirect (AutodiscoverSearch *self)
{
  static const HttpPatience patience = { .each_ms = AUTODISCOVER_LIMIT_MS };
  g_autofree char *url =
      g_strdup_printf ("http://autodiscover.%s/autodiscover/autodiscover.xml", self->domain);
  const AutodiscoverVisit visit = { .way = AUTODISCOVER_WAY_REDIRECT,
                                    .url = url,
                                    .began_us = g_get_monotonic_time () };
  g_auto (HttpParallel)
      parallel = { .server = { .url = url },
                   .request = { .flags = HTTP_PLAIN_ANONYMOUS, .label = "Autodiscover" } };
  g_autofree char *words = NULL;

  autodiscover_search_tell_begin (self, visit.way, url);
  if (!self->world->send (self->call, &parallel, 1, &patience, self->world->data, NULL))
    return;
  if (parallel.reply != NULL && parallel.reply->location != NULL && parallel.reply->status >= 300 &&
      parallel.reply->status < 400) {
    autodiscover_lead_follow (self, &visit, parallel.reply->location);
    return;
  }

  if (parallel.reply != NULL)
    words = g_strdup_printf ("HTTP %d", parallel.reply->status);
  autodiscover_search_tell (self, &visit, AUTODISCOVER_END_NOTHING, words, parallel.error);
}

static void
try_srv (AutodiscoverSearch *self)
{
  g_autofree char *record = g_strdup_printf ("_autodiscover._tcp.%s", self->domain);
  const AutodiscoverVisit visit = { .way = AUTODISCOVER_WAY_SRV,
                                    .url = record,
                                    .began_us = g_get_monotonic_time () };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hosts = NULL;

  autodiscover_search_tell_begin (self, visit.way, record);
  hosts = self->world->service (self->call, self->domain, self->world->data, &error);
  if (hosts == NULL || *hosts == NULL)
    autodiscover_search_tell (self, &visit, AUTODISCOVER_END_NOTHING, NULL, error);
  for (guint i = 0; hosts != NULL && hosts[i] != NULL && i < MOST_SRV; i++) {
    g_autofree char *target = g_strdup_printf ("https://%s/", hosts[i]);

    if (!autodiscover_search_is_over (self))
      autodiscover_lead_follow (self, &visit, target);
  }
}

static void (*const steps[]) (AutodiscoverSearch *self) = { try_directory, try_hosts, try_redirect,
                                                            try_srv };

static void
set_error (AutodiscoverSearch *self, GError **error)
{
  BaseErrorFacts facts = { .account = self->ask->user };

  if (!base_call_check (self->call, error))
    return;
  if (self->is_cloud) {
    facts.reason = "autodiscover-cloud";
    base_error_set_facts (error, BASE_ERROR_WRONG_SERVER, &facts,
                          "the mailbox of %s is in Exchange Online", self->address);
  } else if (self->unconfirmed != NULL) {
    facts.reason = "autodiscover-unconfirmed";
    facts.host = self->unconfirmed;
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s leads to %s, which was not asked",
                          self->own_domain, self->unconfirmed);
  } else if (self->refused != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->refused));
  } else if (self->is_misleading || self->n_redirects > AUTODISCOVER_MOST_REDIRECTS) {
    facts.reason = "autodiscover-circle";
    facts.host = self->own_domain;
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "the redirects of %s come to no end",
                          self->own_domain);
  } else {
    facts.reason = "autodiscover-nothing";
    facts.host = self->domain;
    base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &facts,
                          "no Autodiscover service answers for %s", self->domain);
  }
}

static void
begin (AutodiscoverSearch *self, char *domain)
{
  self->world = self->ask->world != NULL ? self->ask->world : &real_world;
  self->address = g_strdup (self->ask->address);
  self->domain = domain;
  self->own_domain = g_strdup (domain);
  self->end_us = g_get_monotonic_time () + AUTODISCOVER_ALL_S * G_USEC_PER_SEC;
  self->urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->trusted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (self->addresses, g_utf8_strdown (self->address, -1));
  for (guint i = 0; self->ask->confirmed != NULL && self->ask->confirmed[i] != NULL; i++)
    g_hash_table_add (self->trusted, g_ascii_strdown (self->ask->confirmed[i], -1));
}

static void
end (AutodiscoverSearch *self)
{
  g_free (self->address);
  g_free (self->domain);
  g_free (self->own_domain);
  g_free (self->unconfirmed);
  g_hash_table_unref (self->urls);
  g_hash_table_unref (self->addresses);
  g_hash_table_unref (self->trusted);
  g_clear_error (&self->refused);
}

AutodiscoverFound *
autodiscover_run (BaseCall *call, const AutodiscoverAsk *ask, GError **error)
{
  static const BaseErrorFacts bad_address = { .reason = "bad-address" };
  AutodiscoverSearch self = { .call = call, .ask = ask };
  char *domain = autodiscover_url_domain (ask->address);

  if (domain == NULL) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_address, "this is not a mail address");
    return NULL;
  }

  begin (&self, domain);
  do {
    self.is_moved = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (steps) && !autodiscover_search_is_over (&self); i++)
      steps[i](&self);
  } while (self.is_moved && !self.is_cloud && base_call_check (call, NULL));

  if (self.found == NULL)
    set_error (&self, error);
  end (&self);
  return self.found;
}
