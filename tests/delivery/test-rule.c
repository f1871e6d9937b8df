/* test-rule.c - the rule that forwards: made once, removed, left alone when it is somebody's own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-line.h"
#include "delivery-rule.h"

#include "base-error.h"

#define MAILBOX "ann@corp.example"
#define NAME "Absentia: a"

/* A server with one inbox, which fails as it is told. */
typedef struct
{
  ExchangeBackend parent;
  GPtrArray *rules; /* ExchangeRule */
  guint adds;
  guint removes;
  guint made;
  BaseErrorCode code; /* of the next change; with is_failing */
  gboolean is_failing;
  gboolean is_done_anyway;
} Fake;

typedef struct
{
  Fake fake;
  ExchangeBackend *line;
  BaseCall *call;
  ExchangeRule *wanted;
  DeliveryRule rule;
  char *request_id;
} Fixture;

static ExchangeRule *
copy (const ExchangeRule *rule)
{
  ExchangeRule *other = exchange_rule_new (rule->name, rule->target);

  other->id = g_strdup (rule->id);
  other->priority = rule->priority;
  other->keeps_copy = rule->keeps_copy;
  other->until_s = rule->until_s;
  other->is_enabled = rule->is_enabled;
  other->is_plain = rule->is_plain;
  return other;
}

static GPtrArray *
fake_list (ExchangeBackend *backend, BaseCall *call, const char *mailbox, GError **error)
{
  const Fake *self = (Fake *) backend;
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_rule_free);

  g_assert_cmpstr (mailbox, ==, MAILBOX);
  for (guint i = 0; i < self->rules->len; i++)
    g_ptr_array_add (rules, copy (self->rules->pdata[i]));
  return rules;
}

static gboolean
fails (Fake *self, GError **error)
{
  if (!self->is_failing)
    return FALSE;
  self->is_failing = FALSE;
  base_error_set (error, self->code, "told to fail");
  return TRUE;
}

static gboolean
fake_add (ExchangeBackend *backend, BaseCall *call, const char *mailbox, const ExchangeRule *rule,
          char **ret_request_id, GError **error)
{
  Fake *self = (Fake *) backend;
  gboolean is_failed = fails (self, error);

  self->adds++;
  if (!is_failed || self->is_done_anyway) {
    ExchangeRule *added = copy (rule);

    added->id = g_strdup_printf ("id-%u", ++self->made);
    added->is_enabled = added->is_plain = TRUE;
    g_ptr_array_add (self->rules, added);
  }
  return !is_failed;
}

static gboolean
fake_remove (ExchangeBackend *backend, BaseCall *call, const char *mailbox, const char *id,
             char **ret_request_id, GError **error)
{
  Fake *self = (Fake *) backend;
  gboolean is_failed = fails (self, error);

  self->removes++;
  for (guint i = 0; (!is_failed || self->is_done_anyway) && i < self->rules->len; i++)
    if (g_str_equal (((ExchangeRule *) self->rules->pdata[i])->id, id)) {
      g_ptr_array_remove_index (self->rules, i);
      break;
    }
  return !is_failed;
}

static const ExchangeBackendOps fake_ops = {
  .id = "fake", .list_rules = fake_list, .add_rule = fake_add, .remove_rule = fake_remove
};
static const ExchangeBackendOps bare_ops = { .id = "bare" };

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryGate) gate = delivery_gate_new (2);

  f->fake.parent.ops = &fake_ops;
  f->fake.rules = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_rule_free);
  f->line = delivery_line_new (&f->fake.parent, gate);
  f->call = base_call_new (NULL, NULL, 0);
  f->wanted = exchange_rule_new (NAME, "bob@corp.example");
  f->wanted->keeps_copy = TRUE;
  f->rule = (DeliveryRule){ .mailbox = MAILBOX, .rule = f->wanted };
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  f->line->ops->close (f->line);
  g_ptr_array_unref (f->fake.rules);
  base_call_free (f->call);
  exchange_rule_free (f->wanted);
  delivery_rule_clear (&f->rule);
  g_free (f->request_id);
}

static void
put (Fixture *f, const char *name, const char *target, guint priority)
{
  ExchangeRule *rule = exchange_rule_new (name, target);

  rule->id = g_strdup_printf ("own-%u", priority);
  rule->priority = priority;
  rule->is_enabled = rule->is_plain = rule->keeps_copy = TRUE;
  g_ptr_array_add (f->fake.rules, rule);
}

static void
make (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  delivery_rule_make (f->line, f->call, &f->rule, &f->request_id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (f->rule.id);
}

static void
take_back (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (delivery_rule_remove (f->line, f->call, &f->rule, &f->request_id, &error));
  g_assert_no_error (error);
}

/* Behind those that are there, once, and away again. */
static void
test_life (Fixture *f, gconstpointer data)
{
  put (f, "mine", "x@corp.example", 4);
  make (f);
  g_assert_cmpuint (f->fake.rules->len, ==, 2);
  g_assert_cmpuint (((ExchangeRule *) f->fake.rules->pdata[1])->priority, ==, 5);
  make (f);
  g_assert_cmpuint (f->fake.adds, ==, 1);
  take_back (f);
  take_back (f);
  g_assert_cmpuint (f->fake.removes, ==, 1);
  g_assert_cmpuint (f->fake.rules->len, ==, 1);
}

/* Nobody knows whether a change was done: what is there tells. */
static void
test_unknown (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->fake.code = BASE_ERROR_OFFLINE;
  f->fake.is_failing = TRUE;
  g_assert_false (delivery_rule_make (f->line, f->call, &f->rule, &f->request_id, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_assert_cmpuint (f->fake.adds, ==, 1);

  f->fake.is_failing = f->fake.is_done_anyway = TRUE;
  make (f);
  g_assert_cmpuint (f->fake.adds, ==, 2);
  g_assert_cmpuint (f->fake.rules->len, ==, 1);
  f->fake.is_failing = TRUE;
  take_back (f);
  g_assert_cmpuint (f->fake.rules->len, ==, 0);
}

/* Who died before it could be kept finds it by its name. */
static void
test_found_again (Fixture *f, gconstpointer data)
{
  make (f);
  delivery_rule_clear (&f->rule);
  make (f);
  g_assert_cmpuint (f->fake.adds, ==, 1);
  delivery_rule_clear (&f->rule);
  take_back (f);
  g_assert_cmpuint (f->fake.rules->len, ==, 0);
}

static void
test_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ExchangeRule *rule;

  make (f);
  rule = f->fake.rules->pdata[0];
  g_free (rule->target);
  rule->target = g_strdup ("eve@corp.example");
  take_back (f);
  g_assert_cmpuint (f->fake.removes, ==, 0);
  delivery_rule_clear (&f->rule);
  take_back (f);
  g_assert_cmpuint (f->fake.removes, ==, 0);
  g_assert_false (delivery_rule_make (f->line, f->call, &f->rule, &f->request_id, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "rule-changed");
  g_assert_cmpuint (f->fake.adds, ==, 1);
}

/* Whoever switched it off has changed it. */
static void
test_switched_off (Fixture *f, gconstpointer data)
{
  make (f);
  ((ExchangeRule *) f->fake.rules->pdata[0])->is_enabled = FALSE;
  take_back (f);
  g_assert_cmpuint (f->fake.rules->len, ==, 1);
}

static void
test_without_rules (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ExchangeBackend bare = { .ops = &bare_ops };

  g_assert_false (delivery_rule_make (&bare, f->call, &f->rule, &f->request_id, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_UNSUPPORTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "no-rules");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/delivery/rule/life", Fixture, NULL, set_up, test_life, tear_down);
  g_test_add ("/delivery/rule/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add ("/delivery/rule/found-again", Fixture, NULL, set_up, test_found_again, tear_down);
  g_test_add ("/delivery/rule/changed", Fixture, NULL, set_up, test_changed, tear_down);
  g_test_add ("/delivery/rule/switched-off", Fixture, NULL, set_up, test_switched_off, tear_down);
  g_test_add ("/delivery/rule/without", Fixture, NULL, set_up, test_without_rules, tear_down);
  return g_test_run ();
}
