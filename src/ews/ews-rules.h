/* ews-rules.h - the rules of a mailbox's inbox: GetInboxRules and UpdateInboxRules. Block; any
 * thread. Since Exchange 2010 SP1: before, UNSUPPORTED "version".
 */
#pragma once

#include "ews-server.h"

/* ExchangeRule; caller unrefs. */
GPtrArray *ews_rules_list (BaseCall *call, EwsServer *server, const char *mailbox, GError **error);

/* As add_rule and remove_rule of exchange-backend.h. */
gboolean ews_rules_add (BaseCall *call, EwsServer *server, const char *mailbox,
                        const ExchangeRule *rule, char **ret_request_id, GError **error);
gboolean ews_rules_remove (BaseCall *call, EwsServer *server, const char *mailbox, const char *id,
                           char **ret_request_id, GError **error);
