/* sim-graph-users.c - users, their changes, groups, and all of them page by page
 *
 * A $skiptoken is how many were given already; it means nothing to anybody else. A delta token is
 * the directory's uSNChanged of the moment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include "sim-ldap-groups.h"

#include <string.h>

#define MOST_A_PAGE 999
#define USUAL_A_PAGE 100
#define TOKEN_BEGIN "RFNwdAIAAQ-" /* any number of them look like this */

/* All that was asked for, with token (a name and its value) in place of former ones. */
static char *
make_link (const SimGraphAsk *ask, const char *name, const char *value)
{
  GString *link = g_string_new (ask->base);
  GHashTableIter iter;
  gpointer option, text;
  char separator = '?';

  for (guint i = 0; ask->steps[i] != NULL; i++) {
    g_autofree char *step = g_uri_escape_string (ask->steps[i], "()", FALSE);

    g_string_append_printf (link, "/%s", step);
  }
  g_hash_table_iter_init (&iter, ask->query);
  while (g_hash_table_iter_next (&iter, &option, &text)) {
    g_autofree char *escaped = NULL;

    if (strcmp (option, "$skiptoken") == 0 || strcmp (option, "$deltatoken") == 0)
      continue;
    escaped = g_uri_escape_string (text, NULL, FALSE);
    g_string_append_printf (link, "%c%s=%s", separator, (const char *) option, escaped);
    separator = '&';
  }
  g_string_append_printf (link, "%c%s=%s%s", separator, name, TOKEN_BEGIN, value);
  return g_string_free (link, FALSE);
}

/* 0 without a token; FALSE when it is none of ours. */
static gboolean
read_token (const SimGraphAsk *ask, const char *name, guint64 *ret)
{
  const char *token = sim_graph_ask_option (ask, name);

  *ret = 0;
  return token == NULL ||
         (g_str_has_prefix (token, TOKEN_BEGIN) &&
          g_ascii_string_to_unsigned (token + strlen (TOKEN_BEGIN), 10, 0, G_MAXUINT32, ret, NULL));
}

static gboolean
read_top (const SimGraphAsk *ask, guint usual, guint64 *ret)
{
  const char *top = sim_graph_ask_option (ask, "$top");

  *ret = usual;
  return top == NULL || g_ascii_string_to_unsigned (top, 10, 1, MOST_A_PAGE, ret, NULL);
}

static void
set_links (const SimGraphAsk *ask, JsonObject *body, guint64 next, guint n,
           const SimGraphList *list)
{
  g_autofree char *token = g_strdup_printf ("%" G_GUINT64_FORMAT, next);
  g_autofree char *link = NULL;

  if (next < n) {
    link = make_link (ask, "$skiptoken", token);
    json_object_set_string_member (body, "@odata.nextLink", link);
  } else if (list->delta != NULL) {
    link = make_link (ask, "$deltatoken", list->delta);
    json_object_set_string_member (body, "@odata.deltaLink", link);
  }
}

static SimGraphAnswer
answer_page (const SimGraphAsk *ask, const GArray *numbers, const SimGraphList *list)
{
  g_autofree char *context =
      g_strdup_printf ("https://graph.microsoft.com/v1.0/$metadata#%s", list->context);
  JsonArray *values;
  JsonObject *body;
  guint64 from, top, i;

  if (!read_top (ask, list->usual, &top))
    return sim_graph_refuse (ask, 400, "Request_UnsupportedQuery",
                             "Invalid page size specified. Must be between 1 and 999 inclusive.");
  if (!read_token (ask, "$skiptoken", &from))
    return sim_graph_refuse (ask, 400, "Directory_ExpiredPageToken",
                             "The specified page token value has expired and can no longer be "
                             "included in your request.");

  body = json_object_new ();
  values = json_array_new ();
  json_object_set_string_member (body, "@odata.context", context);
  if (ask->is_eventual && g_strcmp0 (sim_graph_ask_option (ask, "$count"), "true") == 0)
    json_object_set_int_member (body, "@odata.count", (gint64) numbers->len);
  for (i = from; i < numbers->len && i < from + top; i++)
    json_array_add_object_element (values, list->show (ask, g_array_index (numbers, guint32, i)));
  set_links (ask, body, i, numbers->len, list);
  json_object_set_array_member (body, "value", values);
  return sim_graph_answer (body);
}

/* In the order of the address list. */
static GArray *
find_people (const SimGraphAsk *ask, const SimGraphFilter *filter)
{
  SimWorld *world = ask->world;
  const guint32 *order = sim_people_order (world->people);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < sim_people_count (world->people); i++)
    if (!sim_ldap_tree_is_deleted (world->directory, order[i]) &&
        sim_graph_filter_takes (filter, world, order[i]))
      g_array_append_val (found, order[i]);
  return found;
}

SimGraphAnswer
sim_graph_users (const SimGraphAsk *ask)
{
  static const SimGraphList list = { "users", sim_graph_person_expanded, NULL, USUAL_A_PAGE };
  SimGraphAnswer refusal = { 0 };
  g_autoptr (SimGraphFilter) filter = sim_graph_filter_new (ask, &refusal);
  g_autoptr (GArray) people = NULL;

  if (filter == NULL)
    return refusal;
  people = find_people (ask, filter);
  return answer_page (ask, people, &list);
}

static SimGraphAnswer
show_user (const SimGraphAsk *ask, guint person)
{
  JsonObject *body;

  if (person == SIM_NOBODY)
    return sim_graph_refuse (ask, 404, "Request_ResourceNotFound",
                             "Resource does not exist or one of its queried reference-property "
                             "objects are not present.");
  body = sim_graph_person (ask, person);
  json_object_set_string_member (body, "@odata.context",
                                 "https://graph.microsoft.com/v1.0/$metadata#users/$entity");
  return sim_graph_answer (body);
}

SimGraphAnswer
sim_graph_user (const SimGraphAsk *ask)
{
  return show_user (ask, sim_graph_find_user (ask->world, sim_graph_ask_step (ask, 1)));
}

/* Who has signed in; an application is nobody. */
SimGraphAnswer
sim_graph_me (const SimGraphAsk *ask)
{
  if (ask->claims == NULL || !json_object_has_member (ask->claims, "upn"))
    return sim_graph_refuse (ask, 400, "BadRequest",
                             "/me request is only valid with delegated authentication flow.");
  return show_user (
      ask, sim_graph_find_user (ask->world, json_object_get_string_member (ask->claims, "upn")));
}

static JsonObject *
show_change (const SimGraphAsk *ask, guint person)
{
  JsonObject *entry = sim_graph_person (ask, person);
  JsonObject *removed;
  JsonObject *gone;

  if (!sim_ldap_tree_is_deleted (ask->world->directory, person)) {
    sim_graph_add_changed_manager (ask, person, entry);
    return entry;
  }

  gone = json_object_new ();
  removed = json_object_new ();
  json_object_set_string_member (removed, "reason", "deleted");
  json_object_set_string_member (gone, "id", json_object_get_string_member (entry, "id"));
  json_object_set_object_member (gone, "@removed", removed);
  json_object_unref (entry);
  return gone;
}

SimGraphAnswer
sim_graph_delta (const SimGraphAsk *ask)
{
  SimWorld *world = ask->world;
  SimLdapTree *tree = world->directory;
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, tree->last_usn);
  const SimGraphList list = { "users", show_change, now, USUAL_A_PAGE };
  guint64 since;

  if (sim_graph_ask_option (ask, "$expand") != NULL)
    return sim_graph_refuse (ask, 400, "Request_UnsupportedQuery",
                             "$expand is not supported for a query of changes.");
  if (!read_token (ask, "$deltatoken", &since))
    return sim_graph_refuse (ask, 400, "Directory_ExpiredPageToken", "The token is not one.");

  for (guint32 i = 0; i < sim_people_count (world->people); i++) {
    const SimLdapChange *change = g_hash_table_lookup (tree->changes, GUINT_TO_POINTER (i));

    if (since == 0 ? !sim_ldap_tree_is_deleted (tree, i)
                   : change != NULL && change->object->usn > (gint64) since)
      g_array_append_val (people, i);
  }
  return answer_page (ask, people, &list);
}

static JsonObject *
show_group (const SimGraphAsk *ask, guint number)
{
  const SimLdapObject *object = sim_ldap_tree_object (ask->world->directory, number);
  g_autofree char *id = sim_graph_id (object->guid);
  g_autofree char *name = sim_graph_value (ask->world, number, SIM_AT_CN);
  g_autofree char *mail = sim_graph_value (ask->world, number, SIM_AT_MAIL);
  JsonObject *group = json_object_new ();

  json_object_set_string_member (group, "id", id);
  json_object_set_string_member (group, "displayName", name != NULL ? name : "");
  if (mail != NULL)
    json_object_set_string_member (group, "mail", mail);
  else
    json_object_set_null_member (group, "mail");
  sim_graph_select (ask, group);
  return group;
}

SimGraphAnswer
sim_graph_groups (const SimGraphAsk *ask)
{
  static const SimGraphList list = { "groups", show_group, NULL, USUAL_A_PAGE };
  const GArray *all = ask->world->directory->groups;
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (guint32));
  SimGraphAnswer refusal = { 0 };
  g_autoptr (SimGraphFilter) filter = sim_graph_filter_new (ask, &refusal);

  if (filter == NULL)
    return refusal;
  for (guint i = 0; i < all->len; i++)
    if (sim_graph_filter_takes (filter, ask->world, g_array_index (all, guint32, i)))
      g_array_append_val (groups, g_array_index (all, guint32, i));
  return answer_page (ask, groups, &list);
}

SimGraphAnswer
sim_graph_members (const SimGraphAsk *ask)
{
  static const SimGraphList list = { "users", sim_graph_person, NULL, USUAL_A_PAGE };
  SimWorld *world = ask->world;
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) closure = NULL;
  guint8 guid[SIM_LDAP_GUID_SIZE];
  guint group = SIM_LDAP_NOTHING;

  if (!ask->is_eventual || g_strcmp0 (sim_graph_ask_option (ask, "$count"), "true") != 0)
    return sim_graph_refuse (ask, 400, "Request_UnsupportedQuery",
                             "The request uses advanced query capabilities; ConsistencyLevel: "
                             "eventual and $count=true are needed.");
  if (sim_graph_parse_id (sim_graph_ask_step (ask, 1), guid))
    group = sim_ldap_tree_find_guid (world->directory, guid);
  if (group == SIM_LDAP_NOTHING || group < world->directory->n_people)
    return sim_graph_refuse (ask, 404, "Request_ResourceNotFound", "There is no such group.");

  closure = sim_ldap_groups_closure (world->directory, group);
  for (guint32 i = 0; i < sim_people_count (world->people); i++)
    if (sim_ldap_groups_any_has (world->directory, closure, i))
      g_array_append_val (members, i);
  return answer_page (ask, members, &list);
}
