/* cli-print.c - JSON values and words that several commands print
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-print.h"

#include "base-error.h"
#include "base-time.h"
#include "session-csv.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

char *
cli_print_json_line (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return json_to_string (node, FALSE);
}

gboolean
cli_print_json (JsonObject *object)
{
  g_autofree char *line = cli_print_json_line (object);

  return puts (line) >= 0 && fflush (stdout) == 0;
}

gboolean
cli_print_json_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);
  g_autofree char *text = json_to_string (node, FALSE);

  return puts (text) >= 0 && fflush (stdout) == 0;
}

void
cli_print_put_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

void
cli_print_put_time (JsonObject *object, const char *name, GDateTime *when)
{
  g_autofree char *text = when != NULL ? base_time_format_utc (when) : NULL;

  cli_print_put_text (object, name, text);
}

void
cli_print_csv (const char *const *cells, gsize n)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    session_csv_add (line, cells[i]);
  g_print ("%s\n", line->str);
}

JsonNode *
cli_print_error (const GError *error)
{
  const BaseErrorFacts *facts = base_error_facts (error);
  g_autofree char *sentence = NULL;
  g_autofree char *remedy = NULL;
  JsonObject *object;

  if (error == NULL)
    return json_node_init_null (json_node_alloc ());

  sentence = session_explain (error);
  remedy = session_remedy (error);
  object = json_object_new ();
  json_object_set_string_member (object, "code", base_error_name (error));
  json_object_set_string_member (object, "message", sentence);
  cli_print_put_text (object, "remedy", remedy);
  cli_print_put_text (object, "reason", facts->reason);
  cli_print_put_text (object, "server_code", facts->server_code);
  cli_print_put_text (object, "request_id", facts->request_id);
  json_object_set_string_member (object, "detail", error->message);
  return json_node_init_object (json_node_alloc (), object);
}

void
cli_print_put_state (JsonObject *object, const OofState *state)
{
  cli_print_put_text (object, "state", state != NULL ? oof_mode_names[state->mode] : NULL);
  cli_print_put_time (object, "from", state != NULL ? state->from : NULL);
  cli_print_put_time (object, "until", state != NULL ? state->until : NULL);
  cli_print_put_text (object, "inside", state != NULL ? state->inside : NULL);
  cli_print_put_text (object, "outside", state != NULL ? state->outside : NULL);
  cli_print_put_text (object, "audience",
                      state != NULL ? oof_audience_names[state->audience] : NULL);
}

void
cli_print_put_state_as (JsonObject *object, const char *name, const OofState *state)
{
  JsonObject *shown;

  if (state == NULL) {
    json_object_set_null_member (object, name);
    return;
  }
  shown = json_object_new ();
  cli_print_put_state (shown, state);
  json_object_set_object_member (object, name, shown);
}

char *
cli_print_when (GDateTime *when)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (when);
  /* Translators: weekday, day, month, year, time, zone; see strftime(3) */
  g_autofree char *shown = g_date_time_format (local, _ ("%a %-d %b %Y, %H:%M %Z"));
  g_autofree char *utc = base_time_format_utc (when);

  return g_strdup_printf ("%s (%s)", shown, utc);
}

char *
cli_print_sentence (const OofState *state)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (state->mode == OOF_MODE_OFF)
    return g_strdup (_ ("No automatic reply."));
  if (state->mode == OOF_MODE_ON)
    return g_strdup (_ ("Automatic reply on, without an end."));

  from = cli_print_when (state->from);
  until = cli_print_when (state->until);
  /* Translators: two dates with times */
  return g_strdup_printf (_ ("Automatic reply from %s until %s."), from, until);
}
