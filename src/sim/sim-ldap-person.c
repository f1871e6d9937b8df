/* sim-ldap-person.c - a person of the simulated organisation as the directory has them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-person.h"

#include "sim-ldap-photo.h"
#include "sim-names.h"

#include <string.h>

#define DAY_S (24 * 60 * 60)

static const char *const titles[] = {
  "Assistant", "Specialist", "Engineer",       "Senior Engineer", "Team Lead", "Head of Department",
  "Analyst",   "Consultant", "Sachbearbeiter", "Apprentice",      "Buyer",     "Controller",
};

const char *const sim_ldap_offices[] = { "Graz",   "Wien",  "Berlin", "Dublin", "Porto",
                                         "Kraków", "İzmir", "Αθήνα",  "Київ",   "東京",
                                         "Lyon",   "Oslo",  NULL };

typedef enum
{
  KIND_USER = 1,
  KIND_SHARED = 4,
  KIND_ROOM = 16,
  KIND_EQUIPMENT = 32
} Kind;

/* The same, with the mailbox in Exchange Online. */
static const struct
{
  Kind here;
  gint64 remote;
} remote_kinds[] = {
  { KIND_USER, 2147483648 },
  { KIND_SHARED, 34359738368 },
  { KIND_ROOM, 8589934592 },
  { KIND_EQUIPMENT, 17179869184 },
};

static guint64
throw_dice (const SimLdapPersons *self, guint person, guint matter)
{
  return sim_people_dice (self->people, person, matter);
}

static Kind
find_kind (const SimLdapPersons *self, guint person)
{
  guint dice = (guint) (throw_dice (self, person, SIM_LDAP_DICE_KIND) % 100);

  if (person == SIM_ADMIN || dice >= 4)
    return KIND_USER;
  return dice < 2 ? KIND_SHARED : dice == 2 ? KIND_ROOM : KIND_EQUIPMENT;
}

static gint64
find_recipient_type (const SimLdapPersons *self, guint person)
{
  Kind kind = find_kind (self, person);

  for (guint i = 0; i < G_N_ELEMENTS (remote_kinds); i++)
    if (remote_kinds[i].here == kind && sim_people_home (self->people, person) == SIM_HOME_CLOUD)
      return remote_kinds[i].remote;
  return kind;
}

static gboolean
is_disabled (const SimLdapPersons *self, guint person)
{
  guint dice = (guint) (throw_dice (self, person, SIM_LDAP_DICE_KIND) % 100);

  /* Shared mailboxes and rooms log in nowhere; and some people have left. */
  return person != SIM_ADMIN && (dice < 4 || dice >= 98);
}

static const char *
find_office (const SimLdapPersons *self, guint person)
{
  guint64 dice = throw_dice (self, person, SIM_LDAP_DICE_OFFICE);

  return sim_ldap_offices[dice % (G_N_ELEMENTS (sim_ldap_offices) - 1)];
}

static gint64
find_age_s (const SimLdapPersons *self, guint person)
{
  return (gint64) (throw_dice (self, person, SIM_LDAP_DICE_AGE) % (3 * 365)) * DAY_S;
}

static void
write_names (SimLdapPersons *self, guint person, SimLdapAttribute attribute, SimLdapValues *out)
{
  SimNameParts parts = sim_people_parts (self->people, person);
  const char *family = sim_cultures[parts.culture].family[parts.family];
  const char *given = sim_cultures[parts.culture].given[parts.given];

  if (person == SIM_ADMIN)
    family = "Administrator", given = "OOF";
  if (attribute == SIM_AT_SN)
    sim_ldap_values_add_bytes (out, family, strcspn (family, "|"));
  else if (attribute == SIM_AT_GIVEN_NAME)
    sim_ldap_values_add_bytes (out, given, strcspn (given, "|"));
  else if (parts.initial != '\0')
    sim_ldap_values_add_bytes (out, &parts.initial, 1);
}

static void
write_addresses (const SimLdapPersons *self, guint person, SimLdapValues *out)
{
  GString *value = sim_ldap_values_next (out);

  if (value != NULL)
    g_string_append_printf (value, "SMTP:%s", sim_people_address (self->people, person));
  value = sim_ldap_values_next (out);
  if (value != NULL)
    g_string_append_printf (value, "smtp:e%u@" SIM_DOMAIN, person);
}

/* What is computed into the string. */
static void
append_made (SimLdapPersons *self, guint person, SimLdapAttribute attribute, GString *out)
{
  const char *address = sim_people_address (self->people, person);
  guint8 guid[SIM_LDAP_GUID_SIZE];
  g_autofree char *sid = NULL;

  switch (attribute) {
  case SIM_AT_OBJECT_GUID:
  case SIM_AT_MAILBOX_GUID:
    if (attribute == SIM_AT_OBJECT_GUID)
      sim_ldap_person_guid (self, person, guid);
    else
      sim_ldap_person_mailbox_guid (self, person, guid);
    g_string_append_len (out, (const char *) guid, sizeof guid);
    break;
  case SIM_AT_OBJECT_SID:
    sid = g_strdup_printf (SIM_DOMAIN_SID "-%u", SIM_FIRST_RID + person);
    sim_ldap_text_append_sid (out, sid);
    break;
  case SIM_AT_SAM_ACCOUNT_NAME:
    sim_ldap_person_append_sam (self, person, out);
    break;
  case SIM_AT_MAIL_NICKNAME:
    g_string_append_len (out, address, (gssize) sim_ldap_person_alias_length (self, person));
    break;
  case SIM_AT_LEGACY_DN:
    g_string_append_printf (out,
                            "/o=Corp/ou=Exchange Administrative Group "
                            "(FYDIBOHF23SPDLT)/cn=Recipients/cn=%.*s",
                            (int) sim_ldap_person_alias_length (self, person), address);
    break;
  case SIM_AT_TELEPHONE_NUMBER:
    g_string_append_printf (out, "+43 316 555-%u", 1000 + person);
    break;
  case SIM_AT_MOBILE:
    g_string_append_printf (out, "+43 660 %07u", 5000000 + person);
    break;
  case SIM_AT_WHEN_CREATED:
    sim_ldap_text_append_time (out, self->born_s - 4 * 365 * DAY_S);
    break;
  case SIM_AT_WHEN_CHANGED:
    sim_ldap_text_append_time (out, self->born_s - find_age_s (self, person) - DAY_S);
    break;
  case SIM_AT_CANONICAL_NAME:
    g_string_append_printf (out, SIM_DOMAIN "/People/%s/%s",
                            sim_people_department (self->people, person),
                            sim_ldap_person_cn (self, person)->str);
    break;
  case SIM_AT_PHOTO:
    sim_ldap_photo_append (out, throw_dice (self, person, SIM_LDAP_DICE_PHOTO));
    break;
  default:
    break;
  }
}

static gboolean
find_number (const SimLdapPersons *self, guint person, SimLdapAttribute attribute, gint64 *ret)
{
  switch (attribute) {
  case SIM_AT_SAM_ACCOUNT_TYPE:
    *ret = 805306368;
    return TRUE;
  case SIM_AT_USER_ACCOUNT_CONTROL:
    *ret = is_disabled (self, person) ? 0x202 : 0x200;
    return TRUE;
  case SIM_AT_ACCOUNT_CONTROL_COMPUTED:
    *ret = 0;
    return TRUE;
  case SIM_AT_RECIPIENT_TYPE:
    *ret = find_recipient_type (self, person);
    return TRUE;
  case SIM_AT_USN_CREATED:
  case SIM_AT_USN_CHANGED:
    *ret = SIM_LDAP_FIRST_USN + (gint64) person;
    return TRUE;
  case SIM_AT_PRIMARY_GROUP:
    *ret = 513;
    return TRUE;
  case SIM_AT_EMPLOYEE_NUMBER:
    *ret = (gint64) person;
    return TRUE;
  default:
    return FALSE;
  }
}

/* Text that lies there ready; NULL: there is none. */
static const char *
find_text (SimLdapPersons *self, guint person, SimLdapAttribute attribute)
{
  switch (attribute) {
  case SIM_AT_OBJECT_CATEGORY:
    return "CN=Person," SIM_LDAP_SCHEMA_NC;
  case SIM_AT_CN:
  case SIM_AT_NAME:
    return sim_ldap_person_cn (self, person)->str;
  case SIM_AT_DISTINGUISHED_NAME:
    return sim_ldap_person_dn (self, person)->str;
  case SIM_AT_USER_PRINCIPAL_NAME:
  case SIM_AT_MAIL:
    return sim_people_address (self->people, person);
  case SIM_AT_DEPARTMENT:
    return sim_people_department (self->people, person);
  case SIM_AT_TITLE:
    return titles[throw_dice (self, person, SIM_LDAP_DICE_TITLE) % G_N_ELEMENTS (titles)];
  case SIM_AT_COMPANY:
    return "Corp Example";
  case SIM_AT_CITY:
  case SIM_AT_OFFICE:
    return find_office (self, person);
  case SIM_AT_MANAGER:
    return person != SIM_ADMIN ? sim_ldap_person_dn (self, person / 8)->str : NULL;
  default:
    return NULL;
  }
}

static gboolean
is_made (const SimLdapPersons *self, guint person, SimLdapAttribute attribute)
{
  static const SimLdapAttribute made[] = {
    SIM_AT_OBJECT_GUID,   SIM_AT_MAILBOX_GUID, SIM_AT_OBJECT_SID,       SIM_AT_SAM_ACCOUNT_NAME,
    SIM_AT_MAIL_NICKNAME, SIM_AT_LEGACY_DN,    SIM_AT_TELEPHONE_NUMBER, SIM_AT_MOBILE,
    SIM_AT_WHEN_CREATED,  SIM_AT_WHEN_CHANGED, SIM_AT_CANONICAL_NAME,
  };

  if (attribute == SIM_AT_PHOTO)
    return throw_dice (self, person, SIM_LDAP_DICE_PHOTO) % 3 == 0;
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    if (made[i] == attribute)
      return TRUE;
  return FALSE;
}

void
sim_ldap_person_values (SimLdapPersons *self, guint person, SimLdapAttribute attribute,
                        SimLdapValues *out)
{
  static const char *const classes[] = { "top", "person", "organizationalPerson", "user", NULL };
  const char *text = find_text (self, person, attribute);
  gint64 number;

  if (text != NULL) {
    sim_ldap_values_add (out, text);
  } else if (find_number (self, person, attribute, &number)) {
    sim_ldap_values_add_number (out, number);
  } else if (is_made (self, person, attribute)) {
    GString *value = sim_ldap_values_next (out);

    if (value != NULL)
      append_made (self, person, attribute, value);
  } else if (attribute == SIM_AT_SN || attribute == SIM_AT_GIVEN_NAME ||
             attribute == SIM_AT_INITIALS) {
    write_names (self, person, attribute, out);
  } else if (attribute == SIM_AT_DISPLAY_NAME) {
    g_autofree char *name = sim_people_name (self->people, person);

    sim_ldap_values_add (out, name);
  } else if (attribute == SIM_AT_PROXY_ADDRESSES) {
    write_addresses (self, person, out);
  } else if (attribute == SIM_AT_OBJECT_CLASS) {
    for (guint i = 0; classes[i] != NULL; i++)
      sim_ldap_values_add (out, classes[i]);
  }
}
