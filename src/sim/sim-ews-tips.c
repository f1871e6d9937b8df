/* sim-ews-tips.c - GetMailTips: who is away now, many at once
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"

#include "wire-xml-read.h"

#include <string.h>

#define MOST_RECIPIENTS 100

typedef enum
{
  TIP_OUT_OF_OFFICE = 1 << 0,
  TIP_INVALID_RECIPIENT = 1 << 1
} Tips;

static const struct
{
  const char *word;
  Tips tips;
} tip_words[] = {
  { "All", TIP_OUT_OF_OFFICE | TIP_INVALID_RECIPIENT },
  { "OutOfOfficeMessage", TIP_OUT_OF_OFFICE },
  { "InvalidRecipient", TIP_INVALID_RECIPIENT },
  { "MailboxFullStatus", 0 },
  { "CustomMailTip", 0 },
  { "ExternalMemberCount", 0 },
  { "TotalMemberCount", 0 },
  { "MaxMessageSize", 0 },
  { "DeliveryRestriction", 0 },
  { "ModerationStatus", 0 },
};

/* FALSE at a word that the list does not have. */
static gboolean
read_tips (const SimAsk *ask, Tips *ret)
{
  g_autofree char *text = wire_xml_child_text (ask->element, SIM_NS_MESSAGES, "MailTipsRequested");
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  Tips tips = 0;

  for (guint w = 0; words[w] != NULL; w++) {
    guint i = 0;

    while (i < G_N_ELEMENTS (tip_words) && strcmp (tip_words[i].word, words[w]) != 0)
      i++;
    if (i == G_N_ELEMENTS (tip_words))
      return FALSE;
    tips |= tip_words[i].tips;
  }
  *ret = tips;
  return TRUE;
}

/* An empty message says that the person is not away. */
static void
write_out_of_office (const SimAsk *ask, WireXml *xml, guint person)
{
  g_autoptr (GDateTime) now = sim_world_now (ask->world);
  g_autoptr (OofState) state = sim_world_read (ask->world, person);
  gboolean is_away = oof_state_is_away (state, now);

  wire_xml_open (xml, "t:OutOfOffice");
  wire_xml_open (xml, "t:ReplyBody");
  wire_xml_leaf (xml, "t:Message", is_away ? state->inside : "");
  wire_xml_close (xml);
  if (is_away && state->mode == OOF_MODE_SCHEDULED) {
    g_autofree char *from = base_time_format_utc (state->from);
    g_autofree char *until = base_time_format_utc (state->until);

    wire_xml_open (xml, "t:Duration");
    wire_xml_leaf (xml, "t:StartTime", from);
    wire_xml_leaf (xml, "t:EndTime", until);
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
}

static void
write_recipient (const SimAsk *ask, WireXml *xml, const xmlNode *recipient, Tips tips)
{
  g_autofree char *address = wire_xml_child_text (recipient, SIM_NS_TYPES, "EmailAddress");
  guint person = address != NULL ? sim_people_find (ask->world->people, address) : SIM_NOBODY;

  if (person != SIM_NOBODY && sim_people_home (ask->world->people, person) == SIM_HOME_CLOUD)
    person = SIM_NOBODY; /* not here */
  wire_xml_open (xml, "m:MailTipsResponseMessageType");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  wire_xml_open (xml, "m:MailTips");
  wire_xml_open (xml, "t:RecipientAddress");
  wire_xml_leaf (xml, "t:Name", "");
  wire_xml_leaf (xml, "t:EmailAddress", address);
  wire_xml_leaf (xml, "t:RoutingType", "SMTP");
  wire_xml_close (xml);
  wire_xml_leaf (xml, "t:PendingMailTips", "");
  if ((tips & TIP_OUT_OF_OFFICE) != 0 && person != SIM_NOBODY)
    write_out_of_office (ask, xml, person);
  if ((tips & TIP_INVALID_RECIPIENT) != 0)
    wire_xml_leaf (xml, "t:InvalidRecipient", person == SIM_NOBODY ? "true" : "false");
  wire_xml_close (xml);
  wire_xml_close (xml);
}

SimOutcome
sim_ews_get_mail_tips (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *sender = wire_xml_child (ask->element, SIM_NS_MESSAGES, "SendingAs");
  const xmlNode *recipients = wire_xml_child (ask->element, SIM_NS_MESSAGES, "Recipients");
  g_autofree char *from = wire_xml_child_text (sender, SIM_NS_TYPES, "EmailAddress");
  Tips tips = 0;

  if (!read_tips (ask, &tips)) {
    *ret_code = "ErrorSchemaValidation";
    return SIM_FAULT;
  }
  *ret_code = "ErrorSendAsDenied";
  if (from == NULL || sim_people_find (ask->world->people, from) != ask->acting)
    return SIM_REFUSED;
  *ret_code = "ErrorExceededMaxRecipientLimit";
  if (xmlChildElementCount ((xmlNode *) recipients) > MOST_RECIPIENTS)
    return SIM_REFUSED;

  wire_xml_open (xml, "m:GetMailTipsResponse");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  if (wire_xml_first (recipients) == NULL)
    return SIM_DONE;

  wire_xml_open (xml, "m:ResponseMessages");
  for (const xmlNode *r = wire_xml_first (recipients); r != NULL;
       r = xmlNextElementSibling ((xmlNode *) r))
    write_recipient (ask, xml, r, tips);
  return SIM_DONE;
}
