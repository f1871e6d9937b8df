/* sim-graph-ask.c - a request to Graph as it was understood, and its answer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph-ask.h"

#include <string.h>

static gboolean
take_path (SimGraphAsk *self, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (*path == '/' ? path + 1 : path, "/", -1);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++) {
    char *step = g_uri_unescape_string (parts[i], NULL);

    if (step == NULL || !g_utf8_validate (step, -1, NULL)) {
      g_free (step);
      return FALSE;
    }
    g_ptr_array_add (steps, step);
  }
  g_ptr_array_add (steps, NULL);
  self->steps = (char **) g_ptr_array_free (g_steal_pointer (&steps), FALSE);
  return TRUE;
}

/* As forms have it: a plus is a space. */
static char *
unescape_value (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "+", -1);
  g_autofree char *spaced = g_strjoinv (" ", parts);

  return g_uri_unescape_string (spaced, NULL);
}

static gboolean
take_query (SimGraphAsk *self, const char *query)
{
  g_auto (GStrv) pairs = g_strsplit (query, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++) {
    char *equals = strchr (pairs[i], '=');
    char *name;
    char *value;

    if (*pairs[i] == '\0')
      continue;
    if (equals != NULL)
      *equals = '\0';
    name = unescape_value (pairs[i]);
    value = unescape_value (equals != NULL ? equals + 1 : "");
    if (name == NULL || value == NULL || !g_utf8_validate (value, -1, NULL)) {
      g_free (name);
      g_free (value);
      return FALSE;
    }
    g_hash_table_replace (self->query, name, value);
  }
  return TRUE;
}

SimGraphAsk *
sim_graph_ask_new (SimWorld *world, const char *method, const char *target)
{
  g_autoptr (SimGraphAsk) self = g_new0 (SimGraphAsk, 1);
  const char *question = strchr (target, '?');
  g_autofree char *path = g_strndup (target, strcspn (target, "?"));

  self->world = world;
  self->method = g_strdup (method);
  self->query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!take_path (self, path) || (question != NULL && !take_query (self, question + 1)))
    return NULL;
  return g_steal_pointer (&self);
}

void
sim_graph_ask_free (SimGraphAsk *self)
{
  if (self == NULL)
    return;

  g_free (self->method);
  g_strfreev (self->steps);
  g_hash_table_unref (self->query);
  g_clear_pointer (&self->body, json_object_unref);
  g_free (self->zone);
  g_free (self);
}

char *
sim_graph_ask_zone (const char *prefer)
{
  static const char begin[] = "outlook.timezone=";
  const char *found = prefer != NULL ? strstr (prefer, begin) : NULL;

  if (found == NULL)
    return NULL;
  found += strlen (begin);
  if (*found == '"')
    found++;
  return g_strndup (found, strcspn (found, "\";,"));
}

const char *
sim_graph_ask_step (const SimGraphAsk *self, guint n)
{
  return n < g_strv_length (self->steps) ? self->steps[n] : "";
}

const char *
sim_graph_ask_option (const SimGraphAsk *self, const char *name)
{
  return g_hash_table_lookup (self->query, name);
}

void
sim_graph_answer_clear (SimGraphAnswer *self)
{
  g_clear_pointer (&self->body, json_object_unref);
}

SimGraphAnswer
sim_graph_answer (JsonObject *body)
{
  return (SimGraphAnswer){ .status = 200, .body = body, .retry_after = -1 };
}

SimGraphAnswer
sim_graph_refuse (const SimGraphAsk *ask, int status, const char *code, const char *words)
{
  JsonObject *body = json_object_new ();
  JsonObject *error = json_object_new ();
  JsonObject *inner = json_object_new ();
  g_autoptr (GDateTime) now = sim_world_now (ask->world);
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  json_object_set_string_member (inner, "date", date);
  json_object_set_string_member (inner, "request-id", ask->id);
  json_object_set_string_member (inner, "client-request-id", ask->id);
  json_object_set_string_member (error, "code", code);
  json_object_set_string_member (error, "message", words);
  json_object_set_object_member (error, "innerError", inner);
  json_object_set_object_member (body, "error", error);
  sim_counters_refused (ask->world->counters, code);
  return (SimGraphAnswer){ .status = status, .body = body, .retry_after = -1 };
}

void
sim_graph_select (const SimGraphAsk *ask, JsonObject *object)
{
  const char *select = sim_graph_ask_option (ask, "$select");
  g_auto (GStrv) names = NULL;
  g_autoptr (GList) members = NULL;

  if (select == NULL || *select == '\0')
    return;

  names = g_strsplit_set (select, ", ", -1);
  members = json_object_get_members (object);
  for (GList *item = members; item != NULL; item = item->next) {
    g_autofree char *name = g_strdup (item->data);

    if (*name != '@' && !g_strv_contains ((const char *const *) names, name))
      json_object_remove_member (object, name);
  }
}
