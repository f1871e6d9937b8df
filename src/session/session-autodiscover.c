/* session-autodiscover.c - finds an organisation's web service from an address
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-autodiscover.h"

#include "autodiscover-run.h"
#include "base-error.h"
#include "directory-exchange.h"
#include "session-directory-private.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>

#define DIRECTORY_LIMIT_MS 15000

void
session_autodiscovered_free (SessionAutodiscovered *self)
{
  if (self == NULL)
    return;

  g_free (self->ews_url);
  g_free (self->address);
  g_free (self->version);
  g_free (self->methods);
  g_free (self);
}

static const char *const way_titles[] = {
  [AUTODISCOVER_WAY_DIRECTORY] = N_ ("Service point in Active Directory"),
  [AUTODISCOVER_WAY_DOMAIN] = N_ ("The mail domain"),
  [AUTODISCOVER_WAY_HOST] = N_ ("The domain’s autodiscover host"),
  [AUTODISCOVER_WAY_REDIRECT] = N_ ("Redirect over HTTP, without a login"),
  [AUTODISCOVER_WAY_SRV] = N_ ("DNS record (SRV)"),
};

static const HttpAuth auths[] = { [EXCHANGE_AUTH_AUTO] = HTTP_AUTH_NONE,
                                  [EXCHANGE_AUTH_NEGOTIATE] = HTTP_AUTH_NEGOTIATE,
                                  [EXCHANGE_AUTH_NTLM] = HTTP_AUTH_NTLM,
                                  [EXCHANGE_AUTH_BASIC] = HTTP_AUTH_BASIC };

static const ChecksState end_states[] = { [AUTODISCOVER_END_NOTHING] = CHECKS_SKIPPED,
                                          [AUTODISCOVER_END_REFUSED] = CHECKS_FAILED,
                                          [AUTODISCOVER_END_UNCONFIRMED] = CHECKS_WARNING,
                                          [AUTODISCOVER_END_PASSED_ON] = CHECKS_OK,
                                          [AUTODISCOVER_END_FOUND] = CHECKS_OK };

static char *
describe (const AutodiscoverStep *step)
{
  if (step->error != NULL)
    return session_explain (step->error);

  switch (step->end) {
  case AUTODISCOVER_END_FOUND:
    return g_strdup_printf (_ ("It names %s."), step->words);
  case AUTODISCOVER_END_PASSED_ON:
    return g_strdup_printf (_ ("Leads on to %s."), step->words);
  case AUTODISCOVER_END_UNCONFIRMED:
    return g_strdup_printf (_ ("Leads to %s, which is outside the domain: not asked."),
                            step->words);
  case AUTODISCOVER_END_REFUSED:
    return g_strdup (_ ("Did not accept the log-in."));
  case AUTODISCOVER_END_NOTHING:
  default:
    return *step->words != '\0' ? g_strdup_printf (_ ("Nothing there for us: %s"), step->words)
                                : g_strdup (_ ("Nothing there."));
  }
}

static void
report_cb (const AutodiscoverStep *step, gpointer data)
{
  const SessionAutodiscover *order = data;
  g_autofree char *seen = describe (step);
  g_autofree char *words = step->error != NULL ? session_detail (step->error) : NULL;
  g_autofree char *detail = g_strjoin ("\n", step->url, words, NULL);
  g_autoptr (ChecksResult) result = checks_result_new (end_states[step->end], seen, NULL, detail);

  result->took_ms = step->took_ms; /* nobody else has it yet */
  order->report (_ (way_titles[step->way]), result, order->report_data);
}

static void
tell_directory (const SessionAutodiscover *order, const GError *error)
{
  g_autofree char *seen = session_explain (error);
  g_autofree char *remedy = session_remedy (error);
  g_autofree char *detail = session_detail (error);
  g_autoptr (ChecksResult) result = checks_result_new (CHECKS_WARNING, seen, remedy, detail);

  if (order->report != NULL)
    order->report (_ (way_titles[AUTODISCOVER_WAY_DIRECTORY]), result, order->report_data);
}

/* The directory is one way of several: when it fails, that is told, and the others go on. */
static char **
find_service_points (SessionCore *core, BaseCall *call, const SessionAutodiscover *order,
                     const char *address)
{
  g_autoptr (BaseCall) limited =
      base_call_new (NULL, base_call_cancellable (call), DIRECTORY_LIMIT_MS);
  g_autoptr (SessionDirectory) directory = NULL;
  g_autoptr (GPtrArray) endpoints = NULL;
  g_autoptr (GStrvBuilder) urls = g_strv_builder_new ();
  g_autoptr (GError) problem = NULL;
  const char *at = strchr (address, '@');
  DirectoryForest *forest;

  if (*order->draft->directory == '\0' || at == NULL)
    return NULL;

  directory = session_directory_new (core, order->draft, order->passwords);
  forest = session_directory_forest (directory, limited, &problem);
  if (forest != NULL)
    endpoints = directory_exchange_endpoints (forest, limited, at + 1, &problem);
  if (endpoints == NULL) {
    tell_directory (order, problem);
    return NULL;
  }

  for (guint i = 0; i < endpoints->len; i++) {
    const DirectoryEndpoint *endpoint = endpoints->pdata[i];

    if (!endpoint->is_pointer)
      g_strv_builder_add (urls, endpoint->url);
  }
  return g_strv_builder_end (urls);
}

static SessionAutodiscovered *
make_result (AutodiscoverFound *found)
{
  SessionAutodiscovered *self = g_new0 (SessionAutodiscovered, 1);

  self->ews_url = g_steal_pointer (&found->ews_url);
  self->address = g_steal_pointer (&found->address);
  self->version = g_steal_pointer (&found->version);
  self->methods = http_auth_describe (found->offered);
  return self;
}

static BaseSecret *
find_password (SessionCore *core, BaseCall *call, const SessionAutodiscover *order)
{
  if (order->passwords != NULL && order->passwords->admin != NULL)
    return base_secret_ref (order->passwords->admin);
  /* A keyring that does not answer leaves the ticket. */
  return core != NULL
             ? session_core_find_password (core, call, order->draft, SESSION_PASSWORD_ADMIN, NULL)
             : NULL;
}

SessionAutodiscovered *
session_autodiscover (SessionCore *core, BaseCall *call, const SessionAutodiscover *order,
                      GError **error)
{
  const ExchangeProfile *draft = order->draft;
  const char *address =
      order->address != NULL && *order->address != '\0' ? order->address : draft->admin_upn;
  g_autoptr (BaseSecret) password = find_password (core, call, order);
  g_auto (GStrv) points = find_service_points (core, call, order, address);
  const AutodiscoverAsk ask = { .address = address,
                                .user = draft->admin_upn,
                                .password = password,
                                .auth = auths[draft->auth],
                                .ca_pem = draft->ca_pem,
                                .service_points = (const char *const *) points,
                                .confirmed = order->confirmed,
                                .report = order->report != NULL ? report_cb : NULL,
                                .report_data = (gpointer) order };
  g_autoptr (AutodiscoverFound) found = NULL;

  if (!base_call_check (call, error))
    return NULL;

  found = autodiscover_run (call, &ask, error);
  return found != NULL ? make_result (found) : NULL;
}
