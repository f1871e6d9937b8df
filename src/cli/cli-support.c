/* cli-support.c - support: what somebody who helps wants to know
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "cli-commands.h"
#include "cli-print.h"
#include "session-support.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
list_parts (CliContext *context, const GPtrArray *parts)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < parts->len; i++) {
    const SessionSupportPart *part = parts->pdata[i];
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "title", part->title);
    json_object_set_string_member (object, "what", part->what);
    json_object_set_int_member (object, "bytes", (gint64) strlen (part->text));
    json_array_add_object_element (list, object);
    if (context->output == CLI_OUTPUT_TEXT)
      g_print ("%s: %s\n", part->title, part->what);
  }
  if (context->output == CLI_OUTPUT_JSON)
    cli_print_json_array (list);
  json_array_unref (list);
}

CliExit
cli_support (CliContext *context, int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GError) error = NULL;
  CliExit status;

  if (!cli_context_parse (
          context, entries, _ ("[FILE]"),
          _ ("Collects what somebody who helps wants to know: versions, kinds, numbers and "
             "reasons, "
             "without passwords, replies, names, addresses and servers. Without a file it lists "
             "what would be in it; “-” prints it."),
          &argc, &argv, &status))
    return status;
  if (argc > 2)
    return cli_context_misuse (_ ("“%s” is too much here"), argv[2]);

  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  parts = session_support_collect (core, now, &error);
  if (parts == NULL)
    return cli_context_fail (context, error);

  if (argc == 2 && g_str_equal (argv[1], "-")) {
    g_autofree char *text = session_support_text (parts);

    g_print ("%s", text);
    return CLI_EXIT_OK;
  }
  list_parts (context, parts);
  if (argc == 2 && !session_support_save (parts, argv[1], &error))
    return cli_context_fail (context, error);
  return CLI_EXIT_OK;
}
