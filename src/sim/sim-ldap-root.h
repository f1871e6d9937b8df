/* sim-ldap-root.h - the root: what the simulated controller says of itself to everybody */
#pragma once

#include "sim-ldap-ask.h"
#include "sim-ldap-tree.h"

typedef struct
{
  SimLdapTree *tree;
  gint64 now_s;             /* as it is told */
  gboolean is_other_domain; /* it is none of ours */
  guint person;             /* who is logged in, or SIM_NOBODY */
} SimLdapRoot;

/* The one entry of a search for it; wanted: the list of attributes that comes next in ask. FALSE
 * when that is malformed. */
gboolean sim_ldap_root_write (const SimLdapRoot *self, BerElement *out, ber_int_t id,
                              BerElement *wanted);
