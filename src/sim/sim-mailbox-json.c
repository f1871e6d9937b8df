/* sim-mailbox-json.c - a mailbox as the control port shows and sets it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-mailbox-json.h"

#include "base-error.h"
#include "oof-change.h"
#include "sim-rules.h"
#include "wire-json.h"

#include <string.h>

#define PATH "mailbox"

static guint
find_person (const SimWorld *world, const char *address, GError **error)
{
  guint person = address != NULL ? sim_people_find (world->people, address) : SIM_NOBODY;

  if (person == SIM_NOBODY)
    base_error_set (error, BASE_ERROR_NOT_FOUND, PATH ": “address” names nobody");
  return person;
}

static void
set_time (JsonObject *object, const char *name, GDateTime *when)
{
  g_autofree char *text = when != NULL ? base_time_format_utc (when) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
to_json (SimWorld *world, guint person)
{
  g_autoptr (OofState) state = sim_world_read (world, person);
  g_autofree char *name = sim_people_name (world->people, person);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "address", sim_people_address (world->people, person));
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "department",
                                 sim_people_department (world->people, person));
  json_object_set_string_member (object, "zone", sim_world_zone (world, person));
  json_object_set_string_member (object, "state", oof_mode_names[state->mode]);
  json_object_set_string_member (object, "audience", oof_audience_names[state->audience]);
  set_time (object, "from", state->from);
  set_time (object, "until", state->until);
  json_object_set_string_member (object, "inside", state->inside);
  json_object_set_string_member (object, "outside", state->outside);
  json_object_set_array_member (object, "rules", sim_rules_to_json (world, person));
  return object;
}

JsonObject *
sim_mailbox_to_json (SimWorld *world, const char *address, GError **error)
{
  guint person = find_person (world, address, error);

  return person != SIM_NOBODY ? to_json (world, person) : NULL;
}

/* A member that is one of names; FALSE without an error when it is missing. */
static gboolean
read_word (JsonObject *object, const char *name, const char *const *names, int *ret, GError **error)
{
  const char *word = wire_json_string (object, PATH, name, error);

  if (word == NULL)
    return FALSE;

  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], word) == 0) {
      *ret = i;
      return TRUE;
    }
  base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": “%s” cannot be “%s”", name, word);
  return FALSE;
}

static GDateTime *
read_time (JsonObject *object, const char *name, GError **error)
{
  const char *text = wire_json_string (object, PATH, name, error);

  return text != NULL ? base_time_parse (text, NULL, error) : NULL;
}

static OofChange *
read_change (JsonObject *object, GError **error)
{
  g_autoptr (OofChange) change = oof_change_new ();
  g_autoptr (GError) why = NULL;
  int mode = 0;
  int audience = 0;

  change->has_mode = read_word (object, "state", oof_mode_names, &mode, &why);
  change->mode = (OofMode) mode;
  if (why == NULL)
    change->has_audience = read_word (object, "audience", oof_audience_names, &audience, &why);
  change->audience = (OofAudience) audience;
  if (why == NULL)
    change->from = read_time (object, "from", &why);
  if (why == NULL)
    change->until = read_time (object, "until", &why);
  if (why == NULL)
    change->inside = g_strdup (wire_json_string (object, PATH, "inside", &why));
  if (why == NULL)
    change->outside = g_strdup (wire_json_string (object, PATH, "outside", &why));
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  return g_steal_pointer (&change);
}

static gboolean
set_hours (SimWorld *world, guint person, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "hours");
  JsonObject *hours =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GError) why = NULL;
  const char *zone;
  gint64 days = 0;
  gint64 from = 0;
  gint64 until = 0;

  if (hours == NULL)
    return TRUE;
  zone = wire_json_string (hours, PATH, "zone", &why);
  if (why != NULL || !wire_json_integer (hours, PATH, "days", 0, 127, 31, &days, &why) ||
      !wire_json_integer (hours, PATH, "from", 0, 1439, 480, &from, &why) ||
      !wire_json_integer (hours, PATH, "until", 1, 1440, 1020, &until, &why)) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  sim_world_set_hours (world, person,
                       &(SimHours){ (guint) days, (guint) from, (guint) until,
                                    (char *) (zone != NULL ? zone : "") });
  return TRUE;
}

JsonObject *
sim_mailbox_set_json (SimWorld *world, JsonObject *object, GError **error)
{
  const char *address = wire_json_need_string (object, PATH, "address", error);
  guint person = address != NULL ? find_person (world, address, error) : SIM_NOBODY;
  g_autoptr (OofChange) change = person != SIM_NOBODY ? read_change (object, error) : NULL;
  g_autoptr (GDateTime) now = sim_world_now (world);
  g_autoptr (OofState) before = NULL;
  g_autoptr (OofState) after = NULL;

  if (change == NULL || !set_hours (world, person, object, error) ||
      !sim_rules_set_json (world, person, object, error))
    return NULL;

  before = sim_world_read (world, person);
  after = oof_change_apply (change, before, now);
  sim_world_write (world, person, after);
  return to_json (world, person);
}
