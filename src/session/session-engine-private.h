/* session-engine-private.h - the parts of an engine, for its files. Inside session */
#pragma once

#include "session-defaults.h"
#include "session-engine.h"
#include "session-org.h"
#include "session-plan-load.h"
#include "session-pool.h"

struct _SessionEngine
{
  SessionEngineOrder order;
  BaseClock clock; /* the order's, which sees what it says */
  char *token;
  char *holder;

  GMutex lock; /* what follows, up to the next lock */
  GCond changed;
  gboolean is_stopping; /* somebody has wished it */
  gboolean is_halting;  /* nothing new is begun: the loop has to look around first */
  gboolean is_woken;
  gboolean is_ending; /* the keeper's thread */
  gboolean has_lease;
  gint64 moved_us; /* of the monotonic clock: something happened */
  SessionEngineMode mode;
  char *reason;
  gint64 last_run_s;
  gint64 next_due_s;
  gint64 covered_until_s;
  SessionEngineCounts counts;
  guint64 seen_refusals;     /* of the organisation as it is open */
  SessionSchedule *schedule; /* NULL: no plan is loaded yet */
  GHashTable *taken;         /* mailbox → nothing: in work, and nothing is known yet */
  GHashTable *failing;       /* mailbox → nothing: could not be looked at or written, last time */
  guint begun;               /* of the run that is under way */
  guint went_well;
  GTimeZone *zone; /* of the quiet hours, since the rules of zones were read; NULL: the order's */
  int seen_wish;   /* StoreWish, by which the loop goes; for the keeper */
  char *seen_profile; /* id, for the keeper */
  gint64 seen_revision;
  SessionCommon common; /* what texts were made with */

  GMutex say_lock; /* one state is told and kept at a time */

  GMutex clock_lock; /* taken last */
  gint64 latest_us;  /* what the clock has said at the most, to anybody, since it was put back */

  /* The engine's own thread only. */
  GCancellable *cancellable;
  ExchangeProfile *profile;
  SessionOrg *org;
  ExchangeProfile *refused; /* its credentials are not to be tried again */
  gboolean was_open;        /* once */
  gboolean was_waiting;     /* the store says so */
  SessionPlanFile file;
  gint64 load_s;         /* when it is to be loaded again, and everybody is due */
  gint64 people_s;       /* when it is to be loaded again, for those whose plan is another then */
  gint64 read_s;         /* when the people were read last */
  gint64 zones_mark;     /* of the zone data that it was made with */
  gboolean wants_all;    /* everybody is due */
  gboolean wants_people; /* it is time to read them again, and nobody waits for an edit */
  gint64 pass_us;        /* when everybody was; 0: not in this pass */
  gboolean has_pass;     /* somebody has been due since, and the end of that is to be kept */
  guint troubles;        /* in a row */
  gint64 trouble_until_s;
  gint64 now_s; /* at the last look */
};

/* session-engine-clock.c: what time it is */

/* Any thread, with and without the lock. */
gint64 session_engine_now_us (SessionEngine *self);
gint64 session_engine_now_s (SessionEngine *self);
void session_engine_clock_init (SessionEngine *self);
void session_engine_clock_clear (SessionEngine *self);
/* By more than clocks are set right by: what was done by the time before may be wrong by this one.
 * Any thread. */
gboolean session_engine_clock_is_back (SessionEngine *self);
/* From here on the clock is right. */
void session_engine_clock_forget (SessionEngine *self);

/* session-engine-keep.c: the lease, wishes, and what is told of the engine */

/* A thread of the pool's, until the engine ends: renews the lease, sees wishes and edits, beats. */
void session_engine_keep_work (BaseLocals *locals, gpointer data);
/* TRUE: it is ours. FALSE with the holder, or with an error. */
gboolean session_engine_lease (SessionEngine *self, char **ret_holder, GError **error);
/* Tells and keeps how it is getting on. reason: NULL: none. */
void session_engine_say (SessionEngine *self, SessionEngineMode mode, const char *reason);

/* session-engine-settings.c: what is set while it runs */

/* Is something another than it goes by? The keeper's thread. */
gboolean session_engine_is_set_anew (SessionEngine *self);
/* Goes by it. The engine's own thread. */
void session_engine_follow (SessionEngine *self);
/* The quiet hours' zone, by the rules that are on the disk now. */
void session_engine_renew_zone (SessionEngine *self);

/* session-engine-plan.c: the organisation and its plan */

/* Opens it, and loads the plan, where that is to be done. */
gboolean session_engine_prepare (SessionEngine *self, GError **error);
/* Closes the organisation; its plan goes, too. */
void session_engine_close (SessionEngine *self);

/* session-engine-work.c: the mailboxes that are due */

/* FALSE: what stood in the way of all of them; they are due as before. */
gboolean session_engine_work (SessionEngine *self, GError **error);

/* session-engine-trouble.c: what stands in the way of all of them */

/* It is tried again later, or never by itself. Takes problem. FALSE: that is the end, with an
 * error.
 */
gboolean session_engine_note_trouble (SessionEngine *self, GError *problem, GError **error);
/* FALSE, for what stands in the way of an engine that is to end by itself. */
gboolean session_engine_refuse (GError **error, const char *reason, const char *words);
