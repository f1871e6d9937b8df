/* sim-ldap-person-name.c - what a person is called in the directory, and who is called so
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-person.h"

#include "sim-names.h"

#include <string.h>

#define MOST_SAM_LENGTH 20 /* as Windows allows it for accounts */
#define GUID_FACTOR 2654435761u
#define GUID_INVERSE 244002641u /* times the factor, modulo 2³², is 1 */

void
sim_ldap_persons_init (SimLdapPersons *self, const SimPeople *people, gint64 born_s)
{
  *self = (SimLdapPersons){ people, born_s, g_string_new (NULL), g_string_new (NULL), SIM_NOBODY };
}

void
sim_ldap_persons_clear (SimLdapPersons *self)
{
  g_string_free (self->cn, TRUE);
  g_string_free (self->dn, TRUE);
}

gsize
sim_ldap_person_alias_length (const SimLdapPersons *self, guint person)
{
  return strcspn (sim_people_address (self->people, person), "@");
}

static gboolean
has_long_name (const SimLdapPersons *self, guint person)
{
  return sim_ldap_person_alias_length (self, person) > MOST_SAM_LENGTH;
}

void
sim_ldap_person_append_sam (const SimLdapPersons *self, guint person, GString *out)
{
  gsize length = sim_ldap_person_alias_length (self, person);

  if (length > MOST_SAM_LENGTH)
    g_string_append_printf (out, "e%u", person);
  else
    g_string_append_len (out, sim_people_address (self->people, person), (gssize) length);
}

guint
sim_ldap_person_find_sam (const SimLdapPersons *self, const char *sam)
{
  g_autofree char *address = g_strconcat (sam, "@" SIM_DOMAIN, NULL);
  guint person = sim_people_find (self->people, address);

  if (person == SIM_NOBODY) {
    person = sim_people_find_secondary (self->people, address);
    return person != SIM_NOBODY && has_long_name (self, person) ? person : SIM_NOBODY;
  }
  return has_long_name (self, person) ? SIM_NOBODY : person;
}

/* People of the same name are told apart by the number that their address has, too. */
static void
refresh (SimLdapPersons *self, guint person)
{
  g_autofree char *name = NULL;
  const char *digits;
  const char *department;

  if (person == self->last)
    return;

  name = sim_people_name (self->people, person);
  digits = sim_people_address (self->people, person);
  digits += strcspn (digits, "@0123456789");
  self->last = person;
  g_string_assign (self->cn, name);
  if (*digits != '@') {
    g_string_append_c (self->cn, ' ');
    g_string_append_len (self->cn, digits, (gssize) strcspn (digits, "@"));
  }

  department = sim_people_department (self->people, person);
  g_string_assign (self->dn, "CN=");
  sim_ldap_text_rdn (self->dn, self->cn->str, self->cn->len);
  g_string_append (self->dn, ",OU=");
  sim_ldap_text_rdn (self->dn, department, strlen (department));
  g_string_append (self->dn, "," SIM_LDAP_PEOPLE_OU);
}

const GString *
sim_ldap_person_cn (SimLdapPersons *self, guint person)
{
  refresh (self, person);
  return self->cn;
}

const GString *
sim_ldap_person_dn (SimLdapPersons *self, guint person)
{
  refresh (self, person);
  return self->dn;
}

static void
write_guid (const SimLdapPersons *self, guint person, guint matter, guint8 *ret)
{
  guint64 words[2] = { sim_people_dice (self->people, person, matter),
                       sim_people_dice (self->people, person, matter + 1) };

  memcpy (ret, words, SIM_LDAP_GUID_SIZE);
  ret[7] = (guint8) (0x40 | (ret[7] & 0x0F));
  ret[8] = (guint8) (0x80 | (ret[8] & 0x3F));
}

/* The number is in it, so that it can be found again. */
void
sim_ldap_person_guid (const SimLdapPersons *self, guint person, guint8 *ret)
{
  guint32 key = (guint32) sim_people_dice (self->people, SIM_ADMIN, SIM_LDAP_DICE_KEY);
  guint32 first = (person ^ key) * GUID_FACTOR;

  write_guid (self, person, SIM_LDAP_DICE_GUID, ret);
  memcpy (ret, &first, sizeof first);
}

void
sim_ldap_person_mailbox_guid (const SimLdapPersons *self, guint person, guint8 *ret)
{
  write_guid (self, person, SIM_LDAP_DICE_MAILBOX, ret);
}

guint
sim_ldap_person_find_guid (const SimLdapPersons *self, const guint8 *guid)
{
  guint32 key = (guint32) sim_people_dice (self->people, SIM_ADMIN, SIM_LDAP_DICE_KEY);
  guint8 true_guid[SIM_LDAP_GUID_SIZE];
  guint32 person;

  memcpy (&person, guid, sizeof person);
  person = person * GUID_INVERSE ^ key;
  if (person >= sim_people_count (self->people))
    return SIM_NOBODY;

  sim_ldap_person_guid (self, person, true_guid);
  return memcmp (guid, true_guid, sizeof true_guid) == 0 ? person : SIM_NOBODY;
}

gboolean
sim_ldap_person_is_in (const SimLdapPersons *self, guint person, guint department)
{
  guint64 dice = sim_people_dice (self->people, person, SIM_LDAP_DICE_GROUP);

  return sim_people_department_number (self->people, person) == department ||
         (dice % 8 == 0 && dice / 8 % sim_n_departments == department);
}
