/* powershell-envelope.c - requests of WS-Management and their answers
 *
 * Prefixes differ between servers, so answers are read by namespace only.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-envelope.h"

#include "powershell-base64.h"
#include "wire-xml-read.h"
#include "wire-xml-write.h"

#include <string.h>

#define NS_SOAP "http://www.w3.org/2003/05/soap-envelope"
#define NS_ADDRESSING "http://schemas.xmlsoap.org/ws/2004/08/addressing"
#define NS_TRANSFER "http://schemas.xmlsoap.org/ws/2004/09/transfer"
#define NS_WSMAN "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
#define NS_MICROSOFT "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"
#define NS_SHELL "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
#define NS_POWERSHELL "http://schemas.microsoft.com/powershell"

#define MOST_ENVELOPE "153600"
#define MOST_ID_CHARS 128
#define IDLE_TIME "PT900S" /* how long the server keeps what we did not delete */

const char *const powershell_action_names[] = { "Create",    "Command", "Send",  "Receive",
                                                "Terminate", "Stop",    "Delete" };

static const char *const actions[] = { NS_TRANSFER "/Create", NS_SHELL "/Command",
                                       NS_SHELL "/Send",      NS_SHELL "/Receive",
                                       NS_SHELL "/Signal",    NS_SHELL "/Signal",
                                       NS_TRANSFER "/Delete" };

static void
write_must (WireXml *xml, const char *name, const char *must, const char *text)
{
  wire_xml_open (xml, name);
  wire_xml_put (xml, "s:mustUnderstand", must);
  wire_xml_chars (xml, text);
  wire_xml_close (xml);
}

/* In English whatever the computer speaks, so that the server's words are always the same. */
static void
write_locale (WireXml *xml, const char *name)
{
  wire_xml_open (xml, name);
  wire_xml_put (xml, "s:mustUnderstand", "false");
  wire_xml_put (xml, "xml:lang", "en-US");
  wire_xml_close (xml);
}

static void
write_option (WireXml *xml, const char *name, const char *value, const char *must)
{
  wire_xml_open (xml, "wsman:OptionSet");
  wire_xml_put (xml, "s:mustUnderstand", "true");
  wire_xml_open (xml, "wsman:Option");
  wire_xml_put (xml, "Name", name);
  wire_xml_put (xml, "MustComply", must);
  wire_xml_chars (xml, value);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static void
write_options (WireXml *xml, const PowershellAsk *ask)
{
  if (ask->action == POWERSHELL_CREATE)
    write_option (xml, "protocolversion", "2.3", "true");
  else if (ask->action == POWERSHELL_COMMAND)
    write_option (xml, "WINRS_SKIP_CMD_SHELL", "False", NULL);
  else if (ask->action == POWERSHELL_RECEIVE && ask->command_id == NULL)
    write_option (xml, "WSMAN_CMDSHELL_OPTION_KEEPALIVE", "True", NULL);
}

static void
write_header (WireXml *xml, const PowershellAsk *ask)
{
  g_autofree char *message = g_strconcat ("uuid:", ask->message_id, NULL);
  g_autofree char *session = g_strconcat ("uuid:", ask->session_id, NULL);
  g_autofree char *timeout = g_strdup_printf ("PT%dS", POWERSHELL_OPERATION_S);

  wire_xml_open (xml, "s:Header");
  write_must (xml, "wsa:Action", "true", actions[ask->action]);
  write_locale (xml, "wsmv:DataLocale");
  write_locale (xml, "wsman:Locale");
  write_must (xml, "wsman:MaxEnvelopeSize", "true", MOST_ENVELOPE);
  wire_xml_leaf (xml, "wsa:MessageID", message);
  wire_xml_leaf (xml, "wsman:OperationTimeout", timeout);
  wire_xml_open (xml, "wsa:ReplyTo");
  write_must (xml, "wsa:Address", "true", NS_ADDRESSING "/role/anonymous");
  wire_xml_close (xml);
  write_must (xml, "wsman:ResourceURI", "true", POWERSHELL_RESOURCE);
  write_must (xml, "wsmv:SessionId", "false", session);
  wire_xml_leaf (xml, "wsa:To", ask->url);
  write_options (xml, ask);
  if (ask->action != POWERSHELL_CREATE) {
    wire_xml_open (xml, "wsman:SelectorSet");
    wire_xml_open (xml, "wsman:Selector");
    wire_xml_put (xml, "Name", "ShellId");
    wire_xml_chars (xml, ask->shell_id);
    wire_xml_close (xml);
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
}

static void
write_create (WireXml *xml, const PowershellAsk *ask, const char *payload)
{
  wire_xml_open (xml, "rsp:Shell");
  wire_xml_put (xml, "ShellId", ask->shell_id);
  wire_xml_leaf (xml, "rsp:InputStreams", "stdin pr");
  wire_xml_leaf (xml, "rsp:OutputStreams", "stdout");
  wire_xml_leaf (xml, "rsp:IdleTimeOut", IDLE_TIME);
  wire_xml_open (xml, "creationXml");
  wire_xml_put (xml, "xmlns", NS_POWERSHELL);
  wire_xml_chars (xml, payload);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static void
write_body (WireXml *xml, const PowershellAsk *ask, const char *payload)
{
  static const char terminate[] = NS_SHELL "/signal/Terminate";

  switch (ask->action) {
  case POWERSHELL_CREATE:
    write_create (xml, ask, payload);
    break;
  case POWERSHELL_COMMAND:
    wire_xml_open (xml, "rsp:CommandLine");
    wire_xml_put (xml, "CommandId", ask->command_id);
    wire_xml_leaf (xml, "rsp:Command", "");
    wire_xml_leaf (xml, "rsp:Arguments", payload);
    wire_xml_close (xml);
    break;
  case POWERSHELL_SEND:
    wire_xml_open (xml, "rsp:Send");
    wire_xml_open (xml, "rsp:Stream");
    wire_xml_put (xml, "Name", "stdin");
    wire_xml_put (xml, "CommandId", ask->command_id);
    wire_xml_chars (xml, payload);
    wire_xml_close (xml);
    wire_xml_close (xml);
    break;
  case POWERSHELL_RECEIVE:
    wire_xml_open (xml, "rsp:Receive");
    wire_xml_open (xml, "rsp:DesiredStream");
    wire_xml_put (xml, "CommandId", ask->command_id);
    wire_xml_chars (xml, "stdout");
    wire_xml_close (xml);
    wire_xml_close (xml);
    break;
  case POWERSHELL_TERMINATE:
  case POWERSHELL_STOP:
    wire_xml_open (xml, "rsp:Signal");
    wire_xml_put (xml, "CommandId", ask->command_id);
    wire_xml_leaf (xml, "rsp:Code",
                   ask->action == POWERSHELL_STOP ? "powershell/signal/ctrl_c" : terminate);
    wire_xml_close (xml);
    break;
  case POWERSHELL_DELETE:
    break;
  }
}

GBytes *
powershell_ask_encode (const PowershellAsk *ask, GError **error)
{
  g_autoptr (WireXml) xml = wire_xml_new ();
  g_autofree char *payload =
      ask->payload != NULL
          ? g_base64_encode (g_bytes_get_data (ask->payload, NULL), g_bytes_get_size (ask->payload))
          : NULL;

  wire_xml_open (xml, "s:Envelope");
  wire_xml_put (xml, "xmlns:s", NS_SOAP);
  wire_xml_put (xml, "xmlns:wsa", NS_ADDRESSING);
  wire_xml_put (xml, "xmlns:wsman", NS_WSMAN);
  wire_xml_put (xml, "xmlns:wsmv", NS_MICROSOFT);
  wire_xml_put (xml, "xmlns:rsp", NS_SHELL);
  write_header (xml, ask);
  wire_xml_open (xml, "s:Body");
  write_body (xml, ask, payload);
  return wire_xml_finish (xml, error);
}

void
powershell_answer_clear (PowershellAnswer *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
}

static gboolean
check_relation (const xmlNode *envelope, const PowershellAsk *ask, GError **error)
{
  const xmlNode *header = wire_xml_child (envelope, NS_SOAP, "Header");
  g_autofree char *relates = wire_xml_child_text (header, NS_ADDRESSING, "RelatesTo");
  const char *id =
      relates != NULL && g_ascii_strncasecmp (relates, "uuid:", 5) == 0 ? relates + 5 : relates;

  if (id != NULL && g_ascii_strcasecmp (id, ask->message_id) == 0)
    return TRUE;

  powershell_error_set_answer (error, "an answer to another request");
  return FALSE;
}

/* An identifier that goes into our next requests. */
static char *
check_id (char *text, GError **error)
{
  g_autofree char *id = text;

  if (id != NULL && *id != '\0' && strlen (id) <= MOST_ID_CHARS)
    return g_steal_pointer (&id);

  powershell_error_set_answer (error, "an answer without a usable identifier");
  return NULL;
}

static gboolean
decode_created (const xmlNode *body, PowershellAnswer *ret, GError **error)
{
  const xmlNode *created = wire_xml_need (body, NS_TRANSFER, "ResourceCreated", error);
  const xmlNode *parameters = wire_xml_child (created, NS_ADDRESSING, "ReferenceParameters");
  const xmlNode *set = wire_xml_child (parameters, NS_WSMAN, "SelectorSet");
  g_autofree char *id = NULL;

  if (created == NULL)
    return FALSE;

  for (const xmlNode *selector = wire_xml_child (set, NS_WSMAN, "Selector");
       selector != NULL && id == NULL; selector = wire_xml_next (selector, NS_WSMAN, "Selector")) {
    g_autofree char *name = wire_xml_attribute (selector, "Name");

    if (g_strcmp0 (name, "ShellId") == 0)
      id = g_strstrip (wire_xml_text (selector));
  }
  ret->id = check_id (g_steal_pointer (&id), error);
  return ret->id != NULL;
}

static gboolean
decode_command (const xmlNode *body, PowershellAnswer *ret, GError **error)
{
  const xmlNode *response = wire_xml_need (body, NS_SHELL, "CommandResponse", error);

  if (response == NULL)
    return FALSE;

  ret->id = check_id (wire_xml_child_text (response, NS_SHELL, "CommandId"), error);
  return ret->id != NULL;
}

static gboolean
decode_received (const xmlNode *body, PowershellAnswer *ret, GError **error)
{
  const xmlNode *response = wire_xml_need (body, NS_SHELL, "ReceiveResponse", error);
  const xmlNode *state = wire_xml_child (response, NS_SHELL, "CommandState");
  g_autofree char *word = state != NULL ? wire_xml_attribute (state, "State") : NULL;

  if (response == NULL)
    return FALSE;

  for (const xmlNode *stream = wire_xml_child (response, NS_SHELL, "Stream"); stream != NULL;
       stream = wire_xml_next (stream, NS_SHELL, "Stream")) {
    g_autofree char *name = wire_xml_attribute (stream, "Name");
    g_autofree char *text = wire_xml_text (stream);
    GBytes *piece;

    if (g_strcmp0 (name, "stdout") != 0)
      continue;
    piece = powershell_base64_decode (text, "a stream", error);
    if (piece == NULL)
      return FALSE;
    g_ptr_array_add (ret->pieces, piece);
  }
  ret->is_done = word != NULL && g_str_has_suffix (word, "/CommandState/Done");
  return TRUE;
}

static gboolean
decode_body (const xmlNode *body, const PowershellAsk *ask, PowershellAnswer *ret, GError **error)
{
  switch (ask->action) {
  case POWERSHELL_CREATE:
    return decode_created (body, ret, error);
  case POWERSHELL_COMMAND:
    return decode_command (body, ret, error);
  case POWERSHELL_RECEIVE:
    return decode_received (body, ret, error);
  case POWERSHELL_SEND:
    return wire_xml_need (body, NS_SHELL, "SendResponse", error) != NULL;
  case POWERSHELL_TERMINATE:
  case POWERSHELL_STOP:
    return wire_xml_need (body, NS_SHELL, "SignalResponse", error) != NULL;
  case POWERSHELL_DELETE:
    return TRUE;
  }
  return TRUE;
}

gboolean
powershell_answer_decode (const PowershellAsk *ask, GBytes *body, const PowershellOrigin *origin,
                          PowershellAnswer *ret, GError **error)
{
  gsize size;
  const char *bytes = g_bytes_get_data (body, &size);
  g_autoptr (GError) why = NULL;
  g_autoptr (xmlDoc) doc = wire_xml_parse (bytes, size, &why);
  g_auto (PowershellAnswer)
      answer = { .pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref) };
  const xmlNode *envelope = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  const xmlNode *inner = wire_xml_child (envelope, NS_SOAP, "Body");
  const xmlNode *fault = wire_xml_child (inner, NS_SOAP, "Fault");

  if (inner == NULL || !wire_xml_is (envelope, NS_SOAP, "Envelope")) {
    powershell_error_set_answer (error, "the answer is no SOAP envelope%s%s",
                                 why != NULL ? ": " : "", why != NULL ? why->message : "");
    return FALSE;
  }
  /* A front end that refuses a request may not have read its identifier. */
  if (fault != NULL) {
    powershell_fault_set (fault, origin, error);
    return FALSE;
  }
  if (!check_relation (envelope, ask, error))
    return FALSE;
  if (!decode_body (inner, ask, &answer, &why)) {
    powershell_error_set_answer (error, "%s", why->message);
    return FALSE;
  }
  answer.request_id = g_strdup (origin->request_id);
  *ret = answer;
  memset (&answer, 0, sizeof answer);
  return TRUE;
}
