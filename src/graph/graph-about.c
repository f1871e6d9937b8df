/* graph-about.c - what a user's properties say about somebody, for texts
 *
 * Source: the resource type "user" of Microsoft Graph v1.0. businessPhones is a list of which only
 * the first is there; the extension attributes are in an object of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-about.h"

#include "base-error.h"
#include "base-text.h"
#include "graph-ask.h"
#include "graph-path.h"
#include "wire-json.h"

#define PHONES "businessPhones"
#define ATTRIBUTES "onPremisesExtensionAttributes"
#define N_ATTRIBUTES (OOF_N_ABOUT - OOF_ABOUT_ATTRIBUTE_1)
#define MOST_CHARS 1024

static const char *const names[OOF_ABOUT_ATTRIBUTE_1] = {
  [OOF_ABOUT_NAME] = "displayName",
  [OOF_ABOUT_GIVEN_NAME] = "givenName",
  [OOF_ABOUT_SURNAME] = "surname",
  [OOF_ABOUT_TITLE] = "jobTitle",
  [OOF_ABOUT_DEPARTMENT] = "department",
  [OOF_ABOUT_OFFICE] = "officeLocation",
  [OOF_ABOUT_COMPANY] = "companyName",
  [OOF_ABOUT_PHONE] = PHONES,
  [OOF_ABOUT_MOBILE] = "mobilePhone",
  [OOF_ABOUT_FAX] = "faxNumber",
  [OOF_ABOUT_MAIL] = "mail",
  [OOF_ABOUT_STREET] = "streetAddress",
  [OOF_ABOUT_CITY] = "city",
  [OOF_ABOUT_POSTCODE] = "postalCode",
  [OOF_ABOUT_COUNTRY] = "country",
};

/* "id" so that it is a user in any case, then all that texts may name. Caller frees. */
static char *
make_path (GraphServer *server, const char *mailbox)
{
  g_autofree char *user = graph_server_user (server, mailbox);
  g_autofree char *path = graph_path_user (user, "");
  g_autoptr (GString) select = g_string_new ("id");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (select, ",%s", names[i]);
  g_string_append (select, "," ATTRIBUTES);
  return graph_path_with (path, "$select", select->str, NULL);
}

/* One line of clean text; NULL: there is none. Caller frees. */
static char *
clean (const char *text)
{
  return text != NULL && *text != '\0' ? base_text_for_display (text, MOST_CHARS) : NULL;
}

static char *
read_phone (JsonObject *user)
{
  JsonNode *node = json_object_get_member (user, PHONES);
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first =
      list != NULL && json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;

  return first != NULL && json_node_get_value_type (first) == G_TYPE_STRING
             ? clean (json_node_get_string (first))
             : NULL;
}

static void
read_attributes (JsonObject *user, char *ret[OOF_N_ABOUT])
{
  JsonNode *node = json_object_get_member (user, ATTRIBUTES);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  for (guint i = 0; i < N_ATTRIBUTES; i++) {
    g_autofree char *name = g_strdup_printf ("extensionAttribute%u", i + 1);

    ret[OOF_ABOUT_ATTRIBUTE_1 + i] =
        clean (wire_json_string (json_node_get_object (node), ATTRIBUTES, name, NULL));
  }
}

gboolean
graph_about_look (BaseCall *call, GraphServer *server, const char *mailbox, char *ret[OOF_N_ABOUT],
                  GError **error)
{
  g_autofree char *path = make_path (server, mailbox);
  const GraphAsk ask = { .operation = "user", .path = path, .mailbox = mailbox };
  g_autoptr (GraphAnswer) answer = graph_ask_body (call, server, &ask, error);

  if (answer == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    ret[i] = i == OOF_ABOUT_PHONE ? read_phone (answer->body)
                                  : clean (wire_json_string (answer->body, "user", names[i], NULL));
  read_attributes (answer->body, ret);
  return TRUE;
}
