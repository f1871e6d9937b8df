/* session-cause.c - why a mailbox was refused, as far as others than its server know
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-cause.h"

#include "base-error.h"
#include "session-directory.h"

#define DIRECTORY_MS 5000 /* a hint is not worth more */
#define WANTED (EXCHANGE_WANT_MAILBOXES | EXCHANGE_WANT_GROUPS | EXCHANGE_WANT_CONTACTS)
#define MOST_PEOPLE 20 /* the address may be the beginning of others */

typedef struct
{
  const char *mailbox;
  ExchangePerson *person; /* NULL: not found */
} Search;

static gboolean
note_person (GPtrArray *page, gpointer data)
{
  Search *search = data;

  for (guint i = 0; i < page->len && search->person == NULL; i++) {
    ExchangePerson *person = page->pdata[i];

    if (g_ascii_strcasecmp (person->mail, search->mailbox) == 0 ||
        g_ascii_strcasecmp (person->upn, search->mailbox) == 0)
      search->person = exchange_person_ref (person);
  }
  return search->person == NULL;
}

/* Caller unrefs; NULL: nobody, or the directory does not say. */
static ExchangePerson *
find_person (SessionOrg *org, BaseLocals *locals, GCancellable *cancellable, const char *mailbox)
{
  SessionDirectory *directory = session_org_directory (org);
  g_autoptr (BaseCall) call = base_call_new (locals, cancellable, DIRECTORY_MS);
  const ExchangeSearch wanted = { .want = WANTED, .text = mailbox };
  SessionDirectoryLimit limit = { .most = MOST_PEOPLE };
  Search search = { .mailbox = mailbox };
  g_autoptr (GError) problem = NULL;

  if (directory != NULL &&
      !session_directory_find (directory, call, &wanted, &limit, note_person, &search, &problem))
    g_debug ("whose the mailbox is: %s", problem->message);
  return search.person;
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

static GError *
tell (GError *problem, const char *reason)
{
  BaseErrorFacts facts = *base_error_facts (problem);
  GError *told = NULL;

  facts.reason = reason;
  base_error_set_facts (&told, (BaseErrorCode) problem->code, &facts, "%s", problem->message);
  g_error_free (problem);
  return told;
}

GError *
session_cause_find (SessionOrg *org, BaseLocals *locals, GCancellable *cancellable,
                    const char *mailbox, GError *problem)
{
  g_autoptr (ExchangePerson) person = NULL;
  const char *reason = NULL;

  if (g_error_matches (problem, BASE_ERROR, BASE_ERROR_NOT_FOUND))
    person = find_person (org, locals, cancellable, mailbox);
  if (person != NULL)
    reason = judge (person);
  return reason != NULL ? tell (problem, reason) : problem;
}
