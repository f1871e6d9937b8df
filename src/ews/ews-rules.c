/* ews-rules.c - GetInboxRules and UpdateInboxRules
 *
 * Outlook keeps rules that only it can follow, and those that are switched off in it, in a message
 * of its own (the rule blob). An update with RemoveOutlookRuleBlob destroys them for good; without
 * it Exchange refuses where there is such a message. So it is never asked for here. Recipients come
 * back by their legacy names (RoutingType EX). InboxRules is missing when there are none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-rules.h"

#include "base-error.h"
#include "base-time.h"
#include "ews-answer.h"

#include <string.h>

#define MOST_PRIORITY 1000000

static void
encode_list (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  wire_xml_open (xml, "m:GetInboxRules");
  wire_xml_leaf (xml, "m:MailboxSmtpAddress", ask->as);
  wire_xml_close (xml);
}

static gboolean
is_true (const xmlNode *node)
{
  g_autofree char *text = node != NULL ? g_strstrip (wire_xml_text (node)) : NULL;

  return g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0;
}

static gboolean
has_flag (const xmlNode *parent, const char *name)
{
  return is_true (wire_xml_child (parent, EWS_NS_TYPES, name));
}

/* What is there but switched off is nothing. */
static gboolean
is_nothing (const xmlNode *node)
{
  g_autofree char *text = g_strstrip (wire_xml_text (node));

  return wire_xml_first (node) == NULL && strcmp (text, "false") == 0;
}

/* All that is below parent is one of these. */
static gboolean
has_only (const xmlNode *parent, const char *one, const char *other)
{
  for (const xmlNode *node = wire_xml_first (parent); node != NULL;
       node = xmlNextElementSibling ((xmlNode *) node))
    if (!is_nothing (node) && !wire_xml_is (node, EWS_NS_TYPES, one) &&
        !wire_xml_is (node, EWS_NS_TYPES, other))
      return FALSE;
  return TRUE;
}

/* The only one; NULL: there is none, or there are several. */
static char *
read_target (const xmlNode *recipients)
{
  const xmlNode *address = wire_xml_child (recipients, EWS_NS_TYPES, "Address");

  if (address == NULL || wire_xml_next (address, EWS_NS_TYPES, "Address") != NULL)
    return NULL;
  return wire_xml_child_text (address, EWS_NS_TYPES, "EmailAddress");
}

/* FALSE when there is more to it than an end. */
static gboolean
read_end (const xmlNode *conditions, gint64 *ret)
{
  const xmlNode *range = wire_xml_child (conditions, EWS_NS_TYPES, "WithinDateRange");
  g_autoptr (GDateTime) end =
      range != NULL ? ews_answer_need_time (range, "EndDateTime", NULL) : NULL;

  if (!has_only (conditions, "WithinDateRange", "WithinDateRange"))
    return FALSE;
  if (range == NULL)
    return TRUE;
  if (end == NULL || wire_xml_child (range, EWS_NS_TYPES, "StartDateTime") != NULL)
    return FALSE;
  *ret = g_date_time_to_unix (end);
  return TRUE;
}

static void
read_actions (const xmlNode *actions, ExchangeRule *rule)
{
  const xmlNode *forward = wire_xml_child (actions, EWS_NS_TYPES, "ForwardToRecipients");
  const xmlNode *redirect = wire_xml_child (actions, EWS_NS_TYPES, "RedirectToRecipients");
  gboolean deletes = has_flag (actions, "Delete");

  rule->keeps_copy = !deletes;
  rule->target = read_target (forward != NULL ? forward : redirect);
  rule->is_plain = rule->target != NULL && (forward != NULL ? !deletes : deletes) &&
                   has_only (actions, forward != NULL ? "ForwardToRecipients" : "Delete",
                             forward != NULL ? "Delete" : "RedirectToRecipients");
}

static ExchangeRule *
decode_rule (const xmlNode *node, GError **error)
{
  const xmlNode *conditions = wire_xml_child (node, EWS_NS_TYPES, "Conditions");
  const xmlNode *exceptions = wire_xml_child (node, EWS_NS_TYPES, "Exceptions");
  g_autofree char *id = wire_xml_need_text (node, EWS_NS_TYPES, "RuleId", error);
  g_autofree char *name =
      id != NULL ? wire_xml_need_text (node, EWS_NS_TYPES, "DisplayName", error) : NULL;
  g_autofree char *priority =
      name != NULL ? wire_xml_need_text (node, EWS_NS_TYPES, "Priority", error) : NULL;
  guint64 number = 0;
  ExchangeRule *rule;

  if (priority == NULL)
    return NULL;
  if (!g_ascii_string_to_unsigned (priority, 10, 0, MOST_PRIORITY, &number, NULL)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer has an odd Priority");
    return NULL;
  }

  rule = exchange_rule_new (name, NULL);
  rule->id = g_steal_pointer (&id);
  rule->priority = (guint) number;
  rule->is_enabled = has_flag (node, "IsEnabled");
  read_actions (wire_xml_child (node, EWS_NS_TYPES, "Actions"), rule);
  rule->is_plain = rule->is_plain && read_end (conditions, &rule->until_s) &&
                   has_only (exceptions, "IsAutomaticReply", "IsAutomaticReply") &&
                   !has_flag (node, "IsNotSupported") && !has_flag (node, "IsInError");
  return rule;
}

GPtrArray *
ews_rules_list (BaseCall *call, EwsServer *server, const char *mailbox, GError **error)
{
  const EwsAsk ask = { .operation = "GetInboxRules",
                       .as = mailbox,
                       .encode = encode_list,
                       .oldest = EWS_VERSION_2010_SP1 };
  g_autoptr (EwsAnswer) answer = ews_ask (call, server, &ask, error);
  g_autoptr (GPtrArray) rules =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_rule_free);
  const xmlNode *list;
  const xmlNode *node;

  if (answer == NULL)
    return NULL;

  list = wire_xml_child (answer->root, EWS_NS_MESSAGES, "InboxRules");
  node = wire_xml_child (list, EWS_NS_TYPES, "Rule");
  for (; node != NULL; node = wire_xml_next (node, EWS_NS_TYPES, "Rule")) {
    ExchangeRule *rule = decode_rule (node, error);

    if (rule == NULL)
      return NULL;
    g_ptr_array_add (rules, rule);
  }
  return g_steal_pointer (&rules);
}

/* rule NULL: the one of that id is removed. */
typedef struct
{
  const ExchangeRule *rule;
  const char *id;
} Change;

static void
write_end (WireXml *xml, gint64 until_s)
{
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_utc (until_s);
  g_autofree char *text = until != NULL ? base_time_format_utc (until) : NULL;

  wire_xml_open (xml, "t:Conditions");
  wire_xml_open (xml, "t:WithinDateRange");
  wire_xml_leaf (xml, "t:EndDateTime", text);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static void
write_recipients (WireXml *xml, const char *name, const char *target)
{
  wire_xml_open (xml, name);
  wire_xml_open (xml, "t:Address");
  wire_xml_leaf (xml, "t:EmailAddress", target);
  wire_xml_leaf (xml, "t:RoutingType", "SMTP");
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static void
write_rule (WireXml *xml, const ExchangeRule *rule)
{
  char priority[16];

  g_snprintf (priority, sizeof priority, "%u", rule->priority);
  wire_xml_open (xml, "t:Rule");
  wire_xml_leaf (xml, "t:DisplayName", rule->name);
  wire_xml_leaf (xml, "t:Priority", priority);
  wire_xml_leaf (xml, "t:IsEnabled", "true");
  if (rule->until_s != 0)
    write_end (xml, rule->until_s);
  wire_xml_open (xml, "t:Exceptions");
  wire_xml_leaf (xml, "t:IsAutomaticReply", "true");
  wire_xml_close (xml);
  wire_xml_open (xml, "t:Actions");
  if (!rule->keeps_copy)
    wire_xml_leaf (xml, "t:Delete", "true");
  write_recipients (xml, rule->keeps_copy ? "t:ForwardToRecipients" : "t:RedirectToRecipients",
                    rule->target);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static void
encode_change (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  const Change *change = ask->data;

  wire_xml_open (xml, "m:UpdateInboxRules");
  wire_xml_leaf (xml, "m:MailboxSmtpAddress", ask->as);
  wire_xml_leaf (xml, "m:RemoveOutlookRuleBlob", "false");
  wire_xml_open (xml, "m:Operations");
  if (change->rule != NULL) {
    wire_xml_open (xml, "t:CreateRuleOperation");
    write_rule (xml, change->rule);
  } else {
    wire_xml_open (xml, "t:DeleteRuleOperation");
    wire_xml_leaf (xml, "t:RuleId", change->id);
  }
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static gboolean
ask_change (BaseCall *call, EwsServer *server, const char *mailbox, const Change *change,
            char **ret_request_id, GError **error)
{
  const EwsAsk ask = { .operation = "UpdateInboxRules",
                       .as = mailbox,
                       .encode = encode_change,
                       .data = change,
                       .is_change = TRUE,
                       .oldest = EWS_VERSION_2010_SP1 };
  g_autoptr (EwsAnswer) answer = ews_ask (call, server, &ask, error);

  if (answer == NULL)
    return FALSE;
  if (ret_request_id != NULL) {
    g_free (*ret_request_id);
    *ret_request_id = g_steal_pointer (&answer->request_id);
  }
  return TRUE;
}

gboolean
ews_rules_add (BaseCall *call, EwsServer *server, const char *mailbox, const ExchangeRule *rule,
               char **ret_request_id, GError **error)
{
  const Change change = { .rule = rule };

  return ask_change (call, server, mailbox, &change, ret_request_id, error);
}

gboolean
ews_rules_remove (BaseCall *call, EwsServer *server, const char *mailbox, const char *id,
                  char **ret_request_id, GError **error)
{
  const Change change = { .id = id };

  return ask_change (call, server, mailbox, &change, ret_request_id, error);
}
