/* delivery-run-private.h - the steps of a write, for the files of a run. For this room only */
#pragma once

#include "delivery-ask.h"
#include "delivery-run.h"

struct _DeliveryRun
{
  DeliveryLine line;
  StoreDb *store;
  const BaseClock *clock;
  char *id;
  char *profile;
  char *who;
  char *why;
};

/* Reads into outcome->before; FALSE with outcome->error. */
gboolean delivery_run_read_before (DeliveryRun *self, BaseCall *call, DeliveryOutcome *outcome);

/* On the disk before the server hears anything: the row's id, or 0 with an error. */
gint64 delivery_run_begin_journal (DeliveryRun *self, const char *address, OofState *before,
                                   OofState *wanted, GError **error);
/* How it came out stands in outcome. A cancelled write has no known outcome: its row stays open,
 * which is the truth. */
void delivery_run_end_journal (DeliveryRun *self, gint64 row, DeliveryOutcome *outcome);

/* Writes, reads back into outcome->after, compares. */
gboolean delivery_run_write_and_compare (DeliveryRun *self, BaseCall *call, OofState *wanted,
                                         DeliveryOutcome *outcome, GError **error);
