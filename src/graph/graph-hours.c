/* graph-hours.c - the working hours of mailboxes, of mailboxSettings
 *
 * {"daysOfWeek": ["monday", …], "startTime": "08:00:00.0000000", "endTime": "17:00:00.0000000",
 * "timeZone": {"name": "W. Europe Standard Time"}}: one span for all days. The zone is one of its
 * own, beside the mailbox's; a custom one has a name that nobody knows, and then those are taken to
 * be meant in the mailbox's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-hours.h"

#include "base-error.h"
#include "graph-batch.h"
#include "graph-mailbox.h"
#include "wire-json.h"

#include <stdio.h>

#define PROPERTY "workingHours"

static gboolean
read_clock (JsonObject *object, const char *name, int *ret, GError **error)
{
  const char *text = wire_json_need_string (object, PROPERTY, name, error);
  int hour;
  int minute;

  if (text == NULL)
    return FALSE;
  if (sscanf (text, "%2d:%2d", &hour, &minute) != 2) {
    base_error_set (error, BASE_ERROR_PROTOCOL, PROPERTY ": “%s” is no time", name);
    return FALSE;
  }
  *ret = hour * 60 + minute;
  return TRUE;
}

static gboolean
read_days (JsonObject *object, guint *ret, GError **error)
{
  JsonNode *node = json_object_get_member (object, "daysOfWeek");
  JsonArray *days =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (days == NULL) {
    base_error_set (error, BASE_ERROR_PROTOCOL, PROPERTY ": “daysOfWeek” is no list");
    return FALSE;
  }
  *ret = 0;
  for (guint i = 0; i < json_array_get_length (days); i++) {
    JsonNode *day = json_array_get_element (days, i);

    if (json_node_get_value_type (day) == G_TYPE_STRING)
      *ret |= exchange_hours_days (json_node_get_string (day));
  }
  return TRUE;
}

/* "": the mailbox's. Borrowed. */
static const char *
read_zone (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "timeZone");
  const char *name = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                         ? wire_json_string (json_node_get_object (node), PROPERTY, "name", NULL)
                         : NULL;
  g_autoptr (GTimeZone) zone = name != NULL ? exchange_hours_zone (name) : NULL;

  return zone != NULL ? name : "";
}

static gboolean
read_hours (JsonObject *object, OofHours *ret, GError **error)
{
  guint days;
  int from_min;
  int until_min;

  if (!read_days (object, &days, error) || !read_clock (object, "startTime", &from_min, error) ||
      !read_clock (object, "endTime", &until_min, error))
    return FALSE;
  if (until_min == 0 && from_min > 0) /* midnight */
    until_min = 24 * 60;
  return exchange_hours_add (ret, days, from_min, until_min, error);
}

static void
tell (const char *mailbox, const GraphPart *part, ExchangeHoursFunc each, gpointer data)
{
  OofHours hours = { { 0 } };
  g_autoptr (GError) why = NULL;
  ExchangeHours told = { .mail = mailbox, .error = part->error };

  if (part->answer != NULL && part->answer->body != NULL &&
      read_hours (part->answer->body, &hours, &why)) {
    told.hours = &hours;
    told.zone = read_zone (part->answer->body);
  }
  if (why != NULL)
    told.error = why;
  each (&told, data);
}

static gboolean
look_at (BaseCall *call, GraphServer *server, const char *const *mailboxes, guint n,
         ExchangeHoursFunc each, gpointer data, GError **error)
{
  GraphPart parts[GRAPH_MOST_PARTS] = { { NULL } };
  const char *asked[GRAPH_MOST_PARTS];
  guint used = 0;
  gboolean is_done = TRUE;

  for (guint i = 0; i < n; i++) {
    g_autoptr (GError) why = NULL;
    ExchangeHours told = { .mail = mailboxes[i] };

    parts[used].path = graph_mailbox_path (server, mailboxes[i], PROPERTY, &why);
    parts[used].mailbox = mailboxes[i];
    told.error = why;
    if (parts[used].path != NULL)
      asked[used++] = mailboxes[i];
    else
      each (&told, data);
  }
  if (used > 0)
    is_done = graph_batch (call, server, parts, used, error);
  for (guint i = 0; i < used; i++) {
    if (is_done)
      tell (asked[i], &parts[i], each, data);
    graph_part_clear (&parts[i]);
  }
  return is_done;
}

gboolean
graph_hours_look (BaseCall *call, GraphServer *server, const char *const *mailboxes,
                  ExchangeHoursFunc each, gpointer data, GError **error)
{
  guint n = g_strv_length ((char **) mailboxes);

  for (guint i = 0; i < n; i += GRAPH_MOST_PARTS)
    if (!look_at (call, server, mailboxes + i, MIN (n - i, GRAPH_MOST_PARTS), each, data, error))
      return FALSE;
  return TRUE;
}
