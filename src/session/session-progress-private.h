/* session-progress-private.h - a run's inside, shared by session-progress*.c only */
#pragma once

#include "delivery-pace.h"
#include "session-progress-job.h"
#include "session-progress.h"

struct _SessionProgress
{
  GObject parent_instance;
  SessionHub *hub;
  char *profile;        /* its id: a run is of one profile */
  GPtrArray *mailboxes; /* all of it, in order */
  GHashTable *results;  /* mailbox → SessionArrived, which owns the key */
  char *run;            /* the id in the journal; NULL: not known yet */
  char *undone;         /* the run that is taken back; NULL: the plan is applied */
  SessionProgressState state;
  GError *problem;
  gboolean is_slow;
  guint pilot; /* after so many somebody is asked; 0: not */

  SessionJob *job; /* the part at hand; NULL: none is */
  GCancellable *cancellable;
  GCancellable *leaving; /* of the organisation: ends the part, too */
  gulong watch;

  guint n_written;
  guint n_changed;
  guint n_failed;
  guint n_before;    /* done before the part at hand */
  guint n_barren;    /* parts of which nothing came, one after the other */
  gint64 began_us;   /* the part at hand */
  gint64 ran_us;     /* those before it */
  DeliveryPace pace; /* of the part at hand, with all that is left after it */
};

/* What it has worked, without pauses. */
gint64 session_progress_elapsed_us (SessionProgress *self);
