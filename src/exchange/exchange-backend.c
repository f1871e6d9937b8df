/* exchange-backend.c - the little that every backend shares
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-backend.h"

#include <glib/gi18n-lib.h>

static const char *const mode_sentences[] = {
  [OOF_MODE_OFF] = N_ ("Read; the automatic reply of %s is off."),
  [OOF_MODE_ON] = N_ ("Read; the automatic reply of %s is on."),
  [OOF_MODE_SCHEDULED] = N_ ("Read; the automatic reply of %s is scheduled."),
};

void
exchange_reading_clear (ExchangeReading *self)
{
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->answer, g_bytes_unref);
}

void
exchange_item_clear (ExchangeItem *self)
{
  g_clear_pointer (&self->held, oof_state_unref);
  exchange_reading_clear (&self->reading);
  g_clear_error (&self->error);
}

char *
exchange_reading_describe (const char *mailbox, const OofState *state)
{
  g_auto (GStrv) parts = g_strsplit (_ (mode_sentences[state->mode]), "%s", -1);

  return g_strjoinv (mailbox, parts);
}
