/* session-words-item.h - what an absence is, in words: its type, and a sentence about it and why it
 * goes before others
 *
 * Translated. Pure; any thread.
 */
#pragma once

#include "exchange-profile.h"
#include "session-bars.h"

/* "Vacation". Static. */
const char *session_words_type (OofType type);
/* "V": one or two letters, of each type its own. Static. */
const char *session_words_type_sign (OofType type);

/* "Training, every Tuesday, 08:00–16:00, 10 times". Caller frees. */
char *session_words_item (const OofItem *item);

/* "It is for this person by name, the other is for a group." NULL for ALONE. Static. */
const char *session_words_why (OofWhy why);

/* "Ann Berg: Vacation, Mon 3 May – Fri 7 May, made here for this person, Exchange does not hold it
 * yet, one more behind it": what a screen reader says of a bar. Times are this computer's. Caller
 * frees. */
char *session_words_bar (const char *name, const SessionBar *bar);

/* "the mailbox is protected, not read for a long time": what there is to say about the mailbox
 * itself; "": nothing. Caller frees. */
char *session_words_mailbox (SessionMarks marks);

/* What the absence says and nothing here acts on, as whole sentences: "Whom to tell by mail is kept
 * with the absence, …". NULL: nothing. Caller frees. */
char *session_words_unacted (const OofItem *item);

/* Why messages cannot be forwarded while people are away; NULL: they can, or there is no
 * connection yet. Static. */
const char *session_words_no_forwarding (const ExchangeProfile *profile);
