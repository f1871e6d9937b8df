/* cli-sign-in.c - somebody signs in to Microsoft 365, from a shell
 *
 * The address goes to standard error and to nobody else: whoever types commands on this computer
 * knows best in which browser to open it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-sign-in.h"

#include "session-sign-in.h"

#include <glib/gi18n-lib.h>

const char *const cli_sign_in_names[] = {
  [SESSION_SIGN_IN_BROWSER] = "browser", [SESSION_SIGN_IN_DEVICE] = "device", NULL
};

static void
open_cb (const char *url, gpointer data)
{
  g_printerr (_ ("Open this address in a browser on this computer, and sign in there:\n%s\n"), url);
}

static void
show_cb (const SessionDeviceCode *code, gpointer data)
{
  g_printerr (_ ("On any device, open the page %s and enter the code %s; it is good for %d "
                 "minutes.\n"),
              code->url, code->user_code, (int) (code->life_s / 60));
}

gboolean
cli_sign_in (CliContext *context, int way, ExchangeProfile **profile, BaseSecret **ret_refresh,
             GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  const SessionSignIn how = {
    .draft = *profile, .way = (SessionSignInWay) way, .open = open_cb, .show = show_cb
  };
  g_autoptr (SessionSignedIn) who = session_sign_in (call, &how, error);
  ExchangeProfile draft = **profile;
  ExchangeProfile *signed_in;

  if (who == NULL)
    return FALSE;

  draft.sign_in = EXCHANGE_SIGN_IN_PERSON;
  draft.online_user = who->user;
  draft.certificate = draft.client_until = NULL;
  signed_in = exchange_profile_new (&draft);
  exchange_profile_unref (*profile);
  *profile = signed_in;
  *ret_refresh = base_secret_ref (who->refresh);
  g_printerr (_ ("Signed in as %s. This connection reaches that person’s own mailbox only: "
                 "Microsoft gives nobody the automatic replies of others this way.\n"),
              who->user);
  return TRUE;
}
