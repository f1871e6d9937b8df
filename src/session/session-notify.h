/* session-notify.h - who is told what goes wrong while nobody looks: the log at once, people by
 * e-mail, once in a while
 *
 * One for a program that runs alone. Events are collected, and flushing makes one message of them:
 * not more often than the settings say (but that the engine stopped is told at once), not before
 * there are as many as their threshold, and nothing twice within a day. When the message was sent
 * last is kept in the store, so that a restart makes no second one.
 *
 * Whoever has got a message does not get it again because another recipient has not: it is kept in
 * the store for those who may get it later, for a week, and so is what nobody has got when the
 * program ends.
 */
#pragma once

#include "session-mail.h"

#define SESSION_NOTIFY_AGAIN_S (24 * 3600)

typedef struct _SessionNotify SessionNotify;

typedef struct
{
  SessionNotifyKind kind;
  const char *mailbox; /* NULL: it is about the whole */
  const char *run;     /* NULL: none */
  GDateTime *at;
  const GError *error; /* the reason; NULL: none */
} SessionNotifyEvent;

/* References core and profile. */
SessionNotify *session_notify_new (SessionCore *core, ExchangeProfile *profile);
void session_notify_free (SessionNotify *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionNotify, session_notify_free)

/* Copies it, and logs it. Any thread; asks nobody. */
void session_notify_add (SessionNotify *self, const SessionNotifyEvent *event);

/* The mailbox is in step: that it was not, and has not been told yet, need not be told any more. */
void session_notify_settle (SessionNotify *self, const char *mailbox);

/* Sends what there is to send. TRUE also when there is nothing, or it is not time yet. FALSE: with
 * why not; what was to be told stays for the next time. Blocks; one thread at a time. */
gboolean session_notify_flush (SessionNotify *self, BaseCall *call, GDateTime *now, GError **error);

/* Instead of a flush that failed, when there is no next time: what was to be told is kept for
 * whoever flushes next. */
gboolean session_notify_keep (SessionNotify *self, GDateTime *now, GError **error);
