/* session-name.h - what one of the names that were checked turned out to be
 *
 * Immutable, reference-counted; any thread.
 */
#pragma once

#include "exchange-search.h"

typedef struct
{
  char *text;         /* as asked */
  GPtrArray *persons; /* ExchangePerson, the exact ones first; empty: nobody */
  guint n_exact;      /* how many of them have exactly that name, address or logon name */
  gboolean has_more;  /* there are more than these */
} SessionName;

SessionName *session_name_new (const ExchangeMatch *match);
SessionName *session_name_ref (SessionName *self);
void session_name_unref (SessionName *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionName, session_name_unref)
