/* autodiscover-search.h - one search for the web service: what was tried, and asking one service.
 * Inside the room.
 */
#pragma once

#include "autodiscover-run.h"

#define AUTODISCOVER_LIMIT_MS 10000 /* a web shop on the bare domain may hang */

typedef struct
{
  BaseCall *call;
  const AutodiscoverAsk *ask;
  const AutodiscoverWorld *world;
  char *address;         /* may change by a redirect */
  char *domain;          /* of address */
  GHashTable *urls;      /* services that were asked */
  GHashTable *addresses; /* … and for whom */
  GHashTable *trusted;   /* hosts that the directory or a person named */
  guint n_redirects;
  guint n_passwords; /* services that got the password */
  char *unconfirmed; /* the first host that a person would have to confirm */
  gboolean is_moved; /* the address has changed: begin again */
  gboolean is_cloud;
  GError *refused; /* the first refusal of the login */
  AutodiscoverFound *found;
} AutodiscoverSearch;

/* Nothing more will come of going on: found, in the cloud, cancelled, moved, too many tries. */
gboolean autodiscover_search_is_over (AutodiscoverSearch *self);

/* The question for a service before anybody is logged in. */
void autodiscover_search_prepare (AutodiscoverSearch *self, const char *url, HttpParallel *ret);

/* Asks the service at url (any path), as far as its host may be asked, and follows where it leads.
 * first: the answer to the unauthenticated question, when there is one already; else NULL. */
void autodiscover_search_try (AutodiscoverSearch *self, AutodiscoverWay way, const char *url,
                              HttpParallel *first);

void autodiscover_search_tell (AutodiscoverSearch *self, const AutodiscoverStep *step);
