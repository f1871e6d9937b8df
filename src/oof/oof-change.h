/* oof-change.h - what somebody wants to be different in a mailbox's automatic reply
 *
 * Only what is set is changed; the rest stays as the server has it. Immutable once handed over; any
 * thread.
 */
#pragma once

#include "oof-state.h"

typedef struct
{
  gboolean has_mode;
  OofMode mode;
  gboolean has_audience;
  OofAudience audience;
  GDateTime *from;  /* UTC; NULL: keep what is there, else from now (the time of delivery) */
  GDateTime *until; /* UTC; NULL: keep what is there */
  char *inside;     /* HTML; NULL: keep */
  char *outside;    /* HTML; NULL: keep */
} OofChange;

OofChange *oof_change_new (void); /* changes nothing; fill it before anybody else sees it */
OofChange *oof_change_new_state (const OofState *wanted); /* makes everything as in wanted */
OofChange *oof_change_ref (OofChange *self);
void oof_change_unref (OofChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofChange, oof_change_unref)

/* What the mailbox would hold afterwards. now: begins a schedule that names no start. Caller
 * unrefs. Not validated. */
OofState *oof_change_apply (const OofChange *self, const OofState *current, GDateTime *now);
