/* session-autodiscover.c - finds an organisation's web service from an address
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-autodiscover.h"

#include "autodiscover-run.h"
#include "base-error.h"
#include "directory-endpoints.h"
#include "kerberos-account.h"
#include "session-directory-private.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DIRECTORY_LIMIT_MS 15000

void
session_autodiscovered_free (SessionAutodiscovered *self)
{
  if (self == NULL)
    return;

  g_free (self->ews_url);
  g_free (self->address);
  g_free (self->build);
  g_free (self->product);
  g_free (self->offered);
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

static const ChecksState end_states[] = {
  [AUTODISCOVER_END_ASKING] = CHECKS_RUNNING, [AUTODISCOVER_END_NOTHING] = CHECKS_SKIPPED,
  [AUTODISCOVER_END_REFUSED] = CHECKS_FAILED, [AUTODISCOVER_END_UNCONFIRMED] = CHECKS_WARNING,
  [AUTODISCOVER_END_PASSED_ON] = CHECKS_OK,   [AUTODISCOVER_END_FOUND] = CHECKS_OK
};

/* AutodiscoverStep.reason */
static const struct
{
  const char *reason;
  const char *words;
} reasons[] = {
  { "circle", N_ ("Leads in a circle.") },
  { "asked-before", N_ ("Was asked already.") },
  { "not-https", N_ ("Leads to an address that is not https: not asked.") },
  { "web-service-not-https", N_ ("Names a web service that is not https: not taken.") },
  { "no-web-service", N_ ("Answers, but names no web service.") },
  { "password-spared", N_ ("Wants the password, which was refused twice: not tried here.") },
};

static char *
describe_nothing (const AutodiscoverStep *step)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (step->reason, reasons[i].reason) == 0)
      return g_strdup (_ (reasons[i].words));
  return *step->words != '\0' ? g_strdup_printf (_ ("Nothing there for us: %s"), step->words)
                              : g_strdup (_ ("Nothing there."));
}

static char *
describe (const AutodiscoverStep *step)
{
  if (step->error != NULL)
    return session_explain (step->error);

  switch (step->end) {
  case AUTODISCOVER_END_ASKING:
    return g_strdup ("");
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
    return describe_nothing (step);
  }
}

/* Takes result. */
static void
report (const SessionAutodiscover *order, AutodiscoverWay way, const char *place,
        ChecksResult *result)
{
  const SessionAutodiscoverStep step = { .title = _ (way_titles[way]),
                                         .place = place,
                                         .result = result };

  if (order->report != NULL)
    order->report (&step, order->report_data);
  checks_result_unref (result);
}

static void
report_cb (const AutodiscoverStep *step, gpointer data)
{
  g_autofree char *seen = describe (step);
  g_autofree char *words = step->error != NULL ? session_detail (step->error) : NULL;
  g_autofree char *detail = g_strjoin ("\n", step->url, words, NULL);
  ChecksResult *result = checks_result_new (end_states[step->end], seen, NULL, detail);

  result->took_ms = step->took_ms; /* nobody else has it yet */
  report (data, step->way, step->url, result);
}

/* The directory itself, and pointers to others: "" or where it leads to. */
static void
tell_directory (const SessionAutodiscover *order, const char *place, const GError *error)
{
  g_autofree char *why = session_explain (error);
  /* Translators: Active Directory leads to another directory, which could not be asked */
  g_autofree char *seen =
      *place != '\0' ? g_strdup_printf (_ ("Leads to %s: %s"), place, why) : g_strdup (why);
  g_autofree char *remedy = session_remedy (error);
  g_autofree char *detail = session_detail (error);

  report (order, AUTODISCOVER_WAY_DIRECTORY, place,
          checks_result_new (CHECKS_WARNING, seen, remedy, detail));
}

static void
tell_service_points (const SessionAutodiscover *order, const GPtrArray *endpoints, guint64 took_ms)
{
  g_autofree char *seen = NULL;
  ChecksResult *result;
  guint n = 0;

  for (guint i = 0; i < endpoints->len; i++) {
    const DirectoryEndpoint *endpoint = endpoints->pdata[i];

    if (endpoint->problem != NULL)
      tell_directory (order, endpoint->url, endpoint->problem);
    else
      n++;
  }
  seen = n > 0 ? g_strdup_printf (
                     ngettext ("It names %u place to ask.", "It names %u places to ask.", n), n)
               : g_strdup (_ ("It names none."));
  result = checks_result_new (n > 0 ? CHECKS_OK : CHECKS_SKIPPED, seen, NULL, NULL);
  result->took_ms = took_ms; /* nobody else has it yet */
  report (order, AUTODISCOVER_WAY_DIRECTORY, "", result);
}

static GPtrArray *
ask_directory (SessionCore *core, BaseCall *call, const SessionAutodiscover *order,
               const char *domain)
{
  g_autoptr (BaseCall) limited =
      base_call_new (NULL, base_call_cancellable (call), DIRECTORY_LIMIT_MS);
  g_autoptr (SessionDirectory) directory =
      session_directory_new (core, order->draft, order->passwords);
  g_autoptr (GError) problem = NULL;
  gint64 began_us = g_get_monotonic_time ();
  DirectoryForest *forest = session_directory_forest (directory, limited, &problem);
  GPtrArray *endpoints =
      forest != NULL ? directory_endpoints_find (forest, limited, domain, &problem) : NULL;

  if (endpoints != NULL)
    tell_service_points (order, endpoints, (guint64) (g_get_monotonic_time () - began_us) / 1000);
  else if (base_call_check (call, NULL))
    tell_directory (order, "", problem);
  return endpoints;
}

/* The directory is one way of several: when it fails, that is told, and the others go on. */
static char **
find_service_points (SessionCore *core, BaseCall *call, const SessionAutodiscover *order,
                     const char *address)
{
  g_autoptr (GPtrArray) endpoints = NULL;
  g_autoptr (GStrvBuilder) urls = g_strv_builder_new ();
  const char *at = strrchr (address, '@');

  if (at == NULL)
    return NULL;
  if (*order->draft->directory == '\0') {
    report (order, AUTODISCOVER_WAY_DIRECTORY, "",
            checks_result_new (CHECKS_SKIPPED, _ ("This connection uses no Active Directory."),
                               NULL, NULL));
    return NULL;
  }

  report (order, AUTODISCOVER_WAY_DIRECTORY, "",
          checks_result_new (CHECKS_RUNNING, "", NULL, NULL));
  endpoints = ask_directory (core, call, order, at + 1);
  for (guint i = 0; endpoints != NULL && i < endpoints->len; i++) {
    const DirectoryEndpoint *endpoint = endpoints->pdata[i];

    if (endpoint->problem == NULL)
      g_strv_builder_add (urls, endpoint->url);
  }
  return g_strv_builder_end (urls);
}

char **
session_autodiscover_titles (void)
{
  char **titles = g_new0 (char *, G_N_ELEMENTS (way_titles) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (way_titles); i++)
    titles[i] = g_strdup (_ (way_titles[i]));
  return titles;
}

static SessionAutodiscovered *
make_result (AutodiscoverFound *found)
{
  SessionAutodiscovered *self = g_new0 (SessionAutodiscovered, 1);

  self->ews_url = g_steal_pointer (&found->ews_url);
  self->address = g_steal_pointer (&found->address);
  self->build = exchange_version_build (found->version);
  if (self->build == NULL)
    self->build = g_strdup ("");
  self->product = exchange_version_describe (found->version != NULL ? found->version : "");
  self->offered = http_auth_describe (found->offered);
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
  g_autoptr (KerberosAccount) account =
      password != NULL ? kerberos_account_new (draft->admin_upn, password) : NULL;
  const AutodiscoverAsk ask = { .address = address,
                                .user = draft->admin_upn,
                                .password = password,
                                .account = account,
                                .auth = auths[draft->auth],
                                .ca_pem = draft->ca_pem,
                                .service_points = (const char *const *) points,
                                .confirmed = order->confirmed,
                                .report = report_cb,
                                .report_data = (gpointer) order };
  g_autoptr (AutodiscoverFound) found = NULL;

  if (!base_call_check (call, error))
    return NULL;

  found = autodiscover_run (call, &ask, error);
  return found != NULL ? make_result (found) : NULL;
}
