/* sim-ldap-anr.h - ambiguous name resolution: what "(anr=jo smi)" stands for */
#pragma once

#include "sim-ldap-filter.h"

/* text: as it was asked for, perhaps with the "=" that wants whole values. */
SimLdapFilter *sim_ldap_anr_expand (const char *text, gsize size, SimLdapSide side);
