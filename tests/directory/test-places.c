/* test-places.c - domains, trusts, units, groups, Exchange's servers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-dn.h"
#include "directory-endpoints.h"
#include "directory-exchange.h"
#include "directory-groups.h"
#include "directory-locations.h"
#include "fake.h"

#include <string.h>

#define SCP "77378F46-2C66-4aa9-A6A6-3E7A48B19596"
#define POINTER "67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68"
#define CONFIGURATION ",CN=Configuration,DC=corp,DC=example"

typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
} Story;

static void
set_up (Story *story, gconstpointer data)
{
  const ExchangeProfile draft = { .directory = (char *) "corp.example" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);

  fake_reset ();
  story->forest = directory_forest_new (profile, NULL);
  story->call = base_call_new (NULL, NULL, 0);
}

static void
tear_down (Story *story, gconstpointer data)
{
  base_call_free (story->call);
  directory_forest_unref (story->forest);
}

/* "kind name<parent direction" for each, one a line */
static char *
describe (GPtrArray *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++) {
    const ExchangeLocation *location = list->pdata[i];

    g_string_append_printf (text, "%s %s<%s %s%s%s\n", exchange_location_kind_names[location->kind],
                            location->path, location->parent, exchange_trust_names[location->trust],
                            location->is_forest_trust ? " forest" : "",
                            location->needs_sign_in ? " sign-in" : "");
  }
  g_ptr_array_unref (list);
  return g_string_free (text, FALSE);
}

static void
check_list (Story *story, const char *expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = directory_locations_list (story->forest, story->call, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = describe (list);
  g_assert_cmpstr (text, ==, expected);
}

static void
add_trust (const char *where, const char *name, const char *direction, const char *type,
           const char *flags)
{
  g_autofree char *dn = g_strdup_printf ("CN=%s,CN=System,DC=corp,DC=example", name);

  fake_add (where, dn, "objectClass", "trustedDomain", "trustPartner", name, "trustDirection",
            direction, "trustType", type, "trustAttributes", flags, NULL);
}

static void
test_list (Story *story, gconstpointer data)
{
  fake_add_domain ("b.a.corp.example", "B", "A");
  fake_add_domain ("a.corp.example", "A", "CORP");
  fake_add_domain ("tree.example", "TREE", NULL);
  fake_add_domain ("CORP.example", "EVIL", NULL); /* our own name again */
  fake_add_domain ("ring1.example", "RING1", "RING2");
  fake_add_domain ("ring2.example", "RING2", "RING1");
  fake_add_domain ("self.example", "SELF", "SELF");
  add_trust ("corp.example", "fab.example", "3", "2", "8");
  add_trust ("corp.example", "out.example", "2", "2", "4");
  add_trust ("corp.example", "in.example", "1", "2", "0");
  add_trust ("corp.example", "off.example", "0", "2", "0");
  add_trust ("corp.example", "mit.example", "3", "3", "0");
  add_trust ("corp.example", "a.corp.example", "3", "2", "32");
  add_trust ("corp.example", "bad name)(", "3", "2", "0");
  add_trust (FAKE_CATALOG, "fab.example", "3", "2", "8");
  add_trust (FAKE_CATALOG, "child.example", "3", "2", "0");
  check_list (story, "forest /< \n"
                     "domain corp.example< \n"
                     "domain a.corp.example<corp.example \n"
                     "domain b.a.corp.example<a.corp.example \n"
                     "domain tree.example< \n"
                     "domain ring1.example< \n"
                     "domain ring2.example<ring1.example \n"
                     "domain self.example< \n"
                     "trust child.example< both\n"
                     "trust fab.example< both forest\n"
                     "trust out.example< outbound sign-in\n");
  fake_set_down (FAKE_CATALOG);
  check_list (story, "forest /< \n"
                     "domain corp.example< \n"
                     "domain a.corp.example<corp.example \n"
                     "domain b.a.corp.example<a.corp.example \n"
                     "domain tree.example< \n"
                     "domain ring1.example< \n"
                     "domain ring2.example<ring1.example \n"
                     "domain self.example< \n"
                     "trust fab.example< both forest\n"
                     "trust out.example< outbound sign-in\n");
}

static void
test_children (Story *story, gconstpointer data)
{
  g_autoptr (GPtrArray) list = directory_locations_list (story->forest, story->call, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const ExchangeLocation draft = { .kind = EXCHANGE_LOCATION_TRUST,
                                   .dns = (char *) "fab.example",
                                   .trust = EXCHANGE_TRUST_BOTH,
                                   .is_forest_trust = TRUE };
  g_autoptr (ExchangeLocation) fab = exchange_location_new (&draft);
  g_autoptr (GPtrArray) domains = NULL;

  fake_add ("corp.example", "OU=Zoo,DC=corp,DC=example", "objectClass", "organizationalUnit", NULL);
  fake_add ("corp.example", "CN=Users,DC=corp,DC=example", "objectClass", "container", NULL);
  fake_add ("corp.example", "OU=a/b,DC=corp,DC=example", "objectClass", "organizationalUnit", NULL);
  fake_add ("corp.example", "CN=System,DC=corp,DC=example", "objectClass", "container",
            "showInAdvancedViewOnly", "TRUE", NULL);
  fake_add ("corp.example", "OU=Deep,OU=Zoo,DC=corp,DC=example", "objectClass",
            "organizationalUnit", NULL);
  text =
      describe (directory_locations_children (story->forest, story->call, list->pdata[1], &error));
  g_assert_cmpstr (text, ==,
                   "ou corp.example/a\\/b<DC=corp,DC=example \n"
                   "ou corp.example/Users<DC=corp,DC=example \n"
                   "ou corp.example/Zoo<DC=corp,DC=example \n");
  g_free (text);

  fake_add ("fab.example", "CN=FAB,CN=Partitions,CN=Configuration,DC=fab,DC=example", "objectClass",
            "crossRef", "systemFlags", "3", "nCName", "DC=fab,DC=example", "dnsRoot", "fab.example",
            "nETBIOSName", "FAB", NULL);
  domains = directory_locations_children (story->forest, story->call, fab, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (domains->len, ==, 1);
  fake_add ("fab.example", "OU=Theirs,DC=fab,DC=example", "objectClass", "organizationalUnit",
            NULL);
  text = describe (
      directory_locations_children (story->forest, story->call, domains->pdata[0], &error));
  g_assert_cmpstr (text, ==, "ou fab.example/Theirs<DC=fab,DC=example both\n");

  fake_set_down ("fab.example");
  g_assert_null (directory_locations_children (story->forest, story->call, fab, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
}

static void
test_find (Story *story, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *base; /* NULL: not there */
  } rows[] = {
    { "corp.example", "DC=corp,DC=example" },
    { " CORP ", "DC=corp,DC=example" },
    { "corp/Zoo/Deep", "OU=Deep,OU=Zoo,DC=corp,DC=example" },
    { "Corp.Example/a\\/b/", "OU=a/b,DC=corp,DC=example" },
    { "ou=zoo,dc=corp,dc=example", "ou=zoo,dc=corp,dc=example" },
    { "dc=CORP,dc=example", "DC=corp,DC=example" },
    { "fab.example", "" },
    { "/", "" },
    { "corp/Zoo/*", NULL },
    { "corp/*)(objectClass=*", NULL },
    { "OU=gone,DC=corp,DC=example", NULL },
    { "DC=other,DC=example", NULL },
    { "", NULL },
    { "\xff", NULL },
  };

  fake_add ("corp.example", "OU=Zoo,DC=corp,DC=example", "objectClass", "organizationalUnit", NULL);
  fake_add ("corp.example", "OU=Deep,OU=Zoo,DC=corp,DC=example", "objectClass",
            "organizationalUnit", NULL);
  fake_add ("corp.example", "OU=a/b,DC=corp,DC=example", "objectClass", "organizationalUnit", NULL);
  add_trust ("corp.example", "fab.example", "3", "2", "8");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ExchangeLocation) found =
        directory_locations_find (story->forest, story->call, rows[i].text, &error);
    g_autofree char *want = rows[i].base != NULL ? g_utf8_casefold (rows[i].base, -1) : NULL;
    g_autofree char *got = found != NULL ? g_utf8_casefold (found->base, -1) : NULL;

    g_test_message ("row %u", (guint) i);
    g_assert_cmpstr (got, ==, want);
    if (want == NULL)
      g_assert_cmpstr (base_error_facts (error)->reason, ==, "location-gone");
  }
}

static void
member_cb (const char *group, const char *member, gpointer data)
{
  GHashTable *counts = data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, group));

  g_hash_table_insert (counts, g_strdup (group), GUINT_TO_POINTER (n + 1));
}

/* Groups with more members than one answer holds, and one that is in itself. */
static void
test_members (Story *story, gconstpointer data)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FakeEntry *big =
      fake_add ("corp.example", "CN=Big,DC=corp,DC=example", "objectCategory", "group", NULL);
  FakeEntry *exact =
      fake_add ("corp.example", "CN=Exact,DC=corp,DC=example", "objectCategory", "group", NULL);
  g_autoptr (GError) error = NULL;

  fake_add ("corp.example", "CN=Self,DC=corp,DC=example", "objectCategory", "group", "member",
            "CN=Self,DC=corp,DC=example", NULL);
  fake_add ("corp.example", "CN=Empty,DC=corp,DC=example", "objectCategory", "group", NULL);
  for (guint i = 0; i < 4000; i++) {
    g_autofree char *dn = g_strdup_printf ("CN=%u,DC=corp,DC=example", i);

    fake_put (big, "member", dn);
    if (i < 1500)
      fake_put (exact, "member", dn);
  }
  g_assert_true (directory_groups_members (story->forest, story->call, member_cb, counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (counts), ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "CN=Big,DC=corp,DC=example")),
                    ==, 4000);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "CN=Exact,DC=corp,DC=example")),
                    ==, 1500);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "CN=Self,DC=corp,DC=example")),
                    ==, 1);
}

static void
add_point (const char *where, const char *name, const char *const *keywords, const char *url)
{
  g_autofree char *base = directory_dn_of_domain (where);
  g_autofree char *dn = g_strdup_printf ("CN=%s,CN=Services,CN=Configuration,%s", name, base);
  FakeEntry *entry = fake_add (where, dn, "objectClass", "serviceConnectionPoint",
                               "serviceBindingInformation", url, NULL);

  for (gsize i = 0; keywords[i] != NULL; i++)
    fake_put (entry, "keywords", keywords[i]);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* "url@forest " for each, "!url " for those that could not be asked */
static char *
list_endpoints (Story *story, const char *domain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) endpoints =
      directory_endpoints_find (story->forest, story->call, domain, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < endpoints->len; i++) {
    const DirectoryEndpoint *endpoint = endpoints->pdata[i];

    g_assert_true ((endpoint->problem != NULL) == g_str_has_prefix (endpoint->url, "LDAP"));
    g_string_append_printf (text, "%s%s%s%s ", endpoint->problem != NULL ? "!" : "", endpoint->url,
                            *endpoint->forest != '\0' ? "@" : "", endpoint->forest);
  }
  return g_string_free (text, FALSE);
}

static void
test_endpoints (Story *story, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_point ("corp.example", "1", WORDS (SCP, "Site=Wien"), "https://wien.example/a");
  add_point ("corp.example", "2", WORDS (SCP), "https://all.example/a");
  add_point ("corp.example", "3", WORDS (SCP, "Site=graz"), "https://graz.example/a");
  add_point ("corp.example", "4", WORDS (SCP, "Site=Graz"), "http://plain.example/a");
  add_point ("corp.example", "5", WORDS (SCP), "HTTPS://GRAZ.example/a");
  add_point ("corp.example", "6", WORDS (SCP), "https://u:p@evil.example/a");
  add_point ("corp.example", "7", WORDS (SCP), "rubbish");
  add_point ("corp.example", "9", WORDS (POINTER, "Domain=else.example"), "LDAP://else.example");
  text = list_endpoints (story, "corp.example");
  g_assert_cmpstr (text, ==,
                   "https://graz.example/a https://all.example/a https://wien.example/a ");
}

/* A pointer for the domain comes before what is here, one for everybody only where nothing is; a
 * circle and a chain of more than ten end; who does not answer is told. */
static void
test_pointers (Story *story, gconstpointer data)
{
  g_autofree char *for_domain = NULL;
  g_autofree char *for_all = NULL;
  g_autofree char *chain = NULL;
  g_autofree char *down = NULL;

  add_point ("corp.example", "1", WORDS (SCP), "https://home.example/a");
  add_point ("corp.example", "2", WORDS (POINTER, "Domain=corp.example"), "LDAP://one.example");
  add_point ("corp.example", "3", WORDS (POINTER), "LDAP://general.example");
  add_point ("one.example", "1", WORDS (POINTER, "Domain=CORP.example"), "LDAP://ONE.example/x");
  add_point ("one.example", "2", WORDS (SCP), "https://one.example/a");
  add_point ("one.example", "3", WORDS (SCP), "https://HOME.example/a");
  for_domain = list_endpoints (story, "corp.example");
  g_assert_cmpstr (for_domain, ==,
                   "https://one.example/a@one.example https://HOME.example/a@one.example ");

  fake_reset ();
  add_point ("corp.example", "1", WORDS (POINTER, "DOMAIN=else.example"), "LDAP://one.example");
  add_point ("corp.example", "3", WORDS (POINTER), "LDAP://general.example");
  add_point ("general.example", "1", WORDS (SCP, "Site=Graz"), "https://general.example/a");
  for_all = list_endpoints (story, "corp.example");
  g_assert_cmpstr (for_all, ==, "https://general.example/a@general.example ");

  fake_reset ();
  for (guint i = 0; i < 20; i++) {
    g_autofree char *where = i > 0 ? g_strdup_printf ("f%u.example", i) : g_strdup ("corp.example");
    g_autofree char *next = g_strdup_printf ("LDAP://f%u.example", i + 1);
    g_autofree char *url = g_strdup_printf ("https://e%u.example/a", i);

    add_point (where, "1", WORDS (POINTER, "Domain=corp.example"), next);
    add_point (where, "2", WORDS (SCP), url);
  }
  chain = list_endpoints (story, "corp.example");
  g_assert_true (g_str_has_prefix (chain, "https://e10.example/a@f10.example "));

  fake_reset ();
  fake_set_down ("gone.example");
  add_point ("corp.example", "1", WORDS (POINTER, "Domain=corp.example"), "LDAP://gone.example");
  add_point ("corp.example", "2", WORDS (SCP), "https://home.example/a");
  down = list_endpoints (story, "corp.example");
  g_assert_cmpstr (down, ==, "https://home.example/a !LDAP://gone.example@gone.example ");
}

static void
test_exchange (Story *story, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) servers = NULL;

  fake_add ("corp.example", "CN=MBX1,CN=Microsoft Exchange,CN=Services" CONFIGURATION,
            "objectClass", "msExchExchangeServer", "networkAddress", "netbios:MBX1",
            "networkAddress", "ncacn_ip_tcp:MBX1.corp.example", "serialNumber",
            "Version 15.2 (Build 1)", NULL);
  servers = directory_exchange_servers (story->forest, story->call, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (servers->len, ==, 1);
  g_assert_cmpstr (((DirectoryServer *) servers->pdata[0])->host, ==, "mbx1.corp.example");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/directory/places/" name, Story, NULL, set_up, test, tear_down)
  ADD ("list", test_list);
  ADD ("children", test_children);
  ADD ("find", test_find);
  ADD ("members", test_members);
  ADD ("endpoints", test_endpoints);
  ADD ("pointers", test_pointers);
  ADD ("exchange", test_exchange);
  return g_test_run ();
}
