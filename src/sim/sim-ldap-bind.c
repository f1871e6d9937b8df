/* sim-ldap-bind.c - who somebody is
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-bind.h"

#include "sim-ldap-reply.h"

#include "base-secret.h"

#include <string.h>

#define TAG_SIMPLE 0x80
#define TAG_SASL 0xA3
#define TAG_NAME 0x80
#define NETBIOS "CORP"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BerElement, sim_ldap_ask_reader_free)

static void
finish (const SimLdapAsk *ask, BerElement *out, int code, const char *text)
{
  sim_ldap_reply_result (out, ask->id, SIM_LDAP_BIND_ANSWER,
                         &(SimLdapResult){ .code = code, .text = text });
}

/* "CORP\ann", a DN, "ann@corp.example", the same of the account, "ann@CORP". A bare name is not
 * enough. */
static guint
find_account (SimLdapSession *session, const char *name)
{
  const SimLdapPersons *persons = &session->tree->persons;
  const char *at = strrchr (name, '@');
  g_autofree char *account = NULL;
  guint found;

  if (g_ascii_strncasecmp (name, NETBIOS "\\", strlen (NETBIOS "\\")) == 0)
    return sim_ldap_person_find_sam (persons, name + strlen (NETBIOS "\\"));
  if (at == NULL) {
    found = sim_ldap_tree_find_dn (session->tree, name, strlen (name));
    return found < session->tree->n_people ? found : SIM_NOBODY;
  }

  found = sim_people_find (session->world->people, name);
  if (found != SIM_NOBODY)
    return found;
  account = g_strndup (name, (gsize) (at - name));
  if (g_ascii_strcasecmp (at + 1, NETBIOS) != 0 && g_ascii_strcasecmp (at + 1, SIM_DOMAIN) != 0)
    return SIM_NOBODY;
  return sim_ldap_person_find_sam (persons, account);
}

/* What Windows calls the reasons of a refusal. */
static const char *const account_codes[] = {
  [SIM_ACCOUNT_NORMAL] = "52e",      [SIM_ACCOUNT_DISABLED] = "533",
  [SIM_ACCOUNT_EXPIRED] = "701",     [SIM_ACCOUNT_LOCKED] = "775",
  [SIM_ACCOUNT_MUST_CHANGE] = "773", [SIM_ACCOUNT_PASSWORD_EXPIRED] = "532",
  [SIM_ACCOUNT_UNKNOWN] = "525",
};

/* NULL: it is them. A reason is told only to those who know the password, as far as there is one.
 */
static const char *
find_refusal (SimLdapSession *session, guint person, const char *password)
{
  SimAccounts *accounts = session->world->accounts;
  SimAccountState state;
  SimLogin login;

  if (person == SIM_NOBODY || sim_ldap_tree_is_deleted (session->tree, person))
    return "52e";

  state = sim_accounts_state (accounts, person);
  if (state == SIM_ACCOUNT_UNKNOWN)
    return account_codes[state];
  login = sim_accounts_check (accounts, person, password);
  if (login == SIM_LOGIN_LOCKED)
    return account_codes[SIM_ACCOUNT_LOCKED];
  if (login != SIM_LOGIN_OK)
    return account_codes[SIM_ACCOUNT_NORMAL];
  if (state == SIM_ACCOUNT_NORMAL)
    return sim_ldap_tree_is_disabled (session->tree, person) ? account_codes[SIM_ACCOUNT_DISABLED]
                                                             : NULL;
  return account_codes[state];
}

static void
log_in (SimLdapSession *session, const SimLdapAsk *ask, const char *name, const char *password,
        BerElement *out)
{
  guint person = find_account (session, name);
  const char *refusal = find_refusal (session, person, password);
  g_autofree char *text = NULL;

  if (refusal == NULL) {
    session->person = person;
    finish (ask, out, SIM_LDAP_SUCCESS, NULL);
    return;
  }

  sim_counters_failed_log_in (session->world->counters);
  text = g_strdup_printf (
      "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data %s, v4563",
      refusal);
  finish (ask, out, SIM_LDAP_INVALID_CREDENTIALS, text);
}

static void
bind_simply (SimLdapSession *session, const SimLdapAsk *ask, const struct berval *name,
             const struct berval *password, BerElement *out)
{
  g_autofree char *name_text = g_strndup (name->bv_val, name->bv_len);
  g_autofree char *password_text = NULL;

  /* Without a password it is an anonymous bind, whatever the name, as in the RFC. */
  if (password->bv_len == 0) {
    finish (ask, out, SIM_LDAP_SUCCESS, NULL);
    return;
  }
  if (!session->is_secure) {
    finish (ask, out, SIM_LDAP_STRONG_AUTH_REQUIRED, "BindSimple: Transport encryption required.");
    return;
  }

  password_text = g_strndup (password->bv_val, password->bv_len);
  log_in (session, ask, name_text, password_text, out);
  base_secret_wipe (password_text, password->bv_len);
}

void
sim_ldap_bind (SimLdapSession *session, const SimLdapAsk *ask, BerElement *out)
{
  g_autoptr (BerElement) reader = sim_ldap_ask_reader (&ask->content);
  struct berval name;
  struct berval password;
  ber_int_t version;
  ber_len_t length;
  ber_tag_t method;

  session->person = SIM_NOBODY; /* whatever comes of it */
  if (ber_scanf (reader, "i", &version) == LBER_ERROR || !sim_ldap_ask_bytes (reader, &name)) {
    finish (ask, out, SIM_LDAP_PROTOCOL_ERROR, "the bind request could not be read");
    return;
  }
  method = ber_peek_tag (reader, &length);
  if (version != 3)
    finish (ask, out, SIM_LDAP_PROTOCOL_ERROR, "only version 3 is served");
  else if (method == TAG_SASL)
    finish (ask, out, SIM_LDAP_METHOD_NOT_SUPPORTED,
            "00002027: LdapErr: DSID-0C0905DE, comment: Invalid Authentication method, data 0, "
            "v4563");
  else if (method != TAG_SIMPLE || !sim_ldap_ask_bytes (reader, &password))
    finish (ask, out, SIM_LDAP_PROTOCOL_ERROR, "the bind request could not be read");
  else
    bind_simply (session, ask, &name, &password, out);
}

static gboolean
is_extended (const SimLdapAsk *ask, const char *oid)
{
  g_autoptr (BerElement) reader = sim_ldap_ask_reader (&ask->content);
  struct berval name;

  return ber_skip_element (reader, &name) == TAG_NAME && name.bv_len == strlen (oid) &&
         memcmp (name.bv_val, oid, name.bv_len) == 0;
}

const char *
sim_ldap_extended_name (const SimLdapAsk *ask)
{
  if (is_extended (ask, SIM_LDAP_STARTTLS))
    return "ldap-starttls";
  return is_extended (ask, SIM_LDAP_WHOAMI) ? "ldap-whoami" : "ldap-extended";
}

/* "u:CORP\ann" */
static void
tell_who (SimLdapSession *session, const SimLdapAsk *ask, BerElement *out)
{
  g_auto (SimLdapValues) values = { NULL };
  g_autofree char *text = g_strdup ("");

  sim_ldap_values_init (&values);
  if (session->person != SIM_NOBODY) {
    sim_ldap_tree_values (session->tree, session->person, SIM_AT_SAM_ACCOUNT_NAME, &values);
    g_free (text);
    text = g_strconcat ("u:" NETBIOS "\\", values.bytes->str, NULL);
  }
  sim_ldap_reply_result (out, ask->id, SIM_LDAP_EXTENDED_ANSWER,
                         &(SimLdapResult){ .code = SIM_LDAP_SUCCESS, .value = text });
}

SimLdapThen
sim_ldap_extended (SimLdapSession *session, const SimLdapAsk *ask, BerElement *out)
{
  SimLdapResult result = { .code = SIM_LDAP_PROTOCOL_ERROR,
                           .text = "0000203D: LdapErr: DSID-0C090E17, comment: Unknown extended "
                                   "request OID, data 0, v4563" };
  SimLdapThen then = SIM_LDAP_GO_ON;

  if (is_extended (ask, SIM_LDAP_WHOAMI)) {
    tell_who (session, ask, out);
    return then;
  }
  if (is_extended (ask, SIM_LDAP_STARTTLS)) {
    result = (SimLdapResult){ .name = SIM_LDAP_STARTTLS };
    if (session->is_secure) {
      result.code = SIM_LDAP_OPERATIONS_ERROR;
      result.text = "TLS is in use already";
    } else {
      then = SIM_LDAP_START_TLS;
    }
  }
  sim_ldap_reply_result (out, ask->id, SIM_LDAP_EXTENDED_ANSWER, &result);
  return then;
}

ber_int_t
sim_ldap_abandoned (const SimLdapAsk *ask)
{
  ber_int_t id = 0;

  for (gsize i = 0; i < ask->content.bv_len && i < sizeof id; i++)
    id = (ber_int_t) ((guint) id << 8 | (guchar) ask->content.bv_val[i]);
  return id;
}
