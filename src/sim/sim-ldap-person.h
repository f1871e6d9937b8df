/* sim-ldap-person.h - a person of the simulated organisation as the directory has them
 *
 * Nothing is stored: each value is computed from the person's number. One thread.
 */
#pragma once

#include "sim-ldap-schema.h"
#include "sim-ldap-text.h"
#include "sim-ldap-values.h"
#include "sim-people.h"

#define SIM_LDAP_ROOT "DC=corp,DC=example"
#define SIM_LDAP_PEOPLE_OU "OU=People," SIM_LDAP_ROOT
#define SIM_LDAP_GROUPS_OU "OU=Groups," SIM_LDAP_ROOT
#define SIM_LDAP_SCHEMA_NC "CN=Schema,CN=Configuration," SIM_LDAP_ROOT
#define SIM_LDAP_FIRST_USN 20000 /* of person 0; the others follow */

/* What the dice are thrown for; sim-people.c has the numbers below 10. */
enum
{
  SIM_LDAP_DICE_GUID = 40,
  SIM_LDAP_DICE_GUID_END,
  SIM_LDAP_DICE_MAILBOX,
  SIM_LDAP_DICE_MAILBOX_END,
  SIM_LDAP_DICE_KIND,
  SIM_LDAP_DICE_GROUP,
  SIM_LDAP_DICE_TITLE,
  SIM_LDAP_DICE_OFFICE,
  SIM_LDAP_DICE_PHOTO,
  SIM_LDAP_DICE_AGE,
  SIM_LDAP_DICE_KEY
};

typedef struct
{
  const SimPeople *people; /* borrowed */
  gint64 born_s;
  GString *cn; /* of the person that was asked for last, as is dn */
  GString *dn;
  guint last;
} SimLdapPersons;

void sim_ldap_persons_init (SimLdapPersons *self, const SimPeople *people, gint64 born_s);
void sim_ldap_persons_clear (SimLdapPersons *self);

/* Gives all values of the attribute, except those that changes and groups bring. */
void sim_ldap_person_values (SimLdapPersons *self, guint person, SimLdapAttribute attribute,
                             SimLdapValues *out);

const GString *sim_ldap_person_cn (SimLdapPersons *self, guint person); /* until the next one */
const GString *sim_ldap_person_dn (SimLdapPersons *self, guint person); /* until the next one */

void sim_ldap_person_guid (const SimLdapPersons *self, guint person, guint8 *ret);
void sim_ldap_person_mailbox_guid (const SimLdapPersons *self, guint person, guint8 *ret);
guint sim_ldap_person_find_guid (const SimLdapPersons *self, const guint8 *guid);
guint sim_ldap_person_find_sam (const SimLdapPersons *self, const char *sam);
/* Of the part of the address before the "@". */
gsize sim_ldap_person_alias_length (const SimLdapPersons *self, guint person);
/* The account's name is that part, or "e<number>" when that is too long for an account. */
void sim_ldap_person_append_sam (const SimLdapPersons *self, guint person, GString *out);

/* In which department's groups they are: their own, and some in a second one. */
gboolean sim_ldap_person_is_in (const SimLdapPersons *self, guint person, guint department);

extern const char *const sim_ldap_offices[]; /* NULL-terminated */
