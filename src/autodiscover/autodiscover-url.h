/* autodiscover-url.h - which hosts may be asked, and where on them. Inside the room. Pure. */
#pragma once

#include <glib.h>

/* "https://host[:port]/autodiscover/autodiscover" + suffix (".svc", ".xml"), whatever path url has;
 * NULL when url is no https address without a user name. Caller frees. */
char *autodiscover_url_service (const char *url, const char *suffix);

/* target as it stands in a Location of url: absolute, or a path there. NULL when it is neither.
 * Caller frees. */
char *autodiscover_url_resolve (const char *url, const char *target);

/* In lower case; NULL when url has none. Caller frees. */
char *autodiscover_url_host (const char *url);

/* The domain behind the @, in lower case and ASCII; NULL when address is none. Caller frees. */
char *autodiscover_url_domain (const char *address);

/* host is domain or lies in it. */
gboolean autodiscover_url_is_inside (const char *host, const char *domain);

/* A host or domain of Exchange Online: the mailbox is not on premises. */
gboolean autodiscover_url_is_cloud (const char *host);
