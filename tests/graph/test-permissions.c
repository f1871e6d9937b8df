/* test-permissions.c - needed, missing, and more than needed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-permissions.h"

static void
test_compare (void)
{
  static const struct
  {
    const char *roles;
    const char *missing;
    const char *excess;
  } rows[] = {
    { "", "MailboxSettings.ReadWrite User.Read.All GroupMember.Read.All", "" },
    { "MailboxSettings.ReadWrite User.Read.All GroupMember.Read.All", "", "" },
    { "MailboxSettings.ReadWrite User.Read.All GroupMember.Read.All Calendars.ReadWrite", "", "" },
    { "MailboxSettings.ReadWrite User.Read.All GroupMember.Read.All Calendars.Read", "",
      "Calendars.Read" },
    { "GroupMember.Read.All User.ReadBasic.All MailboxSettings.ReadWrite", "", "" },
    { "MailboxSettings.Read User.Read.All GroupMember.Read.All", "MailboxSettings.ReadWrite",
      "MailboxSettings.Read" },
    { "MailboxSettings.ReadWrite Directory.Read.All", "", "Directory.Read.All" },
    { "MailboxSettings.ReadWrite User.Read.All GroupMember.Read.All Mail.ReadWrite Sites.Read.All",
      "", "Mail.ReadWrite Sites.Read.All" },
    { "mailboxsettings.readwrite", "MailboxSettings.ReadWrite User.Read.All GroupMember.Read.All",
      "mailboxsettings.readwrite" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) roles =
        *rows[i].roles != '\0' ? g_strsplit (rows[i].roles, " ", -1) : g_new0 (char *, 1);
    g_auto (GraphPermissions) permissions = { NULL };
    g_autofree char *missing = NULL;
    g_autofree char *excess = NULL;

    graph_permissions_compare (&permissions, (const char *const *) roles);
    missing = g_strjoinv (" ", permissions.missing);
    excess = g_strjoinv (" ", permissions.excess);
    g_test_message ("%s", rows[i].roles);
    g_assert_cmpstr (missing, ==, rows[i].missing);
    g_assert_cmpstr (excess, ==, rows[i].excess);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/permissions/compare", test_compare);
  return g_test_run ();
}
