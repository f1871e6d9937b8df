/* autodiscover-run.c - the steps in their order
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-run.h"

#include "autodiscover-search.h"
#include "autodiscover-url.h"
#include "base-error.h"

#include <string.h>

#define MOST_SERVICE_POINTS 10
#define MOST_SRV 3

const char *const autodiscover_way_names[] = { [AUTODISCOVER_WAY_DIRECTORY] = "directory",
                                               [AUTODISCOVER_WAY_DOMAIN] = "domain",
                                               [AUTODISCOVER_WAY_HOST] = "host",
                                               [AUTODISCOVER_WAY_REDIRECT] = "redirect",
                                               [AUTODISCOVER_WAY_SRV] = "srv",
                                               NULL };

const char *const autodiscover_end_names[] = { [AUTODISCOVER_END_NOTHING] = "nothing",
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
send_really (BaseCall *call, HttpParallel *parallels, guint n, guint limit_ms, gpointer data,
             GError **error)
{
  return http_send_parallel (call, parallels, n, limit_ms, error);
}

static char **
find_service (BaseCall *call, const char *domain, gpointer data)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *targets = g_resolver_lookup_service (resolver, "autodiscover", "tcp", domain,
                                              base_call_cancellable (call), NULL);
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  for (GList *t = targets; t != NULL; t = t->next)
    if (g_srv_target_get_port (t->data) == 443)
      g_strv_builder_add (hosts, g_srv_target_get_hostname (t->data));
  g_resolver_free_targets (targets);
  return g_strv_builder_end (hosts);
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

/* Both are asked at once; what they answered is looked at in their order. */
static void
try_hosts (AutodiscoverSearch *self)
{
  g_autofree char *bare = g_strdup_printf ("https://%s/", self->domain);
  g_autofree char *host = g_strdup_printf ("https://autodiscover.%s/", self->domain);
  const struct
  {
    AutodiscoverWay way;
    const char *url;
  } places[] = { { AUTODISCOVER_WAY_DOMAIN, bare }, { AUTODISCOVER_WAY_HOST, host } };
  g_autofree char *bare_service = autodiscover_url_service (bare, ".svc");
  g_autofree char *host_service = autodiscover_url_service (host, ".svc");
  HttpParallel both[2] = { 0 };

  autodiscover_search_prepare (self, bare_service, &both[0]);
  autodiscover_search_prepare (self, host_service, &both[1]);
  if (self->world->send (self->call, both, 2, AUTODISCOVER_LIMIT_MS, self->world->data, NULL))
    for (guint i = 0; i < 2 && !autodiscover_search_is_over (self); i++)
      autodiscover_search_try (self, places[i].way, places[i].url, &both[i]);
  for (guint i = 0; i < 2; i++)
    http_parallel_clear (&both[i]);
}

static void
tell_step (AutodiscoverSearch *self, AutodiscoverStep step, gint64 began_us)
{
  step.took_ms = (guint64) (g_get_monotonic_time () - began_us) / 1000;
  if (step.words == NULL)
    step.words = "";
  autodiscover_search_tell (self, &step);
}

/* A place that somebody without a certificate pointed to: DNS, or a page over http. */
static void
try_pointed (AutodiscoverSearch *self, AutodiscoverStep step, const char *target, gint64 began_us)
{
  g_autofree char *host = autodiscover_url_host (target);
  g_autofree char *service = autodiscover_url_service (target, ".svc");

  if (host != NULL && autodiscover_url_is_cloud (host)) {
    self->is_cloud = TRUE;
    step.end = AUTODISCOVER_END_PASSED_ON;
  } else if (service == NULL) {
    step.end = AUTODISCOVER_END_NOTHING;
  } else if (!autodiscover_url_is_inside (host, self->domain) &&
             !g_hash_table_contains (self->trusted, host)) {
    step.end = AUTODISCOVER_END_UNCONFIRMED;
    if (self->unconfirmed == NULL)
      self->unconfirmed = g_strdup (host);
  } else {
    step.end = AUTODISCOVER_END_PASSED_ON;
  }
  step.words = host;
  tell_step (self, step, began_us);

  if (step.end == AUTODISCOVER_END_PASSED_ON && !autodiscover_search_is_over (self))
    autodiscover_search_try (self, step.way, target, NULL);
}

static void
try_redirect (AutodiscoverSearch *self)
{
  g_autofree char *url =
      g_strdup_printf ("http://autodiscover.%s/autodiscover/autodiscover.xml", self->domain);
  g_auto (HttpParallel)
      parallel = { .server = { .url = url },
                   .request = { .flags = HTTP_PLAIN_ANONYMOUS, .label = "Autodiscover" } };
  AutodiscoverStep step = { .way = AUTODISCOVER_WAY_REDIRECT, .url = url };
  gint64 began_us = g_get_monotonic_time ();
  g_autofree char *words = NULL;

  if (!self->world->send (self->call, &parallel, 1, AUTODISCOVER_LIMIT_MS, self->world->data, NULL))
    return;
  if (parallel.reply != NULL && parallel.reply->location != NULL && parallel.reply->status >= 300 &&
      parallel.reply->status < 400) {
    self->n_redirects++;
    try_pointed (self, step, parallel.reply->location, began_us);
    return;
  }

  if (parallel.reply != NULL)
    words = g_strdup_printf ("HTTP %d", parallel.reply->status);
  step.words = words;
  step.error = parallel.error;
  tell_step (self, step, began_us);
}

static void
try_srv (AutodiscoverSearch *self)
{
  g_autofree char *record = g_strdup_printf ("_autodiscover._tcp.%s", self->domain);
  AutodiscoverStep step = { .way = AUTODISCOVER_WAY_SRV, .url = record };
  gint64 began_us = g_get_monotonic_time ();
  g_auto (GStrv) hosts = self->world->service (self->call, self->domain, self->world->data);

  if (*hosts == NULL)
    tell_step (self, step, began_us);
  for (guint i = 0; hosts[i] != NULL && i < MOST_SRV && !autodiscover_search_is_over (self); i++) {
    g_autofree char *target = g_strdup_printf ("https://%s/", hosts[i]);

    try_pointed (self, step, target, began_us);
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
                          self->domain, self->unconfirmed);
  } else if (self->refused != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->refused));
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
