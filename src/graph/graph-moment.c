/* graph-moment.c - a dateTimeTimeZone of Graph
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-moment.h"

#include "base-error.h"
#include "base-time.h"
#include "base-zone.h"
#include "wire-json.h"

#include <string.h>

GDateTime *
graph_moment_parse (const char *text, const char *zone_name, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (zone_name == NULL || strcmp (zone_name, "UTC") == 0)
    return base_time_parse (text, NULL, error);
  zone = base_zone_new (zone_name, error);
  return zone != NULL ? base_time_parse (text, zone, error) : NULL;
}

GDateTime *
graph_moment_read (JsonObject *object, const char *path, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = NULL;
  const char *zone_name = NULL;
  g_autoptr (GError) why = NULL;
  GDateTime *when = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “%s” is missing", path, name);
    return NULL;
  }

  text = wire_json_need_string (json_node_get_object (node), name, "dateTime", &why);
  if (why == NULL)
    zone_name = wire_json_string (json_node_get_object (node), name, "timeZone", &why);
  if (why == NULL)
    when = graph_moment_parse (text, zone_name, &why);
  if (when == NULL)
    base_error_set (error, BASE_ERROR_PROTOCOL, "%s: odd “%s”: %s", path, name, why->message);
  return when;
}
