/* test-people.c - people as a stream, what changed, photos and attributes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-people.h"
#include "fake.h"

#include <string.h>

typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
  GString *told; /* "logon:kind:department …" */
  guint n_pages;
  guint most_pages; /* 0: all */
} Story;

static void
set_up (Story *story, gconstpointer data)
{
  const ExchangeProfile draft = { .directory = (char *) "corp.example" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);

  fake_reset ();
  memset (story, 0, sizeof *story);
  story->forest = directory_forest_new (profile, NULL);
  story->call = base_call_new (NULL, NULL, 0);
  story->told = g_string_new (NULL);
}

static void
tear_down (Story *story, gconstpointer data)
{
  g_string_free (story->told, TRUE);
  base_call_free (story->call);
  directory_forest_unref (story->forest);
}

static gboolean
page_cb (GPtrArray *page, gpointer data)
{
  Story *story = data;

  g_assert_cmpuint (page->len, >, 0);
  for (guint i = 0; i < page->len; i++) {
    const ExchangePerson *person = page->pdata[i];

    g_string_append_printf (story->told, "%s:%s:%s ", person->logon,
                            exchange_person_kind_names[person->kind], person->department);
  }
  story->n_pages++;
  return story->most_pages == 0 || story->n_pages < story->most_pages;
}

static void
removed_cb (const char *id, gpointer data)
{
  Story *story = data;

  g_string_append_printf (story->told, "-%.8s ", id);
}

static void
check_find (Story *story, const ExchangeSearch *search, guint most, const char *told,
            gboolean has_more)
{
  g_autoptr (GError) error = NULL;
  gboolean is_more = FALSE;

  g_string_truncate (story->told, 0);
  g_assert_true (directory_people_find (story->forest, story->call, search, most, page_cb, story,
                                        &is_more, &error));
  g_assert_no_error (error);
  if (told != NULL)
    g_assert_cmpstr (story->told->str, ==, told);
  g_assert_cmpint (is_more, ==, has_more);
}

static void
set_details (FakeEntry *entry, const char *details)
{
  fake_drop (entry, "msExchRecipientTypeDetails");
  fake_put (entry, "msExchRecipientTypeDetails", details);
}

static void
test_kinds (Story *story, gconstpointer data)
{
  const ExchangeSearch users = { .want = EXCHANGE_WANT_USERS };
  const ExchangeSearch shared = { .want = EXCHANGE_WANT_SHARED, .has_mailbox = EXCHANGE_YES };
  const ExchangeSearch enabled = { .is_enabled = EXCHANGE_YES };
  const ExchangeSearch without = { .want = EXCHANGE_WANT_USERS, .has_mailbox = EXCHANGE_NO };
  FakeEntry *entry;

  fake_add_person (1, "ann", "Ann", "A");
  fake_drop (fake_add_person (2, "nobox", "No", "Box"), "msExchMailboxGuid");
  entry = fake_add_person (3, "cloud", "Cloud", "C");
  fake_drop (entry, "msExchMailboxGuid");
  set_details (entry, "2147483648");
  set_details (fake_add_person (4, "room", "Room", "R"), "16");
  entry = fake_add_person (5, "shared", "Shared", "S");
  set_details (entry, "4");
  fake_drop (entry, "userAccountControl");
  fake_put (entry, "userAccountControl", "514");
  set_details (fake_add_person (6, "arbitration", "A", "B"), "8388608");
  set_details (fake_add_person (7, "mailuser", "Mail", "U"), "128");
  fake_add_person (8, "HealthMailbox0815", "H", "M");
  fake_add_person (9, "krbtgt", "K", "T");

  check_find (story, NULL, 0, "ann:user: cloud:user: room:room: shared:shared: ", FALSE);
  check_find (story, &users, 0, "ann:user: nobox:account: cloud:user: mailuser:mail-user: ", FALSE);
  check_find (story, &shared, 0, "shared:shared: ", FALSE);
  check_find (story, &enabled, 0, "ann:user: cloud:user: room:room: shared:shared: ", FALSE);
  check_find (story, &without, 0, "nobox:account: mailuser:mail-user: ", FALSE);
}

static void
test_pages (Story *story, gconstpointer data)
{
  for (guint i = 0; i < 1234; i++)
    fake_add_person (i + 1, "x", "Ann", "A");

  check_find (story, NULL, 0, NULL, FALSE);
  g_assert_cmpuint (story->n_pages, ==, 3);
  story->n_pages = 0;
  check_find (story, NULL, 200, NULL, TRUE);
  g_assert_cmpuint (story->told->len, ==, 200 * strlen ("x:user: "));
  story->n_pages = 0;
  story->most_pages = 1;
  check_find (story, NULL, 0, NULL, FALSE);
  g_assert_cmpuint (story->told->len, ==, 500 * strlen ("x:user: "));
}

static void
test_search (Story *story, gconstpointer data)
{
  const ExchangeSearch texts[] = { { .text = "ann" },
                                   { .name = "Mil" },
                                   { .department = "Sales (*)" },
                                   { .text = "Miller, Ann", .department = "Sales" },
                                   { .text = "bob@elsewhere.example" } };
  const ExchangeSearch bad[] = { { .text = "*" }, { .name = "\xff" }, { .group = "Sales" } };
  g_autoptr (GError) error = NULL;

  fake_put (fake_add_person (1, "ann", "Ann", "Miller"), "department", "Sales (*) South");
  fake_put (fake_add_person (2, "bob", "Bob", "Carl"), "department", "Sales");
  check_find (story, &texts[0], 0, "ann:user:Sales (*) South ", FALSE);
  check_find (story, &texts[1], 0, "ann:user:Sales (*) South ", FALSE);
  check_find (story, &texts[2], 0, "ann:user:Sales (*) South ", FALSE);
  check_find (story, &texts[3], 0, "ann:user:Sales (*) South ", FALSE);
  check_find (story, &texts[4], 0, "", FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (directory_people_find (story->forest, story->call, &bad[i], 0, page_cb, story,
                                           NULL, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "bad-name");
    g_clear_error (&error);
  }
}

/* What the catalog lacks comes from the people's own domains, as far as they answer. */
static void
test_catalog (Story *story, gconstpointer data)
{
  const ExchangeSearch by_department = { .department = "Sales" };
  g_autoptr (GError) error = NULL;

  fake_add_domain ("emea.corp.example", "EMEA", "CORP");
  fake_add_domain ("dead.corp.example", "DEAD", "CORP");
  for (guint i = 0; i < 3; i++) {
    static const char *const domains[] = { "", "emea.", "dead." };
    static const char *const bases[] = { "", "DC=emea,", "DC=dead," };
    g_autofree char *dn = g_strdup_printf ("CN=P%u,%sDC=corp,DC=example", i, bases[i]);
    g_autofree char *dns = g_strdup_printf ("%scorp.example", domains[i]);
    g_autofree char *logon = g_strdup_printf ("p%u", i);
    const guint8 guid[16] = { (guint8) i + 1 };

    for (guint place = 0; place < 2; place++) {
      FakeEntry *entry = fake_add (place == 0 ? FAKE_CATALOG : dns, dn, "sAMAccountName", logon,
                                   "sAMAccountType", "805306368", NULL);

      fake_put_bytes (entry, "objectGUID", guid, sizeof guid);
      fake_put_bytes (entry, "msExchMailboxGuid", guid, sizeof guid);
      if (place == 1)
        fake_put (entry, "department", "Sales");
    }
  }
  fake_set_down ("dead.corp.example");
  check_find (story, NULL, 0, "p0:user:Sales p1:user:Sales p2:user: ", FALSE);

  /* It has no departments either: all domains are asked, and a list with a hole is an error. */
  g_assert_false (directory_people_find (story->forest, story->call, &by_department, 0, page_cb,
                                         story, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
}

static char *
check_update (Story *story, const char *mark, const char *told, gboolean is_all)
{
  const DirectoryPeopleNews news = { page_cb, removed_cb, story };
  g_autoptr (GError) error = NULL;
  char *next = NULL;
  gboolean was_all = FALSE;

  g_string_truncate (story->told, 0);
  g_assert_true (
      directory_people_update (story->forest, story->call, mark, &news, &next, &was_all, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (story->told->str, ==, told);
  g_assert_cmpint (was_all, ==, is_all);
  return next;
}

static void
set_usn (FakeEntry *entry, const char *usn)
{
  fake_drop (entry, "uSNChanged");
  fake_put (entry, "uSNChanged", usn);
}

static void
test_update (Story *story, gconstpointer data)
{
  FakeEntry *ann = fake_add_person (1, "ann", "Ann", "A");
  FakeEntry *bob = fake_add_person (2, "bob", "Bob", "B");
  g_autofree char *first = check_update (story, NULL, "ann:user: bob:user: ", TRUE);
  g_autofree char *second = check_update (story, first, "", FALSE);
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;
  g_autofree char *fifth = NULL;
  FakeEntry *gone;

  g_assert_cmpstr (first, ==, second);
  fake_set_usn (110);
  set_usn (ann, "105");
  fake_put (ann, "department", "New");
  set_usn (bob, "106");
  fake_drop (bob, "msExchMailboxGuid");
  gone = fake_add_person (3, "carl", "Carl", "C");
  fake_put (gone, "isDeleted", "TRUE");
  set_usn (gone, "107");
  story->most_pages = story->n_pages + 1;
  third = check_update (story, first, "-00000002 ann:user:New ", FALSE);
  g_assert_cmpstr (third, ==, first);
  g_free (third);
  story->most_pages = 0;
  third = check_update (story, first, "-00000002 ann:user:New -00000003 ", FALSE);
  fourth = check_update (story, third, "", FALSE);
  g_assert_cmpstr (third, ==, fourth);

  /* Another controller, or the same one from a backup, counts anew. */
  fake_set_invocation (2);
  fifth = check_update (story, fourth, "ann:user:New ", TRUE);
  g_free (check_update (story, "rubbish\n1\n2\n3", "ann:user:New ", TRUE));
  fake_set_usn (50);
  g_free (check_update (story, fifth, "ann:user:New ", TRUE));
}

static void
test_object (Story *story, gconstpointer data)
{
  const ExchangePerson draft = { .id = "00000001-0000-0000-0000-000000000000",
                                 .domain = "corp.example" };
  const ExchangePerson stranger = { .mail = "x@y" };
  g_autoptr (ExchangePerson) person = exchange_person_new (&draft);
  g_autoptr (ExchangePerson) nobody = exchange_person_new (&stranger);
  const char *const attributes[] = { "title", "bad)name", "objectGUID", "photoish",
                                     "memo",  "none",     NULL };
  g_autofree char *huge = g_malloc0 (10 * 1024 * 1024);
  FakeEntry *entry = fake_add_person (1, "ann", "Ann", "A");
  g_autoptr (GHashTable) fields = NULL;
  g_autoptr (GBytes) photo = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (huge, "\xff\xd8\xff\xe0", 4);
  fake_put_bytes (entry, "thumbnailPhoto", huge, 10 * 1024 * 1024);
  g_assert_null (directory_people_photo (story->forest, story->call, person, &error));
  g_assert_no_error (error);
  fake_put_bytes (entry, "jpegPhoto", huge, 1000);
  photo = directory_people_photo (story->forest, story->call, person, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (photo), ==, 1000);

  fake_put (entry, "title", "Boss");
  fake_put_bytes (entry, "photoish", "\xff\xd8\xff", 3);
  fake_put (entry, "memo", "a");
  fake_put (entry, "memo", "b");
  fields = directory_people_fields (story->forest, story->call, person, attributes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (fields), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (fields, "title"), ==, "Boss");
  g_assert_cmpstr (g_hash_table_lookup (fields, "memo"), ==, "a; b");
  g_assert_cmpstr (g_hash_table_lookup (fields, "objectGUID"), ==, draft.id);

  g_assert_null (directory_people_photo (story->forest, story->call, nobody, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/directory/people/" name, Story, NULL, set_up, test, tear_down)
  ADD ("kinds", test_kinds);
  ADD ("pages", test_pages);
  ADD ("search", test_search);
  ADD ("catalog", test_catalog);
  ADD ("update", test_update);
  ADD ("object", test_object);
  return g_test_run ();
}
