/* session-calendar.c - calendar options of mailboxes in Exchange Online
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-calendar.h"

#include "base-error.h"
#include "base-text.h"
#include "delivery-calendar.h"
#include "session-online.h"

/* NULL with an error. */
static const ExchangeCalendarWay *
find_way (SessionOrg *org, const char *mailbox, GError **error)
{
  static const BaseErrorFacts off = { .reason = "admin-off" };
  static const BaseErrorFacts bad_address = { .reason = "bad-address" };
  SessionOnline *online = session_org_online (org);

  if (online == NULL)
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &off,
                          "the profile does not name the admin endpoint");
  else if (!base_text_is_address (mailbox))
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_address, "not a mail address");
  else
    return session_online_calendar (online);
  return NULL;
}

gboolean
session_calendar_read (SessionOrg *org, BaseCall *call, const char *mailbox, ExchangeCalendar *ret,
                       GError **error)
{
  const ExchangeCalendarWay *way = find_way (org, mailbox, error);

  return way != NULL && way->get (call, mailbox, ret, way->data, error);
}

static void
append_flag (GString *text, const char *name, gboolean is_on)
{
  g_string_append_printf (text, "; %s %s", name, is_on ? "on" : "off");
}

/* What the journal keeps as the reason. Caller frees. */
static char *
describe (const ExchangeCalendar *wanted)
{
  GString *text = g_string_new ("calendar options");

  if (wanted->parts & EXCHANGE_CALENDAR_ENTRY)
    append_flag (text, "entry", wanted->has_entry);
  if (wanted->parts & EXCHANGE_CALENDAR_SUBJECT)
    g_string_append_printf (text, "; subject “%s”", wanted->subject != NULL ? wanted->subject : "");
  if (wanted->parts & EXCHANGE_CALENDAR_DECLINES_NEW)
    append_flag (text, "decline new", wanted->declines_new);
  if (wanted->parts & EXCHANGE_CALENDAR_DECLINES_EXISTING)
    append_flag (text, "decline existing", wanted->declines_existing);
  if (wanted->parts & EXCHANGE_CALENDAR_MESSAGE)
    g_string_append (text, "; message");
  return g_string_free (text, FALSE);
}

gboolean
session_calendar_write (SessionOrg *org, BaseCall *call, const char *mailbox,
                        const ExchangeCalendar *wanted, ExchangeCalendar *ret, GError **error)
{
  const DeliveryCalendarOrder order = { .way = find_way (org, mailbox, error), .wanted = wanted };
  g_autofree char *why = describe (wanted);
  g_autoptr (DeliveryRun) run = NULL;
  DeliveryCalendar done = { 0 };

  if (order.way == NULL)
    return FALSE;

  run = session_org_new_run (org, why);
  if (!delivery_calendar_write (run, call, mailbox, &order, &done, error))
    return FALSE;
  *ret = done.held;
  return TRUE;
}
