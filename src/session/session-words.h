/* session-words.h - the sentence and the remedy for every error. Inside session only. */
#pragma once

#include <glib.h>

/* Not translated yet. In the remedy %s stands for the account's name, {DOMAIN} and {CONTROLLER} for
 * the host that the error knows, {OBJECT} for what it is about. Inside a cmdlet's '…' or "…" they
 * are quoted: those two signs stand nowhere else. */
typedef struct
{
  const char *key; /* reason, or the code's name */
  const char *sentence;
  const char *remedy; /* NULL: there is nothing to do */
} SessionWords;

/* By reason, one for each file; a row without a key ends it. */
extern const SessionWords session_words_beside[];
extern const SessionWords session_words_directory[];
extern const SessionWords session_words_doctor[]; /* by a finding's id after "doctor-" */
extern const SessionWords session_words_mail[];
extern const SessionWords session_words_login[]; /* Microsoft 365 */
extern const SessionWords session_words_online[];
extern const SessionWords session_words_powershell[];

/* By reason, else by code; NULL for an error of another domain. */
const SessionWords *session_words_find (const GError *error);
