/* session-words-conflict.h - what competes for a mailbox's one reply, in words
 *
 * Translated. Pure; any thread.
 */
#pragma once

#include "session-conflict.h"

/* Why it is as it is, as a sentence: by which rule. Caller frees. */
char *session_words_conflict (const SessionConflict *conflict);

/* "“Training” goes before everything else": a rule that somebody made. Caller frees. */
char *session_words_rule (OofTrait rule);

/* What a message asks the person whose mailbox it is: which of them is to go out. Without markup.
 * Caller frees, and below. */
char *session_words_question_subject (void);
char *session_words_question (const char *name, const SessionConflict *conflict);
