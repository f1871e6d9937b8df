/* test-managed.c - what we have put into mailboxes: read back byte for byte, replaced, forgotten
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-documents.h"
#include "store-managed.h"

#include <string.h>

static OofState *
make_state (const char *inside, gint64 until_s)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (1000);
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_utc (until_s);

  return oof_state_new (until_s != 0 ? OOF_MODE_SCHEDULED : OOF_MODE_OFF, OOF_AUDIENCE_KNOWN, from,
                        until, inside, "outside \r\n  ");
}

static StoreManaged *
make (const char *mailbox)
{
  StoreManaged *managed = store_managed_new (mailbox, "item-1");

  managed->away_from_s = 500;
  managed->away_until_s = G_MAXINT64;
  managed->wanted = make_state ("<p>ours</p>", 2000);
  managed->own = make_state ("their own", 0);
  return managed;
}

static StoreManaged *
find (Fixture *self, const char *profile, const char *mailbox)
{
  g_autoptr (GError) error = NULL;
  StoreManaged *managed = store_managed_find (self->db, profile, mailbox, &error);

  g_assert_no_error (error);
  return managed;
}

static void
save (Fixture *self, const StoreManaged *managed)
{
  g_autoptr (GError) error = NULL;

  store_managed_save (self->db, "p", managed, &error);
  g_assert_no_error (error);
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreManaged) managed = make ("Ann@corp.example");
  g_autoptr (StoreManaged) found = NULL;
  g_autoptr (StoreManaged) again = NULL;

  g_assert_null (find (self, "p", "ann@corp.example"));
  save (self, managed);
  found = find (self, "p", "ANN@corp.example");
  g_assert_cmpstr (found->mailbox, ==, "ann@corp.example");
  g_assert_cmpstr (found->item, ==, "item-1");
  g_assert_cmpint (found->away_from_s, ==, 500);
  g_assert_true (found->away_until_s == G_MAXINT64);
  g_assert_cmpint (oof_state_compare (found->wanted, managed->wanted), ==, 0);
  g_assert_null (found->held);
  g_assert_cmpstr (found->own->inside, ==, "their own");
  g_assert_cmpstr (found->own->outside, ==, "outside \r\n  ");
  g_assert_cmpint (found->own->mode, ==, OOF_MODE_OFF);
  g_assert_cmpint (found->drift, ==, STORE_DRIFT_NONE);
  g_assert_null (found->problem);
  g_assert_null (find (self, "other", "ann@corp.example"));

  /* What is saved anew leaves nothing of the old. */
  found->held = oof_state_ref (found->wanted);
  g_clear_pointer (&found->own, oof_state_unref);
  found->drift = STORE_DRIFT_OFF;
  found->problem = g_strdup ("no");
  g_free (found->left_item);
  found->left_item = g_strdup ("item-0");
  found->left_from_s = 7;
  found->left_until_s = 9;
  save (self, found);
  again = find (self, "p", "ann@corp.example");
  g_assert_null (again->own);
  g_assert_cmpint (oof_state_compare (again->held, managed->wanted), ==, 0);
  g_assert_cmpint (again->drift, ==, STORE_DRIFT_OFF);
  g_assert_cmpstr (again->problem, ==, "no");
  g_assert_cmpstr (again->left_item, ==, "item-0");
  g_assert_cmpint (again->left_from_s, ==, 7);
  g_assert_cmpint (again->left_until_s, ==, 9);
}

static void
glance_cb (const StoreManagedGlance *glance, gpointer data)
{
  g_string_append_printf (data, "%s %s %d %s;", glance->mailbox, glance->item,
                          glance->held_until_s == G_MAXINT64 ? -1 : (int) glance->held_until_s,
                          store_drift_names[glance->drift]);
  if (glance->is_theirs)
    g_string_append (data, "theirs;");
}

static void
test_each (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreManaged) ann = make ("ann@corp.example");
  g_autoptr (StoreManaged) bob = make ("bob@corp.example");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&bob->wanted, oof_state_unref);
  bob->wanted = make_state ("x", 0);
  bob->drift = STORE_DRIFT_CHANGED;
  save (self, bob);
  save (self, ann);
  store_managed_each (self->db, "p", glance_cb, text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==,
                   "ann@corp.example item-1 2000 none;bob@corp.example item-1 -1 changed;");
  store_managed_forget (self->db, "p", "ANN@corp.example", &error);
  g_assert_no_error (error);
  g_assert_null (find (self, "p", "ann@corp.example"));
}

static void
plan_item (Fixture *self, const char *id, const char *body)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2031, 1, 2, 3, 4, 5);
  const StoreDocumentChange change = { STORE_DOCUMENT_ITEM, id, body };
  const StoreDocumentsEdit edit = { .profile = "p",
                                    .changes = &change,
                                    .n_changes = 1,
                                    .expected_revision = -1,
                                    .who = "ann@desk",
                                    .at = now };

  g_assert_true (store_documents_edit (self->db, &edit, NULL));
}

/* What was adopted is the person's own again once its absence is gone; what was written is not. */
static void
test_theirs (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreManaged) ann = make ("ann@corp.example");
  g_autoptr (StoreManaged) bob = make ("bob@corp.example");
  g_autoptr (GString) text = g_string_new (NULL);

  g_clear_pointer (&ann->own, oof_state_unref);
  ann->own = oof_state_ref (ann->wanted);
  save (self, ann);
  save (self, bob);
  plan_item (self, "item-1", "x");
  store_managed_each (self->db, "p", glance_cb, text, NULL);
  g_assert_null (strstr (text->str, "theirs"));
  plan_item (self, "item-1", NULL);
  g_string_truncate (text, 0);
  store_managed_each (self->db, "p", glance_cb, text, NULL);
  g_assert_cmpstr (text->str, ==,
                   "ann@corp.example item-1 2000 none;theirs;bob@corp.example item-1 2000 none;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/managed/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/store/managed/each", Fixture, NULL, set_up, test_each, tear_down);
  g_test_add ("/store/managed/theirs", Fixture, NULL, set_up, test_theirs, tear_down);
  return g_test_run ();
}
