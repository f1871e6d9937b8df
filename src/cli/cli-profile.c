/* cli-profile.c - profile: add, list, show, use, remove
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-profile.h"
#include "cli-commands.h"
#include "cli-print.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
put_build (JsonObject *object, const ExchangeProfile *profile)
{
  g_autofree char *product = exchange_version_describe (profile->build);
  gboolean is_known = *profile->build != '\0';

  cli_print_put_text (object, "build", is_known ? profile->build : NULL);
  cli_print_put_text (object, "product", is_known ? product : NULL);
}

static void
describe_online (JsonObject *object, const ExchangeProfile *profile)
{
  const struct
  {
    const char *name;
    const char *value;
  } rows[] = {
    { "cloud", *profile->cloud != '\0' ? profile->cloud : "global" },
    { "tenant", profile->tenant },
    { "client_id", profile->client_id },
    { "certificate", profile->certificate },
    { "secret_until", profile->client_until },
    { "sign_in", exchange_sign_in_names[profile->sign_in] },
    { "online_user", profile->online_user },
    { "login_url", profile->login_url },
    { "graph_url", profile->graph_url },
    { "admin_api_url", profile->admin_api_url },
  };

  for (guint i = 0; exchange_profile_is_online (profile) && i < G_N_ELEMENTS (rows); i++)
    cli_print_put_text (object, rows[i].name, *rows[i].value != '\0' ? rows[i].value : NULL);
}

static JsonObject *
describe (const ExchangeProfile *profile, const char *in_use)
{
  JsonObject *object = json_object_new ();

  cli_print_put_text (object, "name", profile->name);
  cli_print_put_text (object, "id", profile->id);
  cli_print_put_text (object, "kind", exchange_kind_names[profile->kind]);
  cli_print_put_text (object, "server", profile->server);
  cli_print_put_text (object, "ews_url", profile->ews_url);
  json_object_set_boolean_member (object, "has_ca", *profile->ca_pem != '\0');
  cli_print_put_text (object, "auth", exchange_auth_names[profile->auth]);
  cli_print_put_text (object, "version", exchange_version_names[profile->version]);
  put_build (object, profile);
  cli_print_put_text (object, "offered", *profile->offered != '\0' ? profile->offered : NULL);
  cli_print_put_text (object, "path", exchange_path_names[profile->path]);
  cli_print_put_text (object, "console", *profile->console != '\0' ? profile->console : NULL);
  cli_print_put_text (object, "admin", profile->admin_upn);
  cli_print_put_text (object, "test_mailbox",
                      *profile->test_mailbox != '\0' ? profile->test_mailbox : NULL);
  json_object_set_int_member (object, "jobs", profile->jobs);
  cli_print_put_text (object, "directory", *profile->directory != '\0' ? profile->directory : NULL);
  cli_print_put_text (object, "directory_auth",
                      exchange_directory_auth_names[profile->directory_auth]);
  json_object_set_boolean_member (object, "has_directory_ca", *profile->directory_ca_pem != '\0');
  cli_print_put_text (object, "directory_user",
                      *profile->directory_user != '\0' ? profile->directory_user : NULL);
  describe_online (object, profile);
  json_object_set_boolean_member (object, "in_use", g_strcmp0 (profile->id, in_use) == 0);
  return object;
}

static CliExit
list (CliContext *context, SessionCore *core, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *in_use = session_core_profile_in_use (core, &error);
  g_autoptr (GPtrArray) profiles = error == NULL ? session_core_list_profiles (core, &error) : NULL;
  g_autoptr (JsonArray) array = json_array_new ();

  if (profiles == NULL)
    return cli_context_fail (context, error);

  for (guint i = 0; i < profiles->len; i++) {
    const ExchangeProfile *profile = g_ptr_array_index (profiles, i);

    if (context->output == CLI_OUTPUT_JSON)
      json_array_add_object_element (array, describe (profile, in_use));
    else
      g_print ("%s %s  %s  %s\n", g_strcmp0 (profile->id, in_use) == 0 ? "*" : " ", profile->name,
               exchange_profile_is_on_premises (profile) ? profile->ews_url : profile->tenant,
               exchange_profile_is_on_premises (profile) ? profile->admin_upn : profile->client_id);
  }
  if (context->output == CLI_OUTPUT_JSON)
    cli_print_json_array (array);
  return CLI_EXIT_OK;
}

static void
print_directory (const ExchangeProfile *profile)
{
  if (*profile->directory == '\0') {
    g_print (_ ("Directory: none\n"));
    return;
  }

  g_print (_ ("Directory: %s\nLog-in to the directory: %s\nPrivate authority of the directory: "
              "%s\nAccount for the directory: %s\n"),
           profile->directory, exchange_directory_auth_names[profile->directory_auth],
           *profile->directory_ca_pem != '\0' ? _ ("yes")
                                              : _ ("the one above, else this computer’s"),
           *profile->directory_user != '\0' ? profile->directory_user : profile->admin_upn);
}

static void
print_path (const ExchangeProfile *profile)
{
  if (profile->path == EXCHANGE_PATH_POWERSHELL)
    g_print (_ ("Mailboxes: by cmdlets, not by the web service\n"));
  if (*profile->console != '\0')
    g_print (_ ("PowerShell console: %s\n"), profile->console);
}

static void
print_version (const ExchangeProfile *profile)
{
  const char *chosen = exchange_version_labels[profile->version];
  g_autofree char *product = exchange_version_describe (profile->build);

  g_print (_ ("Exchange: %s\n"), *product != '\0' ? product : _ ("not known yet"));
  if (*chosen != '\0')
    g_print (_ ("Taken to be: Exchange Server %s\n"), chosen);
  if (*profile->offered != '\0')
    g_print (_ ("Ways to log in that it offers: %s\n"), profile->offered);
}

static void
print_online (const ExchangeProfile *profile)
{
  if (!exchange_profile_is_online (profile))
    return;

  g_print (_ ("Cloud: %s\nTenant: %s\nApplication: %s\n"),
           *profile->cloud != '\0' ? profile->cloud : "global", profile->tenant,
           profile->client_id);
  if (profile->sign_in == EXCHANGE_SIGN_IN_PERSON)
    g_print (_ ("Signed in: %s, for their own mailbox only\n"), profile->online_user);
  else if (*profile->certificate != '\0')
    g_print (_ ("Certificate of the application: %s\n"), profile->certificate);
  else
    g_print (_ ("The application logs in with a secret, which is in the keyring.\n"));
}

static void
print_on_premises (const ExchangeProfile *profile)
{
  if (!exchange_profile_is_on_premises (profile))
    return;

  g_print (_ ("EWS URL: %s\nAuthentication: %s\nAdministrator: %s\n"), profile->ews_url,
           exchange_auth_names[profile->auth], profile->admin_upn);
  print_version (profile);
  print_path (profile);
}

static CliExit
show (CliContext *context, SessionCore *core, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExchangeProfile) profile =
      session_core_find_profile (core, name != NULL ? name : context->profile, &error);
  g_autofree char *in_use = profile != NULL ? session_core_profile_in_use (core, &error) : NULL;

  if (error != NULL)
    return cli_context_fail (context, error);
  if (context->output == CLI_OUTPUT_JSON) {
    cli_print_json (describe (profile, in_use));
    return CLI_EXIT_OK;
  }

  g_print (_ ("Name: %s\nKind: %s\nPrivate authority: %s\nTest mailbox: %s\n"
              "Requests at the same time: %u\n"),
           profile->name, exchange_kind_names[profile->kind],
           *profile->ca_pem != '\0' ? _ ("yes") : _ ("no"), profile->test_mailbox, profile->jobs);
  print_on_premises (profile);
  print_online (profile);
  print_directory (profile);
  return CLI_EXIT_OK;
}

static CliExit
use (CliContext *context, SessionCore *core, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExchangeProfile) profile = session_core_find_profile (core, name, &error);

  if (profile == NULL || !session_core_use_profile (core, profile, &error))
    return cli_context_fail (context, error);
  return CLI_EXIT_OK;
}

static CliExit
remove_one (CliContext *context, SessionCore *core, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (ExchangeProfile) profile = session_core_find_profile (core, name, &error);

  if (profile == NULL || !session_core_remove_profile (core, call, profile, &error))
    return cli_context_fail (context, error);
  return CLI_EXIT_OK;
}

static const struct
{
  const char *name;
  CliExit (*run) (CliContext *context, SessionCore *core, const char *name);
  gboolean needs_name;
} verbs[] = {
  { "list", list, FALSE },
  { "show", show, FALSE },
  { "use", use, TRUE },
  { "remove", remove_one, TRUE },
};

CliExit
cli_profile (CliContext *context, int argc, char **argv)
{
  g_autoptr (SessionCore) core = NULL;
  CliExit status;

  if (argc > 1 && g_str_equal (argv[1], "add")) {
    argv[1] = (char *) "profile add";
    return cli_profile_add (context, argc - 1, argv + 1);
  }
  if (!cli_context_parse (
          context, NULL, _ ("add NAME … | list | show [NAME] | use NAME | remove NAME"),
          _ ("Keeps the connections. “absentiactl profile add --help” tells about adding one."),
          &argc, &argv, &status))
    return status;
  if (argc < 2)
    return cli_context_misuse (_ ("say what to do: add, list, show, use or remove"));

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, argv[1])) {
      if (argc > 3 || (argc < 3 && verbs[i].needs_name))
        return cli_context_misuse (_ ("“%s” takes the name of a connection"), argv[1]);
      core = cli_context_open_core (context, &status);
      return core != NULL ? verbs[i].run (context, core, argv[2]) : status;
    }
  return cli_context_misuse (_ ("there is no command “profile %s”"), argv[1]);
}
