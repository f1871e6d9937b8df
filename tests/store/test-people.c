/* test-people.c - the people as they were read last: whole lists, changes, damaged rows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"
#include "store-people.h"
#include "store-profile.h"

#include <sqlite3.h>
#include <string.h>

#define PROFILE "id-1"

static ExchangePerson *
make_person (const char *id, const char *name)
{
  return exchange_person_new (&(ExchangePerson){ .id = id,
                                                 .name = name,
                                                 .mail = "ann@corp.example",
                                                 .department = "Ä'\"; DROP TABLE person",
                                                 .upn = "ann@corp.example",
                                                 .logon = "ann",
                                                 .domain = "corp.example",
                                                 .title = "Boss",
                                                 .office = "Graz",
                                                 .dn = "CN=Ann\\, B.,DC=corp",
                                                 .manager = "CN=Boss,DC=corp",
                                                 .kind = EXCHANGE_PERSON_ROOM,
                                                 .home = EXCHANGE_HOME_CLOUD,
                                                 .is_disabled = TRUE });
}

static GPtrArray *
new_persons (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
}

/* "id=name", separated by blanks. */
static GPtrArray *
make_persons (const char *text)
{
  GPtrArray *persons = new_persons ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++) {
    g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);

    g_ptr_array_add (persons, make_person (parts[0], parts[1]));
  }
  return persons;
}

static void
write_people (StoreDb *db, StorePeopleExtent extent, const char *changed, const char *removed,
              const char *mark)
{
  g_autoptr (GPtrArray) persons = make_persons (changed);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (removed, " ", -1);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 22, 14, 5, 0.25);
  const StorePeopleFacts facts = { .source = (char *) "directory corp.example",
                                   .mark = (char *) mark,
                                   .read_at = at };
  const StorePeopleNews news = {
    .extent = extent, .changed = persons, .removed = ids, .facts = &facts
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (ids, g_strdup (words[i]));
  g_assert_true (store_people_write (db, PROFILE, &news, &error));
  g_assert_no_error (error);
}

static gboolean
take_page (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (data, exchange_person_ref (g_ptr_array_index (page, i)));
  return TRUE;
}

static GPtrArray *
read_people (StoreDb *db, gboolean is_whole_wanted)
{
  GPtrArray *persons = new_persons ();
  g_autoptr (GError) error = NULL;
  gboolean is_whole = FALSE;

  g_assert_true (store_people_read (db, PROFILE, take_page, persons, &is_whole, &error));
  g_assert_no_error (error);
  g_assert_cmpint (is_whole, ==, is_whole_wanted);
  return persons;
}

static void
assert_people (StoreDb *db, const char *wanted)
{
  g_autoptr (GPtrArray) persons = read_people (db, TRUE);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < persons->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (persons, i);

    g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", person->id, person->name);
  }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_write (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StorePeopleFacts) none = store_people_find (self->db, PROFILE, &error);
  g_autoptr (StorePeopleFacts) facts = NULL;
  g_autoptr (GPtrArray) persons = NULL;
  g_autoptr (ExchangePerson) wanted = make_person ("b", "Bob");

  g_assert_null (none);
  g_assert_no_error (error);
  assert_people (self->db, "");

  write_people (self->db, STORE_PEOPLE_ALL, "b=Bob a=Ann", "", "");
  assert_people (self->db, "b=Bob a=Ann");
  persons = read_people (self->db, TRUE);
  g_assert_true (exchange_person_equal (g_ptr_array_index (persons, 0), wanted));

  write_people (self->db, STORE_PEOPLE_CHANGES, "c=Cem a=Anna", "b nobody", "mark 7");
  assert_people (self->db, "a=Anna c=Cem");
  facts = store_people_find (self->db, PROFILE, &error);
  g_assert_cmpstr (facts->source, ==, "directory corp.example");
  g_assert_cmpstr (facts->mark, ==, "mark 7");
  g_assert_cmpint (g_date_time_get_microsecond (facts->read_at), ==, 250000);

  write_people (self->db, STORE_PEOPLE_ALL, "d=Dee", "", "");
  assert_people (self->db, "d=Dee");
}

/* More than a page, and another profile's list between. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) persons = new_persons ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GDateTime) at = g_date_time_new_now_utc ();
  const StorePeopleFacts facts = { .source = (char *) "", .read_at = at };
  const StorePeopleNews news = { .changed = persons, .facts = &facts };

  for (guint i = 0; i < 2500; i++) {
    g_autofree char *id = g_strdup_printf ("id-%u", i);

    g_ptr_array_add (persons, make_person (id, "Ann"));
  }
  g_assert_true (store_people_write (self->db, "other", &news, NULL));
  g_assert_true (store_people_write (self->db, PROFILE, &news, NULL));
  found = read_people (self->db, TRUE);
  g_assert_cmpuint (found->len, ==, 2500);
  g_assert_true (exchange_person_equal (found->pdata[2499], persons->pdata[2499]));
}

static void
spoil (Fixture *self, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  static const char *const spoilers[] = {
    "UPDATE person SET kind = 'alien' WHERE id = 'a'",
    "UPDATE person SET home = x'00ff' WHERE id = 'a'",
    "UPDATE person SET name = x'c3' WHERE id = 'a'",
    "UPDATE person SET id = '' WHERE id = 'a'",
    "UPDATE person SET name = '', mail = '' WHERE id = 'a'",
    "UPDATE person SET dn = hex (zeroblob (5000)) WHERE id = 'a'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (spoilers); i++) {
    g_autoptr (GPtrArray) persons = NULL;

    g_test_message ("%s", spoilers[i]);
    write_people (self->db, STORE_PEOPLE_ALL, "a=Ann b=Bob", "", "");
    spoil (self, spoilers[i]);
    persons = read_people (self->db, FALSE);
    g_assert_cmpuint (persons->len, ==, 1);
    g_assert_cmpstr (((ExchangePerson *) persons->pdata[0])->id, ==, "b");
  }
  spoil (self, "UPDATE person_list SET read_at_us = 9223372036854775807");
  g_assert_null (store_people_find (self->db, PROFILE, NULL));
}

static void
test_removed_profile (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_people (self->db, STORE_PEOPLE_ALL, "a=Ann", "", "");
  g_assert_true (store_profile_remove (self->db, PROFILE, &error));
  g_assert_no_error (error);
  assert_people (self->db, "");
  g_assert_null (store_people_find (self->db, PROFILE, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/people/write", Fixture, NULL, set_up, test_write, tear_down);
  g_test_add ("/store/people/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/store/people/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/store/people/removed-profile", Fixture, NULL, set_up, test_removed_profile,
              tear_down);
  return g_test_run ();
}
