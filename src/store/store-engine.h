/* store-engine.h - what a running engine, the panel and the command line tell each other
 *
 * One engine works at a store at a time: it holds a lease, which it renews, and which ends by
 * itself when it does not. What the others wish, and how it is getting on, are rows that anybody
 * may read. Instants are microseconds since 1970, UTC, by the caller's clock. Any thread; errors as
 * in store-db.h.
 */
#pragma once

#include "store-db.h"

#define STORE_LEASE_US (60 * G_USEC_PER_SEC)

typedef enum
{
  STORE_LEASE_OURS,
  STORE_LEASE_THEIRS, /* somebody else's: it is told who they are */
  STORE_LEASE_UNKNOWN /* with an error */
} StoreLease;

/* Takes or renews it until STORE_LEASE_US from now. token: a UUID, the engine's own; holder:
 * "root@host, process 12". A lease that would last much longer than any is one of a clock that was
 * put back: it counts as ended. ret_holder: theirs, caller frees. */
StoreLease store_engine_take_lease (StoreDb *db, const char *token, const char *holder,
                                    gint64 now_us, char **ret_holder, GError **error);
/* Does nothing when it is another's by now. */
gboolean store_engine_drop_lease (StoreDb *db, const char *token, GError **error);

typedef enum
{
  STORE_WISH_RUN,
  STORE_WISH_PAUSE,
  STORE_WISH_STOP /* after what is under way */
} StoreWish;

/* RUN where nobody has wished anything. reason: for the others to read; NULL: none. */
gboolean store_engine_wish (StoreDb *db, StoreWish wish, const char *reason, GError **error);
gboolean store_engine_read_wish (StoreDb *db, StoreWish *ret, char **ret_reason, GError **error);

/* A second engine is there, and waits for the lease. */
gboolean store_engine_keep_waiting (StoreDb *db, const char *holder, gint64 now_us, GError **error);

/* How an engine is getting on; strings are NULL and numbers 0 where there is nothing to say. */
typedef struct
{
  char *holder;
  char *profile; /* the id of the one that it keeps in step */
  char *state;   /* "running", "waiting", "paused", "quiet", "stopped" */
  char *reason;  /* why it is not running */
  char *waiting; /* who waits for the lease */
  gint64 at_us;  /* when the state was written */
  gint64 waiting_us;
  gint64 lease_until_us;
  gint64 last_run_us;
  gint64 next_due_us;
  gint64 covered_until_us; /* until then Exchange does the right thing for everybody alone */
  guint queued;            /* mailboxes */
  guint failed;
} StoreEngineState;

void store_engine_state_clear (StoreEngineState *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoreEngineState, store_engine_state_clear)

/* But for who holds the lease, and who waits. */
gboolean store_engine_keep_state (StoreDb *db, const StoreEngineState *state, GError **error);
/* All empty when no engine has ever run. */
gboolean store_engine_read_state (StoreDb *db, StoreEngineState *ret, GError **error);
