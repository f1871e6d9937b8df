/* sim-ldap-entry.h - an object as an answer shows it: the attributes that were asked for */
#pragma once

#include "sim-ldap-filter.h"

#define SIM_LDAP_MOST_VALUES 1500 /* MaxValRange */

typedef struct
{
  SimLdapAttribute attribute;
  gboolean has_range;
  guint first;
  guint last; /* G_MAXUINT: "*" */
} SimLdapWish;

/* What of the entries is wanted, and what is done to them. */
typedef struct
{
  GArray *wishes; /* SimLdapWish */
  gboolean types_only;
  gboolean with_broken_text; /* a display name that is no UTF-8 */
  gsize photo_bytes;         /* a photograph of that size, or 0 */
} SimLdapSelection;

/* Reads the list of attributes that comes next. FALSE when it is malformed. */
gboolean sim_ldap_selection_read (SimLdapSelection *self, BerElement *ber, SimLdapSide side);
void sim_ldap_selection_clear (SimLdapSelection *self);

/* values: a scratch buffer. */
void sim_ldap_entry_write (BerElement *out, ber_int_t id, SimLdapTree *tree, guint number,
                           const SimLdapSelection *selection, SimLdapValues *values);
