/* sim-ldap-reply.h - answers as they travel */
#pragma once

#include "sim-ldap-ask.h"

/* What ends an operation. Strings that are NULL count as "". */
typedef struct
{
  int code;
  const char *matched;
  const char *text;
  const char *referral;        /* NULL: none */
  const char *name;            /* EXTENDED: NULL: none */
  const char *value;           /* EXTENDED: NULL: none */
  const struct berval *cookie; /* NULL: no paging control */
} SimLdapResult;

/* Appends to what is there already. */
void sim_ldap_reply_result (BerElement *out, ber_int_t id, ber_tag_t tag,
                            const SimLdapResult *result);
void sim_ldap_reply_reference (BerElement *out, ber_int_t id, const char *url);

GBytes *sim_ldap_reply_take (BerElement *out /* taken */);
