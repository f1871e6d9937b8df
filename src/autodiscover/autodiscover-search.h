/* autodiscover-search.h - one search for the web service: what was tried, and asking one service.
 * Inside the room.
 */
#pragma once

#include "autodiscover-run.h"

#define AUTODISCOVER_MOST_REDIRECTS 10
#define AUTODISCOVER_LIMIT_MS 10000 /* a web shop on the bare domain may hang */
#define AUTODISCOVER_ALL_S 120      /* then no further service is asked */

typedef struct
{
  BaseCall *call;
  const AutodiscoverAsk *ask;
  const AutodiscoverWorld *world;
  char *address;         /* may change by a redirect */
  char *domain;          /* of address */
  char *own_domain;      /* of the address that was asked for: its hosts may have the password */
  GHashTable *urls;      /* services that were asked for address */
  GHashTable *addresses; /* for whom was asked */
  GHashTable *trusted;   /* hosts and domains that the directory or a person named */
  gint64 end_us;         /* when the search ends, whatever is left */
  guint n_redirects;
  guint n_refusals;       /* services that refused the password: more would lock the account */
  char *unconfirmed;      /* the first host or domain that a person would have to confirm */
  gboolean is_moved;      /* the address has changed: begin again */
  gboolean is_misleading; /* redirects that lead in a circle, or are too many */
  gboolean is_cloud;
  GError *refused; /* the first refusal of the login */
  AutodiscoverFound *found;
} AutodiscoverSearch;

/* One service, while it is asked. */
typedef struct
{
  AutodiscoverWay way;
  char *url;   /* of the SOAP service */
  char *plain; /* of the other one; NULL: it is no service, but something that names one */
  gint64 began_us;
  guint offered;
  HttpAuth auth;
} AutodiscoverVisit;

/* Nothing more will come of going on: found, in the cloud, cancelled, moved, too many tries. */
gboolean autodiscover_search_is_over (AutodiscoverSearch *self);

/* The question for a service before anybody is logged in. */
void autodiscover_search_prepare (AutodiscoverSearch *self, const char *url, HttpParallel *ret);

/* Asks the service at url (any path), as far as its host may be asked, and follows where it leads.
 * first: the answer to the unauthenticated question, when there is one already; else NULL. */
void autodiscover_search_try (AutodiscoverSearch *self, AutodiscoverWay way, const char *url,
                              HttpParallel *first);

/* words: NULL for none. */
void autodiscover_search_tell (AutodiscoverSearch *self, const AutodiscoverVisit *visit,
                               AutodiscoverEnd end, const char *words, const GError *error);
/* reason: a token of AutodiscoverStep. */
void autodiscover_search_tell_nothing (AutodiscoverSearch *self, const AutodiscoverVisit *visit,
                                       const char *reason);
/* The step begins: url, or the name of a record. */
void autodiscover_search_tell_begin (AutodiscoverSearch *self, AutodiscoverWay way,
                                     const char *url);
