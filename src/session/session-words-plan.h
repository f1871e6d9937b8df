/* session-words-plan.h - what a plan says about a mailbox, in words
 *
 * Translated. Pure; any thread.
 */
#pragma once

#include "session-decide.h"

/* "Exchange holds it already.": why, as a sentence; for one that is refused, what is wrong. Caller
 * frees. */
char *session_words_decision (const SessionDecision *decision);

/* "“gone@corp.example”: there is no such person." Caller frees. */
char *session_words_problem (const SessionPlanProblem *problem);
