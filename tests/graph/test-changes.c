/* test-changes.c - who changed since the last time; groups and who is in them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-changes.h"
#include "graph-groups.h"
#include "talk.h"

#define BASE TALK_BASE "/v1.0"
#define SELECT                                                                                     \
  "$select=id%2CdisplayName%2Cmail%2CuserPrincipalName%2Cdepartment%2CjobTitle%2CofficeLocation%"  \
  "2C"                                                                                             \
  "accountEnabled%2CuserType%2ConPremisesSyncEnabled%2ConPremisesImmutableId%2C"                   \
  "onPremisesSamAccountName%2ConPremisesDomainName%2ConPremisesDistinguishedName"
#define CHANGES SELECT "%2Cmanager"
#define USER(id, mail)                                                                             \
  "{\"id\":\"" id "\",\"displayName\":\"" id "\",\"mail\":\"" mail "\","                           \
  "\"onPremisesImmutableId\":\"AQIDBAUGBwgJCgsMDQ4PEA==\"}"
#define REPORT(id, managers)                                                                       \
  "{\"id\":\"" id "\",\"displayName\":\"x\",\"mail\":\"" id "@x.example\","                        \
  "\"manager@delta\":" managers "},"
#define GONE "{\"id\":\"m1\",\"@removed\":{\"reason\":\"deleted\"}}"
#define REPORTS                                                                                    \
  "{\"value\":[" REPORT ("e1", "[{\"id\":\"m1\"}]") REPORT ("e2", "[" GONE ",{\"id\":\"m2\"}]")    \
      REPORT ("e3", "[" GONE "]") REPORT ("e4", "[7,{\"id\":7},[]]") REPORT ("e5", "\"m1\"")       \
          USER ("e6", "f@x.example") "],\"@odata.deltaLink\":\"" BASE                              \
                                     "/users/delta?$deltatoken=8\"}"
#define REFUSED(code) "{\"error\":{\"code\":\"" code "\",\"message\":\"m\"}}"

static gboolean
changed_cb (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++) {
    const ExchangePerson *person = page->pdata[i];

    g_string_append_printf (data, "+%s", person->id);
    if (*person->manager != '\0')
      g_string_append_printf (data, "<%s", person->manager);
    g_string_append (data, person->is_manager_untold ? "? " : " ");
  }
  return TRUE;
}

static void
removed_cb (const char *id, gpointer data)
{
  g_string_append_printf (data, "-%s ", id);
}

typedef struct
{
  const char *mark;
  TalkLine lines[4];
  guint n;
  const char *told;
  const char *new_mark; /* NULL: none */
  gboolean is_all;
  const char *reason; /* NULL: it goes well */
} Row;

static const Row rows[] = {
  /* The first time: everybody, in pages. */
  { NULL,
    { { "GET /users/delta?" CHANGES, NULL, 200,
        "{\"value\":[" USER ("e1", "ann@x.example") "],\"@odata.nextLink\":\"" BASE
                                                    "/users/delta?$skiptoken=2\"}",
        NULL },
      { "GET /users/delta?$skiptoken=2", NULL, 200,
        "{\"value\":[" USER ("e2", "bob@x.example") ",{\"id\":\"g1\",\"mail\":null}],"
                                                    "\"@odata.deltaLink\":\"" BASE
                                                    "/users/delta?$deltatoken=7\"}",
        NULL } },
    2,
    "+e1 -g1 +e2 ",
    "/users/delta?$deltatoken=7",
    TRUE,
    NULL },
  /* Then who changed, was deleted, or has no mailbox any more. */
  { "/users/delta?$deltatoken=7",
    { { "GET /users/delta?$deltatoken=7", NULL, 200,
        "{\"value\":[{\"id\":\"e1\",\"@removed\":{\"reason\":\"deleted\"}},{\"id\":\"e3\","
        "\"displayName\":\"x\",\"mail\":\"c@x.example\",\"userType\":\"Guest\"}," USER (
            "e2", "bert@x.example") "],\"@odata.deltaLink\":\"" BASE
                                    "/users/delta?$deltatoken=8\"}",
        NULL } },
    1,
    "-e1 -e3 +e2? ",
    "/users/delta?$deltatoken=8",
    FALSE,
    NULL },
  /* Managers: one, another one, none any more, nonsense; of whom nothing is said is the same. */
  { "/users/delta?$deltatoken=7",
    { { "GET /users/delta?$deltatoken=7", NULL, 200, REPORTS, NULL } },
    1,
    "+e1<m1 +e2<m2 +e3 +e4 +e5 +e6? ",
    "/users/delta?$deltatoken=8",
    FALSE,
    NULL },
  /* The mark has expired: everybody. */
  { "/users/delta?$deltatoken=1",
    { { "GET /users/delta?$deltatoken=1", NULL, 410, REFUSED ("SyncStateNotFound"), NULL },
      { "GET /users/delta?" CHANGES, NULL, 200,
        "{\"value\":[" USER ("e1", "ann@x.example") "],\"@odata.deltaLink\":\"" BASE
                                                    "/users/delta?$deltatoken=9\"}",
        NULL } },
    2,
    "+e1 ",
    "/users/delta?$deltatoken=9",
    TRUE,
    NULL },
  /* What is no mark is not asked for. */
  { "https://evil.example/users/delta?$deltatoken=1",
    { { "GET /users/delta?" CHANGES, NULL, 200, "{\"value\":[]}", NULL } },
    1,
    "",
    NULL,
    TRUE,
    NULL },
  /* A link to another host is no mark, either. */
  { NULL,
    { { "GET /users/delta?" CHANGES, NULL, 200,
        "{\"value\":[],\"@odata.deltaLink\":\"https://evil.example/v1.0/users/delta?t=1\"}",
        NULL } },
    1,
    "",
    NULL,
    TRUE,
    "foreign-link" },
  { "/users/delta?$deltatoken=7",
    { { "GET /users/delta?$deltatoken=7", NULL, 403, REFUSED ("Authorization_RequestDenied"),
        NULL } },
    1,
    "",
    NULL,
    FALSE,
    "online-consent" },
};

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    g_autoptr (GString) told = g_string_new (NULL);
    g_autofree char *mark = NULL;
    g_autoptr (GError) error = NULL;
    const ExchangeNews news = { changed_cb, removed_cb, told };
    gboolean is_all = FALSE;
    gboolean is_done;
    Talk talk;

    g_test_message ("%u", i);
    talk_begin (&talk, row->lines, row->n);
    is_done = graph_changes_list (talk.call, talk.server, row->mark, &news, &mark, &is_all, &error);
    g_assert_cmpstr (told->str, ==, row->told);
    g_assert_cmpstr (mark, ==, row->new_mark);
    g_assert_true (is_done == (row->reason == NULL));
    g_assert_true (is_all == row->is_all);
    if (row->reason != NULL)
      g_assert_cmpstr (base_error_facts (error)->reason, ==, row->reason);
    else
      g_assert_no_error (error);
    talk_end (&talk);
  }
}

static void
test_groups (void)
{
  static const struct
  {
    const char *text;
    const char *asked;
  } names[] = {
    { "Sales", "GET /groups?$filter=displayName%20eq%20%27Sales%27&$select=id%2CdisplayName%2Cmail&"
               "$top=999" },
    { "O'Neil",
      "GET /groups?$filter=displayName%20eq%20%27O%27%27Neil%27&$select=id%2CdisplayName%2C"
      "mail&$top=999" },
    { "a@x.example", "GET /groups?$filter=mail%20eq%20%27a%40x.example%27%20or%20"
                     "proxyAddresses%2Fany%28p%3Ap%20eq%20%27smtp%3Aa%40x.example%27%29&"
                     "$select=id%2CdisplayName%2Cmail&$top=999" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const TalkLine line = { names[i].asked, NULL, 200,
                            "{\"value\":[{\"id\":\"g1\",\"displayName\":\"Sales\"},{\"id\":7},"
                            "{\"displayName\":\"none\"},8]}",
                            NULL };
    g_autoptr (GPtrArray) found = NULL;
    const ExchangePerson *group;
    Talk talk;

    talk_begin (&talk, &line, 1);
    found = graph_groups_find (talk.call, talk.server, names[i].text, NULL);
    g_assert_cmpuint (found->len, ==, 1);
    group = found->pdata[0];
    g_assert_cmpstr (group->id, ==, "g1");
    g_assert_cmpint (group->kind, ==, EXCHANGE_PERSON_GROUP);
    talk_end (&talk);
  }
}

/* In pages, each person once, and never to another host. */
static void
test_members (void)
{
  static const TalkLine lines[] = {
    { "GET /groups/g%2F1/transitiveMembers/microsoft.graph.user?" SELECT "&$count=true&$top=999",
      NULL, 200,
      "{\"value\":[" USER ("e1", "ann@x.example") "],\"@odata.nextLink\":\"" BASE
                                                  "/groups/g/x?$skiptoken=2\"}",
      NULL },
    { "GET /groups/g/x?$skiptoken=2", NULL, 200,
      "{\"value\":[" USER ("e1", "ann@x.example") "," USER (
          "e2", "bob@x.example") "],"
                                 "\"@odata.nextLink\":\"https://evil.example/v1.0/groups\"}",
      NULL },
  };
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_false (graph_groups_members (talk.call, talk.server, "g/1", changed_cb, told, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "foreign-link");
  g_assert_cmpstr (told->str, ==, "+e1 +e2 ");
  talk_end (&talk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/changes", test_changes);
  g_test_add_func ("/graph/groups/find", test_groups);
  g_test_add_func ("/graph/groups/members", test_members);
  return g_test_run ();
}
