/* cmdlets-oof.c - Get- and Set-MailboxAutoReplyConfiguration
 *
 * Typed times in UTC are written, which no culture or zone of the server's changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cmdlets-oof.h"

#include "base-error.h"
#include "base-time.h"
#include "base-zone.h"
#include "cmdlets-oof-read.h"
#include "powershell-error.h"

static PowershellResult *
run_about (BaseCall *call, CmdletsServer *server, PowershellCmdlet cmdlet, const char *mailbox,
           GError **error)
{
  g_autoptr (PowershellCommand) command = powershell_command_new (cmdlet);
  g_autoptr (PowershellResult) result = cmdlets_server_run (server, call, command, mailbox, error);

  if (result == NULL || result->objects->len == 1)
    return g_steal_pointer (&result);

  powershell_error_set_answer (error, "%s gives %u objects for one mailbox",
                               powershell_command_name (command), result->objects->len);
  return NULL;
}

OofState *
cmdlets_oof_get (BaseCall *call, CmdletsServer *server, const char *mailbox,
                 ExchangeReading *ret_reading, GError **error)
{
  g_autoptr (PowershellResult) result =
      run_about (call, server, POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION, mailbox, error);
  OofState *state = result != NULL ? cmdlets_oof_read (result->objects->pdata[0], error) : NULL;

  if (state != NULL && ret_reading != NULL) {
    ret_reading->allowed = OOF_AUDIENCE_ALL;
    ret_reading->request_id = g_steal_pointer (&result->request_id);
  }
  return state;
}

gboolean
cmdlets_oof_set (BaseCall *call, CmdletsServer *server, const char *mailbox, const OofState *state,
                 char **ret_request_id, GError **error)
{
  g_autoptr (PowershellCommand) command =
      powershell_command_new (POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION);
  g_autoptr (PowershellResult) result = NULL;

  g_return_val_if_fail (
      state->mode != OOF_MODE_SCHEDULED || (state->from != NULL && state->until != NULL), FALSE);

  powershell_command_put_text (command, "AutoReplyState", cmdlets_mode_words[state->mode]);
  powershell_command_put_text (command, "ExternalAudience",
                               cmdlets_audience_words[state->audience]);
  if (state->mode == OOF_MODE_SCHEDULED) {
    powershell_command_put_date (command, "StartTime", state->from);
    powershell_command_put_date (command, "EndTime", state->until);
  }
  powershell_command_put_message (command, "InternalMessage", state->inside);
  powershell_command_put_message (command, "ExternalMessage", state->outside);
  result = cmdlets_server_run (server, call, command, mailbox, error);
  if (result == NULL)
    return FALSE;

  if (ret_request_id != NULL)
    *ret_request_id = g_steal_pointer (&result->request_id);
  return TRUE;
}

static void
tell (const char *mailbox, const OofState *state, ExchangeAwayFunc each, gpointer data)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  ExchangeAway away = { .mail = mailbox, .is_known = state != NULL };

  if (state != NULL && oof_state_is_away (state, now)) {
    away.is_away = TRUE;
    away.until = state->until;
  }
  each (&away, data);
}

/* What ends a look at many: all but what concerns this mailbox. */
static gboolean
is_about_mailbox (const GError *error)
{
  return g_error_matches (error, BASE_ERROR, BASE_ERROR_NOT_FOUND) ||
         g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED) ||
         powershell_error_is (error, "powershell-scope") ||
         powershell_error_is (error, "cmdlets-zone");
}

gboolean
cmdlets_oof_look (BaseCall *call, CmdletsServer *server, const char *const *mailboxes,
                  ExchangeAwayFunc each, gpointer data, GError **error)
{
  for (gsize i = 0; mailboxes[i] != NULL; i++) {
    GError *why = NULL;
    g_autoptr (OofState) state = cmdlets_oof_get (call, server, mailboxes[i], NULL, &why);

    if (why != NULL && !is_about_mailbox (why)) {
      g_propagate_error (error, why);
      return FALSE;
    }
    g_clear_error (&why);
    tell (mailboxes[i], state, each, data);
  }
  return TRUE;
}

char *
cmdlets_oof_zone (BaseCall *call, CmdletsServer *server, const char *mailbox, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (PowershellResult) result =
      run_about (call, server, POWERSHELL_GET_MAILBOX_REGIONAL_CONFIGURATION, mailbox, &why);
  const char *name = result != NULL
                         ? powershell_value_property_text (result->objects->pdata[0], "TimeZone")
                         : NULL;

  if (why != NULL && !powershell_error_is (why, "cmdlets-no-role"))
    g_propagate_error (error, g_steal_pointer (&why));
  return name != NULL && *name != '\0' ? base_zone_iana_name (name) : NULL;
}
