/* cli-settings.c - settings: what is used where nobody says otherwise
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-print.h"
#include "session-defaults.h"

#include <glib/gi18n-lib.h>

static gboolean
find (const char *name, SessionDefault *ret)
{
  for (guint i = 0; session_default_names[i] != NULL; i++)
    if (g_str_equal (session_default_names[i], name)) {
      *ret = (SessionDefault) i;
      return TRUE;
    }
  return FALSE;
}

static CliExit
list (CliContext *context, SessionCore *core)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; session_default_names[i] != NULL; i++) {
    gboolean is_set = FALSE;
    g_autofree char *text = session_default_get (core, (SessionDefault) i, &is_set, &error);
    JsonObject *object;

    if (text == NULL)
      return cli_context_fail (context, error);
    if (context->output == CLI_OUTPUT_TEXT) {
      g_print ("%-20s  %s%s\n", session_default_names[i], text, is_set ? "" : _ ("  (usual)"));
      continue;
    }
    object = json_object_new ();
    cli_print_put_text (object, "name", session_default_names[i]);
    cli_print_put_text (object, "value", text);
    json_object_set_boolean_member (object, "is_set", is_set);
    json_array_add_object_element (array, object);
  }
  if (context->output == CLI_OUTPUT_JSON)
    cli_print_json_array (array);
  return CLI_EXIT_OK;
}

static CliExit
get (CliContext *context, SessionCore *core, SessionDefault which)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = session_default_get (core, which, NULL, &error);

  if (text == NULL)
    return cli_context_fail (context, error);
  g_print ("%s\n", text);
  return CLI_EXIT_OK;
}

static CliExit
set (CliContext *context, SessionCore *core, SessionDefault which, const char *text)
{
  g_autoptr (GError) error = NULL;

  return session_default_set (core, which, text, &error) ? CLI_EXIT_OK
                                                         : cli_context_fail (context, error);
}

/* The arguments are right. */
static CliExit
act (CliContext *context, int argc, char **argv, SessionDefault which)
{
  CliExit status;
  g_autoptr (SessionCore) core = cli_context_open_core (context, &status);

  if (core == NULL)
    return status;
  if (argc < 2 || g_str_equal (argv[1], "list"))
    return list (context, core);
  if (g_str_equal (argv[1], "get"))
    return get (context, core, which);
  return set (context, core, which, g_str_equal (argv[1], "set") ? argv[3] : NULL);
}

CliExit
cli_settings (CliContext *context, int argc, char **argv)
{
  static const struct
  {
    const char *name;
    int n;
  } verbs[] = { { "list", 2 }, { "get", 3 }, { "set", 4 }, { "unset", 3 } };
  SessionDefault which = SESSION_DEFAULT_INTERVAL;
  guint verb = 0;
  CliExit status;

  if (!cli_context_parse (context, NULL, "list | get NAME | set NAME VALUE | unset NAME",
                          _ ("Keeps what is used where nobody says otherwise: an option of a "
                             "command and what an absence says itself go before it."),
                          &argc, &argv, &status))
    return status;
  while (argc > 1 && verb < G_N_ELEMENTS (verbs) && !g_str_equal (verbs[verb].name, argv[1]))
    verb++;
  if (verb == G_N_ELEMENTS (verbs))
    return cli_context_misuse (_ ("there is no command “settings %s”"), argv[1]);
  if (argc > 1 && argc != verbs[verb].n)
    return cli_context_misuse (_ ("“settings %s” takes other arguments: see --help"), argv[1]);
  if (argc > 2 && !find (argv[2], &which))
    return cli_context_misuse (_ ("there is no setting “%s”"), argv[2]);
  return act (context, argc, argv, which);
}
