/* sim-ews.c - from a request to its answer: which operation, is it allowed, what went wrong
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"

#include "wire-xml-read.h"

#include <string.h>

/* Where an operation has its errors. */
typedef enum
{
  LAYOUT_OWN,    /* <m:XResponse><m:ResponseMessage ResponseClass> */
  LAYOUT_LISTED, /* <m:XResponse><m:ResponseMessages><m:XResponseMessage ResponseClass> */
  LAYOUT_DIRECT  /* <m:XResponse ResponseClass> */
} Layout;

typedef struct
{
  const char *request;
  const char *since;
  SimOutcome (*answer) (SimAsk *ask, WireXml *xml, const char **ret_code);
  Layout layout;
  const char *response;
  const char *message; /* LISTED */
  const char *empty;   /* what the schema wants even beside an error; NULL: nothing */
} Operation;

static const Operation operations[] = {
  { "GetUserOofSettingsRequest", "Exchange2007", sim_ews_get_oof, LAYOUT_OWN,
    "m:GetUserOofSettingsResponse", NULL },
  { "SetUserOofSettingsRequest", "Exchange2007", sim_ews_set_oof, LAYOUT_OWN,
    "m:SetUserOofSettingsResponse", NULL },
  { "GetFolder", "Exchange2007", sim_ews_get_folder, LAYOUT_LISTED, "m:GetFolderResponse",
    "m:GetFolderResponseMessage" },
  { "ResolveNames", "Exchange2007", sim_ews_resolve_names, LAYOUT_LISTED, "m:ResolveNamesResponse",
    "m:ResolveNamesResponseMessage" },
  { "GetMailTips", "Exchange2010", sim_ews_get_mail_tips, LAYOUT_DIRECT, "m:GetMailTipsResponse",
    NULL },
  { "GetServerTimeZones", "Exchange2010", sim_ews_get_server_time_zones, LAYOUT_LISTED,
    "m:GetServerTimeZonesResponse", "m:GetServerTimeZonesResponseMessage",
    "m:TimeZoneDefinitions" },
  { "GetUserConfiguration", "Exchange2010", sim_ews_get_user_configuration, LAYOUT_LISTED,
    "m:GetUserConfigurationResponse", "m:GetUserConfigurationResponseMessage" },
  { "GetUserAvailabilityRequest", "Exchange2007", sim_ews_get_user_availability, LAYOUT_OWN,
    "m:GetUserAvailabilityResponse", NULL },
  { "GetInboxRules", "Exchange2010_SP1", sim_ews_get_inbox_rules, LAYOUT_DIRECT,
    "m:GetInboxRulesResponse", NULL },
  { "UpdateInboxRules", "Exchange2010_SP1", sim_ews_update_inbox_rules, LAYOUT_DIRECT,
    "m:UpdateInboxRulesResponse", NULL },
  { "FindItem", "Exchange2007", sim_ews_find_item, LAYOUT_LISTED, "m:FindItemResponse",
    "m:FindItemResponseMessage" },
  { "GetItem", "Exchange2007", sim_ews_get_item, LAYOUT_LISTED, "m:GetItemResponse",
    "m:GetItemResponseMessage", "m:Items" },
  { "CreateItem", "Exchange2007", sim_ews_create_item, LAYOUT_LISTED, "m:CreateItemResponse",
    "m:CreateItemResponseMessage", "m:Items" },
  { "DeleteItem", "Exchange2007", sim_ews_delete_item, LAYOUT_LISTED, "m:DeleteItemResponse",
    "m:DeleteItemResponseMessage" },
  { "FindPeople", "Exchange2013", sim_ews_find_people, LAYOUT_DIRECT, "m:FindPeopleResponse",
    NULL },
};

void
sim_answer_clear (SimAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
}

static const Operation *
find_operation (const SimAsk *ask)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (wire_xml_is (ask->element, SIM_NS_MESSAGES, operations[i].request))
      return &operations[i];
  return NULL;
}

const char *
sim_ews_name (const SimAsk *ask)
{
  return find_operation (ask) != NULL ? ask->operation : "other";
}

SimAnswer
sim_ews_fault (const SimAsk *ask, const char *code, const SimFaultFacts *facts)
{
  return (SimAnswer){ 500, sim_soap_fault (ask->world->edition, code, facts), code };
}

SimAnswer
sim_ews_refuse (const SimAsk *ask, const char *code)
{
  const Operation *operation = find_operation (ask);
  g_autoptr (WireXml) xml = sim_soap_begin (ask->world->edition);

  if (operation == NULL)
    return sim_ews_fault (ask, code, NULL);

  wire_xml_open (xml, operation->response);
  if (operation->layout == LAYOUT_LISTED) {
    wire_xml_open (xml, "m:ResponseMessages");
    wire_xml_open (xml, operation->message);
  }
  if (operation->layout == LAYOUT_OWN)
    wire_xml_open (xml, "m:ResponseMessage");
  wire_xml_put (xml, "ResponseClass", "Error");
  sim_soap_result (xml, code);
  if (operation->empty != NULL)
    wire_xml_leaf (xml, operation->empty, "");
  return (SimAnswer){ 200, wire_xml_finish (xml, NULL), code };
}

/* What the parser could not make an envelope of. */
static SimAnswer
answer_no_envelope (const SimAsk *ask)
{
  static const SimFaultFacts facts = { .words = "The SOAP envelope is not of version 1.1." };
  static const char bad[] =
      "<html><head><title>Bad Request</title></head><body>HTTP Error 400. The "
      "request is badly formed.</body></html>";

  if (ask->doc == NULL)
    return (SimAnswer){ 400, g_bytes_new_static (bad, strlen (bad)), "400" };
  return sim_ews_fault (ask, "ErrorInvalidRequest", &facts);
}

static SimAnswer
answer_violation (const SimAsk *ask, const char *violation)
{
  g_autofree char *words = g_strconcat ("The request failed schema validation: ", violation, NULL);
  const SimFaultFacts facts = { .words = words,
                                .violation = violation,
                                .line = ask->element->line };

  return sim_ews_fault (ask, "ErrorSchemaValidation", &facts);
}

/* In the schema of the version that was asked for, and in the server's own. */
static gboolean
is_known (const SimAsk *ask, const Operation *operation)
{
  if (operation == NULL)
    return FALSE;
  if (operation->answer == sim_ews_find_people && !ask->world->edition->has_find_people)
    return FALSE;
  return sim_ask_rank (operation->since) <= ask->version;
}

static char *
find_violation (const SimAsk *ask, const Operation *operation)
{
  if (!is_known (ask, operation))
    return g_strdup_printf ("The element 'Body' in namespace "
                            "'http://schemas.xmlsoap.org/soap/envelope/' has invalid child element "
                            "'%s' in namespace '%s'.",
                            ask->element->name,
                            ask->element->ns != NULL ? (const char *) ask->element->ns->href : "");
  return sim_shape_violation (ask->element, sim_ask_schema (ask));
}

SimAnswer
sim_ews_answer (SimAsk *ask)
{
  const Operation *operation;
  g_autofree char *violation = NULL;
  g_autoptr (WireXml) xml = NULL;
  SimFaultFacts facts = { NULL };
  const char *code = NULL;
  SimOutcome outcome;

  if (ask->element == NULL)
    return answer_no_envelope (ask);

  code = sim_ask_check_headers (ask, &facts);
  if (code != NULL)
    return sim_ews_fault (ask, code, &facts);

  operation = find_operation (ask);
  violation = find_violation (ask, operation);
  if (violation != NULL)
    return answer_violation (ask, violation);

  xml = sim_soap_begin (ask->world->edition);
  outcome = operation->answer (ask, xml, &code);
  if (outcome == SIM_REFUSED)
    return sim_ews_refuse (ask, code);
  if (outcome == SIM_FAULT)
    return sim_ews_fault (ask, code, NULL);
  return (SimAnswer){ 200, wire_xml_finish (xml, NULL), NULL };
}
