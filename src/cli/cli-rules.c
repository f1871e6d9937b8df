/* cli-rules.c - rules: which absences go before others, as somebody said once and for all
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-planned.h"
#include "cli-print.h"
#include "session-words-conflict.h"

#include <glib/gi18n-lib.h>

static CliExit
list (CliContext *context, const OofOrder *order)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < order->n_first; i++) {
    const char *name = oof_trait_names[order->first[i]];
    g_autofree char *words = session_words_rule (order->first[i]);
    JsonObject *object;

    if (context->output == CLI_OUTPUT_TEXT) {
      g_print ("%u  %-10s  %s\n", i + 1, name, words);
      continue;
    }
    object = json_object_new ();
    cli_print_put_text (object, "rule", name);
    json_object_set_int_member (object, "rank", i + 1);
    cli_print_put_text (object, "words", words);
    json_array_add_object_element (array, object);
  }
  if (context->output == CLI_OUTPUT_JSON)
    cli_print_json_array (array);
  return CLI_EXIT_OK;
}

static gboolean
find (const char *name, OofTrait *ret)
{
  for (guint i = 0; oof_trait_names[i] != NULL; i++)
    if (g_str_equal (oof_trait_names[i], name)) {
      *ret = (OofTrait) i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_rule (const OofOrder *order, OofTrait trait)
{
  for (guint i = 0; i < order->n_first; i++)
    if (order->first[i] == trait)
      return TRUE;
  return FALSE;
}

/* What the rules shall be. FALSE with the status to end with. */
static gboolean
change (OofOrder *order, char **words, gboolean is_added, CliExit *ret_exit)
{
  OofTrait trait;

  for (guint n = g_strv_length (words); n > 0; n--) { /* the first one ends up in front */
    const char *name = words[n - 1];

    if (!find (name, &trait)) {
      *ret_exit = cli_context_misuse (_ ("there is no rule “%s”: see --help"), name);
      return FALSE;
    }
    if (!is_added && !has_rule (order, trait)) {
      g_printerr (_ ("There is no rule “%s” to remove.\n"), name);
      *ret_exit = CLI_EXIT_FAILED;
      return FALSE;
    }
    if (is_added)
      oof_order_put_first (order, trait);
    else
      oof_order_remove (order, trait);
  }
  return TRUE;
}

static CliExit
run (CliContext *context, const CliPlanned *planned, char **words)
{
  OofOrder order = *session_items_order (planned->items);
  const SessionItemsEdit edit = { .order = &order,
                                  .expected_revision = session_items_revision (planned->items) };
  gboolean is_added = g_str_equal (words[0], "add");
  g_autoptr (GError) error = NULL;
  CliExit status;

  if (g_str_equal (words[0], "list") && words[1] == NULL)
    return list (context, &order);
  if ((!is_added && !g_str_equal (words[0], "remove")) || words[1] == NULL)
    return cli_context_misuse (_ ("there is no verb “%s”, or it has too few or too many words"),
                               words[0]);
  if (!change (&order, words + 1, is_added, &status))
    return status;
  if (!session_items_edit (planned->core, planned->profile->id, &edit, &error))
    return cli_context_fail (context, error);
  return context->output == CLI_OUTPUT_JSON ? list (context, &order) : CLI_EXIT_OK;
}

CliExit
cli_rules (CliContext *context, int argc, char **argv)
{
  g_auto (CliPlanned) planned = { NULL };
  CliExit status;

  if (!cli_context_parse (
          context, NULL, _ ("list | add RULE… | remove RULE…"),
          _ ("Keeps the rules that say which of several absences of one priority goes out. RULE is "
             "a type (vacation, sick, parental, training, part-time, closure, left, other), or "
             "once, repeats, person or group: what it names goes before everything else. The rule "
             "that was added last is asked first."),
          &argc, &argv, &status))
    return status;
  if (argc < 2)
    return cli_context_misuse (_ ("say what to do: list, add or remove"));
  return cli_planned_open (context, &planned, &status) ? run (context, &planned, argv + 1) : status;
}
