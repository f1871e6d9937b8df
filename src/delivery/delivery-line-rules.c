/* delivery-line-rules.c - the rules of inboxes, behind the gate
 *
 * A change is only sent again where it surely was not done: whether it was shows in the list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-line-private.h"

#include "base-error.h"

GPtrArray *
delivery_line_list_rules (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                          GError **error)
{
  DeliveryLine *self = (DeliveryLine *) backend;
  DeliveryTurn turn = { .mailboxes = &mailbox, .n = 1 };
  DeliveryPatience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    GPtrArray *rules;

    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return NULL;
    rules = self->backend->ops->list_rules (self->backend, call, mailbox, &problem);
    delivery_gate_leave (self->gate, &turn, problem);
    if (rules != NULL)
      return rules;
    if (!delivery_line_may_go_again (self, call, &patience, problem, error))
      return NULL;
  }
}

/* rule NULL: the one of that id is removed. */
typedef struct
{
  const char *mailbox;
  const ExchangeRule *rule;
  const char *id;
} Change;

static gboolean
ask_once (DeliveryLine *self, BaseCall *call, const Change *change, char **ret_request_id,
          GError **problem)
{
  const ExchangeBackendOps *ops = self->backend->ops;

  return change->rule != NULL ? ops->add_rule (self->backend, call, change->mailbox, change->rule,
                                               ret_request_id, problem)
                              : ops->remove_rule (self->backend, call, change->mailbox, change->id,
                                                  ret_request_id, problem);
}

static gboolean
ask (DeliveryLine *self, BaseCall *call, const Change *change, char **ret_request_id,
     GError **error)
{
  DeliveryTurn turn = { .mailboxes = &change->mailbox, .n = 1 };
  DeliveryPatience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    gboolean is_done;

    if (!delivery_gate_enter (self->gate, call, &turn, error))
      return FALSE;
    is_done = ask_once (self, call, change, ret_request_id, &problem);
    delivery_gate_leave (self->gate, &turn, problem);
    if (is_done)
      return TRUE;
    if (base_error_verdict (problem) == BASE_VERDICT_RETRY) {
      g_propagate_error (error, problem);
      return FALSE;
    }
    if (!delivery_line_may_go_again (self, call, &patience, problem, error))
      return FALSE;
  }
}

gboolean
delivery_line_add_rule (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                        const ExchangeRule *rule, char **ret_request_id, GError **error)
{
  const Change change = { .mailbox = mailbox, .rule = rule };

  return ask ((DeliveryLine *) backend, call, &change, ret_request_id, error);
}

gboolean
delivery_line_remove_rule (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                           const char *id, char **ret_request_id, GError **error)
{
  const Change change = { .mailbox = mailbox, .id = id };

  return ask ((DeliveryLine *) backend, call, &change, ret_request_id, error);
}
