/* ews-hours.h - the working hours of mailboxes, of GetUserAvailability: many at once */
#pragma once

#include "ews-server.h"

/* Tells each about every mailbox; one that the server cannot speak of has an error of its own. */
gboolean ews_hours_look (BaseCall *call, EwsServer *server, const char *const *mailboxes,
                         ExchangeHoursFunc each, gpointer data, GError **error);
