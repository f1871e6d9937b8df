/* session-existing.h - reads the replies that mailboxes hold, and what can be done about them.
 * Blocks; any thread.
 *
 * Who is away by a quick look is read first, then everybody else. When a reply was seen first, and
 * what was wrong with it, is kept in the store, so that its age is known the next time.
 */
#pragma once

#include "session-bulk.h"
#include "session-replies.h"

typedef enum
{
  SESSION_EXISTING_ALL,
  SESSION_EXISTING_AWAY /* only those whose reply goes out now; all where the server has no quick
                           look */
} SessionExistingWhom;

/* What becomes of the replies that are found. */
typedef enum
{
  SESSION_EXISTING_LEAVE,
  SESSION_EXISTING_PROTECT /* those of people's own that go out now or later, and are not known yet:
                              no item replaces them until somebody adopts them or lifts that */
} SessionExistingThen;

/* After every mailbox, on a worker. FALSE: enough. */
typedef gboolean (*SessionExistingTell) (guint done, guint total, gpointer data);

typedef struct
{
  SessionExistingWhom whom;
  SessionExistingThen then;
  const char *const *mailboxes; /* only these; NULL: whoever has a mailbox */
  guint forgotten_days;         /* SESSION_REPLIES_DAYS */
  GTimeZone *zone;              /* in which days are counted */
  gint64 now_s;
  SessionExistingTell tell; /* NULL: nobody listens */
  gpointer data;
} SessionExistingOrder;

/* What was read is there also when it was stopped by tell or by a server that is gone
 * (session_replies_n_left ()); a mailbox that could not be read is among the failures. NULL with an
 * error when nothing could be: of the store, of whoever lists the people, of the server; or
 * cancelled. Caller unrefs. */
SessionReplies *session_existing_read (SessionCore *core, SessionOrg *org,
                                       GCancellable *cancellable, const SessionExistingOrder *order,
                                       GError **error);

/* CHOSEN or LIFTED. mailboxes: addresses, NULL-terminated; all of them or none. */
gboolean session_existing_protect (SessionCore *core, const char *profile_id,
                                   const char *const *mailboxes, OofProtection protection,
                                   gint64 now_s, GError **error);

typedef enum
{
  SESSION_CLEAN_WRITE,
  SESSION_CLEAN_REHEARSE /* up to where something would be sent */
} SessionCleanHow;

/* Borrowed. */
typedef struct
{
  const GPtrArray *replies; /* SessionReply */
  SessionCleanHow how;
  const char *why; /* for the journal */
  SessionBulkEach each;
  gpointer data;
} SessionCleanOrder;

/* Switches replies off; their texts stay. A mailbox that holds something else by now than what was
 * read is left as it is, and so is one that is protected by hand: they count as skipped. Taken back
 * by session_undo_run (). As session_bulk_run (). */
gboolean session_existing_clean (SessionOrg *org, GCancellable *cancellable,
                                 const SessionCleanOrder *order, SessionBulkSummary *ret,
                                 GError **error);
