/* sim-graph-person.c - a user as Graph shows one: what the directory has, synchronised
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include <string.h>

static const struct
{
  const char *name;
  SimLdapAttribute attribute;
  gboolean is_usual; /* comes without being asked for */
} texts[] = {
  { "displayName", SIM_AT_DISPLAY_NAME, TRUE },
  { "givenName", SIM_AT_GIVEN_NAME, TRUE },
  { "surname", SIM_AT_SN, TRUE },
  { "jobTitle", SIM_AT_TITLE, TRUE },
  { "mail", SIM_AT_MAIL, TRUE },
  { "mobilePhone", SIM_AT_MOBILE, TRUE },
  { "officeLocation", SIM_AT_OFFICE, TRUE },
  { "userPrincipalName", SIM_AT_USER_PRINCIPAL_NAME, TRUE },
  { "department", SIM_AT_DEPARTMENT, FALSE },
  { "companyName", SIM_AT_COMPANY, FALSE },
  { "city", SIM_AT_CITY, FALSE },
  { "onPremisesSamAccountName", SIM_AT_SAM_ACCOUNT_NAME, FALSE },
  { "onPremisesDistinguishedName", SIM_AT_DISTINGUISHED_NAME, FALSE },
};

char *
sim_graph_value (SimWorld *world, guint number, SimLdapAttribute attribute)
{
  g_auto (SimLdapValues) values = { NULL };
  gsize size;
  const char *data;

  sim_ldap_values_init (&values);
  sim_ldap_values_reset (&values);
  sim_ldap_tree_values (world->directory, number, attribute, &values);
  if (sim_ldap_values_count (&values) == 0)
    return NULL;
  data = sim_ldap_values_get (&values, 0, &size);
  return g_strndup (data, size);
}

/* Another than the directory's, and made of it. */
char *
sim_graph_id (const guint8 *guid)
{
  guint8 other[SIM_LDAP_GUID_SIZE];
  GString *text = g_string_new (NULL);

  memcpy (other, guid, sizeof other);
  other[0] ^= 0xA5;
  sim_ldap_text_append_guid (text, other);
  return g_string_free (text, FALSE);
}

gboolean
sim_graph_parse_id (const char *id, guint8 *ret)
{
  if (!sim_ldap_text_parse_guid (id, ret))
    return FALSE;

  ret[0] ^= 0xA5;
  return TRUE;
}

guint
sim_graph_find_user (SimWorld *world, const char *name)
{
  guint8 guid[SIM_LDAP_GUID_SIZE];
  guint person;

  if (sim_graph_parse_id (name, guid))
    person = sim_ldap_person_find_guid (&world->directory->persons, guid);
  else
    person = sim_people_find (world->people, name);
  return person != SIM_NOBODY && sim_ldap_tree_is_deleted (world->directory, person) ? SIM_NOBODY
                                                                                     : person;
}

gboolean
sim_graph_may_act (const SimWorld *world, guint person)
{
  const char *department = world->options->department;

  if (world->options->character == SIM_CHARACTER_NO_IMPERSONATION)
    return FALSE;
  return department == NULL ||
         strcmp (sim_people_department (world->people, person), department) == 0;
}

const char *
sim_graph_purpose (SimWorld *world, guint person)
{
  g_autofree char *type = sim_graph_value (world, person, SIM_AT_RECIPIENT_TYPE);

  switch (type != NULL ? g_ascii_strtoll (type, NULL, 10) : 0) {
  case 4:
  case 34359738368:
    return "shared";
  case 16:
  case 8589934592:
    return "room";
  case 32:
  case 17179869184:
    return "equipment";
  default:
    return "user";
  }
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

/* At most one, in a list. */
static void
set_phones (SimWorld *world, JsonObject *object, guint person)
{
  g_autofree char *phone = sim_graph_value (world, person, SIM_AT_TELEPHONE_NUMBER);
  JsonArray *list = json_array_new ();

  if (phone != NULL)
    json_array_add_string_element (list, phone);
  json_object_set_array_member (object, "businessPhones", list);
}

/* The first of fifteen; the others are null. */
static void
set_extensions (SimWorld *world, JsonObject *object, guint person)
{
  g_autofree char *first = sim_graph_value (world, person, SIM_AT_EXTENSION_1);
  JsonObject *attributes = json_object_new ();

  set_text (attributes, "extensionAttribute1", first);
  set_text (attributes, "extensionAttribute2", NULL);
  json_object_set_object_member (object, "onPremisesExtensionAttributes", attributes);
}

static void
set_addresses (SimWorld *world, JsonObject *object, guint person)
{
  g_auto (SimLdapValues) values = { NULL };
  JsonArray *list = json_array_new ();

  sim_ldap_values_init (&values);
  sim_ldap_values_reset (&values);
  sim_ldap_tree_values (world->directory, person, SIM_AT_PROXY_ADDRESSES, &values);
  for (guint i = 0; i < sim_ldap_values_count (&values); i++) {
    gsize size;
    const char *data = sim_ldap_values_get (&values, i, &size);
    g_autofree char *text = g_strndup (data, size);

    json_array_add_string_element (list, text);
  }
  json_object_set_array_member (object, "proxyAddresses", list);
}

/* What comes only when it is asked for. */
static void
set_rest (SimWorld *world, JsonObject *object, guint person, const guint8 *guid)
{
  g_autofree char *immutable = g_base64_encode (guid, SIM_LDAP_GUID_SIZE);

  json_object_set_string_member (object, "userType", "Member");
  json_object_set_boolean_member (object, "accountEnabled",
                                  !sim_ldap_tree_is_disabled (world->directory, person));
  if (!sim_people_is_cloud_only (world->people, person)) {
    json_object_set_boolean_member (object, "onPremisesSyncEnabled", TRUE);
    json_object_set_string_member (object, "onPremisesImmutableId", immutable);
    json_object_set_string_member (object, "onPremisesDomainName", SIM_DOMAIN);
  }
  set_addresses (world, object, person);
  set_extensions (world, object, person);
}

JsonObject *
sim_graph_person (const SimGraphAsk *ask, guint person)
{
  SimWorld *world = ask->world;
  const char *select = sim_graph_ask_option (ask, "$select");
  gboolean is_selected = select != NULL && *select != '\0';
  gboolean is_cloud_only = sim_people_is_cloud_only (world->people, person);
  JsonObject *object = json_object_new ();
  guint8 guid[SIM_LDAP_GUID_SIZE];
  g_autofree char *id = NULL;

  sim_ldap_person_guid (&world->directory->persons, person, guid);
  id = sim_graph_id (guid);
  json_object_set_string_member (object, "id", id);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if ((is_selected ? strstr (select, texts[i].name) != NULL : texts[i].is_usual) &&
        !(is_cloud_only && g_str_has_prefix (texts[i].name, "onPremises"))) {
      g_autofree char *text = sim_graph_value (world, person, texts[i].attribute);

      set_text (object, texts[i].name, text);
    }
  set_phones (world, object, person);
  if (is_selected) {
    set_rest (world, object, person, guid);
    sim_graph_select (ask, object);
  }
  return object;
}
