/* graph-oof.c - a mailbox's automaticRepliesSetting
 *
 * Quirks: the words of enumerations come in any case; a window stands there whatever the status is;
 * a missing time zone means UTC; a change is written to the parent, mailboxSettings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-oof.h"

#include "base-error.h"
#include "base-time.h"
#include "base-zone.h"
#include "graph-mailbox.h"
#include "wire-json.h"

#include <string.h>

#define REPLIES GRAPH_OOF_PROPERTY
#define NO_TEXT "\xEF\xBF\xBF" /* U+FFFF: what wire-json.h makes of what cannot be text */

static const char *const status_words[] = { [OOF_MODE_OFF] = "disabled",
                                            [OOF_MODE_ON] = "alwaysEnabled",
                                            [OOF_MODE_SCHEDULED] = "scheduled",
                                            NULL };

static const char *const audience_words[] = { [OOF_AUDIENCE_NONE] = "none",
                                              [OOF_AUDIENCE_KNOWN] = "contactsOnly",
                                              [OOF_AUDIENCE_ALL] = "all",
                                              NULL };

static gboolean
decode_word (JsonObject *replies, const char *name, const char *const *words, int *ret,
             GError **error)
{
  const char *text = wire_json_need_string (replies, REPLIES, name, error);
  g_autofree char *shown = NULL;

  if (text == NULL)
    return FALSE;
  for (int i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], text) == 0) {
      *ret = i;
      return TRUE;
    }

  shown = g_strndup (text, 40);
  base_error_set (error, BASE_ERROR_PROTOCOL, REPLIES ": “%s” cannot be “%s”", name, shown);
  return FALSE;
}

static gboolean
decode_text (JsonObject *replies, const char *name, const char **ret, GError **error)
{
  static const BaseErrorFacts bad_text = { .reason = "held-text" };
  g_autoptr (GError) why = NULL;

  *ret = wire_json_string (replies, REPLIES, name, &why);
  if (why == NULL && *ret != NULL && strstr (*ret, NO_TEXT) != NULL)
    base_error_set_facts (&why, BASE_ERROR_PROTOCOL, &bad_text,
                          REPLIES ": “%s” holds what is no character", name);
  if (why == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* {"dateTime": "2026-12-21T16:00:00.0000000", "timeZone": "UTC"} */
static GDateTime *
decode_moment (JsonObject *replies, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (replies, name);
  const char *text = NULL;
  const char *zone_name = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GError) why = NULL;
  GDateTime *when = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, REPLIES ": “%s” is missing", name);
    return NULL;
  }

  text = wire_json_need_string (json_node_get_object (node), name, "dateTime", &why);
  if (why == NULL)
    zone_name = wire_json_string (json_node_get_object (node), name, "timeZone", &why);
  if (why == NULL)
    zone = base_zone_new (zone_name != NULL ? zone_name : "UTC", &why);
  if (zone != NULL)
    when = base_time_parse (text, zone, &why);
  if (when == NULL)
    base_error_set (error, BASE_ERROR_PROTOCOL, REPLIES ": odd “%s”: %s", name, why->message);
  return when;
}

OofState *
graph_oof_decode (JsonObject *replies, GError **error)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  const char *inside;
  const char *outside;
  int mode, audience;

  if (!decode_word (replies, "status", status_words, &mode, error) ||
      !decode_word (replies, "externalAudience", audience_words, &audience, error) ||
      !decode_text (replies, "internalReplyMessage", &inside, error) ||
      !decode_text (replies, "externalReplyMessage", &outside, error))
    return NULL;
  if (mode == OOF_MODE_SCHEDULED) {
    from = decode_moment (replies, "scheduledStartDateTime", error);
    until = from != NULL ? decode_moment (replies, "scheduledEndDateTime", error) : NULL;
    if (until == NULL)
      return NULL;
  }
  return oof_state_new ((OofMode) mode, (OofAudience) audience, from, until, inside, outside);
}

/* The object itself, or as a member of the settings around it, as the answer to a change has it. */
static JsonObject *
find_replies (JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, REPLIES);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : body;
}

OofState *
graph_oof_take (GraphAnswer *answer, ExchangeReading *ret_reading, GError **error)
{
  OofState *state = NULL;

  if (answer->body != NULL)
    state = graph_oof_decode (find_replies (answer->body), error);
  else
    base_error_set (error, BASE_ERROR_PROTOCOL, REPLIES ": the answer is empty");
  if (state != NULL && ret_reading != NULL) {
    ret_reading->allowed = OOF_AUDIENCE_ALL; /* Graph does not say */
    ret_reading->request_id = g_steal_pointer (&answer->request_id);
  }
  return state;
}

OofState *
graph_oof_get (BaseCall *call, GraphServer *server, const char *mailbox,
               ExchangeReading *ret_reading, GError **error)
{
  static const GraphAsk ask = { .operation = "get " REPLIES };
  g_autoptr (GraphAnswer) answer = graph_mailbox_ask (call, server, mailbox, REPLIES, &ask, error);

  return answer != NULL ? graph_oof_take (answer, ret_reading, error) : NULL;
}

static JsonObject *
encode_moment (GDateTime *when)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (when);
  g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.0000000");
  JsonObject *moment = json_object_new ();

  json_object_set_string_member (moment, "dateTime", text);
  json_object_set_string_member (moment, "timeZone", "UTC");
  return moment;
}

/* Whole: what a PATCH does not name stays as it was. */
JsonObject *
graph_oof_encode (const OofState *state)
{
  JsonObject *settings = json_object_new ();
  JsonObject *replies = json_object_new ();

  json_object_set_string_member (replies, "status", status_words[state->mode]);
  json_object_set_string_member (replies, "externalAudience", audience_words[state->audience]);
  if (state->mode == OOF_MODE_SCHEDULED) {
    json_object_set_object_member (replies, "scheduledStartDateTime", encode_moment (state->from));
    json_object_set_object_member (replies, "scheduledEndDateTime", encode_moment (state->until));
  }
  json_object_set_string_member (replies, "internalReplyMessage", state->inside);
  json_object_set_string_member (replies, "externalReplyMessage", state->outside);
  json_object_set_object_member (settings, REPLIES, replies);
  return settings;
}

gboolean
graph_oof_set (BaseCall *call, GraphServer *server, const char *mailbox, const OofState *state,
               char **ret_request_id, GError **error)
{
  g_autoptr (JsonObject) body = graph_oof_encode (state);
  const GraphAsk ask = { .operation = "set " REPLIES, .method = "PATCH", .body = body };
  g_autoptr (GraphAnswer) answer = graph_mailbox_ask (call, server, mailbox, "", &ask, error);

  if (answer == NULL)
    return FALSE;

  if (ret_request_id != NULL)
    *ret_request_id = g_steal_pointer (&answer->request_id);
  return TRUE;
}

char *
graph_oof_zone (BaseCall *call, GraphServer *server, const char *mailbox, GError **error)
{
  static const GraphAsk ask = { .operation = "get timeZone" };
  g_autoptr (GraphAnswer) answer =
      graph_mailbox_ask (call, server, mailbox, "timeZone", &ask, error);
  g_autoptr (GError) why = NULL;
  const char *name;

  if (answer == NULL)
    return NULL;

  name = wire_json_string (answer->body, "timeZone", "value", &why);
  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  return name != NULL ? base_zone_iana_name (name) : NULL;
}
