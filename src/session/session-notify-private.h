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
 * is too few stays for a day, in which others may come; what is else not told is dropped. Pure.
 * Caller unrefs. */
GPtrArray *session_notify_choose (GPtrArray *waiting, const SessionMailSettings *settings,
                                  GHashTable *told, gint64 now_s);

/* A message that somebody has not got yet. */
typedef struct
{
  char *subject;
  char *text;
  char **to; /* NULL: whoever is set, when it goes */
  gint64 at_s;
} SessionLetter;

void session_letter_free (SessionLetter *self);

/* What is kept in the store. */
typedef struct
{
  gint64 sent_s;      /* when a message went last; 0: never */
  GHashTable *told;   /* key → gint64: when */
  GPtrArray *letters; /* SessionLetter, oldest first */
} SessionPast;

void session_past_clear (SessionPast *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionPast, session_past_clear)

/* What cannot be read counts as never. */
void session_past_load (SessionPast *self, SessionCore *core, const char *profile_id);
/* Leaves out what is old. */
gboolean session_past_save (const SessionPast *self, SessionCore *core, const char *profile_id,
                            gint64 now_s, GError **error);
void session_past_note (SessionPast *self, const char *key, gint64 at_s);
/* Copies; to as above. Of too many the oldest goes. */
void session_past_add_letter (SessionPast *self, const char *subject, const char *text,
                              const char *const *to, gint64 at_s);
