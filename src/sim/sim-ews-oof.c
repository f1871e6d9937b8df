/* sim-ews-oof.c - GetUserOofSettings and SetUserOofSettings
 *
 * Only the owner of a mailbox may ask: the caller itself, or whom it impersonates. A set replaces
 * everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"

#include "wire-xml-read.h"

#include <string.h>

#define HOUR_S (60 * 60)
#define MOST_REPLY_BYTES (128 * 1024)

static const char *const state_names[] = {
  [OOF_MODE_OFF] = "Disabled",
  [OOF_MODE_ON] = "Enabled",
  [OOF_MODE_SCHEDULED] = "Scheduled",
  NULL,
};
static const char *const audience_names[] = {
  [OOF_AUDIENCE_NONE] = "None",
  [OOF_AUDIENCE_KNOWN] = "Known",
  [OOF_AUDIENCE_ALL] = "All",
  NULL,
};

/* The owner's mailbox, or SIM_NOBODY with the error. */
static guint
find_mailbox (const SimAsk *ask, SimOutcome *ret_outcome, const char **ret_code)
{
  const xmlNode *mailbox = wire_xml_child (ask->element, SIM_NS_TYPES, "Mailbox");
  g_autofree char *address = wire_xml_child_text (mailbox, SIM_NS_TYPES, "Address");
  guint person = sim_people_find (ask->world->people, address);

  if (person == SIM_NOBODY)
    person = sim_people_find_secondary (ask->world->people, address);
  if (person == ask->acting)
    return person;

  *ret_outcome = ask->world->edition->refuses_others_by_fault ? SIM_FAULT : SIM_REFUSED;
  *ret_code = "ErrorAccessDenied";
  if (person == SIM_NOBODY) {
    *ret_outcome = SIM_FAULT;
    *ret_code = "ErrorNonExistentMailbox";
  }
  return SIM_NOBODY;
}

/* Outside a schedule Exchange returns a window all the same: the day from this hour on. */
static void
write_duration (const SimAsk *ask, WireXml *xml, const OofState *state)
{
  g_autoptr (GDateTime) now = sim_world_now (ask->world);
  gint64 hour_s = g_date_time_to_unix (now) / HOUR_S * HOUR_S;
  g_autoptr (GDateTime) from =
      state->from != NULL ? g_date_time_ref (state->from) : g_date_time_new_from_unix_utc (hour_s);
  g_autoptr (GDateTime) until =
      state->until != NULL ? g_date_time_ref (state->until) : g_date_time_add_days (from, 1);
  g_autofree char *from_text = base_time_format_utc (from);
  g_autofree char *until_text = base_time_format_utc (until);

  wire_xml_open (xml, "t:Duration");
  wire_xml_leaf (xml, "t:StartTime", from_text);
  wire_xml_leaf (xml, "t:EndTime", until_text);
  wire_xml_close (xml);
}

static void
write_reply (const SimAsk *ask, WireXml *xml, const char *name, const char *text)
{
  gboolean wraps = ask->world->edition->wraps_replies || ask->world->options->wraps_replies;
  g_autofree char *wrapped = NULL;

  if (wraps && *text != '\0' && strcasestr (text, "<html") == NULL) {
    wrapped = g_strconcat ("<html>\r\n<body>\r\n", text, "\r\n</body>\r\n</html>\r\n", NULL);
    text = wrapped;
  }
  wire_xml_open (xml, name);
  wire_xml_put (xml, "xml:lang", "en-US");
  wire_xml_leaf (xml, "t:Message", text);
  wire_xml_close (xml);
}

SimOutcome
sim_ews_get_oof (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  SimOutcome outcome = SIM_DONE;
  guint person = find_mailbox (ask, &outcome, ret_code);
  g_autoptr (OofState) state = NULL;

  if (person == SIM_NOBODY)
    return outcome;

  state = sim_world_read (ask->world, person);
  wire_xml_open (xml, "m:GetUserOofSettingsResponse");
  wire_xml_open (xml, "m:ResponseMessage");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  wire_xml_close (xml);

  wire_xml_open (xml, "t:OofSettings");
  wire_xml_leaf (xml, "t:OofState", state_names[state->mode]);
  wire_xml_leaf (xml, "t:ExternalAudience", audience_names[state->audience]);
  write_duration (ask, xml, state);
  write_reply (ask, xml, "t:InternalReply", state->inside);
  write_reply (ask, xml, "t:ExternalReply", state->outside);
  wire_xml_close (xml);
  wire_xml_leaf (xml, "m:AllowExternalOof", ask->world->organization.external_oof);
  return SIM_DONE;
}

/* The text as it came; NULL when the element is missing. Caller frees. */
static char *
read_reply (const xmlNode *settings, const char *name)
{
  const xmlNode *reply = wire_xml_child (settings, SIM_NS_TYPES, name);
  const xmlNode *message = wire_xml_child (reply, SIM_NS_TYPES, "Message");

  if (reply == NULL)
    return NULL;
  return message != NULL ? wire_xml_text (message) : g_strdup ("");
}

/* Exchange takes UTC only: an offset is refused although the schema allows it. */
static GDateTime *
read_time (const xmlNode *duration, const char *name)
{
  g_autofree char *text = wire_xml_child_text (duration, SIM_NS_TYPES, name);

  if (text == NULL || strlen (text) < 19 || strpbrk (text + 19, "+-") != NULL)
    return NULL;
  return base_time_parse (text, NULL, NULL);
}

static gboolean
is_good_window (const SimAsk *ask, GDateTime *from, GDateTime *until)
{
  g_autoptr (GDateTime) now = sim_world_now (ask->world);

  return from != NULL && until != NULL && g_date_time_compare (from, until) < 0 &&
         g_date_time_compare (now, until) < 0;
}

/* A reply that would be sent must be there. */
static gboolean
are_good_replies (OofMode mode, OofAudience audience, const char *inside, const char *outside)
{
  if ((inside != NULL && strlen (inside) > MOST_REPLY_BYTES) ||
      (outside != NULL && strlen (outside) > MOST_REPLY_BYTES))
    return FALSE;
  if (mode == OOF_MODE_OFF)
    return TRUE;
  return inside != NULL && (outside != NULL || audience == OOF_AUDIENCE_NONE);
}

SimOutcome
sim_ews_set_oof (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *settings = wire_xml_child (ask->element, SIM_NS_TYPES, "UserOofSettings");
  const xmlNode *duration = wire_xml_child (settings, SIM_NS_TYPES, "Duration");
  SimOutcome outcome = SIM_DONE;
  guint person = find_mailbox (ask, &outcome, ret_code);
  g_autofree char *inside = read_reply (settings, "InternalReply");
  g_autofree char *outside = read_reply (settings, "ExternalReply");
  g_autoptr (GDateTime) from = read_time (duration, "StartTime");
  g_autoptr (GDateTime) until = read_time (duration, "EndTime");
  g_autoptr (OofState) state = NULL;
  int mode = OOF_MODE_OFF;
  int audience = OOF_AUDIENCE_NONE;

  if (person == SIM_NOBODY)
    return outcome;

  *ret_code = "ErrorInvalidUserOofSettings";
  if (!wire_xml_need_name (settings, SIM_NS_TYPES, "OofState", state_names, &mode, NULL) ||
      !wire_xml_need_name (settings, SIM_NS_TYPES, "ExternalAudience", audience_names, &audience,
                           NULL) ||
      !are_good_replies ((OofMode) mode, (OofAudience) audience, inside, outside))
    return SIM_REFUSED;
  *ret_code = "ErrorInvalidScheduledOofDuration";
  if (mode == OOF_MODE_SCHEDULED && !is_good_window (ask, from, until))
    return SIM_REFUSED;

  state = oof_state_new ((OofMode) mode, (OofAudience) audience, from, until, inside, outside);
  sim_world_write (ask->world, person, state);
  sim_counters_written (ask->world->counters, person);

  wire_xml_open (xml, "m:SetUserOofSettingsResponse");
  wire_xml_open (xml, "m:ResponseMessage");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  return SIM_DONE;
}
