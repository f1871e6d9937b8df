/* delivery-run-private.h - the steps of a write, for the files of a run. For this room only */
#pragma once

#include "delivery-run.h"
#include "store-journal.h"

struct _DeliveryRun
{
  ExchangeBackend *backend;
  StoreDb *store;
  const BaseClock *clock;
  char *id;
  char *profile;
  char *who;
  char *why;
  DeliveryDecide decide; /* NULL: the change says what to write */
  gpointer decide_data;
};

/* Reads into outcome->before; FALSE with outcome->error. */
gboolean delivery_run_read_before (DeliveryRun *self, BaseCall *call, DeliveryOutcome *outcome);

/* As above, for what was read by other means: takes before (NULL: outcome->error says why not) and
 * what is in reading. */
gboolean delivery_run_take_before (DeliveryRun *self, OofState *before, ExchangeReading *reading,
                                   DeliveryOutcome *outcome);
/* Reading was all that was wanted. */
void delivery_run_keep_reading (DeliveryOutcome *outcome);
/* A rehearsal ends here. Takes wanted. */
void delivery_run_keep_plan (DeliveryOutcome *outcome, OofState *wanted);

/* Compares and checks what was read: the state to write, or NULL when the outcome is complete
 * already. Caller unrefs. */
OofState *delivery_run_decide (DeliveryRun *self, BaseCall *call, const OofChange *change,
                               const OofState *seen, DeliveryOutcome *outcome);

/* What the journal shall keep; borrows all of it. why: NULL: the run's. */
StoreJournalRow delivery_run_journal_row (DeliveryRun *self, const char *mailbox, GDateTime *now,
                                          OofState *before, OofState *wanted, const char *why);
/* On the disk before the server hears anything: the row's id, or 0 with an error. */
gint64 delivery_run_begin_journal (DeliveryRun *self, const char *address, OofState *before,
                                   OofState *wanted, const char *why, GError **error);
/* How it came out stands in outcome. A cancelled write has no known outcome: its row stays open,
 * which is the truth. */
void delivery_run_end_journal (DeliveryRun *self, gint64 row, DeliveryOutcome *outcome);

/* Writes, reads back into outcome->after, compares. */
gboolean delivery_run_write_and_compare (DeliveryRun *self, BaseCall *call, OofState *wanted,
                                         DeliveryOutcome *outcome, GError **error);
/* What was read back; takes found (NULL: error is set). TRUE: it is what was written. */
gboolean delivery_run_take_back (DeliveryRun *self, OofState *wanted, OofState *found,
                                 DeliveryOutcome *outcome, GError **error);
