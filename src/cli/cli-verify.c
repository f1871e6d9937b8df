/* cli-verify.c - verify: the connection, step by step
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-verify.h"
#include "cli-commands.h"
#include "cli-print.h"
#include "session-commands.h"
#include "session-learn.h"
#include "session-report.h"
#include "session-verify.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  CliContext *context;
  ChecksPlan *plan;
  GPtrArray *results; /* by the plan's index; NULL: not through yet */
  guint n_told;       /* the first ones, in the plan's order */
  JsonArray *checks;
  CliExit exit; /* of the first failed check */
} Verify;

static CliExit
exit_of_check (const char *id, const ChecksResult *result)
{
  if (result->error != NULL)
    return cli_context_exit_of (result->error);
  if (g_str_equal (id, "credentials"))
    return CLI_EXIT_AUTH;
  if (g_str_equal (id, "name") || g_str_equal (id, "reachable"))
    return CLI_EXIT_OFFLINE;
  return CLI_EXIT_FAILED;
}

static void
print_result (Verify *verify, guint index, const ChecksResult *result)
{
  static const char *const marks[] = {
    [CHECKS_OK] = "✓", [CHECKS_WARNING] = "!", [CHECKS_FAILED] = "✗", [CHECKS_SKIPPED] = "–"
  };

  g_print ("%s %s: %s\n", marks[result->state], checks_plan_title (verify->plan, index),
           result->seen);
  if (result->remedy != NULL)
    g_print ("    → %s\n", result->remedy);
  if (verify->context->is_verbose && result->detail != NULL) {
    g_auto (GStrv) lines = g_strsplit (result->detail, "\n", -1);

    for (gsize i = 0; lines[i] != NULL; i++)
      g_print ("    %s\n", lines[i]);
  }
  fflush (stdout);
}

static JsonArray *
list_commands (const char *remedy)
{
  g_auto (GStrv) commands = session_commands (remedy);
  JsonArray *list = json_array_new ();

  for (gsize i = 0; commands[i] != NULL; i++)
    json_array_add_string_element (list, commands[i]);
  return list;
}

static void
add_result (Verify *verify, guint index, const ChecksResult *result)
{
  JsonObject *check = json_object_new ();

  json_object_set_string_member (check, "id", checks_plan_id (verify->plan, index));
  json_object_set_string_member (check, "title", checks_plan_title (verify->plan, index));
  json_object_set_string_member (check, "state", checks_state_names[result->state]);
  json_object_set_string_member (check, "seen", result->seen);
  cli_print_put_text (check, "remedy", result->remedy);
  json_object_set_array_member (check, "commands", list_commands (result->remedy));
  cli_print_put_text (check, "detail", result->detail);
  cli_print_put_text (check, "value", result->value);
  json_object_set_int_member (check, "ms", (gint64) result->took_ms);
  json_array_add_object_element (verify->checks, check);
}

static void
tell_result (Verify *verify, guint index, const ChecksResult *result)
{
  if (result->state == CHECKS_FAILED && verify->exit == CLI_EXIT_OK)
    verify->exit = exit_of_check (checks_plan_id (verify->plan, index), result);
  if (verify->context->output == CLI_OUTPUT_JSON)
    add_result (verify, index, result);
  else
    print_result (verify, index, result);
}

/* Steps run at the same time, but are told in the plan's order. */
static void
report_cb (guint index, ChecksResult *result, gpointer data)
{
  Verify *verify = data;

  if (result->state == CHECKS_RUNNING)
    return;

  verify->results->pdata[index] = checks_result_ref (result);
  for (; verify->n_told < checks_plan_size (verify->plan) &&
         verify->results->pdata[verify->n_told] != NULL;
       verify->n_told++)
    tell_result (verify, verify->n_told, verify->results->pdata[verify->n_told]);
}

/* Of what was tried, also when the run was stopped. */
static gboolean
save_report (const Verify *verify, const CliVerify *what, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const SessionReport report = { .profile = what->profile,
                                 .plan = verify->plan,
                                 .results = verify->results,
                                 .ignored = what->ignored,
                                 .now = now };

  return what->report == NULL || session_report_save (&report, what->report, error);
}

/* What the server is, for “profile show”. That it could not be kept changes nothing about what was
 * verified. */
static void
learn (BaseCall *call, const CliVerify *what, const GPtrArray *results)
{
  const SessionPasswords none = { NULL };
  ExchangeProfile draft = *what->kept;
  g_autoptr (ExchangeProfile) learned = NULL;
  g_autoptr (GError) error = NULL;

  if (!session_learn (what->plan, results, &draft))
    return;
  learned = exchange_profile_new (&draft);
  if (!session_core_keep_profile (what->core, call, learned, &none, &error))
    g_debug ("the version is not kept: %s", error->message);
}

CliExit
cli_verify_plan (CliContext *context, BaseCall *call, const CliVerify *what)
{
  g_autoptr (GPtrArray) results =
      g_ptr_array_new_with_free_func ((GDestroyNotify) checks_result_unref);
  g_autoptr (JsonArray) checks = json_array_new ();
  Verify verify = { .context = context, .plan = what->plan, .results = results, .checks = checks };
  g_autoptr (GError) error = NULL;
  ChecksState worst = CHECKS_FAILED;
  gboolean is_done;

  g_ptr_array_set_size (results, (int) checks_plan_size (what->plan));
  is_done = session_verify (what->plan, call, report_cb, &verify, &worst, &error);
  if (what->core != NULL)
    learn (call, what, results);
  if (!save_report (&verify, what, error == NULL ? &error : NULL) || !is_done)
    return cli_context_fail (context, error);

  if (context->output == CLI_OUTPUT_JSON) {
    JsonObject *document = json_object_new ();

    json_object_set_string_member (document, what->key, what->name);
    json_object_set_array_member (document, "checks", json_array_ref (checks));
    json_object_set_string_member (document, "result", checks_state_names[worst]);
    cli_print_json (document);
  }
  return verify.exit;
}

/* For this time only. */
static ExchangeProfile *
with_mailbox (SessionCore *core, ExchangeProfile *kept, const char *mailbox)
{
  ExchangeProfile draft = *kept;

  if (mailbox == NULL) {
    session_core_learn_tested (core, kept);
    return exchange_profile_ref (kept);
  }

  draft.test_mailbox = (char *) mailbox;
  return exchange_profile_new (&draft);
}

CliExit
cli_verify_profile (CliContext *context, SessionCore *core, ExchangeProfile *kept,
                    const char *mailbox, const char *report)
{
  g_autoptr (ExchangeProfile) profile = with_mailbox (core, kept, mailbox);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  /* A keyring that does not answer is one of the steps. */
  g_autoptr (BaseSecret) admin =
      session_core_find_password (core, call, profile, SESSION_PASSWORD_ADMIN, NULL);
  g_autoptr (BaseSecret) directory =
      session_core_find_password (core, call, profile, SESSION_PASSWORD_DIRECTORY, NULL);
  g_autoptr (BaseSecret) client =
      session_core_find_password (core, call, profile, SESSION_PASSWORD_CLIENT, NULL);
  const SessionPasswords passwords = { .admin = admin, .directory = directory, .client = client };
  g_autoptr (ChecksPlan) plan = session_core_plan_checks (core, profile, &passwords);
  g_autoptr (GHashTable) ignored = session_core_ignored (core, profile, NULL);
  const CliVerify what = { .key = "profile",
                           .name = profile->name,
                           .core = core,
                           .kept = kept,
                           .profile = profile,
                           .plan = plan,
                           .ignored = ignored,
                           .report = report };

  if (!exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ALL, &error))
    return cli_context_fail (context, error);

  return cli_verify_plan (context, call, &what);
}

CliExit
cli_verify (CliContext *context, int argc, char **argv)
{
  char *mailbox = NULL;
  char *file = NULL;
  const GOptionEntry entries[] = {
    { "mailbox", 'm', 0, G_OPTION_ARG_STRING, &mailbox,
      N_ ("Prove the impersonation rights on this mailbox"), N_ ("MAILBOX") },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &file,
      N_ ("Write all that was seen into a text file, too"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *chosen = NULL;
  g_autofree char *report = NULL;
  CliExit status;

  if (!cli_context_parse (
          context, entries, NULL,
          _ ("Checks the connection step by step, and says how to cure what fails."), &argc, &argv,
          &status))
    return status;
  chosen = mailbox;
  report = file;
  if (argc > 1)
    return cli_context_misuse (_ ("“%s” is too much here"), argv[1]);

  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  profile = session_core_find_profile (core, context->profile, &error);
  if (profile == NULL)
    return cli_context_fail (context, error);

  return cli_verify_profile (context, core, profile, chosen, report);
}
