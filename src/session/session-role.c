/* session-role.c - why an account may not act for a mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-role.h"

#include "base-error.h"
#include "powershell-role.h"

static const HttpAuth auths[] = { [EXCHANGE_AUTH_AUTO] = HTTP_AUTH_NONE,
                                  [EXCHANGE_AUTH_NEGOTIATE] = HTTP_AUTH_NEGOTIATE,
                                  [EXCHANGE_AUTH_NTLM] = HTTP_AUTH_NTLM,
                                  [EXCHANGE_AUTH_BASIC] = HTTP_AUTH_BASIC };

static const char *const reasons[] = { [POWERSHELL_ROLE_NONE] = "impersonation-no-role",
                                       [POWERSHELL_ROLE_OFF] = "impersonation-role-off",
                                       [POWERSHELL_ROLE_SCOPE] = "impersonation-scope",
                                       [POWERSHELL_ROLE_ALL] = "impersonation-not-yet" };

PowershellChecksSetup
session_role_setup (const ExchangeProfile *profile, BaseSecret *password)
{
  return (PowershellChecksSetup){ .ews_url = profile->ews_url,
                                  .console = profile->console,
                                  .ca_pem = profile->ca_pem,
                                  .account = profile->admin_upn,
                                  .secret = password,
                                  .proof = "impersonation",
                                  .auth = auths[profile->auth],
                                  .is_itself = profile->path == EXCHANGE_PATH_POWERSHELL };
}

GError *
session_role_refine (BaseCall *call, const ExchangeProfile *profile, BaseSecret *password,
                     const GError *error)
{
  const PowershellChecksSetup setup = session_role_setup (profile, password);
  BaseErrorFacts facts = *base_error_facts (error);
  g_auto (PowershellRole) role = { POWERSHELL_ROLE_NONE };
  GError *refined = NULL;

  if (g_strcmp0 (facts.reason, "impersonation-denied") != 0 ||
      profile->kind == EXCHANGE_KIND_ONLINE || !powershell_role_ask (call, &setup, &role, NULL))
    return g_error_copy (error);

  facts.reason = reasons[role.reach];
  facts.object = role.name;
  if (facts.account == NULL)
    facts.account = profile->admin_upn;
  base_error_set_facts (&refined, (BaseErrorCode) error->code, &facts, "%s", error->message);
  return refined;
}
