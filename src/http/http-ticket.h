/* http-ticket.h - a Kerberos ticket for a web server. For this room only.
 *
 * Blocks, and can be cancelled. Errors: those of kerberos-login.h, and AUTH "no-host-ticket"
 * (Kerberos does not know the server by this name).
 */
#pragma once

#include "kerberos-login.h"

/* What a worker keeps of it; empty: all zeros. */
typedef struct
{
  KerberosTicket *ticket;
  char *service; /* whom it is for: "HTTP/mail.corp.example@CORP.EXAMPLE" */
} HttpTicket;

void http_ticket_clear (HttpTicket *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpTicket, http_ticket_clear)

/* Sees to it that self is one for the host of url that is valid for some minutes more. account:
 * whose password may get it; NULL: only this computer's ticket. */
gboolean http_ticket_get (HttpTicket *self, BaseCall *call, KerberosAccount *account,
                          const char *url, GError **error);
