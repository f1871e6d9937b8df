/* session-backend.c - which implementation serves a profile
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-backend.h"

#include "cmdlets-backend.h"
#include "ews-backend.h"
#include "graph-backend.h"
#include "session-route.h"

const ExchangeBackendOps *
session_backend_premises (const ExchangeProfile *profile)
{
  return profile->path == EXCHANGE_PATH_POWERSHELL ? &cmdlets_backend : &ews_backend;
}

ExchangeBackend *
session_backend_open (BaseCall *call, const ExchangeProfile *profile, BaseSecret *admin,
                      BaseSecret *client, GError **error)
{
  ExchangeBackend *premises = NULL;
  ExchangeBackend *cloud = NULL;

  if (profile->kind != EXCHANGE_KIND_ONLINE) {
    premises = session_backend_premises (profile)->open (call, profile, admin, error);
    if (premises == NULL || profile->kind == EXCHANGE_KIND_ON_PREMISES)
      return premises;
  }

  cloud = graph_backend.open (call, profile, client, error);
  if (cloud != NULL && premises != NULL)
    return session_route_new (premises, cloud);
  if (premises != NULL)
    premises->ops->close (premises);
  return cloud;
}
