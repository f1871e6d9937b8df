/* test-act.c - what was done beside the reply: read back, replaced, forgotten
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-act.h"

static StoreAct *
make (const char *mailbox, const char *item, gint64 from_s)
{
  StoreAct *act = store_act_new (STORE_ACT_FORWARD, mailbox, item, from_s);

  act->away_until_s = from_s + 100;
  act->at_s = 7;
  store_act_set (&act->what, "bob@corp.example copy");
  store_act_set (&act->mark, "Absentia: a “name”");
  return act;
}

static void
save (Fixture *self, const StoreAct *act)
{
  g_autoptr (GError) error = NULL;

  store_act_save (self->db, "p", act, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *self, const char *mailbox, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *acts = store_act_list (self->db, "p", mailbox, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (acts->len, ==, n);
  return acts;
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreAct) act = make ("Ann@corp.example", "item-1", 1000);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  const StoreAct *kept;

  save (self, act);
  first = list (self, "ANN@corp.example", 1);
  kept = first->pdata[0];
  g_assert_cmpstr (kept->mailbox, ==, "ann@corp.example");
  g_assert_cmpstr (kept->item, ==, "item-1");
  g_assert_cmpint (kept->kind, ==, STORE_ACT_FORWARD);
  g_assert_cmpint (kept->state, ==, STORE_ACT_MAKING);
  g_assert_cmpint (kept->away_from_s, ==, 1000);
  g_assert_cmpint (kept->away_until_s, ==, 1100);
  g_assert_cmpstr (kept->what, ==, "bob@corp.example copy");
  g_assert_cmpstr (kept->mark, ==, "Absentia: a “name”");
  g_assert_cmpstr (kept->remote, ==, "");
  g_assert_null (kept->problem);

  act->state = STORE_ACT_THERE;
  store_act_set (&act->remote, "AQ==");
  store_act_set (&act->problem, "no");
  save (self, act);
  second = list (self, "ann@corp.example", 1);
  kept = second->pdata[0];
  g_assert_cmpint (kept->state, ==, STORE_ACT_THERE);
  g_assert_cmpstr (kept->remote, ==, "AQ==");
  g_assert_cmpstr (kept->problem, ==, "no");
}

static void
test_several (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreAct) later = make ("bob@corp.example", "item-1", 2000);
  g_autoptr (StoreAct) earlier = make ("bob@corp.example", "item-1", 1000);
  g_autoptr (StoreAct) other = make ("ann@corp.example", "item-1", 3000);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) bobs = NULL;
  g_autoptr (GPtrArray) left = NULL;

  save (self, later);
  save (self, earlier);
  save (self, other);
  all = list (self, NULL, 3);
  g_assert_cmpint (((StoreAct *) all->pdata[0])->away_from_s, ==, 3000);
  bobs = list (self, "bob@corp.example", 2);
  g_assert_cmpint (((StoreAct *) bobs->pdata[0])->away_from_s, ==, 1000);

  g_assert_true (store_act_forget (self->db, "p", earlier, NULL));
  g_assert_true (store_act_forget (self->db, "q", later, NULL));
  left = list (self, "bob@corp.example", 1);
  g_assert_cmpint (((StoreAct *) left->pdata[0])->away_from_s, ==, 2000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/act/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/store/act/several", Fixture, NULL, set_up, test_several, tear_down);
  return g_test_run ();
}
