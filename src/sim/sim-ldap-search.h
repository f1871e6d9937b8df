/* sim-ldap-search.h - the search operation: base, scope, filter, limits, pages, references */
#pragma once

#include "sim-ldap-session.h"

typedef struct _SimLdapCursor SimLdapCursor;

void sim_ldap_cursor_free (SimLdapCursor *self);

/* Appends the entries and the end. fault: what shall go wrong, or NULL. */
SimLdapThen sim_ldap_search (SimLdapSession *session, const SimLdapAsk *ask, const SimAction *fault,
                             BerElement *out);
