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

/* Each server and account has a gate of its own, which knows what it learnt the last time. NULL
 * stays NULL. */
static ExchangeBackend *
put_on_line (ExchangeBackend *backend, StoreDb *db, const ExchangeProfile *profile)
{
  g_autoptr (DeliveryGate) gate = NULL;
  g_autofree char *account = NULL;
  gboolean is_cloud = backend != NULL && g_str_equal (backend->ops->id, graph_backend.id);

  if (backend == NULL)
    return NULL;

  gate = delivery_gate_new (profile->jobs);
  account = g_strconcat (profile->client_id, "@", profile->tenant, NULL);
  if (is_cloud)
    delivery_gate_remember (gate, db, *profile->graph_url != '\0' ? profile->graph_url : "graph",
                            account, base_clock_system ());
  else
    delivery_gate_remember (gate, db,
                            *profile->ews_url != '\0' ? profile->ews_url : profile->server,
                            profile->admin_upn, base_clock_system ());
  return delivery_line_new (backend, gate);
}

ExchangeBackend *
session_backend_open (BaseCall *call, StoreDb *db, const ExchangeProfile *profile,
                      const SessionPasswords *passwords, OauthKeeper *keeper, GError **error)
{
  ExchangeBackend *premises = NULL;
  ExchangeBackend *cloud = NULL;

  if (profile->kind != EXCHANGE_KIND_ONLINE) {
    premises = put_on_line (
        session_backend_premises (profile)->open (call, profile, passwords->admin, error), db,
        profile);
    if (premises == NULL || profile->kind == EXCHANGE_KIND_ON_PREMISES)
      return premises;
  }

  cloud = put_on_line (graph_backend_open (call, profile, passwords->client, keeper, error), db,
                       profile);
  if (cloud != NULL && premises != NULL)
    return session_route_new (premises, cloud);
  if (premises != NULL)
    premises->ops->close (premises);
  return cloud;
}
