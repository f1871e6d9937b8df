/* test-ldap-tree.c - the simulated directory: identities, filters, indexes, groups, changes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ldap-filter.h"
#include "sim-ldap-ask.h"
#include "sim-ldap-groups.h"
#include "sim-ldap-match.h"
#include "sim-ldap-photo.h"
#include "sim-people.h"

#include <string.h>

#define ROOT "DC=corp,DC=example"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimLdapTree, sim_ldap_tree_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimLdapFilter, sim_ldap_filter_free)

/* NULL when it is refused. */
static SimLdapFilter *
read_filter (SimLdapTree *tree, const char *text, SimLdapSide side)
{
  BerElement *out = ber_alloc_t (LBER_USE_DER);
  BerElement *in;
  struct berval bytes;
  SimLdapFilter *filter;

  filter_write (out, text);
  g_assert_cmpint (ber_flatten2 (out, &bytes, 0), ==, 0);
  in = sim_ldap_ask_reader (&bytes);
  filter = sim_ldap_filter_read (in, tree, side);
  sim_ldap_ask_reader_free (in);
  ber_free (out, 1);
  return filter;
}

/* How many objects it finds when it looks at all. */
static guint
count (SimLdapTree *tree, const char *text, SimLdapSide side)
{
  g_autoptr (SimLdapFilter) filter = read_filter (tree, text, side);
  g_auto (SimLdapMatcher) matcher = { NULL };
  guint n = 0;

  g_assert_nonnull (filter);
  sim_ldap_matcher_init (&matcher, tree);
  for (guint i = 0; i < sim_ldap_tree_count (tree); i++)
    n += sim_ldap_match (&matcher, filter, i) == SIM_LDAP_YES;
  return n;
}

static char *
first_value (SimLdapTree *tree, guint number, SimLdapAttribute attribute)
{
  g_auto (SimLdapValues) values = { NULL };

  sim_ldap_values_init (&values);
  sim_ldap_tree_values (tree, number, attribute, &values);
  return g_strdup (values.bytes->str);
}

/* Everybody is found by each of their names, and nobody shares one. */
static void
test_identities (void)
{
  g_autoptr (SimPeople) people = sim_people_new (30000, 7);
  g_autoptr (SimLdapTree) tree = sim_ldap_tree_new (people, 1700000000);
  g_autoptr (GHashTable) dns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 30000; i++) {
    const char *dn = sim_ldap_tree_dn (tree, i);
    g_autofree char *sam = first_value (tree, i, SIM_AT_SAM_ACCOUNT_NAME);
    guint8 guid[SIM_LDAP_GUID_SIZE];

    g_assert_true (g_hash_table_add (dns, sim_ldap_text_folded (dn)));
    sim_ldap_person_guid (&tree->persons, i, guid);
    g_assert_cmpuint (sim_ldap_tree_find_guid (tree, guid), ==, i);
    g_assert_cmpuint (strlen (sam), <=, 20);
    g_assert_cmpuint (sim_ldap_person_find_sam (&tree->persons, sam), ==, i);
  }
  for (guint i = 0; i < 30000; i += 97) {
    g_autofree char *dn = g_strdup (sim_ldap_tree_dn (tree, i));

    g_assert_cmpuint (sim_ldap_tree_find_dn (tree, dn, strlen (dn)), ==, i);
  }
  for (guint i = 30000; i < sim_ldap_tree_count (tree); i++) {
    const char *dn = sim_ldap_tree_dn (tree, i);

    g_assert_cmpuint (sim_ldap_tree_find_dn (tree, dn, strlen (dn)), ==, i);
    g_assert_cmpuint (sim_ldap_tree_find_guid (tree, sim_ldap_tree_object (tree, i)->guid), ==, i);
  }
}

static void
test_names (void)
{
  static const struct
  {
    const char *plain;
    const char *escaped;
  } rows[] = {
    { "Anna Müller", "Anna Müller" },
    { "Smith, John", "Smith\\, John" },
    { "#1 a+b", "\\#1 a\\+b" },
    { " edge ", "\\ edge\\ " },
    { "*)(objectClass=*", "*)(objectClass\\=*" },
    { "a\"b\\c<d>;e", "a\\\"b\\\\c\\<d\\>\\;e" },
    { "x\ny", "x\\0Ay" },
  };
  static const char *const bad[] = {
    "CN", "=x", "CN=", "CN=a,", "CN=a+OU=b", "CN=a\\", "CN=\"a\""
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) dn = g_string_new ("CN=");
    g_autoptr (GPtrArray) steps = NULL;

    sim_ldap_text_rdn (dn, rows[i].plain, strlen (rows[i].plain));
    g_assert_cmpstr (dn->str + 3, ==, rows[i].escaped);
    g_string_append (dn, ", " ROOT);
    steps = sim_ldap_text_parse_dn (dn->str, dn->len);
    g_assert_nonnull (steps);
    g_assert_cmpuint (steps->len, ==, 3);
    g_assert_cmpstr (((SimLdapRdn *) steps->pdata[0])->value, ==, rows[i].plain);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_message ("%s", bad[i]);
    g_assert_null (sim_ldap_text_parse_dn (bad[i], strlen (bad[i])));
  }
}

static void
test_filters (void)
{
  static const struct
  {
    const char *text;
    guint domain; /* of 200 people and what else there is */
    guint catalog;
  } rows[] = {
    { "(mail=OOFADMIN@corp.example)", 1, 1 },
    { "(proxyAddresses=smtp:e7@corp.example)", 1, 1 },
    { "(sAMAccountName=krbtgt)", 1, 1 },
    { "(objectSid=S-1-5-21-397955417-626881126-188441444-1000)", 1, 1 },
    { "(objectClass=crossRef)", 6, 6 },
    { "(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))", 2, 2 },
    { "(systemFlags:1.2.840.113556.1.4.804:=6)", 4, 4 },
    { "(objectClass=trustedDomain)", 3, 3 },
    { "(lDAPDisplayName=msExchMailboxGuid)", 1, 1 },
    { "(objectCategory=group)", 18, 18 },
    { "(&)", 0, 0 }, /* put right below: everything */
    { "(|)", 0, 0 },
    { "(msExchMailboxGuid=*)", 202, 202 },
    { "(&(msExchMailboxGuid=*)(!(msExchHideFromAddressLists=TRUE)))", 200, 200 },
    { "(company=corp example)", 200, 0 },
    { "(title=*)", 200, 0 },
    { "(!(title=*))", 0, 0 }, /* the rest; unknown to the catalog, so undefined */
    { "(nonsense=1)", 0, 0 },
    { "(!(nonsense=1))", 0, 0 },
    { "(displayName=*administr*)", 1, 1 },
    { "(displayName=OOF*tor)", 1, 1 },
    { "(displayName=*tor)", 1, 1 },
    { "(uSNChanged>=20199)", 1, 1 },
    { "(uSNChanged<=20000)", 0, 0 }, /* the configuration, and the administrator */
    { "(uSNChanged>=many)", 0, 0 },
    { "(anr=oof adm)", 1, 1 },
    { "(anr=adm oof)", 1, 1 },
    { "(anr=oof)", 1, 1 },
    { "(anr==oof administrator)", 1, 1 },
    { "(anr==oof adm)", 0, 0 },
    { "(anr=)", 0, 0 },
    { "(anr=smtp:oofadm)", 1, 1 },
    { "(anr=oofadmin@corp.example)", 0, 0 },
    { "(memberOf=CN=Inner Circle,OU=Groups," ROOT ")", 2, 2 }, /* the group itself is in it */
    { "(member=CN=OOF Administrator,OU=IT,OU=People," ROOT ")", 2, 2 },
    { "(member:1.2.840.113556.1.4.1941:=CN=OOF Administrator,OU=IT,OU=People," ROOT ")", 3, 3 },
    { "(memberOf:1.2.840.113556.1.4.1941:=CN=All Employees,OU=Groups," ROOT ")", 214, 214 },
    { "(memberOf=CN=Nobody,OU=Groups," ROOT ")", 0, 0 },
    { "(cn:1.2.3.4:=x)", 0, 0 },
  };
  g_autoptr (SimPeople) people = sim_people_new (200, 1);
  g_autoptr (SimLdapTree) tree = sim_ldap_tree_new (people, 1700000000);
  guint all = sim_ldap_tree_count (tree);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint domain = rows[i].domain;
    guint catalog = rows[i].catalog;

    if (strcmp (rows[i].text, "(&)") == 0)
      domain = catalog = all;
    else if (strcmp (rows[i].text, "(!(title=*))") == 0)
      domain = all - 200;
    else if (strcmp (rows[i].text, "(uSNChanged<=20000)") == 0)
      domain = catalog = all - 199;
    g_test_message ("%s", rows[i].text);
    g_assert_cmpuint (count (tree, rows[i].text, SIM_LDAP_ON_DOMAIN), ==, domain);
    g_assert_cmpuint (count (tree, rows[i].text, SIM_LDAP_ON_CATALOG), ==, catalog);
  }
}

/* Accents and case do not count. */
static void
test_folding (void)
{
  g_autoptr (SimPeople) people = sim_people_new (2000, 1);
  g_autoptr (SimLdapTree) tree = sim_ldap_tree_new (people, 1700000000);
  guint n = count (tree, "(sn=Müller)", SIM_LDAP_ON_DOMAIN);

  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (count (tree, "(sn=MULLER)", SIM_LDAP_ON_DOMAIN), ==, n);
  g_assert_cmpuint (count (tree, "(sn=m\\c3\\bcller)", SIM_LDAP_ON_DOMAIN), ==, n);
}

/* What an index leaves out must not be what the filter wants. */
static void
test_indexes (void)
{
  static const char *const filters[] = {
    "(anr=%s)",
    "(|(anr=%s)(userPrincipalName=%s*)(mail=%s*)(proxyAddresses=smtp:%s*))",
    "(&(sAMAccountType=805306368)(|(displayName=%s*)(sAMAccountName=%s*)))",
    "(sAMAccountName=%s)",
    "(mail=%s)",
    "(mailNickname=%s*)",
    "(cn=%s)",
    "(givenName=%s*)",
    "(sn=%s*)",
    "(physicalDeliveryOfficeName=%s*)",
    "(proxyAddresses=%s*)",
    "(legacyExchangeDN=%s*)",
    "(!(mail=%s*))",
  };
  static const char *const words[] = {
    "a",    "anna",      "anna s",  "mü",         "von der", "e1",    "e",
    "e12",  "smtp:a",    "smtp:e1", "oof",        "graz",    "王",    "o'brien",
    "wei.", "e5@corp.e", "smt",     "schmidt an", "/o=corp", "zoe m", "anna.schmidt@corp.example",
  };
  g_autoptr (SimPeople) people = sim_people_new (3000, 3);
  g_autoptr (SimLdapTree) tree = sim_ldap_tree_new (people, 1700000000);
  g_auto (SimLdapMatcher) matcher = { NULL };
  guint n_planned = 0;

  sim_ldap_matcher_init (&matcher, tree);
  for (guint f = 0; f < G_N_ELEMENTS (filters); f++)
    for (guint w = 0; w < G_N_ELEMENTS (words); w++) {
      g_auto (GStrv) parts = g_strsplit (filters[f], "%s", -1);
      g_autofree char *text = g_strjoinv (words[w], parts);
      g_autoptr (SimLdapFilter) filter = read_filter (tree, text, SIM_LDAP_ON_DOMAIN);
      g_autoptr (GArray) candidates = sim_ldap_match_candidates (tree, filter);
      guint next = 0;

      if (candidates == NULL)
        continue;
      n_planned++;
      for (guint i = 0; i < 3000; i++) {
        gboolean is_candidate =
            next < candidates->len && g_array_index (candidates, guint32, next) == i;

        next += is_candidate;
        if (!is_candidate && sim_ldap_match (&matcher, filter, i) == SIM_LDAP_YES)
          g_error ("%s: %s is not among the candidates", text, sim_ldap_tree_dn (tree, i));
      }
      g_assert_cmpuint (next, ==, candidates->len);
    }
  g_assert_cmpuint (n_planned, >, 150);
}

/* Filters that are too deep or too large are refused, not read. */
static void
test_hostile_filters (void)
{
  g_autoptr (SimPeople) people = sim_people_new (10, 1);
  g_autoptr (SimLdapTree) tree = sim_ldap_tree_new (people, 1700000000);
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("(|");

  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "(!");
  g_string_append (deep, "(cn=*)");
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, ")");
  g_assert_null (read_filter (tree, deep->str, SIM_LDAP_ON_DOMAIN));

  for (guint i = 0; i < 20000; i++)
    g_string_append (wide, "(cn=x)");
  g_string_append (wide, ")");
  g_assert_null (read_filter (tree, wide->str, SIM_LDAP_ON_DOMAIN));
}

/* Cut off anywhere, a filter is refused or read; nothing in it or behind its end is touched. */
static void
test_cut_filters (void)
{
  g_autoptr (SimPeople) people = sim_people_new (10, 1);
  g_autoptr (SimLdapTree) tree = sim_ldap_tree_new (people, 1700000000);
  BerElement *out = ber_alloc_t (LBER_USE_DER);
  struct berval bytes;

  filter_write (out, "(&(|(cn=a*b*c)(mail=x))(!(sn=*))(c\\00=1)(systemFlags:1.2.840.113556.1.4.803:"
                     "=3))");
  ber_flatten2 (out, &bytes, 0);
  for (gsize size = 1; size <= bytes.bv_len; size++)
    for (guint wrong = 0; wrong < 3; wrong++) {
      g_autofree char *copy = g_memdup2 (bytes.bv_val, size); /* not a byte more */
      g_autofree char *before = NULL;
      BerElement *in;

      if (wrong > 0)
        copy[size - 1] = (char) (wrong == 1 ? 0xFF : 0x84);
      before = g_memdup2 (copy, size);
      in = sim_ldap_ask_reader (&(struct berval){ size, copy });
      sim_ldap_filter_free (sim_ldap_filter_read (in, tree, SIM_LDAP_ON_DOMAIN));
      sim_ldap_ask_reader_free (in);
      g_assert_cmpmem (copy, size, before, size);
    }
  ber_free (out, 1);
}

static void
test_schema (void)
{
  g_assert_cmpint (sim_ldap_schema_find ("C", 1), ==, SIM_AT_COUNTRY);
  g_assert_cmpint (sim_ldap_schema_find ("c\0x", 3), ==, SIM_AT_UNKNOWN);
  g_assert_cmpint (sim_ldap_schema_find ("", 0), ==, SIM_AT_UNKNOWN);
  for (guint i = 0; i < SIM_N_ATTRIBUTES; i++) {
    const char *name = sim_ldap_attributes[i].name;

    g_assert_cmpint (sim_ldap_schema_find (name, strlen (name)), ==, i);
  }
}

/* A picture that says how long it is, and ends. */
static void
test_photo (void)
{
  g_autoptr (GString) photo = g_string_new (NULL);
  g_autoptr (GString) again = g_string_new (NULL);

  sim_ldap_photo_append (photo, 12345);
  sim_ldap_photo_append (again, 12345);
  g_assert_true (g_string_equal (photo, again));
  g_assert_cmpmem (photo->str, 8, "\x89PNG\r\n\x1A\n", 8);
  g_assert_cmpmem (photo->str + photo->len - 12, 12, "\0\0\0\0IEND\xAE\x42\x60\x82", 12);
  g_assert_cmpuint (photo->len, <, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/ldap-tree/identities", test_identities);
  g_test_add_func ("/sim/ldap-tree/names", test_names);
  g_test_add_func ("/sim/ldap-tree/filters", test_filters);
  g_test_add_func ("/sim/ldap-tree/folding", test_folding);
  g_test_add_func ("/sim/ldap-tree/indexes", test_indexes);
  g_test_add_func ("/sim/ldap-tree/hostile-filters", test_hostile_filters);
  g_test_add_func ("/sim/ldap-tree/cut-filters", test_cut_filters);
  g_test_add_func ("/sim/ldap-tree/schema", test_schema);
  g_test_add_func ("/sim/ldap-tree/photo", test_photo);
  return g_test_run ();
}
