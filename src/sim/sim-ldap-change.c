/* sim-ldap-change.c - what happens to people of the directory while it runs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-change.h"

#include "base-error.h"
#include "wire-json.h"

#include <string.h>

#define PATH "person"
#define MOST_ADDED 10000
#define MOST_VALUE_BYTES (64 * 1024)
#define FIRST_ADDED_RID 3000001

/* Computed or not for the control port to set. */
static const SimLdapAttribute fixed[] = {
  SIM_AT_OBJECT_CLASS,      SIM_AT_OBJECT_CATEGORY, SIM_AT_NAME,         SIM_AT_DISTINGUISHED_NAME,
  SIM_AT_OBJECT_GUID,       SIM_AT_OBJECT_SID,      SIM_AT_MAILBOX_GUID, SIM_AT_USN_CREATED,
  SIM_AT_USN_CHANGED,       SIM_AT_WHEN_CREATED,    SIM_AT_WHEN_CHANGED, SIM_AT_MEMBER,
  SIM_AT_MEMBER_OF,         SIM_AT_IS_DELETED,      SIM_AT_TOKEN_GROUPS, SIM_AT_CANONICAL_NAME,
  SIM_AT_LAST_KNOWN_PARENT,
};

static void
mark (SimLdapChange *change, SimLdapAttribute attribute)
{
  change->replaced[attribute / 64] |= G_GUINT64_CONSTANT (1) << (attribute % 64);
}

static void
mark_always (SimLdapChange *change)
{
  static const SimLdapAttribute always[] = {
    SIM_AT_CN,          SIM_AT_NAME,         SIM_AT_DISTINGUISHED_NAME, SIM_AT_CANONICAL_NAME,
    SIM_AT_USN_CHANGED, SIM_AT_WHEN_CHANGED, SIM_AT_IS_DELETED,         SIM_AT_LAST_KNOWN_PARENT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    mark (change, always[i]);
}

static const SimLdapObject *
find_unit (SimLdapTree *tree, const char *department)
{
  g_autoptr (GString) dn = g_string_new ("OU=");

  sim_ldap_text_rdn (dn, department, strlen (department));
  g_string_append (dn, "," SIM_LDAP_PEOPLE_OU);
  return sim_ldap_tree_object (tree, sim_ldap_tree_find_dn (tree, dn->str, dn->len));
}

/* From now on they have an object of their own. */
static SimLdapChange *
open_change (SimLdapTree *tree, guint person)
{
  SimLdapChange *change = g_hash_table_lookup (tree->changes, GUINT_TO_POINTER (person));

  if (change != NULL)
    return change;

  change = g_new0 (SimLdapChange, 1);
  change->object =
      sim_ldap_object_new (find_unit (tree, sim_people_department (tree->persons.people, person)),
                           "CN", sim_ldap_person_cn (&tree->persons, person)->str);
  sim_ldap_person_guid (&tree->persons, person, change->object->guid);
  mark_always (change);
  g_hash_table_insert (tree->changes, GUINT_TO_POINTER (person), change);
  sim_ldap_tree_index (tree, person, NULL);
  return change;
}

/* By the address that it has in the directory now. */
static guint
find_person (SimLdapTree *tree, JsonObject *object, GError **error)
{
  const char *address = wire_json_need_string (object, PATH, "address", error);
  guint person = address != NULL ? sim_people_find (tree->persons.people, address) : SIM_NOBODY;
  g_auto (SimLdapValues) values = { NULL };

  if (address == NULL || person != SIM_NOBODY)
    return address != NULL ? person : SIM_LDAP_NOTHING;

  sim_ldap_values_init (&values);
  for (guint i = 0; i < tree->objects->len; i++) {
    sim_ldap_values_reset (&values);
    sim_ldap_object_values (tree->objects->pdata[i], SIM_AT_MAIL, &values);
    if (g_ascii_strcasecmp (values.bytes->str, address) == 0)
      return tree->n_people + i;
  }
  base_error_set (error, BASE_ERROR_NOT_FOUND, PATH ": “address” names nobody");
  return SIM_LDAP_NOTHING;
}

static gboolean
check_attribute (const char *name, SimLdapAttribute *ret, GError **error)
{
  SimLdapAttribute attribute = sim_ldap_schema_find (name, strlen (name));
  gboolean is_good = attribute != SIM_AT_UNKNOWN;

  for (guint i = 0; i < G_N_ELEMENTS (fixed) && is_good; i++)
    is_good = fixed[i] != attribute;
  if (!is_good)
    base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": “%s” cannot be set", name);
  *ret = attribute;
  return is_good;
}

static gboolean
add_text (SimLdapObject *object, SimLdapAttribute attribute, JsonNode *node, GError **error)
{
  const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (text == NULL || *text == '\0' || strlen (text) > MOST_VALUE_BYTES) {
    base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": “%s” is no text",
                    sim_ldap_attributes[attribute].name);
    return FALSE;
  }
  sim_ldap_object_add (object, attribute, text);
  return TRUE;
}

/* A text, a list of them, or null. */
static gboolean
set_values (SimLdapObject *object, SimLdapAttribute attribute, JsonNode *node, GError **error)
{
  JsonArray *list;

  if (attribute == SIM_AT_CN) {
    const char *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

    if (name == NULL || *name == '\0' || strlen (name) > 256) {
      base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": “cn” is no name");
      return FALSE;
    }
    sim_ldap_object_rename (object, object->parent, name);
    return TRUE;
  }

  sim_ldap_object_unset (object, attribute);
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return add_text (object, attribute, node, error);
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!add_text (object, attribute, json_array_get_element (list, i), error))
      return FALSE;
  return TRUE;
}

/* change NULL: an object without computed values. */
static gboolean
set_all (SimLdapObject *object, SimLdapChange *change, JsonObject *values, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *item = names; item != NULL; item = item->next) {
    SimLdapAttribute attribute;

    if (!check_attribute (item->data, &attribute, error) ||
        !set_values (object, attribute, json_object_get_member (values, item->data), error))
      return FALSE;
    if (change != NULL)
      mark (change, attribute);
  }
  return TRUE;
}

/* What is left: a tombstone. */
static void
bury (SimLdapTree *tree, SimLdapObject *object, SimLdapChange *change)
{
  static const char dn[] = "CN=Deleted Objects," SIM_LDAP_ROOT;
  const SimLdapObject *grave =
      sim_ldap_tree_object (tree, sim_ldap_tree_find_dn (tree, dn, sizeof dn - 1));
  g_auto (SimLdapValues) values = { NULL };
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *parent = g_strdup (object->parent->dn);

  sim_ldap_values_init (&values);
  sim_ldap_object_values (object, SIM_AT_CN, &values);
  g_string_append_printf (name, "%s\nDEL:", values.bytes->str);
  sim_ldap_text_append_guid (name, object->guid);
  for (guint i = 0; i < SIM_N_ATTRIBUTES; i++)
    if (!sim_ldap_schema_survives ((SimLdapAttribute) i))
      sim_ldap_object_unset (object, (SimLdapAttribute) i);
  sim_ldap_object_rename (object, grave, name->str);
  sim_ldap_object_add (object, SIM_AT_LAST_KNOWN_PARENT, parent);
  object->is_deleted = TRUE;
  if (change != NULL) {
    memset (change->replaced, 0, sizeof change->replaced);
    mark_always (change);
  }
}

static JsonObject *
finish (SimWorld *world, SimLdapObject *object)
{
  g_autoptr (GDateTime) now = sim_world_now (world);
  JsonObject *answer = json_object_new ();

  object->usn = ++world->directory->last_usn;
  object->changed_s = g_date_time_to_unix (now);
  json_object_set_string_member (answer, "dn", object->dn);
  json_object_set_int_member (answer, "usn", object->usn);
  return answer;
}

/* A name can be given once only in a place. */
static gboolean
check_name (SimLdapTree *tree, guint number, const SimLdapObject *parent, const char *name,
            GError **error)
{
  g_autoptr (GString) dn = g_string_new ("CN=");
  guint other;

  if (name == NULL || *name == '\0')
    return TRUE; /* refused where it is set */

  sim_ldap_text_rdn (dn, name, strlen (name));
  g_string_append_printf (dn, ",%s", parent->dn);
  other = sim_ldap_tree_find_dn (tree, dn->str, dn->len);
  if (other == SIM_LDAP_NOTHING || other == number)
    return TRUE;
  base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": “cn” is somebody there already");
  return FALSE;
}

static JsonObject *
change_one (SimWorld *world, JsonObject *asked, GError **error)
{
  SimLdapTree *tree = world->directory;
  guint number = find_person (tree, asked, error);
  JsonNode *set = json_object_get_member (asked, "set");
  JsonNode *remove = json_object_get_member (asked, "remove");
  gboolean is_removed = remove != NULL && JSON_NODE_HOLDS_VALUE (remove) &&
                        json_node_get_value_type (remove) == G_TYPE_BOOLEAN &&
                        json_node_get_boolean (remove);
  SimLdapChange *change;
  SimLdapObject *object;
  g_autofree char *old_dn = NULL;
  gboolean is_done = TRUE;

  if (number == SIM_LDAP_NOTHING)
    return NULL;
  if (sim_ldap_tree_is_deleted (tree, number) || is_removed == (set != NULL) ||
      (set != NULL && !JSON_NODE_HOLDS_OBJECT (set))) {
    base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": needs “set” or “remove”, and a person");
    return NULL;
  }

  change = number < tree->n_people ? open_change (tree, number) : NULL;
  object = sim_ldap_tree_object (tree, number);
  old_dn = g_strdup (object->dn);
  if (is_removed)
    bury (tree, object, change);
  else
    is_done = check_name (tree, number, object->parent,
                          wire_json_string (json_node_get_object (set), PATH, "cn", NULL), error) &&
              set_all (object, change, json_node_get_object (set), error);
  sim_ldap_tree_index (tree, number, old_dn);
  return is_done ? finish (world, object) : NULL;
}

static void
add_default (SimLdapObject *object, SimLdapAttribute attribute, const char *text)
{
  g_auto (SimLdapValues) values = { NULL };

  sim_ldap_values_init (&values);
  sim_ldap_object_values (object, attribute, &values);
  if (sim_ldap_values_count (&values) == 0)
    sim_ldap_object_add (object, attribute, text);
}

/* What every account has, and what Exchange adds when there is an address. */
static void
add_account (SimLdapTree *tree, SimLdapObject *object)
{
  static const char *const classes[] = { "top", "person", "organizationalPerson", "user" };
  g_autofree char *sid = g_strdup_printf (SIM_DOMAIN_SID "-%u", FIRST_ADDED_RID + tree->n_added);
  g_autofree char *account = g_strdup_printf ("added%u", tree->n_added);
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_auto (SimLdapValues) mail = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    sim_ldap_object_add (object, SIM_AT_OBJECT_CLASS, classes[i]);
  sim_ldap_object_add (object, SIM_AT_OBJECT_CATEGORY, "CN=Person," SIM_LDAP_SCHEMA_NC);
  sim_ldap_text_append_sid (bytes, sid);
  sim_ldap_object_add_bytes (object, SIM_AT_OBJECT_SID, bytes->str, bytes->len);
  add_default (object, SIM_AT_SAM_ACCOUNT_NAME, account);
  add_default (object, SIM_AT_SAM_ACCOUNT_TYPE, "805306368");
  add_default (object, SIM_AT_USER_ACCOUNT_CONTROL, "512");

  sim_ldap_values_init (&mail);
  sim_ldap_object_values (object, SIM_AT_MAIL, &mail);
  if (sim_ldap_values_count (&mail) == 0)
    return;
  sim_ldap_object_add_bytes (object, SIM_AT_MAILBOX_GUID, object->guid, SIM_LDAP_GUID_SIZE);
  add_default (object, SIM_AT_RECIPIENT_TYPE, "1");
  add_default (object, SIM_AT_USER_PRINCIPAL_NAME, mail.bytes->str);
  g_string_assign (bytes, "SMTP:");
  g_string_append (bytes, mail.bytes->str);
  add_default (object, SIM_AT_PROXY_ADDRESSES, bytes->str);
}

static JsonObject *
add_one (SimWorld *world, JsonObject *asked, JsonNode *values, GError **error)
{
  SimLdapTree *tree = world->directory;
  const char *unit = wire_json_string (asked, PATH, "unit", NULL);
  const SimLdapObject *parent = find_unit (tree, unit != NULL ? unit : "Sales");
  const char *name = NULL;
  SimLdapObject *object;

  if (parent == NULL || tree->n_added >= MOST_ADDED || !JSON_NODE_HOLDS_OBJECT (values)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": “unit” is no department, or too many");
    return NULL;
  }
  name = wire_json_need_string (json_node_get_object (values), PATH, "cn", error);
  if (name == NULL || !check_name (tree, SIM_LDAP_NOTHING, parent, name, error))
    return NULL;

  object = sim_ldap_object_new (parent, "CN", name);
  if (!set_all (object, NULL, json_node_get_object (values), error)) {
    sim_ldap_object_free (object);
    return NULL;
  }
  tree->n_added++;
  object->guid[0] ^= (guint8) tree->n_added;
  object->guid[1] ^= (guint8) (tree->n_added >> 8);
  add_account (tree, object);
  sim_ldap_tree_add (tree, object);
  return finish (world, object);
}

JsonObject *
sim_ldap_change_person (SimWorld *world, JsonObject *object, GError **error)
{
  JsonNode *add = json_object_get_member (object, "add");

  return add != NULL ? add_one (world, object, add, error) : change_one (world, object, error);
}

JsonObject *
sim_ldap_change_account (SimWorld *world, JsonObject *object, GError **error)
{
  const char *state = wire_json_need_string (object, "account", "state", error);
  guint person = state != NULL ? find_person (world->directory, object, error) : SIM_LDAP_NOTHING;
  JsonObject *answer;

  if (person == SIM_LDAP_NOTHING)
    return NULL;
  for (guint i = 0; sim_account_state_names[i] != NULL; i++)
    if (strcmp (sim_account_state_names[i], state) == 0 && person < world->directory->n_people) {
      sim_accounts_set_state (world->accounts, person, (SimAccountState) i);
      answer = json_object_new ();
      json_object_set_string_member (answer, "state", state);
      return answer;
    }
  base_error_set (error, BASE_ERROR_PROTOCOL, "account: “state” cannot be “%s”", state);
  return NULL;
}
