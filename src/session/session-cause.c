/* session-cause.c - why mailboxes were refused, as far as others than their server know
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-cause.h"

#include "base-error.h"
#include "session-directory.h"
#include "session-role.h"
#include "session-whose.h"

#define DIRECTORY_MS 5000 /* a hint is not worth more */
#define ROLE_MS 10000     /* a console is slow to open */

struct _SessionCause
{
  SessionOrg *org;
  GCancellable *cancellable;
  GMutex lock;
  gboolean is_asked; /* PowerShell was */
  GError *denied;    /* what it said of a refused impersonation; NULL: nothing */
};

SessionCause *
session_cause_new (SessionOrg *org, GCancellable *cancellable)
{
  SessionCause *self = g_new0 (SessionCause, 1);

  self->org = org;
  self->cancellable = cancellable;
  g_mutex_init (&self->lock);
  return self;
}

void
session_cause_free (SessionCause *self)
{
  if (self == NULL)
    return;

  g_mutex_clear (&self->lock);
  g_clear_error (&self->denied);
  g_free (self);
}

/* Caller unrefs; NULL: nobody, or the directory does not say. */
static ExchangePerson *
find_person (SessionCause *self, BaseLocals *locals, const char *mailbox)
{
  SessionDirectory *directory = session_org_directory (self->org);
  g_autoptr (BaseCall) call = base_call_new (locals, self->cancellable, DIRECTORY_MS);
  g_autoptr (GError) problem = NULL;
  ExchangePerson *person = NULL;

  if (directory != NULL)
    person = session_whose_mailbox (directory, call, mailbox, &problem);
  if (problem != NULL)
    g_debug ("whose the mailbox is: %s", problem->message);
  return person;
}

/* NULL: nothing that the server did not say. */
static const char *
judge (const ExchangePerson *person)
{
  if (person->kind == EXCHANGE_PERSON_GROUP)
    return "address-of-group";
  if (person->home == EXCHANGE_HOME_CLOUD)
    return "mailbox-in-cloud";
  if (person->home == EXCHANGE_HOME_HERE)
    return NULL;
  if (person->kind == EXCHANGE_PERSON_ACCOUNT || person->kind == EXCHANGE_PERSON_CONTACT)
    return "person-without-mailbox";
  return person->kind == EXCHANGE_PERSON_MAIL_USER ? "mailbox-elsewhere" : NULL;
}

/* Takes problem. */
static GError *
tell (GError *problem, const char *reason, const char *object)
{
  BaseErrorFacts facts = *base_error_facts (problem);
  GError *told = NULL;

  facts.reason = reason;
  facts.object = object;
  base_error_set_facts (&told, (BaseErrorCode) problem->code, &facts, "%s", problem->message);
  g_error_free (problem);
  return told;
}

/* The role is the account's: one mailbox that is refused tells of all. */
static const BaseErrorFacts *
ask_about_role (SessionCause *self, BaseLocals *locals, const GError *problem)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (BaseCall) call = NULL;

  if (!self->is_asked) {
    call = base_call_new (locals, self->cancellable, ROLE_MS);
    self->denied = session_role_refine (call, session_org_profile (self->org),
                                        session_org_password (self->org), problem);
    self->is_asked = TRUE;
  }
  return base_error_facts (self->denied);
}

GError *
session_cause_find (SessionCause *self, BaseLocals *locals, const char *mailbox, GError *problem)
{
  g_autoptr (ExchangePerson) person = NULL;
  const char *reason;

  if (g_strcmp0 (base_error_facts (problem)->reason, "impersonation-denied") == 0) {
    const BaseErrorFacts *role = ask_about_role (self, locals, problem);

    return role->reason != NULL ? tell (problem, role->reason, role->object) : problem;
  }

  if (g_error_matches (problem, BASE_ERROR, BASE_ERROR_NOT_FOUND))
    person = find_person (self, locals, mailbox);
  reason = person != NULL ? judge (person) : NULL;
  return reason != NULL ? tell (problem, reason, NULL) : problem;
}
