/* sim-ews-rules.c - GetInboxRules and UpdateInboxRules
 *
 * From Microsoft's pages on the two operations. Only the owner may ask. People of the organisation
 * come back by their legacy names. Outlook's own rules are in the way of an update, unless that
 * says that they may be destroyed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"
#include "sim-rules.h"

#include "wire-xml-read.h"

#include <string.h>

#define LEGACY "/o=Corp/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="

/* An address of somebody's own mailbox, when one is named at all. */
static gboolean
is_owner (const SimAsk *ask)
{
  g_autofree char *address =
      wire_xml_child_text (ask->element, SIM_NS_MESSAGES, "MailboxSmtpAddress");

  return address == NULL || sim_people_find (ask->world->people, address) == ask->acting;
}

static void
write_recipients (const SimAsk *ask, WireXml *xml, const char *name, const char *address)
{
  guint person = sim_people_find (ask->world->people, address);
  g_autofree char *legacy =
      g_strdup_printf (LEGACY "%u-%s", person, address); /* tells people apart, and is no address */

  g_strdelimit (legacy, "@", '=');
  wire_xml_open (xml, name);
  wire_xml_open (xml, "t:Address");
  wire_xml_leaf (xml, "t:Name", address);
  wire_xml_leaf (xml, "t:EmailAddress", person != SIM_NOBODY ? legacy : address);
  wire_xml_leaf (xml, "t:RoutingType", person != SIM_NOBODY ? "EX" : "SMTP");
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static void
write_conditions (WireXml *xml, const SimRule *rule)
{
  g_autofree char *until = rule->until != NULL ? base_time_format_utc (rule->until) : NULL;

  if (until == NULL && rule->subject == NULL)
    return;
  wire_xml_open (xml, "t:Conditions");
  if (rule->subject != NULL) {
    wire_xml_open (xml, "t:ContainsSubjectStrings");
    wire_xml_leaf (xml, "t:String", rule->subject);
    wire_xml_close (xml);
  }
  if (until != NULL) {
    wire_xml_open (xml, "t:WithinDateRange");
    wire_xml_leaf (xml, "t:EndDateTime", until);
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
}

static void
write_rule (const SimAsk *ask, WireXml *xml, const SimRule *rule)
{
  char priority[16];

  g_snprintf (priority, sizeof priority, "%u", rule->priority);
  wire_xml_open (xml, "t:Rule");
  wire_xml_leaf (xml, "t:RuleId", rule->id);
  wire_xml_leaf (xml, "t:DisplayName", rule->name);
  wire_xml_leaf (xml, "t:Priority", priority);
  wire_xml_leaf (xml, "t:IsEnabled", rule->is_enabled ? "true" : "false");
  write_conditions (xml, rule);
  if (rule->except_replies) {
    wire_xml_open (xml, "t:Exceptions");
    wire_xml_leaf (xml, "t:IsAutomaticReply", "true");
    wire_xml_close (xml);
  }
  wire_xml_open (xml, "t:Actions");
  if (rule->deletes)
    wire_xml_leaf (xml, "t:Delete", "true");
  if (rule->forward != NULL)
    write_recipients (ask, xml, "t:ForwardToRecipients", rule->forward);
  if (rule->redirect != NULL)
    write_recipients (ask, xml, "t:RedirectToRecipients", rule->redirect);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

SimOutcome
sim_ews_get_inbox_rules (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const GPtrArray *rules = sim_rules_list (ask->world, ask->acting);

  *ret_code = "ErrorAccessDenied";
  if (!is_owner (ask))
    return SIM_REFUSED;

  wire_xml_open (xml, "m:GetInboxRulesResponse");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  wire_xml_leaf (xml, "m:OutlookRuleBlobExists",
                 sim_rules_has_outlook (ask->world, ask->acting) ? "true" : "false");
  if (rules->len == 0)
    return SIM_DONE;
  wire_xml_open (xml, "m:InboxRules");
  for (guint i = 0; i < rules->len; i++)
    write_rule (ask, xml, rules->pdata[i]);
  return SIM_DONE;
}

static gboolean
is_true (const xmlNode *parent, const char *ns, const char *name)
{
  g_autofree char *text = wire_xml_child_text (parent, ns, name);

  return text != NULL && (strcmp (text, "true") == 0 || strcmp (text, "1") == 0);
}

/* The first one. Caller frees. */
static char *
read_recipient (const xmlNode *actions, const char *name)
{
  const xmlNode *list = wire_xml_child (actions, SIM_NS_TYPES, name);

  return wire_xml_child_text (wire_xml_child (list, SIM_NS_TYPES, "Address"), SIM_NS_TYPES,
                              "EmailAddress");
}

static GDateTime *
read_until (const xmlNode *conditions)
{
  const xmlNode *range = wire_xml_child (conditions, SIM_NS_TYPES, "WithinDateRange");
  g_autofree char *text = wire_xml_child_text (range, SIM_NS_TYPES, "EndDateTime");

  return text != NULL ? base_time_parse (text, NULL, NULL) : NULL;
}

static SimRule *
read_rule (const xmlNode *node)
{
  const xmlNode *conditions = wire_xml_child (node, SIM_NS_TYPES, "Conditions");
  const xmlNode *actions = wire_xml_child (node, SIM_NS_TYPES, "Actions");
  g_autofree char *priority = wire_xml_child_text (node, SIM_NS_TYPES, "Priority");
  SimRule *rule = sim_rule_new ();

  g_free (rule->name);
  rule->name = wire_xml_child_text (node, SIM_NS_TYPES, "DisplayName");
  rule->priority = (guint) g_ascii_strtoull (priority, NULL, 10);
  rule->is_enabled = is_true (node, SIM_NS_TYPES, "IsEnabled");
  rule->forward = read_recipient (actions, "ForwardToRecipients");
  rule->redirect = read_recipient (actions, "RedirectToRecipients");
  rule->deletes = is_true (actions, SIM_NS_TYPES, "Delete");
  rule->until = read_until (conditions);
  rule->subject = wire_xml_child_text (
      wire_xml_child (conditions, SIM_NS_TYPES, "ContainsSubjectStrings"), SIM_NS_TYPES, "String");
  rule->except_replies =
      is_true (wire_xml_child (node, SIM_NS_TYPES, "Exceptions"), SIM_NS_TYPES, "IsAutomaticReply");
  return rule;
}

/* NULL, or the code of what is wrong. */
static const char *
update (SimAsk *ask, const xmlNode *operation)
{
  if (wire_xml_is (operation, SIM_NS_TYPES, "CreateRuleOperation"))
    return sim_rules_add (ask->world, ask->acting,
                          read_rule (wire_xml_child (operation, SIM_NS_TYPES, "Rule")))
               ? NULL
               : "ErrorInboxRulesValidationError";
  if (wire_xml_is (operation, SIM_NS_TYPES, "DeleteRuleOperation")) {
    g_autofree char *id = wire_xml_child_text (operation, SIM_NS_TYPES, "RuleId");

    return sim_rules_remove (ask->world, ask->acting, id) ? NULL : "ErrorItemNotFound";
  }
  return "ErrorInvalidOperation"; /* rules are not edited here */
}

SimOutcome
sim_ews_update_inbox_rules (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *operations = wire_xml_child (ask->element, SIM_NS_MESSAGES, "Operations");
  gboolean destroys = is_true (ask->element, SIM_NS_MESSAGES, "RemoveOutlookRuleBlob");

  *ret_code = "ErrorAccessDenied";
  if (!is_owner (ask))
    return SIM_REFUSED;
  *ret_code = "ErrorOutlookRuleBlobExists";
  if (sim_rules_has_outlook (ask->world, ask->acting) && !destroys)
    return SIM_REFUSED;
  *ret_code = update (ask, wire_xml_first (operations));
  if (*ret_code != NULL)
    return SIM_REFUSED;

  sim_rules_set_outlook (ask->world, ask->acting, FALSE);
  sim_counters_operation (ask->world->counters, "rules-written");
  wire_xml_open (xml, "m:UpdateInboxRulesResponse");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  return SIM_DONE;
}
