/* session-hub-holidays.h - the calendars of public holidays, for the panel: part of SessionHub,
 * main thread only
 */
#pragma once

#include "session-hub-items.h"

#define SESSION_HOLIDAYS_MOST_BYTES (8 * 1024 * 1024) /* of a calendar file */

/* The days of a calendar file (ICS), read on a worker; nothing is kept. Errors as
 * session_ics_read (). */
void session_hub_read_ics_async (SessionHub *self, const char *name, GBytes *bytes,
                                 GCancellable *cancellable, GAsyncReadyCallback done,
                                 gpointer user_data);
/* Caller unrefs. */
OofDays *session_hub_read_ics_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* Another name for a calendar, also in all absences that have it: one step for Undo. End with
 * session_hub_edit_items_finish (). BASE_ERROR_REJECTED "name-taken", "no-calendar", or as
 * session_items_edit (). */
void session_hub_rename_holidays_async (SessionHub *self, const char *name, const char *wanted,
                                        GAsyncReadyCallback done, gpointer user_data);
