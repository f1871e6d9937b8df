/* play.h - one backend on the simulated organisation, and what the contract tests ask of it
 *
 * Written over the interface: another backend is another row of the table below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "base-error.h"
#include "checks-plan.h"
#include "ews-backend.h"
#include "stage.h"

static const ExchangeBackendOps *const play_backends[] = { &ews_backend };

/* One open backend on its stage; call is the test's own worker. */
typedef struct
{
  const ExchangeBackendOps *ops;
  Stage *stage;
  BaseLocals *locals;
  BaseCall *call;
  ExchangeBackend *backend;
} Play;

static inline Play
begin (const ExchangeBackendOps *ops, Stage *stage)
{
  Play play = { .ops = ops, .stage = stage, .locals = base_locals_new () };

  play.call = base_call_new (play.locals, NULL, 30000);
  play.backend = stage_open (stage, ops, play.call, NULL);
  return play;
}

static inline void
end (Play *play)
{
  play->ops->close (play->backend);
  base_call_free (play->call);
  base_locals_free (play->locals);
  stage_free (play->stage);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Play, end)

static inline gboolean
take_page_cb (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (data, exchange_person_ref (g_ptr_array_index (page, i)));
  return TRUE;
}

static inline GPtrArray *
list (const Play *play, const char *query)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (
      play->ops->list_people (play->backend, play->call, query, take_page_cb, people, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (people, i);

    g_assert_true (g_hash_table_add (ids, (gpointer) person->id));
    g_assert_cmpstr (person->name, !=, "");
    g_assert_nonnull (strchr (person->mail, '@'));
  }
  return people;
}

/* The n-th person who is not the administrator. */
static inline char *
mail_of (const Play *play, guint n)
{
  g_autoptr (GPtrArray) people = list (play, NULL);

  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (people, i);

    if (!g_str_equal (person->mail, stage_word (play->stage, "admin")) && n-- == 0)
      return g_strdup (person->mail);
  }
  g_assert_not_reached ();
}

static inline void
assert_fails (const Play *play, const char *mailbox, BaseErrorCode code, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state =
      play->ops->get_oof (play->backend, play->call, mailbox, NULL, &error);

  g_assert_null (state);
  g_test_message ("%s", error->message);
  g_assert_error (error, BASE_ERROR, (int) code);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

typedef struct
{
  const char *name;
  void (*run) (gconstpointer ops);
} PlayTest;

/* Every test for every backend. */
static inline int
play_run (int argc, char **argv, const PlayTest *tests, gsize n)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_setenv ("KRB5CCNAME", "FILE:/nonexistent/cache", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (gsize b = 0; b < G_N_ELEMENTS (play_backends); b++)
    for (gsize t = 0; t < n; t++) {
      g_autofree char *path =
          g_strdup_printf ("/contract/%s/%s", play_backends[b]->id, tests[t].name);

      g_test_add_data_func (path, play_backends[b], tests[t].run);
    }
  return g_test_run ();
}
