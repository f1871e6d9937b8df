/* graph-person.c - a user of Graph as a person
 *
 * Quirk: onPremisesImmutableId is usually the directory's objectGUID in base64, but an
 * administrator may have chosen another attribute; what is not 16 bytes is none.
 * Quirk: a listing of changes names a new manager together with the removal of the former one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-person.h"

#include "base-text.h"
#include "wire-json.h"

#include <string.h>

#define GUID_BYTES 16

/* As the directory writes one: the first three parts are little-endian numbers. */
static char *
guid_text (const guchar *g)
{
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          g[3], g[2], g[1], g[0], g[5], g[4], g[7], g[6], g[8], g[9], g[10], g[11],
                          g[12], g[13], g[14], g[15]);
}

/* NULL when there is none. Caller frees. */
static char *
directory_id (JsonObject *user)
{
  const char *text = wire_json_string (user, "user", "onPremisesImmutableId", NULL);
  g_autofree guchar *bytes = NULL;
  gsize size = 0;

  if (text != NULL && *text != '\0' && strlen (text) < 100)
    bytes = g_base64_decode (text, &size);
  return size == GUID_BYTES ? guid_text (bytes) : NULL;
}

/* One line of clean text; anything odd in it is left out. NULL when there is none. */
static char *
read_text (JsonObject *user, const char *name)
{
  const char *text = wire_json_string (user, "user", name, NULL);

  return text != NULL ? base_text_for_display (text, 1024) : NULL;
}

static gboolean
read_flag (JsonObject *user, const char *name, gboolean fallback)
{
  JsonNode *node = json_object_get_member (user, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : fallback;
}

/* Online all mailboxes are; in a hybrid organisation only those surely are whose users exist
 * nowhere else. */
static ExchangeHome
find_home (const GraphServer *server, JsonObject *user)
{
  return server->profile->kind == EXCHANGE_KIND_HYBRID &&
                 read_flag (user, "onPremisesSyncEnabled", FALSE)
             ? EXCHANGE_HOME_NONE
             : EXCHANGE_HOME_CLOUD;
}

/* As the id of a person would be. NULL: none. Caller frees. */
static char *
read_id (const GraphServer *server, JsonObject *user)
{
  char *guid = server->profile->kind == EXCHANGE_KIND_HYBRID ? directory_id (user) : NULL;

  return guid != NULL ? guid : read_text (user, "id");
}

/* Of those who are named the last one who was not removed. NULL: none. Caller frees. */
static char *
read_changed_manager (const GraphServer *server, JsonArray *managers)
{
  char *found = NULL;

  for (guint i = 0; i < json_array_get_length (managers); i++) {
    JsonNode *node = json_array_get_element (managers, i);

    if (!JSON_NODE_HOLDS_OBJECT (node) ||
        json_object_has_member (json_node_get_object (node), "@removed"))
      continue;
    g_free (found);
    found = read_id (server, json_node_get_object (node));
  }
  return found;
}

/* NULL: none, or not told. Caller frees. */
static char *
read_manager (const GraphServer *server, JsonObject *user, gboolean *ret_is_told)
{
  JsonNode *changed = json_object_get_member (user, "manager@delta");
  JsonNode *expanded = json_object_get_member (user, "manager");

  *ret_is_told = changed != NULL || expanded != NULL;
  if (changed != NULL && JSON_NODE_HOLDS_ARRAY (changed))
    return read_changed_manager (server, json_node_get_array (changed));
  return expanded != NULL && JSON_NODE_HOLDS_OBJECT (expanded)
             ? read_id (server, json_node_get_object (expanded))
             : NULL;
}

static void
learn (GraphServer *server, const char *mail, const char *upn, const char *entra_id)
{
  if (entra_id != NULL && *entra_id != '\0' && upn != NULL && g_ascii_strcasecmp (mail, upn) != 0)
    graph_server_learn (server, mail, entra_id);
}

ExchangePerson *
graph_person_new (GraphServer *server, JsonObject *user, GraphTold told)
{
  const char *mail = wire_json_string (user, "user", "mail", NULL);
  const char *type = wire_json_string (user, "user", "userType", NULL);
  gboolean is_manager_told;
  g_autofree char *id = read_id (server, user);
  g_autofree char *entra_id = read_text (user, "id");
  g_autofree char *name = read_text (user, "displayName");
  g_autofree char *department = read_text (user, "department");
  g_autofree char *upn = read_text (user, "userPrincipalName");
  g_autofree char *logon = read_text (user, "onPremisesSamAccountName");
  g_autofree char *domain = read_text (user, "onPremisesDomainName");
  g_autofree char *title = read_text (user, "jobTitle");
  g_autofree char *office = read_text (user, "officeLocation");
  g_autofree char *dn = read_text (user, "onPremisesDistinguishedName");
  g_autofree char *manager = read_manager (server, user, &is_manager_told);
  const ExchangePerson draft = { .id = id,
                                 .name = name,
                                 .mail = mail,
                                 .department = department,
                                 .upn = upn,
                                 .logon = logon,
                                 .domain = domain,
                                 .title = title,
                                 .office = office,
                                 .dn = dn,
                                 .manager = manager,
                                 .is_manager_untold = told == GRAPH_TOLD_CHANGE && !is_manager_told,
                                 .kind = EXCHANGE_PERSON_USER,
                                 .home = find_home (server, user),
                                 .is_disabled = !read_flag (user, "accountEnabled", TRUE) };

  if (mail == NULL || !base_text_is_address (mail) ||
      (type != NULL && g_ascii_strcasecmp (type, "Guest") == 0))
    return NULL;

  learn (server, mail, upn, entra_id);
  return exchange_person_new (&draft);
}

ExchangePerson *
graph_person_new_group (JsonObject *group)
{
  g_autofree char *id = read_text (group, "id");
  g_autofree char *name = read_text (group, "displayName");
  g_autofree char *mail = read_text (group, "mail");
  const ExchangePerson draft = {
    .id = id, .name = name, .mail = mail, .kind = EXCHANGE_PERSON_GROUP
  };

  return id != NULL && *id != '\0' && name != NULL && *name != '\0' ? exchange_person_new (&draft)
                                                                    : NULL;
}
