/* session-query.h - who of the people is looked for: a search text and a scope, understood once.
 * Immutable, reference-counted.
 *
 * The text is words that must all fit; case and accents do not matter. A word is found in name,
 * addresses, logon name, department, title and office. Words with a meaning of their own:
 *   dept:sales  title:clerk  office:graz   in that attribute only
 *   ou:graz                                in the name of an organisational unit around the person
 *   kind:room                              user, shared, room, equipment, linked, cloud
 *   is:out  is:in  is:disabled
 *   is:own  is:forgotten  is:stale  is:drifted  is:conflict  is:protected   (session-filters.h),
 *   also with has:, as has:conflict; by:user is is:own
 * dept:"human resources" holds a blank.
 */
#pragma once

#include "session-row.h"

/* A part of the people, as the list of filters offers it. */
typedef enum
{
  SESSION_SCOPE_ALL,
  SESSION_SCOPE_DEPARTMENT, /* key: its name; "": none */
  SESSION_SCOPE_UNIT,       /* key: its distinguished name; nested ones count */
  SESSION_SCOPE_GROUP,      /* key: its distinguished name; members: of nested ones, too */
  SESSION_SCOPE_KIND,       /* key: a word as after "kind:", or "disabled" */
  SESSION_SCOPE_FILTER      /* key: a word as after "is:" (session-filters.h) */
} SessionScopeKind;

typedef struct
{
  SessionScopeKind kind;
  const char *key;
  GHashTable *members; /* ids, for a GROUP only */
} SessionScope;

typedef struct _SessionQuery SessionQuery;

/* Takes a copy of scope (a reference of its members); NULL: all. */
SessionQuery *session_query_new (const char *text, const SessionScope *scope);
SessionQuery *session_query_ref (SessionQuery *self);
void session_query_unref (SessionQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionQuery, session_query_unref)

/* Everybody fits. */
gboolean session_query_is_all (const SessionQuery *self);

/* Main thread only, as the row. */
gboolean session_query_fits (const SessionQuery *self, SessionRow *row);

/* Does the person count to a KIND of that key? Any thread. */
gboolean session_query_is_kind (const ExchangePerson *person, const char *key);
