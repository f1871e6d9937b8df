/* graph-rules.h - the rules of a mailbox's inbox (messageRule). Block; any thread.
 *
 * Permission MailboxSettings.ReadWrite. Graph has no condition for a time, so a rule's end is not
 * written. It tells nothing of rules that Outlook alone keeps: Exchange Online looks after them.
 */
#pragma once

#include "graph-server.h"

/* ExchangeRule; caller unrefs. */
GPtrArray *graph_rules_list (BaseCall *call, GraphServer *server, const char *mailbox,
                             GError **error);

/* As add_rule and remove_rule of exchange-backend.h. */
gboolean graph_rules_add (BaseCall *call, GraphServer *server, const char *mailbox,
                          const ExchangeRule *rule, char **ret_request_id, GError **error);
gboolean graph_rules_remove (BaseCall *call, GraphServer *server, const char *mailbox,
                             const char *id, char **ret_request_id, GError **error);
