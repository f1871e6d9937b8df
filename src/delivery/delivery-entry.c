/* delivery-entry.c - makes and removes the one entry in a calendar that belongs to an absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-entry.h"

#include "base-error.h"
#include "base-fault.h"

static gboolean
find (ExchangeBackend *backend, BaseCall *call, const char *mailbox, const ExchangeEntry *wanted,
      ExchangeEntry *ret_held, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-entries" };

  if (backend->ops->find_entry != NULL)
    return backend->ops->find_entry (backend, call, mailbox, wanted, ret_held, error);

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                        "this server lets nobody at calendars");
  return FALSE;
}

/* TRUE when it was done, or may have been: what is there then tells. */
static gboolean
is_maybe_done (const GError *problem)
{
  return problem == NULL || base_error_verdict (problem) == BASE_VERDICT_RETRY;
}

/* Somebody has changed it: it will never look as it was wanted, and so is left to them. */
static void
take_wanted (ExchangeEntry *held, const ExchangeEntry *wanted)
{
  g_free (held->subject);
  held->subject = g_strdup (wanted->subject);
  held->from_s = wanted->from_s;
  held->until_s = wanted->until_s;
  held->is_all_day = wanted->is_all_day;
}

gboolean
delivery_entry_make (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                     const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error)
{
  static const BaseErrorFacts differs = { .reason = "read-back-differs" };
  g_autofree char *id = NULL;
  g_autoptr (GError) problem = NULL;

  if (!find (backend, call, mailbox, wanted, ret_held, error))
    return FALSE;
  if (ret_held->id != NULL) {
    if (!exchange_entry_is_as (ret_held, wanted))
      take_wanted (ret_held, wanted);
    return TRUE;
  }

  backend->ops->make_entry (backend, call, mailbox, wanted, &id, &problem);
  base_fault ("entry-made");
  if (is_maybe_done (problem) &&
      !find (backend, call, mailbox, wanted, ret_held, problem == NULL ? error : NULL) &&
      problem == NULL)
    return FALSE;
  if (ret_held->id != NULL)
    return TRUE;

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &differs,
                          "the server took the entry, but does not have it");
  return FALSE;
}

gboolean
delivery_entry_remove (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                       const ExchangeEntry *made, GError **error)
{
  g_auto (ExchangeEntry) held = { 0 };

  if (!find (backend, call, mailbox, made, &held, error))
    return FALSE;
  if (held.id == NULL || !exchange_entry_is_as (&held, made))
    return TRUE;

  if (!backend->ops->remove_entry (backend, call, mailbox, held.id, error))
    return FALSE;
  base_fault ("entry-removed");
  return TRUE;
}
