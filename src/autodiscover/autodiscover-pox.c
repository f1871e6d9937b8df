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
  self->kind = self->ews_url != NULL ? AUTODISCOVER_ANSWER_SETTINGS : AUTODISCOVER_ANSWER_NOTHING;
  if (self->ews_url == NULL)
    self->words = g_strdup ("the answer names no address of the web service");
  return g_steal_pointer (&self);
}

AutodiscoverAnswer *
autodiscover_pox_decode (xmlDoc *reply, GError **error)
{
  const xmlNode *root = xmlDocGetRootElement (reply);
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
  return account != NULL ? read_account (account, error) : NULL;
}
