/* sim-ldap-bind.h - who somebody is: the bind operation and the extended ones */
#pragma once

#include "sim-ldap-session.h"

void sim_ldap_bind (SimLdapSession *session, const SimLdapAsk *ask, BerElement *out);
SimLdapThen sim_ldap_extended (SimLdapSession *session, const SimLdapAsk *ask, BerElement *out);

/* "ldap-starttls", "ldap-whoami", or "ldap-extended". */
const char *sim_ldap_extended_name (const SimLdapAsk *ask);
/* Which request an abandon request is about; 0 when it is malformed. */
ber_int_t sim_ldap_abandoned (const SimLdapAsk *ask);
