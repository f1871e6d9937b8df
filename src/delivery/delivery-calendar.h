/* delivery-calendar.h - a change of what happens in a mailbox's calendar, with the same care as one
 * of its reply
 *
 * Read, compare, skip when it is so already, journal, write, read back, compare, journal. The
 * journal's row has the reply that the mailbox holds, unchanged, and says in its reason what was
 * changed. Blocks; any thread.
 */
#pragma once

#include "delivery-run.h"
#include "exchange-calendar.h"

typedef struct
{
  const ExchangeCalendarWay *way;
  const ExchangeCalendar *wanted; /* its parts */
} DeliveryCalendarOrder;

typedef struct
{
  DeliveryResult result; /* SKIPPED or WRITTEN */
  ExchangeCalendar held; /* now */
} DeliveryCalendar;

void delivery_calendar_clear (DeliveryCalendar *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeliveryCalendar, delivery_calendar_clear)

/* Errors of the way; PROTOCOL "read-back-differs". */
gboolean delivery_calendar_write (DeliveryRun *run, BaseCall *call, const char *mailbox,
                                  const DeliveryCalendarOrder *order, DeliveryCalendar *ret,
                                  GError **error);
