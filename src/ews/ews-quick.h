/* ews-quick.h - the usual answer, read without a tree. Pure; any thread. For this room only */
#pragma once

#include "ews-ask.h"

/* TRUE when the answer is the operation's own, went well (ResponseClass Success), and ask->quick
 * took all that is in it beside the message. FALSE says nothing of the answer: it is taken apart
 * as a tree then. */
gboolean ews_quick_read (const HttpReply *reply, const EwsAsk *ask);
