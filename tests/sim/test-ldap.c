/* test-ldap.c - the simulated controller: logging in, searching, pages, ranges
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ldap-ask.h"

#include "sim-ldap-forest.h"

static void
test_root (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
  g_auto (LdapAnswer) all = ask (client, &(Search){ .base = "" });
  g_auto (LdapAnswer) some = ask (
      client, &(Search){ .base = "", .attributes = "DNSHostName highestCommittedUSN tokenGroups" });
  g_auto (LdapAnswer) other = ask (client, &(Search){ .base = ROOT, .scope = 2 });
  g_autofree char *text = join (&some);

  g_assert_cmpint (all.code, ==, 0);
  g_assert_cmpuint (all.values->len, >, 30);
  g_assert_cmpstr (text, ==, "highestCommittedUSN: 20020, dnsHostName: dc1.corp.example");
  g_assert_cmpint (other.code, ==, 1);
  g_assert_true (g_str_has_prefix (other.text, "000004DC: LdapErr"));
}

static void
test_binds (void)
{
  static const struct
  {
    const char *name;
    const char *password; /* NULL: the right one */
    int code;
    const char *data;
  } rows[] = {
    { ADMIN, NULL, 0, NULL },
    { "OOFAdmin@CORP.EXAMPLE", NULL, 0, NULL },
    { "CORP\\oofadmin", NULL, 0, NULL },
    { "corp\\OOFADMIN", NULL, 0, NULL },
    { "oofadmin@CORP", NULL, 0, NULL },
    { "CN=OOF Administrator,OU=IT,OU=People,DC=corp,DC=example", NULL, 0, NULL },
    { "cn=oof administrator, ou=it,ou=people,dc=corp,dc=example", NULL, 0, NULL },
    { "oofadmin", NULL, 49, "52e" },
    { "OOF Administrator", NULL, 49, "52e" },
    { "e0@corp.example", NULL, 49, "52e" },
    { "nobody@corp.example", NULL, 49, "52e" },
    { "EMEA\\oofadmin", NULL, 49, "52e" },
    { ADMIN, "wrong", 49, "52e" },
    { ADMIN, "", 0, NULL }, /* anonymous */
    { "", "", 0, NULL },
  };
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);

  for (guint port = 0; port < SIM_LDAP_N_PORTS; port++) {
    g_autoptr (LdapClient) client = ldap_client_new (peer, (SimLdapPort) port);

    if (port == SIM_LDAP_PORT_PLAIN) {
      g_auto (LdapAnswer) refused = ldap_bind (client, ADMIN, ldap_password (peer));

      g_assert_cmpint (refused.code, ==, 8);
      g_assert_cmpstr (refused.text, ==, "BindSimple: Transport encryption required.");
      continue;
    }
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
      const char *password = rows[i].password != NULL ? rows[i].password : ldap_password (peer);
      g_auto (LdapAnswer) answer = ldap_bind (client, rows[i].name, password);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (answer.code, ==, rows[i].code);
      if (rows[i].data != NULL)
        g_assert_nonnull (strstr (answer.text, rows[i].data));
    }
  }
}

static void
test_account_states (void)
{
  static const struct
  {
    SimAccountState state;
    const char *data;
  } rows[] = {
    { SIM_ACCOUNT_DISABLED, "data 533," }, { SIM_ACCOUNT_EXPIRED, "data 701," },
    { SIM_ACCOUNT_LOCKED, "data 775," },   { SIM_ACCOUNT_MUST_CHANGE, "data 773," },
    { SIM_ACCOUNT_UNKNOWN, "data 525," },  { SIM_ACCOUNT_PASSWORD_EXPIRED, "data 532," },
  };
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new (peer, SIM_LDAP_PORT_TLS);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (LdapAnswer) answer = { 0 };

    sim_accounts_set_state (peer->world->accounts, SIM_ADMIN, rows[i].state);
    answer = ldap_bind (client, ADMIN, ldap_password (peer));
    g_assert_cmpint (answer.code, ==, 49);
    g_assert_nonnull (strstr (answer.text, rows[i].data));
  }
  sim_accounts_set_state (peer->world->accounts, SIM_ADMIN, SIM_ACCOUNT_NORMAL);

  /* Wrong too often: then the right one does not help. */
  for (guint i = 0; i <= SIM_WRONG_PASSWORDS_TO_LOCK; i++) {
    g_auto (LdapAnswer) answer =
        ldap_bind (client, ADMIN, i < SIM_WRONG_PASSWORDS_TO_LOCK ? "wrong" : ldap_password (peer));

    g_assert_nonnull (
        strstr (answer.text, i < SIM_WRONG_PASSWORDS_TO_LOCK ? "data 52e," : "data 775,"));
  }
}

static void
test_start_tls (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new (peer, SIM_LDAP_PORT_PLAIN);
  g_auto (LdapAnswer) start = ask_extended (client, SIM_LDAP_STARTTLS);
  g_auto (LdapAnswer) bound = { 0 };
  g_auto (LdapAnswer) again = { 0 };
  g_auto (LdapAnswer) who = { 0 };
  g_auto (LdapAnswer) unknown = { 0 };

  g_assert_cmpint (start.code, ==, 0);
  g_assert_true (ldap_client_secure (client));
  bound = ldap_bind (client, ADMIN, ldap_password (peer));
  g_assert_cmpint (bound.code, ==, 0);
  again = ask_extended (client, SIM_LDAP_STARTTLS);
  g_assert_cmpint (again.code, ==, 1);
  who = ask_extended (client, SIM_LDAP_WHOAMI);
  g_assert_cmpint (who.code, ==, 0);
  unknown = ask_extended (client, "1.2.3.4");
  g_assert_cmpint (unknown.code, ==, 2);
}

static void
test_scopes (void)
{
  static const struct
  {
    Search search;
    int code;
    guint n;
    const char *matched;
  } rows[] = {
    { { .base = ROOT, .filter = PEOPLE, .scope = 2 }, 0, 25, NULL },
    { { .base = "OU=People," ROOT, .filter = PEOPLE, .scope = 2 }, 0, 20, NULL },
    { { .base = "ou=people,dc=CORP, dc=example", .filter = PEOPLE, .scope = 2 }, 0, 20, NULL },
    { { .base = "OU=People," ROOT, .scope = 1 }, 0, 14, NULL },
    { { .base = "OU=People," ROOT, .scope = 0 }, 0, 1, NULL },
    { { .base = ROOT, .filter = "(objectClass=crossRef)", .scope = 2 }, 0, 0, NULL },
    { { .base = "CN=Configuration," ROOT, .filter = "(objectClass=crossRef)", .scope = 2 },
      0,
      6,
      NULL },
    { { .base = "CN=Partitions,CN=Configuration," ROOT, .scope = 1 }, 0, 6, NULL },
    { { .base = "OU=Nowhere," ROOT, .scope = 2 }, 32, 0, ROOT },
    { { .base = "CN=x,OU=Nowhere,OU=People," ROOT }, 32, 0, "OU=People," ROOT },
    { { .base = "DC=other,DC=example" }, 32, 0, "" },
    { { .base = "not a name" }, 34, 0, NULL },
    { { .base = "DC=emea," ROOT, .scope = 2 }, 10, 0, "" },
    { { .base = "CN=Users,DC=emea," ROOT }, 10, 0, "" },
    { { .base = "", .scope = 2 }, 32, 0, "" },
    { { .base = "<SID=S-1-5-21-397955417-626881126-188441444-1000>" }, 0, 1, NULL },
    { { .base = "<SID=S-1-5-21-397955417-626881126-188441444-512>" }, 0, 1, NULL },
    { { .base = "<GUID=00000000000000000000000000000000>" }, 32, 0, "" },
    { { .base = "CN=OOF Administrator,OU=IT,OU=People," ROOT, .scope = 2 }, 0, 1, NULL },
    { { .base = "CN=OOF Administrator,OU=IT,OU=People," ROOT, .scope = 1 }, 0, 0, NULL },
  };
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (LdapAnswer) answer = ask (client, &rows[i].search);

    g_test_message ("%s, scope %d", rows[i].search.base, rows[i].search.scope);
    g_assert_cmpint (answer.code, ==, rows[i].code);
    g_assert_cmpuint (answer.dns->len, ==, rows[i].n);
    if (rows[i].matched != NULL)
      g_assert_cmpstr (answer.matched, ==, rows[i].matched);
  }
}

static void
test_references (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
  Search search = { .base = ROOT, .filter = PEOPLE, .scope = 2 };
  g_auto (LdapAnswer) with = ask (client, &search);
  g_auto (LdapAnswer) without = { 0 };
  g_auto (LdapAnswer) unknown = { 0 };

  g_assert_cmpuint (with.n_references, ==, 4);
  search.control = SIM_LDAP_CONTROL_DOMAIN_SCOPE;
  without = ask (client, &search);
  g_assert_cmpint (without.code, ==, 0);
  g_assert_cmpuint (without.n_references, ==, 0);
  search.control = "1.2.3.4.5";
  unknown = ask (client, &search);
  g_assert_cmpint (unknown.code, ==, 12);
}

/* The pages of a search; the sum of their entries. */
static guint
read_pages (LdapClient *client, Search *search, guint *ret_pages)
{
  guint n = 0;

  *ret_pages = 0;
  search->cookie = "";
  for (;;) {
    g_auto (LdapAnswer) answer = ask (client, search);

    g_assert_cmpint (answer.code, ==, 0);
    g_assert_nonnull (answer.cookie);
    g_assert_cmpuint (answer.dns->len, <=, (guint) search->page);
    n += answer.dns->len;
    (*ret_pages)++;
    if (*answer.cookie == '\0')
      break;
    search->cookie = g_intern_string (answer.cookie);
  }
  return n;
}

static void
test_pages (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (2995);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
  g_autoptr (LdapClient) other = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
  Search search = { .base = ROOT, .filter = PEOPLE, .scope = 2, .attributes = "mail", .page = 500 };
  g_auto (LdapAnswer) unpaged = { 0 };
  g_auto (LdapAnswer) limited = { 0 };
  g_auto (LdapAnswer) first = { 0 };
  g_auto (LdapAnswer) stolen = { 0 };
  g_auto (LdapAnswer) ended = { 0 };
  guint pages;

  g_assert_cmpuint (read_pages (client, &search, &pages), ==, 3000);
  g_assert_cmpuint (pages, ==, 6);
  search.page = 5000; /* as many as the server allows, a thousand */
  search.cookie = "";
  first = ask (client, &search);
  g_assert_cmpuint (first.dns->len, ==, 1000);

  /* A cookie is good on its own connection only, and only until it is given up. */
  search.cookie = first.cookie;
  stolen = ask (other, &search);
  g_assert_cmpint (stolen.code, ==, 12);
  search.page = -1; /* sent as zero */
  ended = ask (client, &search);
  g_assert_cmpint (ended.code, ==, 0);
  g_assert_cmpstr (ended.cookie, ==, "");
  ldap_answer_clear (&ended);
  search.page = 500;
  ended = ask (client, &search);
  g_assert_cmpint (ended.code, ==, 12);

  search.page = 0;
  unpaged = ask (client, &search);
  g_assert_cmpint (unpaged.code, ==, 4);
  g_assert_cmpuint (unpaged.dns->len, ==, 1000);
  search.most = 7;
  limited = ask (client, &search);
  g_assert_cmpint (limited.code, ==, 4);
  g_assert_cmpuint (limited.dns->len, ==, 7);
}

static void
test_attributes (void)
{
  static const struct
  {
    SimLdapPort port;
    const char *attributes;
    const char *all; /* what comes */
  } rows[] = {
    { SIM_LDAP_PORT_TLS, "mail TITLE nonsense", "mail: " ADMIN ", title: Buyer" },
    { SIM_LDAP_PORT_TLS, "1.1", "" },
    { SIM_LDAP_PORT_TLS, "canonicalName",
      "canonicalName: corp.example/People/IT/OOF Administrator" },
    { SIM_LDAP_PORT_TLS, "memberOf;range=1-*",
      "memberOf;range=1-*: CN=Inner Circle,OU=Groups," ROOT },
    { SIM_LDAP_PORT_TLS, "memberOf;range=0-0", "memberOf;range=0-0: CN=IT,OU=Groups," ROOT },
    { SIM_LDAP_PORT_CATALOG,
      "mail title company department mobile physicalDeliveryOfficeName "
      "thumbnailPhoto showInAdvancedViewOnly",
      "mail: " ADMIN },
  };
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (LdapClient) client = ldap_client_new_bound (peer, rows[i].port);
    g_auto (LdapAnswer) answer = ask (client, &(Search){ .base = ROOT,
                                                         .scope = 2,
                                                         .filter = "(mail=" ADMIN ")",
                                                         .attributes = rows[i].attributes });
    g_auto (LdapAnswer) types = ask (client, &(Search){ .base = ROOT,
                                                        .scope = 2,
                                                        .filter = "(mail=" ADMIN ")",
                                                        .attributes = rows[i].attributes,
                                                        .types_only = TRUE });
    g_autofree char *all = join (&answer);

    g_test_message ("%s", rows[i].attributes);
    g_assert_cmpuint (answer.dns->len, ==, 1);
    g_assert_cmpstr (all, ==, rows[i].all);
    g_assert_cmpuint (types.values->len, ==, 0);
  }
}

/* A group of more people than a directory tells at once. */
static void
test_ranges (void)
{
  static const char dn[] = "CN=Sales,OU=Groups," ROOT;
  g_autoptr (LdapPeer) peer = ldap_peer_new (40000);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
  g_auto (LdapAnswer) plain = ask (client, &(Search){ .base = dn, .attributes = "member" });
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_last = FALSE;

  g_assert_cmpuint (plain.values->len, ==, 1500);
  g_assert_true (g_str_has_prefix (plain.values->pdata[0], "member;range=0-1499: CN="));
  for (guint first = 0; !is_last; first += 1500) {
    g_autofree char *name = g_strdup_printf ("member;range=%u-*", first);
    g_autofree char *last = g_strdup_printf ("%s: ", name);
    g_auto (LdapAnswer) answer = ask (client, &(Search){ .base = dn, .attributes = name });

    g_assert_cmpuint (answer.values->len, >, 0);
    for (guint i = 0; i < answer.values->len; i++) {
      const char *value = answer.values->pdata[i];

      is_last = g_str_has_prefix (value, last);
      g_assert_true (g_hash_table_add (seen, g_strdup (strchr (value, ' '))));
    }
  }
  g_assert_cmpuint (g_hash_table_size (seen), >, 3000);
}

static void
test_catalog (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_CATALOG);
  g_auto (LdapAnswer) all = ask (client, &(Search){ .base = "",
                                                    .scope = 2,
                                                    .filter = "(objectClass=trustedDomain)",
                                                    .attributes = "trustPartner flatName" });
  g_auto (LdapAnswer) none =
      ask (client, &(Search){ .base = "", .scope = 2, .filter = "(company=*)" });

  g_assert_cmpint (all.code, ==, 0);
  g_assert_cmpuint (all.dns->len, ==, 3);
  g_assert_cmpuint (all.values->len, ==, 3);
  g_assert_cmpuint (all.n_references, ==, 0);
  g_assert_cmpint (none.code, ==, 0);
  g_assert_cmpuint (none.dns->len, ==, 0);
}

static void
test_autodiscover (void)
{
  g_autoptr (LdapPeer) peer = ldap_peer_new (20);
  g_autoptr (LdapClient) client = ldap_client_new_bound (peer, SIM_LDAP_PORT_TLS);
  g_auto (LdapAnswer) answer = { 0 };
  g_autofree char *text = NULL;

  sim_ldap_forest_set_autodiscover (peer->world->directory, "https://localhost:1234/A.xml");
  answer = ask (client, &(Search){ .base = "CN=Configuration," ROOT,
                                   .scope = 2,
                                   .filter = "(&(objectClass=serviceConnectionPoint)(keywords="
                                             "77378F46-2C66-4aa9-A6A6-3E7A48B19596))",
                                   .attributes = "serviceBindingInformation" });
  text = join (&answer);
  g_assert_cmpstr (text, ==, "serviceBindingInformation: https://localhost:1234/A.xml");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/ldap/root", test_root);
  g_test_add_func ("/sim/ldap/binds", test_binds);
  g_test_add_func ("/sim/ldap/account-states", test_account_states);
  g_test_add_func ("/sim/ldap/start-tls", test_start_tls);
  g_test_add_func ("/sim/ldap/scopes", test_scopes);
  g_test_add_func ("/sim/ldap/references", test_references);
  g_test_add_func ("/sim/ldap/pages", test_pages);
  g_test_add_func ("/sim/ldap/attributes", test_attributes);
  g_test_add_func ("/sim/ldap/ranges", test_ranges);
  g_test_add_func ("/sim/ldap/catalog", test_catalog);
  g_test_add_func ("/sim/ldap/autodiscover", test_autodiscover);
  return g_test_run ();
}
