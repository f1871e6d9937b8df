/* session-whose.h - whose a mailbox is, as the directory knows it. Inside session only. Blocks. */
#pragma once

#include "base-call.h"
#include "exchange-person.h"

typedef struct _SessionDirectory SessionDirectory;

/* By mail address or principal name. NULL: nobody, or with an error. Caller unrefs. */
ExchangePerson *session_whose_mailbox (SessionDirectory *directory, BaseCall *call,
                                       const char *mailbox, GError **error);
