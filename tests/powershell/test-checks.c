/* test-checks.c - the steps of the verification that ask PowerShell: what they see, and that none
 * of them ever fails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-role.h"
#include "scene.h"

#define STEPS 4

typedef struct
{
  ChecksResult *results[STEPS];
} Seen;

static void
clear_seen (Seen *self)
{
  for (guint i = 0; i < STEPS; i++)
    g_clear_pointer (&self->results[i], checks_result_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seen, clear_seen)

static void
report_cb (guint index, ChecksResult *result, gpointer data)
{
  Seen *seen = data;

  if (result->state == CHECKS_RUNNING)
    return;

  g_assert_cmpint (result->state, !=, CHECKS_FAILED);
  g_test_message ("%s: %s → %s", checks_state_names[result->state], result->seen, result->remedy);
  g_assert_null (seen->results[index]);
  seen->results[index] = checks_result_ref (result);
}

static const char *
reason_of (const ChecksResult *result)
{
  return base_error_facts (result->error)->reason;
}

/* Runs the steps, as whoever the scene signs in. */
static void
run (Scene *scene, Seen *seen)
{
  const PowershellChecksSetup setup = { .ews_url = stage_word (scene->stage, "ews"),
                                        .ca_pem = scene->pem,
                                        .account = scene->place.http.user,
                                        .secret = scene->place.http.secret };
  g_autoptr (ChecksPlan) plan = checks_plan_new ();
  g_autoptr (GError) error = NULL;
  ChecksState worst;

  powershell_checks_add (plan, &setup, NULL);
  g_assert_cmpuint (checks_plan_size (plan), ==, STEPS);
  g_assert_true (checks_plan_run (plan, scene->call, report_cb, seen, &worst, &error));
  g_assert_no_error (error);
}

static void
assert_states (const Seen *seen, ChecksState console, ChecksState role, ChecksState lets_out,
               ChecksState throttling)
{
  g_assert_cmpint (seen->results[0]->state, ==, console);
  g_assert_cmpint (seen->results[1]->state, ==, role);
  g_assert_cmpint (seen->results[2]->state, ==, lets_out);
  g_assert_cmpint (seen->results[3]->state, ==, throttling);
}

static void
test_well (void)
{
  g_autoptr (Scene) scene = scene_new (stage_new ("--people", "10", NULL), NULL);
  g_auto (Seen) seen = { { NULL } };

  run (scene, &seen);
  assert_states (&seen, CHECKS_OK, CHECKS_OK, CHECKS_OK, CHECKS_OK);
  g_assert_nonnull (strstr (seen.results[0]->seen, "15.1 (Build 2507.6)"));
  g_assert_nonnull (strstr (seen.results[0]->detail, "basic, PowerShell 5.1.14393.5006"));
  g_assert_nonnull (strstr (seen.results[1]->seen, "everybody"));
  g_assert_cmpint (scene_count (scene, "powershell-create"), ==, STEPS);
  g_assert_cmpint (scene_count (scene, "powershell-delete"), ==, STEPS);
}

static void
test_organization (void)
{
  static const struct
  {
    const char *settings;
    guint step;
    ChecksState state;
    const char *seen;
    const char *remedy; /* NULL: none */
  } rows[] = {
    { "\"role_scope\":\"Munich\"", 1, CHECKS_OK, "“Munich”", NULL },
    { "\"allowed_oof\":\"None\"", 2, CHECKS_WARNING, "do not leave", "-AllowedOOFType External" },
    { "\"allowed_oof\":\"InternalLegacy\"", 2, CHECKS_WARNING, "for the inside",
      "-AllowedOOFType External" },
    { "\"allowed_oof\":\"ExternalLegacy\"", 2, CHECKS_OK, "leave the organisation", NULL },
    { "\"allowed_oof\":\"External\",\"auto_reply_enabled\":false", 2, CHECKS_WARNING, "rules",
      "-AutoReplyEnabled $true" },
    { "\"allowed_oof\":\"Sometimes\",\"auto_reply_enabled\":true", 2, CHECKS_WARNING, "“Sometimes”",
      NULL },
    { "\"policy\":\"Absentia\"", 3, CHECKS_OK, "“Absentia”", NULL },
  };
  g_autoptr (Scene) scene = scene_new (stage_new ("--people", "10", NULL), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *body = g_strdup_printf ("{%s}", rows[i].settings);
    g_autoptr (JsonObject) set = stage_control (scene->stage, "/organization", body);
    g_auto (Seen) seen = { { NULL } };
    const ChecksResult *result;

    g_assert_nonnull (set);
    run (scene, &seen);
    result = seen.results[rows[i].step];
    g_assert_cmpint (result->state, ==, rows[i].state);
    g_assert_nonnull (strstr (result->seen, rows[i].seen));
    if (rows[i].remedy == NULL)
      g_assert_null (result->remedy);
    else
      g_assert_nonnull (strstr (result->remedy, rows[i].remedy));
  }
}

static void
test_no_role (void)
{
  g_autoptr (Scene) scene =
      scene_new (stage_new ("--people", "10", "--character", "no-impersonation", NULL), NULL);
  g_auto (Seen) seen = { { NULL } };

  run (scene, &seen);
  assert_states (&seen, CHECKS_OK, CHECKS_WARNING, CHECKS_OK, CHECKS_OK);
  g_assert_cmpstr (reason_of (seen.results[1]), ==, "impersonation-no-role");
  g_assert_cmpstr (base_error_facts (seen.results[1]->error)->account, ==, "oofadmin@corp.example");
}

/* What the role of an account is, without a plan. */
static void
test_role (void)
{
  static const struct
  {
    const char *settings;
    PowershellRoleReach reach;
    const char *scope;
  } rows[] = {
    { "\"role_scope\":\"\"", POWERSHELL_ROLE_ALL, "Organization" },
    { "\"role_scope\":\"Munich\"", POWERSHELL_ROLE_SCOPE, "Munich" },
    { "\"role_enabled\":false", POWERSHELL_ROLE_OFF, "Munich" },
  };
  g_autoptr (Scene) scene = scene_new (stage_new ("--people", "10", NULL), NULL);
  const PowershellChecksSetup setup = { .ews_url = stage_word (scene->stage, "ews"),
                                        .ca_pem = scene->pem,
                                        .account = scene->place.http.user,
                                        .secret = scene->place.http.secret };
  g_auto (Seen) seen = { { NULL } };
  g_auto (PowershellRole) none = { POWERSHELL_ROLE_NONE };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *body = g_strdup_printf ("{%s}", rows[i].settings);
    g_autoptr (JsonObject) set = stage_control (scene->stage, "/organization", body);
    g_auto (PowershellRole) role = { POWERSHELL_ROLE_NONE };

    g_assert_nonnull (set);
    g_assert_true (powershell_role_ask (scene->call, &setup, &role, &error));
    g_assert_no_error (error);
    g_assert_cmpint (role.reach, ==, rows[i].reach);
    g_assert_cmpstr (role.name, ==, "ApplicationImpersonation-Absentia");
    g_assert_cmpstr (role.scope, ==, rows[i].scope);
  }
  run (scene, &seen);
  g_assert_cmpint (seen.results[1]->state, ==, CHECKS_WARNING);
  g_assert_cmpstr (reason_of (seen.results[1]), ==, "impersonation-role-off");
  g_assert_cmpstr (base_error_facts (seen.results[1]->error)->object, ==,
                   "ApplicationImpersonation-Absentia");

  stage_fault (scene->stage, "\"operation\":\"Get-ManagementRoleAssignment\"",
               "\"fault\":\"CommandNotFoundException\"");
  g_assert_false (powershell_role_ask (scene->call, &setup, &none, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "powershell-no-cmdlet");
}

/* An account without any role: the console is there, and nothing can be seen through it. */
static void
test_nobody (void)
{
  g_autoptr (Scene) scene =
      scene_new (stage_new ("--people", "10", "--seed", "1", NULL), "alice.fox@corp.example");
  g_auto (Seen) seen = { { NULL } };

  run (scene, &seen);
  assert_states (&seen, CHECKS_WARNING, CHECKS_WARNING, CHECKS_WARNING, CHECKS_WARNING);
  for (guint i = 0; i < STEPS; i++)
    g_assert_cmpstr (reason_of (seen.results[i]), ==, "powershell-no-cmdlet");
}

/* Whatever keeps the console from answering is told once, and nothing is tried any more: above all
 * no password. */
static void
test_not_there (void)
{
  static const struct
  {
    const char *fault;
    const char *reason;
  } rows[] = {
    { "\"status\":401", "powershell-refused" },
    { "\"status\":403", "powershell-not-allowed" },
    { "\"status\":404", "powershell-not-there" },
    { "\"status\":503", "powershell-stopped" },
    { "\"fault\":\"shells\"", "powershell-shells" },
    { "\"garbage\":\"html-page\"", "powershell-answer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Scene) scene = scene_new (stage_new ("--people", "10", NULL), NULL);
    g_auto (Seen) seen = { { NULL } };

    stage_fault (scene->stage, "\"operation\":\"powershell-create\"", rows[i].fault);
    run (scene, &seen);
    assert_states (&seen, CHECKS_WARNING, CHECKS_SKIPPED, CHECKS_SKIPPED, CHECKS_SKIPPED);
    g_assert_cmpstr (reason_of (seen.results[0]), ==, rows[i].reason);
    g_assert_cmpint (scene_count (scene, "powershell-create"), ==, 1);
  }
}

static void
test_password (void)
{
  g_autoptr (Scene) scene = scene_new (stage_new ("--people", "10", NULL), NULL);
  g_autoptr (BaseSecret) wrong = base_secret_new ("wrong", -1);
  g_auto (Seen) seen = { { NULL } };
  g_auto (Seen) none = { { NULL } };

  scene->place.http.secret = wrong;
  run (scene, &seen);
  assert_states (&seen, CHECKS_WARNING, CHECKS_SKIPPED, CHECKS_SKIPPED, CHECKS_SKIPPED);
  g_assert_cmpstr (reason_of (seen.results[0]), ==, "powershell-refused");
  g_assert_cmpint (stage_count (scene->stage, "failed_log_ins"), ==, 1);

  scene->place.http.secret = NULL;
  run (scene, &none);
  g_assert_cmpstr (reason_of (none.results[0]), ==, "no-password");
  g_assert_cmpint (stage_count (scene->stage, "failed_log_ins"), ==, 1);
}

/* Every kind of nonsense there is, one after the other. */
static void
test_hostile (void)
{
  g_autoptr (Scene) scene =
      scene_new (stage_new ("--people", "10", "--character", "hostile", NULL), NULL);

  for (guint round = 0; round < 12; round++) {
    g_auto (Seen) seen = { { NULL } };

    base_call_free (scene->call);
    scene->call = base_call_new (NULL, NULL, 3000);
    run (scene, &seen);
    g_assert_cmpint (seen.results[0]->state, ==, CHECKS_WARNING);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/powershell/checks/well", test_well);
  g_test_add_func ("/powershell/checks/organization", test_organization);
  g_test_add_func ("/powershell/checks/no-role", test_no_role);
  g_test_add_func ("/powershell/checks/role", test_role);
  g_test_add_func ("/powershell/checks/nobody", test_nobody);
  g_test_add_func ("/powershell/checks/not-there", test_not_there);
  g_test_add_func ("/powershell/checks/password", test_password);
  g_test_add_func ("/powershell/checks/hostile", test_hostile);
  return g_test_run ();
}
