/* ews-oof.c - GetUserOofSettings and SetUserOofSettings
 *
 * Quirks: the operations' elements end in Request, the mailbox is the availability type
 * (t:Address), and UserOofSettings is in the types namespace whatever its reference page says. A
 * Duration that is not Scheduled is a filler, on reading and on writing. Some servers refuse an
 * empty reply for outside even when nobody outside gets one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-oof.h"

#include "base-error.h"
#include "base-time.h"
#include "ews-answer.h"

#include <string.h>

static const char *const mode_words[] = {
  [OOF_MODE_OFF] = "Disabled", [OOF_MODE_ON] = "Enabled", [OOF_MODE_SCHEDULED] = "Scheduled", NULL
};

static const char *const audience_words[] = {
  [OOF_AUDIENCE_NONE] = "None", [OOF_AUDIENCE_KNOWN] = "Known", [OOF_AUDIENCE_ALL] = "All", NULL
};

static void
write_mailbox (WireXml *xml, const char *mailbox)
{
  wire_xml_open (xml, "t:Mailbox");
  wire_xml_leaf (xml, "t:Address", mailbox);
  wire_xml_close (xml);
}

static void
encode_get (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  wire_xml_open (xml, "m:GetUserOofSettingsRequest");
  write_mailbox (xml, ask->as != NULL ? ask->as : ask->data);
  wire_xml_close (xml);
}

static char *
read_reply (const xmlNode *settings, const char *name)
{
  const xmlNode *reply = wire_xml_child (settings, EWS_NS_TYPES, name);
  const xmlNode *message = wire_xml_child (reply, EWS_NS_TYPES, "Message");

  return message != NULL ? wire_xml_text (message) : NULL;
}

static gboolean
read_window (const xmlNode *settings, GDateTime **ret_from, GDateTime **ret_until, GError **error)
{
  const xmlNode *duration = wire_xml_need (settings, EWS_NS_TYPES, "Duration", error);

  if (duration == NULL)
    return FALSE;

  *ret_from = ews_answer_need_time (duration, "StartTime", error);
  if (*ret_from != NULL)
    *ret_until = ews_answer_need_time (duration, "EndTime", error);
  return *ret_from != NULL && *ret_until != NULL;
}

static OofState *
decode_get (const EwsAnswer *answer, OofAudience *ret_allowed, GError **error)
{
  const xmlNode *settings = wire_xml_need (answer->root, EWS_NS_TYPES, "OofSettings", error);
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *outside = NULL;
  int allowed = OOF_AUDIENCE_ALL;
  int mode, audience;

  if (settings == NULL ||
      !wire_xml_need_name (settings, EWS_NS_TYPES, "OofState", mode_words, &mode, error) ||
      !wire_xml_need_name (settings, EWS_NS_TYPES, "ExternalAudience", audience_words, &audience,
                           error))
    return NULL;
  if (mode == OOF_MODE_SCHEDULED && !read_window (settings, &from, &until, error))
    return NULL;
  if (wire_xml_child (answer->root, EWS_NS_MESSAGES, "AllowExternalOof") != NULL &&
      !wire_xml_need_name (answer->root, EWS_NS_MESSAGES, "AllowExternalOof", audience_words,
                           &allowed, error))
    return NULL;

  inside = read_reply (settings, "InternalReply");
  outside = read_reply (settings, "ExternalReply");
  *ret_allowed = (OofAudience) allowed;
  return oof_state_new ((OofMode) mode, (OofAudience) audience, from, until, inside, outside);
}

/* The same, read without a tree. */
typedef struct
{
  gboolean has_settings;
  int mode; /* these three: -1: not there yet */
  int audience;
  int allowed;
  GDateTime *from;
  GDateTime *until;
  char *inside;
  char *outside;
} Quick;

static void
clear_quick (Quick *self)
{
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_free (self->inside);
  g_free (self->outside);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Quick, clear_quick)

static gboolean
take_word (WireXmlScan *scan, const char *const *words, int *ret)
{
  g_autofree char *word = wire_xml_scan_text (scan);

  if (word == NULL || *ret >= 0)
    return FALSE;
  g_strstrip (word);
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      *ret = i;
  return *ret >= 0;
}

static gboolean
take_time (WireXmlScan *scan, GDateTime **ret)
{
  g_autofree char *text = wire_xml_scan_text (scan);

  if (text != NULL && *ret == NULL)
    *ret = base_time_parse (g_strstrip (text), NULL, NULL);
  return text != NULL && *ret != NULL;
}

static gboolean
take_window (WireXmlScan *scan, Quick *self)
{
  while (wire_xml_scan_child (scan)) {
    gboolean is_start = wire_xml_scan_is (scan, EWS_NS_TYPES, "StartTime");

    if ((!is_start && !wire_xml_scan_is (scan, EWS_NS_TYPES, "EndTime")) ||
        !take_time (scan, is_start ? &self->from : &self->until))
      return FALSE;
  }
  return TRUE;
}

static gboolean
take_reply (WireXmlScan *scan, char **ret)
{
  while (wire_xml_scan_child (scan)) {
    if (*ret != NULL || !wire_xml_scan_is (scan, EWS_NS_TYPES, "Message"))
      return FALSE;
    *ret = wire_xml_scan_text (scan);
  }
  return TRUE;
}

static gboolean
take_setting (WireXmlScan *scan, Quick *self)
{
  if (wire_xml_scan_is (scan, EWS_NS_TYPES, "OofState"))
    return take_word (scan, mode_words, &self->mode);
  if (wire_xml_scan_is (scan, EWS_NS_TYPES, "ExternalAudience"))
    return take_word (scan, audience_words, &self->audience);
  if (wire_xml_scan_is (scan, EWS_NS_TYPES, "Duration"))
    return take_window (scan, self);
  if (wire_xml_scan_is (scan, EWS_NS_TYPES, "InternalReply"))
    return take_reply (scan, &self->inside);
  return wire_xml_scan_is (scan, EWS_NS_TYPES, "ExternalReply") &&
         take_reply (scan, &self->outside);
}

static gboolean
take_part_cb (WireXmlScan *scan, gpointer data)
{
  Quick *self = data;

  if (scan == NULL)
    return self->has_settings;
  if (wire_xml_scan_is (scan, EWS_NS_MESSAGES, "AllowExternalOof"))
    return take_word (scan, audience_words, &self->allowed);
  if (self->has_settings || !wire_xml_scan_is (scan, EWS_NS_TYPES, "OofSettings"))
    return FALSE;

  self->has_settings = TRUE;
  while (wire_xml_scan_child (scan))
    if (!take_setting (scan, self))
      return FALSE;
  return self->mode >= 0 && self->audience >= 0 &&
         (self->mode != OOF_MODE_SCHEDULED || (self->from != NULL && self->until != NULL));
}

static OofState *
finish_quick (Quick *self, OofAudience *ret_allowed)
{
  *ret_allowed = self->allowed >= 0 ? (OofAudience) self->allowed : OOF_AUDIENCE_ALL;
  return oof_state_new_taking ((OofMode) self->mode, (OofAudience) self->audience, self->from,
                               self->until, g_steal_pointer (&self->inside),
                               g_steal_pointer (&self->outside));
}

static OofState *
get (BaseCall *call, EwsServer *server, const EwsAsk *ask, ExchangeReading *ret_reading,
     GError **error)
{
  g_auto (Quick) quick = { .mode = -1, .audience = -1, .allowed = -1 };
  EwsAsk quickly = *ask;
  g_autoptr (EwsAnswer) answer = NULL;
  OofAudience allowed;
  OofState *state;

  quickly.quick = take_part_cb;
  quickly.quick_data = &quick;
  answer = ews_ask (call, server, &quickly, error);
  if (answer == NULL)
    return NULL;

  state =
      answer->doc != NULL ? decode_get (answer, &allowed, error) : finish_quick (&quick, &allowed);
  if (state != NULL && ret_reading != NULL) {
    ret_reading->allowed = allowed;
    ret_reading->request_id = g_steal_pointer (&answer->request_id);
    ret_reading->address = g_steal_pointer (&answer->address);
    ret_reading->answer = g_steal_pointer (&answer->bytes);
  }
  return state;
}

OofState *
ews_oof_get (BaseCall *call, EwsServer *server, const char *mailbox, ExchangeReading *ret_reading,
             GError **error)
{
  const EwsAsk ask = { .operation = "GetUserOofSettings", .as = mailbox, .encode = encode_get };

  return get (call, server, &ask, ret_reading, error);
}

OofState *
ews_oof_get_own (BaseCall *call, EwsServer *server, const char *address,
                 ExchangeReading *ret_reading, GError **error)
{
  const EwsAsk ask = { .operation = "GetUserOofSettings", .encode = encode_get, .data = address };

  return get (call, server, &ask, ret_reading, error);
}

static void
write_time (WireXml *xml, const char *name, GDateTime *when)
{
  g_autofree char *text = base_time_format_utc (when);

  wire_xml_leaf (xml, name, text);
}

static void
write_reply (WireXml *xml, const char *name, const char *text, WireRecent *recent)
{
  wire_xml_open (xml, name);
  wire_xml_leaf_recent (xml, "t:Message", text, recent);
  wire_xml_close (xml);
}

typedef struct
{
  const OofState *state;
  const char *outside;
  WireRecent *recent;
} SetData;

static void
encode_set (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  const SetData *data = ask->data;
  const OofState *state = data->state;

  wire_xml_open (xml, "m:SetUserOofSettingsRequest");
  write_mailbox (xml, ask->as);
  wire_xml_open (xml, "t:UserOofSettings");
  wire_xml_leaf (xml, "t:OofState", mode_words[state->mode]);
  wire_xml_leaf (xml, "t:ExternalAudience", audience_words[state->audience]);
  if (state->mode == OOF_MODE_SCHEDULED) {
    wire_xml_open (xml, "t:Duration");
    write_time (xml, "t:StartTime", state->from);
    write_time (xml, "t:EndTime", state->until);
    wire_xml_close (xml);
  }
  write_reply (xml, "t:InternalReply", state->inside, data->recent);
  write_reply (xml, "t:ExternalReply", data->outside, data->recent);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

/* Nothing is beside the message. */
static gboolean
refuse_part_cb (WireXmlScan *scan, gpointer data)
{
  return scan == NULL;
}

static EwsAnswer *
ask_set (BaseCall *call, EwsServer *server, const char *mailbox, const SetData *data,
         GError **error)
{
  const EwsAsk ask = { .operation = "SetUserOofSettings",
                       .as = mailbox,
                       .encode = encode_set,
                       .data = data,
                       .is_change = TRUE,
                       .quick = refuse_part_cb };

  return ews_ask (call, server, &ask, error);
}

gboolean
ews_oof_set (BaseCall *call, EwsServer *server, const char *mailbox, const OofState *state,
             char **ret_request_id, GError **error)
{
  SetData data = { .state = state,
                   .outside = state->outside,
                   .recent = wire_recent_get (call, "ews-oof") };
  g_autoptr (GError) why = NULL;
  g_autoptr (EwsAnswer) answer = NULL;

  g_return_val_if_fail (
      state->mode != OOF_MODE_SCHEDULED || (state->from != NULL && state->until != NULL), FALSE);

  answer = ask_set (call, server, mailbox, &data, &why);
  if (answer == NULL && g_strcmp0 (base_error_facts (why)->reason, "reply-missing") == 0 &&
      state->audience == OOF_AUDIENCE_NONE && *state->outside == '\0' && *state->inside != '\0') {
    data.outside = state->inside; /* nobody outside gets it */
    g_clear_error (&why);
    answer = ask_set (call, server, mailbox, &data, &why);
  }
  if (answer == NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  if (ret_request_id != NULL)
    *ret_request_id = g_steal_pointer (&answer->request_id);
  return TRUE;
}
