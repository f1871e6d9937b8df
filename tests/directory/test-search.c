/* test-search.c - searches, with a directory whose answers are not what one hopes for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "with-peer.h"

typedef struct
{
  Peer *peer;
  DirectoryForest *forest;
  BaseCall *call;
} Stage;

static void
set_up (Stage *self, gconstpointer data)
{
  self->peer = peer_new ("127.0.0.1", 0, "good");
  self->peer->is_tls = TRUE;
  self->forest = make_forest (self->peer, TLS, PEER_PASSWORD);
  self->call = base_call_new (NULL, NULL, 30000);
}

static void
tear_down (Stage *self, gconstpointer data)
{
  base_call_free (self->call);
  directory_forest_unref (self->forest);
  peer_free (self->peer);
}

static void
test_most (Stage *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  guint n;

  self->peer->is_endless = TRUE;
  g_assert_true (search (self->call, self->forest, 8, &n, &has_more, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 8);
  g_assert_true (has_more);
}

static void
test_flood (Stage *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;
  guint n;

  self->peer->is_flood = TRUE;
  g_assert_true (search (self->call, self->forest, 1000, &n, &has_more, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1000);
  g_assert_true (has_more);
}

static void
test_empty_pages (Stage *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n;

  self->peer->is_endless = TRUE;
  self->peer->n_entries = 0;
  g_assert_false (search (self->call, self->forest, 0, &n, NULL, &error));
  assert_reason (error, "directory-answer");
}

/* Not taken for a server that hung up, and not asked for again. */
static void
test_too_large (Stage *self, gconstpointer data)
{
  const gsize size = 9 * 1024 * 1024;
  g_autoptr (GError) error = NULL;
  guint n;

  self->peer->value = g_bytes_new_take (g_malloc0 (size), size);
  g_assert_false (search (self->call, self->forest, 0, &n, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  assert_reason (error, "directory-answer");
  g_assert_nonnull (strstr (error->message, "larger than 8 MiB"));
  g_assert_cmpuint (self->peer->n_connections, ==, 1);

  g_clear_error (&error);
  g_clear_pointer (&self->peer->value, g_bytes_unref);
  g_assert_true (search (self->call, self->forest, 0, &n, NULL, &error));
  g_assert_no_error (error);
}

/* The same first page for ever, under the same cookie. */
static void
test_repeated_pages (Stage *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n;

  self->peer->is_endless = TRUE;
  self->peer->is_repeating = TRUE;
  g_assert_false (search (self->call, self->forest, 0, &n, NULL, &error));
  assert_reason (error, "directory-answer");
  g_assert_cmpuint (n, ==, self->peer->n_entries);
}

static void
test_codes (Stage *self, gconstpointer data)
{
  static const struct
  {
    int code;
    guint n_entries;
    guint most;
    const char *reason; /* NULL: none */
  } rows[] = {
    { LDAP_SIZELIMIT_EXCEEDED, 3, 0, "directory-size-limit" },
    { LDAP_SIZELIMIT_EXCEEDED, 3, 10, NULL },
    { LDAP_SIZELIMIT_EXCEEDED, 0, 10, "directory-size-limit" },
    { LDAP_TIMELIMIT_EXCEEDED, 0, 0, "directory-time-limit" },
    { LDAP_NO_SUCH_OBJECT, 0, 0, "location-gone" },
    { LDAP_REFERRAL, 0, 0, "location-gone" },
    { LDAP_INSUFFICIENT_ACCESS, 0, 0, "directory-no-right" },
    { LDAP_OTHER, 0, 0, "directory-answer" },
    { LDAP_UNAVAILABLE, 1, 0, "directory-busy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    gboolean has_more = FALSE;
    guint n;

    g_test_message ("%d", rows[i].code);
    self->peer->code = rows[i].code;
    self->peer->n_entries = rows[i].n_entries;
    if (search (self->call, self->forest, rows[i].most, &n, &has_more, &error))
      g_assert_true (has_more && rows[i].reason == NULL);
    else
      assert_reason (error, rows[i].reason);
  }
}

static void
test_references (Stage *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n;

  self->peer->n_entries = 0;
  self->peer->n_references = 5;
  g_assert_true (search (self->call, self->forest, 0, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);
}

static gboolean
text_cb (DirectoryEntry *entry, gpointer data)
{
  GPtrArray *texts = data;
  const char *text = directory_entry_text (entry, 0);

  g_ptr_array_add (texts, g_strdup (text != NULL ? text : "(none)"));
  g_assert_true (g_str_has_prefix (directory_entry_dn (entry), "CN=Ann "));
  return TRUE;
}

static void
test_texts (Stage *self, gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *text;
  } rows[] = {
    { "J\xc3\xb6rg", -1, "J\xc3\xb6rg" },
    { "", 0, "" },
    { "J\xf6rg", -1, "J\xef\xbf\xbdrg" },
    { "a\0b", 3,
      "a\xef\xbf\xbd"
      "b" },
    { "a\x07"
      "b",
      -1,
      "a\xef\xbf\xbd"
      "b" },
    { "Way 1\r\n8010 Graz", -1, "Way 1 8010 Graz" },
    { "a\xc2\x85"
      "b",
      -1,
      "a\xef\xbf\xbd"
      "b" },
  };
  const DirectoryAsk ask = { .base = "DC=corp,DC=test",
                             .scope = LDAP_SCOPE_SUBTREE,
                             .attributes = attributes };

  self->peer->n_entries = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    gsize length = rows[i].length < 0 ? strlen (rows[i].bytes) : (gsize) rows[i].length;

    g_clear_pointer (&self->peer->value, g_bytes_unref);
    self->peer->value = g_bytes_new_static (rows[i].bytes, length);
    g_assert_true (
        directory_search (self->call, self->forest, &ask, text_cb, NULL, texts, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (texts->len, ==, 1);
    g_assert_cmpstr (texts->pdata[0], ==, rows[i].text);
  }
}

/* Two megabytes are cut for showing, ten are not taken. */
static void
test_big (Stage *self, gconstpointer data)
{
  const DirectoryAsk ask = { .base = "DC=corp,DC=test",
                             .scope = LDAP_SCOPE_SUBTREE,
                             .attributes = attributes };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gsize length = 10 * 1024 * 1024;
  char *bytes = g_malloc (length);

  memset (bytes, 'x', length);
  self->peer->n_entries = 1;
  self->peer->value = g_bytes_new (bytes, 2 * 1024 * 1024);
  g_assert_true (
      directory_search (self->call, self->forest, &ask, text_cb, NULL, texts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_utf8_strlen (texts->pdata[0], -1), ==, 1025);

  g_clear_pointer (&self->peer->value, g_bytes_unref);
  self->peer->value = g_bytes_new_take (bytes, length);
  g_assert_false (
      directory_search (self->call, self->forest, &ask, text_cb, NULL, texts, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (texts->len, ==, 1);
}

static gboolean
value_cb (const char *value, gpointer data)
{
  guint *n = data;

  g_assert_true (g_str_has_prefix (value, "CN="));
  (*n)++;
  return TRUE;
}

static void
test_ranges (Stage *self, gconstpointer data)
{
  static const struct
  {
    const char *range;
    guint n;
  } rows[] = {
    { "member", 2 },           { "member;range=0-*", 2 },
    { "member;range=0-1", 4 }, /* and the same again, which goes back: the end */
    { "Member;Range=0-0", 4 }, { "member;range=5-3", 2 + 2 },
    { "member;range=x", 2 },   { "member;binary", 0 },
  };
  const DirectoryAsk ask = { .base = "CN=All,DC=corp,DC=test" };

  self->peer->n_entries = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    guint n = 0;

    g_test_message ("%s", rows[i].range);
    self->peer->range = rows[i].range;
    g_assert_true (
        directory_search_values (self->call, self->forest, &ask, "member", value_cb, &n, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (n, ==, rows[i].n);
  }
}

static gboolean
again_cb (DirectoryEntry *entry, gpointer data)
{
  Stage *self = data;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (search (self->call, self->forest, 0, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (directory_entry_text (entry, 0), ==, "Ann");
  return TRUE;
}

/* A callback may search too, over the same link. */
static void
test_nested (Stage *self, gconstpointer data)
{
  const DirectoryAsk ask = { .base = "DC=corp,DC=test",
                             .scope = LDAP_SCOPE_SUBTREE,
                             .attributes = attributes };
  g_autoptr (GError) error = NULL;

  g_assert_true (
      directory_search (self->call, self->forest, &ask, again_cb, NULL, self, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->peer->n_connections, ==, 1);
}

static void
add (const char *path, void (*test) (Stage *, gconstpointer))
{
  g_test_add (path, Stage, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/directory/search/most", test_most);
  add ("/directory/search/flood", test_flood);
  add ("/directory/search/empty-pages", test_empty_pages);
  add ("/directory/search/too-large", test_too_large);
  add ("/directory/search/repeated-pages", test_repeated_pages);
  add ("/directory/search/codes", test_codes);
  add ("/directory/search/references", test_references);
  add ("/directory/search/texts", test_texts);
  add ("/directory/search/big", test_big);
  add ("/directory/search/ranges", test_ranges);
  add ("/directory/search/nested", test_nested);
  return g_test_run ();
}
