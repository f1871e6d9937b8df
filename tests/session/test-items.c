/* test-items.c - what is planned for a profile: kept, edited, refused
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "core.h"
#include "oof-date.h"
#include "session-items-private.h"

#include <string.h>

#define PROFILE "id-1"
#define ANYWAY .expected_revision = -1

typedef struct
{
  const char *id;
  const char *template_name;
  OofDays *holidays;
  OofHolidays how;
} Draft;

/* Every day of November 2031. */
static OofItem *
make_item (const Draft *draft)
{
  const OofFor who = { OOF_FOR_PERSON, "ann@corp.example" };
  gint64 from_s = (gint64) oof_date_day (2031, 11, 1) * OOF_DAY_S;
  OofWhenParts when = { .is_all_day = TRUE,
                        .from_s = from_s,
                        .until_s = from_s + OOF_DAY_S,
                        .holidays = draft->holidays,
                        .how = draft->how };
  OofItemParts parts = { .id = draft->id,
                         .who = &who,
                         .n_who = 1,
                         .template_name = draft->template_name,
                         .inside = draft->template_name == NULL ? "<p>x</p>" : NULL };
  g_autoptr (GError) error = NULL;
  OofItem *item;
  OofRule rule;

  oof_rule_init (&rule, OOF_RULE_DAILY);
  rule.end = OOF_RULE_ENDS_AFTER;
  rule.count = 30;
  when.rule = &rule;
  parts.when = oof_when_new (&when, &error);
  g_assert_no_error (error);
  item = oof_item_new (&parts, &error);
  g_assert_no_error (error);
  oof_when_unref (parts.when);
  return item;
}

static OofText *
make_text (const char *name, const char *inside)
{
  const OofText parts = { .name = (char *) name, .inside = (char *) inside };

  return oof_text_new (&parts, NULL);
}

static OofDays *
make_days (int first, int n)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (int i = 0; i < n; i++) {
    gint32 day = oof_date_day (2031, 11, first + i);

    g_array_append_val (days, day);
  }
  return oof_days_new ("de.ics", (const gint32 *) (gpointer) days->data, days->len);
}

static GPtrArray *
list_of (gpointer one, GDestroyNotify unref)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (unref);

  g_ptr_array_add (list, one);
  return list;
}

static GPtrArray *
list_item (const Draft *draft)
{
  return list_of (make_item (draft), (GDestroyNotify) oof_item_unref);
}

static void
edit (Fixture *self, const SessionItemsEdit *what)
{
  g_autoptr (GError) error = NULL;

  session_items_edit (self->core, PROFILE, what, &error);
  g_assert_no_error (error);
}

static void
assert_refused (Fixture *self, const SessionItemsEdit *what, const char *reason)
{
  g_autoptr (GError) error = NULL;
  gint64 before = -1, after = -1;

  g_test_message ("%s", reason);
  g_assert_true (session_items_read_revision (self->core, PROFILE, &before, NULL));
  g_assert_false (session_items_edit (self->core, PROFILE, what, &error));
  g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
  g_assert_true (session_items_read_revision (self->core, PROFILE, &after, NULL));
  g_assert_cmpint (after, ==, before);
}

static SessionItems *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  SessionItems *items = session_items_load (self->core, PROFILE, &error);

  g_assert_no_error (error);
  return items;
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (OofDays) days = make_days (1, 2);
  g_autoptr (GPtrArray) items = list_item (&(Draft){ "one", "training", days, OOF_HOLIDAYS_SKIP });
  g_autoptr (GPtrArray) texts =
      list_of (make_text ("training", "<p>a\r\n</p>"), (GDestroyNotify) oof_text_unref);
  g_autoptr (GPtrArray) holidays = list_of (oof_days_ref (days), (GDestroyNotify) oof_days_unref);
  g_autoptr (SessionItems) empty = load (self);
  g_autoptr (SessionItems) kept = NULL;
  g_autoptr (GPtrArray) using = NULL;
  const OofItemParts *parts;

  g_assert_cmpint (session_items_revision (empty), ==, 0);
  g_assert_cmpuint (session_items_all (empty)->len, ==, 0);
  edit (self,
        &(SessionItemsEdit){ ANYWAY, .items = items, .templates = texts, .holidays = holidays });

  kept = load (self);
  g_assert_cmpint (session_items_revision (kept), ==, 1);
  g_assert_cmpuint (session_items_all (kept)->len, ==, 1);
  g_assert_cmpuint (session_items_templates (kept)->len, ==, 1);
  g_assert_cmpuint (session_items_holidays (kept)->len, ==, 1);
  g_assert_null (session_items_find (kept, "two"));
  parts = oof_item_parts (session_items_find (kept, "one"));
  g_assert_cmpstr (parts->template_name, ==, "training");
  g_assert_cmpuint (oof_when_parts (parts->when)->holidays->n_days, ==, 2);
  g_assert_cmpint (oof_when_parts (parts->when)->how, ==, OOF_HOLIDAYS_SKIP);
  g_assert_cmpstr (session_items_find_template (kept, "training")->inside, ==, "<p>a\r\n</p>");
  g_assert_nonnull (session_items_changed_at (kept, "one"));
  g_assert_nonnull (session_items_template_changed_at (kept, "training"));
  using = session_items_using_template (kept, "training");
  g_assert_cmpuint (using->len, ==, 1);
}

/* An absence takes what its calendar is now, not what it was when the absence was made. */
static void
test_calendar_changes (Fixture *self, gconstpointer data)
{
  g_autoptr (OofDays) days = make_days (1, 2);
  g_autoptr (OofDays) more = make_days (1, 20);
  g_autoptr (OofDays) all = make_days (1, 30);
  g_autoptr (GPtrArray) items = list_item (&(Draft){ "one", NULL, days, OOF_HOLIDAYS_SKIP });
  g_autoptr (GPtrArray) first = list_of (days, NULL);
  g_autoptr (GPtrArray) second = list_of (more, NULL);
  g_autoptr (GPtrArray) third = list_of (all, NULL);
  g_autoptr (SessionItems) kept = NULL;
  const OofItemParts *parts;

  assert_refused (self, &(SessionItemsEdit){ ANYWAY, .items = items }, "no-calendar");
  edit (self, &(SessionItemsEdit){ ANYWAY, .items = items, .holidays = first });
  edit (self, &(SessionItemsEdit){ ANYWAY, .holidays = second });
  kept = load (self);
  parts = oof_item_parts (session_items_find (kept, "one"));
  g_assert_cmpuint (oof_when_parts (parts->when)->holidays->n_days, ==, 20);
  assert_refused (self, &(SessionItemsEdit){ ANYWAY, .holidays = third }, "never");
}

static void
test_in_use (Fixture *self, gconstpointer data)
{
  static const char *const text_names[] = { "t", NULL };
  static const char *const day_names[] = { "de.ics", NULL };
  static const char *const ids[] = { "one", "two", NULL };
  g_autoptr (OofDays) days = make_days (1, 2);
  g_autoptr (GPtrArray) one = list_item (&(Draft){ "one", "t", NULL, 0 });
  g_autoptr (GPtrArray) two = list_item (&(Draft){ "two", NULL, days, OOF_HOLIDAYS_SKIP });
  g_autoptr (GPtrArray) texts = list_of (make_text ("t", "x"), (GDestroyNotify) oof_text_unref);
  g_autoptr (GPtrArray) holidays = list_of (days, NULL);
  g_autoptr (SessionItems) kept = NULL;

  assert_refused (self, &(SessionItemsEdit){ ANYWAY, .items = one }, "no-template");
  edit (self, &(SessionItemsEdit){ ANYWAY, .items = one, .templates = texts });
  edit (self, &(SessionItemsEdit){ ANYWAY, .items = two, .holidays = holidays });
  assert_refused (self, &(SessionItemsEdit){ ANYWAY, .removed_templates = text_names }, "in-use");
  assert_refused (self, &(SessionItemsEdit){ ANYWAY, .removed_holidays = day_names }, "in-use");
  edit (self, &(SessionItemsEdit){ ANYWAY, .removed = ids, .removed_templates = text_names,
                                   .removed_holidays = day_names });
  kept = load (self);
  g_assert_cmpuint (session_items_all (kept)->len, ==, 0);
  g_assert_cmpuint (session_items_templates (kept)->len, ==, 0);
  g_assert_cmpuint (session_items_holidays (kept)->len, ==, 0);
}

static void
test_meanwhile (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list_item (&(Draft){ "one", NULL, NULL, 0 });
  g_autoptr (GPtrArray) two = list_item (&(Draft){ "two", NULL, NULL, 0 });

  edit (self, &(SessionItemsEdit){ .items = one, .expected_revision = 0 });
  assert_refused (self, &(SessionItemsEdit){ .items = two, .expected_revision = 0 },
                  "plan-changed-meanwhile");
  edit (self, &(SessionItemsEdit){ .items = two, .expected_revision = 1 });
  edit (self, &(SessionItemsEdit){ .items = two, .expected_revision = -1 });
}

/* What nobody can read is an error with its name, and nothing is changed by looking. */
static void
assert_corrupt (Fixture *self, const StoreDocumentChange *change)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2031, 1, 1, 0, 0, 0);
  const StoreDocumentsEdit what = { .profile = PROFILE,
                                    .changes = change,
                                    .n_changes = 1,
                                    .expected_revision = -1,
                                    .who = "x",
                                    .at = now };
  g_autoptr (GError) error = NULL;

  g_assert_true (store_documents_edit (session_core_db (self->core), &what, NULL));
  g_assert_null (session_items_load (self->core, PROFILE, &error));
  g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_STORE));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "store-corrupt");
  g_assert_nonnull (strstr (error->message, change->name));
}

static void
test_corrupt (Fixture *self, gconstpointer data)
{
  assert_corrupt (self, &(StoreDocumentChange){ STORE_DOCUMENT_ITEM, "one", "items: [" });
}

/* Rules are kept in their order, and taken away with the last of them. */
static void
test_order (Fixture *self, gconstpointer data)
{
  OofOrder order = oof_order_default;
  g_autoptr (SessionItems) nothing = load (self);
  g_autoptr (SessionItems) kept = NULL;
  g_autoptr (SessionItems) gone = NULL;

  g_assert_true (oof_order_equal (session_items_order (nothing), &oof_order_default));
  oof_order_put_first (&order, OOF_TRAIT_REPEATS);
  oof_order_put_first (&order, (OofTrait) OOF_TYPE_TRAINING);
  oof_order_put_first (&order, OOF_TRAIT_REPEATS);
  g_assert_cmpuint (order.n_first, ==, 2);
  edit (self, &(SessionItemsEdit){ ANYWAY, .order = &order });
  kept = load (self);
  g_assert_true (oof_order_equal (session_items_order (kept), &order));
  g_assert_cmpint (session_items_revision (kept), ==, 1);

  oof_order_remove (&order, OOF_TRAIT_REPEATS);
  oof_order_remove (&order, (OofTrait) OOF_TYPE_TRAINING);
  edit (self, &(SessionItemsEdit){ ANYWAY, .order = &order });
  gone = load (self);
  g_assert_true (oof_order_equal (session_items_order (gone), &oof_order_default));
}

/* A rule that this version does not know is not passed over: the plan would be another one. */
static void
test_strange_order (Fixture *self, gconstpointer data)
{
  assert_corrupt (self,
                  &(StoreDocumentChange){ STORE_DOCUMENT_ORDER, "order", "training\nmagic\n" });
}

static gpointer
add_many (gpointer data)
{
  Fixture *self = data;

  for (guint i = 0; i < 10; i++) {
    g_autofree char *id = session_items_new_id ();
    g_autoptr (GPtrArray) items = list_item (&(Draft){ id, NULL, NULL, 0 });

    edit (self, &(SessionItemsEdit){ .items = items, .expected_revision = -1 });
  }
  return NULL;
}

/* Whoever does not care what is there never loses against others. */
static void
test_at_once (Fixture *self, gconstpointer data)
{
  GThread *threads[4];
  g_autoptr (SessionItems) kept = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("edit", add_many, self);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  kept = load (self);
  g_assert_cmpuint (session_items_all (kept)->len, ==, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/items/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/session/items/calendar-changes", Fixture, NULL, set_up, test_calendar_changes,
              tear_down);
  g_test_add ("/session/items/in-use", Fixture, NULL, set_up, test_in_use, tear_down);
  g_test_add ("/session/items/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  g_test_add ("/session/items/corrupt", Fixture, NULL, set_up, test_corrupt, tear_down);
  g_test_add ("/session/items/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/session/items/strange-order", Fixture, NULL, set_up, test_strange_order, tear_down);
  g_test_add ("/session/items/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  return g_test_run ();
}
