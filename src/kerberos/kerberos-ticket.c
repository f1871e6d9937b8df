/* kerberos-ticket.c - Kerberos tickets in a cache of our own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-ticket-private.h"

#include "base-error.h"

#include <string.h>

#define MARGIN_S 300
#define MOST_TICKETS 64 /* that are taken over from the person's cache */

void
kerberos_ticket_free (KerberosTicket *self)
{
  if (self == NULL)
    return;

  if (self->cache != NULL)
    krb5_cc_destroy (self->context, self->cache);
  if (self->context != NULL)
    krb5_free_context (self->context);
  g_free (self->name);
  g_free (self->client);
  g_free (self);
}

const char *
kerberos_ticket_client (const KerberosTicket *self)
{
  return self->client;
}

const char *
kerberos_ticket_cache (const KerberosTicket *self)
{
  return self->name;
}

gboolean
kerberos_ticket_is_valid (const KerberosTicket *self)
{
  return self->end_s > g_get_real_time () / G_USEC_PER_SEC + MARGIN_S;
}

static void
set_no_ticket (GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-ticket" };

  base_error_set_facts (error, BASE_ERROR_AUTH, &facts,
                        "there is no Kerberos ticket that is still valid");
}

KerberosTicket *
kerberos_ticket_make (GError **error)
{
  g_autoptr (KerberosTicket) self = g_new0 (KerberosTicket, 1);

  if (krb5_init_context (&self->context) != 0) {
    self->context = NULL;
    set_no_ticket (error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

krb5_error_code
kerberos_ticket_open_cache (KerberosTicket *self, krb5_principal client)
{
  krb5_error_code code = krb5_cc_new_unique (self->context, "MEMORY", NULL, &self->cache);
  char *name = NULL;

  if (code == 0)
    code = krb5_cc_initialize (self->context, self->cache, client);
  if (code == 0)
    code = krb5_cc_get_full_name (self->context, self->cache, &name);
  if (code == 0)
    self->name = g_strdup (name);
  krb5_free_string (self->context, name);

  name = NULL;
  if (code == 0)
    code = krb5_unparse_name (self->context, client, &name);
  if (code == 0)
    self->client = g_strdup (name);
  krb5_free_unparsed_name (self->context, name);
  return code;
}

static gboolean
is_for_tickets (const krb5_creds *creds)
{
  return creds->server != NULL && creds->server->length == 2 &&
         creds->server->data[0].length == strlen (KRB5_TGS_NAME) &&
         memcmp (creds->server->data[0].data, KRB5_TGS_NAME, strlen (KRB5_TGS_NAME)) == 0;
}

gint64
kerberos_ticket_end_of (const krb5_creds *creds)
{
  return (gint64) (guint32) creds->times.endtime;
}

/* krbtgt/REALM@REALM of the client's own realm */
static gboolean
is_first (const krb5_creds *creds)
{
  const krb5_data *realm = &creds->client->realm;
  const krb5_data *of = &creds->server->data[1];

  return of->length == realm->length && memcmp (of->data, realm->data, realm->length) == 0;
}

/* Takes the tickets for tickets over; what is for services is got anew. */
static void
copy_tickets (KerberosTicket *self, krb5_ccache from)
{
  krb5_cc_cursor cursor;
  krb5_creds creds;

  if (krb5_cc_start_seq_get (self->context, from, &cursor) != 0)
    return;
  for (guint n = 0;
       n < MOST_TICKETS && krb5_cc_next_cred (self->context, from, &cursor, &creds) == 0; n++) {
    if (is_for_tickets (&creds) && creds.client != NULL &&
        krb5_cc_store_cred (self->context, self->cache, &creds) == 0 && is_first (&creds))
      self->end_s = MAX (self->end_s, kerberos_ticket_end_of (&creds));
    krb5_free_cred_contents (self->context, &creds);
  }
  krb5_cc_end_seq_get (self->context, from, &cursor);
}

/* from: NULL is fine. */
static gboolean
take_over (KerberosTicket *self, krb5_ccache from)
{
  krb5_principal client = NULL;
  gboolean is_good = FALSE;

  if (from == NULL || krb5_cc_get_principal (self->context, from, &client) != 0)
    return FALSE;
  if (kerberos_ticket_open_cache (self, client) == 0) {
    copy_tickets (self, from);
    is_good = self->end_s > g_get_real_time () / G_USEC_PER_SEC;
  }
  krb5_free_principal (self->context, client);

  if (!is_good) {
    if (self->cache != NULL)
      krb5_cc_destroy (self->context, self->cache);
    self->cache = NULL;
    self->end_s = 0;
    g_clear_pointer (&self->name, g_free);
    g_clear_pointer (&self->client, g_free);
  }
  return is_good;
}

static gboolean
is_of_realm (krb5_context context, krb5_ccache cache, const char *realm)
{
  krb5_principal client = NULL;
  gboolean is_one = krb5_cc_get_principal (context, cache, &client) == 0 &&
                    client->realm.length == strlen (realm) &&
                    memcmp (client->realm.data, realm, client->realm.length) == 0;

  krb5_free_principal (context, client);
  return is_one;
}

/* Among several caches the one of that realm. */
static gboolean
take_over_from_collection (KerberosTicket *self, const char *realm)
{
  krb5_cccol_cursor cursor;
  krb5_ccache cache = NULL;
  gboolean is_good = FALSE;

  if (krb5_cccol_cursor_new (self->context, &cursor) != 0)
    return FALSE;
  while (!is_good && krb5_cccol_cursor_next (self->context, cursor, &cache) == 0 && cache != NULL) {
    is_good = is_of_realm (self->context, cache, realm) && take_over (self, cache);
    krb5_cc_close (self->context, cache);
  }
  krb5_cccol_cursor_free (self->context, &cursor);
  return is_good;
}

char *
kerberos_ticket_default_realm (void)
{
  krb5_context context;
  char *realm = NULL;
  char *copy;

  if (krb5_init_context (&context) != 0)
    return NULL;
  if (krb5_get_default_realm (context, &realm) != 0)
    realm = NULL;
  copy = g_strdup (realm);
  krb5_free_default_realm (context, realm);
  krb5_free_context (context);
  return copy;
}

KerberosTicket *
kerberos_ticket_find (const char *realm, GError **error)
{
  g_autoptr (KerberosTicket) self = kerberos_ticket_make (error);
  krb5_ccache cache = NULL;
  gboolean is_good;

  if (self == NULL)
    return NULL;
  if (realm != NULL && take_over_from_collection (self, realm))
    return g_steal_pointer (&self);

  is_good = krb5_cc_default (self->context, &cache) == 0 && take_over (self, cache);
  if (cache != NULL)
    krb5_cc_close (self->context, cache);
  if (!is_good) {
    set_no_ticket (error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

KerberosTicket *
kerberos_ticket_copy (const KerberosTicket *other, GError **error)
{
  g_autoptr (KerberosTicket) self = kerberos_ticket_make (error);
  krb5_ccache cache = NULL;
  gboolean is_good;

  if (self == NULL)
    return NULL;

  /* A cache in memory is the process's: another context finds it by its name. */
  is_good = krb5_cc_resolve (self->context, other->name, &cache) == 0 && take_over (self, cache);
  if (cache != NULL)
    krb5_cc_close (self->context, cache);
  if (!is_good) {
    set_no_ticket (error);
    return NULL;
  }
  return g_steal_pointer (&self);
}
