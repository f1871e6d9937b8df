/* test-people.c - people page by page, and what leads to the next page
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-path.h"
#include "graph-person.h"
#include "graph-users.h"
#include "talk.h"
#include "wire-json.h"

#define BASE TALK_BASE "/v1.0"
#define NEXT(link) "{\"@odata.nextLink\":\"" link "\",\"value\":[]}"

static gboolean
collect_cb (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (data, exchange_person_ref (g_ptr_array_index (page, i)));
  return TRUE;
}

static GPtrArray *
list (Talk *talk, const char *query, GError **error)
{
  g_autoptr (GPtrArray) people =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  return graph_users_list (talk->call, talk->server, query, collect_cb, people, error)
             ? g_steal_pointer (&people)
             : NULL;
}

static void
test_links (void)
{
  static const struct
  {
    const char *link;
    const char *path; /* NULL: refused */
  } rows[] = {
    { BASE "/users?$skiptoken=a%20b", "/users?$skiptoken=a%20b" },
    { "HTTPS://GRAPH.EXAMPLE:443/v1.0/users", "/users" },
    { "https://evil.example/v1.0/users", NULL },
    { "https://graph.example.evil.example/v1.0/users", NULL },
    { "https://graph.example@evil.example/v1.0/users", NULL },
    { "https://ann:x@graph.example/v1.0/users", NULL },
    { "https://graph.example:444/v1.0/users", NULL },
    { "http://graph.example/v1.0/users", NULL },
    { "https://graph.example/beta/users", NULL },
    { "https://graph.example/v1.0", NULL },
    { "https://graph.example/v1.0/../beta/users", NULL },
    { "//graph.example/v1.0/users", NULL },
    { "/v1.0/users", NULL },
    { "https:///v1.0/users", NULL },
    { "https://graph.example/v1.0/users\r\nX: y", NULL },
    { "https://graph.example/v1.0/us ers", NULL },
    { "", NULL },
    { "x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *path = graph_path_of_link (BASE, rows[i].link, &error);

    g_test_message ("%s", rows[i].link);
    g_assert_cmpstr (path, ==, rows[i].path);
    if (rows[i].path != NULL)
      continue;
    g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "foreign-link");
  }
}

static void
test_pages (void)
{
  static const TalkLine lines[] = {
    { NULL, NULL, 200,
      "{\"value\":[{\"id\":\"e1\",\"displayName\":\"Ann\\u0000 B\",\"mail\":\"ann@x.example\","
      "\"userPrincipalName\":\"ann@x.example\",\"onPremisesImmutableId\":"
      "\"AQIDBAUGBwgJCgsMDQ4PEA==\"},"
      "{\"id\":\"e2\",\"displayName\":\"No mail\",\"mail\":null},"
      "{\"id\":\"e3\",\"mail\":\"g@x.example\",\"userType\":\"Guest\"},7,"
      "{\"id\":\"e4\",\"mail\":\"bob@x.example\",\"userPrincipalName\":\"b@x.example\","
      "\"displayName\":3,\"accountEnabled\":false,\"onPremisesImmutableId\":\"employee 7\"}],"
      "\"@odata.nextLink\":\"" BASE "/users?$skiptoken=2\"}",
      NULL },
    { "GET /users?$skiptoken=2", NULL, 503, "", "0" },
    { "GET /users?$skiptoken=2", NULL, 200,
      "{\"value\":[{\"id\":\"e4\",\"mail\":\"bob@x.example\"},"
      "{\"id\":\"e5\",\"mail\":\"eve@x.example\"}]}",
      NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *user = NULL;
  const ExchangePerson *ann, *bob;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  people = list (&talk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 3);
  ann = g_ptr_array_index (people, 0);
  bob = g_ptr_array_index (people, 1);
  g_assert_cmpstr (ann->id, ==, "e1"); /* the directory's */
  g_assert_true (g_utf8_validate (ann->name, -1, NULL));
  g_assert_cmpint (ann->home, ==, EXCHANGE_HOME_CLOUD);
  g_assert_cmpstr (bob->id, ==, "e4");
  g_assert_cmpstr (bob->name, ==, "bob@x.example");
  g_assert_true (bob->is_disabled);
  user = graph_server_user (talk.server, "Bob@x.example");
  g_assert_cmpstr (user, ==, "e4"); /* by which Graph knows him */
  talk_end (&talk);
}

static void
test_endless (void)
{
  static const TalkLine lines[] = {
    { NULL, NULL, 200, NEXT (BASE "/users?$skiptoken=1"), NULL },
    { NULL, NULL, 200, NEXT (BASE "/users?$skiptoken=2"), NULL },
    { NULL, NULL, 200, NEXT (BASE "/users?$skiptoken=1"), NULL },
  };
  g_autoptr (GError) error = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_null (list (&talk, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "paging");
  talk_end (&talk);
}

static void
test_foreign (void)
{
  static const TalkLine lines[] = {
    { NULL, NULL, 200, NEXT ("https://evil.example/v1.0/users"), NULL },
  };
  g_autoptr (GError) error = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_null (list (&talk, NULL, &error)); /* and nothing more was asked */
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "foreign-link");
  talk_end (&talk);
}

/* What has a meaning in a search is not handed over; where $search is not offered, $filter is. */
static void
test_search (void)
{
  static const char found[] = "{\"value\":[{\"id\":\"e1\",\"mail\":\"o@x.example\"}]}";
  static const TalkLine lines[] = {
    { NULL, NULL, 200, found, NULL },
    { NULL, NULL, 400, "{\"error\":{\"code\":\"Request_UnsupportedQuery\"}}", NULL },
    { NULL, NULL, 200, found, NULL },
    { NULL, NULL, 403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}", NULL },
  };
  static const char *const queries[] = { "O'Neil\" OR \"mail:x\\", "O'Neil" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nobody = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autoptr (GPtrArray) people = list (&talk, queries[i], &error);

    g_assert_no_error (error);
    g_assert_cmpuint (people->len, ==, 1);
  }
  nobody = list (&talk, "\"\\", &error); /* nothing is left of it, and nothing asked */
  g_assert_no_error (error);
  g_assert_cmpuint (nobody->len, ==, 0);
  g_assert_null (graph_users_resolve (talk.call, talk.server, "x", &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "online-consent");
  talk_end (&talk);
}

/* Where there is a directory as well, people are called as it calls them. */
static void
test_hybrid (void)
{
  static const struct
  {
    const char *user;
    const char *id;
    const char *manager;
  } users[] = {
    { "{\"id\":\"e1\",\"mail\":\"ann@x.example\",\"onPremisesImmutableId\":"
      "\"AQIDBAUGBwgJCgsMDQ4PEA==\"}",
      "04030201-0605-0807-090a-0b0c0d0e0f10" },
    { "{\"id\":\"e2\",\"mail\":\"bob@x.example\",\"onPremisesImmutableId\":\"bob\"}", "e2" },
    { "{\"id\":\"e3\",\"mail\":\"cid@x.example\",\"onPremisesImmutableId\":null}", "e3" },
    { "{\"id\":\"e4\",\"mail\":\"dan@x.example\",\"manager\":{\"id\":\"e1\","
      "\"onPremisesImmutableId\":\"AQIDBAUGBwgJCgsMDQ4PEA==\"}}",
      "e4", "04030201-0605-0807-090a-0b0c0d0e0f10" },
    { "{\"id\":\"e5\",\"mail\":\"eva@x.example\",\"manager\":{\"id\":\"e3\"}}", "e5", "e3" },
    { "{\"id\":\"e6\",\"mail\":\"fay@x.example\",\"manager\":\"e3\"}", "e6" },
  };
  const ExchangeProfile draft = { .kind = EXCHANGE_KIND_HYBRID };
  const GraphTokens tokens = { 0 };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (GraphServer) server = graph_server_new (profile, TALK_BASE, &tokens);

  for (gsize i = 0; i < G_N_ELEMENTS (users); i++) {
    g_autoptr (JsonObject) user =
        wire_json_parse (users[i].user, strlen (users[i].user), "user", NULL);
    g_autoptr (ExchangePerson) person = graph_person_new (server, user, GRAPH_TOLD_WHOLE);

    g_assert_cmpstr (person->id, ==, users[i].id);
    g_assert_cmpstr (person->manager, ==, users[i].manager != NULL ? users[i].manager : "");
    g_assert_false (person->is_manager_untold);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/people/links", test_links);
  g_test_add_func ("/graph/people/pages", test_pages);
  g_test_add_func ("/graph/people/endless", test_endless);
  g_test_add_func ("/graph/people/foreign", test_foreign);
  g_test_add_func ("/graph/people/search", test_search);
  g_test_add_func ("/graph/people/hybrid", test_hybrid);
  return g_test_run ();
}
