/* delivery-act.c - a change beside the reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-act.h"

#include "base-fault.h"
#include "delivery-run-private.h"

static gint64
begin_journal (DeliveryRun *run, const DeliveryActOrder *order, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (run->clock);
  g_autofree char *why = g_strdup_printf ("%s; %s", run->why, order->words);
  const StoreJournalRow row =
      delivery_run_journal_row (run, order->mailbox, now, order->held, order->held, why);
  gint64 id;

  id = store_journal_begin (run->store, &row, error);
  base_fault ("act-journal-begun");
  return id;
}

gboolean
delivery_act_do (DeliveryRun *run, BaseCall *call, const DeliveryActOrder *order, GError **error)
{
  g_autoptr (DeliveryOutcome) outcome = g_new0 (DeliveryOutcome, 1);
  gint64 row = begin_journal (run, order, error);

  if (row == 0)
    return FALSE;

  if (!order->step (run->backend, call, order->data, &outcome->request_id, &outcome->error))
    g_warn_if_fail (outcome->error != NULL);
  base_fault ("act-done");
  delivery_run_end_journal (run, row, outcome);
  base_fault ("act-journal-ended");
  if (outcome->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&outcome->error));
  return FALSE;
}
