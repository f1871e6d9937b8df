/* session-replies-private.h - inside of the replies that mailboxes hold, for the files that judge
 * and group them
 */
#pragma once

#include "session-replies.h"

/* Kept with a text while mailboxes are read. */
typedef struct
{
  SessionReplyText text;
  GPtrArray *leavers; /* ExchangePerson who are named and have left; borrowed */
  char *read;         /* what people read in both, folded for finding names; "": it is too long */
  char *key;          /* as oof_alike_key (), of nobody's own; NULL: not asked yet */
} SessionReplyBytes;

struct _SessionReplies
{
  gatomicrefcount count;
  SessionPlan *plan;
  GTimeZone *zone;
  gint64 now_s;
  gint32 today;
  guint forgotten_days;
  GHashTable *texts;   /* digest of the very bytes → SessionReplyBytes */
  GHashTable *leavers; /* folded name or address → ExchangePerson, of the plan's roster */
  GPtrArray *all;      /* SessionReply */
  GHashTable *by_mail; /* address in lower case → SessionReply */
  GArray *failures;    /* SessionReplyFailure */
  GPtrArray *groups;   /* SessionReplyGroup; NULL: not grouped yet */
  guint n_read;
  guint n_left;
};

/* Who has left: by an item of that type that is in force, or because the account is disabled.
 * Folded names and addresses → ExchangePerson. Caller unrefs. */
GHashTable *session_replies_find_leavers (SessionPlan *plan, gint64 now_s);

/* What people read in the two texts: how long it is, which days and whom it names. */
SessionReplyBytes *session_reply_bytes_new (const SessionReplies *self, const OofState *held);
void session_reply_bytes_free (gpointer data);

/* Fills in state, stale, leaver and is_forgotten. */
void session_reply_judge (const SessionReplies *self, SessionReply *reply,
                          const SessionReplyBytes *bytes);
