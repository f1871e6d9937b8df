/* kerberos-account.c - who asks in a domain, and how often their password may be tried
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-account.h"

#include "base-error.h"
#include "kerberos-error.h"
#include "kerberos-ticket.h"

#define MOST_TRIES 2

struct _KerberosAccount
{
  gatomicrefcount refs;
  char *user;
  BaseSecret *password; /* NULL: none */
  GMutex lock;
  GCond changed;
  GThread *alone; /* who tries a password that is not proven yet */
  gboolean is_proven;
  guint tries;     /* without a definite answer */
  GError *problem; /* of the last of them */
  GError *refused; /* the definite answer */
  KerberosTicket *ticket;
};

KerberosAccount *
kerberos_account_new (const char *user, BaseSecret *password)
{
  KerberosAccount *self = g_new0 (KerberosAccount, 1);

  g_atomic_ref_count_init (&self->refs);
  self->user = g_strdup (user);
  /* An empty password would be an anonymous login that succeeds: RFC 4513, 5.1.2. */
  if (password != NULL && !base_secret_is_empty (password))
    self->password = base_secret_ref (password);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

KerberosAccount *
kerberos_account_ref (KerberosAccount *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kerberos_account_unref (KerberosAccount *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  kerberos_ticket_free (self->ticket);
  base_secret_unref (self->password);
  g_clear_error (&self->problem);
  g_clear_error (&self->refused);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self->user);
  g_free (self);
}

const char *
kerberos_account_user (KerberosAccount *self)
{
  return self->user;
}

BaseSecret *
kerberos_account_password (KerberosAccount *self)
{
  return self->password;
}

static void
cancelled_cb (GCancellable *cancellable, KerberosAccount *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_cond_broadcast (&self->changed);
}

/* With the lock held. */
static gboolean
take_turn (KerberosAccount *self, BaseCall *call, GError **error)
{
  const GError *known;

  while (self->alone != NULL) {
    if (!base_call_check (call, error))
      return FALSE;
    g_cond_wait_until (&self->changed, &self->lock, base_call_end_us (call));
  }

  known = self->refused != NULL ? self->refused : self->tries >= MOST_TRIES ? self->problem : NULL;
  if (known != NULL) {
    g_propagate_error (error, g_error_copy (known));
    return FALSE;
  }
  if (!self->is_proven)
    self->alone = g_thread_self ();
  return TRUE;
}

gboolean
kerberos_account_enter (KerberosAccount *self, BaseCall *call, GError **error)
{
  const BaseErrorFacts facts = { .reason = "no-password",
                                 .account = *self->user != '\0' ? self->user : NULL };
  GCancellable *cancellable = base_call_cancellable (call);
  gulong watch;
  gboolean is_in;

  if (self->password == NULL || *self->user == '\0') {
    base_error_set_facts (error, BASE_ERROR_AUTH, &facts, "there is no password for %s",
                          *self->user != '\0' ? self->user : "the account");
    return FALSE;
  }

  /* Not with the lock held: the callback takes it, perhaps at once. */
  watch = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  g_mutex_lock (&self->lock);
  is_in = take_turn (self, call, error);
  g_mutex_unlock (&self->lock);
  g_cancellable_disconnect (cancellable, watch);
  return is_in;
}

void
kerberos_account_leave (KerberosAccount *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->alone != g_thread_self ())
    return;
  self->alone = NULL;
  g_cond_broadcast (&self->changed);
}

void
kerberos_account_note (KerberosAccount *self, const GError *problem)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (problem == NULL) {
    self->is_proven = TRUE;
    self->tries = 0;
    return;
  }
  if (problem->domain == BASE_ERROR && kerberos_error_is_refusal (problem)) {
    g_clear_error (&self->refused);
    self->refused = g_error_copy (problem);
    self->is_proven = FALSE;
    return;
  }
  if (self->is_proven)
    return;
  self->tries++;
  g_clear_error (&self->problem);
  self->problem = g_error_copy (problem);
}

gboolean
kerberos_account_has_ticket (KerberosAccount *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->ticket != NULL && kerberos_ticket_is_valid (self->ticket);
}

KerberosTicket *
kerberos_account_ticket (KerberosAccount *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->ticket == NULL || !kerberos_ticket_is_valid (self->ticket))
    return NULL;
  return kerberos_ticket_copy (self->ticket, NULL);
}

void
kerberos_account_keep_ticket (KerberosAccount *self, KerberosTicket *ticket)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  kerberos_ticket_free (self->ticket);
  self->ticket = ticket;
}
