/* sim-ldap-groups.h - who is in which group of the simulated directory */
#pragma once

#include "sim-ldap-tree.h"

gboolean sim_ldap_groups_has (const SimLdapTree *tree, guint group, guint member);
/* The group and all that are nested in it (guint32). Caller unrefs. */
GArray *sim_ldap_groups_closure (const SimLdapTree *tree, guint group);
/* Directly or through other groups of that closure. */
gboolean sim_ldap_groups_any_has (const SimLdapTree *tree, const GArray *groups, guint member);

void sim_ldap_groups_members (SimLdapTree *tree, guint group, SimLdapValues *out);
void sim_ldap_groups_member_of (SimLdapTree *tree, guint member, SimLdapValues *out);
/* Binary identifiers of all groups that it is in. */
void sim_ldap_groups_tokens (SimLdapTree *tree, guint member, SimLdapValues *out);
