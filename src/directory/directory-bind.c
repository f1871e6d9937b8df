/* directory-bind.c - finds a controller and logs in
 *
 * Kerberos goes over the port for clear text, sealed: that works with every hardening of Windows
 * and needs no certificate. Over TLS it is the second choice, and the password itself the last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-bind.h"

#include "base-error.h"
#include "directory-problem.h"
#include "directory-simple.h"
#include "directory-site.h"
#include "directory-spnego.h"
#include "kerberos-error.h"
#include "kerberos-ticket.h"

#include <string.h>

typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
  DirectoryPlace place;
  DirectoryPort port;
  KerberosAccount *account;
  gboolean is_own;  /* the account was given for this domain */
  gboolean is_home; /* it is the home domain's own port */
  char *home_realm, *home_host, *home_root;
  DirectoryLink *link; /* the one at hand; NULL: none */
  GError *problem;     /* what says most about why it did not work */
  gboolean is_over;    /* nothing else will do better */
  gboolean has_no_kdc; /* the controller at hand is no Kerberos server that answers */
} Login;

static void
clear_login (Login *self)
{
  directory_place_clear (&self->place);
  kerberos_account_unref (self->account);
  directory_link_unref (self->link);
  g_clear_error (&self->problem);
  g_free (self->home_realm);
  g_free (self->home_host);
  g_free (self->home_root);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Login, clear_login)

/* Takes problem. */
static void
add_problem (Login *self, GError *problem)
{
  self->is_over = self->is_over || directory_problem_is_final (problem);
  directory_problem_add (&self->problem, problem);
}

/* Takes problem. */
static void
add_kerberos_problem (Login *self, GError *problem)
{
  const BaseErrorFacts *facts = base_error_facts (problem);

  self->has_no_kdc = g_strcmp0 (facts->reason, "no-kdc") == 0 && self->link != NULL &&
                     g_strcmp0 (facts->host, self->link->host) == 0;
  if (self->link != NULL)
    problem = directory_problem_by_clock (problem, self->link->host, self->link->dse->skew_s);
  add_problem (self, problem);
}

/* The first controller tells in which site this computer is; another one may be nearer. */
static void
go_near (Login *self)
{
  DirectoryLink *near;

  if (!self->is_home || !directory_site_learn (self->link, self->call, &self->place))
    return;

  directory_state_forget_winners (self->forest);
  near = directory_connect (self->forest, self->call, &self->place, self->port,
                            self->link->transport, NULL);
  if (near != NULL) {
    directory_link_unref (self->link);
    self->link = near;
  }
}

/* Makes self->link one with that transport. */
static gboolean
connect_by (Login *self, DirectoryTransport transport, GError **error)
{
  if (self->link != NULL && !self->link->is_lost && self->link->transport == transport)
    return TRUE;

  g_clear_pointer (&self->link, directory_link_unref);
  self->link =
      directory_connect (self->forest, self->call, &self->place, self->port, transport, error);
  if (self->link == NULL)
    return FALSE;
  go_near (self);
  return base_call_check (self->call, error);
}

/* The second only if the first is not to be reached. */
static gboolean
connect_either (Login *self, DirectoryTransport first, DirectoryTransport second)
{
  GError *problem = NULL;
  GError *other = NULL;
  gboolean is_silent;

  /* The first was tried before. */
  if (self->link != NULL && !self->link->is_lost && self->link->transport == second)
    return TRUE;
  if (connect_by (self, first, &problem))
    return TRUE;
  if (g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE) &&
      base_call_check (self->call, NULL) && connect_by (self, second, &other)) {
    g_error_free (problem);
    return TRUE;
  }

  /* Every other way in goes through the same ports. */
  is_silent = g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE) &&
              g_error_matches (other, BASE_ERROR, BASE_ERROR_OFFLINE);
  if (other != NULL)
    directory_problem_add (&problem, other);
  add_problem (self, problem);
  self->is_over = self->is_over || is_silent;
  return FALSE;
}

static KerberosKdc
make_kdc (Login *self)
{
  return (KerberosKdc){ .call = self->call,
                        .port = self->forest->ports.kerberos,
                        .realm = self->link->dse->realm,
                        .host = self->link->host,
                        .other_realm = self->home_realm,
                        .other_host = self->home_host };
}

/* With a ticket for tickets at hand. */
static gboolean
bind_with (Login *self, KerberosTicket *ticket, const char *way, GError **error)
{
  const DirectoryDse *dse = self->link->dse;
  const KerberosKdc kdc = make_kdc (self);
  g_autofree char *service = g_strdup_printf ("ldap/%s@%s", dse->host, dse->realm);

  if (!kerberos_ticket_reach (ticket, &kdc, service, error) ||
      !directory_spnego_bind (self->link, self->call, kerberos_ticket_cache (ticket), service,
                              error))
    return FALSE;
  self->link->way = way;
  self->link->account = g_strdup (kerberos_ticket_client (ticket));
  return TRUE;
}

static gboolean
bind_with_found (Login *self, GError **error)
{
  const char *realm = *self->home_realm != '\0' ? self->home_realm : self->link->dse->realm;
  g_autoptr (KerberosTicket) ticket = kerberos_ticket_find (realm, error);

  return ticket != NULL && bind_with (self, ticket, "ticket", error);
}

/* What Kerberos says only roughly the password over TLS may tell exactly. */
static gboolean
may_be_told_better (const Login *self, const GError *problem)
{
  static const char *const rough[] = { "account-unusable", "password-expired", "unknown-account",
                                       NULL };
  const char *reason = base_error_facts (problem)->reason;

  return self->forest->auth == EXCHANGE_DIRECTORY_AUTH_AUTO && reason != NULL &&
         g_strv_contains (rough, reason);
}

/* The account lives in this domain, or in the home domain. */
static KerberosTicket *
get_ticket (Login *self, GError **error)
{
  const KerberosKdc here = make_kdc (self);
  KerberosKdc kdc = here;
  g_autoptr (GError) problem = NULL;
  gboolean is_tried = FALSE;
  KerberosTicket *ticket = kerberos_account_ticket (self->account);

  if (ticket != NULL)
    return ticket;

  if ((!self->is_own || self->place.forest != NULL) && *self->home_realm != '\0') {
    kdc.realm = here.other_realm;
    kdc.host = here.other_host;
    kdc.other_realm = here.realm;
    kdc.other_host = here.host;
  }
  ticket = kerberos_ticket_get (&kdc, kerberos_account_user (self->account),
                                kerberos_account_password (self->account), &is_tried, &problem);
  if (ticket == NULL) {
    /* What Kerberos says only roughly the password over TLS may tell exactly. */
    const char *reason = base_error_facts (problem)->reason;
    gboolean is_rough =
        g_strcmp0 (reason, "account-unusable") == 0 || g_strcmp0 (reason, "password-expired") == 0;

    if (is_tried && !(is_rough && self->forest->auth == EXCHANGE_DIRECTORY_AUTH_AUTO))
      kerberos_account_note (self->account, problem);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }

  kerberos_account_note (self->account, NULL);
  kerberos_account_keep_ticket (self->account, ticket);
  return kerberos_account_ticket (self->account);
}

static gboolean
bind_with_password_ticket (Login *self, GError **error)
{
  g_autoptr (KerberosTicket) ticket = get_ticket (self, error);

  return ticket != NULL && bind_with (self, ticket, "password", error);
}

/* In clear, else over TLS. FALSE: no Kerberos here, and why has been told. */
static gboolean
connect_for_kerberos (Login *self)
{
  static const BaseErrorFacts facts = { .reason = "mechanism-missing" };
  GError *problem = NULL;

  if (!connect_either (self, DIRECTORY_TRANSPORT_CLEAR, DIRECTORY_TRANSPORT_TLS))
    return FALSE;
  if (self->link->dse->mechanisms & DIRECTORY_MECHANISM_SPNEGO)
    return TRUE;
  base_error_set_facts (&problem, BASE_ERROR_AUTH, &facts, "%s does not offer GSS-SPNEGO to log in",
                        self->link->host);
  add_problem (self, problem);
  return FALSE;
}

/* A ticket that is refused says nothing about the password. Takes problem, caller frees. */
static GError *
blame_ticket (const Login *self, GError *problem)
{
  const BaseErrorFacts facts = { .reason = "no-ticket", .host = self->link->host };
  GError *blamed = NULL;

  if (problem->domain != BASE_ERROR || !kerberos_error_is_refusal (problem))
    return problem;
  base_error_set_facts (&blamed, BASE_ERROR_AUTH, &facts,
                        "the Kerberos ticket of this computer is refused: %s", problem->message);
  g_error_free (problem);
  return blamed;
}

static gboolean
try_found (Login *self)
{
  GError *problem = NULL;

  /* Somebody who signed in to a trusted domain wants that account there. */
  if (self->is_own && self->account != self->forest->account)
    return FALSE;
  if (!connect_for_kerberos (self))
    return FALSE;
  if (bind_with_found (self, &problem))
    return TRUE;
  add_kerberos_problem (self, blame_ticket (self, problem));
  return FALSE;
}

static gboolean
check_receiver (const Login *self, GError **error)
{
  g_autofree char *home = NULL;
  gboolean is_near;
  gboolean is_ours =
      self->is_own || g_ascii_strcasecmp (self->home_root, self->link->dse->root_base) == 0;

  if (self->place.forest == NULL)
    return directory_simple_check (self->link, self->place.domain, is_ours, error);

  home = directory_state_domain (self->forest);
  is_near = home != NULL && directory_dse_is_inside (self->link->host, home);
  return directory_simple_check (self->link, is_near ? home : self->place.forest, is_ours, error);
}

static gboolean
try_simple (Login *self)
{
  GError *problem = NULL;
  gboolean is_refused;

  if (!connect_either (self, DIRECTORY_TRANSPORT_TLS, DIRECTORY_TRANSPORT_STARTTLS))
    return FALSE;
  if (!check_receiver (self, &problem)) {
    add_problem (self, problem);
    return FALSE;
  }
  if (directory_simple_bind (self->link, self->call, self->account, &problem)) {
    kerberos_account_note (self->account, NULL);
    return TRUE;
  }
  is_refused = kerberos_error_is_refusal (problem);
  if (!is_refused)
    kerberos_account_note (self->account, problem);
  /* Of two answers about the account this is the more exact one, unless it is the usual one. */
  if (is_refused && strcmp (base_error_facts (problem)->reason, "directory-refused") != 0)
    g_clear_error (&self->problem);
  add_problem (self, problem);
  if (is_refused)
    kerberos_account_note (self->account, self->problem);
  return FALSE;
}

static gboolean
try_password (Login *self)
{
  ExchangeDirectoryAuth auth = self->forest->auth;
  GError *problem = NULL;
  gboolean is_rough;

  /* What did not answer with the ticket is not waited for again. */
  if (auth != EXCHANGE_DIRECTORY_AUTH_SIMPLE && !self->has_no_kdc && connect_for_kerberos (self)) {
    if (bind_with_password_ticket (self, &problem))
      return TRUE;
    is_rough = may_be_told_better (self, problem);
    add_kerberos_problem (self, problem);
    if (is_rough)
      self->is_over = FALSE;
  }
  if (self->is_over || auth == EXCHANGE_DIRECTORY_AUTH_PASSWORD)
    return FALSE;
  return try_simple (self);
}

static gboolean
run (Login *self)
{
  ExchangeDirectoryAuth auth = self->forest->auth;
  GError *problem = NULL;
  gboolean is_bound;

  if ((auth == EXCHANGE_DIRECTORY_AUTH_AUTO || auth == EXCHANGE_DIRECTORY_AUTH_TICKET) &&
      try_found (self))
    return TRUE;
  if (auth == EXCHANGE_DIRECTORY_AUTH_TICKET || self->is_over ||
      !base_call_check (self->call, NULL))
    return FALSE;

  if (!kerberos_account_enter (self->account, self->call, &problem)) {
    add_problem (self, problem);
    return FALSE;
  }
  is_bound = try_password (self);
  kerberos_account_leave (self->account);
  return is_bound;
}

static gboolean
know_home (DirectoryForest *forest, BaseCall *call, GError **error)
{
  g_autofree char *home = directory_state_domain (forest);

  return home != NULL ||
         directory_link_get (call, forest, NULL, DIRECTORY_PORT_DOMAIN, error) != NULL;
}

DirectoryLink *
directory_bind (DirectoryForest *forest, BaseCall *call, const char *dns, DirectoryPort port,
                GError **error)
{
  gboolean is_home = (dns == NULL || *dns == '\0') && port == DIRECTORY_PORT_DOMAIN;
  g_auto (Login) self = { .forest = forest, .call = call, .port = port, .is_home = is_home };

  self.account = directory_state_account (forest, dns, &self.is_own);
  /* Home first: whether that domain lies in our forest decides what it may be told. */
  if ((!self.is_own || port == DIRECTORY_PORT_CATALOG) && !know_home (forest, call, error))
    return NULL;
  directory_state_home (forest, &self.home_realm, &self.home_host, &self.home_root);
  if (!(port == DIRECTORY_PORT_CATALOG ? directory_locate_catalog (forest, call, &self.place, error)
                                       : directory_locate (forest, call, dns, &self.place, error)))
    return NULL;

  if (!run (&self)) {
    if (base_call_check (call, error))
      g_propagate_error (error, g_steal_pointer (&self.problem));
    return NULL;
  }
  if (is_home)
    directory_state_set_home (forest, self.link->dse);
  return g_steal_pointer (&self.link);
}
