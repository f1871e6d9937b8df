/* sim-ldap-ask.h - an LDAP message as it came: its number, what it asks for, its controls. Pure. */
#pragma once

#include <glib.h>
#include <lber.h>

/* RFC 4511, 4.2 to 4.14 */
enum
{
  SIM_LDAP_BIND = 0x60,
  SIM_LDAP_BIND_ANSWER = 0x61,
  SIM_LDAP_UNBIND = 0x42,
  SIM_LDAP_SEARCH = 0x63,
  SIM_LDAP_ENTRY = 0x64,
  SIM_LDAP_SEARCH_DONE = 0x65,
  SIM_LDAP_REFERENCE = 0x73,
  SIM_LDAP_ABANDON = 0x50,
  SIM_LDAP_EXTENDED = 0x77,
  SIM_LDAP_EXTENDED_ANSWER = 0x78,
  SIM_LDAP_MODIFY = 0x66,
  SIM_LDAP_ADD = 0x68,
  SIM_LDAP_DELETE = 0x4A,
  SIM_LDAP_RENAME = 0x6C,
  SIM_LDAP_COMPARE = 0x6E
};

enum
{
  SIM_LDAP_SUCCESS = 0,
  SIM_LDAP_OPERATIONS_ERROR = 1,
  SIM_LDAP_PROTOCOL_ERROR = 2,
  SIM_LDAP_SIZE_LIMIT = 4,
  SIM_LDAP_METHOD_NOT_SUPPORTED = 7,
  SIM_LDAP_STRONG_AUTH_REQUIRED = 8,
  SIM_LDAP_REFERRAL = 10,
  SIM_LDAP_UNAVAILABLE_CONTROL = 12,
  SIM_LDAP_NO_SUCH_OBJECT = 32,
  SIM_LDAP_INVALID_DN = 34,
  SIM_LDAP_INVALID_CREDENTIALS = 49,
  SIM_LDAP_UNWILLING = 53
};

#define SIM_LDAP_CONTROL_PAGED "1.2.840.113556.1.4.319"
#define SIM_LDAP_CONTROL_DELETED "1.2.840.113556.1.4.417"
#define SIM_LDAP_CONTROL_DOMAIN_SCOPE "1.2.840.113556.1.4.1339"
#define SIM_LDAP_STARTTLS "1.3.6.1.4.1.1466.20037"
#define SIM_LDAP_WHOAMI "1.3.6.1.4.1.4203.1.11.3"

typedef struct
{
  ber_int_t id;
  ber_tag_t operation;
  struct berval content; /* borrowed from the message, as all below */
  gboolean is_paged;
  ber_int_t page_size;
  struct berval cookie;
  gboolean with_deleted;
  gboolean without_references;
  gboolean has_unknown_control; /* a critical one */
} SimLdapAsk;

/* FALSE when it is no LDAP message. */
gboolean sim_ldap_ask_read (SimLdapAsk *self, const struct berval *message);

/* The bytes of the element that comes next, where they lie. (What ber_scanf does for "m" would
 * write a NUL behind them: over the next element, or behind the end of the message.) */
gboolean sim_ldap_ask_bytes (BerElement *reader, struct berval *ret);

/* A reader of bytes that somebody else owns. */
BerElement *sim_ldap_ask_reader (const struct berval *bytes);
void sim_ldap_ask_reader_free (BerElement *reader);
