/* ews-backend.h - Exchange on premises, through its web services. The interface is
 * exchange-backend.h.
 *
 * The reasons that errors of this room carry are listed in ews-fault.h, ews-status.h, ews-ask.h,
 * ews-gate.h, ews-listing.h and, for the way to the server, http-send.h and http-auth.h.
 */
#pragma once

#include "exchange-backend.h"

extern const ExchangeBackendOps ews_backend;
