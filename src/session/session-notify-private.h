/* session-notify-private.h - inside session only: events in words, and what was told already */
#pragma once

#include "session-notify.h"

typedef struct
{
  SessionNotifyKind kind;
  char *mailbox; /* NULL: the whole */
  GDateTime *at;
  GError *error; /* NULL: none */
} SessionNotice;

void session_notice_free (SessionNotice *self);
/* What it is known by, for not being told twice: kind, mailbox and reason. Caller frees. */
char *session_notice_key (const SessionNotice *self);

/* notices: SessionNotice, at least one. Callers free. */
char *session_notify_subject (const char *profile, const GPtrArray *notices);
char *session_notify_text (const char *profile, const GPtrArray *notices);

/* Moves those that are to be told out of waiting: kinds that are wanted, and enough of them. What
 * is not told is dropped. Pure. Caller unrefs. */
GPtrArray *session_notify_choose (GPtrArray *waiting, const SessionMailSettings *settings,
                                  GHashTable *told, gint64 now_s);
