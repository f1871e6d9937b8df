/* sim-autodiscover.c - the service that tells where a mailbox's web service is
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-autodiscover.h"

#include "wire-soap.h"

#include <string.h>

#define NS_SOAP "http://schemas.microsoft.com/exchange/2010/Autodiscover"
#define NS_ANSWER "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"
#define NS_OUTLOOK "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"

#define SOAP_PATH "/autodiscover/autodiscover.svc"
#define PLAIN_PATH "/autodiscover/autodiscover.xml"

gboolean
sim_autodiscover_is_path (const char *path)
{
  return g_ascii_strcasecmp (path, SOAP_PATH) == 0 || g_ascii_strcasecmp (path, PLAIN_PATH) == 0;
}

static gboolean
is_soap (const char *path)
{
  return g_ascii_strcasecmp (path, SOAP_PATH) == 0;
}

/* The first element of that name anywhere in the document. */
static const xmlNode *
find (const xmlNode *node, const char *name)
{
  for (const xmlNode *n = node; n != NULL; n = n->next) {
    const xmlNode *below;

    if (n->type == XML_ELEMENT_NODE && strcmp ((const char *) n->name, name) == 0)
      return n;
    below = find (n->children, name);
    if (below != NULL)
      return below;
  }
  return NULL;
}

char *
sim_autodiscover_target (GBytes *request)
{
  g_autoptr (xmlDoc) doc =
      wire_xml_parse (g_bytes_get_data (request, NULL), g_bytes_get_size (request), NULL);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  const xmlNode *mailbox = root != NULL ? find (root, "Mailbox") : NULL;

  if (mailbox == NULL && root != NULL)
    mailbox = find (root, "EMailAddress");
  return mailbox != NULL ? g_strstrip (wire_xml_text (mailbox)) : g_strdup ("");
}

/* Down to a:Response, which is open. */
static WireXml *
begin_soap (const SimEdition *edition)
{
  WireXml *xml = wire_xml_new ();

  wire_xml_open (xml, "s:Envelope");
  wire_xml_put (xml, "xmlns:s", WIRE_NS_SOAP);
  if (edition != NULL) {
    g_autofree char *minor = g_strdup_printf ("%d", edition->minor);
    g_autofree char *major = g_strdup_printf ("%d", edition->major);

    wire_xml_open (xml, "s:Header");
    wire_xml_open (xml, "h:ServerVersionInfo");
    wire_xml_put (xml, "xmlns:h", NS_SOAP);
    wire_xml_leaf (xml, "h:MajorVersion", major);
    wire_xml_leaf (xml, "h:MinorVersion", minor);
    wire_xml_leaf (xml, "h:Version", edition->version);
    wire_xml_close (xml);
    wire_xml_close (xml);
  }
  wire_xml_open (xml, "s:Body");
  wire_xml_open (xml, "GetUserSettingsResponseMessage");
  wire_xml_put (xml, "xmlns", NS_SOAP);
  wire_xml_open (xml, "Response");
  wire_xml_leaf (xml, "ErrorCode", "NoError");
  wire_xml_leaf (xml, "ErrorMessage", "");
  wire_xml_open (xml, "UserResponses");
  wire_xml_open (xml, "UserResponse");
  return xml;
}

static void
write_user_error (WireXml *xml, const char *code, const char *words, const char *target)
{
  wire_xml_leaf (xml, "ErrorCode", code);
  wire_xml_leaf (xml, "ErrorMessage", words);
  wire_xml_leaf (xml, "RedirectTarget", target);
}

static void
write_setting (WireXml *xml, const char *name, const char *value)
{
  wire_xml_open (xml, "UserSetting");
  wire_xml_put (xml, "i:type", "StringSetting");
  wire_xml_put (xml, "xmlns:i", "http://www.w3.org/2001/XMLSchema-instance");
  wire_xml_leaf (xml, "Name", name);
  wire_xml_leaf (xml, "Value", value);
  wire_xml_close (xml);
}

static GBytes *
answer_soap (SimWorld *world, const char *ews_url, guint person)
{
  g_autoptr (WireXml) xml = begin_soap (world->edition);
  g_autofree char *version =
      g_strdup_printf ("%d.%d.%d.%d", world->edition->major, world->edition->minor,
                       world->edition->build, world->edition->revision);

  if (person == SIM_NOBODY) {
    write_user_error (xml, "InvalidUser", "Invalid user.", NULL);
    return wire_xml_finish (xml, NULL);
  }

  write_user_error (xml, "NoError", "No error.", NULL);
  wire_xml_leaf (xml, "UserSettingErrors", "");
  wire_xml_open (xml, "UserSettings");
  write_setting (xml, "InternalEwsUrl", ews_url);
  write_setting (xml, "CasVersion", version);
  write_setting (xml, "AutoDiscoverSMTPAddress", sim_people_address (world->people, person));
  return wire_xml_finish (xml, NULL);
}

/* Structure 7, six bits of the major and of the minor version, a bit that is set, fifteen of the
 * build (Microsoft, "ServerVersion (POX)"). */
static void
write_protocol (WireXml *xml, const SimEdition *edition, const char *type, const char *ews_url)
{
  guint32 bits = 7u << 28 | (guint32) edition->major << 22 | (guint32) edition->minor << 16 |
                 1u << 15 | (guint32) edition->build;
  g_autofree char *version = g_strdup_printf ("%08X", bits);

  wire_xml_open (xml, "Protocol");
  wire_xml_leaf (xml, "Type", type);
  wire_xml_leaf (xml, "ServerVersion", version);
  wire_xml_leaf (xml, "EwsUrl", ews_url);
  wire_xml_leaf (xml, "ASUrl", ews_url);
  wire_xml_close (xml);
}

static WireXml *
begin_plain (void)
{
  WireXml *xml = wire_xml_new ();

  wire_xml_open (xml, "Autodiscover");
  wire_xml_put (xml, "xmlns", NS_ANSWER);
  wire_xml_open (xml, "Response");
  return xml;
}

static GBytes *
answer_plain (SimWorld *world, const char *ews_url, guint person)
{
  g_autoptr (WireXml) xml = begin_plain ();
  g_autofree char *name = NULL;

  if (person == SIM_NOBODY) {
    wire_xml_open (xml, "Error");
    wire_xml_put (xml, "Time", "10:00:00.0000000");
    wire_xml_put (xml, "Id", "1");
    wire_xml_leaf (xml, "ErrorCode", "500");
    wire_xml_leaf (xml, "Message", "The email address can't be found.");
    return wire_xml_finish (xml, NULL);
  }

  name = sim_people_name (world->people, person);
  wire_xml_put (xml, "xmlns", NS_OUTLOOK);
  wire_xml_open (xml, "User");
  wire_xml_leaf (xml, "DisplayName", name);
  wire_xml_leaf (xml, "AutoDiscoverSMTPAddress", sim_people_address (world->people, person));
  wire_xml_close (xml);
  wire_xml_open (xml, "Account");
  wire_xml_leaf (xml, "AccountType", "email");
  wire_xml_leaf (xml, "Action", "settings");
  write_protocol (xml, world->edition, "EXCH", ews_url);
  write_protocol (xml, world->edition, "EXPR", ews_url);
  return wire_xml_finish (xml, NULL);
}

SimAnswer
sim_autodiscover_answer (SimWorld *world, const char *base, const char *path, GBytes *request)
{
  g_autofree char *address = sim_autodiscover_target (request);
  g_autofree char *ews_url = g_strconcat (base, "/EWS/Exchange.asmx", NULL);
  guint person = sim_people_find (world->people, address);

  if (person == SIM_NOBODY)
    person = sim_people_find_secondary (world->people, address);
  return (SimAnswer){ .status = 200,
                      .body = is_soap (path) ? answer_soap (world, ews_url, person)
                                             : answer_plain (world, ews_url, person) };
}

SimAnswer
sim_autodiscover_redirect (const char *path, gboolean is_address, const char *target)
{
  g_autoptr (WireXml) xml = is_soap (path) ? begin_soap (NULL) : begin_plain ();

  if (is_soap (path)) {
    write_user_error (xml, is_address ? "RedirectAddress" : "RedirectUrl", "Redirection.", target);
  } else {
    wire_xml_put (xml, "xmlns", NS_OUTLOOK);
    wire_xml_open (xml, "Account");
    wire_xml_leaf (xml, "AccountType", "email");
    wire_xml_leaf (xml, "Action", is_address ? "redirectAddr" : "redirectUrl");
    wire_xml_leaf (xml, is_address ? "RedirectAddr" : "RedirectUrl", target);
  }
  return (SimAnswer){ .status = 200, .body = wire_xml_finish (xml, NULL) };
}
