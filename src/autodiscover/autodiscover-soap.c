/* autodiscover-soap.c - GetUserSettings, the newer way to ask (Exchange 2010 and later)
 *
 * The header that names the version is RequestedServerVersion here, unlike in EWS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-answer.h"

#include "base-error.h"
#include "base-text.h"
#include "wire-soap.h"
#include "wire-xml-write.h"

#include <string.h>

#define NS "http://schemas.microsoft.com/exchange/2010/Autodiscover"
#define ACTION NS "/Autodiscover/GetUserSettings"
#define MOST_WORDS 300

static const char *const settings[] = { "InternalEwsUrl", "ExternalEwsUrl", "CasVersion",
                                        "AutoDiscoverSMTPAddress" };

GBytes *
autodiscover_soap_encode (const char *url, const char *address, GError **error)
{
  g_autoptr (WireXml) xml = wire_xml_new ();

  wire_xml_open (xml, "s:Envelope");
  wire_xml_put (xml, "xmlns:s", WIRE_NS_SOAP);
  wire_xml_put (xml, "xmlns:a", NS);
  wire_xml_put (xml, "xmlns:wsa", "http://www.w3.org/2005/08/addressing");
  wire_xml_open (xml, "s:Header");
  wire_xml_leaf (xml, "a:RequestedServerVersion", "Exchange2013_SP1");
  wire_xml_leaf (xml, "wsa:Action", ACTION);
  wire_xml_leaf (xml, "wsa:To", url);
  wire_xml_close (xml);
  wire_xml_open (xml, "s:Body");
  wire_xml_open (xml, "a:GetUserSettingsRequestMessage");
  wire_xml_open (xml, "a:Request");
  wire_xml_open (xml, "a:Users");
  wire_xml_open (xml, "a:User");
  wire_xml_leaf (xml, "a:Mailbox", address);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_open (xml, "a:RequestedSettings");
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    wire_xml_leaf (xml, "a:Setting", settings[i]);
  return wire_xml_finish (xml, error);
}

static void
take_setting (AutodiscoverAnswer *self, const xmlNode *setting, char **external)
{
  const struct
  {
    const char *name;
    char **where;
  } places[] = { { "InternalEwsUrl", &self->ews_url },
                 { "ExternalEwsUrl", external },
                 { "CasVersion", &self->version },
                 { "AutoDiscoverSMTPAddress", &self->address } };
  g_autofree char *name = wire_xml_child_text (setting, NS, "Name");
  g_autofree char *value = wire_xml_child_text (setting, NS, "Value");

  for (gsize i = 0; i < G_N_ELEMENTS (places) && value != NULL && *value != '\0'; i++)
    if (g_strcmp0 (name, places[i].name) == 0 && *places[i].where == NULL)
      *places[i].where = g_steal_pointer (&value);
}

/* Whoever manages an organisation is inside as a rule; the address for outside is better than none.
 */
static void
read_settings (AutodiscoverAnswer *self, const xmlNode *user)
{
  const xmlNode *list = wire_xml_child (user, NS, "UserSettings");
  g_autofree char *external = NULL;

  for (const xmlNode *s = wire_xml_child (list, NS, "UserSetting"); s != NULL;
       s = wire_xml_next (s, NS, "UserSetting"))
    take_setting (self, s, &external);
  if (self->ews_url == NULL)
    self->ews_url = g_steal_pointer (&external);
}

static const struct
{
  const char *code;
  AutodiscoverAnswerKind kind;
} kinds[] = {
  { "NoError", AUTODISCOVER_ANSWER_SETTINGS },
  { "RedirectAddress", AUTODISCOVER_ANSWER_REDIRECT_ADDRESS },
  { "RedirectUrl", AUTODISCOVER_ANSWER_REDIRECT_URL },
};

static AutodiscoverAnswerKind
kind_of (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].code, code) == 0)
      return kinds[i].kind;
  return AUTODISCOVER_ANSWER_NOTHING;
}

/* Of the server that answered, for those that do not know CasVersion. */
static char *
read_header_version (xmlDoc *reply)
{
  static const char *const names[] = { "MajorVersion", "MinorVersion", "MajorBuildNumber",
                                       "MinorBuildNumber" };
  const xmlNode *info = wire_xml_child (wire_soap_header (reply), NS, "ServerVersionInfo");
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *number = wire_xml_child_text (info, NS, names[i]);

    if (number == NULL || !g_ascii_string_to_unsigned (number, 10, 0, G_MAXUINT16, NULL, NULL))
      return NULL;
    g_string_append_printf (text, "%s%s", i > 0 ? "." : "", number);
  }
  return g_strdup (text->str);
}

static void
say (AutodiscoverAnswer *self, const char *code, const xmlNode *where)
{
  g_autofree char *message = wire_xml_child_text (where, NS, "ErrorMessage");
  g_autofree char *both = g_strdup_printf ("%s: %s", code, message != NULL ? message : "");

  self->words = base_text_for_display (both, MOST_WORDS);
}

static AutodiscoverAnswer *
read_user (xmlDoc *reply, const xmlNode *user, GError **error)
{
  g_autoptr (AutodiscoverAnswer) self = g_new0 (AutodiscoverAnswer, 1);
  g_autofree char *code = wire_xml_need_text (user, NS, "ErrorCode", error);

  if (code == NULL)
    return NULL;

  self->kind = kind_of (code);
  say (self, code, user);
  self->target = wire_xml_child_text (user, NS, "RedirectTarget");
  read_settings (self, user);
  if (self->version == NULL)
    self->version = read_header_version (reply);
  if (self->kind == AUTODISCOVER_ANSWER_SETTINGS && self->ews_url == NULL) {
    self->kind = AUTODISCOVER_ANSWER_NOTHING;
    g_clear_pointer (&self->words, g_free);
  }
  if (self->target == NULL && (self->kind == AUTODISCOVER_ANSWER_REDIRECT_ADDRESS ||
                               self->kind == AUTODISCOVER_ANSWER_REDIRECT_URL))
    self->kind = AUTODISCOVER_ANSWER_NOTHING;
  return g_steal_pointer (&self);
}

AutodiscoverAnswer *
autodiscover_soap_decode (xmlDoc *reply, GError **error)
{
  const xmlNode *body = wire_soap_body (reply, error);
  g_autoptr (WireSoapFault) fault = NULL;
  g_autofree char *code = NULL;
  const xmlNode *response;
  const xmlNode *user;

  if (body == NULL)
    return NULL;

  fault = wire_soap_fault (body);
  if (fault != NULL) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "fault %s: %s", fault->code, fault->words);
    return NULL;
  }
  response = wire_xml_need (body, NS, "Response", error);
  code = response != NULL ? wire_xml_need_text (response, NS, "ErrorCode", error) : NULL;
  if (code == NULL)
    return NULL;

  user = wire_xml_child (wire_xml_child (response, NS, "UserResponses"), NS, "UserResponse");
  if (user == NULL || kind_of (code) != AUTODISCOVER_ANSWER_SETTINGS) {
    AutodiscoverAnswer *self = g_new0 (AutodiscoverAnswer, 1);

    self->kind = AUTODISCOVER_ANSWER_NOTHING;
    say (self, code, response);
    return self;
  }
  return read_user (reply, user, error);
}
