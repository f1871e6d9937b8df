/* session-replies.h - the replies that mailboxes hold: whose they are, grouped by what they say,
 * and what is wrong with them
 *
 * Filled by one thread at a time, then only read; reference-counted. Nothing here asks a server.
 * Texts that many mailboxes hold are kept once. Instants are seconds since 1970, UTC.
 */
#pragma once

#include "oof-protection.h"
#include "oof-state.h"
#include "session-plan.h"

typedef struct _StoreManaged StoreManaged; /* store-managed.h */

typedef enum
{
  SESSION_REPLY_ACTIVE,    /* goes out now */
  SESSION_REPLY_SCHEDULED, /* later */
  SESSION_REPLY_ENDED,     /* its window has passed, and it was never switched off */
  SESSION_REPLY_OFF,       /* there is a text, and it does not go out */
  SESSION_REPLY_N_STATES
} SessionReplyState;

extern const char *const session_reply_state_names[]; /* "active" …; NULL-terminated */

/* What is out of date about a reply that is not off. */
typedef enum
{
  SESSION_STALE_ENDED = 1 << 0,  /* SESSION_REPLY_ENDED */
  SESSION_STALE_DATES = 1 << 1,  /* it goes out, and all days that it names have passed */
  SESSION_STALE_LEAVER = 1 << 2, /* it names somebody who has left */
  SESSION_STALE_N = 3
} SessionStale;

extern const char
    *const session_stale_names[]; /* "ended", "dates", "leaver"; by the bit's number */

/* What mailboxes share: two texts, byte for byte. Owned by the replies. */
typedef struct
{
  char *digest; /* of both as they are compared; the same for what Exchange only wraps */
  char *inside;
  char *outside;
  guint length;    /* characters that people read, inside and outside */
  gint32 last_day; /* the last that it names; OOF_MENTION_NO_DAY: none with a year */
} SessionReplyText;

/* One mailbox. Everything borrowed from the replies. */
typedef struct
{
  const char *mailbox;
  const ExchangePerson *person; /* NULL: not in the list of people */
  const SessionReplyText *text;
  OofMode mode;
  OofAudience audience;
  GDateTime *from; /* UTC; NULL unless it is scheduled */
  GDateTime *until;
  SessionReplyState state;
  SessionStale stale;
  const char *leaver;    /* with STALE_LEAVER: their name */
  gboolean is_forgotten; /* on without an end for long, and nothing is planned */
  gint64 first_s;        /* when it was seen first: it is at least so old */
  const char *digest;    /* of everything: the same as long as nobody changes it */
  OofProtection protection;
  const char *item;    /* the id of the item that put it there; NULL: it is the person's own */
  gboolean is_drifted; /* an item put something else there, and somebody has changed it */
} SessionReply;

/* Mailboxes whose replies say the same. */
typedef struct
{
  const char *id;               /* a few letters and digits, the same as long as the text is */
  const SessionReplyText *text; /* the one that most of them have */
  GPtrArray *replies;           /* SessionReply, by name */
  guint n_texts;                /* 1: the same to the last byte; more: but for whose they are */
  guint n_states[SESSION_REPLY_N_STATES];
  guint n_stale;
  guint n_forgotten;
  guint n_protected;
  gint64 first_s; /* the oldest was seen first then */
} SessionReplyGroup;

typedef struct
{
  const char *mailbox;
  const ExchangePerson *person; /* NULL: not in the list */
  const GError *error;
} SessionReplyFailure;

typedef struct _SessionReplies SessionReplies;

/* For how long a reply without an end may be on before it counts as forgotten. */
#define SESSION_REPLIES_DAYS 30

/* plan: who the people are, who has left, and who is planned to be away; a reference is taken.
 * zone: in which days are counted. */
SessionReplies *session_replies_new (SessionPlan *plan, GTimeZone *zone, gint64 now_s,
                                     guint forgotten_days);
SessionReplies *session_replies_ref (SessionReplies *self);
void session_replies_unref (SessionReplies *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionReplies, session_replies_unref)

/* What was read in one mailbox, and what is known of it. Borrowed. */
typedef struct
{
  const char *mailbox;
  OofState *held;
  const StoreManaged *managed; /* NULL: none of ours */
  const char *item;            /* whose it is, where that is known already; NULL: managed says it */
  const char *known_digest;    /* of the reply that was seen last; NULL: none was */
  gint64 known_first_s;        /* when that was seen first */
  OofProtection protection;
} SessionReplyRead;

/* NULL: the mailbox holds no text, and nothing goes out. Borrowed. */
const SessionReply *session_replies_add (SessionReplies *self, const SessionReplyRead *read);
/* Could not be read: it is told, not hidden. */
void session_replies_add_failed (SessionReplies *self, const char *mailbox, const GError *error);
/* Not every mailbox was asked: it was stopped. */
void session_replies_set_partial (SessionReplies *self, guint n_left);

/* What was done about one of them meanwhile. item: the id of the absence that it became; NULL:
 * none.
 */
void session_replies_note (SessionReplies *self, const SessionReply *reply,
                           OofProtection protection, const char *item);

/* When all are there. The largest group first; what items put there is in none. SessionReplyGroup;
 * owned by self. */
const GPtrArray *session_replies_groups (SessionReplies *self);
const GPtrArray *session_replies_all (const SessionReplies *self);   /* SessionReply */
const GArray *session_replies_failures (const SessionReplies *self); /* SessionReplyFailure */
guint session_replies_n_read (const SessionReplies *self);           /* mailboxes */
guint session_replies_n_left (const SessionReplies *self);           /* that were not asked */
gint64 session_replies_now_s (const SessionReplies *self);
SessionPlan *session_replies_plan (const SessionReplies *self);
GTimeZone *session_replies_zone (const SessionReplies *self);
/* By its id or the beginning of it; NULL: none, or several. */
const SessionReplyGroup *session_replies_find_group (SessionReplies *self, const char *id);

/* As it was read. Caller unrefs. */
OofState *session_reply_held (const SessionReply *self);

/* Of what a mailbox holds, everything that somebody could change. Caller frees. */
char *session_reply_digest (const OofState *state);
