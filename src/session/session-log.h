/* session-log.h - what a program that runs alone writes into the system's log
 *
 * Structured: under systemd each line goes to the journal with fields of its own, which journalctl
 * finds ("journalctl MAILBOX=ann@corp.example"); elsewhere to standard error. Nothing that people
 * wrote, no password and no words of servers are ever in it: our own sentence, tokens, codes, ids
 * and addresses. Any thread.
 */
#pragma once

#include <glib.h>

typedef enum
{
  SESSION_LOG_ERROR, /* somebody has to do something */
  SESSION_LOG_WARNING,
  SESSION_LOG_INFO,
  SESSION_LOG_DEBUG,
  SESSION_N_LOG
} SessionLogLevel;

extern const char *const session_log_names[]; /* "error", "warning", "info", "debug" */

/* Once, at the program's begin: what is less than that is left out. */
void session_log_set_up (SessionLogLevel least);

/* Borrowed; NULL where there is nothing to say. */
typedef struct
{
  SessionLogLevel level;
  const char *message; /* in English */
  const char *profile; /* its name */
  const char *mailbox;
  const char *run;     /* its id */
  const GError *error; /* REASON, CODE, SERVER_CODE, REQUEST_ID */
} SessionLogLine;

void session_log_write (const SessionLogLine *line);

/* The line as it stands on standard error: message and fields. Pure; caller frees. */
char *session_log_text (const SessionLogLine *line);
