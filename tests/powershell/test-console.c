/* test-console.c - a console at the simulator: every cmdlet, and what it gives
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scene.h"

static Scene *
begin (void)
{
  Scene *scene = scene_new (stage_new ("--people", "10", NULL), NULL);

  scene_open (scene);
  return scene;
}

/* The only object that the cmdlet gives. Caller unrefs. */
static PowershellValue *
run_one (Scene *scene, PowershellCmdlet cmdlet, const char *parameter, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellResult) result = scene_run (scene, cmdlet, parameter, text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->objects->len, ==, 1);
  g_assert_cmpuint (result->problems->len, ==, 0);
  return powershell_value_ref (result->objects->pdata[0]);
}

static void
test_cmdlets (void)
{
  static const struct
  {
    PowershellCmdlet cmdlet;
    const char *parameter;
    const char *text;
    const char *property;
    const char *value; /* NULL: nil */
  } rows[] = {
    { POWERSHELL_GET_EXCHANGE_SERVER, NULL, NULL, "AdminDisplayVersion",
      "Version 15.1 (Build 2507.6)" },
    { POWERSHELL_GET_EXCHANGE_SERVER, "Identity", "SIM-MBX01", "fqdn", "sim-mbx01.corp.example" },
    { POWERSHELL_GET_MANAGEMENT_ROLE_ASSIGNMENT, "Role", "ApplicationImpersonation",
      "RecipientWriteScope", "Organization" },
    { POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, "DomainName", "corp.example" },
    { POWERSHELL_GET_REMOTE_DOMAIN, NULL, NULL, "AllowedOOFType", "External" },
    { POWERSHELL_GET_THROTTLING_POLICY_ASSOCIATION, "Identity", "oofadmin@corp.example",
      "ThrottlingPolicyId", "" },
  };
  g_autoptr (Scene) scene = begin ();

  g_assert_cmpstr (powershell_console_version (scene->console), ==, "5.1.14393.5006");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PowershellValue) value =
        run_one (scene, rows[i].cmdlet, rows[i].parameter, rows[i].text);

    g_test_message ("%s", rows[i].property);
    g_assert_cmpstr (powershell_value_property_text (value, rows[i].property), ==, rows[i].value);
  }
  powershell_console_close (g_steal_pointer (&scene->console), scene->call);
  g_assert_cmpint (scene_count (scene, "powershell-create"), ==, 1);
  g_assert_cmpint (scene_count (scene, "powershell-delete"), ==, 1);
  g_assert_cmpint (scene_count (scene, "powershell-signal"), ==, G_N_ELEMENTS (rows));
  g_assert_cmpint (stage_count (scene->stage, "failed_log_ins"), ==, 0);
}

static void
set_reply (Scene *scene, const char *inside, const char *outside)
{
  g_autoptr (PowershellCommand) set =
      powershell_command_new (POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION);
  g_autoptr (GDateTime) from = g_date_time_new_utc (2031, 12, 24, 8, 0, 0);
  g_autoptr (GDateTime) until = g_date_time_new_utc (2032, 1, 2, 8, 0, 0);
  g_autoptr (PowershellResult) result = NULL;
  g_autoptr (GError) error = NULL;

  powershell_command_put_text (set, "Identity", "oofadmin@corp.example");
  powershell_command_put_text (set, "AutoReplyState", "Scheduled");
  powershell_command_put_text (set, "ExternalAudience", "Known");
  powershell_command_put_date (set, "StartTime", from);
  powershell_command_put_date (set, "EndTime", until);
  powershell_command_put_message (set, "InternalMessage", inside);
  powershell_command_put_message (set, "ExternalMessage", outside);
  result = powershell_console_run (scene->console, scene->call, set, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->objects->len, ==, 0);
}

/* What is written is read again, byte for byte: also what XML and PowerShell would change, and what
 * needs many fragments. */
static void
test_reply (void)
{
  g_autoptr (Scene) scene = begin ();
  g_autofree char *much = g_strnfill (100 * 1024, 'a');
  const char *const texts[] = { "plain", "", "<p>a & b</p>\r\n\t_x000D_ _X 'q' \"q\"",
                                "ä€😀 \xC2\x85", much };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (PowershellValue) value = NULL;
    g_autoptr (GDateTime) from = NULL;

    set_reply (scene, texts[i], texts[G_N_ELEMENTS (texts) - 1 - i]);
    value = run_one (scene, POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION, "Identity",
                     "oofadmin@corp.example");
    g_assert_cmpstr (powershell_value_property_text (value, "InternalMessage"), ==, texts[i]);
    g_assert_cmpstr (powershell_value_property_text (value, "ExternalMessage"), ==,
                     texts[G_N_ELEMENTS (texts) - 1 - i]);
    g_assert_cmpstr (powershell_value_property_text (value, "AutoReplyState"), ==, "Scheduled");
    g_assert_cmpstr (powershell_value_property_text (value, "ExternalAudience"), ==, "Known");
    from = powershell_value_date (powershell_value_property (value, "StartTime"), NULL);
    g_assert_cmpint (g_date_time_get_year (from), ==, 2031);
  }
  g_assert_cmpint (scene_count (scene, "powershell-send"), >, 0);
}

/* Somebody without roles sees their own mailbox and nothing else. */
static void
test_rights (void)
{
  Stage *stage = stage_new ("--people", "10", "--seed", "1", NULL);
  g_autoptr (Scene) admin = scene_new (stage, NULL);
  g_autoptr (JsonObject) mailbox = NULL;
  g_autoptr (PowershellResult) none = NULL;
  g_autoptr (GError) error = NULL;

  scene_open (admin);
  none = scene_run (admin, POWERSHELL_GET_MANAGEMENT_ROLE_ASSIGNMENT, "Role", "Mail Recipients",
                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->objects->len, ==, 0);
  g_assert_null (scene_run (admin, POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION, "Identity",
                            "nobody@corp.example", &error));
  scene_assert_error (error, BASE_ERROR_NOT_FOUND, "powershell-no-object");
  g_assert_nonnull (base_error_facts (error)->server_code);
  g_clear_error (&error);
  g_assert_null (scene_run (admin, POWERSHELL_GET_EXCHANGE_SERVER, "Identity", "", &error));
  scene_assert_error (error, BASE_ERROR_REJECTED, "powershell-command");
}

static void
test_urls (void)
{
  static const char ews[] = "https://mail.corp.example/EWS/Exchange.asmx";
  static const struct
  {
    const char *ews;
    const char *console;
    const char *url;
    const char *plain_url;
  } rows[] = {
    { ews, NULL, "https://mail.corp.example/PowerShell/", "http://mail.corp.example/PowerShell/" },
    { ews, "", "https://mail.corp.example/PowerShell/", "http://mail.corp.example/PowerShell/" },
    { "https://[2001:db8::1]:8443/x?y#z", NULL, "https://[2001:db8::1]:8443/PowerShell/",
      "http://[2001:db8::1]/PowerShell/" },
    { "https://user:pw@mail.corp.example/", NULL, "https://mail.corp.example/PowerShell/",
      "http://mail.corp.example/PowerShell/" },
    { "mail.corp.example", NULL, NULL, NULL },
    { "", NULL, NULL, NULL },
    { ews, "mbx1.corp.example", "https://mbx1.corp.example/PowerShell/",
      "http://mbx1.corp.example/PowerShell/" },
    { ews, "mbx1:8443", "https://mbx1:8443/PowerShell/", "http://mbx1/PowerShell/" },
    { ews, "2001:db8::1", "https://[2001:db8::1]/PowerShell/", "http://[2001:db8::1]/PowerShell/" },
    { ews, "[2001:db8::1]:444", "https://[2001:db8::1]:444/PowerShell/",
      "http://[2001:db8::1]/PowerShell/" },
    { ews, "köln.example", "https://xn--kln-sna.example/PowerShell/",
      "http://xn--kln-sna.example/PowerShell/" },
    { ews, "https://mbx1/powershell", "https://mbx1/powershell", NULL },
    { ews, "http://mbx1:8080/PowerShell/", NULL, "http://mbx1:8080/PowerShell/" },
    { ews, "ftp://mbx1/", NULL, NULL },
    { ews, "a b", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *url = powershell_place_url (rows[i].ews, rows[i].console);
    g_autofree char *plain = powershell_place_plain_url (rows[i].ews, rows[i].console);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (url, ==, rows[i].url);
    g_assert_cmpstr (plain, ==, rows[i].plain_url);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/powershell/console/cmdlets", test_cmdlets);
  g_test_add_func ("/powershell/console/reply", test_reply);
  g_test_add_func ("/powershell/console/rights", test_rights);
  g_test_add_func ("/powershell/console/urls", test_urls);
  return g_test_run ();
}
