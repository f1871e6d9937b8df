/* session-route-rules.c - the rules of inboxes in a hybrid organisation
 *
 * Listed on the side where the mailbox is, or turns out to be; changed only there, because whoever
 * changes has listed a moment before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-route-private.h"

#include "base-error.h"

static gboolean
has_rules (const ExchangeBackend *side, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-rules" };

  if (side->ops->list_rules == NULL)
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts, "this server has no inbox rules");
  return side->ops->list_rules != NULL;
}

static gpointer
ask_rules (ExchangeBackend *side, BaseCall *call, const char *mailbox, gpointer data,
           GError **error)
{
  return has_rules (side, error) ? side->ops->list_rules (side, call, mailbox, error) : NULL;
}

GPtrArray *
session_route_list_rules (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                          GError **error)
{
  return session_route_ask ((SessionRoute *) self, call, mailbox, ask_rules, NULL, error);
}

/* NULL with an error. */
static ExchangeBackend *
find_side (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  SessionRoute *route = (SessionRoute *) self;
  SessionSide side = SESSION_SIDE_PREMISES;
  ExchangeBackend *there;

  session_route_find_side (route, call, mailbox, &side);
  there = route->sides[side];
  return has_rules (there, error) ? there : NULL;
}

gboolean
session_route_add_rule (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                        const ExchangeRule *rule, char **ret_request_id, GError **error)
{
  ExchangeBackend *there = find_side (self, call, mailbox, error);

  return there != NULL && there->ops->add_rule (there, call, mailbox, rule, ret_request_id, error);
}

gboolean
session_route_remove_rule (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                           const char *id, char **ret_request_id, GError **error)
{
  ExchangeBackend *there = find_side (self, call, mailbox, error);

  return there != NULL && there->ops->remove_rule (there, call, mailbox, id, ret_request_id, error);
}
