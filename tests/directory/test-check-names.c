/* test-check-names.c - Check Names: each name answered once, few round trips, nobody missed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-names.h"
#include "fake.h"

#include <string.h>

typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
  GHashTable *answers; /* text → GString of "logon logon !n_exact +" */
  guint n_answers;
} Story;

static void
set_up (Story *story, gconstpointer data)
{
  const ExchangeProfile draft = { .directory = (char *) "corp.example" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);

  fake_reset ();
  story->forest = directory_forest_new (profile, NULL);
  story->call = base_call_new (NULL, NULL, 0);
  story->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  story->n_answers = 0;
}

static void
tear_down (Story *story, gconstpointer data)
{
  g_hash_table_unref (story->answers);
  base_call_free (story->call);
  directory_forest_unref (story->forest);
}

static void
match_cb (const ExchangeMatch *match, gpointer data)
{
  Story *story = data;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < match->persons->len; i++)
    g_string_append_printf (text, "%s ", ((ExchangePerson *) match->persons->pdata[i])->logon);
  g_string_append_printf (text, "!%u%s", match->n_exact, match->has_more ? "+" : "");
  g_hash_table_insert (story->answers, g_strdup (match->text), g_string_free (text, FALSE));
  story->n_answers++;
}

static void
check (Story *story, const ExchangeSearch *scope, const char *const *texts)
{
  g_autoptr (GError) error = NULL;

  story->n_answers = 0;
  g_assert_true (
      directory_names_check (story->forest, story->call, scope, texts, match_cb, story, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (story->n_answers, ==, g_strv_length ((char **) texts));
}

static void
check_answer (Story *story, const char *text, const char *expected)
{
  g_test_message ("%s", text);
  g_assert_cmpstr (g_hash_table_lookup (story->answers, text), ==, expected);
}

static void
test_kinds (Story *story, gconstpointer data)
{
  static const char *const texts[] = {
    "Ann Miller", "Miller, Ann",          "ann", "CORP\\ann", "FAB\\ann", "ann@corp.example",
    "bo",         "*)(objectClass=*",     "*",   "",          "nobody",   "ann@mail.example",
    "ann",        "SM_0123456789abcdef0", NULL
  };

  fake_add_person (1, "ann", "Ann", "Miller");
  fake_add_person (2, "annika", "Annika", "Miller");
  fake_add_person (3, "bo1", "Bo", "Carlson");
  fake_add_person (4, "bo2", "Carl", "Bo");
  fake_add_person (5, "star", "*)(objectClass=*", "Star");
  fake_add_person (6, "SM_0123456789abcdef0", "Ann", "System");
  check (story, NULL, texts);
  check_answer (story, "Ann Miller", "ann annika !1");
  check_answer (story, "Miller, Ann", "ann annika !1");
  check_answer (story, "ann", "ann annika !1");
  check_answer (story, "CORP\\ann", "ann !1");
  check_answer (story, "FAB\\ann", "!0");
  check_answer (story, "ann@corp.example", "ann !1");
  check_answer (story, "ann@mail.example", "ann !1");
  check_answer (story, "bo", "bo1 bo2 !0");
  check_answer (story, "*)(objectClass=*", "star !0");
  check_answer (story, "*", "!0");
  check_answer (story, "", "!0");
  check_answer (story, "nobody", "!0");
  check_answer (story, "SM_0123456789abcdef0", "!0");
}

static GPtrArray *
many_names (guint n)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++) {
    g_autofree char *logon = g_strdup_printf ("user%u", i);
    g_autofree char *given = g_strdup_printf ("Given%ux", i);

    if (i % 10 != 0)
      fake_add_person (i + 1, logon, given, "Family");
    g_ptr_array_add (texts, i % 3 == 0   ? g_strdup_printf ("Family, Given%ux", i)
                            : i % 3 == 1 ? g_strdup_printf ("user%u@mail.example", i)
                                         : g_strdup_printf ("Given%ux Family", i));
  }
  g_ptr_array_add (texts, NULL);
  return texts;
}

/* Under one for twenty names, all included. */
static void
test_round_trips (Story *story, gconstpointer data)
{
  g_autoptr (GPtrArray) texts = many_names (1000);

  check (story, NULL, (const char *const *) texts->pdata);
  g_assert_cmpuint (fake_n_asked (), <=, 50);
  g_assert_cmpuint (fake_longest (), <, 16 * 1024);
  for (guint i = 0; i < 1000; i++) {
    g_autofree char *expected = i % 10 == 0 ? g_strdup ("!0") : g_strdup_printf ("user%u !1", i);

    check_answer (story, texts->pdata[i], expected);
  }
}

/* The server finds more than one answer may hold: nobody's exact name gets lost. */
static void
test_too_many (Story *story, gconstpointer data)
{
  static const char *const texts[] = { "a", "alice", "a2000x", "zoe", NULL };

  for (guint i = 0; i < 3000; i++) {
    g_autofree char *logon = g_strdup_printf ("a%ux", i);

    fake_add_person (i + 1, logon, "Given", "Family");
  }
  fake_add_person (4001, "a", "Last", "One");
  fake_add_person (4002, "alice", "Alice", "Zander");
  fake_add_person (4003, "zoe", "Zoe", "Zander");
  check (story, NULL, texts);
  check_answer (story, "alice", "alice !1");
  check_answer (story, "a2000x", "a2000x !1");
  check_answer (story, "zoe", "zoe !1");
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (story->answers, "a"), "a a0x a1x"));
  g_assert_true (g_str_has_suffix (g_hash_table_lookup (story->answers, "a"), "!1+"));
}

/* The server knows a name that we did not ask for: alone, its word counts. */
static void
test_unclear (Story *story, gconstpointer data)
{
  static const char *const texts[] = { "ann", "hidden", "bob", "carl", NULL };

  fake_add_person (1, "ann", "Ann", "Miller");
  fake_add_person (2, "bob", "Bob", "Miller");
  fake_put (fake_add_person (3, "zed", "Zed", "Miller"), "secretName", "Hidden");
  check (story, NULL, texts);
  check_answer (story, "ann", "ann !1");
  check_answer (story, "bob", "bob !1");
  check_answer (story, "hidden", "zed !0");
  check_answer (story, "carl", "!0");
}

/* An address elsewhere with the logon name of somebody here makes nothing unclear. */
static void
test_near (Story *story, gconstpointer data)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 40; i++) {
    g_autofree char *logon = g_strdup_printf ("user%u", i);

    fake_add_person (i + 1, logon, "Given", "Family");
    g_ptr_array_add (texts, g_strdup_printf ("user%u@gmail.example", i));
  }
  g_ptr_array_add (texts, NULL);
  check (story, NULL, (const char *const *) texts->pdata);
  g_assert_cmpuint (fake_n_asked (), <=, 4); /* schema, domains, names, trusts */
  check_answer (story, "user7@gmail.example", "!0");
}

static void
test_scope (Story *story, gconstpointer data)
{
  static const char *const texts[] = { "ann", NULL };
  const ExchangeLocation draft = { .kind = EXCHANGE_LOCATION_UNIT,
                                   .dns = (char *) "corp.example",
                                   .base = (char *) "OU=Other,DC=corp,DC=example" };
  g_autoptr (ExchangeLocation) unit = exchange_location_new (&draft);
  const ExchangeSearch elsewhere = { .where = unit, .text = "zoe" };
  const ExchangeSearch shared = { .want = EXCHANGE_WANT_SHARED };
  FakeEntry *second;

  fake_add_person (1, "ann", "Ann", "Miller");
  second = fake_add_person (2, "annshared", "Ann", "Shared");
  fake_drop (second, "msExchRecipientTypeDetails");
  fake_put (second, "msExchRecipientTypeDetails", "4");
  check (story, NULL, texts);
  check_answer (story, "ann", "ann annshared !1");
  check (story, &elsewhere, texts);
  check_answer (story, "ann", "!0");
  check (story, &shared, texts);
  check_answer (story, "ann", "annshared !0");
}

/* Several domains: the catalog; when it does not answer, each of them. */
static void
test_domains (Story *story, gconstpointer data)
{
  static const char *const texts[] = { "ann", "EMEA\\ann", "ann@emea.corp.example", NULL };
  FakeEntry *person = fake_add_person (1, "ann", "Ann", "Miller");
  guint n_linked;

  fake_add_domain ("emea.corp.example", "EMEA", "CORP");
  person = fake_add ("emea.corp.example", "CN=Ann,DC=emea,DC=corp,DC=example", "sAMAccountName",
                     "ann", "sAMAccountType", "805306368", NULL);
  fake_put_bytes (person, "objectGUID", "0123456789abcdef", 16);
  person = fake_add (FAKE_CATALOG, "CN=Only There,DC=emea,DC=corp,DC=example", "sAMAccountName",
                     "ann", "sAMAccountType", "805306368", NULL);
  fake_put_bytes (person, "objectGUID", "0123456789abcdef", 16);

  check (story, NULL, texts);
  g_assert_cmpstr (fake_where (), ==, FAKE_CATALOG);
  check_answer (story, "EMEA\\ann", "ann !1");
  check_answer (story, "ann@emea.corp.example", "ann !1");

  fake_set_down (FAKE_CATALOG);
  check (story, NULL, texts);
  check_answer (story, "ann", "ann ann !2");
  check_answer (story, "EMEA\\ann", "ann !1");

  /* Nobody waits for it at every question. */
  n_linked = fake_n_linked ();
  check (story, NULL, texts);
  check_answer (story, "ann", "ann ann !2");
  g_assert_cmpuint (fake_n_linked (), ==, n_linked);
}

/* A domain outside is asked for those names only that name it. */
static void
test_abroad (Story *story, gconstpointer data)
{
  static const char *const texts[] = { "wendy",   "FAB\\wendy",      "wendy@fab.example",
                                       "DEAD\\x", "x@gmail.example", NULL };
  FakeEntry *person;

  for (guint i = 0; i < 2; i++)
    fake_add ("corp.example",
              i == 0 ? "CN=fab.example,CN=System,DC=corp,DC=example"
                     : "CN=dead.example,CN=System,DC=corp,DC=example",
              "objectClass", "trustedDomain", "trustPartner",
              i == 0 ? "fab.example" : "dead.example", "flatName", i == 0 ? "FAB" : "DEAD",
              "trustDirection", "3", "trustType", "2", NULL);
  person = fake_add ("fab.example", "CN=Wendy,DC=fab,DC=example", "sAMAccountName", "wendy",
                     "sAMAccountType", "805306368", NULL);
  fake_put_bytes (person, "objectGUID", "0123456789abcdef", 16);
  fake_set_down ("dead.example");
  check (story, NULL, texts);
  check_answer (story, "wendy", "!0");
  check_answer (story, "FAB\\wendy", "wendy !1");
  check_answer (story, "wendy@fab.example", "wendy !1");
  check_answer (story, "DEAD\\x", "!0");
  check_answer (story, "x@gmail.example", "!0");
}

/* Not even the list of trusts can be had. */
static void
test_no_trusts (Story *story, gconstpointer data)
{
  static const char *const texts[] = { "FAB\\wendy", "nobody", NULL };

  fake_add_domain ("emea.corp.example", "EMEA", "CORP");
  fake_set_deaf (FAKE_CATALOG, "trustedDomain");
  check (story, NULL, texts);
  check_answer (story, "FAB\\wendy", "!0");
  check_answer (story, "nobody", "!0");
}

static void
test_cancel (Story *story, gconstpointer data)
{
  static const char *const texts[] = { "ann", NULL };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (base_call_cancellable (story->call));
  g_assert_false (
      directory_names_check (story->forest, story->call, NULL, texts, match_cb, story, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/directory/check-names/" name, Story, NULL, set_up, test, tear_down)
  ADD ("kinds", test_kinds);
  ADD ("round-trips", test_round_trips);
  ADD ("too-many", test_too_many);
  ADD ("unclear", test_unclear);
  ADD ("near", test_near);
  ADD ("scope", test_scope);
  ADD ("domains", test_domains);
  ADD ("abroad", test_abroad);
  ADD ("no-trusts", test_no_trusts);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
