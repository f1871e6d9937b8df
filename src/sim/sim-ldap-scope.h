/* sim-ldap-scope.h - where a search looks: its base and how far below */
#pragma once

#include "sim-ldap-filter.h"

typedef enum
{
  SIM_LDAP_BASE,
  SIM_LDAP_ONE_LEVEL,
  SIM_LDAP_SUBTREE
} SimLdapDepth;

typedef struct
{
  SimLdapDepth depth;
  guint base; /* or SIM_LDAP_NOTHING: the whole forest */
  gboolean crosses_contexts;
} SimLdapScope;

/* The result's code; REFERRAL for a name in the child domain, which another controller has;
 * *ret_matched is what there is of the name when it does not exist (caller frees). */
int sim_ldap_scope_read (SimLdapScope *self, SimLdapTree *tree, SimLdapSide side,
                         const struct berval *base, char **ret_matched);

gboolean sim_ldap_scope_has (const SimLdapScope *self, SimLdapTree *tree, guint number);
/* FALSE: no person that was not changed can be in it. */
gboolean sim_ldap_scope_has_people (const SimLdapScope *self, SimLdapTree *tree);
