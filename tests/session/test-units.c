/* test-units.c - who is meant by an organisational unit
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crew.h"

/* A unit by its distinguished name, its name, and the place where it is; of several of a name none
 * is meant. */
static void
test_units (void)
{
  static const char *const names[] = { "ann", "bob", "ora", NULL };
  static const CrewItem items[] = {
    { .id = "dn",
      .kind = OOF_FOR_UNIT,
      .who = "ou=works,dc=corp,dc=example",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "name",
      .kind = OOF_FOR_UNIT,
      .who = "works",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "path",
      .kind = OOF_FOR_UNIT,
      .who = "corp.example/Sales",
      .from = "2027-05-03",
      .until = "2027-05-04" },
    { .id = "two",
      .kind = OOF_FOR_UNIT,
      .who = "Sales",
      .from = "2027-05-03",
      .until = "2027-05-04" },
  };
  static const guint reached[] = { 2, 2, 2, 0 };
  g_autoptr (GPtrArray) entries = crew_entries (names);
  g_autoptr (ExchangePerson) person =
      exchange_person_new (&(ExchangePerson){ .id = "zoe",
                                              .name = "zoe",
                                              .mail = "zoe@corp.example",
                                              .dn = "CN=zoe,OU=Sales,OU=Works,DC=corp,DC=example",
                                              .upn = "zoe@corp.example" });
  g_autoptr (SessionPlan) plan = NULL;
  const GArray *problems;

  g_ptr_array_add (entries, session_entry_new (person));
  plan = crew_plan_of (entries, NULL, items, G_N_ELEMENTS (items));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autoptr (GArray) who = session_plan_reached (plan, session_plan_items (plan)->pdata[i]);

    g_test_message ("%s", items[i].id);
    g_assert_cmpuint (who->len, ==, reached[i]);
  }
  problems = session_plan_problems (plan);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (g_array_index (problems, SessionPlanProblem, 0).reason, ==, "several-units");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/units/names", test_units);
  return g_test_run ();
}
