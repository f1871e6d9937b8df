/* ews-login.h - which ways to log in a server offers: found out by asking without any credentials
 */
#pragma once

#include "ews-server.h"

typedef struct
{
  guint offered;       /* bits of 1 << HttpAuth */
  gboolean needs_none; /* it answered with SOAP at once */
} EwsOffer;

/* FALSE with an error when the server cannot be reached, is no EWS or is closed to us
 * (ews-status.h). */
gboolean ews_login_ask (BaseCall *call, const EwsServer *server, EwsOffer *ret, GError **error);

/* Picks what the profile says or, for EXCHANGE_AUTH_AUTO, the best of what is offered, and gets a
 * ticket where one is wanted. Sets server->http.auth, offered and no_ticket. Reasons: those of
 * http-auth.h. */
gboolean ews_login_choose (BaseCall *call, EwsServer *server, const EwsOffer *offer,
                           GError **error);
