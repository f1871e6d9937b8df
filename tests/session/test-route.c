/* test-route.c - a hybrid organisation: which side is asked, and what is remembered of the answers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-route.h"

#include <string.h>

/* A side whose mailboxes are those that begin with its letter. */
typedef struct
{
  ExchangeBackend head;
  const char *begin;
  BaseErrorCode refusal;
  const char *reason;
  guint asked;
  guint written;
} Side;

static gboolean
is_here (Side *self, const char *mailbox, GError **error)
{
  const BaseErrorFacts facts = { .reason = self->reason };

  self->asked++;
  if (g_str_has_prefix (mailbox, "locked") && *self->begin == 'c') {
    base_error_set (error, BASE_ERROR_FORBIDDEN, "no");
    return FALSE;
  }
  if (g_str_has_prefix (mailbox, self->begin))
    return TRUE;
  base_error_set_facts (error, self->refusal, &facts, "not here");
  return FALSE;
}

static OofState *
get_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, ExchangeReading *ret_reading,
         GError **error)
{
  return is_here ((Side *) self, mailbox, error)
             ? oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "", "")
             : NULL;
}

static gboolean
set_oof (ExchangeBackend *self, BaseCall *call, const char *mailbox, const OofState *state,
         char **ret_request_id, GError **error)
{
  if (!is_here ((Side *) self, mailbox, error))
    return FALSE;

  ((Side *) self)->written++;
  return TRUE;
}

static gboolean
probe (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return is_here ((Side *) self, mailbox, error);
}

static char *
get_zone (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error)
{
  return is_here ((Side *) self, mailbox, error) ? g_strdup (((Side *) self)->begin) : NULL;
}

static gboolean
look_away (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
           ExchangeAwayFunc each, gpointer data, GError **error)
{
  for (guint i = 0; mailboxes[i] != NULL; i++) {
    const ExchangeAway away = { .mail = mailboxes[i],
                                .is_known = is_here ((Side *) self, mailboxes[i], NULL) };

    each (&away, data);
  }
  return TRUE;
}

/* Everybody is in both lists. */
static gboolean
list_people (ExchangeBackend *self, BaseCall *call, const char *query, ExchangePeopleFunc each,
             gpointer data, GError **error)
{
  static const char *const mails[] = { "pia@x.example", "Cid@x.example" };
  g_autoptr (GPtrArray) page =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  for (guint i = 0; i < G_N_ELEMENTS (mails); i++) {
    const ExchangePerson draft = { .mail = mails[i], .name = ((Side *) self)->begin };

    g_ptr_array_add (page, exchange_person_new (&draft));
  }
  return each (page, data);
}

static gboolean
get_many (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    items[i].held = get_oof (self, call, items[i].mailbox, NULL, &items[i].error);
  return TRUE;
}

static gboolean
set_many (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    set_oof (self, call, items[i].mailbox, items[i].wanted, NULL, &items[i].error);
  return TRUE;
}

static void
close_side (ExchangeBackend *self)
{
}

static const ExchangeBackendOps ews = { .id = "ews",
                                        .close = close_side,
                                        .list_people = list_people,
                                        .look_away = look_away,
                                        .get_oof = get_oof,
                                        .set_oof = set_oof,
                                        .probe = probe,
                                        .get_zone = get_zone };
static const ExchangeBackendOps graph = { .id = "graph",
                                          .close = close_side,
                                          .list_people = list_people,
                                          .look_away = look_away,
                                          .get_oof = get_oof,
                                          .set_oof = set_oof,
                                          .most_many = 20,
                                          .get_many = get_many,
                                          .set_many = set_many,
                                          .probe = probe,
                                          .get_zone = get_zone };

typedef struct
{
  Side premises;
  Side cloud;
  ExchangeBackend *route;
  BaseCall *call;
} Stage;

static void
begin (Stage *stage)
{
  *stage = (Stage){
    .premises = { { &ews }, "p", BASE_ERROR_NOT_FOUND, "no-mailbox", 0, 0 },
    .cloud = { { &graph }, "c", BASE_ERROR_WRONG_SERVER, "mailbox-not-online", 0, 0 },
  };
  stage->route = session_route_new (&stage->premises.head, &stage->cloud.head);
  stage->call = base_call_new (NULL, NULL, 5000);
}

static void
end (Stage *stage)
{
  stage->route->ops->close (stage->route);
  base_call_free (stage->call);
}

static void
read_one (Stage *stage, const char *mailbox, GError **error)
{
  g_autoptr (OofState) state =
      stage->route->ops->get_oof (stage->route, stage->call, mailbox, NULL, error);

  g_assert_true (state != NULL || (error != NULL && *error != NULL));
}

static void
assert_asked (Stage *stage, guint premises, guint cloud)
{
  g_assert_cmpuint (stage->premises.asked, ==, premises);
  g_assert_cmpuint (stage->cloud.asked, ==, cloud);
  stage->premises.asked = stage->cloud.asked = 0;
}

/* Found out once, then known; a new run finds out anew. */
static void
test_found_out (void)
{
  g_autoptr (GError) error = NULL;
  Stage stage;

  begin (&stage);
  read_one (&stage, "cid@x.example", &error);
  g_assert_no_error (error);
  assert_asked (&stage, 1, 1);
  g_assert_cmpstr (session_route_id (stage.route, "CID@x.example"), ==, "graph");
  read_one (&stage, "cid@x.example", &error);
  assert_asked (&stage, 0, 1);
  read_one (&stage, "pia@x.example", &error);
  assert_asked (&stage, 1, 0);
  g_assert_cmpstr (session_route_id (stage.route, "pia@x.example"), ==, "ews");
  session_route_begin_run (stage.route);
  read_one (&stage, "cid@x.example", &error);
  assert_asked (&stage, 1, 1);
  g_assert_no_error (error);
  end (&stage);
}

/* What the directory says is not forgotten, and not believed against an answer. */
static void
test_taught (void)
{
  const ExchangePerson cid = { .mail = "cid@x.example", .home = EXCHANGE_HOME_CLOUD };
  const ExchangePerson pia = { .mail = "pia@x.example", .home = EXCHANGE_HOME_CLOUD };
  const ExchangePerson nobody = { .mail = "cia@x.example", .home = EXCHANGE_HOME_NONE };
  Stage stage;

  begin (&stage);
  session_route_teach (stage.route, &cid);
  session_route_teach (stage.route, &pia);
  session_route_teach (stage.route, &nobody);
  session_route_begin_run (stage.route);
  read_one (&stage, "cid@x.example", NULL);
  assert_asked (&stage, 0, 1);
  session_route_begin_run (stage.route);
  read_one (&stage, "cid@x.example", NULL);
  assert_asked (&stage, 0, 1);
  read_one (&stage, "pia@x.example", NULL); /* moved back */
  assert_asked (&stage, 1, 1);
  read_one (&stage, "pia@x.example", NULL);
  assert_asked (&stage, 1, 0);
  read_one (&stage, "cia@x.example", NULL);
  assert_asked (&stage, 1, 1);
  end (&stage);
}

static void
test_nowhere (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) locked = NULL;
  Stage stage;

  begin (&stage);
  read_one (&stage, "no@x.example", &error);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
  assert_asked (&stage, 1, 1);
  read_one (&stage, "locked@x.example", &locked); /* it is there, and says more */
  g_assert_error (locked, BASE_ERROR, BASE_ERROR_FORBIDDEN);
  end (&stage);
}

/* A write goes to where the mailbox was read, also when another run began in between. */
static void
test_write (void)
{
  g_autoptr (OofState) state = oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "", "");
  g_autoptr (GError) error = NULL;
  Stage stage;

  begin (&stage);
  read_one (&stage, "cid@x.example", &error);
  session_route_begin_run (stage.route);
  g_assert_true (
      stage.route->ops->set_oof (stage.route, stage.call, "cid@x.example", state, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (stage.cloud.written, ==, 1);
  g_assert_cmpuint (stage.premises.written, ==, 0);
  g_assert_false (
      stage.route->ops->set_oof (stage.route, stage.call, "no@x.example", state, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
  end (&stage);
}

/* Only who is known to be in the cloud goes along with others; who has moved is found on the other
 * side, and written there. */
static void
test_many (void)
{
  const ExchangePerson taught[] = { { .mail = "cid@x.example", .home = EXCHANGE_HOME_CLOUD },
                                    { .mail = "pia@x.example", .home = EXCHANGE_HOME_CLOUD },
                                    { .mail = "pat@x.example", .home = EXCHANGE_HOME_HERE } };
  g_autoptr (OofState) state = oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "", "");
  ExchangeItem items[] = { { .mailbox = "cid@x.example", .wanted = state },
                           { .mailbox = "pia@x.example", .wanted = state },
                           { .mailbox = "cno@x.example", .wanted = state } };
  ExchangeBackend *route;
  Stage stage;

  begin (&stage);
  route = stage.route;
  g_assert_cmpuint (route->ops->most_many, ==, 20);
  for (guint i = 0; i < G_N_ELEMENTS (taught); i++)
    session_route_teach (route, &taught[i]);
  g_assert_true (route->ops->may_join (route, stage.call, "cid@x.example"));
  g_assert_true (route->ops->may_join (route, stage.call, "pia@x.example"));
  g_assert_false (route->ops->may_join (route, stage.call, "pat@x.example"));
  g_assert_false (route->ops->may_join (route, stage.call, "cno@x.example")); /* not known */

  g_assert_true (route->ops->get_many (route, stage.call, items, 2, NULL));
  g_assert_nonnull (items[0].held);
  g_assert_nonnull (items[1].held);
  g_assert_cmpstr (session_route_id (route, "pia@x.example"), ==, "ews");
  g_assert_true (route->ops->set_many (route, stage.call, items, 3, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    g_assert_no_error (items[i].error);
    exchange_item_clear (&items[i]);
  }
  g_assert_cmpuint (stage.cloud.written, ==, 2);
  g_assert_cmpuint (stage.premises.written, ==, 1);
  end (&stage);
}

static void
note_cb (const ExchangeAway *away, gpointer data)
{
  g_string_append_printf (data, "%s=%d ", away->mail, away->is_known);
}

static void
test_look (void)
{
  static const char *const mailboxes[] = { "pia@x.example", "cid@x.example", "no@x.example", NULL };
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *zone = NULL;
  Stage stage;

  begin (&stage);
  g_assert_true (
      stage.route->ops->look_away (stage.route, stage.call, mailboxes, note_cb, told, NULL));
  g_assert_cmpstr (told->str, ==, "pia@x.example=1 cid@x.example=1 no@x.example=0 ");
  assert_asked (&stage, 3, 2);
  g_assert_cmpstr (session_route_id (stage.route, "cid@x.example"), ==, "graph");
  zone = stage.route->ops->get_zone (stage.route, stage.call, "cid@x.example", NULL);
  g_assert_cmpstr (zone, ==, "c");
  g_assert_true (stage.route->ops->probe (stage.route, stage.call, "pia@x.example", NULL));
  end (&stage);
}

static gboolean
take_page_cb (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++) {
    const ExchangePerson *person = page->pdata[i];

    g_string_append_printf (data, "%s of %s ", person->mail, person->name);
  }
  return TRUE;
}

static void
test_people (void)
{
  g_autoptr (GString) told = g_string_new (NULL);
  Stage stage;

  begin (&stage);
  g_assert_true (
      stage.route->ops->list_people (stage.route, stage.call, NULL, take_page_cb, told, NULL));
  g_assert_cmpstr (told->str, ==, "pia@x.example of c Cid@x.example of c ");
  end (&stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/route/found-out", test_found_out);
  g_test_add_func ("/session/route/taught", test_taught);
  g_test_add_func ("/session/route/nowhere", test_nowhere);
  g_test_add_func ("/session/route/write", test_write);
  g_test_add_func ("/session/route/many", test_many);
  g_test_add_func ("/session/route/look", test_look);
  g_test_add_func ("/session/route/people", test_people);
  return g_test_run ();
}
