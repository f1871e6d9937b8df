/* session-words-replies.h - the replies that mailboxes hold, in words
 *
 * Translated; dates as the language of LC_TIME writes them. Pure; any thread. Callers free, where
 * it is not said otherwise.
 */
#pragma once

#include "session-replies.h"

/* "Goes out now". Static. */
const char *session_words_reply_state (SessionReplyState state);
/* "Mon 3 May 2026 – Fri 7 May 2026", "until further notice"; NULL: it is off. */
char *session_words_reply_when (const SessionReplies *session, const SessionReply *reply);
/* "since Mon 3 May 2026", "since Mon 3 May 2026 or longer": how old it is, as far as is known. */
char *session_words_reply_age (const SessionReplies *session, const SessionReply *reply);
/* Sentences, blank between them; NULL: nothing is wrong with it. */
char *session_words_reply_wrong (const SessionReplies *session, const SessionReply *reply);
/* "Protected", "Put there by an absence"; "": neither. Static. */
const char *session_words_reply_mark (const SessionReply *reply);
/* "12 people, the same text", "12 people, the same but for names and dates". */
char *session_words_reply_group (const SessionReplyGroup *group);
/* "5 go out now, 2 later, 1 is over, 4 are off": only what there is. */
char *session_words_reply_states (const SessionReplyGroup *group);
/* "1,200 mailboxes read: 43 replies, 2 could not be read.", and how many were not asked. */
char *session_words_replies (const SessionReplies *session);
