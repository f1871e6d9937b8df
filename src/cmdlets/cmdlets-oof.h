/* cmdlets-oof.h - Get- and Set-MailboxAutoReplyConfiguration, and the mailbox's zone. Any thread;
 * blocks. Errors: cmdlets-backend.h */
#pragma once

#include "cmdlets-server.h"

/* ret_reading: may be NULL. */
OofState *cmdlets_oof_get (BaseCall *call, CmdletsServer *server, const char *mailbox,
                           ExchangeReading *ret_reading, GError **error);
gboolean cmdlets_oof_set (BaseCall *call, CmdletsServer *server, const char *mailbox,
                          const OofState *state, char **ret_request_id, GError **error);

/* Whether each of the mailboxes sends a reply now. */
gboolean cmdlets_oof_look (BaseCall *call, CmdletsServer *server, const char *const *mailboxes,
                           ExchangeAwayFunc each, gpointer data, GError **error);

/* IANA; NULL without an error when the server, or a role, does not tell. Caller frees. */
char *cmdlets_oof_zone (BaseCall *call, CmdletsServer *server, const char *mailbox, GError **error);
