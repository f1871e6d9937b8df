/* cli-plan.c - plan: who has which reply when, and why that one
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-plan.h"

#include "base-time.h"
#include "cli-acts.h"
#include "cli-commands.h"
#include "cli-print.h"
#include "oof-date.h"
#include "session-words-item.h"
#include "session-words-plan.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define DEFAULT_DAYS 92

static gint64
now_s (void)
{
  return base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC;
}

static void
put_instant (JsonObject *object, const char *name, gint64 instant_s)
{
  g_autoptr (GDateTime) when =
      instant_s != OOF_OPEN_END ? g_date_time_new_from_unix_utc (instant_s) : NULL;

  cli_print_put_time (object, name, when);
}

static const char *
item_id (const SessionPlan *plan, guint16 row)
{
  return oof_item_parts (oof_row_item (oof_plan_row (session_plan_oof (plan), row)))->id;
}

/* {"from","until","item","why","hidden"}; times in UTC, null without an end. */
static JsonObject *
segment_json (const SessionPlan *plan, const OofSegment *segment)
{
  JsonObject *object = json_object_new ();
  JsonArray *hidden = json_array_new ();
  const char *kind = segment->kind == OOF_SEGMENT_OWN ? "own" : "item";

  put_instant (object, "from", segment->from_s);
  put_instant (object, "until", segment->until_s);
  json_object_set_string_member (object, "kind", kind);
  cli_print_put_text (object, "item",
                      segment->kind == OOF_SEGMENT_ITEM ? item_id (plan, segment->row) : NULL);
  json_object_set_string_member (object, "why", oof_why_names[segment->why]);
  if (segment->why == OOF_WHY_RULE)
    json_object_set_string_member (object, "rule", oof_trait_names[segment->rule]);
  for (guint i = 0; i < segment->n_hidden; i++)
    json_array_add_string_element (hidden, item_id (plan, segment->hidden[i]));
  json_object_set_array_member (object, "hidden", hidden);
  return object;
}

static JsonNode *
make_slot (const SessionPlan *plan, const OofSlot *slot)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object;

  if (slot->kind == OOF_SLOT_FREE)
    return json_node_init_null (node);

  object = json_object_new ();
  json_object_set_string_member (object, "kind", slot->kind == OOF_SLOT_OWN ? "own" : "item");
  if (slot->kind == OOF_SLOT_ITEM) {
    json_object_set_string_member (object, "item", item_id (plan, slot->row));
    json_object_set_string_member (object, "state", oof_mode_names[slot->mode]);
    put_instant (object, "from", slot->from_s);
    put_instant (object, "until", slot->until_s);
  }
  json_node_take_object (node, object);
  return node;
}

static JsonObject *
make_object (const SessionPlan *plan, const SessionApplied *applied)
{
  const SessionDecision *made = applied->decision;
  JsonObject *object = json_object_new ();
  JsonArray *segments = json_array_new ();
  JsonObject *slot = json_object_new ();

  json_object_set_string_member (object, "mailbox", applied->outcome->mailbox);
  for (guint i = 0; made != NULL && made->segments != NULL && i < made->segments->len; i++) {
    const OofSegment *segment = &g_array_index (made->segments, OofSegment, i);

    if (segment->kind != OOF_SEGMENT_IN)
      json_array_add_object_element (segments, segment_json (plan, segment));
  }
  json_object_set_array_member (object, "segments", segments);
  if (made != NULL) {
    json_object_set_member (slot, "now", make_slot (plan, &made->now));
    json_object_set_member (slot, "next", make_slot (plan, &made->next));
  }
  json_object_set_object_member (object, "slot", slot);
  cli_print_put_text (object, "action", made != NULL ? session_action_names[made->action] : NULL);
  cli_print_put_text (object, "reason", made != NULL ? made->reason : NULL);
  if (made != NULL && made->covered_until_s != OOF_OPEN_END)
    put_instant (object, "covered_until", made->covered_until_s);
  json_object_set_member (object, "error", cli_print_error (applied->outcome->error));
  cli_acts_put (object, applied->acts);
  return object;
}

static void
print_segment (const SessionPlan *plan, const OofSegment *segment)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (segment->from_s);
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_utc (segment->until_s);
  g_autofree char *from_text = cli_print_when (from);
  g_autofree char *until_text = cli_print_when (until);
  const char *why = session_words_why (segment->why);

  g_print ("  %s – %s  %s\n", from_text, until_text,
           segment->kind == OOF_SEGMENT_OWN ? _ ("Own reply") : item_id (plan, segment->row));
  for (guint i = 0; i < segment->n_hidden; i++)
    g_print ("    %s %s%s%s\n", _ ("before"), item_id (plan, segment->hidden[i]),
             i == 0 && why != NULL ? ": " : "", i == 0 && why != NULL ? why : "");
}

static void
print_text (CliContext *context, const SessionPlan *plan, const SessionApplied *applied)
{
  const SessionDecision *made = applied->decision;
  g_autofree char *words = made != NULL ? session_words_decision (made) : NULL;

  g_print ("%s\n", applied->outcome->mailbox);
  for (guint i = 0; made != NULL && made->segments != NULL && i < made->segments->len; i++) {
    const OofSegment *segment = &g_array_index (made->segments, OofSegment, i);

    if (segment->kind != OOF_SEGMENT_IN)
      print_segment (plan, segment);
  }
  if (made != NULL)
    g_print ("  → %s: %s\n", session_action_names[made->action], words);
  else
    g_print ("  → %s\n", applied->person == SESSION_ROSTER_NOBODY ? _ ("There is no such person.")
                                                                  : _ ("It could not be read."));
  cli_acts_print (context, applied->acts);
}

static gboolean
print_cb (CliContext *context, const SessionPlan *plan, const SessionApplied *applied,
          gpointer data)
{
  if (context->output == CLI_OUTPUT_JSON)
    return cli_print_json (make_object (plan, applied));

  print_text (context, plan, applied);
  return fflush (stdout) == 0;
}

gboolean
cli_plan_take_day (const char *text, const char *option, gint64 *ret_s, GError **error)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *full = NULL;

  if (text == NULL)
    return TRUE;

  full = strchr (text, 'T') != NULL ? g_strdup (text) : g_strconcat (text, "T00:00", NULL);
  when = base_time_parse (full, here, error);
  if (when == NULL) {
    g_prefix_error (error, "%s: ", option);
    return FALSE;
  }
  *ret_s = g_date_time_to_unix (when);
  return TRUE;
}

CliExit
cli_plan (CliContext *context, int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  CliPlan order = { .how = SESSION_APPLY_REHEARSE, .print = print_cb };
  const GOptionEntry entries[] = { { "from", 0, 0, G_OPTION_ARG_STRING, &from,
                                     N_ ("First day that is told (default: today)"), N_ ("DATE") },
                                   { "until", 0, 0, G_OPTION_ARG_STRING, &until,
                                     N_ ("The day after the last one (default: 92 days later)"),
                                     N_ ("DATE") },
                                   cli_context_jobs_option (&order.jobs),
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GError) error = NULL;
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("[MAILBOX…]"),
                          _ ("Says who has which reply when, why that one, and what would be "
                             "written. Nothing is written."),
                          &argc, &argv, &status))
    return status;
  if (!cli_context_jobs_fit (order.jobs))
    return CLI_EXIT_USAGE;
  order.show_from_s = now_s ();
  if (!cli_plan_take_day (from, "--from", &order.show_from_s, &error))
    return cli_context_misuse ("%s", error->message);
  order.show_until_s = order.show_from_s + DEFAULT_DAYS * (gint64) OOF_DAY_S;
  if (!cli_plan_take_day (until, "--until", &order.show_until_s, &error))
    return cli_context_misuse ("%s", error->message);
  if (order.show_until_s <= order.show_from_s)
    return cli_context_misuse (_ ("--until is not after --from"));

  order.mailboxes = argv + 1;
  return cli_plan_run (context, &order);
}
