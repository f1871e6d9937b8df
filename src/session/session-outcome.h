/* session-outcome.h - how one mailbox of a bulk run came out
 *
 * Handed to callbacks as borrowed for the time of the call; what shall last longer is copied. Any
 * thread.
 */
#pragma once

#include "oof-state.h"

typedef enum
{
  SESSION_RESULT_READ,
  SESSION_RESULT_WRITTEN,
  SESSION_RESULT_SKIPPED,
  SESSION_RESULT_PLANNED, /* a rehearsal: it would be written */
  SESSION_RESULT_TESTED,
  SESSION_RESULT_FAILED
} SessionResult;

/* Pointers are NULL when not known. */
typedef struct
{
  const char *mailbox;
  SessionResult result;
  const char *path;    /* the backend that was used: "ews" */
  const char *address; /* the primary address, where the server wanted that one instead */
  OofState *state;     /* what Exchange holds now */
  OofState *planned;   /* PLANNED: what it would hold */
  OofDiffers differs;  /* between what was there and what was wanted */
  OofState *expected;  /* what was written, where reading back found something else */
  OofState *found;     /* what it was that was found then */
  gboolean is_proof;   /* a test that also wrote */
  GDateTime *read_at;
  const char *request_id;
  const char
      *answer; /* what the server sent, for people who ask for it; of FAILED it is in error */
  guint64 took_ms;
  const GError *error;  /* FAILED only */
  const GError *beside; /* what went wrong beside the reply, which itself came out as it says here;
                           such a mailbox counts as failed */
} SessionOutcome;

/* Its pointers are its own. Caller frees. */
SessionOutcome *session_outcome_copy (const SessionOutcome *self);
void session_outcome_free (SessionOutcome *self); /* of a copy; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionOutcome, session_outcome_free)

/* What was written and what was found instead, a sentence a line. Caller frees; NULL: it is the
 * same. */
char *session_outcome_differences (const SessionOutcome *self);
