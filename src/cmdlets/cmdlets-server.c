/* cmdlets-server.c - one opened server
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cmdlets-server.h"

#include "base-error.h"
#include "base-text.h"
#include "kerberos-account.h"
#include "powershell-error.h"
#include "powershell-login.h"

static const HttpAuth auths[] = { [EXCHANGE_AUTH_AUTO] = HTTP_AUTH_NONE,
                                  [EXCHANGE_AUTH_NEGOTIATE] = HTTP_AUTH_NEGOTIATE,
                                  [EXCHANGE_AUTH_NTLM] = HTTP_AUTH_NTLM,
                                  [EXCHANGE_AUTH_BASIC] = HTTP_AUTH_BASIC };

CmdletsServer *
cmdlets_server_new (const ExchangeProfile *profile, BaseSecret *password)
{
  CmdletsServer *self = g_new0 (CmdletsServer, 1);

  self->profile = exchange_profile_ref ((ExchangeProfile *) profile);
  self->password = password != NULL ? base_secret_ref (password) : NULL;
  if (password != NULL)
    self->account = kerberos_account_new (profile->admin_upn, password);
  self->url = powershell_place_url (profile->ews_url, profile->console);
  self->plain_url = powershell_place_plain_url (profile->ews_url, profile->console);
  self->place = (PowershellPlace){ .http = { .url = self->url,
                                             .ca_pem = self->profile->ca_pem,
                                             .user = self->profile->admin_upn,
                                             .secret = self->password,
                                             .account = self->account },
                                   .plain_url = self->plain_url };
  return self;
}

void
cmdlets_server_free (CmdletsServer *self)
{
  if (self == NULL)
    return;

  cmdlets_consoles_free (self->consoles);
  g_free (self->url);
  g_free (self->plain_url);
  kerberos_account_unref (self->account);
  base_secret_unref (self->password);
  exchange_profile_unref (self->profile);
  g_free (self);
}

gboolean
cmdlets_server_prepare (CmdletsServer *self, BaseCall *call, GError **error)
{
  if (!powershell_login_choose (call, &self->place, auths[self->profile->auth], error))
    return FALSE;

  self->consoles = cmdlets_consoles_new (&self->place, self->profile->jobs);
  return TRUE;
}

/* What an error means where the cmdlet is about a mailbox. */
static const struct
{
  const char *reason;
  const char *ours;
} reasons[] = {
  { "powershell-no-cmdlet", "cmdlets-no-role" },
  { "powershell-no-object", "no-mailbox" },
};

static void
pass_error (GError *why, GError **error)
{
  BaseErrorFacts facts = *base_error_facts (why);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (powershell_error_is (why, reasons[i].reason)) {
      facts.reason = reasons[i].ours;
      base_error_set_facts (error, (BaseErrorCode) why->code, &facts, "%s", why->message);
      g_error_free (why);
      return;
    }
  g_propagate_error (error, why);
}

PowershellResult *
cmdlets_server_run (CmdletsServer *self, BaseCall *call, PowershellCommand *command,
                    const char *mailbox, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "bad-address" };
  GError *why = NULL;
  PowershellResult *result;

  if (!base_text_is_address (mailbox)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "this is no mail address");
    return NULL;
  }

  powershell_command_put_text (command, "Identity", mailbox);
  result = cmdlets_consoles_run (self->consoles, call, command, &why);
  if (why != NULL)
    pass_error (why, error);
  return result;
}
