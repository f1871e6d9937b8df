/* cli-match.c - who a name is in the directory, as check-names prints it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-match.h"

#include "base-text.h"
#include "cli-person.h"
#include "cli-print.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define MOST_CHARS 300

static const char *
result_of (const ExchangeMatch *match)
{
  if (match->persons->len == 0)
    return "none";
  return match->persons->len == 1 && !match->has_more ? "one" : "several";
}

static gboolean
print_json (const ExchangeMatch *match)
{
  JsonObject *object = json_object_new ();
  JsonArray *matches = json_array_new ();

  for (guint i = 0; i < match->persons->len; i++)
    json_array_add_object_element (matches, cli_person_json (match->persons->pdata[i]));
  json_object_set_string_member (object, "text", match->text);
  json_object_set_string_member (object, "result", result_of (match));
  json_object_set_array_member (object, "matches", matches);
  json_object_set_int_member (object, "exact", match->n_exact);
  json_object_set_boolean_member (object, "has_more", match->has_more);
  return cli_print_json (object);
}

static gboolean
print_text (const ExchangeMatch *match)
{
  g_autofree char *text = base_text_for_display (match->text, MOST_CHARS);
  guint n = match->persons->len;

  if (n == 1 && !match->has_more) {
    g_autofree char *line = cli_person_line (match->persons->pdata[0]);

    g_print ("%s: %s\n", text, line);
    return fflush (stdout) == 0;
  }

  if (n == 0)
    /* Translators: a name that was looked up */
    g_print (_ ("%s: nobody\n"), text);
  else if (match->has_more)
    g_print (_ ("%s: more than these\n"), text);
  else
    /* Translators: a name that was looked up, and how many fit it */
    g_print (ngettext ("%s: %u fits\n", "%s: %u fit\n", n), text, n);
  for (guint i = 0; i < n; i++) {
    g_autofree char *line = cli_person_line (match->persons->pdata[i]);

    g_print ("    %s\n", line);
  }
  return fflush (stdout) == 0;
}

gboolean
cli_match_print (CliContext *context, const ExchangeMatch *match)
{
  return context->output == CLI_OUTPUT_JSON ? print_json (match) : print_text (match);
}
