/* session-out-read.h - fills the table of who is out: from the plan, and from what each mailbox
 * holds. Blocks; nothing is written.
 */
#pragma once

#include "session-out.h"
#include "session-plan-load.h"

typedef enum
{
  SESSION_OUT_READ,   /* every mailbox is read: own replies are told, and what is held */
  SESSION_OUT_PLANNED /* nobody is asked */
} SessionOutSource;

/* Of [from_s, until_s), instants. */
typedef struct
{
  SessionOutSource source;
  const SessionPlanFile *file; /* borrowed */
  gint64 from_s;
  gint64 until_s;
  gint64 now_s;
} SessionOutOrder;

/* The table is in this computer's zone. Of mailboxes that cannot be read it says how many there
 * are. Errors as session_apply_run (). Caller unrefs. */
SessionOut *session_out_read (SessionOrg *org, GCancellable *cancellable,
                              const SessionOutOrder *order, GError **error);
