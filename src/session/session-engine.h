/* session-engine.h - keeps the mailboxes of one organisation in step with the plan, for as long as
 * it is let
 *
 * It takes the lease of the store (a second engine waits, and takes over when the first one's ends
 * or is dropped), loads the plan, looks at everybody whom it reaches, and from then on at each
 * mailbox when its decision says so: when a window ends, the next one is loaded at once, so that
 * Exchange holds the right reply for as long as it can. Everybody is looked at again every
 * interval, with people, groups and zones as they are then; and when somebody has edited the plan,
 * at whom the edit is about, at once and before everybody else (unless these are many), with the
 * people as they were read last. When that is done, and a quarter of an hour after the last time at
 * the earliest, the people are read again, and those looked at for whom that changes something. Of
 * those that are due the earliest absence goes first.
 *
 * It goes on by itself: what fails is tried again after a growing pause; a server, a network or a
 * store that does not answer is asked again with one mailbox alone, after up to a quarter of an
 * hour, and nothing that is due is forgotten. A clock that was put back makes everybody due.
 * Credentials that are refused are not tried again (an account would be locked): it pauses, also
 * over a restart of others, until the profile is another, somebody wishes it to run, or it is
 * started anew.
 *
 * Interactive work never waits behind it: what a person saves goes out from the panel's process,
 * over connections and through a gate of its own (delivery-gate.h), or here in the pool's
 * interactive lane. The two gates share what they have learnt of the server through the store, so
 * that together they soon ask what it allows. The same mailbox at the same time is no harm: each
 * write reads first, and reads back, and what another one wrote meanwhile is known
 * (session-ours.h).
 *
 * Whoever looks from another process does so by session-engine-state.h.
 */
#pragma once

#include "base-time.h"
#include "session-decide.h"
#include "session-engine-state.h"
#include "session-schedule.h"

#define SESSION_ENGINE_INTERVAL_S (24 * 3600)
#define SESSION_ENGINE_LEAST_INTERVAL_S 60

typedef struct _SessionEngine SessionEngine;

/* Since it was started. */
typedef struct
{
  guint64 looked; /* mailboxes that were looked at, as often as they were */
  guint64 written;
  guint64 failed;
  guint64 throttled; /* requests, or parts of one, that a server refused for being too much */
  guint64 runs;
  char last_run[37]; /* its id in the journal; "": before the first one */
  guint due;         /* now, as below */
  guint late;        /* their absence has begun, and they are not right */
} SessionEngineCounts;

/* How one mailbox came out; borrowed. */
typedef struct
{
  const char *mailbox;
  const char *run;             /* its id in the journal */
  const SessionDecision *made; /* NULL: as SessionApplied has it */
  const GError *error;         /* NULL: it went well */
} SessionEngineLook;

/* What is as the settings (session-defaults.h) say, also when they are changed while it runs: that
 * is seen within seconds. */
typedef enum
{
  SESSION_ENGINE_FOLLOWS_INTERVAL = 1 << 0,
  SESSION_ENGINE_FOLLOWS_QUIET = 1 << 1, /* but for its zone */
  SESSION_ENGINE_FOLLOWS_DRIFT = 1 << 2
} SessionEngineFollows;

/* Everything borrowed for as long as the engine lives; NULL functions are as said. */
typedef struct
{
  SessionCore *core;
  const char *profile; /* its name; NULL: the one in use when it starts */
  gint64 interval_s;   /* 0: SESSION_ENGINE_INTERVAL_S */
  SessionQuiet quiet;
  SessionDriftPolicy drift;
  SessionEngineFollows follows; /* rather than what is said above */
  gboolean is_once;             /* it ends when nothing is due any more */

  /* Opens the organisation, with the secrets as they are now; NULL: session_core_open_org (). */
  SessionOrg *(*open) (BaseCall *call, ExchangeProfile *profile, gpointer data, GError **error);
  /* Its state is another, or some seconds have passed (ten while it waits): on several threads, one
   * at a time. */
  void (*told) (const SessionEngineState *state, const SessionEngineCounts *counts, gpointer data);
  /* It is alive: every few seconds, from a thread of its own; not any more when nothing has moved
   * for half an hour. */
  void (*beat) (gpointer data);
  /* On a worker, one at a time. */
  void (*each) (const SessionEngineLook *look, gpointer data);
  gpointer data;

  /* For time that is simulated. clock: any thread; NULL: this computer's. wait: returns when the
   * clock has come to until_us, or earlier; NULL: really waits. */
  const BaseClock *clock;
  void (*wait) (gint64 until_us, gpointer data);
} SessionEngineOrder;

SessionEngine *session_engine_new (const SessionEngineOrder *order);
void session_engine_free (SessionEngine *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionEngine, session_engine_free)

/* Blocks until it is stopped: TRUE, also after a wish to stop. FALSE: with is_once what stood in
 * the way, or the profile is not there; G_IO_ERROR_CANCELLED when cancelled, which ends what is
 * under way at once. Secrets that are not there at the start are an error, too: AUTH. */
gboolean session_engine_run (SessionEngine *self, GCancellable *cancellable, GError **error);

/* After the mailboxes that are under way. Any thread. */
void session_engine_stop (SessionEngine *self);
