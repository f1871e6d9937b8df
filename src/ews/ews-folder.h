/* ews-folder.h - GetFolder on the inbox: the cheapest proof that a mailbox may be impersonated */
#pragma once

#include "ews-server.h"

/* mailbox: NULL asks for the account's own inbox. ret_build: what the server says it is, NULL
 * when it does not; may be NULL itself. */
gboolean ews_folder_probe (BaseCall *call, EwsServer *server, const char *mailbox, char **ret_build,
                           GError **error);
