/* session-online.h - Exchange Online's admin endpoint of a profile that has it switched on: what
 * Graph lacks
 *
 * Off unless the profile names the endpoint (admin_api_url). Making one asks nobody. Immutable;
 * any thread.
 */
#pragma once

#include "base-secret.h"
#include "checks-plan.h"
#include "exchange-calendar.h"
#include "exchange-profile.h"
#include "powershell-console.h"

typedef struct _SessionOnline SessionOnline;

gboolean session_online_is_on (const ExchangeProfile *profile);

/* client: the application's secret, or its certificate's passphrase. NULL with an error;
 * UNSUPPORTED "admin-off" when it is not switched on. */
SessionOnline *session_online_new (const ExchangeProfile *profile, BaseSecret *client,
                                   GError **error);
void session_online_free (SessionOnline *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionOnline, session_online_free)

/* How calendars are read and written there. Borrowed from self. */
const ExchangeCalendarWay *session_online_calendar (SessionOnline *self);

/* One cmdlet. mailbox: whom it is about; NULL: the organisation. Caller frees. */
PowershellResult *session_online_run (SessionOnline *self, BaseCall *call,
                                      const PowershellCommand *command, const char *mailbox,
                                      GError **error);

/* The optional step of the verification: "online-admin". Nothing where it is not switched on. */
void session_online_add_checks (ChecksPlan *plan, const ExchangeProfile *profile,
                                BaseSecret *client);
