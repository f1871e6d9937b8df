/* session-words-doctor.h - what the doctor found, in words. Translated. Pure; any thread. */
#pragma once

#include "session-doctor.h"

/* "The mailbox’s reply is switched off." Caller frees. */
char *session_doctor_says (const SessionFinding *finding);
/* What to do about it, with the commands; NULL: nothing. Caller frees. */
char *session_doctor_cure (const SessionDiagnosis *self, const SessionFinding *finding);
/* As the server has it, or why it is not known; NULL: there is nothing to show. Caller frees. */
char *session_doctor_evidence (const SessionFinding *finding);

/* "People inside get this reply.", as far as is known. Caller frees. */
char *session_doctor_verdict (const SessionDiagnosis *self, SessionSender sender);
/* The reply as text, as they read it; NULL: none leaves, or it is not known. Caller frees. */
char *session_doctor_text (const SessionDiagnosis *self, SessionSender sender);
