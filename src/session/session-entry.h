/* session-entry.h - a person with what sorting and searching need, made on a worker. Immutable,
 * reference-counted. */
#pragma once

#include "exchange-person.h"

typedef struct
{
  ExchangePerson *person;
  char *sort_key;    /* compares with strcmp () as the person's language sorts names */
  char *search_text; /* name, mail and department, folded */
} SessionEntry;

SessionEntry *session_entry_new (ExchangePerson *person);
SessionEntry *session_entry_ref (SessionEntry *self);
void session_entry_unref (SessionEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionEntry, session_entry_unref)

/* Lower case without accents: what is searched in, and for. Caller frees. */
char *session_entry_fold (const char *text);
