/* test-profile.c - connection profiles: the URL from a server's name, and what may not be saved
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "exchange-person.h"
#include "exchange-profile.h"

#include <string.h>

#define CA "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"

static void
test_ews_url (void)
{
  static const struct
  {
    const char *server;
    const char *host; /* of the URL; NULL: no server name */
  } rows[] = {
    { "mail.corp.example", "mail.corp.example" },
    { "  mail \n", "mail" },
    { "mail.corp.example.", "mail.corp.example." },
    { "ex-01_b.corp.example", "ex-01_b.corp.example" },
    { "mail:8443", "mail:8443" },
    { "mail:443", "mail" },
    { "10.0.0.5", "10.0.0.5" },
    { "10.0.0.5:8443", "10.0.0.5:8443" },
    { "2001:db8::1", "[2001:db8::1]" },
    { "[2001:db8::1]", "[2001:db8::1]" },
    { "[2001:db8::1]:8443", "[2001:db8::1]:8443" },
    { "::1", "[::1]" },
    { "köln.example", "xn--kln-sna.example" },
    { "köln.example:8443", "xn--kln-sna.example:8443" },
    { "", NULL },
    { NULL, NULL },
    { "  ", NULL },
    { "a b", NULL },
    { "a..b", NULL },
    { ".a", NULL },
    { "-a", NULL },
    { "mail:", NULL },
    { "mail:0", NULL },
    { "mail:65536", NULL },
    { "mail:-1", NULL },
    { "mail:https", NULL },
    { ":443", NULL },
    { "https://mail.corp.example/EWS/Exchange.asmx", NULL },
    { "mail/owa", NULL },
    { "mail?x", NULL },
    { "mail#x", NULL },
    { "ann@mail", NULL },
    { "mail\\x", NULL },
    { "mail%20x", NULL },
    { "mail\"x", NULL },
    { "[::1", NULL },
    { "::1]", NULL },
    { "[mail]", NULL },
    { "[]", NULL },
    { "\xff", NULL },
    { "mail\xc2\x85", NULL },
    { "fe80::1%eth0", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *url = exchange_profile_ews_url (rows[i].server);
    g_autofree char *expected = rows[i].host != NULL
                                    ? g_strdup_printf ("https://%s/EWS/Exchange.asmx", rows[i].host)
                                    : NULL;

    g_test_message ("row %u", i);
    g_assert_cmpstr (url, ==, expected);
  }
}

static void
test_long_server (void)
{
  g_autofree char *name = g_strnfill (254, 'a');
  g_autofree char *url = exchange_profile_ews_url (name);

  g_assert_null (url);
}

static void
test_is_ip_address (void)
{
  static const char *const yes[] = { "10.0.0.5", " 10.0.0.5 ", "::1", "[::1]", "2001:db8::1" };
  static const char *const no[] = { "",   "mail",  "10.0.0", "10.0.0.256", "10.0.0.5.example",
                                    "[]", "[mail]" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (exchange_profile_is_ip_address (yes[i]));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (exchange_profile_is_ip_address (no[i]));
}

static void
test_new (void)
{
  const ExchangeProfile nothing = { 0 };
  const ExchangeProfile something = { .id = (char *) "id-1",
                                      .name = (char *) " Name ",
                                      .server = (char *) " mail ",
                                      .ca_pem = (char *) " pem \n",
                                      .admin_upn = (char *) "admin@x\n",
                                      .auth = EXCHANGE_AUTH_BASIC,
                                      .jobs = 9,
                                      .tenant = (char *) " corp.example ",
                                      .graph_url = (char *) "https://graph.example" };
  g_autoptr (ExchangeProfile) empty = exchange_profile_new (&nothing);
  g_autoptr (ExchangeProfile) other = exchange_profile_new (&nothing);
  g_autoptr (ExchangeProfile) full = exchange_profile_new (&something);
  g_autoptr (ExchangeProfile) again = exchange_profile_new (full);

  g_assert_true (g_uuid_string_is_valid (empty->id));
  g_assert_cmpstr (empty->id, !=, other->id);
  g_assert_cmpstr (empty->server, ==, "");
  g_assert_cmpstr (empty->ews_url, ==, "");
  g_assert_cmpuint (empty->jobs, ==, EXCHANGE_DEFAULT_JOBS);
  g_assert_cmpstr (full->id, ==, "id-1");
  g_assert_cmpstr (full->name, ==, "Name");
  g_assert_cmpstr (full->server, ==, "mail");
  g_assert_cmpstr (full->ews_url, ==, "https://mail/EWS/Exchange.asmx");
  g_assert_cmpstr (full->ca_pem, ==, " pem \n");
  g_assert_cmpstr (full->admin_upn, ==, "admin@x");
  g_assert_cmpint (full->auth, ==, EXCHANGE_AUTH_BASIC);
  g_assert_cmpuint (full->jobs, ==, 9);
  g_assert_cmpstr (again->ews_url, ==, full->ews_url);
  g_assert_cmpstr (empty->cloud, ==, "");
  g_assert_cmpstr (again->tenant, ==, "corp.example");
  g_assert_cmpstr (again->graph_url, ==, "https://graph.example");
}

static void
test_validate (void)
{
  static const struct
  {
    ExchangeProfile draft;
    ExchangeProfilePart part;
    const char *field; /* NULL: good */
  } rows[] = {
#define GOOD                                                                                       \
  .name = (char *) "Corp", .server = (char *) "mail.corp.example",                                 \
  .admin_upn = (char *) "admin@corp.example"
    { { GOOD }, EXCHANGE_PROFILE_PART_ALL, NULL },
    { { GOOD, .ca_pem = (char *) CA, .jobs = EXCHANGE_MOST_JOBS,
        .test_mailbox = (char *) "ann@corp.example" },
      EXCHANGE_PROFILE_PART_ALL,
      NULL },
    { { GOOD, .jobs = EXCHANGE_MOST_JOBS + 1 }, EXCHANGE_PROFILE_PART_ALL, "jobs" },
    { { GOOD, .test_mailbox = (char *) "ann" }, EXCHANGE_PROFILE_PART_ALL, "test-mailbox" },
    { { GOOD, .test_mailbox = (char *) "ann" }, EXCHANGE_PROFILE_PART_ADMIN, "test-mailbox" },
    { { .kind = EXCHANGE_KIND_ONLINE, .test_mailbox = (char *) "ann" },
      EXCHANGE_PROFILE_PART_ADMIN,
      "test-mailbox" },
    { { GOOD, .ca_pem = (char *) "nonsense" }, EXCHANGE_PROFILE_PART_ALL, "ca" },
    { { GOOD, .ews_url = (char *) "http://mail/EWS" }, EXCHANGE_PROFILE_PART_ALL, "ews-url" },
#undef GOOD
    /* each page by itself */
    { { 0 }, EXCHANGE_PROFILE_PART_ALL, "server" },
    { { 0 }, EXCHANGE_PROFILE_PART_SERVER, "server" },
    { { 0 }, EXCHANGE_PROFILE_PART_ADMIN, "admin-upn" },
    { { 0 }, EXCHANGE_PROFILE_PART_NAME, "name" },
    { { .server = (char *) "mail" }, EXCHANGE_PROFILE_PART_SERVER, NULL },
    { { .server = (char *) "not a name" }, EXCHANGE_PROFILE_PART_SERVER, "server" },
    { { .ews_url = (char *) "https://mail/x" }, EXCHANGE_PROFILE_PART_SERVER, NULL },
    { { .ews_url = (char *) "HTTPS://[::1]:444/x" }, EXCHANGE_PROFILE_PART_SERVER, NULL },
    { { .ews_url = (char *) "mail/x" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "https:///x" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "ftp://mail/x" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "file:///etc/passwd" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "https://me:pw@mail/x" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "https://mail/x#y" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "https://mail:99999/x" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "https://ma il/x" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "https://mail/\r\nX-Y: z" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .ews_url = (char *) "https://mail/\xff" }, EXCHANGE_PROFILE_PART_SERVER, "ews-url" },
    { { .admin_upn = (char *) "CORP\\admin" }, EXCHANGE_PROFILE_PART_ADMIN, "admin-upn" },
    { { .admin_upn = (char *) "a@b@c" }, EXCHANGE_PROFILE_PART_ADMIN, "admin-upn" },
    { { .admin_upn = (char *) "admin@corp.example" }, EXCHANGE_PROFILE_PART_ADMIN, NULL },
    { { .name = (char *) "Zentrale „Köln“" }, EXCHANGE_PROFILE_PART_NAME, NULL },
    { { .name = (char *) "a\x01" }, EXCHANGE_PROFILE_PART_NAME, "name" },
    { { .name = (char *) " \t" }, EXCHANGE_PROFILE_PART_NAME, "name" },
    { { .name = (char *) "one\ntwo" }, EXCHANGE_PROFILE_PART_NAME, "name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ExchangeProfile) profile = exchange_profile_new (&rows[i].draft);
    g_autoptr (GError) error = NULL;

    g_test_message ("row %u", i);
    g_assert_true (exchange_profile_validate (profile, rows[i].part, &error) ==
                   (rows[i].field == NULL));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].field);
    if (rows[i].field != NULL)
      g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  }
}

static void
test_long_name (void)
{
  GString *name = g_string_new (NULL);
  const char *const fields[] = { NULL, "name" };

  for (int i = 0; i < 100; i++)
    g_string_append (name, "ä");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    const ExchangeProfile draft = { .name = name->str };
    g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
    g_autoptr (GError) error = NULL;

    exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_NAME, &error);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, fields[i]);
    g_string_append (name, "ä");
  }
  g_string_free (name, TRUE);
}

static void
test_person (void)
{
  g_autoptr (ExchangePerson) bare =
      exchange_person_new (&(ExchangePerson){ .name = "", .mail = "Ann@Corp.Example" });
  g_autoptr (ExchangePerson) full = exchange_person_new (&(ExchangePerson){
      .id = "guid", .name = "Ann B", .mail = "ann@b", .upn = "ann@b", .department = "Sales" });
  g_autoptr (ExchangePerson) blank = exchange_person_new (
      &(ExchangePerson){ .name = " \u00A0\t ", .mail = "ann@b", .department = "  " });
  g_autoptr (ExchangePerson) again = exchange_person_ref (full);

  g_assert_cmpstr (bare->id, ==, "ann@corp.example");
  g_assert_cmpstr (bare->name, ==, "Ann@Corp.Example");
  g_assert_cmpstr (bare->mail, ==, "Ann@Corp.Example");
  g_assert_cmpstr (bare->department, ==, "");
  g_assert_cmpstr (blank->name, ==, "ann@b");
  g_assert_cmpstr (blank->department, ==, "");
  g_assert_cmpstr (again->id, ==, "guid");
  g_assert_cmpstr (again->name, ==, "Ann B");
  g_assert_cmpstr (again->department, ==, "Sales");
  g_assert_cmpstr (again->upn, ==, "ann@b");
  g_assert_cmpstr (bare->upn, ==, "");
  g_assert_cmpstr (bare->dn, ==, "");
}

static void
test_any_upn (void)
{
  static const struct
  {
    const char *upn, *logon, *domain, *result;
  } rows[] = {
    { "ann@mail.example", "ann", "corp.example", "ann@mail.example" },
    { NULL, "ann", "corp.example", "ann@corp.example" },
    { NULL, NULL, "corp.example", "" },
    { NULL, "ann", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ExchangePerson) person = exchange_person_new (&(ExchangePerson){
        .id = "1", .upn = rows[i].upn, .logon = rows[i].logon, .domain = rows[i].domain });
    g_autofree char *upn = exchange_person_any_upn (person);

    g_assert_cmpstr (upn, ==, rows[i].result);
  }
}

static void
test_directory_address (void)
{
  static const struct
  {
    const char *text, *host;
    guint port;
    gboolean is_ldaps;
  } rows[] = {
    { "corp.example", "corp.example", 0, FALSE },
    { " DC1.Corp.Example:389 ", "dc1.corp.example", 389, FALSE },
    { "ldaps://dc1.corp.example", "dc1.corp.example", 0, TRUE },
    { "LDAP://dc1:1389/", "dc1", 1389, FALSE },
    { "[2001:db8::1]:636", "2001:db8::1", 636, FALSE },
    { "bücher.example", "xn--bcher-kva.example", 0, FALSE },
    { "", NULL, 0, FALSE },
    { "ldap://", NULL, 0, FALSE },
    { "http://dc1", NULL, 0, FALSE },
    { "dc1/dc2", NULL, 0, FALSE },
    { "dc1:0", NULL, 0, FALSE },
    { "dc 1", NULL, 0, FALSE },
    { "ldap://dc1/dc=corp", NULL, 0, FALSE },
    { "a@b", NULL, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (ExchangeDirectoryAddress) address = { 0 };
    gboolean is_one = exchange_profile_directory_address (rows[i].text, &address);

    g_test_message ("%s", rows[i].text);
    g_assert_cmpint (is_one, ==, rows[i].host != NULL);
    g_assert_cmpstr (address.host, ==, rows[i].host);
    g_assert_cmpuint (address.port, ==, rows[i].port);
    g_assert_cmpint (address.is_ldaps, ==, rows[i].is_ldaps);
  }
}

static void
test_directory_fields (void)
{
  static const struct
  {
    char *directory, *user, *ca_pem, *reason;
  } rows[] = {
    { (char *) "", NULL, NULL, NULL },
    { (char *) "corp.example", (char *) "ann@corp.example", NULL, NULL },
    { (char *) "dc1/dc2", NULL, NULL, (char *) "directory" },
    { (char *) "corp.example", (char *) "ann", NULL, (char *) "directory-user" },
    { (char *) "corp.example", NULL, (char *) "no PEM", (char *) "directory-ca" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ExchangeProfile) profile =
        exchange_profile_new (&(ExchangeProfile){ .directory = rows[i].directory,
                                                  .directory_user = rows[i].user,
                                                  .directory_ca_pem = rows[i].ca_pem });
    g_autoptr (GError) error = NULL;

    exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_DIRECTORY, &error);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
  }
}

static void
test_console (void)
{
  static const struct
  {
    const char *console;
    gboolean is_right;
  } rows[] = {
    { "", TRUE },
    { "mbx1.corp.example", TRUE },
    { " mbx1.corp.example:8443 ", TRUE },
    { "[2001:db8::1]", TRUE },
    { "http://mbx1.corp.example/PowerShell/", TRUE },
    { "https://mbx1.corp.example:444/powershell", TRUE },
    { "ftp://mbx1.corp.example/", FALSE },
    { "https:///PowerShell/", FALSE },
    { "https://ann:pw@mbx1.corp.example/PowerShell/", FALSE },
    { "https://mbx1.corp.example/#x", FALSE },
    { "https://mbx1.corp.example/a b", FALSE },
    { "mbx1/PowerShell", FALSE },
    { "mbx1:0", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ExchangeProfile) profile = exchange_profile_new (
        &(ExchangeProfile){ .server = (char *) "mail", .console = (char *) rows[i].console });
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", rows[i].console);
    exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_SERVER, &error);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].is_right ? NULL : "console");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/person/any-upn", test_any_upn);
  g_test_add_func ("/exchange/profile/console", test_console);
  g_test_add_func ("/exchange/profile/directory-address", test_directory_address);
  g_test_add_func ("/exchange/profile/directory-fields", test_directory_fields);
  g_test_add_func ("/exchange/profile/ews-url", test_ews_url);
  g_test_add_func ("/exchange/profile/long-server", test_long_server);
  g_test_add_func ("/exchange/profile/is-ip-address", test_is_ip_address);
  g_test_add_func ("/exchange/profile/new", test_new);
  g_test_add_func ("/exchange/profile/validate", test_validate);
  g_test_add_func ("/exchange/profile/long-name", test_long_name);
  g_test_add_func ("/exchange/person", test_person);
  return g_test_run ();
}
