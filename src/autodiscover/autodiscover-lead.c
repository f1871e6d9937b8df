/* autodiscover-lead.c - where an answer leads
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-lead.h"

#include "autodiscover-url.h"

#include <string.h>

/* A domain that was confirmed speaks for its hosts when the mailbox is in it, not otherwise. */
/* Of the domain that was asked for, or named by the directory or by a person. */
static gboolean
may_ask (AutodiscoverSearch *self, const char *host)
{
  return autodiscover_url_is_inside (host, self->own_domain) ||
         g_hash_table_contains (self->trusted, host) ||
         (g_hash_table_contains (self->trusted, self->domain) &&
          autodiscover_url_is_inside (host, self->domain));
}

static void
leave_unconfirmed (AutodiscoverSearch *self, const AutodiscoverVisit *visit, const char *name)
{
  if (self->unconfirmed == NULL)
    self->unconfirmed = g_strdup (name);
  autodiscover_search_tell (self, visit, AUTODISCOVER_END_UNCONFIRMED, name, NULL);
}

/* A service that sends us to where we were leads in a circle; a record or a page over http that
 * does so says nothing new. */
static void
leave_misled (AutodiscoverSearch *self, const AutodiscoverVisit *visit)
{
  self->is_misleading = self->is_misleading || visit->plain != NULL;
  autodiscover_search_tell_nothing (self, visit, visit->plain != NULL ? "circle" : "asked-before");
}

static void
leave_for_cloud (AutodiscoverSearch *self, const AutodiscoverVisit *visit, const char *name)
{
  self->is_cloud = TRUE;
  autodiscover_search_tell (self, visit, AUTODISCOVER_END_PASSED_ON, name, NULL);
}

void
autodiscover_lead_follow (AutodiscoverSearch *self, const AutodiscoverVisit *visit,
                          const char *target)
{
  g_autofree char *absolute = autodiscover_url_resolve (visit->url, target);
  g_autofree char *host = autodiscover_url_host (absolute);
  g_autofree char *service = autodiscover_url_service (absolute, ".svc");

  self->n_redirects++;
  if (host != NULL && autodiscover_url_is_cloud (host))
    leave_for_cloud (self, visit, host);
  else if (service == NULL)
    autodiscover_search_tell_nothing (self, visit, "not-https");
  else if (!may_ask (self, host))
    leave_unconfirmed (self, visit, host);
  else if (g_hash_table_contains (self->urls, service))
    leave_misled (self, visit);
  else {
    autodiscover_search_tell (self, visit, AUTODISCOVER_END_PASSED_ON, service, NULL);
    if (!autodiscover_search_is_over (self))
      autodiscover_search_try (self, visit->way, service, NULL);
  }
}

static void
move (AutodiscoverSearch *self, const AutodiscoverVisit *visit, const char *address)
{
  g_autofree char *domain = autodiscover_url_domain (address);
  g_autofree char *key = domain != NULL ? g_utf8_strdown (address, -1) : NULL;

  self->n_redirects++;
  if (domain != NULL && autodiscover_url_is_cloud (domain)) {
    leave_for_cloud (self, visit, address);
    return;
  }
  if (domain == NULL || g_hash_table_contains (self->addresses, key)) {
    leave_misled (self, visit);
    return;
  }
  if (!autodiscover_url_is_inside (domain, self->own_domain) &&
      !g_hash_table_contains (self->trusted, domain)) {
    leave_unconfirmed (self, visit, domain);
    return;
  }

  autodiscover_search_tell (self, visit, AUTODISCOVER_END_PASSED_ON, address, NULL);
  g_hash_table_add (self->addresses, g_steal_pointer (&key));
  g_hash_table_remove_all (self->urls);
  self->is_moved = TRUE;
  g_free (self->address);
  self->address = g_strdup (address);
  g_free (self->domain);
  self->domain = g_steal_pointer (&domain);
}

static void
take_settings (AutodiscoverSearch *self, const AutodiscoverVisit *visit, AutodiscoverAnswer *answer)
{
  g_autofree char *service = autodiscover_url_service (answer->ews_url, ".svc");
  g_autofree char *host = autodiscover_url_host (answer->ews_url);
  g_autofree char *domain = autodiscover_url_domain (answer->address);

  if (service == NULL) {
    autodiscover_search_tell_nothing (self, visit, "web-service-not-https");
    return;
  }
  if (autodiscover_url_is_cloud (host)) {
    leave_for_cloud (self, visit, host);
    return;
  }

  self->found = g_new0 (AutodiscoverFound, 1);
  self->found->ews_url = g_steal_pointer (&answer->ews_url);
  self->found->version = g_steal_pointer (&answer->version);
  self->found->address =
      domain != NULL ? g_steal_pointer (&answer->address) : g_strdup (self->address);
  self->found->url = g_strdup (visit->url);
  self->found->way = visit->way;
  self->found->offered = visit->offered;
  autodiscover_search_tell (self, visit, AUTODISCOVER_END_FOUND, self->found->ews_url, NULL);
}

void
autodiscover_lead_take (AutodiscoverSearch *self, const AutodiscoverVisit *visit,
                        AutodiscoverAnswer *answer)
{
  switch (answer->kind) {
  case AUTODISCOVER_ANSWER_SETTINGS:
    take_settings (self, visit, answer);
    break;
  case AUTODISCOVER_ANSWER_REDIRECT_ADDRESS:
    move (self, visit, answer->target);
    break;
  case AUTODISCOVER_ANSWER_REDIRECT_URL:
    autodiscover_lead_follow (self, visit, answer->target);
    break;
  case AUTODISCOVER_ANSWER_NOTHING:
  default:
    if (answer->words != NULL)
      autodiscover_search_tell (self, visit, AUTODISCOVER_END_NOTHING, answer->words, NULL);
    else
      autodiscover_search_tell_nothing (self, visit, "no-web-service");
  }
}
