/* ews-tips.c - GetMailTips
 *
 * Quirks: the response element is called MailTipsResponseMessageType, Type included. Somebody who
 * is not away may have an OutOfOffice with an empty message. What PendingMailTips names was not
 * computed in time: asked for once more. How many recipients a server takes is not documented for
 * sure: begin with 100, halve when the request as a whole is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-tips.h"

#include "base-error.h"
#include "ews-answer.h"

#include <string.h>

#define FIRST_BATCH 100

typedef struct
{
  const char *sender;
  GPtrArray *mailboxes; /* borrowed strings */
} LookData;

static void
write_address (WireXml *xml, const char *mailbox)
{
  wire_xml_leaf (xml, "t:EmailAddress", mailbox);
  wire_xml_leaf (xml, "t:RoutingType", "SMTP");
}

static void
encode (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  const LookData *data = ask->data;

  wire_xml_open (xml, "m:GetMailTips");
  wire_xml_open (xml, "m:SendingAs");
  write_address (xml, ask->as != NULL ? ask->as : data->sender);
  wire_xml_close (xml);
  wire_xml_open (xml, "m:Recipients");
  for (guint i = 0; i < data->mailboxes->len; i++) {
    wire_xml_open (xml, "t:Mailbox");
    write_address (xml, g_ptr_array_index (data->mailboxes, i));
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
  wire_xml_leaf (xml, "m:MailTipsRequested", "OutOfOfficeMessage InvalidRecipient");
  wire_xml_close (xml);
}

typedef enum
{
  TIP_TOLD,
  TIP_PENDING,
  TIP_BROKEN
} Tip;

static gboolean
is_about_other (const xmlNode *tips, const char *mailbox)
{
  const xmlNode *recipient = wire_xml_child (tips, EWS_NS_TYPES, "RecipientAddress");
  g_autofree char *address = wire_xml_child_text (recipient, EWS_NS_TYPES, "EmailAddress");

  /* An EX address says nothing to us. */
  return address != NULL && strchr (address, '@') != NULL &&
         g_ascii_strcasecmp (address, mailbox) != 0;
}

static gboolean
read_away (const xmlNode *tips, ExchangeAway *away, GDateTime **ret_until, GError **error)
{
  const xmlNode *office = wire_xml_child (tips, EWS_NS_TYPES, "OutOfOffice");
  const xmlNode *body = wire_xml_child (office, EWS_NS_TYPES, "ReplyBody");
  const xmlNode *duration = wire_xml_child (office, EWS_NS_TYPES, "Duration");
  g_autofree char *message = wire_xml_child_text (body, EWS_NS_TYPES, "Message");

  away->is_known = TRUE;
  away->is_away = message != NULL && *message != '\0';
  if (!away->is_away || duration == NULL)
    return TRUE;

  *ret_until = ews_answer_need_time (duration, "EndTime", error);
  away->until = *ret_until;
  return *ret_until != NULL;
}

static Tip
tell (const xmlNode *message, const char *mailbox, ExchangeAwayFunc each, gpointer data,
      GError **error)
{
  const xmlNode *tips = wire_xml_child (message, EWS_NS_MESSAGES, "MailTips");
  g_autofree char *class = wire_xml_attribute (message, "ResponseClass");
  g_autofree char *pending = wire_xml_child_text (tips, EWS_NS_TYPES, "PendingMailTips");
  g_autofree char *invalid = wire_xml_child_text (tips, EWS_NS_TYPES, "InvalidRecipient");
  g_autoptr (GDateTime) until = NULL;
  ExchangeAway away = { .mail = mailbox };

  if (pending != NULL && strstr (pending, "OutOfOffice") != NULL)
    return TIP_PENDING;
  if (tips != NULL && g_strcmp0 (class, "Error") != 0 && g_strcmp0 (invalid, "true") != 0 &&
      !is_about_other (tips, mailbox) && !read_away (tips, &away, &until, error))
    return TIP_BROKEN;

  each (&away, data);
  return TIP_TOLD;
}

/* Adds to pending whom the server could not speak of in time. */
static gboolean
decode (const EwsAnswer *answer, GPtrArray *mailboxes, GPtrArray *pending, ExchangeAwayFunc each,
        gpointer data, GError **error)
{
  const char *name = "MailTipsResponseMessageType";
  const xmlNode *list = wire_xml_need (answer->root, EWS_NS_MESSAGES, "ResponseMessages", error);
  const xmlNode *message = wire_xml_child (list, EWS_NS_MESSAGES, name);
  guint n = 0;

  if (list == NULL)
    return FALSE;

  for (const xmlNode *m = message; m != NULL; m = wire_xml_next (m, EWS_NS_MESSAGES, name))
    n++;
  if (n != mailboxes->len) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer speaks of %u mailboxes instead of %u",
                    n, mailboxes->len);
    return FALSE;
  }

  for (guint i = 0; i < n; i++, message = wire_xml_next (message, EWS_NS_MESSAGES, name)) {
    const char *mailbox = g_ptr_array_index (mailboxes, i);
    Tip tip = tell (message, mailbox, each, data, error);

    if (tip == TIP_BROKEN)
      return FALSE;
    if (tip == TIP_PENDING)
      g_ptr_array_add (pending, (char *) mailbox);
  }
  return TRUE;
}

static gboolean
look (BaseCall *call, EwsServer *server, GPtrArray *mailboxes, GPtrArray *pending,
      ExchangeAwayFunc each, gpointer data, GError **error)
{
  const LookData look_data = { server->profile->admin_upn, mailboxes };
  EwsAsk ask = {
    .operation = "GetMailTips", .encode = encode, .data = &look_data, .oldest = EWS_VERSION_2010
  };
  g_autoptr (EwsAnswer) answer = ews_ask_directory (call, server, &ask, error);

  return answer != NULL && decode (answer, mailboxes, pending, each, data, error);
}

static void
tell_unknown (GPtrArray *mailboxes, ExchangeAwayFunc each, gpointer data)
{
  for (guint i = 0; i < mailboxes->len; i++) {
    const ExchangeAway away = { .mail = g_ptr_array_index (mailboxes, i) };

    each (&away, data);
  }
}

/* Once more for those that were not computed in time, then they are unknown. */
static gboolean
look_again (BaseCall *call, EwsServer *server, GPtrArray *mailboxes, ExchangeAwayFunc each,
            gpointer data, GError **error)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();

  if (mailboxes->len == 0)
    return TRUE;
  if (!look (call, server, mailboxes, pending, each, data, error))
    return FALSE;

  tell_unknown (pending, each, data);
  return TRUE;
}

static gboolean
is_too_many (const GError *why)
{
  return base_error_facts (why)->http_status != 0 &&
         (g_error_matches (why, BASE_ERROR, BASE_ERROR_REJECTED) ||
          g_error_matches (why, BASE_ERROR, BASE_ERROR_PROTOCOL));
}

gboolean
ews_tips_look (BaseCall *call, EwsServer *server, const char *const *mailboxes,
               ExchangeAwayFunc each, gpointer data, GError **error)
{
  guint total = g_strv_length ((char **) mailboxes);
  guint size = FIRST_BATCH;

  for (guint done = 0; done < total;) {
    g_autoptr (GPtrArray) batch = g_ptr_array_new ();
    g_autoptr (GPtrArray) pending = g_ptr_array_new ();
    g_autoptr (GError) why = NULL;

    for (guint i = done; i < MIN (done + size, total); i++)
      g_ptr_array_add (batch, (char *) mailboxes[i]);
    if (!look (call, server, batch, pending, each, data, &why)) {
      if (is_too_many (why) && batch->len > 1) {
        size = batch->len / 2;
        continue;
      }
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
    if (!look_again (call, server, pending, each, data, error))
      return FALSE;
    done += batch->len;
  }
  return TRUE;
}
