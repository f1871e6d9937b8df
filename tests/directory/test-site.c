/* test-site.c - in which site this computer is, and which controllers are near
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-site.h"
#include "with-dns.h"

#define HEAD                                                                                       \
  "\27\0\0\0\1\2\3\4"                                                                              \
  "0123456789abcdef"            /* 24 bytes */
#define FOREST "\4corp\4test\0" /* at 24; "test" at 29 */
#define SITE "\4Graz\0"

/* The names between the forest's and the sites: domain, host, two of NetBIOS, user. */
#define MIDDLE                                                                                     \
  "\300\30"                                                                                        \
  "\3dc1\300\30"                                                                                   \
  "\4CORP\0"                                                                                       \
  "\3DC1\0"                                                                                        \
  "\0"
#define TAIL "\6\0\0\0\377\377\377\377"

#define BYTES(text) text, sizeof text - 1

typedef struct
{
  const char *data;
  gsize length;
  const char *site;
} Row;

static void
test_read (void)
{
  static const Row rows[] = {
    { BYTES (HEAD FOREST MIDDLE SITE "\4Linz\0" TAIL), "Linz" },
    /* At 55 is the controller's site. */
    { BYTES (HEAD FOREST MIDDLE SITE "\300\67" TAIL), "Graz" },
    { BYTES (HEAD FOREST MIDDLE SITE "\0" TAIL), "" },
    { BYTES ("\31\0"
             "34567890"
             "34567890123456" FOREST MIDDLE SITE "\5K\303\266ln\0"),
      "Köln" },
    { BYTES (HEAD FOREST MIDDLE SITE "\4Linz\0"), "Linz" },
    /* Cut off */
    { BYTES (HEAD FOREST MIDDLE SITE "\4Linz"), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\4Li"), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\300"), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE), NULL },
    { BYTES (HEAD), NULL },
    { BYTES ("\27\0"), NULL },
    { BYTES (""), NULL },
    /* Round and round, forwards, into the head, behind the end */
    { BYTES (HEAD FOREST MIDDLE SITE "\300\75" TAIL), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\1a\300\75" TAIL), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\300\76"
                                     "\4Linz\0" TAIL),
      NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\300\1" TAIL), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\377\377" TAIL), NULL },
    /* Reserved kinds of labels, another operation, what cannot be shown */
    { BYTES (HEAD FOREST MIDDLE SITE "\101a\0" TAIL), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\200a\0" TAIL), NULL },
    { BYTES ("\23\0"
             "34567890"
             "34567890123456" FOREST MIDDLE SITE "\4Linz\0"),
      NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\4L\0nz\0" TAIL), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\4L\nnz\0" TAIL), NULL },
    { BYTES (HEAD FOREST MIDDLE SITE "\4L\377nz\0" TAIL), NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    /* In memory of its own: reading behind the end is seen. */
    g_autofree guint8 *data = g_memdup2 (rows[i].data, rows[i].length);
    g_autofree char *site = directory_site_read (data, rows[i].length);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (site, ==, rows[i].site);
  }
}

/* However it is cut or changed: an end, and nothing that is no name. */
static void
test_damaged (void)
{
  static const char whole[] = HEAD FOREST MIDDLE SITE "\300\67" TAIL;

  for (gsize i = 0; i < sizeof whole - 1; i++)
    for (guint change = 0; change < 256; change++) {
      g_autofree guint8 *data = g_memdup2 (whole, sizeof whole - 1);
      g_autofree char *changed = NULL;
      g_autofree guint8 *part = g_memdup2 (whole, i);
      g_autofree char *cut = directory_site_read (part, i);

      data[i] = (guint8) change;
      changed = directory_site_read (data, sizeof whole - 1);
      g_assert_true (changed == NULL || g_utf8_validate (changed, -1, NULL));
      g_assert_true (cut == NULL || strcmp (cut, "Graz") == 0);
    }
}

/* Many pointers in a row end too, and a name is no longer than DNS allows. */
static void
test_chain (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree char *site = NULL;

  g_byte_array_append (data, (const guint8 *) HEAD "\1a\0", 27);
  for (guint i = 0; i < 1000; i++) {
    guint to = i == 0 ? 24 : data->len - 4;
    const guint8 label[] = { 1, 'a', (guint8) (0xC0 | to >> 8), (guint8) to };

    g_byte_array_append (data, label, sizeof label);
  }
  site = directory_site_read (data->data, data->len);
  g_assert_cmpstr (site, ==, "a.a.a.a.a.a.a.a");
  g_byte_array_remove_range (data, 27, 300 * 4);
  g_clear_pointer (&site, g_free);
  site = directory_site_read (data->data, data->len);
  g_assert_null (site);
}

static GBytes *
say_linz (void)
{
  return g_bytes_new_static (BYTES (HEAD FOREST MIDDLE SITE "\4Linz\0" TAIL));
}

/* The first controller says that another site is ours. */
static void
test_near (void)
{
  g_autoptr (TestDns) dns = use_dns ("dc1.corp.test", "dc2.corp.test");
  g_autoptr (Peer) first = peer_new ("127.0.0.1", 0, NULL);
  g_autoptr (Peer) second = peer_new ("127.0.0.2", first->port, NULL);
  g_autoptr (DirectoryForest) forest = make_domain (1);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (DirectoryLink) link = NULL;
  g_autoptr (DirectoryLink) later = NULL;
  g_autofree char *site = NULL;
  g_auto (DirectoryPlace) place = { 0 };
  g_autoptr (GError) error = NULL;

  forest->ports.ldap = first->port;
  first->netlogon = say_linz ();
  second->host = "dc2.corp.test";
  dns->near = "dc2.corp.test";
  g_assert_true (directory_locate (forest, call, NULL, &place, &error));
  link = directory_connect (forest, call, &place, DIRECTORY_PORT_DOMAIN, DIRECTORY_TRANSPORT_CLEAR,
                            &error);
  g_assert_no_error (error);
  g_assert_cmpstr (link->host, ==, "dc1.corp.test");
  g_assert_true (directory_site_learn (link, call, &place));
  g_assert_cmpstr (place.hosts[0], ==, "dc2.corp.test");
  g_assert_cmpstr (place.hosts[1], ==, "dc1.corp.test");
  g_assert_null (place.hosts[2]);
  site = directory_state_site (forest);
  g_assert_cmpstr (site, ==, "Linz");
  g_assert_false (directory_site_learn (link, call, &place));

  directory_state_forget_winners (forest);
  later = connect_once (forest, DIRECTORY_TRANSPORT_CLEAR, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (later->host, ==, "dc2.corp.test");
}

/* What it says decides nothing but the order, and nonsense is no site. */
static void
test_root (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *site;
  } rows[] = {
    { BYTES (HEAD FOREST MIDDLE SITE "\4Linz\0" TAIL), "Linz" },
    { BYTES (HEAD FOREST MIDDLE SITE "\300\75" TAIL), "" },
    { BYTES ("nonsense"), "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, "good");
    g_autoptr (DirectoryForest) forest = make_forest (peer, TLS, PEER_PASSWORD);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (DirectoryRoot) root = NULL;
    g_autoptr (GError) error = NULL;

    peer->is_tls = TRUE;
    peer->netlogon = g_bytes_new_static (rows[i].data, rows[i].length);
    root = directory_forest_root (forest, call, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (root->site, ==, "Graz");
    g_assert_cmpstr (root->own_site, ==, rows[i].site);
    g_assert_cmpuint (peer->n_connections, ==, 1);
  }
}

static void
assert_catalogs (DirectoryForest *forest, const char *first, const char *second, const char *of)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_auto (DirectoryPlace) place = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (directory_locate_catalog (forest, call, &place, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (place.hosts[0], ==, first);
  g_assert_cmpstr (place.hosts[1], ==, second);
  g_assert_cmpstr (place.forest, ==, of);
  g_assert_cmpstr (place.domain, ==, of != NULL ? "" : "corp.test");
}

/* Of the whole forest, which begins above the home domain. */
static void
test_catalog (void)
{
  static const DirectoryDse dse = { .domain = (char *) "corp.test",
                                    .root_base = (char *) "DC=test" };
  g_autoptr (TestDns) dns = use_dns ("dc1.corp.test", "dc2.corp.test");
  g_autoptr (DirectoryForest) forest = make_domain (1);

  directory_state_set_home (forest, &dse);
  assert_catalogs (forest, "dc1.corp.test", "dc2.corp.test", NULL);
  dns->catalog = "root1.test";
  assert_catalogs (forest, "root1.test", NULL, "test");
  dns->near_catalog = "root2.test";
  assert_catalogs (forest, "root1.test", NULL, "test");
  directory_state_set_site (forest, "Linz");
  assert_catalogs (forest, "root2.test", "root1.test", "test");
  dns->near_catalog = "root2.elsewhere";
  assert_catalogs (forest, "root1.test", NULL, "test");
}

/* It has to be a catalog of this forest. */
static void
test_other_catalog (void)
{
  static const char *const forests[] = { "corp.test", "other.test" };
  const char *const hosts[] = { "dc1.corp.test", NULL };
  g_autoptr (TestDns) dns = use_dns ("dc1.corp.test", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (forests); i++) {
    g_autoptr (Peer) peer = peer_new ("127.0.0.1", 0, NULL);
    g_autoptr (DirectoryForest) forest = make_domain (1);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_auto (DirectoryPlace) place = { .domain = g_strdup (""),
                                      .forest = g_strdup (forests[i]),
                                      .hosts = g_strdupv ((char **) hosts) };
    g_autoptr (DirectoryLink) link = NULL;
    g_autoptr (GError) error = NULL;

    forest->ports.catalog = peer->port;
    link = directory_connect (forest, call, &place, DIRECTORY_PORT_CATALOG,
                              DIRECTORY_TRANSPORT_CLEAR, &error);
    g_assert_true ((link != NULL) == (i == 0));
    if (link == NULL)
      assert_reason (error, "wrong-domain");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/site/read", test_read);
  g_test_add_func ("/directory/site/damaged", test_damaged);
  g_test_add_func ("/directory/site/chain", test_chain);
  g_test_add_func ("/directory/site/near", test_near);
  g_test_add_func ("/directory/site/root", test_root);
  g_test_add_func ("/directory/site/catalog", test_catalog);
  g_test_add_func ("/directory/site/other-catalog", test_other_catalog);
  return g_test_run ();
}
