/* ews-options.h - GetUserConfiguration: what somebody has set in Outlook on the web, for the time
 * zone */
#pragma once

#include "ews-server.h"

/* The IANA name of the mailbox's zone. NULL without an error when the server does not know it or
 * its name. Caller frees. */
char *ews_options_zone (BaseCall *call, EwsServer *server, const char *mailbox, GError **error);
