/* exchange-location.c - a place in the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-location.h"

const char *const exchange_location_kind_names[] = { [EXCHANGE_LOCATION_FOREST] = "forest",
                                                     [EXCHANGE_LOCATION_DOMAIN] = "domain",
                                                     [EXCHANGE_LOCATION_TRUST] = "trust",
                                                     [EXCHANGE_LOCATION_UNIT] = "ou",
                                                     NULL };

const char *const exchange_trust_names[] = { [EXCHANGE_TRUST_NONE] = "",
                                             [EXCHANGE_TRUST_INBOUND] = "inbound",
                                             [EXCHANGE_TRUST_OUTBOUND] = "outbound",
                                             [EXCHANGE_TRUST_BOTH] = "both",
                                             NULL };

static char *
copy (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

ExchangeLocation *
exchange_location_new (const ExchangeLocation *draft)
{
  ExchangeLocation *self = g_atomic_rc_box_new0 (ExchangeLocation);

  *self = *draft;
  self->name = copy (draft->name);
  self->dns = copy (draft->dns);
  self->netbios = copy (draft->netbios);
  self->base = copy (draft->base);
  self->parent = copy (draft->parent);
  self->path = copy (draft->path);
  return self;
}

ExchangeLocation *
exchange_location_ref (ExchangeLocation *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_location (gpointer data)
{
  ExchangeLocation *self = data;

  g_free (self->name);
  g_free (self->dns);
  g_free (self->netbios);
  g_free (self->base);
  g_free (self->parent);
  g_free (self->path);
}

void
exchange_location_unref (ExchangeLocation *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_location);
}
