/* sim-powershell-envelope.c - requests and answers of WS-Management
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell-envelope.h"

#include "wire-xml-read.h"

#include <string.h>

#define NS_S "http://www.w3.org/2003/05/soap-envelope"
#define NS_A "http://schemas.xmlsoap.org/ws/2004/08/addressing"
#define NS_W "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
#define NS_P "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"
#define NS_X "http://schemas.xmlsoap.org/ws/2004/09/transfer"
#define NS_R "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
#define NS_F "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault"
#define RESOURCE "http://schemas.microsoft.com/powershell/Microsoft.Exchange"

#define BAD_HEADER "2150858767"
#define NO_RESOURCE "2150858811"
#define BAD_SCHEMA "2150858817"

const char *const sim_shell_action_names[] = { "powershell-create", "powershell-command",
                                               "powershell-send",   "powershell-receive",
                                               "powershell-signal", "powershell-delete" };

static const char *const uris[] = { NS_X "/Create",  NS_R "/Command", NS_R "/Send",
                                    NS_R "/Receive", NS_R "/Signal",  NS_X "/Delete" };

void
sim_shell_ask_clear (SimShellAsk *self)
{
  g_clear_pointer (&self->message_id, g_free);
  g_clear_pointer (&self->shell_id, g_free);
  g_clear_pointer (&self->command_id, g_free);
  g_clear_pointer (&self->payload, g_free);
}

static char *
find_selector (const xmlNode *header)
{
  const xmlNode *selector =
      wire_xml_child (wire_xml_child (header, NS_W, "SelectorSet"), NS_W, "Selector");
  g_autofree char *name = selector != NULL ? wire_xml_attribute (selector, "Name") : NULL;

  return g_strcmp0 (name, "ShellId") == 0 ? wire_xml_text (selector) : NULL;
}

/* The header's part. */
static const char *
read_header (const xmlNode *header, SimShellAsk *ret)
{
  g_autofree char *action = wire_xml_child_text (header, NS_A, "Action");
  g_autofree char *resource = wire_xml_child_text (header, NS_W, "ResourceURI");
  g_autofree char *reply_to =
      wire_xml_child_text (wire_xml_child (header, NS_A, "ReplyTo"), NS_A, "Address");
  g_autofree char *size = wire_xml_child_text (header, NS_W, "MaxEnvelopeSize");
  g_autofree char *timeout = wire_xml_child_text (header, NS_W, "OperationTimeout");
  gboolean is_known = FALSE;

  ret->message_id = wire_xml_child_text (header, NS_A, "MessageID");
  ret->shell_id = find_selector (header);
  for (guint i = 0; i < G_N_ELEMENTS (uris) && !is_known; i++)
    if (g_strcmp0 (action, uris[i]) == 0) {
      ret->action = (SimShellAction) i;
      is_known = TRUE;
    }
  if (!is_known || ret->message_id == NULL || reply_to == NULL || size == NULL || timeout == NULL ||
      !g_str_has_prefix (timeout, "PT"))
    return BAD_HEADER;
  return g_strcmp0 (resource, RESOURCE) == 0 ? NULL : NO_RESOURCE;
}

static void
take_payload (SimShellAsk *ret, const xmlNode *node)
{
  g_autofree char *text = node != NULL ? g_strstrip (wire_xml_text (node)) : NULL;

  if (text != NULL)
    ret->payload = g_base64_decode (text, &ret->size);
}

static const char *
read_body (const xmlNode *body, SimShellAsk *ret)
{
  static const char *const elements[] = {
    "Shell", "CommandLine", "Send", "Receive", "Signal", NULL
  };
  static const char *const inner[] = { NULL, "Arguments", "Stream", "DesiredStream", "Code", NULL };
  const xmlNode *element =
      ret->action != SIM_SHELL_DELETE ? wire_xml_child (body, NS_R, elements[ret->action]) : NULL;
  const xmlNode *part = NULL;

  if (ret->action == SIM_SHELL_DELETE)
    return wire_xml_first (body) == NULL ? NULL : BAD_SCHEMA;
  if (element == NULL)
    return BAD_SCHEMA;

  if (ret->action == SIM_SHELL_CREATE) {
    g_clear_pointer (&ret->shell_id, g_free);
    ret->shell_id = wire_xml_attribute (element, "ShellId");
    part = wire_xml_child (element, "http://schemas.microsoft.com/powershell", "creationXml");
  } else
    part = wire_xml_child (element, NS_R, inner[ret->action]);
  if (part == NULL || ret->shell_id == NULL)
    return BAD_SCHEMA;

  ret->command_id = wire_xml_attribute (
      ret->action == SIM_SHELL_SEND || ret->action == SIM_SHELL_RECEIVE ? part : element,
      "CommandId");
  if (ret->action == SIM_SHELL_CREATE || ret->action == SIM_SHELL_COMMAND ||
      ret->action == SIM_SHELL_SEND)
    take_payload (ret, part);
  return NULL;
}

const char *
sim_shell_ask_parse (GBytes *body, SimShellAsk *ret)
{
  gsize size;
  const char *bytes = g_bytes_get_data (body, &size);
  g_autoptr (xmlDoc) doc = wire_xml_parse (bytes, size, NULL);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  const xmlNode *header = wire_xml_child (root, NS_S, "Header");
  const char *code;

  if (header == NULL)
    return BAD_SCHEMA;

  code = read_header (header, ret);
  return code != NULL ? code : read_body (wire_xml_child (root, NS_S, "Body"), ret);
}

/* With other prefixes than the client's. */
static GBytes *
wrap (const SimShellAsk *ask, const char *action, const char *inner)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *relates =
      g_markup_escape_text (ask->message_id != NULL ? ask->message_id : "", -1);
  char *text = g_strdup_printf (
      "<s:Envelope xml:lang=\"en-US\" xmlns:s=\"" NS_S "\" xmlns:a=\"" NS_A "\" xmlns:x=\"" NS_X
      "\" xmlns:w=\"" NS_W "\" xmlns:p=\"" NS_P "\" xmlns:r=\"" NS_R
      "\"><s:Header><a:Action>%s</a:Action><a:MessageID>uuid:%s</a:MessageID>"
      "<a:To>" NS_A "/role/anonymous</a:To><a:RelatesTo>%s</a:RelatesTo></s:Header><s:Body>%s</"
      "s:Body></s:Envelope>",
      action, id, relates, inner);

  return g_bytes_new_take (text, strlen (text));
}

GBytes *
sim_shell_answer (const SimShellAsk *ask, const char *inner)
{
  g_autofree char *action = g_strconcat (uris[ask->action], "Response", NULL);

  return wrap (ask, action, inner);
}

static const struct
{
  const char *code;
  const char *words;
} words[] = {
  { "5", "Access is denied." },
  { "2150858793", "The WS-Management service cannot complete the operation within the time "
                  "specified in OperationTimeout." },
  { "2150858843", "The request for the Windows Remote Shell with ShellId failed because the shell "
                  "was not found on the "
                  "server. Possible causes are: the specified ShellId is incorrect or the shell no "
                  "longer exists on the "
                  "server." },
  { NO_RESOURCE, "The WS-Management service cannot process the request. The service cannot find "
                 "the resource identified "
                 "by the resource URI and selectors." },
  { BAD_HEADER,
    "The WS-Management service cannot process the request because a SOAP header is invalid." },
  { BAD_SCHEMA,
    "The SOAP XML in the message does not match the corresponding XML schema definition." },
  { "shells",
    "The WS-Management service cannot process the request. This user has exceeded the maximum "
    "number of "
    "concurrent shells, which is 18. Close existing shells or raise the quota for this user." },
  { "quota", "The WS-Management service cannot process the request. The system load quota of 1000 "
             "requests per 2 seconds "
             "has been exceeded. Send future requests at a slower rate or raise the system quota. "
             "The next request from "
             "this user will not be approved for at least 2000 milliseconds." },
};

GBytes *
sim_shell_fault (const SimShellAsk *ask, const char *code)
{
  const char *said = "The request failed.";
  g_autofree char *inner = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].code, code) == 0)
      said = words[i].words;

  inner = g_strdup_printf (
      "<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>w:InternalError</s:Value>"
      "</s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en-US\">%s</s:Text></s:Reason><s:Detail>"
      "<f:WSManFault xmlns:f=\"" NS_F "\" Code=\"%s\" Machine=\"sim-fe01.corp.example\"><f:Message>"
      "<f:ProviderFault><f:WSManFault Code=\"%s\"><f:Message>%s</f:Message></f:WSManFault>"
      "</f:ProviderFault></f:Message></f:WSManFault></s:Detail></s:Fault>",
      said, g_ascii_isdigit (*code) ? code : "2150859174",
      g_ascii_isdigit (*code) ? code : "2150859174", said);
  return wrap (ask, "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault", inner);
}
