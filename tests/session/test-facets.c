/* test-facets.c - counting by department, unit, group and kind; groups in groups
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-dn.h"
#include "session-entry.h"
#include "session-facets-private.h"
#include "session-tally.h"

#include <string.h>

#define BASE "DC=corp,DC=example"

static void
add_person (GPtrArray *entries, const char *name, const char *unit, const char *department,
            ExchangePersonKind kind)
{
  g_autofree char *mail = g_strdup_printf ("%s@corp.example", name);
  g_autofree char *dn = g_strdup_printf ("CN=%s,%s", name, unit);
  g_autoptr (ExchangePerson) person =
      exchange_person_new (&(ExchangePerson){ .id = name,
                                              .name = name,
                                              .mail = mail,
                                              .dn = dn,
                                              .department = department,
                                              .is_disabled = kind != EXCHANGE_PERSON_USER,
                                              .kind = kind });

  g_ptr_array_add (entries, session_entry_new (person));
}

static GPtrArray *
make_entries (void)
{
  GPtrArray *entries = session_entry_array ();

  add_person (entries, "ann", "OU=Graz,OU=Sales," BASE, "Sales", EXCHANGE_PERSON_USER);
  add_person (entries, "bob", "OU=Wien,OU=Sales," BASE, "Sales", EXCHANGE_PERSON_USER);
  add_person (entries, "cem", "OU=Sales," BASE, "Export", EXCHANGE_PERSON_USER);
  add_person (entries, "dee", "CN=Users," BASE, "", EXCHANGE_PERSON_USER);
  add_person (entries, "hall", "OU=Rooms," BASE, "", EXCHANGE_PERSON_ROOM);
  return entries;
}

/* "*Head/…" and "  Name=count", in one line each. */
static char *
tell (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    const SessionTallyLine *line = g_ptr_array_index (lines, i);

    if (line->is_head)
      g_string_append_printf (text, "*%s\n", line->name);
    else
      g_string_append_printf (text, "%*s%s=%u\n", (int) line->depth, "", line->name, line->count);
  }
  return g_string_free (text, FALSE);
}

static void
test_tally (void)
{
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autoptr (GPtrArray) lines = session_tally (entries, NULL, NULL);
  g_autofree char *text = tell (lines);

  g_assert_cmpstr (text, ==,
                   "All people=5\n"
                   "*Departments\nExport=1\nSales=2\nNone given=2\n"
                   "*Organisational Units\nRooms=1\nSales=3\n Graz=1\n Wien=1\nUsers=1\n"
                   "*Kinds\nPeople’s mailboxes=4\nRooms=1\n");
}

/* What is noteworthy about replies stands first, also what nobody has. */
static void
test_tally_filters (void)
{
  static const guint filters[SESSION_FILTER_N] = { 3, 0, 1, 0, 2, 3, 1 };
  g_autoptr (GPtrArray) nobody = session_entry_array ();
  g_autoptr (GPtrArray) none = session_tally (nobody, NULL, filters);
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autoptr (GPtrArray) lines = session_tally (entries, NULL, filters);
  g_autofree char *none_text = tell (none);
  g_autofree char *text = tell (lines);

  g_assert_cmpstr (none_text, ==, "All people=0\n");
  g_assert_true (g_str_has_prefix (text,
                                   "All people=5\n"
                                   "*Replies\nOwn replies=3\nForgotten=0\nStale=1\n"
                                   "Drifted=0\nConflicts=2\nProtected=3\nTo decide=1\nFailed=0\n"
                                   "*Departments\n"));
}

/* Nothing to tell anybody apart by; two domains; nobody at all. */
static void
test_tally_edges (void)
{
  g_autoptr (GPtrArray) entries = session_entry_array ();
  g_autoptr (GPtrArray) none = session_tally (entries, NULL, NULL);
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autofree char *none_text = tell (none);
  g_autofree char *one_text = NULL;
  g_autofree char *two_text = NULL;

  add_person (entries, "ann", "OU=A," BASE, "Sales", EXCHANGE_PERSON_USER);
  one = session_tally (entries, NULL, NULL);
  one_text = tell (one);
  add_person (entries, "bob", "OU=A,DC=other", "Sales", EXCHANGE_PERSON_USER);
  two = session_tally (entries, NULL, NULL);
  two_text = tell (two);
  g_assert_cmpstr (none_text, ==, "All people=0\n");
  g_assert_cmpstr (one_text, ==, "All people=1\n");
  g_assert_cmpstr (two_text, ==,
                   "All people=2\n*Organisational Units\n"
                   "corp.example=1\n A=1\nother=1\n A=1\n");
}

static void
add_group (SessionGroups *groups, const char *name)
{
  g_autofree char *dn = g_strdup_printf ("CN=%s," BASE, name);
  g_autoptr (ExchangePerson) group = exchange_person_new (
      &(ExchangePerson){ .id = name, .name = name, .dn = dn, .kind = EXCHANGE_PERSON_GROUP });

  session_groups_add (groups, group);
}

static SessionGroups *
make_groups (GPtrArray *entries)
{
  static const struct
  {
    const char *group;
    const char *member;
  } members[] = {
    { "cn=inner,dc=CORP,dc=example", "CN=ann,OU=Graz,OU=Sales," BASE },
    { "CN=Inner," BASE, "CN=ann,OU=Graz,OU=Sales," BASE }, /* told twice */
    { "CN=Inner," BASE, "CN=Outer," BASE },                /* a circle */
    { "CN=Outer," BASE, "CN=Inner," BASE },
    { "CN=Outer," BASE, "CN=Outer," BASE },
    { "CN=Outer," BASE, "CN=bob,OU=Wien,OU=Sales," BASE },
    { "CN=Outer," BASE, "CN=nobody," BASE },
    { "CN=Alone," BASE, "CN=cem,OU=Sales," BASE },
    { "CN=unknown," BASE, "CN=cem,OU=Sales," BASE },
  };
  SessionGroups *groups = session_groups_new (entries);

  add_group (groups, "Outer");
  add_group (groups, "Inner");
  add_group (groups, "Alone");
  add_group (groups, "Empty");
  add_group (groups, "Empty");
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    session_groups_add_member (groups, members[i].group, members[i].member);
  session_groups_count (groups);
  return groups;
}

static void
test_groups (void)
{
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autoptr (SessionGroups) groups = make_groups (entries);
  g_autoptr (GPtrArray) lines = session_tally (entries, groups, NULL);
  g_autofree char *text = tell (lines);
  g_autoptr (GHashTable) outer = session_groups_members (groups, "CN=OUTER," BASE);
  g_autoptr (GHashTable) none = session_groups_members (groups, "CN=unknown," BASE);

  g_assert_nonnull (strstr (text, "*Groups\nAlone=1\nInner=2\nOuter=2\n*Kinds"));
  g_assert_cmpuint (g_hash_table_size (outer), ==, 2);
  g_assert_true (g_hash_table_contains (outer, "ann"));
  g_assert_true (g_hash_table_contains (outer, "bob"));
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

static void
count_cb (gpointer data)
{
  *(guint *) data += 1;
}

/* Lines that stay are the same objects, and say when their count changes. */
static void
test_facets (void)
{
  g_autoptr (GListStore) facets = g_list_store_new (SESSION_TYPE_FACET);
  GListModel *model = G_LIST_MODEL (facets);
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autoptr (GPtrArray) before = session_tally (entries, NULL, NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (SessionFacet) all = NULL;
  g_autoptr (SessionFacet) export = NULL;
  g_autoptr (SessionFacet) now = NULL;
  guint counted = 0;
  guint changed = 0;

  session_facets_take (facets, before);
  all = g_list_model_get_item (model, 0);
  export = g_list_model_get_item (model, 2);
  g_assert_cmpstr (session_facet_name (export), ==, "Export");
  g_signal_connect_swapped (all, "notify::count", G_CALLBACK (count_cb), &counted);
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (count_cb), &changed);

  session_facets_take (facets, before);
  g_assert_cmpuint (counted + changed, ==, 0);
  add_person (entries, "eve", "OU=Sales," BASE, "Export", EXCHANGE_PERSON_USER);
  after = session_tally (entries, NULL, NULL);
  session_facets_take (facets, after);
  g_assert_cmpuint (counted, ==, 1);
  g_assert_cmpuint (changed, ==, 0);
  now = g_list_model_get_item (model, 2);
  g_assert_true (now == export);
  g_assert_cmpuint (session_facet_count (export), ==, 2);
}

static void
test_names (void)
{
  static const struct
  {
    const char *dn;
    const char *parent;
    const char *name;
    const char *path;
  } rows[] = {
    { "CN=Ann,OU=Graz,OU=Sales,DC=corp,DC=example", "OU=Graz,OU=Sales,DC=corp,DC=example", "Ann",
      "corp.example/Sales/Graz" },
    { "CN=B\\, A\\2b\\C3\\A4,CN=Users,DC=corp", "CN=Users,DC=corp", "B, A+ä", "corp/Users" },
    { "DC=corp,DC=example", "DC=example", "corp.example", "example" },
    { "", "", "", "" },
    { "nonsense\\", "", "nonsense\\", "" },
    { "CN=a\\0ab", "", "a b", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = session_dn_name (rows[i].dn);
    g_autofree char *path = session_dn_path (rows[i].dn);

    g_test_message ("%s", rows[i].dn);
    g_assert_cmpstr (session_dn_parent (rows[i].dn), ==, rows[i].parent);
    g_assert_cmpstr (name, ==, rows[i].name);
    g_assert_cmpstr (path, ==, rows[i].path);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/facets/tally", test_tally);
  g_test_add_func ("/session/facets/tally-filters", test_tally_filters);
  g_test_add_func ("/session/facets/tally-edges", test_tally_edges);
  g_test_add_func ("/session/facets/groups", test_groups);
  g_test_add_func ("/session/facets/facets", test_facets);
  g_test_add_func ("/session/facets/names", test_names);
  return g_test_run ();
}
