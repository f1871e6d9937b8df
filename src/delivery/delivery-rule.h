/* delivery-rule.h - makes and removes the one inbox rule that forwards while somebody is away
 *
 * A rule is known by its name until its id was read back. One that somebody has changed since is
 * theirs: it is neither used nor removed. Steps for delivery-act.h. Block; any thread.
 */
#pragma once

#include "exchange-backend.h"

typedef struct
{
  const char *mailbox;
  const ExchangeRule *rule; /* name, target, keeps_copy, until_s; borrowed */
  char *id;                 /* the server's; NULL: not known. Filled in by make; caller frees */
  char *print;              /* as it was read back (exchange_rule_print ()); as id */
} DeliveryRule;

void delivery_rule_clear (DeliveryRule *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeliveryRule, delivery_rule_clear)

/* Makes it, behind all others, or finds it made. UNSUPPORTED "no-rules"; REJECTED "rule-changed"
 * when one of that name is there that does something else, "outlook-rules"; PROTOCOL
 * "read-back-differs". ret_request_id: of what was written, if anything was; caller frees. */
gboolean delivery_rule_make (ExchangeBackend *backend, BaseCall *call, DeliveryRule *rule,
                             char **ret_request_id, GError **error);
/* TRUE when nothing of ours is there any more. */
gboolean delivery_rule_remove (ExchangeBackend *backend, BaseCall *call, DeliveryRule *rule,
                               char **ret_request_id, GError **error);
