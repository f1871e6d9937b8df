/* autodiscover-lead.h - where an answer leads: to the web service, to another host, to another
 * address, to the cloud. Inside the room.
 *
 * Here, and nowhere else, is decided which hosts may be asked with the password.
 */
#pragma once

#include "autodiscover-answer.h"
#include "autodiscover-search.h"

/* Takes what answer holds, and goes on to where it leads. */
void autodiscover_lead_take (AutodiscoverSearch *self, const AutodiscoverVisit *visit,
                             AutodiscoverAnswer *answer);

/* Goes on to a URL: of a redirect (as it stands in Location), or of DNS. */
void autodiscover_lead_follow (AutodiscoverSearch *self, const AutodiscoverVisit *visit,
                               const char *target);
