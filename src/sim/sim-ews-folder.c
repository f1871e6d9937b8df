/* sim-ews-folder.c - GetFolder and GetUserConfiguration: what proves that a mailbox can be opened
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"

#include "wire-xml-read.h"

#include <string.h>

static const struct
{
  const char *id;
  const char *name;
} folders[] = {
  { "root", "root" },
  { "msgfolderroot", "Top of Information Store" },
  { "inbox", "Inbox" },
  { "calendar", "Calendar" },
  { "contacts", "Contacts" },
  { "deleteditems", "Deleted Items" },
  { "drafts", "Drafts" },
  { "outbox", "Outbox" },
  { "sentitems", "Sent Items" },
  { "tasks", "Tasks" },
  { "junkemail", "Junk Email" },
};

/* "12/inbox" in Base64, as opaque as the true ones. Caller frees. */
static char *
make_id (guint person, const char *folder)
{
  g_autofree char *plain = g_strdup_printf ("%u/%s", person, folder);

  return g_base64_encode ((const guchar *) plain, strlen (plain));
}

/* The index in folders, or -1. */
static int
find_folder (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (strcmp (folders[i].id, id) == 0)
      return (int) i;
  return -1;
}

/* Whose folder it is: the mailbox that is named, or who is acting. */
static guint
find_owner (const SimAsk *ask, const xmlNode *id)
{
  const xmlNode *mailbox = wire_xml_child (id, SIM_NS_TYPES, "Mailbox");
  g_autofree char *address = wire_xml_child_text (mailbox, SIM_NS_TYPES, "EmailAddress");

  return address != NULL ? sim_people_find (ask->world->people, address) : ask->acting;
}

/* NULL, or the error; *ret_folder is the index in folders. */
static const char *
open_folder (const SimAsk *ask, const xmlNode *id, int *ret_folder)
{
  g_autofree char *name = wire_xml_attribute (id, "Id");
  guint owner = find_owner (ask, id);

  *ret_folder = -1;
  if (wire_xml_is (id, SIM_NS_TYPES, "DistinguishedFolderId"))
    *ret_folder = find_folder (name);
  for (guint i = 0; i < G_N_ELEMENTS (folders) && *ret_folder < 0; i++) {
    g_autofree char *known = make_id (ask->acting, folders[i].id);

    if (strcmp (known, name) == 0)
      *ret_folder = (int) i;
  }

  if (*ret_folder < 0)
    return "ErrorFolderNotFound";
  if (owner == SIM_NOBODY)
    return "ErrorNonExistentMailbox";
  return owner == ask->acting ? NULL : "ErrorAccessDenied";
}

/* In the order of the schema. All but the default shape's are there only when they are asked for.
 */
static const struct
{
  const char *field;
  const char *element;
  const char *value; /* NULL: the folder's name */
  gboolean is_default;
} properties[] = {
  { "folder:FolderClass", "t:FolderClass", "IPF.Note", FALSE },
  { "folder:DisplayName", "t:DisplayName", NULL, TRUE },
  { "folder:TotalCount", "t:TotalCount", "0", TRUE },
  { "folder:ChildFolderCount", "t:ChildFolderCount", "0", TRUE },
  { "folder:UnreadCount", "t:UnreadCount", "0", TRUE },
};

static gboolean
is_asked_for (const xmlNode *shape, const char *field)
{
  const xmlNode *more = wire_xml_child (shape, SIM_NS_TYPES, "AdditionalProperties");

  for (const xmlNode *node = wire_xml_child (more, SIM_NS_TYPES, "FieldURI"); node != NULL;
       node = wire_xml_next (node, SIM_NS_TYPES, "FieldURI")) {
    g_autofree char *asked = wire_xml_attribute (node, "FieldURI");

    if (strcmp (asked, field) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
write_folder (const SimAsk *ask, WireXml *xml, int folder)
{
  const xmlNode *shape = wire_xml_child (ask->element, SIM_NS_MESSAGES, "FolderShape");
  g_autofree char *base = wire_xml_child_text (shape, SIM_NS_TYPES, "BaseShape");
  gboolean is_id_only = strcmp (base, "IdOnly") == 0;
  g_autofree char *id = make_id (ask->acting, folders[folder].id);

  wire_xml_open (xml, "m:Folders");
  wire_xml_open (xml, "t:Folder");
  wire_xml_open (xml, "t:FolderId");
  wire_xml_put (xml, "Id", id);
  wire_xml_put (xml, "ChangeKey", "AQAAAA==");
  wire_xml_close (xml);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if ((properties[i].is_default && !is_id_only) || is_asked_for (shape, properties[i].field))
      wire_xml_leaf (xml, properties[i].element,
                     properties[i].value != NULL ? properties[i].value : folders[folder].name);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

const char *
sim_ews_open_folder (const SimAsk *ask, const xmlNode *id, const char **ret_folder)
{
  int folder;
  const char *code = open_folder (ask, id, &folder);

  *ret_folder = code == NULL ? folders[folder].id : NULL;
  return code;
}

SimOutcome
sim_ews_get_folder (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *ids = wire_xml_child (ask->element, SIM_NS_MESSAGES, "FolderIds");

  if (wire_xml_first (ids) == NULL) {
    *ret_code = "ErrorSchemaValidation";
    return SIM_FAULT;
  }

  wire_xml_open (xml, "m:GetFolderResponse");
  wire_xml_open (xml, "m:ResponseMessages");
  for (const xmlNode *id = wire_xml_first (ids); id != NULL;
       id = xmlNextElementSibling ((xmlNode *) id)) {
    int folder;
    const char *code = open_folder (ask, id, &folder);

    wire_xml_open (xml, "m:GetFolderResponseMessage");
    wire_xml_put (xml, "ResponseClass", code == NULL ? "Success" : "Error");
    sim_soap_result (xml, code);
    if (code == NULL)
      write_folder (ask, xml, folder);
    else
      wire_xml_leaf (xml, "m:Folders", "");
    wire_xml_close (xml);
  }
  return SIM_DONE;
}

static void
write_entry (WireXml *xml, const char *key, const char *value)
{
  wire_xml_open (xml, "t:DictionaryEntry");
  wire_xml_open (xml, "t:DictionaryKey");
  wire_xml_leaf (xml, "t:Type", "String");
  wire_xml_leaf (xml, "t:Value", key);
  wire_xml_close (xml);
  wire_xml_open (xml, "t:DictionaryValue");
  wire_xml_leaf (xml, "t:Type", "String");
  wire_xml_leaf (xml, "t:Value", value);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

/* OWA.UserOptions in the root folder: where Exchange keeps the regional settings of a mailbox. */
SimOutcome
sim_ews_get_user_configuration (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *name = wire_xml_child (ask->element, SIM_NS_MESSAGES, "UserConfigurationName");
  g_autofree char *wanted = wire_xml_attribute (name, "Name");
  int folder;

  *ret_code = open_folder (ask, wire_xml_first (name), &folder);
  if (*ret_code != NULL)
    return SIM_REFUSED;
  if (strcmp (wanted, "OWA.UserOptions") != 0 || strcmp (folders[folder].id, "root") != 0) {
    *ret_code = "ErrorItemNotFound";
    return SIM_REFUSED;
  }

  wire_xml_open (xml, "m:GetUserConfigurationResponse");
  wire_xml_open (xml, "m:ResponseMessages");
  wire_xml_open (xml, "m:GetUserConfigurationResponseMessage");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  wire_xml_open (xml, "m:UserConfiguration");
  wire_xml_open (xml, "t:UserConfigurationName");
  wire_xml_put (xml, "Name", "OWA.UserOptions");
  wire_xml_open (xml, "t:DistinguishedFolderId");
  wire_xml_put (xml, "Id", "root");
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_open (xml, "t:Dictionary");
  write_entry (xml, "timezone", sim_world_zone (ask->world, ask->acting));
  write_entry (xml, "dateformat", "dd.MM.yyyy");
  return SIM_DONE;
}
