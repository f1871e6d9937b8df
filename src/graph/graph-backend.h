/* graph-backend.h - Exchange Online, through Microsoft Graph
 *
 * password: the application's secret; NULL when it has a certificate.
 */
#pragma once

#include "exchange-backend.h"

extern const ExchangeBackendOps graph_backend;
