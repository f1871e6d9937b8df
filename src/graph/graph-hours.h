/* graph-hours.h - the working hours of mailboxes, of mailboxSettings: twenty in a request */
#pragma once

#include "graph-ask.h"

/* Tells each about every mailbox; one that Graph cannot speak of has an error of its own. */
gboolean graph_hours_look (BaseCall *call, GraphServer *server, const char *const *mailboxes,
                           ExchangeHoursFunc each, gpointer data, GError **error);
