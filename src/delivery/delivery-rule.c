/* delivery-rule.c - makes and removes the one inbox rule that forwards while somebody is away
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-rule.h"

#include "base-error.h"
#include "base-fault.h"

#include <string.h>

void
delivery_rule_clear (DeliveryRule *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->print, g_free);
}

static gboolean
refuse (GError **error, BaseErrorCode code, const char *reason, const char *message)
{
  const BaseErrorFacts facts = { .reason = reason };

  base_error_set_facts (error, code, &facts, "%s", message);
  return FALSE;
}

static GPtrArray *
list (ExchangeBackend *backend, BaseCall *call, const char *mailbox, GError **error)
{
  if (backend->ops->list_rules != NULL)
    return backend->ops->list_rules (backend, call, mailbox, error);

  refuse (error, BASE_ERROR_UNSUPPORTED, "no-rules", "this server has no inbox rules");
  return NULL;
}

/* By id where that is known, else by name. */
static const ExchangeRule *
find (const GPtrArray *rules, const DeliveryRule *wanted)
{
  const ExchangeRule *named = NULL;

  for (guint i = 0; i < rules->len; i++) {
    const ExchangeRule *rule = rules->pdata[i];

    if (wanted->id != NULL && strcmp (rule->id, wanted->id) == 0)
      return rule;
    if (named == NULL && strcmp (rule->name, wanted->rule->name) == 0)
      named = rule;
  }
  return named;
}

static guint
find_last (const GPtrArray *rules)
{
  guint last = 0;

  for (guint i = 0; i < rules->len; i++)
    last = MAX (last, ((const ExchangeRule *) rules->pdata[i])->priority);
  return last;
}

/* As the server made it: it may say the same otherwise. */
static gboolean
take (DeliveryRule *self, const ExchangeRule *found)
{
  delivery_rule_clear (self);
  self->id = g_strdup (found->id);
  self->print = exchange_rule_print (found);
  return TRUE;
}

/* Made earlier, by somebody who died before it was kept. */
static gboolean
adopt (DeliveryRule *self, const ExchangeRule *found, GError **error)
{
  if (exchange_rule_is_like (found, self->rule))
    return take (self, found);
  return refuse (error, BASE_ERROR_REJECTED, "rule-changed",
                 "a rule of that name is there, and does something else");
}

/* TRUE when it was done, or may have been: what is there then tells. */
static gboolean
is_maybe_done (const GError *problem)
{
  return problem == NULL || base_error_verdict (problem) == BASE_VERDICT_RETRY;
}

gboolean
delivery_rule_make (ExchangeBackend *backend, BaseCall *call, DeliveryRule *rule,
                    char **ret_request_id, GError **error)
{
  g_autoptr (GPtrArray) before = list (backend, call, rule->mailbox, error);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) problem = NULL;
  const ExchangeRule *found = before != NULL ? find (before, rule) : NULL;
  ExchangeRule made = *rule->rule;

  if (before == NULL)
    return FALSE;
  if (found != NULL)
    return adopt (rule, found, error);

  made.priority = find_last (before) + 1;
  backend->ops->add_rule (backend, call, rule->mailbox, &made, ret_request_id, &problem);
  base_fault ("rule-made");
  if (is_maybe_done (problem)) {
    after = list (backend, call, rule->mailbox, problem == NULL ? error : NULL);
    found = after != NULL ? find (after, rule) : NULL;
    if (found != NULL)
      return take (rule, found);
  }
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return after != NULL && refuse (error, BASE_ERROR_PROTOCOL, "read-back-differs",
                                  "the server took the rule, but does not have it");
}

/* What we made, as far as anybody can tell. */
static gboolean
is_ours (const DeliveryRule *self, const ExchangeRule *found)
{
  g_autofree char *print = exchange_rule_print (found);

  return self->print != NULL ? strcmp (print, self->print) == 0
                             : exchange_rule_is_like (found, self->rule);
}

gboolean
delivery_rule_remove (ExchangeBackend *backend, BaseCall *call, DeliveryRule *rule,
                      char **ret_request_id, GError **error)
{
  g_autoptr (GPtrArray) before = list (backend, call, rule->mailbox, error);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) problem = NULL;
  const ExchangeRule *found = before != NULL ? find (before, rule) : NULL;

  if (before == NULL)
    return FALSE;
  if (found == NULL || !is_ours (rule, found))
    return TRUE;

  backend->ops->remove_rule (backend, call, rule->mailbox, found->id, ret_request_id, &problem);
  base_fault ("rule-removed");
  if (!is_maybe_done (problem) && !g_error_matches (problem, BASE_ERROR, BASE_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  after = list (backend, call, rule->mailbox, error);
  found = after != NULL ? find (after, rule) : NULL;
  if (found == NULL || !is_ours (rule, found))
    return after != NULL;
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return refuse (error, BASE_ERROR_PROTOCOL, "read-back-differs",
                 "the server took the removal, but the rule is still there");
}
