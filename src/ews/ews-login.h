/* ews-login.h - which ways to log in a server offers: found out by asking without any credentials
 */
#pragma once

#include "ews-server.h"

typedef struct
{
  guint offered;       /* bits of 1 << HttpAuth */
  gboolean needs_none; /* it answered with SOAP at once */
  HttpReply *reply;    /* for its TLS facts, when these were asked for */
} EwsOffer;

void ews_offer_free (EwsOffer *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EwsOffer, ews_offer_free)

/* NULL with an error when the server cannot be reached, is no EWS or is closed to us
 * (ews-status.h). */
EwsOffer *ews_login_ask (BaseCall *call, const EwsServer *server, HttpFlags flags, GError **error);

/* Picks what the profile says or, for EXCHANGE_AUTH_AUTO, the best of what is offered. */
gboolean ews_login_choose (const EwsOffer *offer, const ExchangeProfile *profile,
                           BaseSecret *password, HttpAuth *ret, GError **error);
