/* ews-answer.h - finds the answer or the error in an HTTP answer. Pure; any thread. */
#pragma once

#include "ews-ask.h"

/* NULL with an error when there is none. ret_primary: the address that the server would rather
 * have, when that is the error; else NULL; caller frees. */
EwsAnswer *ews_answer_new (const HttpReply *reply, const char *host, const EwsAsk *ask,
                           char **ret_primary, GError **error);

/* "15.2.1118.40", from the answer's header; NULL when it does not say. Caller frees. */
char *ews_answer_build (const EwsAnswer *self);

/* The instant in a child element, a time without zone taken as UTC; NULL with PROTOCOL. Caller
 * unrefs. */
GDateTime *ews_answer_need_time (const xmlNode *parent, const char *name, GError **error);
