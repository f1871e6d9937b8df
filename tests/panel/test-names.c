/* test-names.c - the names in the picker's field
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-name-list.h"

/* people: "ann bob": their ids; has_more with a "…" at the end */
static void
take (PanelNameList *list, const char *text, const char *people, guint n_exact)
{
  g_auto (GStrv) ids = g_strsplit (people, " ", -1);
  g_autoptr (GPtrArray) persons =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  ExchangeMatch match = { .text = text, .persons = persons, .n_exact = n_exact };
  g_autoptr (SessionName) name = NULL;

  for (guint i = 0; ids[i] != NULL && *people != '\0'; i++)
    if (g_str_equal (ids[i], "…"))
      match.has_more = TRUE;
    else
      g_ptr_array_add (persons,
                       exchange_person_new (&(ExchangePerson){ .id = ids[i], .name = ids[i] }));
  name = session_name_new (&match);
  panel_name_list_take (list, name);
}

static char *
describe (PanelNameList *list, guint most)
{
  static const char marks[] = {
    [PANEL_NAME_SEVERAL] = '?', [PANEL_NAME_UNKNOWN] = '!', [PANEL_NAME_FOUND] = '='
  };
  g_autoptr (GPtrArray) names = panel_name_list_first (list, most);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++) {
    const PanelName *name = names->pdata[i];

    g_string_append_printf (text, "%s%s%c%s", i > 0 ? " " : "", name->text, marks[name->state],
                            name->person != NULL ? name->person->id : "");
  }
  return g_string_free (text, FALSE);
}

static void
assert_list (PanelNameList *list, const char *expected)
{
  g_autofree char *is = describe (list, G_MAXUINT);

  g_assert_cmpstr (is, ==, expected);
}

static void
test_order (void)
{
  g_autoptr (PanelNameList) list = panel_name_list_new ();
  g_autofree char *first = NULL;

  take (list, "ann", "ann", 1);
  take (list, "b", "bob bea", 0);
  take (list, "zzz", "", 0);
  take (list, "cy", "cyd …", 0); /* one of many is not the one */
  assert_list (list, "b? cy? zzz! ann=ann");
  g_assert_cmpuint (panel_name_list_count (list, PANEL_NAME_SEVERAL), ==, 2);
  g_assert_cmpuint (panel_name_list_size (list), ==, 4);
  first = describe (list, 3);
  g_assert_cmpstr (first, ==, "b? cy? zzz!");
}

/* However somebody was named: one chip, and one person in what comes out. */
static void
test_once (void)
{
  g_autoptr (PanelNameList) list = panel_name_list_new ();
  g_autoptr (GPtrArray) persons = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (ExchangePerson) ann = exchange_person_new (&(ExchangePerson){ .id = "ann" });
  PanelName *several;

  take (list, "ann", "ann", 1);
  take (list, "ann@corp.example", "ann", 1);
  panel_name_list_add_person (list, ann);
  assert_list (list, "ann=ann");

  take (list, "an", "ann andy", 0);
  names = panel_name_list_first (list, 1);
  several = names->pdata[0];
  panel_name_list_choose (list, several, several->match->persons->pdata[0]);
  assert_list (list, "ann=ann");
  persons = panel_name_list_persons (list);
  g_assert_cmpuint (persons->len, ==, 1);
}

static void
test_again (void)
{
  g_autoptr (PanelNameList) list = panel_name_list_new ();
  g_auto (GStrv) open = NULL;
  g_autoptr (GPtrArray) names = NULL;
  PanelName *bob;

  take (list, "bo", "bob bodo", 0);
  take (list, "zzz", "", 0);
  open = panel_name_list_open_texts (list);
  g_assert_cmpuint (g_strv_length (open), ==, 2);

  /* At another place it is somebody. */
  take (list, "zzz", "zoe", 0);
  assert_list (list, "bo? zzz=zoe");

  /* What was chosen stays, also when the text is checked again. */
  names = panel_name_list_first (list, 1);
  bob = names->pdata[0];
  panel_name_list_choose (list, bob, bob->match->persons->pdata[0]);
  take (list, "bo", "bob bodo", 0);
  assert_list (list, "bo=bob zzz=zoe");

  panel_name_list_remove (list, bob);
  assert_list (list, "zzz=zoe");
  take (list, "bo", "bob", 1);
  assert_list (list, "zzz=zoe bo=bob");
  panel_name_list_remove_all (list, PANEL_NAME_FOUND);
  g_assert_cmpuint (panel_name_list_size (list), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/names/order", test_order);
  g_test_add_func ("/panel/names/once", test_once);
  g_test_add_func ("/panel/names/again", test_again);
  return g_test_run ();
}
