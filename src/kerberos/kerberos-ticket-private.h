/* kerberos-ticket-private.h - what kerberos-ticket.c and kerberos-ticket-steps.c share */
#pragma once

#include "kerberos-ticket.h"

struct _KerberosTicket
{
  krb5_context context;
  krb5_ccache cache;
  char *name;
  char *client;
  gint64 end_s; /* when the ticket for tickets expires; seconds since 1970 */
};

/* Without a cache. */
KerberosTicket *kerberos_ticket_make (GError **error);
/* Makes the cache, for that client. */
krb5_error_code kerberos_ticket_open_cache (KerberosTicket *self, krb5_principal client);
gint64 kerberos_ticket_end_of (const krb5_creds *creds);
