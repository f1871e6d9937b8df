/* delivery-calendar.c - a change of what happens in a mailbox's calendar
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-calendar.h"

#include "delivery-run-private.h"

#include "base-error.h"

void
delivery_calendar_clear (DeliveryCalendar *self)
{
  exchange_calendar_clear (&self->held);
}

static gboolean
write_and_compare (BaseCall *call, const char *mailbox, const DeliveryCalendarOrder *order,
                   DeliveryOutcome *outcome, DeliveryCalendar *calendar)
{
  static const BaseErrorFacts differs = { .reason = "read-back-differs" };
  const ExchangeCalendarWay *way = order->way;

  if (!way->set (call, mailbox, order->wanted, &outcome->request_id, way->data, &outcome->error))
    return FALSE;

  exchange_calendar_clear (&calendar->held);
  if (!way->get (call, mailbox, &calendar->held, way->data, &outcome->error)) {
    g_prefix_error (&outcome->error, "written, but reading back failed: ");
    return FALSE;
  }
  if (exchange_calendar_compare (&calendar->held, order->wanted) == 0)
    return TRUE;

  base_error_set_facts (&outcome->error, BASE_ERROR_PROTOCOL, &differs,
                        "the server took the change, but holds something else");
  return FALSE;
}

gboolean
delivery_calendar_write (DeliveryRun *run, BaseCall *call, const char *mailbox,
                         const DeliveryCalendarOrder *order, DeliveryCalendar *ret, GError **error)
{
  g_auto (DeliveryCalendar) calendar = { .result = DELIVERY_RESULT_SKIPPED };
  g_autoptr (DeliveryOutcome) outcome = g_new0 (DeliveryOutcome, 1);
  gint64 row;

  if (!order->way->get (call, mailbox, &calendar.held, order->way->data, error))
    return FALSE;

  if (exchange_calendar_compare (&calendar.held, order->wanted) != 0) {
    outcome->mailbox = g_strdup (mailbox);
    if (!delivery_run_read_before (run, call, outcome)) {
      g_propagate_error (error, g_steal_pointer (&outcome->error));
      return FALSE;
    }
    row = delivery_run_begin_journal (run, mailbox, outcome->before, outcome->before, NULL, error);
    if (row == 0)
      return FALSE;
    g_clear_pointer (&outcome->request_id, g_free);
    write_and_compare (call, mailbox, order, outcome, &calendar);
    delivery_run_end_journal (run, row, outcome);
    calendar.result = DELIVERY_RESULT_WRITTEN;
  }
  if (outcome->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&outcome->error));
    return FALSE;
  }

  *ret = calendar;
  calendar = (DeliveryCalendar){ 0 };
  return TRUE;
}
