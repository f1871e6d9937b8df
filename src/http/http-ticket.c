/* http-ticket.c - a Kerberos ticket for a web server
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-ticket.h"

#include "base-error.h"
#include "http-error.h"

#include <string.h>

/* A domain may know the computer by its own name only. */
static const char *const services[] = { "HTTP", "host" };

void
http_ticket_clear (HttpTicket *self)
{
  g_clear_pointer (&self->ticket, kerberos_ticket_free);
  g_clear_pointer (&self->service, g_free);
}

static gboolean
is_unknown (const GError *problem)
{
  static const char *const reasons[] = { "no-service-ticket", "wrong-realm", NULL };
  const char *reason = base_error_facts (problem)->reason;

  return reason != NULL && g_strv_contains (reasons, reason);
}

static gboolean
reach (HttpTicket *self, BaseCall *call, const char *host, GError **error)
{
  const BaseErrorFacts facts = { .reason = "no-host-ticket", .host = host };
  const char *client = kerberos_ticket_client (self->ticket);
  const char *at = strrchr (client, '@');
  const char *realm = at != NULL ? at + 1 : client;
  const KerberosKdc kdc = { .call = call, .port = KERBEROS_PORT, .realm = realm };
  g_autoptr (GError) problem = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (services); i++) {
    g_free (self->service);
    self->service = g_strdup_printf ("%s/%s@%s", services[i], host, realm);
    g_clear_error (&problem);
    if (kerberos_ticket_reach (self->ticket, &kdc, self->service, &problem))
      return TRUE;
    if (!is_unknown (problem)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  }
  base_error_set_facts (error, BASE_ERROR_AUTH, &facts, "%s", problem->message);
  return FALSE;
}

gboolean
http_ticket_get (HttpTicket *self, BaseCall *call, KerberosAccount *account, const char *url,
                 GError **error)
{
  g_autofree char *shown = http_error_host (url);
  g_autofree char *host = g_ascii_strdown (shown, -1);

  if (self->ticket != NULL && kerberos_ticket_is_valid (self->ticket))
    return TRUE;

  http_ticket_clear (self);
  self->ticket = kerberos_login (account, call, host, error);
  if (self->ticket != NULL && reach (self, call, host, error))
    return TRUE;
  http_ticket_clear (self);
  return FALSE;
}
