/* graph-oof.c - a mailbox's automaticRepliesSetting
 *
 * Quirks: the words of enumerations come in any case; a window stands there whatever the status is;
 * a missing time zone means UTC; a change is written to the parent, mailboxSettings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-oof.h"

#include "base-error.h"
#include "base-zone.h"
#include "graph-mailbox.h"
#include "graph-moment.h"
#include "wire-json-write.h"
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
  return base_error_pass (g_steal_pointer (&why), error);
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
    from = graph_moment_read (replies, REPLIES, "scheduledStartDateTime", error);
    until =
        from != NULL ? graph_moment_read (replies, REPLIES, "scheduledEndDateTime", error) : NULL;
    if (until == NULL)
      return NULL;
  }
  return oof_state_new ((OofMode) mode, (OofAudience) audience, from, until, inside, outside);
}

void
graph_oof_quick_clear (GraphOofQuick *self)
{
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_clear_pointer (&self->inside, g_free);
  g_clear_pointer (&self->outside, g_free);
}

static gboolean
take_word (WireJsonScan *scan, const char *const *words, int *ret)
{
  g_autofree char *word = wire_json_scan_string (scan);

  if (word == NULL || *ret >= 0)
    return FALSE;
  for (int i = 0; words[i] != NULL && *ret < 0; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      *ret = i;
  return *ret >= 0;
}

static gboolean
take_moment (WireJsonScan *scan, GDateTime **ret)
{
  g_autofree char *text = NULL;
  g_autofree char *zone = NULL;

  if (*ret != NULL || !wire_json_scan_object (scan))
    return FALSE;
  while (wire_json_scan_member (scan)) {
    char **into = wire_json_scan_is (scan, "dateTime")   ? &text
                  : wire_json_scan_is (scan, "timeZone") ? &zone
                                                         : NULL;

    if (into == NULL)
      wire_json_scan_skip (scan);
    else if (*into != NULL || (*into = wire_json_scan_string (scan)) == NULL)
      return FALSE;
  }
  if (text != NULL && !scan->is_odd)
    *ret = graph_moment_parse (text, zone, NULL);
  return *ret != NULL;
}

static gboolean
take_text (WireJsonScan *scan, char **ret)
{
  if (*ret != NULL)
    return FALSE;
  *ret = wire_json_scan_string (scan);
  return *ret != NULL;
}

/* The window stands there whatever the status is: one that cannot be read is the tree's affair. */
static gboolean
take_member (WireJsonScan *scan, GraphOofQuick *self)
{
  if (wire_json_scan_is (scan, "status"))
    return take_word (scan, status_words, &self->mode);
  if (wire_json_scan_is (scan, "externalAudience"))
    return take_word (scan, audience_words, &self->audience);
  if (wire_json_scan_is (scan, "scheduledStartDateTime"))
    return take_moment (scan, &self->from);
  if (wire_json_scan_is (scan, "scheduledEndDateTime"))
    return take_moment (scan, &self->until);
  if (wire_json_scan_is (scan, "internalReplyMessage"))
    return take_text (scan, &self->inside);
  if (wire_json_scan_is (scan, "externalReplyMessage"))
    return take_text (scan, &self->outside);
  wire_json_scan_skip (scan);
  return !scan->is_odd;
}

static gboolean
take_replies (WireJsonScan *scan, GraphOofQuick *self)
{
  if (!wire_json_scan_object (scan))
    return FALSE;
  while (wire_json_scan_member (scan))
    if (!take_member (scan, self))
      return FALSE;
  return !scan->is_odd;
}

static gboolean
is_untouched (const GraphOofQuick *self)
{
  return self->mode < 0 && self->audience < 0 && self->from == NULL && self->until == NULL &&
         self->inside == NULL && self->outside == NULL;
}

gboolean
graph_oof_quick (WireJsonScan *scan, gpointer data)
{
  GraphOofQuick *self = data;
  gboolean is_inner = FALSE;

  graph_oof_quick_clear (self);
  self->mode = self->audience = -1;
  if (!wire_json_scan_object (scan))
    return FALSE;
  while (wire_json_scan_member (scan)) {
    if (wire_json_scan_is (scan, REPLIES)) {
      if (is_inner || !is_untouched (self) || !take_replies (scan, self))
        return FALSE;
      is_inner = TRUE;
    } else if (is_inner) {
      wire_json_scan_skip (scan);
    } else if (!take_member (scan, self)) {
      return FALSE;
    }
  }
  return !scan->is_odd && self->mode >= 0 && self->audience >= 0 &&
         (self->mode != OOF_MODE_SCHEDULED || (self->from != NULL && self->until != NULL));
}

static OofState *
finish_quick (GraphOofQuick *self)
{
  return oof_state_new_taking ((OofMode) self->mode, (OofAudience) self->audience, self->from,
                               self->until, g_steal_pointer (&self->inside),
                               g_steal_pointer (&self->outside));
}

/* The object itself, or as a member of the settings around it, as the answer to a change has it. */
static JsonObject *
find_replies (JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, REPLIES);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : body;
}

OofState *
graph_oof_take (GraphAnswer *answer, GraphOofQuick *quick, ExchangeReading *ret_reading,
                GError **error)
{
  OofState *state = NULL;

  if (answer->is_read)
    state = finish_quick (quick);
  else if (answer->body != NULL)
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
  g_auto (GraphOofQuick) quick = { 0 };
  const GraphAsk ask = { .operation = "get " REPLIES,
                         .quick = graph_oof_quick,
                         .quick_data = &quick };
  g_autoptr (GraphAnswer) answer = graph_mailbox_ask (call, server, mailbox, REPLIES, &ask, error);

  return answer != NULL ? graph_oof_take (answer, &quick, ret_reading, error) : NULL;
}

static void
write_moment (GString *json, const char *name, GDateTime *when)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (when);
  g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.0000000");

  g_string_append_printf (json, ",\"%s\":{\"dateTime\":\"%s\",\"timeZone\":\"UTC\"}", name, text);
}

GraphOofChange
graph_oof_change (BaseCall *call, const OofState *state)
{
  return (GraphOofChange){ state, wire_recent_get (call, "graph-oof") };
}

/* Whole: what a PATCH does not name stays as it was. */
void
graph_oof_write (GString *json, gconstpointer data)
{
  const GraphOofChange *change = data;
  const OofState *state = change->state;

  g_string_append_printf (json, "{\"" REPLIES "\":{\"status\":\"%s\",\"externalAudience\":\"%s\"",
                          status_words[state->mode], audience_words[state->audience]);
  if (state->mode == OOF_MODE_SCHEDULED) {
    write_moment (json, "scheduledStartDateTime", state->from);
    write_moment (json, "scheduledEndDateTime", state->until);
  }
  g_string_append (json, ",\"internalReplyMessage\":");
  wire_json_append_recent (json, state->inside, change->recent);
  g_string_append (json, ",\"externalReplyMessage\":");
  wire_json_append_recent (json, state->outside, change->recent);
  g_string_append (json, "}}");
}

gboolean
graph_oof_skip (WireJsonScan *scan, gpointer data)
{
  wire_json_scan_skip (scan);
  return !scan->is_odd;
}

gboolean
graph_oof_set (BaseCall *call, GraphServer *server, const char *mailbox, const OofState *state,
               char **ret_request_id, GError **error)
{
  const GraphOofChange change = graph_oof_change (call, state);
  const GraphAsk ask = { .operation = "set " REPLIES,
                         .method = "PATCH",
                         .write = graph_oof_write,
                         .data = &change,
                         .quick = graph_oof_skip };
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
