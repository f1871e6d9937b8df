/* exchange-calendar.c - what happens in a mailbox's calendar while its automatic reply is on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-calendar.h"

void
exchange_calendar_clear (ExchangeCalendar *self)
{
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->message, g_free);
}

/* An empty text and none are the same. */
static gboolean
is_same_text (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

ExchangeCalendarParts
exchange_calendar_compare (const ExchangeCalendar *held, const ExchangeCalendar *wanted)
{
  ExchangeCalendarParts differs = 0;

  if (held->has_entry != wanted->has_entry)
    differs |= EXCHANGE_CALENDAR_ENTRY;
  if (!is_same_text (held->subject, wanted->subject))
    differs |= EXCHANGE_CALENDAR_SUBJECT;
  if (held->declines_new != wanted->declines_new)
    differs |= EXCHANGE_CALENDAR_DECLINES_NEW;
  if (held->declines_existing != wanted->declines_existing)
    differs |= EXCHANGE_CALENDAR_DECLINES_EXISTING;
  if (!is_same_text (held->message, wanted->message))
    differs |= EXCHANGE_CALENDAR_MESSAGE;
  return differs & wanted->parts;
}
