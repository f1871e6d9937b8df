/* sim-ldap-session.h - one client of the simulated controller: who it is, what it asks, which pages
 * it is at. Bytes in, bytes out; sim-ldap-link.h has the connection.
 */
#pragma once

#include "sim-ldap-ask.h"
#include "sim-ldap-filter.h"
#include "sim-world.h"

/* The child domain, which answers nobody. */
#define SIM_LDAP_CHILD_URL "ldap://emea.corp.example/DC=emea," SIM_LDAP_ROOT
#define SIM_LDAP_REFERRAL_WORDS "0000202B: RefErr: DSID-03100835, data 0, 1 access points"

typedef struct
{
  SimWorld *world; /* borrowed */
  SimLdapTree *tree;
  SimLdapSide side;
  gboolean is_secure;
  guint person;     /* who is logged in, or SIM_NOBODY */
  GPtrArray *pages; /* SimLdapCursor: searches whose next page may be asked for */
  guint last_cookie;
} SimLdapSession;

/* What the connection has to do after the bytes were sent. */
typedef enum
{
  SIM_LDAP_GO_ON,
  SIM_LDAP_CLOSE,
  SIM_LDAP_RESET,
  SIM_LDAP_START_TLS,
  SIM_LDAP_FALL_SILENT /* it is never heard of again */
} SimLdapThen;

typedef struct
{
  GBytes *bytes; /* NULL: no answer */
  SimLdapThen then;
  gint64 slow_ms;
  ber_int_t id;
  ber_int_t abandons; /* which answers are not wanted any more; 0: none */
} SimLdapAnswer;

void sim_ldap_session_init (SimLdapSession *self, SimWorld *world, SimLdapSide side);
void sim_ldap_session_clear (SimLdapSession *self);

/* A whole message. Caller unrefs the bytes. */
SimLdapAnswer sim_ldap_session_answer (SimLdapSession *self, const struct berval *message);
