/* sim-ldap-fault.h - what can go wrong with LDAP, by name */
#pragma once

#include <glib.h>

typedef enum
{
  SIM_LDAP_FAULT_SILENCE,     /* no answer; the connection stays */
  SIM_LDAP_FAULT_TLS_SILENCE, /* no handshake */
  SIM_LDAP_FAULT_CUT,         /* a search: after "number" entries the connection is reset */
  SIM_LDAP_FAULT_RESULT,      /* "number" is the code, "text" the words; nothing is done */
  SIM_LDAP_FAULT_SIZE_LIMIT,  /* a search: "number" entries, then code 4 */
  SIM_LDAP_FAULT_REFERRAL,    /* code 10 with "text" as the address */
  SIM_LDAP_FAULT_GARBAGE,     /* bytes that are no LDAP */
  SIM_LDAP_FAULT_INVALID_UTF8,
  SIM_LDAP_FAULT_HUGE_VALUE, /* a photograph of "number" bytes */
  SIM_LDAP_FAULT_ENDLESS_COOKIE,
  SIM_LDAP_FAULT_WRONG_DOMAIN, /* the root is that of another forest */
  SIM_LDAP_FAULT_SKEW          /* the root's clock is "number" seconds off */
} SimLdapFault;
