/* exchange-entry.c - an entry in somebody's calendar that shows them out of office
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-entry.h"

#include "base-zone.h"

#include <string.h>

void
exchange_entry_clear (ExchangeEntry *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->zone, g_free);
}

char *
exchange_entry_local (const ExchangeEntry *self, gint64 instant_s, GError **error)
{
  g_autoptr (GTimeZone) zone = base_zone_new (self->zone != NULL ? self->zone : "UTC", error);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant_s);
  g_autoptr (GDateTime) local =
      zone != NULL && utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%dT%H:%M:%S") : NULL;
}

/* All day: it is the days that count, because there are days without a midnight. */
static gboolean
is_same_time (const ExchangeEntry *wanted, gint64 held_s, gint64 wanted_s)
{
  g_autofree char *a = exchange_entry_local (wanted, held_s, NULL);
  g_autofree char *b = exchange_entry_local (wanted, wanted_s, NULL);

  return held_s == wanted_s || (wanted->is_all_day && a != NULL && b != NULL &&
                                strncmp (a, b, strlen ("0000-00-00")) == 0);
}

gboolean
exchange_entry_is_as (const ExchangeEntry *held, const ExchangeEntry *wanted)
{
  return held->is_away && held->is_all_day == wanted->is_all_day &&
         is_same_time (wanted, held->from_s, wanted->from_s) &&
         is_same_time (wanted, held->until_s, wanted->until_s) &&
         g_strcmp0 (held->subject, wanted->subject) == 0;
}
