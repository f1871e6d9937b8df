/* session-entry.h - a person with what sorting and searching need, made on a worker. Immutable,
 * reference-counted.
 *
 * One block of memory for both texts: a hundred thousand of them are cheap.
 */
#pragma once

#include "exchange-person.h"

typedef struct
{
  gatomicrefcount count;
  guint search; /* where the text for searching begins */
  ExchangePerson *person;
  char texts[];
} SessionEntry;

SessionEntry *session_entry_new (ExchangePerson *person);
/* For whoever neither sorts nor searches: it has no texts, and takes a third of the memory. */
SessionEntry *session_entry_new_bare (ExchangePerson *person);
SessionEntry *session_entry_ref (SessionEntry *self);
void session_entry_unref (SessionEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionEntry, session_entry_unref)

/* Borrowed. Compares with strcmp () as the person's language sorts names. */
static inline const char *
session_entry_sort_key (const SessionEntry *self)
{
  return self->texts;
}

/* Borrowed. Name, addresses, logon name, department, title and office, folded; what is part of
 * another one stands there once. */
static inline const char *
session_entry_search_text (const SessionEntry *self)
{
  return self->texts + self->search;
}

/* The order of the list: by name. Never 0 for two persons. */
int session_entry_compare (const SessionEntry *a, const SessionEntry *b);

/* An array that owns SessionEntrys. Caller unrefs. */
GPtrArray *session_entry_array (void);
/* Into the order of the list. */
void session_entry_sort (GPtrArray *entries);

/* Lower case without accents: what is searched in, and for. Caller frees. */
char *session_entry_fold (const char *text);

/* TRUE when text, folded, holds folded. */
gboolean session_entry_holds (const char *text, const char *folded);
