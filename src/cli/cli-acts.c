/* cli-acts.c - what is done beside replies, printed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-acts.h"

#include "cli-print.h"

void
cli_acts_put (JsonObject *object, const GPtrArray *acts)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; acts != NULL && i < acts->len; i++) {
    const SessionAct *act = acts->pdata[i];
    JsonObject *one = json_object_new ();

    json_object_set_string_member (one, "kind", act->kind);
    json_object_set_string_member (one, "does", session_act_does_names[act->does]);
    cli_print_put_text (one, "words", act->words);
    json_object_set_member (one, "error", cli_print_error (act->error));
    json_array_add_object_element (list, one);
  }
  json_object_set_array_member (object, "acts", list);
}

gboolean
cli_acts_are_news (const GPtrArray *acts)
{
  for (guint i = 0; acts != NULL && i < acts->len; i++) {
    const SessionAct *act = acts->pdata[i];

    if (act->does != SESSION_ACT_STAYS || act->error != NULL)
      return TRUE;
  }
  return FALSE;
}

void
cli_acts_print (CliContext *context, const GPtrArray *acts)
{
  for (guint i = 0; acts != NULL && i < acts->len; i++) {
    const SessionAct *act = acts->pdata[i];

    if (act->words != NULL && (act->does != SESSION_ACT_STAYS || context->is_verbose))
      g_print ("  %s %s\n", act->error != NULL ? "✗" : "→", act->words);
    if (act->error != NULL)
      cli_context_fail (context, act->error);
  }
}
