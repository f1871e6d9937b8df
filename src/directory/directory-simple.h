/* directory-simple.h - logging in with the password itself, over verified TLS. For
 * directory-bind.c.
 */
#pragma once

#include "directory-connect.h"
#include "kerberos-account.h"

/* Whether the controller may learn the password: not one of another forest (is_ours: it is of our
 * forest, or the account was given for its domain), nor a host that DNS named (which can lie, and a
 * host of anybody's may have a good certificate) and that does not lie in domain ("": the host
 * itself was named). */
gboolean directory_simple_check (const DirectoryLink *link, const char *domain, gboolean is_ours,
                                 GError **error);

/* Only between kerberos_account_enter () and _leave (), and only over TLS. */
gboolean directory_simple_bind (DirectoryLink *link, BaseCall *call, KerberosAccount *account,
                                GError **error);
