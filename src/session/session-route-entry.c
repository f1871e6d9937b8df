/* session-route-entry.c - entries in the calendars of a hybrid organisation
 *
 * Each goes to the side where the mailbox is. It was read a moment ago as a rule, so that is known;
 * where it is not, reading finds it out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-route-private.h"

#include "base-error.h"

/* NULL with an error. */
static ExchangeBackend *
find_there (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  static const BaseErrorFacts none = { .reason = "no-entries" };
  SessionRoute *route = (SessionRoute *) self;
  SessionSide side = SESSION_SIDE_PREMISES;
  ExchangeBackend *there;

  if (!session_route_find_side (route, call, mailbox, &side)) {
    g_autoptr (OofState) held = self->ops->get_oof (self, call, mailbox, NULL, error);

    if (held == NULL)
      return NULL;
    session_route_find_side (route, call, mailbox, &side);
  }
  there = route->sides[side];
  if (there->ops->find_entry != NULL)
    return there;

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &none,
                        "this server lets nobody at calendars");
  return NULL;
}

gboolean
session_route_find_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                          const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error)
{
  ExchangeBackend *there = find_there (self, call, mailbox, error);

  return there != NULL && there->ops->find_entry (there, call, mailbox, wanted, ret_held, error);
}

gboolean
session_route_make_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                          const ExchangeEntry *wanted, char **ret_id, GError **error)
{
  ExchangeBackend *there = find_there (self, call, mailbox, error);

  return there != NULL && there->ops->make_entry (there, call, mailbox, wanted, ret_id, error);
}

gboolean
session_route_remove_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                            const char *id, GError **error)
{
  ExchangeBackend *there = find_there (self, call, mailbox, error);

  return there != NULL && there->ops->remove_entry (there, call, mailbox, id, error);
}
