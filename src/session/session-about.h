/* session-about.h - what a directory tells about somebody, for texts. Inside session; any thread.
 */
#pragma once

#include "oof-template.h"
#include "session-org.h"

/* LDAP's names; of what the list of people has, too. */
extern const char *const session_about_attributes[OOF_N_ABOUT];

/* Does whoever is asked name the manager, too? org: NULL: nobody is. */
gboolean session_about_tells_manager (SessionOrg *org);

/* What is known of those fields, by the directory, which tells the manager as well, or, of those
 * who are in none, by Exchange Online: LDAP's names → texts. What nobody knows is not in it. first:
 * the field's place of their name. NULL with an error. Caller unrefs. */
GHashTable *session_about_ask (SessionOrg *org, BaseCall *call, const ExchangePerson *person,
                               const OofFields *fields, guint first, GError **error);
