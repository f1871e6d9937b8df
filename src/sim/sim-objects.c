/* sim-objects.c - what the cmdlets that only tell something give, as data
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-objects.h"

#include "base-error.h"
#include "wire-json.h"

#include <string.h>

static const struct
{
  const char *cmdlet;
  const char *parameter;
  const char *usual; /* one object; NULL: none */
} cmdlets[] = {
  { "Get-Mailbox", "Identity",
    "{\"ForwardingAddress\": null, \"ForwardingSmtpAddress\": null,"
    " \"DeliverToMailboxAndForward\": false, \"HiddenFromAddressListsEnabled\": false,"
    " \"AccountDisabled\": false, \"RequireSenderAuthenticationEnabled\": false,"
    " \"AcceptMessagesOnlyFromSendersOrMembers\": [], \"RejectMessagesFromSendersOrMembers\": [],"
    " \"RulesQuota\": \"256 KB (262,144 bytes)\", \"RecipientTypeDetails\": \"UserMailbox\"}" },
  { "Get-MailboxStatistics", "Identity",
    "{\"StorageLimitStatus\": \"BelowLimit\", \"TotalItemSize\": \"1.2 GB (1,288,490,188 "
    "bytes)\"}" },
  { "Get-MailboxJunkEmailConfiguration", "Identity",
    "{\"Enabled\": true, \"BlockedSendersAndDomains\": [], \"TrustedSendersAndDomains\": []}" },
  { "Get-InboxRule", "Mailbox", NULL },
  { "Get-TransportRule", "", NULL },
  { "Get-AcceptedDomain", "",
    "{\"Name\": \"" SIM_DOMAIN "\", \"DomainName\": \"" SIM_DOMAIN "\", \"Default\": true}" },
  { "Get-RemoteDomain", "", "{\"Name\": \"Default\", \"DomainName\": \"*\"}" },
  { "Get-TransportConfig", "", "{\"JournalingReportNdrTo\": \"<>\"}" },
};

const char *
sim_objects_parameter (const char *cmdlet)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cmdlets); i++)
    if (g_ascii_strcasecmp (cmdlets[i].cmdlet, cmdlet) == 0)
      return cmdlets[i].parameter;
  return NULL;
}

static char *
make_key (const char *cmdlet, guint person)
{
  g_autofree char *lower = g_ascii_strdown (cmdlet, -1);

  return g_strdup_printf ("%s/%u", lower, person);
}

JsonArray *
sim_objects_find_put (const SimWorld *world, const char *cmdlet, guint person)
{
  g_autofree char *key = make_key (cmdlet, person);
  JsonArray *put = g_hash_table_lookup (world->objects, key);

  return put != NULL ? json_array_ref (put) : NULL;
}

static void
add_settings (const SimWorld *world, JsonObject *domain)
{
  const SimOrganization *organization = &world->organization;

  json_object_set_string_member (domain, "AllowedOOFType", organization->allowed_oof);
  json_object_set_boolean_member (domain, "AutoReplyEnabled", organization->auto_reply_enabled);
}

JsonArray *
sim_objects_find (const SimWorld *world, const char *cmdlet, guint person)
{
  JsonArray *objects = sim_objects_find_put (world, cmdlet, person);

  if (objects != NULL)
    return objects;

  objects = json_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (cmdlets); i++)
    if (g_ascii_strcasecmp (cmdlets[i].cmdlet, cmdlet) == 0 && cmdlets[i].usual != NULL)
      json_array_add_object_element (
          objects, wire_json_parse (cmdlets[i].usual, strlen (cmdlets[i].usual), "usual", NULL));
  if (g_ascii_strcasecmp (cmdlet, "Get-RemoteDomain") == 0)
    add_settings (world, json_array_get_object_element (objects, 0));
  return objects;
}

JsonObject *
sim_objects_put_json (SimWorld *world, JsonObject *object, GError **error)
{
  const char *cmdlet = wire_json_need_string (object, "objects", "cmdlet", error);
  const char *address =
      cmdlet != NULL ? wire_json_string (object, "objects", "address", NULL) : NULL;
  JsonNode *node = json_object_get_member (object, "objects");
  guint person = address != NULL ? sim_people_find (world->people, address) : SIM_NOBODY;

  if (cmdlet == NULL)
    return NULL;
  if (address != NULL && person == SIM_NOBODY) {
    base_error_set (error, BASE_ERROR_NOT_FOUND, "there is no “%s”", address);
    return NULL;
  }
  if (node != NULL && !JSON_NODE_HOLDS_NULL (node) && !JSON_NODE_HOLDS_ARRAY (node)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "“objects” is no list");
    return NULL;
  }

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    g_hash_table_replace (world->objects, make_key (cmdlet, person),
                          json_array_ref (json_node_get_array (node)));
  else {
    g_autofree char *key = make_key (cmdlet, person);

    g_hash_table_remove (world->objects, key);
  }
  return json_object_new ();
}
