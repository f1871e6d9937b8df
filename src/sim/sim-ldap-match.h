/* sim-ldap-match.h - whether an object is what a filter asks for, and who need not be looked at */
#pragma once

#include "sim-ldap-filter.h"

typedef enum
{
  SIM_LDAP_NO,
  SIM_LDAP_YES,
  SIM_LDAP_MAYBE /* undefined: neither it nor its opposite is met */
} SimLdapTruth;

/* The values of an attribute as they are compared, of the object that was looked at last. */
typedef struct
{
  SimLdapValues values;
  guint number;
} SimLdapKnown;

typedef struct
{
  SimLdapTree *tree; /* borrowed */
  SimLdapValues values;
  SimLdapKnown known[SIM_N_ATTRIBUTES];
} SimLdapMatcher;

void sim_ldap_matcher_init (SimLdapMatcher *self, SimLdapTree *tree);
void sim_ldap_matcher_clear (SimLdapMatcher *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SimLdapMatcher, sim_ldap_matcher_clear)

SimLdapTruth sim_ldap_match (SimLdapMatcher *self, const SimLdapFilter *filter, guint number);

/* The people (guint32, in order, each once) of whom the filter can be true, or NULL when that may
 * be any. Those that were changed are always among them. Caller unrefs. */
GArray *sim_ldap_match_candidates (SimLdapTree *tree, const SimLdapFilter *filter);
