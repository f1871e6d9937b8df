/* sim-ldap-forest.h - what is in the simulated directory beside the people: domains, trusts,
 * containers, groups, what Exchange leaves there, the schema
 */
#pragma once

#include "sim-ldap-tree.h"

void sim_ldap_forest_fill (SimLdapTree *tree);

/* Where Autodiscover's service connection point leads to. */
void sim_ldap_forest_set_autodiscover (SimLdapTree *tree, const char *url);
