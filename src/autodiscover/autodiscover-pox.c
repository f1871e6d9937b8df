/* autodiscover-pox.c - plain old XML, which every Exchange since 2007 answers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-answer.h"

#include "base-error.h"
#include "base-text.h"
#include "wire-xml-write.h"

#include <string.h>

#define NS_ASK "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"
#define NS_ANSWER "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"
#define NS_OUTLOOK "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"
#define MOST_WORDS 300

GBytes *
autodiscover_pox_encode (const char *address, GError **error)
{
  g_autoptr (WireXml) xml = wire_xml_new ();

  wire_xml_open (xml, "Autodiscover");
  wire_xml_put (xml, "xmlns", NS_ASK);
  wire_xml_open (xml, "Request");
  wire_xml_leaf (xml, "EMailAddress", address);
  wire_xml_leaf (xml, "AcceptableResponseSchema", NS_OUTLOOK);
  return wire_xml_finish (xml, error);
}

/* Structure version 4 bits, major 6, minor 6, a flag, build 15: "738180DA" is 14.1.218. (Microsoft,
 * "ServerVersion (POX)") */
static char *
read_version (const char *hex)
{
  guint64 bits;

  if (!g_ascii_string_to_unsigned (hex, 16, 1, G_MAXUINT32, &bits, NULL))
    return NULL;
  return g_strdup_printf ("%u.%u.%u", (guint) (bits >> 22) & 63, (guint) (bits >> 16) & 63,
                          (guint) bits & 0x7fff);
}

static char *
find_version (const xmlNode *account)
{
  for (const xmlNode *p = wire_xml_child (account, NS_OUTLOOK, "Protocol"); p != NULL;
       p = wire_xml_next (p, NS_OUTLOOK, "Protocol")) {
    g_autofree char *hex = wire_xml_child_text (p, NS_OUTLOOK, "ServerVersion");
    char *version = hex != NULL ? read_version (hex) : NULL;

    if (version != NULL)
      return version;
  }
  return NULL;
}

/* Inside first: EXCH; then EXPR, which is for outside; ASUrl is the older name of the same. */
static char *
find_url (const xmlNode *account)
{
  static const struct
  {
    const char *type;
    const char *name;
  } places[] = {
    { "EXCH", "EwsUrl" }, { "EXPR", "EwsUrl" }, { "EXHTTP", "EwsUrl" },
    { "EXCH", "ASUrl" },  { "EXPR", "ASUrl" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    for (const xmlNode *p = wire_xml_child (account, NS_OUTLOOK, "Protocol"); p != NULL;
         p = wire_xml_next (p, NS_OUTLOOK, "Protocol")) {
      g_autofree char *type = wire_xml_child_text (p, NS_OUTLOOK, "Type");
      g_autofree char *url = wire_xml_child_text (p, NS_OUTLOOK, places[i].name);

      if (g_strcmp0 (type, places[i].type) == 0 && url != NULL && *url != '\0')
        return g_steal_pointer (&url);
    }
  return NULL;
}

static AutodiscoverAnswer *
read_error (const xmlNode *response)
{
  AutodiscoverAnswer *self = g_new0 (AutodiscoverAnswer, 1);
  const xmlNode *where = wire_xml_child (response, NULL, "Error");
  g_autofree char *code = wire_xml_child_text (where, NULL, "ErrorCode");
  g_autofree char *message = wire_xml_child_text (where, NULL, "Message");
  g_autofree char *both =
      g_strdup_printf ("%s: %s", code != NULL ? code : "?", message != NULL ? message : "");

  self->kind = AUTODISCOVER_ANSWER_NOTHING;
  self->words = base_text_for_display (both, MOST_WORDS);
  return self;
}

static AutodiscoverAnswer *
read_account (const xmlNode *account, GError **error)
{
  g_autoptr (AutodiscoverAnswer) self = g_new0 (AutodiscoverAnswer, 1);
  g_autofree char *action = wire_xml_need_text (account, NS_OUTLOOK, "Action", error);

  if (action == NULL)
    return NULL;

  if (g_ascii_strcasecmp (action, "redirectAddr") == 0) {
    self->kind = AUTODISCOVER_ANSWER_REDIRECT_ADDRESS;
    self->target = wire_xml_need_text (account, NS_OUTLOOK, "RedirectAddr", error);
    return self->target != NULL ? g_steal_pointer (&self) : NULL;
  }
  if (g_ascii_strcasecmp (action, "redirectUrl") == 0) {
    self->kind = AUTODISCOVER_ANSWER_REDIRECT_URL;
    self->target = wire_xml_need_text (account, NS_OUTLOOK, "RedirectUrl", error);
    return self->target != NULL ? g_steal_pointer (&self) : NULL;
  }

  self->ews_url = find_url (account);
  self->version = find_version (account);
  self->kind = self->ews_url != NULL ? AUTODISCOVER_ANSWER_SETTINGS : AUTODISCOVER_ANSWER_NOTHING;
  return g_steal_pointer (&self);
}

AutodiscoverAnswer *
autodiscover_pox_decode (xmlDoc *reply, GError **error)
{
  const xmlNode *root = xmlDocGetRootElement (reply);
  AutodiscoverAnswer *self;
  const xmlNode *response;
  const xmlNode *account;

  if (!wire_xml_is (root, NS_ANSWER, "Autodiscover")) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer is not Autodiscover's");
    return NULL;
  }

  response = wire_xml_need (root, NULL, "Response", error);
  if (response == NULL)
    return NULL;
  if (wire_xml_child (response, NULL, "Error") != NULL)
    return read_error (response);

  account = wire_xml_need (response, NS_OUTLOOK, "Account", error);
  self = account != NULL ? read_account (account, error) : NULL;
  if (self != NULL)
    self->address = wire_xml_child_text (wire_xml_child (response, NS_OUTLOOK, "User"), NS_OUTLOOK,
                                         "AutoDiscoverSMTPAddress");
  return self;
}
