/* test-places.c - the tree of places, from the flat list that the directory gives
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-place-private.h"

static void
add (GPtrArray *locations, ExchangeLocationKind kind, const char *dns, const char *parent)
{
  g_ptr_array_add (
      locations,
      exchange_location_new (&(ExchangeLocation){
          .kind = kind, .name = (char *) dns, .dns = (char *) dns, .parent = (char *) parent }));
}

static GPtrArray *
new_locations (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_location_unref);
}

static char *
describe (GListModel *places)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (places); i++) {
    g_autoptr (SessionPlace) place = g_list_model_get_item (places, i);
    g_autofree char *below = describe (session_place_children (place));

    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", session_place_name (place));
    if (*below != '\0')
      g_string_append_printf (text, "(%s)", below);
  }
  return g_string_free (text, FALSE);
}

static char *
describe_tree (GPtrArray *locations)
{
  g_autoptr (GPtrArray) roots = session_place_make_tree (locations);
  g_autoptr (GListStore) store = g_list_store_new (SESSION_TYPE_PLACE);

  g_list_store_splice (store, 0, 0, roots->pdata, roots->len);
  return describe (G_LIST_MODEL (store));
}

/* A second tree's root stands beside the first, also below the forest; a domain whose parent is not
 * known is not lost. */
static void
test_tree (void)
{
  g_autoptr (GPtrArray) locations = new_locations ();
  g_autofree char *tree = NULL;

  add (locations, EXCHANGE_LOCATION_FOREST, "corp.example", "");
  add (locations, EXCHANGE_LOCATION_DOMAIN, "corp.example", "");
  add (locations, EXCHANGE_LOCATION_DOMAIN, "emea.corp.example", "CORP.example");
  add (locations, EXCHANGE_LOCATION_DOMAIN, "at.emea.corp.example", "emea.corp.example");
  add (locations, EXCHANGE_LOCATION_DOMAIN, "other.example", "");
  add (locations, EXCHANGE_LOCATION_DOMAIN, "lost.example", "nowhere.example");
  add (locations, EXCHANGE_LOCATION_TRUST, "fabrikam.example", "");
  tree = describe_tree (locations);
  g_assert_cmpstr (tree, ==,
                   "Entire Directory(corp.example(emea.corp.example(at.emea.corp.example)) "
                   "other.example lost.example) fabrikam.example");
}

/* The domains stay in front, and opening again replaces what came the last time. */
static void
test_opened (void)
{
  g_autoptr (GPtrArray) locations = new_locations ();
  g_autoptr (GPtrArray) roots = NULL;
  g_autoptr (SessionPlace) domain = NULL;

  add (locations, EXCHANGE_LOCATION_FOREST, "corp.example", "");
  add (locations, EXCHANGE_LOCATION_DOMAIN, "corp.example", "");
  add (locations, EXCHANGE_LOCATION_DOMAIN, "emea.corp.example", "corp.example");
  roots = session_place_make_tree (locations);
  domain = g_list_model_get_item (session_place_children (roots->pdata[0]), 0);
  g_assert_false (session_place_is_opened (domain));

  for (guint round = 0; round < 2; round++) {
    g_autoptr (GPtrArray) units = new_locations ();
    g_autofree char *below = NULL;

    add (units, EXCHANGE_LOCATION_UNIT, "Users", "");
    add (units, EXCHANGE_LOCATION_UNIT, "Sales", "");
    session_place_set_opened (domain, units);
    below = describe (session_place_children (domain));
    g_assert_cmpstr (below, ==, "emea.corp.example Sales Users");
  }
  g_assert_true (session_place_is_opened (domain));
}

static void
test_states (void)
{
  g_autoptr (ExchangeLocation) forest =
      exchange_location_new (&(ExchangeLocation){ .kind = EXCHANGE_LOCATION_FOREST });
  g_autoptr (ExchangeLocation) trust = exchange_location_new (&(ExchangeLocation){
      .kind = EXCHANGE_LOCATION_TRUST, .trust = EXCHANGE_TRUST_OUTBOUND, .needs_sign_in = TRUE });
  g_autoptr (SessionPlace) all = session_place_new (forest);
  g_autoptr (SessionPlace) other = session_place_new (trust);

  g_assert_cmpint (session_place_state (all), ==, SESSION_PLACE_READY);
  g_assert_cmpint (session_place_state (other), ==, SESSION_PLACE_NEEDS_SIGN_IN);
  g_assert_cmpstr (session_place_detail (other), ==,
                   "Trusted domain, one way: it does not know your account");
  session_place_set_state (other, SESSION_PLACE_FAILED, "It does not answer.");
  g_assert_cmpstr (session_place_problem (other), ==, "It does not answer.");
  session_place_set_state (other, SESSION_PLACE_READY, NULL);
  g_assert_null (session_place_problem (other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/places/tree", test_tree);
  g_test_add_func ("/session/places/opened", test_opened);
  g_test_add_func ("/session/places/states", test_states);
  return g_test_run ();
}
