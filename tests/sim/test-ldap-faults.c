/* test-ldap-faults.c - what changes and what goes wrong in the simulated directory, and clients
 * that mean harm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ldap-ask.h"

#include "sim-ldap-change.h"

#include "wire-json.h"

#define QUIET_US (200 * 1000)

static void
set_fault (LdapPeer *peer, const char *operation, const char *action)
{
  g_autofree char *text = g_strdup_printf (
      "{\"faults\": [{\"match\": {\"operation\": \"%s\"}, \"action\": {%s}}]}", operation, action);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = wire_json_parse (text, strlen (text), "faults", &error);

  g_assert_no_error (error);
  sim_faults_clear (peer->world->faults);
  sim_faults_add (peer->world->faults, document, &error);
  g_assert_no_error (error);
}

static void
change (LdapPeer *peer, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = wire_json_parse (text, strlen (text), "change", &error);
  g_autoptr (JsonObject) answer = NULL;

  g_assert_no_error (error);
  answer = sim_ldap_change_person (peer->world, document, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

/* Changes move uSNChanged, and the deleted are told to those who ask for them. */
static void
test_changes (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
  const char *address = sim_people_address (peer->world->people, 5);
  g_autofree char *set = g_strdup_printf (
      "{\"address\": \"%s\", \"set\": {\"cn\": \"*)(objectClass=*\", \"title\": \"Boss\", "
      "\"mobile\": null, \"displayName\": \"Smith, \\\"J\\\"\"}}",
      address);
  g_autofree char *remove = g_strdup_printf ("{\"address\": \"%s\", \"remove\": true}", address);
  g_autofree char *filter = g_strdup_printf ("(mail=%s)", address);
  Search by_usn = { .base = ROOT,
                    .scope = 2,
                    .filter = "(uSNChanged>=20021)",
                    .attributes = "displayName title mobile uSNChanged isDeleted" };
  g_auto (LdapAnswer) changed = { 0 };
  g_auto (LdapAnswer) by_name = { 0 };
  g_auto (LdapAnswer) gone = { 0 };
  g_auto (LdapAnswer) grave = { 0 };
  g_auto (LdapAnswer) added = { 0 };
  g_autofree char *changed_text = NULL;
  g_autofree char *grave_text = NULL;

  change (peer, set);
  changed = ask (client, &by_usn);
  changed_text = join (&changed);
  g_assert_cmpstr (changed_text, ==, "displayName: Smith, \"J\", title: Boss, uSNChanged: 20021");
  g_assert_true (g_str_has_prefix (changed.dns->pdata[0], "CN=*)(objectClass\\=*,OU="));
  by_name = ask (client, &(Search){ .base = changed.dns->pdata[0],
                                    .filter = "(cn=\\2a\\29\\28objectClass=\\2a)" });
  g_assert_cmpuint (by_name.dns->len, ==, 1);

  change (peer, remove);
  gone = ask (client, &(Search){ .base = ROOT, .scope = 2, .filter = filter });
  g_assert_cmpuint (gone.dns->len, ==, 0);
  by_usn.control = SIM_LDAP_CONTROL_DELETED;
  grave = ask (client, &by_usn);
  grave_text = join (&grave);
  g_assert_cmpstr (grave_text, ==, "uSNChanged: 20022, isDeleted: TRUE");
  g_assert_nonnull (strstr (grave.dns->pdata[0], "\\0ADEL:"));

  change (peer, "{\"add\": {\"cn\": \"New One\", \"mail\": \"new.one@corp.example\", "
                "\"displayName\": \"New One\"}, \"unit\": \"Legal\"}");
  added = ask (client, &(Search){ .base = "OU=Legal,OU=People," ROOT,
                                  .scope = 1,
                                  .filter = "(&" PEOPLE "(anr=new)(msExchMailboxGuid=*))" });
  g_assert_cmpuint (added.dns->len, ==, 1);
  g_assert_cmpstr (added.dns->pdata[0], ==, "CN=New One,OU=Legal,OU=People," ROOT);
}

static void
test_odd_changes (void)
{
  static const char *const rows[] = {
    "{}",
    "{\"address\": \"nobody@corp.example\", \"remove\": true}",
    "{\"address\": \"" ADMIN "\"}",
    "{\"address\": \"" ADMIN "\", \"remove\": false}",
    "{\"address\": \"" ADMIN "\", \"remove\": true, \"set\": {}}",
    "{\"address\": \"" ADMIN "\", \"set\": {\"objectGUID\": \"x\"}}",
    "{\"address\": \"" ADMIN "\", \"set\": {\"nonsense\": \"x\"}}",
    "{\"address\": \"" ADMIN "\", \"set\": {\"title\": 5}}",
    "{\"address\": \"" ADMIN "\", \"set\": {\"title\": [\"a\", null]}}",
    "{\"address\": \"" ADMIN "\", \"set\": {\"cn\": \"\"}}",
    "{\"add\": {\"mail\": \"x@corp.example\"}}",
    "{\"add\": {\"cn\": \"OOF Administrator\"}, \"unit\": \"IT\"}",
    "{\"add\": {\"cn\": \"X\"}, \"unit\": \"Nowhere\"}",
    "{\"add\": 5}",
  };
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonObject) document = wire_json_parse (rows[i], strlen (rows[i]), "row", NULL);

    g_test_message ("%s", rows[i]);
    g_assert_null (sim_ldap_change_person (peer->world, document, &error));
    g_assert_nonnull (error);
  }
  g_assert_cmpint (peer->world->directory->last_usn, ==, 20020);
}

/* What becomes of a search under each fault. */
static void
test_faults (void)
{
  static const struct
  {
    const char *operation;
    const char *action;
    int code; /* -1: the connection ended, -2: nothing came */
    int n;
    const char *text; /* of the end, or among the values */
  } rows[] = {
    { "ldap-search", "\"ldap\": \"silence\"", -2, 0, NULL },
    { "ldap-search", "\"ldap\": \"cut\", \"number\": 3", -1, 3, NULL },
    { "ldap-search", "\"reset\": true", -1, 0, NULL },
    { "ldap-search", "\"ldap\": \"result\", \"number\": 51, \"text\": \"busy\"", 51, 0, "busy" },
    { "ldap-search", "\"ldap\": \"size-limit\", \"number\": 2", 4, 2, "000020EF" },
    { "ldap-search", "\"ldap\": \"referral\"", 10, 0, "0000202B: RefErr" },
    { "ldap-search", "\"ldap\": \"invalid-utf8\"", 0, 25, NULL },
    { "ldap-search", "\"slow_ms\": 30", 0, 25, NULL },
    { "ldap-search", "\"ldap\": \"huge-value\", \"number\": 3000000", 0, 25, NULL },
    { "ldap-rootdse", "\"ldap\": \"silence\"", 0, 25, NULL },
  };
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
    g_auto (LdapAnswer) answer = { 0 };

    g_test_message ("%s", rows[i].action);
    set_fault (peer, rows[i].operation, rows[i].action);
    send_search (client, &(Search){ .base = ROOT,
                                    .filter = PEOPLE,
                                    .scope = 2,
                                    .attributes = "displayName thumbnailPhoto" });
    answer = ldap_collect_for (client, rows[i].code == -2 ? QUIET_US : LDAP_WAIT_US);
    g_assert_cmpint (answer.code, ==, rows[i].code);
    g_assert_cmpuint (answer.dns->len, ==, rows[i].n);
    if (rows[i].text != NULL)
      g_assert_true (g_str_has_prefix (answer.text, rows[i].text));
    sim_faults_clear (peer->world->faults);
  }
}

static void
test_root_faults (void)
{
  static const struct
  {
    const char *action;
    const char *attribute;
    const char *value;
  } rows[] = {
    { "\"ldap\": \"wrong-domain\"", "defaultNamingContext",
      "defaultNamingContext: DC=elsewhere,DC=example" },
    { "\"ldap\": \"wrong-domain\"", "dnsHostName", "dnsHostName: dc1.elsewhere.example" },
    { "\"ldap\": \"skew\", \"number\": 86400", "currentTime", "currentTime: 20310102000000.0Z" },
  };
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new (peer, SIM_LDAP_PORT_TLS);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2031, 1, 1, 0, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (LdapAnswer) answer = { 0 };
    g_autofree char *text = NULL;

    set_fault (peer, "ldap-rootdse", rows[i].action);
    sim_world_set_now (peer->world, now);
    answer = ask (client, &(Search){ .base = "", .attributes = rows[i].attribute });
    text = join (&answer);
    g_assert_cmpstr (text, ==, rows[i].value);
  }
}

static void
test_endless (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
  Search search = { .base = ROOT, .filter = PEOPLE, .scope = 2, .page = 100, .attributes = "1.1" };

  set_fault (peer, "ldap-search", "\"ldap\": \"endless-cookie\"");
  for (guint i = 0; i < 20; i++) {
    g_auto (LdapAnswer) answer = ask (client, &search);

    g_assert_cmpuint (answer.dns->len, ==, 25);
    g_assert_cmpstr (answer.cookie, !=, "");
    search.cookie = g_intern_string (answer.cookie);
  }
}

/* An answer that is not wanted any more does not come, and the connection goes on. */
static void
test_abandon (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
  BerElement *ber = ber_alloc_t (LBER_USE_DER);
  g_auto (LdapAnswer) answer = { 0 };

  set_fault (peer, "ldap-search", "\"slow_ms\": 300");
  send_search (client, &(Search){ .base = ROOT, .filter = PEOPLE, .scope = 2 });
  ber_printf (ber, "{iti}", client->last_id + 1, (ber_tag_t) 0x50, client->last_id);
  client->last_id++;
  ldap_send (client, ber);
  sim_faults_clear (peer->world->faults);
  answer = ask (client, &(Search){ .base = "", .attributes = "dnsHostName" });
  g_assert_cmpuint (answer.values->len, ==, 1);
  g_assert_cmpint (ldap_receive (client, 500 * 1000), ==, -1);
}

/* Whatever comes, the connection is ended or goes on, and the next one is served. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    int code; /* -1: it is ended, 2: and told why */
  } rows[] = {
    { "GET / HTTP/1.1\r\n\r\n", 18, -1 },
    { "\x30\x84\x7F\xFF\xFF\xFF\x02\x01\x01", 9, -1 }, /* two gigabytes */
    { "\x30\x89\x01\x01\x01\x01\x01\x01\x01\x01\x01", 11, -1 },
    { "\x30\x80\x02\x01\x01", 5, -1 }, /* of indefinite length */
    { "\x30\x05\x02\x01\x01\x60\x7F", 7, 2 },
    { "\x30\x06\x02\x01\x01\x5F\x01\x00", 8, 2 }, /* an operation that nobody knows */
    { "\x30\x03\x02\x01\xFF", 5, 2 },
    { "\x30\x00", 2, 2 },
  };
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (LdapClient) client = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
    g_auto (LdapAnswer) answer = { 0 };

    g_test_message ("row %u", i);
    ldap_send_bytes (client, rows[i].bytes, rows[i].size);
    answer = ldap_collect (client);
    g_assert_cmpint (answer.code, ==, rows[i].code);
  }
}

/* In the middle of TLS's beginning, nothing may stand in clear. */
static void
test_injection (void)
{
  static const char start[] = "\x30\x1D\x02\x01\x01\x77\x18\x80\x16" SIM_LDAP_STARTTLS
                              "\x30\x1D\x02\x01\x02\x77\x18\x80\x16" SIM_LDAP_STARTTLS;
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
  g_auto (LdapAnswer) first = { 0 };
  g_auto (LdapAnswer) second = { 0 };

  ldap_send_bytes (client, start, sizeof start - 1);
  first = ldap_collect (client);
  g_assert_cmpint (first.code, ==, 0);
  second = ldap_collect (client);
  g_assert_cmpint (second.code, ==, -1);
}

/* A client that sends a byte now and then, one that never begins TLS, one that does nothing. */
static void
test_slow (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) partial = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
  g_autoptr (LdapClient) idle = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
  g_auto (LdapAnswer) answer = ask (idle, &(Search){ .base = "", .attributes = "dnsHostName" });
  gint64 now_us = g_get_monotonic_time ();

  ldap_send_bytes (partial, "\x30\x7F\x02\x01", 4);
  g_assert_cmpint (ldap_receive (partial, QUIET_US), ==, -1);
  g_assert_cmpuint (sim_ldap_server_connections (peer->server), ==, 2);
  sim_ldap_server_sweep (peer->server, now_us + 30 * G_USEC_PER_SEC);
  g_assert_cmpuint (sim_ldap_server_connections (peer->server), ==, 2);
  sim_ldap_server_sweep (peer->server, now_us + 70 * G_USEC_PER_SEC);
  g_assert_cmpuint (sim_ldap_server_connections (peer->server), ==, 1);
  g_assert_cmpint (ldap_receive (partial, LDAP_WAIT_US), ==, 0);
  sim_ldap_server_sweep (peer->server, now_us + 1000 * G_USEC_PER_SEC);
  g_assert_cmpuint (sim_ldap_server_connections (peer->server), ==, 0);
}

/* One too many is turned away, and when others have gone there is room again. */
static void
test_many_connections (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (GPtrArray) clients =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ldap_client_free);
  g_autoptr (LdapClient) last = NULL;
  g_auto (LdapAnswer) answer = { 0 };

  for (guint i = 0; i < SIM_LDAP_MOST_CONNECTIONS; i++)
    g_ptr_array_add (clients, ldap_client_new (peer, SIM_LDAP_PORT_PLAIN));
  last = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
  g_assert_cmpint (ldap_receive (last, LDAP_WAIT_US), ==, 0);
  g_assert_cmpuint (sim_ldap_server_connections (peer->server), ==, SIM_LDAP_MOST_CONNECTIONS);

  g_ptr_array_set_size (clients, 0);
  ldap_client_free (g_steal_pointer (&last));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  last = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
  answer = ask (last, &(Search){ .base = "", .attributes = "dnsHostName" });
  g_assert_cmpint (answer.code, ==, 0);
}

static void
test_tls_silence (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = NULL;
  g_auto (LdapAnswer) start = { 0 };

  client = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
  set_fault (peer, "ldap-starttls", "\"ldap\": \"tls-silence\"");
  start = ask_extended (client, SIM_LDAP_STARTTLS);
  g_assert_cmpint (start.code, ==, 0);
  ldap_send_bytes (client, "\x16\x03\x01\x00\x05hello", 10);
  g_assert_cmpint (ldap_receive (client, QUIET_US), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/ldap-faults/changes", test_changes);
  g_test_add_func ("/sim/ldap-faults/odd-changes", test_odd_changes);
  g_test_add_func ("/sim/ldap-faults/faults", test_faults);
  g_test_add_func ("/sim/ldap-faults/root-faults", test_root_faults);
  g_test_add_func ("/sim/ldap-faults/endless", test_endless);
  g_test_add_func ("/sim/ldap-faults/abandon", test_abandon);
  g_test_add_func ("/sim/ldap-faults/hostile", test_hostile);
  g_test_add_func ("/sim/ldap-faults/injection", test_injection);
  g_test_add_func ("/sim/ldap-faults/slow", test_slow);
  g_test_add_func ("/sim/ldap-faults/many-connections", test_many_connections);
  g_test_add_func ("/sim/ldap-faults/tls-silence", test_tls_silence);
  return g_test_run ();
}
