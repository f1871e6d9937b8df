/* cli-profile-find.c - profile add --autodiscover
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-profile-find.h"

#include "session-autodiscover.h"

#include <glib/gi18n-lib.h>

static void
report_cb (const SessionAutodiscoverStep *step, gpointer data)
{
  const ChecksResult *result = step->result;

  if (result->state == CHECKS_RUNNING)
    return;
  g_printerr ("%-8s %s: %s (%" G_GUINT64_FORMAT " ms)\n", checks_state_names[result->state],
              step->title, result->seen, result->took_ms);
  if (result->detail != NULL && *result->detail != '\0')
    g_printerr ("         %s\n", result->detail);
}

ExchangeProfile *
cli_profile_find (CliContext *context, SessionCore *core, ExchangeProfile *draft,
                  const SessionPasswords *passwords, const char *address,
                  const char *const *confirmed, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  const SessionAutodiscover order = { .draft = draft,
                                      .passwords = passwords,
                                      .address = address,
                                      .confirmed = confirmed,
                                      .report = context->is_verbose ? report_cb : NULL };
  g_autoptr (SessionAutodiscovered) found = session_autodiscover (core, call, &order, error);
  ExchangeProfile filled = *draft;

  if (found == NULL)
    return NULL;

  g_printerr (_ ("Found the web service: %s\n"), found->ews_url);
  if (*found->product != '\0')
    g_printerr ("%s\n", found->product);
  filled.server = NULL;
  filled.ews_url = found->ews_url;
  filled.build = found->build;
  filled.offered = found->offered;
  return exchange_profile_new (&filled);
}
