/* powershell-login.h - whether there is a PowerShell directory, and which way to log in it takes
 *
 * It is asked once, without credentials: that alone shows whether something is there. A password is
 * then tried by the one way that is chosen.
 */
#pragma once

#include "powershell-console.h"

/* Sets how place is to be asked: http.auth, or with a ticket, where https has no way in, plain_url
 * with bodies that Kerberos encrypts. fixed: HTTP_AUTH_NONE for the best of what is offered, or the
 * only one to take. Errors: those of http-auth.h and powershell-fault.h; UNSUPPORTED
 * "powershell-kerberos" when nothing but bare Kerberos is offered and there is no ticket,
 * "powershell-no-method" when nothing else is of use. */
gboolean powershell_login_choose (BaseCall *call, PowershellPlace *place, HttpAuth fixed,
                                  GError **error);
