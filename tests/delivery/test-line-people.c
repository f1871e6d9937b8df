/* test-line-people.c - what is asked about people waits where a server refuses for being too much,
 * and nothing is told twice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-line.h"

#include "base-error.h"

/* A server that refuses some questions, and then answers with a page of one person. */
typedef struct
{
  ExchangeBackend parent;
  guint refusals; /* left */
  guint asked;
  BaseErrorCode code;
  gboolean tells_first; /* a page, before it refuses */
} Fake;

typedef struct
{
  Fake fake;
  ExchangeBackend *line;
  BaseCall *call;
  guint told;
} Fixture;

static gboolean
refuse (Fake *self, GError **error)
{
  const BaseErrorFacts facts = { .wait_ms = 1 };

  self->asked++;
  if (self->refusals == 0)
    return FALSE;

  self->refusals--;
  base_error_set_facts (error, self->code, &facts, "told to refuse");
  return TRUE;
}

static gboolean
list (ExchangeBackend *backend, BaseCall *call, const char *which, ExchangePeopleFunc each,
      gpointer data, GError **error)
{
  Fake *self = (Fake *) backend;
  g_autoptr (GPtrArray) page = g_ptr_array_new ();

  if (self->tells_first)
    each (page, data);
  if (refuse (self, error))
    return FALSE;
  return each (page, data);
}

static gboolean
list_changes (ExchangeBackend *backend, BaseCall *call, const char *mark, const ExchangeNews *news,
              char **ret_mark, gboolean *ret_is_all, GError **error)
{
  Fake *self = (Fake *) backend;

  if (self->tells_first)
    news->removed ("1", news->data);
  if (refuse (self, error))
    return FALSE;

  news->removed ("1", news->data);
  *ret_mark = g_strdup ("mark");
  *ret_is_all = FALSE;
  return TRUE;
}

static GPtrArray *
find (ExchangeBackend *backend, BaseCall *call, const char *text, GError **error)
{
  return refuse ((Fake *) backend, error) ? NULL : g_ptr_array_new ();
}

static gboolean
look_away (ExchangeBackend *backend, BaseCall *call, const char *const *mailboxes,
           ExchangeAwayFunc each, gpointer data, GError **error)
{
  return !refuse ((Fake *) backend, error);
}

static gboolean
look_hours (ExchangeBackend *backend, BaseCall *call, const char *const *mailboxes,
            ExchangeHoursFunc each, gpointer data, GError **error)
{
  return !refuse ((Fake *) backend, error);
}

static const ExchangeBackendOps fake_ops = { .id = "fake",
                                             .list_people = list,
                                             .resolve = find,
                                             .list_changes = list_changes,
                                             .find_groups = find,
                                             .list_members = list,
                                             .list_filtered = list,
                                             .look_away = look_away,
                                             .look_hours = look_hours };

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (DeliveryGate) gate = delivery_gate_new (4);

  f->fake.parent.ops = &fake_ops;
  f->line = delivery_line_new (&f->fake.parent, gate);
  f->call = base_call_new (NULL, NULL, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  f->line->ops->close (f->line);
  base_call_free (f->call);
}

static gboolean
told_cb (GPtrArray *page, gpointer data)
{
  ((Fixture *) data)->told++;
  return TRUE;
}

static void
removed_cb (const char *id, gpointer data)
{
  ((Fixture *) data)->told++;
}

typedef gboolean (*Ask) (Fixture *f, GError **error);

static gboolean
ask_people (Fixture *f, GError **error)
{
  return f->line->ops->list_people (f->line, f->call, NULL, told_cb, f, error);
}

static gboolean
ask_members (Fixture *f, GError **error)
{
  return f->line->ops->list_members (f->line, f->call, "staff", told_cb, f, error);
}

static gboolean
ask_filtered (Fixture *f, GError **error)
{
  return f->line->ops->list_filtered (f->line, f->call, "city eq 'Graz'", told_cb, f, error);
}

static gboolean
ask_changes (Fixture *f, GError **error)
{
  const ExchangeNews news = { told_cb, removed_cb, f };
  g_autofree char *mark = NULL;
  gboolean is_all;
  gboolean is_done =
      f->line->ops->list_changes (f->line, f->call, NULL, &news, &mark, &is_all, error);

  g_assert_cmpstr (mark, ==, is_done ? "mark" : NULL);
  return is_done;
}

static gboolean
ask_name (Fixture *f, GError **error)
{
  g_autoptr (GPtrArray) people = f->line->ops->resolve (f->line, f->call, "ann", error);

  return people != NULL;
}

static gboolean
ask_groups (Fixture *f, GError **error)
{
  g_autoptr (GPtrArray) groups = f->line->ops->find_groups (f->line, f->call, "staff", error);

  return groups != NULL;
}

static gboolean
ask_away (Fixture *f, GError **error)
{
  return f->line->ops->look_away (f->line, f->call, NULL, NULL, NULL, error);
}

static gboolean
ask_hours (Fixture *f, GError **error)
{
  return f->line->ops->look_hours (f->line, f->call, NULL, NULL, NULL, error);
}

static const struct
{
  const char *name;
  Ask ask;
  gboolean tells; /* in pieces */
} questions[] = {
  { "people", ask_people, TRUE },     { "members", ask_members, TRUE },
  { "filtered", ask_filtered, TRUE }, { "changes", ask_changes, TRUE },
  { "name", ask_name, FALSE },        { "groups", ask_groups, FALSE },
  { "away", ask_away, FALSE },        { "hours", ask_hours, FALSE },
};

/* Asks each, with so many refusals before the answer. */
static void
check_all (Fixture *f, guint refusals, BaseErrorCode code, guint wanted_asked)
{
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (GError) error = NULL;
    gboolean is_answered = wanted_asked > refusals;

    g_test_message ("%s", questions[i].name);
    f->fake.refusals = refusals;
    f->fake.code = code;
    f->fake.asked = f->told = 0;
    g_assert_cmpint (questions[i].ask (f, &error), ==, is_answered);
    g_assert_cmpuint (f->fake.asked, ==, wanted_asked);
    g_assert_cmpuint (f->told, ==, questions[i].tells && is_answered ? 1 : 0);
    if (is_answered)
      g_assert_no_error (error);
    else
      g_assert_error (error, BASE_ERROR, (int) code);
  }
}

static void
test_too_much (Fixture *f, gconstpointer data)
{
  check_all (f, 0, BASE_ERROR_THROTTLED, 1);
  check_all (f, 1, BASE_ERROR_THROTTLED, 2);
}

/* Whoever looks at a window asks again himself. */
static void
test_other_trouble (Fixture *f, gconstpointer data)
{
  check_all (f, 1, BASE_ERROR_PROTOCOL, 1);
  check_all (f, 1, BASE_ERROR_FORBIDDEN, 1);
}

static void
test_told_once (Fixture *f, gconstpointer data)
{
  f->fake.tells_first = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (GError) error = NULL;

    if (!questions[i].tells)
      continue;
    g_test_message ("%s", questions[i].name);
    f->fake.refusals = 1;
    f->fake.code = BASE_ERROR_THROTTLED;
    f->fake.asked = f->told = 0;
    g_assert_false (questions[i].ask (f, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_THROTTLED);
    g_assert_cmpuint (f->fake.asked, ==, 1);
    g_assert_cmpuint (f->told, ==, 1);
  }
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  base_call_free (f->call);
  f->call = base_call_new (NULL, cancellable, 0);
  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (questions[i].ask (f, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
  g_assert_cmpuint (f->fake.asked, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "too-much", test_too_much },
    { "other-trouble", test_other_trouble },
    { "told-once", test_told_once },
    { "cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/delivery/line-people/", tests[i].name, NULL);

    g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
  }
  return g_test_run ();
}
