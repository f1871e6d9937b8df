/* test-documents.c - what was planned: edits, revisions, and what was there before
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "fixture.h"
#include "store-documents.h"
#include "store-profile.h"

static gboolean
edit (StoreDb *db, const char *profile, gint64 expected, const StoreDocumentChange *changes,
      guint n, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2031, 1, 2, 3, 4, 5);
  const StoreDocumentsEdit what = { .profile = profile,
                                    .changes = changes,
                                    .n_changes = n,
                                    .expected_revision = expected,
                                    .who = "ann@desk",
                                    .at = now };

  return store_documents_edit (db, &what, error);
}

static void
put (StoreDb *db, const char *profile, StoreDocumentKind kind, const char *name, const char *body)
{
  const StoreDocumentChange change = { kind, name, body };
  g_autoptr (GError) error = NULL;

  edit (db, profile, -1, &change, 1, &error);
  g_assert_no_error (error);
}

static gint64
revision_of (StoreDb *db, const char *profile)
{
  gint64 revision = -1;

  g_assert_true (store_documents_revision (db, profile, &revision, NULL));
  return revision;
}

/* "item:one=a template:t=b", by when they were made. */
static void
assert_list (StoreDb *db, const char *profile, const char *wanted)
{
  static const char *const kinds[] = { "item", "template", "holidays" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 revision = -1;
  g_autoptr (GPtrArray) list = store_documents_list (db, profile, &revision, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++) {
    const StoreDocument *document = list->pdata[i];

    g_string_append_printf (text, "%s%s:%s=%s", i > 0 ? " " : "", kinds[document->kind],
                            document->name, document->body);
    g_assert_cmpstr (document->who, ==, "ann@desk");
    g_assert_cmpint (g_date_time_get_year (document->at), ==, 2031);
    g_assert_cmpint (document->revision, <=, revision);
  }
  g_assert_cmpstr (text->str, ==, wanted);
  g_assert_cmpint (revision, ==, revision_of (db, profile));
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  assert_list (self->db, "one", "");
  g_assert_cmpint (revision_of (self->db, "one"), ==, 0);
  put (self->db, "one", STORE_DOCUMENT_ITEM, "b", "first");
  put (self->db, "one", STORE_DOCUMENT_ITEM, "a", "ü '\"\n\r\n");
  put (self->db, "one", STORE_DOCUMENT_TEMPLATE, "b", "text");
  put (self->db, "two", STORE_DOCUMENT_ITEM, "b", "another's");
  assert_list (self->db, "one", "item:b=first item:a=ü '\"\n\r\n template:b=text");
  g_assert_cmpint (revision_of (self->db, "one"), ==, 3);
  g_assert_cmpint (revision_of (self->db, "two"), ==, 1);

  put (self->db, "one", STORE_DOCUMENT_ITEM, "b", "second");
  assert_list (self->db, "one", "item:b=second item:a=ü '\"\n\r\n template:b=text");
  put (self->db, "one", STORE_DOCUMENT_ITEM, "a", NULL);
  assert_list (self->db, "one", "item:b=second template:b=text");
  g_assert_cmpint (revision_of (self->db, "one"), ==, 5);

  store_db_unref (self->db);
  self->db = open_db (self->path);
  assert_list (self->db, "one", "item:b=second template:b=text");
  assert_list (self->db, "two", "item:b=another's");
}

/* What changes nothing is no edit: nobody has to look again. */
static void
test_no_change (Fixture *self, gconstpointer data)
{
  put (self->db, "one", STORE_DOCUMENT_ITEM, "a", "x");
  put (self->db, "one", STORE_DOCUMENT_ITEM, "a", "x");
  put (self->db, "one", STORE_DOCUMENT_ITEM, "never", NULL);
  g_assert_cmpint (revision_of (self->db, "one"), ==, 1);
}

static void
test_meanwhile (Fixture *self, gconstpointer data)
{
  static const StoreDocumentChange changes[] = { { STORE_DOCUMENT_ITEM, "a", "mine" },
                                                 { STORE_DOCUMENT_ITEM, "b", NULL },
                                                 { STORE_DOCUMENT_ITEM, "c", "mine" } };
  g_autoptr (StoreDb) other = open_db (self->path);
  g_autoptr (GError) error = NULL;

  put (self->db, "one", STORE_DOCUMENT_ITEM, "a", "x");
  put (other, "one", STORE_DOCUMENT_ITEM, "b", "theirs");
  g_assert_false (edit (self->db, "one", 1, changes, G_N_ELEMENTS (changes), &error));
  g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "plan-changed-meanwhile");
  assert_list (self->db, "one", "item:a=x item:b=theirs");

  g_assert_true (edit (self->db, "one", 2, changes, G_N_ELEMENTS (changes), NULL));
  assert_list (other, "one", "item:a=mine item:c=mine");
  g_assert_cmpint (revision_of (other, "one"), ==, 3);
}

static void
assert_past (StoreDb *db, const char *name, guint n, const char *newest, const char *oldest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) past =
      store_documents_past (db, "one", STORE_DOCUMENT_TEMPLATE, name, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (past->len, ==, n);
  if (n > 0) {
    g_assert_cmpstr (((StoreDocument *) past->pdata[0])->body, ==, newest);
    g_assert_cmpstr (((StoreDocument *) past->pdata[n - 1])->body, ==, oldest);
  }
}

static void
test_past (Fixture *self, gconstpointer data)
{
  put (self->db, "one", STORE_DOCUMENT_TEMPLATE, "t", "0");
  assert_past (self->db, "t", 0, NULL, NULL);
  put (self->db, "one", STORE_DOCUMENT_TEMPLATE, "t", "1");
  put (self->db, "one", STORE_DOCUMENT_TEMPLATE, "t", "1");
  assert_past (self->db, "t", 1, "0", "0");
  put (self->db, "one", STORE_DOCUMENT_TEMPLATE, "t", NULL);
  assert_past (self->db, "t", 2, "1", "0");
  assert_past (self->db, "other", 0, NULL, NULL);

  for (guint i = 2; i < STORE_DOCUMENTS_MOST_PAST + 10; i++) {
    g_autofree char *body = g_strdup_printf ("%u", i);

    put (self->db, "one", STORE_DOCUMENT_TEMPLATE, "t", body);
  }
  /* The first edit here had nothing to replace. */
  assert_past (self->db, "t", STORE_DOCUMENTS_MOST_PAST, "58", "9");
}

/* What was planned goes with the profile; that of others stays. */
static void
test_removed (Fixture *self, gconstpointer data)
{
  put (self->db, "one", STORE_DOCUMENT_TEMPLATE, "t", "a");
  put (self->db, "one", STORE_DOCUMENT_TEMPLATE, "t", "b");
  put (self->db, "one-more", STORE_DOCUMENT_ITEM, "t", "c");
  g_assert_true (store_profile_remove (self->db, "one", NULL));
  assert_list (self->db, "one", "");
  assert_past (self->db, "t", 0, NULL, NULL);
  g_assert_cmpint (revision_of (self->db, "one"), ==, 0);
  assert_list (self->db, "one-more", "item:t=c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/documents/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/store/documents/no-change", Fixture, NULL, set_up, test_no_change, tear_down);
  g_test_add ("/store/documents/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  g_test_add ("/store/documents/past", Fixture, NULL, set_up, test_past, tear_down);
  g_test_add ("/store/documents/removed", Fixture, NULL, set_up, test_removed, tear_down);
  return g_test_run ();
}
