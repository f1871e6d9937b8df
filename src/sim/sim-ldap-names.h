/* sim-ldap-names.h - finding people by the beginning of a name or an address, without looking at
 * everybody
 *
 * What it finds are candidates: the caller looks at each. Built once; one thread.
 */
#pragma once

#include "sim-people.h"

typedef struct _SimLdapNames SimLdapNames;

typedef enum
{
  SIM_LDAP_GIVEN,
  SIM_LDAP_FAMILY,
  SIM_LDAP_WHOLE /* as it is shown */
} SimLdapNamePart;

SimLdapNames *sim_ldap_names_new (const SimPeople *people /* borrowed */);
void sim_ldap_names_free (SimLdapNames *self);

/* Appends everybody (guint32) whose part of the name may begin with prefix, which is folded. */
void sim_ldap_names_find (const SimLdapNames *self, SimLdapNamePart part, const char *prefix,
                          GArray *out);
/* Appends everybody whose primary address begins with prefix, which is in lower case. */
void sim_ldap_names_find_address (const SimLdapNames *self, const char *prefix, GArray *out);
