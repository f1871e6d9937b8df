/* ews-zones.h - GetServerTimeZones: the cheapest question that needs credentials but no mailbox */
#pragma once

#include "ews-ask.h"

extern const EwsAsk ews_zones_ask; /* the question itself */

/* ret_build: what the server says it is, NULL when it does not; may be NULL itself. */
gboolean ews_zones_probe (BaseCall *call, EwsServer *server, char **ret_build, GError **error);
