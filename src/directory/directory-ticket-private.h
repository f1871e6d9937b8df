/* directory-ticket-private.h - what directory-ticket.c and directory-ticket-steps.c share */
#pragma once

#include "directory-ticket.h"

struct _DirectoryTicket
{
  krb5_context context;
  krb5_ccache cache;
  char *name;
  char *client;
  gint64 end_s; /* when the ticket for tickets expires; seconds since 1970 */
};

/* Without a cache. */
DirectoryTicket *directory_ticket_make (GError **error);
/* Makes the cache, for that client. */
krb5_error_code directory_ticket_open_cache (DirectoryTicket *self, krb5_principal client);
gint64 directory_ticket_end_of (const krb5_creds *creds);
