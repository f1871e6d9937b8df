/* session-backend.c - which implementation serves a profile
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-backend.h"

#include "cmdlets-backend.h"
#include "delivery-line.h"
#include "ews-backend.h"
#include "graph-backend.h"
#include "session-route.h"

const ExchangeBackendOps *
session_backend_premises (const ExchangeProfile *profile)
{
  return profile->path == EXCHANGE_PATH_POWERSHELL ? &cmdlets_backend : &ews_backend;
}

/* Each server and account has a gate of its own. NULL stays NULL. */
static ExchangeBackend *
put_on_line (ExchangeBackend *backend, const ExchangeProfile *profile)
{
  g_autoptr (DeliveryGate) gate = delivery_gate_new (profile->jobs);

  return backend != NULL ? delivery_line_new (backend, gate) : NULL;
}

ExchangeBackend *
session_backend_open (BaseCall *call, const ExchangeProfile *profile, BaseSecret *admin,
                      BaseSecret *client, OauthKeeper *keeper, GError **error)
{
  ExchangeBackend *premises = NULL;
  ExchangeBackend *cloud = NULL;

  if (profile->kind != EXCHANGE_KIND_ONLINE) {
    premises = put_on_line (session_backend_premises (profile)->open (call, profile, admin, error),
                            profile);
    if (premises == NULL || profile->kind == EXCHANGE_KIND_ON_PREMISES)
      return premises;
  }

  cloud = put_on_line (graph_backend_open (call, profile, client, keeper, error), profile);
  if (cloud != NULL && premises != NULL)
    return session_route_new (premises, cloud);
  if (premises != NULL)
    premises->ops->close (premises);
  return cloud;
}
