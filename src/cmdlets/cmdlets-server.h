/* cmdlets-server.h - one opened server: where its console is, and the consoles that are open
 *
 * Shared by all workers; does not change but for the consoles, which have their own lock.
 */
#pragma once

#include "cmdlets-consoles.h"
#include "exchange-backend.h"

typedef struct
{
  ExchangeBackend head;
  ExchangeProfile *profile;
  BaseSecret *password;      /* NULL when there is none */
  KerberosAccount *account;  /* what http may get tickets with; NULL without a password */
  char *url;                 /* NULL: the console is asked over http only */
  char *plain_url;           /* NULL: the console is asked over https only */
  PowershellPlace place;     /* points into all of the above */
  CmdletsConsoles *consoles; /* NULL until the way to log in is known */
} CmdletsServer;

CmdletsServer *cmdlets_server_new (const ExchangeProfile *profile, BaseSecret *password);
void cmdlets_server_free (CmdletsServer *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CmdletsServer, cmdlets_server_free)

/* Finds out how to log in, by asking without a password. */
gboolean cmdlets_server_prepare (CmdletsServer *self, BaseCall *call, GError **error);

/* Runs a cmdlet about one mailbox, which -Identity names. Errors: cmdlets-backend.h. */
PowershellResult *cmdlets_server_run (CmdletsServer *self, BaseCall *call,
                                      PowershellCommand *command, const char *mailbox,
                                      GError **error);
