/* ews-tips.h - GetMailTips: who is away now, many mailboxes at once */
#pragma once

#include "ews-server.h"

/* Tells each about every mailbox, in their order within a batch. A mailbox that the server cannot
 * speak of is told with is_known FALSE; an error is one of the whole. */
gboolean ews_tips_look (BaseCall *call, EwsServer *server, const char *const *mailboxes,
                        ExchangeAwayFunc each, gpointer data, GError **error);
