/* session-role.h - why an account may not act for a mailbox
 *
 * EWS says "impersonation-denied" to an account without the role as to one whose role does not hold
 * the mailbox. PowerShell tells them apart. Inside session only. Blocks, half a minute at most; any
 * thread.
 */
#pragma once

#include "exchange-profile.h"
#include "powershell-checks.h"

/* How the PowerShell of this server is asked. Borrows from both. */
PowershellChecksSetup session_role_setup (const ExchangeProfile *profile, BaseSecret *password);

/* A copy of error; for a refused impersonation with the reason, where PowerShell says it, and with
 * the name of the role's assignment as facts->object:
 *   "impersonation-no-role"   no assignment of the role
 *   "impersonation-role-off"  one that is switched off
 *   "impersonation-scope"     one for some mailboxes, which this is not one of
 *   "impersonation-not-yet"   one for everybody, which the server does not heed yet
 * password: one that the server took a moment ago. Caller frees. */
GError *session_role_refine (BaseCall *call, const ExchangeProfile *profile, BaseSecret *password,
                             const GError *error);
