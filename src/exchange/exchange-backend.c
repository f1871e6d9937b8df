/* exchange-backend.c - the little that every backend shares
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-backend.h"

void
exchange_reading_clear (ExchangeReading *self)
{
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->answer, g_free);
}
