/* session-backend.c - which implementation serves a profile
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-backend.h"

#include "base-error.h"
#include "ews-backend.h"
#include "graph-backend.h"
#include "session-route.h"

static ExchangeBackend *
open_premises (BaseCall *call, const ExchangeProfile *profile, BaseSecret *admin, GError **error)
{
  if (profile->path != EXCHANGE_PATH_EWS) {
    base_error_set (error, BASE_ERROR_UNSUPPORTED, "there is no backend for %s yet",
                    exchange_path_names[profile->path]);
    return NULL;
  }
  return ews_backend.open (call, profile, admin, error);
}

ExchangeBackend *
session_backend_open (BaseCall *call, const ExchangeProfile *profile, BaseSecret *admin,
                      BaseSecret *client, GError **error)
{
  ExchangeBackend *premises = NULL;
  ExchangeBackend *cloud = NULL;

  if (profile->kind != EXCHANGE_KIND_ONLINE) {
    premises = open_premises (call, profile, admin, error);
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
