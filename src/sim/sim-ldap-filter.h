/* sim-ldap-filter.h - a search filter as it was asked for, made ready to be compared
 *
 * Depth and number of its parts are bounded: what comes from outside is hostile.
 */
#pragma once

#include "sim-ldap-tree.h"

#include <lber.h>

typedef enum
{
  SIM_FILTER_AND,
  SIM_FILTER_OR,
  SIM_FILTER_NOT,
  SIM_FILTER_EQUAL,
  SIM_FILTER_PARTS, /* beginning, middle, end */
  SIM_FILTER_AT_LEAST,
  SIM_FILTER_AT_MOST,
  SIM_FILTER_PRESENT,
  SIM_FILTER_BITS_ALL,
  SIM_FILTER_BITS_ANY,
  SIM_FILTER_IN_CHAIN,
  SIM_FILTER_UNDEFINED /* an attribute or a rule that is not known here */
} SimLdapFilterKind;

typedef struct
{
  SimLdapFilterKind kind;
  GPtrArray *children; /* AND, OR, NOT */
  SimLdapAttribute attribute;
  GString *value;    /* as it is compared; of PARTS the beginning, may be empty */
  GPtrArray *middle; /* PARTS: folded texts in their order; the end is the last when has_end */
  gboolean has_end;
  gint64 number;
  guint32 target; /* DN: which object, or SIM_LDAP_NOTHING */
  GArray *groups; /* IN_CHAIN of memberOf: the group and those nested in it */
} SimLdapFilter;

typedef enum
{
  SIM_LDAP_ON_DOMAIN,
  SIM_LDAP_ON_CATALOG
} SimLdapSide;

/* Reads the filter that comes next. NULL when it is malformed, too deep or too large. */
SimLdapFilter *sim_ldap_filter_read (BerElement *ber, SimLdapTree *tree, SimLdapSide side);
void sim_ldap_filter_free (SimLdapFilter *self);

/* Building blocks, for sim-ldap-anr.c. */
SimLdapFilter *sim_ldap_filter_new (SimLdapFilterKind kind);
void sim_ldap_filter_add (SimLdapFilter *self, SimLdapFilter *child /* taken */);
/* attribute = value, or attribute = value*. */
SimLdapFilter *sim_ldap_filter_new_text (SimLdapFilterKind kind, SimLdapAttribute attribute,
                                         SimLdapSide side, const char *folded);
