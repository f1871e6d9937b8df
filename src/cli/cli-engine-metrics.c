/* cli-engine-metrics.c - the engine's figures, for Prometheus
 *
 * The text format: https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-engine.h"

static void
add_metric (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP absentia_engine_%s %s\n# TYPE absentia_engine_%s %s\n",
                          name, help, name, type);
}

static void
add_number (GString *text, const char *name, const char *type, const char *help, guint64 value)
{
  add_metric (text, name, type, help);
  g_string_append_printf (text, "absentia_engine_%s %" G_GUINT64_FORMAT "\n", name, value);
}

/* Seconds since 1970; without an end it is as far away as can be. */
static void
add_instant (GString *text, const char *name, const char *help, gint64 instant_s)
{
  add_metric (text, name, "gauge", help);
  if (instant_s == G_MAXINT64)
    g_string_append_printf (text, "absentia_engine_%s +Inf\n", name);
  else
    g_string_append_printf (text, "absentia_engine_%s %" G_GINT64_FORMAT "\n", name, instant_s);
}

static void
add_state (GString *text, const SessionEngineState *state)
{
  add_metric (text, "state", "gauge", "What the engine does: 1 for that, 0 for all others.");
  for (guint i = 1; i < SESSION_ENGINE_N_MODES; i++)
    g_string_append_printf (text, "absentia_engine_state{state=\"%s\"} %d\n",
                            session_engine_mode_names[i], state->mode == i);
}

gboolean
cli_engine_write_metrics (const char *path, const SessionEngineState *state,
                          const SessionEngineCounts *counts, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_state (text, state);
  add_number (text, "due", "gauge", "Mailboxes that are due now.", counts->due);
  add_number (text, "failing", "gauge", "Mailboxes that failed when they were looked at last.",
              state->failed);
  add_number (text, "late", "gauge", "Mailboxes that failed and whose absence has begun.",
              counts->late);
  add_number (text, "looked_total", "counter", "Looks at mailboxes.", counts->looked);
  add_number (text, "written_total", "counter", "Replies that were written.", counts->written);
  add_number (text, "failed_total", "counter", "Looks at mailboxes that failed.", counts->failed);
  add_number (text, "throttled_total", "counter",
              "Requests, or parts of one, that a server refused for being too much.",
              counts->throttled);
  add_number (text, "runs_total", "counter", "Runs over mailboxes that were due.", counts->runs);
  add_instant (text, "last_run_timestamp_seconds", "When the last run ended; 0 before the first.",
               state->last_run_s);
  add_instant (text, "next_due_timestamp_seconds", "When something is due next; 0 is not known.",
               state->next_due_s);
  add_instant (text, "covered_until_timestamp_seconds",
               "Until then Exchange does the right thing for everybody alone.",
               state->covered_until_s);
  add_instant (text, "told_timestamp_seconds", "When these figures were written.", state->at_s);
  /* What a power cut leaves of it is no matter, and it is written often. */
  return g_file_set_contents_full (path, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0644, error);
}
