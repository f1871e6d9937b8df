/* kerberos-ticket-steps.c - getting Kerberos tickets
 *
 * libkrb5 is asked step by step (krb5_init_creds_step, krb5_tkt_creds_step), so that all talking is
 * ours. Its own loop would also try a refused password a second time, at another server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-error.h"
#include "kerberos-ticket-private.h"

#include <string.h>

#define MOST_STEPS 20

/* For errors: who is asked. */
static const char *
name_of (const KerberosKdc *kdc)
{
  return kdc->host != NULL ? kdc->host : kdc->realm;
}

/* A UPN may have another suffix than the realm: such a name is an "enterprise" one. */
static krb5_error_code
make_principal (krb5_context context, const char *realm, const char *user, krb5_principal *ret)
{
  const char *backslash = strchr (user, '\\');
  const char *name = backslash != NULL ? backslash + 1 : user;
  krb5_error_code code = krb5_build_principal_ext (context, ret, (guint) strlen (realm), realm,
                                                   (guint) strlen (name), name, 0);

  if (code == 0)
    (*ret)->type = strchr (name, '@') != NULL ? KRB5_NT_ENTERPRISE_PRINCIPAL : KRB5_NT_PRINCIPAL;
  return code;
}

typedef struct
{
  KerberosTicket *ticket;
  const KerberosKdc *kdc;
  const char *user;
  gboolean is_tried;
} Login;

/* The answer for the next step. NULL with an error. */
static GByteArray *
ask (Login *self, const krb5_data *realm, const krb5_data *question, guint step, GError **error)
{
  g_autoptr (GByteArray) answer = NULL;

  /* The first question asks what proof is wanted. */
  self->is_tried = self->is_tried || step > 0;
  answer = kerberos_kdc_ask (self->kdc, realm, question, error);
  if (answer != NULL &&
      kerberos_error_read (error, self->ticket->context, answer, name_of (self->kdc), self->user))
    return NULL;
  return g_steal_pointer (&answer);
}

static gboolean
run_login (Login *self, krb5_init_creds_context login, GError **error)
{
  krb5_context context = self->ticket->context;
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  for (guint step = 0; step < MOST_STEPS; step++) {
    krb5_data in = { .data = (char *) answer->data, .length = answer->len };
    krb5_data out = { 0 };
    krb5_data realm = { 0 };
    unsigned int flags = 0;
    krb5_error_code code = krb5_init_creds_step (context, login, &in, &out, &realm, &flags);
    gboolean is_on = code == 0 && (flags & KRB5_INIT_CREDS_STEP_FLAG_CONTINUE) != 0;

    g_byte_array_unref (answer);
    answer = is_on ? ask (self, &realm, &out, step, error) : NULL;
    krb5_free_data_contents (context, &out);
    krb5_free_data_contents (context, &realm);
    if (code != 0)
      kerberos_error_set (error, context, code, name_of (self->kdc), self->user);
    if (answer == NULL)
      return code == 0 && !is_on;
  }
  kerberos_error_set (error, context, KRB5_KDCREP_MODIFIED, name_of (self->kdc), self->user);
  return FALSE;
}

static krb5_error_code
keep (KerberosTicket *self, krb5_init_creds_context login)
{
  krb5_creds creds = { 0 };
  krb5_error_code code = krb5_init_creds_get_creds (self->context, login, &creds);

  if (code != 0)
    return code;
  code = kerberos_ticket_open_cache (self, creds.client);
  if (code == 0)
    code = krb5_cc_store_cred (self->context, self->cache, &creds);
  self->end_s = kerberos_ticket_end_of (&creds);
  krb5_free_cred_contents (self->context, &creds);
  return code;
}

static krb5_error_code
begin_login (KerberosTicket *self, krb5_principal principal, krb5_get_init_creds_opt *options,
             BaseSecret *password, krb5_init_creds_context *ret)
{
  krb5_error_code code;

  krb5_get_init_creds_opt_set_canonicalize (options, 1);
  krb5_get_init_creds_opt_set_forwardable (options, 0);
  krb5_get_init_creds_opt_set_proxiable (options, 0);
  code = krb5_init_creds_init (self->context, principal, NULL, NULL, 0, options, ret);
  if (code == 0)
    code = krb5_init_creds_set_password (self->context, *ret, base_secret_text (password));
  return code;
}

KerberosTicket *
kerberos_ticket_get (const KerberosKdc *kdc, const char *user, BaseSecret *password,
                     gboolean *ret_is_tried, GError **error)
{
  g_autoptr (KerberosTicket) self = kerberos_ticket_make (error);
  Login login = { .ticket = self, .kdc = kdc, .user = user };
  krb5_get_init_creds_opt *options = NULL;
  krb5_init_creds_context steps = NULL;
  krb5_principal principal = NULL;
  krb5_error_code code;
  gboolean is_done = FALSE;

  *ret_is_tried = FALSE;
  if (self == NULL)
    return NULL;

  code = make_principal (self->context, kdc->realm, user, &principal);
  if (code == 0)
    code = krb5_get_init_creds_opt_alloc (self->context, &options);
  if (code == 0)
    code = begin_login (self, principal, options, password, &steps);
  if (code == 0)
    is_done = run_login (&login, steps, error);
  if (is_done)
    code = keep (self, steps);
  if (code != 0)
    kerberos_error_set (error, self->context, code, name_of (kdc), user);

  *ret_is_tried = login.is_tried;
  if (steps != NULL)
    krb5_init_creds_free (self->context, steps);
  krb5_get_init_creds_opt_free (self->context, options);
  krb5_free_principal (self->context, principal);
  return is_done && code == 0 ? g_steal_pointer (&self) : NULL;
}

static gboolean
run_service (KerberosTicket *self, const KerberosKdc *kdc, krb5_tkt_creds_context service,
             GError **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  for (guint step = 0; step < MOST_STEPS; step++) {
    krb5_data in = { .data = (char *) answer->data, .length = answer->len };
    krb5_data out = { 0 };
    krb5_data realm = { 0 };
    unsigned int flags = 0;
    krb5_error_code code = krb5_tkt_creds_step (self->context, service, &in, &out, &realm, &flags);
    gboolean is_on = code == 0 && (flags & KRB5_TKT_CREDS_STEP_FLAG_CONTINUE) != 0;

    g_byte_array_unref (answer);
    answer = is_on ? kerberos_kdc_ask (kdc, &realm, &out, error) : NULL;
    krb5_free_data_contents (self->context, &out);
    krb5_free_data_contents (self->context, &realm);
    if (code != 0)
      kerberos_error_set (error, self->context, code, name_of (kdc), self->client);
    if (answer == NULL)
      return code == 0 && !is_on;
  }
  kerberos_error_set (error, self->context, KRB5_REALM_UNKNOWN, name_of (kdc), self->client);
  return FALSE;
}

gboolean
kerberos_ticket_reach (KerberosTicket *self, const KerberosKdc *kdc, const char *service,
                       GError **error)
{
  krb5_tkt_creds_context steps = NULL;
  krb5_creds wanted = { 0 };
  krb5_error_code code = krb5_parse_name (self->context, service, &wanted.server);
  gboolean is_done = FALSE;

  if (code == 0)
    code = krb5_cc_get_principal (self->context, self->cache, &wanted.client);
  if (code == 0)
    code = krb5_tkt_creds_init (self->context, self->cache, &wanted, 0, &steps);
  if (code == 0)
    is_done = run_service (self, kdc, steps, error);
  else
    kerberos_error_set (error, self->context, code, name_of (kdc), self->client);

  if (steps != NULL)
    krb5_tkt_creds_free (self->context, steps);
  krb5_free_principal (self->context, wanted.client);
  krb5_free_principal (self->context, wanted.server);
  return is_done;
}
