/* session-whose.c - whose a mailbox is, as the directory knows it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-whose.h"

#include "session-directory.h"

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

ExchangePerson *
session_whose_mailbox (SessionDirectory *directory, BaseCall *call, const char *mailbox,
                       GError **error)
{
  const ExchangeSearch wanted = { .want = WANTED, .text = mailbox };
  SessionDirectoryLimit limit = { .most = MOST_PEOPLE };
  Search search = { .mailbox = mailbox };

  session_directory_find (directory, call, &wanted, &limit, note_person, &search, error);
  return search.person;
}
