/* session-calendar.h - calendar options of mailboxes in Exchange Online, for both front ends.
 * Blocks; any thread.
 *
 * UNSUPPORTED "admin-off" where the admin endpoint is not switched on.
 */
#pragma once

#include "exchange-calendar.h"
#include "session-org.h"

gboolean session_calendar_read (SessionOrg *org, BaseCall *call, const char *mailbox,
                                ExchangeCalendar *ret, GError **error);

/* Changes wanted's parts, and gives what the mailbox holds then. */
gboolean session_calendar_write (SessionOrg *org, BaseCall *call, const char *mailbox,
                                 const ExchangeCalendar *wanted, ExchangeCalendar *ret,
                                 GError **error);
