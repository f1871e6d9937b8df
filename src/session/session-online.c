/* session-online.c - Exchange Online's admin endpoint
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-online.h"

#include "base-error.h"
#include "cmdlets-calendar.h"
#include "graph-tokens.h"
#include "powershell-error.h"
#include "powershell-online.h"

#include <glib/gi18n-lib.h>

struct _SessionOnline
{
  ExchangeProfile *profile;
  OauthCache *tokens;
  char *url;
  PowershellOnline place; /* points into all of the above */
  CmdletsRunner runner;
  ExchangeCalendarWay way;
};

gboolean
session_online_is_on (const ExchangeProfile *profile)
{
  /* Not for a person: their refresh token may work once only, and Graph uses it. */
  return profile->kind != EXCHANGE_KIND_ON_PREMISES && *profile->admin_api_url != '\0' &&
         profile->sign_in == EXCHANGE_SIGN_IN_APPLICATION;
}

static BaseSecret *
get_token (BaseCall *call, gpointer data, GError **error)
{
  return oauth_cache_bearer (data, call, OAUTH_RESOURCE_ADMIN, error);
}

static void
refuse_token (BaseSecret *token, gpointer data)
{
  oauth_cache_refuse (data, OAUTH_RESOURCE_ADMIN, token);
}

static PowershellResult *
run (BaseCall *call, const PowershellCommand *command, const char *mailbox, gpointer data,
     GError **error)
{
  const SessionOnline *self = data;

  return powershell_online_run (call, &self->place, command, mailbox, error);
}

static gboolean
get_calendar (BaseCall *call, const char *mailbox, ExchangeCalendar *ret, gpointer data,
              GError **error)
{
  return cmdlets_calendar_get (call, data, mailbox, ret, error);
}

static gboolean
set_calendar (BaseCall *call, const char *mailbox, const ExchangeCalendar *wanted,
              char **ret_request_id, gpointer data, GError **error)
{
  return cmdlets_calendar_set (call, data, mailbox, wanted, ret_request_id, error);
}

SessionOnline *
session_online_new (const ExchangeProfile *profile, BaseSecret *client, GError **error)
{
  static const BaseErrorFacts off = { .reason = "admin-off" };
  g_autoptr (SessionOnline) self = g_new0 (SessionOnline, 1);

  if (!session_online_is_on (profile)) {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &off,
                          "the profile does not name the admin endpoint");
    return NULL;
  }

  self->profile = exchange_profile_ref ((ExchangeProfile *) profile);
  self->tokens = graph_tokens_cache (profile, client, NULL, error);
  if (self->tokens == NULL)
    return NULL;
  self->url = powershell_online_url (self->profile->admin_api_url, self->profile->tenant);
  self->place =
      (PowershellOnline){ .http = { .url = self->url,
                                    .ca_pem = oauth_cache_app (self->tokens)->cloud->ca_pem },
                          .tenant = self->profile->tenant,
                          .account = self->profile->client_id,
                          .get_token = get_token,
                          .refuse_token = refuse_token,
                          .token_data = self->tokens };
  self->runner = (CmdletsRunner){ .run = run, .data = self };
  self->way = (ExchangeCalendarWay){ get_calendar, set_calendar, &self->runner };
  return g_steal_pointer (&self);
}

void
session_online_free (SessionOnline *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->tokens, oauth_cache_unref);
  g_free (self->url);
  exchange_profile_unref (self->profile);
  g_free (self);
}

const ExchangeCalendarWay *
session_online_calendar (SessionOnline *self)
{
  return &self->way;
}

PowershellResult *
session_online_run (SessionOnline *self, BaseCall *call, const PowershellCommand *command,
                    const char *mailbox, GError **error)
{
  return run (call, command, mailbox, self, error);
}

typedef struct
{
  ExchangeProfile *profile;
  BaseSecret *client; /* NULL: there is none */
} Check;

static void
free_check (gpointer data)
{
  Check *self = data;

  exchange_profile_unref (self->profile);
  g_clear_pointer (&self->client, base_secret_unref);
  g_free (self);
}

/* Nothing else needs it, so it never fails the verification. */
static ChecksResult *
check_admin (BaseCall *call, gpointer data)
{
  const Check *check = data;
  const char *mailbox = check->profile->test_mailbox;
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionOnline) online = session_online_new (check->profile, check->client, &error);
  g_auto (ExchangeCalendar) calendar = { 0 };
  g_autoptr (PowershellCommand) command = NULL;
  g_autoptr (PowershellResult) result = NULL;

  if (online != NULL && *mailbox != '\0') {
    if (cmdlets_calendar_get (call, &online->runner, mailbox, &calendar, &error))
      return checks_result_new (CHECKS_OK,
                                _ ("It answers, and tells the calendar options of the test "
                                   "mailbox."),
                                NULL, online->url);
  } else if (online != NULL) {
    command = powershell_command_new (POWERSHELL_GET_ACCEPTED_DOMAIN);
    result = powershell_online_run (call, &online->place, command, NULL, &error);
    if (result != NULL)
      return checks_result_new (CHECKS_OK, _ ("It answers."), NULL, online->url);
  }
  return checks_result_new_error (CHECKS_WARNING, error);
}

void
session_online_add_checks (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *client)
{
  Check *check;

  if (!session_online_is_on (profile))
    return;

  check = g_new0 (Check, 1);
  check->profile = exchange_profile_ref ((ExchangeProfile *) profile);
  check->client = client != NULL ? base_secret_ref (client) : NULL;
  checks_plan_add (plan, "online-admin", _ ("Admin endpoint (optional, for calendar options only)"),
                   "online-token", check_admin, check, free_check);
}
