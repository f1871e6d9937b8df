/* session-org-beside.c - what an open organisation has beside replies: zones, rules, entries
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-org-private.h"

guint64
session_org_refusals (SessionOrg *self)
{
  ExchangeBackend *backend = session_org_backend (self);

  return backend->ops->refusals != NULL ? backend->ops->refusals (backend) : 0;
}

char *
session_org_get_zone (SessionOrg *self, BaseCall *call, const char *mailbox, GError **error)
{
  ExchangeBackend *backend = session_org_backend (self);

  return backend->ops->get_zone (backend, call, mailbox, error);
}

gboolean
session_org_look_about (SessionOrg *self, BaseCall *call, const char *mailbox,
                        char *ret[OOF_N_ABOUT], GError **error)
{
  ExchangeBackend *backend = session_org_backend (self);

  return backend->ops->look_about == NULL ||
         backend->ops->look_about (backend, call, mailbox, ret, error);
}

gboolean
session_org_has_rules (SessionOrg *self)
{
  return session_org_backend (self)->ops->list_rules != NULL;
}

GPtrArray *
session_org_list_rules (SessionOrg *self, BaseCall *call, const char *mailbox, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-rules" };
  ExchangeBackend *backend = session_org_backend (self);

  if (backend->ops->list_rules != NULL)
    return backend->ops->list_rules (backend, call, mailbox, error);

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts, "this server has no inbox rules");
  return NULL;
}

gboolean
session_org_find_entry (SessionOrg *self, BaseCall *call, const char *mailbox,
                        const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-entries" };
  ExchangeBackend *backend = session_org_backend (self);

  if (backend->ops->find_entry != NULL)
    return backend->ops->find_entry (backend, call, mailbox, wanted, ret_held, error);

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                        "this server lets nobody at calendars");
  return FALSE;
}
