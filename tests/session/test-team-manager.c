/* test-team-manager.c - the people below their managers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "teams.h"

/* Of each: id, name, manager. */
static GPtrArray *
make_reports (const char *const rows[][3], guint n)
{
  GPtrArray *entries = session_entry_array ();

  for (guint i = 0; i < n; i++) {
    g_autofree char *mail = g_strdup_printf ("%s@corp.example", rows[i][0]);
    g_autofree char *dn = g_strdup_printf ("CN=%s,OU=Staff,DC=corp", rows[i][0]);
    g_autoptr (ExchangePerson) person = exchange_person_new (&(ExchangePerson){
        .id = rows[i][0], .name = rows[i][1], .mail = mail, .dn = dn, .manager = rows[i][2] });

    g_ptr_array_add (entries, session_entry_new (person));
  }
  return entries;
}

static void
test_managers (void)
{
  static const char *const rows[][3] = {
    { "a", "ann", "CN=b,OU=Staff,DC=corp" }, /* she and bob report to each other */
    { "b", "bob", "cn=A,ou=staff,dc=CORP" }, /* as somebody else wrote it */
    { "c", "cid", "CN=c,OU=Staff,DC=corp" }, /* to himself */
    { "d", "dan", "B" },                     /* by id, to the same as ann */
    { "e", "eva", "CN=Gone\\, G.,DC=corp" }, /* who is not here */
    { "f", "fay", "CN=Gone\\, G.,OU=X,DC=corp" },
    { "g", "gus", "" },
    { "h", "bob", "7d1b9f2c" }, /* an id that says nothing */
    { "i", "ida", "h" },        /* another bob */
  };
  static const char told[] = "Gone, G. · corp: eva|Gone, G. · corp/X: fay|Unknown manager: bob|"
                             "ann: bob|bob · b@corp.example: ann dan|bob · h@corp.example: ida|"
                             "cid: cid|No manager: gus";
  g_autoptr (GPtrArray) everybody = make_reports (rows, G_N_ELEMENTS (rows));
  g_autoptr (GPtrArray) some = make_reports (rows + 3, 1);
  const SessionTeamWhose nowhere = { 0 };
  const SessionTeamWhose whose = { .everybody = everybody };
  g_autoptr (GPtrArray) teams = session_teams_new (everybody, &nowhere, SESSION_TEAM_MANAGER);
  g_autoptr (GPtrArray) few = session_teams_new (some, &whose, SESSION_TEAM_MANAGER);
  g_autofree char *text = teams_tell (teams, everybody);
  g_autofree char *few_text = teams_tell (few, some);

  g_test_message ("%s", text);
  g_assert_cmpstr (text, ==, told);
  /* Their manager was filtered away, and is called as before. */
  g_assert_cmpstr (few_text, ==, "bob · b@corp.example: dan");
  g_assert_cmpstr (((SessionTeam *) few->pdata[0])->key, ==, "b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/team-manager/whom", test_managers);
  return g_test_run ();
}
