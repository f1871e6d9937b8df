/* test-graph.c - Graph as the simulator has it, asked with nothing but HTTP and JSON
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "peer.h"
#include "sim-ldap-change.h"

#include "wire-json.h"

typedef struct
{
  Peer *peer;
  guint status;
  JsonObject *body; /* NULL: none */
  char *retry_after;
} Graph;

static void
graph_clear (Graph *self)
{
  g_clear_pointer (&self->body, json_object_unref);
  g_clear_pointer (&self->retry_after, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Graph, graph_clear)

/* body NULL: none. token NULL: the right one. eventual: the header that $search wants. */
static Graph
ask (Peer *peer, const char *method, const char *target, const char *body, const char *token)
{
  g_autofree char *url =
      g_str_has_prefix (target, "https://")
          ? g_strdup (target)
          : g_strdup_printf ("https://127.0.0.1:%d/v1.0%s", sim_server_port (peer->server), target);
  SoupMessage *message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *bearer = g_strconcat (
      "Bearer ",
      token != NULL ? token : base_secret_text (sim_accounts_token (peer->world->accounts)), NULL);
  Graph graph = { .peer = peer };
  g_auto (Answer) answer = { 0 };

  soup_message_headers_replace (headers, "Authorization", bearer);
  soup_message_headers_replace (headers, "ConsistencyLevel", "eventual");
  if (body != NULL) {
    g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  }
  answer = peer_send (peer, message);
  g_assert_no_error (answer.error);
  graph.status = answer.status;
  graph.retry_after = g_strdup (soup_message_headers_get_one (
      soup_message_get_response_headers (answer.message), "Retry-After"));
  if (*answer.text != '\0') {
    g_autoptr (GError) error = NULL;

    graph.body = wire_json_parse (answer.text, strlen (answer.text), "answer", &error);
    g_assert_no_error (error);
  }
  return graph;
}

static const char *
code_of (const Graph *graph)
{
  return json_object_get_string_member (json_object_get_object_member (graph->body, "error"),
                                        "code");
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *method;
    const char *target;
    const char *body;
    const char *token;
    guint status;
    const char *code;
  } rows[] = {
    { "GET", "/users", NULL, "wrong", 401, "InvalidAuthenticationToken" },
    { "GET", "/nothing", NULL, NULL, 400, "BadRequest" },
    { "GET", "/users/no%40corp.example", NULL, NULL, 404, "Request_ResourceNotFound" },
    { "GET", "/users/no%40corp.example/mailboxSettings", NULL, NULL, 404, "ErrorInvalidUser" },
    { "GET", "/users?$top=1000", NULL, NULL, 400, "Request_UnsupportedQuery" },
    { "GET", "/users?$skiptoken=mine", NULL, NULL, 400, "Directory_ExpiredPageToken" },
    { "GET", "/users?$filter=age%20gt%203", NULL, NULL, 400, "BadRequest" },
    { "PATCH", "/users/" ADMIN "/mailboxSettings/automaticRepliesSetting", "{}", NULL, 400,
      "ErrorInvalidRequest" },
    { "PATCH", "/users/" ADMIN "/mailboxSettings", "[]", NULL, 400, "RequestBodyRead" },
    { "PATCH", "/users/" ADMIN "/mailboxSettings",
      "{\"automaticRepliesSetting\":{\"status\":\"perhaps\"}}", NULL, 400, "RequestBodyRead" },
    { "PATCH", "/users/" ADMIN "/mailboxSettings", "{\"timeZone\":\"Mars\"}", NULL, 400,
      "InvalidTimeZone" },
    { "PATCH", "/users/" ADMIN "/mailboxSettings",
      "{\"automaticRepliesSetting\":{\"status\":\"scheduled\",\"scheduledStartDateTime\":"
      "{\"dateTime\":\"2001-01-01T00:00:00\"},\"scheduledEndDateTime\":{\"dateTime\":"
      "\"2001-01-02T00:00:00\"}}}",
      NULL, 400, "ErrorInvalidScheduledOofDuration" },
    { "POST", "/$batch", "{}", NULL, 400, "BadRequest" },
    { "POST", "/$batch", "{\"requests\":[{\"id\":\"1\"},{\"id\":\"1\"}]}", NULL, 400,
      "BadRequest" },
  };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .seed = 1 });

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Graph) graph = ask (peer, rows[i].method, rows[i].target, rows[i].body, rows[i].token);

    g_test_message ("%s %s", rows[i].method, rows[i].target);
    g_assert_cmpuint (graph.status, ==, rows[i].status);
    g_assert_cmpstr (code_of (&graph), ==, rows[i].code);
  }
}

/* What a PATCH does not name stays; windows come in the zone that is asked for. */
static void
test_settings (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .seed = 1 });
  g_auto (Graph) first =
      ask (peer, "PATCH", "/users/" ADMIN "/mailboxSettings",
           "{\"automaticRepliesSetting\":{\"status\":\"Scheduled\",\"externalAudience\":\"all\","
           "\"scheduledStartDateTime\":{\"dateTime\":\"2099-07-01T10:00:00.0000000\","
           "\"timeZone\":\"W. Europe Standard Time\"},\"scheduledEndDateTime\":{\"dateTime\":"
           "\"2099-07-02T10:00:00\",\"timeZone\":\"Europe/Berlin\"},"
           "\"internalReplyMessage\":\"<p>\\ud83d\\ude00</p>\",\"externalReplyMessage\":\"x\"}}",
           NULL);
  g_auto (Graph) second =
      ask (peer, "PATCH", "/users/" ADMIN "/mailboxSettings",
           "{\"automaticRepliesSetting\":{\"externalAudience\":\"none\"}}", NULL);
  g_auto (Graph) held =
      ask (peer, "GET", "/users/" ADMIN "/mailboxSettings/automaticRepliesSetting", NULL, NULL);
  JsonObject *from;

  g_assert_cmpuint (first.status, ==, 200);
  g_assert_cmpuint (second.status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (held.body, "status"), ==, "scheduled");
  g_assert_cmpstr (json_object_get_string_member (held.body, "externalAudience"), ==, "none");
  g_assert_cmpstr (json_object_get_string_member (held.body, "internalReplyMessage"), ==,
                   "<p>😀</p>");
  from = json_object_get_object_member (held.body, "scheduledStartDateTime");
  g_assert_cmpstr (json_object_get_string_member (from, "dateTime"), ==,
                   "2099-07-01T08:00:00.0000000");
  g_assert_cmpstr (json_object_get_string_member (from, "timeZone"), ==, "UTC");
}

/* All pages, each person once; then only who has changed. */
static void
test_pages (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .seed = 1, .people = 250 });
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *link = g_strdup ("/users/delta?$select=id,mail&$top=99");
  g_autofree char *delta = NULL;
  g_autofree char *address = g_strdup (sim_people_address (peer->world->people, 7));
  g_autofree char *change = g_strdup_printf ("{\"address\":\"%s\",\"remove\":true}", address);
  guint pages = 0;

  for (; link != NULL; pages++) {
    g_auto (Graph) page = ask (peer, "GET", link, NULL, NULL);
    JsonArray *value = json_object_get_array_member (page.body, "value");

    for (guint i = 0; i < json_array_get_length (value); i++)
      g_assert_true (g_hash_table_add (ids, g_strdup (json_object_get_string_member (
                                                json_array_get_object_element (value, i), "id"))));
    g_free (link);
    link = g_strdup (wire_json_string (page.body, "page", "@odata.nextLink", NULL));
    delta = g_strdup (wire_json_string (page.body, "page", "@odata.deltaLink", NULL));
  }
  g_assert_cmpuint (pages, ==, 3);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 250);

  {
    g_auto (Graph) nothing = ask (peer, "GET", delta, NULL, NULL);
    g_autoptr (JsonObject) done = NULL;
    g_auto (Graph) gone = { 0 };
    JsonArray *value = json_object_get_array_member (nothing.body, "value");
    g_autoptr (JsonObject) wanted = wire_json_parse (change, strlen (change), "change", NULL);

    g_assert_cmpuint (json_array_get_length (value), ==, 0);
    done = sim_ldap_change_person (peer->world, wanted, NULL);
    g_assert_nonnull (done);
    gone = ask (peer, "GET", delta, NULL, NULL);
    value = json_object_get_array_member (gone.body, "value");
    g_assert_cmpuint (json_array_get_length (value), ==, 1);
    g_assert_true (json_object_has_member (json_array_get_object_element (value, 0), "@removed"));
  }
}

static guint
count_of (Peer *peer, const char *target)
{
  g_auto (Graph) graph = ask (peer, "GET", target, NULL, NULL);

  g_assert_cmpuint (graph.status, ==, 200);
  return json_array_get_length (json_object_get_array_member (graph.body, "value"));
}

static void
test_queries (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .seed = 1 });
  g_auto (Graph) groups =
      ask (peer, "GET", "/groups?$filter=startswith(displayName,'Sales')", NULL, NULL);
  JsonArray *value = json_object_get_array_member (groups.body, "value");
  g_autofree char *members = g_strdup_printf (
      "/groups/%s/transitiveMembers/microsoft.graph.user?$top=999&$count=true",
      json_object_get_string_member (json_array_get_object_element (value, 0), "id"));

  g_assert_cmpuint (count_of (peer, "/users?$search=%22mail:oofadmin%22"), ==, 1);
  g_assert_cmpuint (count_of (peer, "/users?$search=%22displayName:zzqx%22"), ==, 0);
  g_assert_cmpuint (count_of (peer, "/users?$filter=mail%20eq%20'" ADMIN "'"), ==, 1);
  g_assert_cmpuint (count_of (peer, "/users?$filter=mail%20eq%20'no'%20or%20"
                                    "proxyAddresses/any(p:p%20eq%20'smtp:e5@corp.example')"),
                    ==, 1);
  g_assert_cmpuint (count_of (peer, members), >, 0);
  g_assert_cmpuint (count_of (peer, members), <, 60);
}

static JsonObject *
find_response (const Graph *graph, const char *id)
{
  JsonArray *list = json_object_get_array_member (graph->body, "responses");

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *one = json_array_get_object_element (list, i);

    if (strcmp (json_object_get_string_member (one, "id"), id) == 0)
      return one;
  }
  g_assert_not_reached ();
}

static void
test_batch (void)
{
  static const char fault[] =
      "{\"faults\":[{\"match\":{\"operation\":\"graph-get-settings\",\"nth\":2},"
      "\"action\":{\"status\":429,\"retry_after\":7}}]}";
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .seed = 1 });
  g_autoptr (JsonObject) faults = wire_json_parse (fault, strlen (fault), "faults", NULL);
  g_auto (Graph) graph = { 0 };
  JsonObject *headers;

  g_assert_true (sim_faults_add (peer->world->faults, faults, NULL));
  graph =
      ask (peer, "POST", "/$batch",
           "{\"requests\":["
           "{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/users/" ADMIN "/mailboxSettings\"},"
           "{\"id\":\"b\",\"method\":\"GET\",\"url\":\"/users/" ADMIN "/mailboxSettings\"},"
           "{\"id\":\"c\",\"method\":\"PATCH\",\"url\":\"/users/" ADMIN "/mailboxSettings\","
           "\"body\":{}},"
           "{\"id\":\"d\",\"method\":\"GET\",\"url\":\"/users/" ADMIN "\",\"dependsOn\":[\"c\"]}"
           "]}",
           NULL);
  g_assert_cmpuint (graph.status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (find_response (&graph, "a"), "status"), ==, 200);
  g_assert_cmpint (json_object_get_int_member (find_response (&graph, "b"), "status"), ==, 429);
  headers = json_object_get_object_member (find_response (&graph, "b"), "headers");
  g_assert_cmpstr (json_object_get_string_member (headers, "Retry-After"), ==, "7");
  /* Without its Content-Type a body is none. */
  g_assert_cmpint (json_object_get_int_member (find_response (&graph, "c"), "status"), ==, 400);
  g_assert_cmpint (json_object_get_int_member (find_response (&graph, "d"), "status"), ==, 424);
}

/* In a hybrid organisation each mailbox is on one side only, and the directory says on which. */
static void
test_hybrid (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .seed = 1, .is_hybrid = TRUE });
  const SimPeople *people = peer->world->people;
  guint cloud = 0;

  for (guint i = 1; i < sim_people_count (people); i++) {
    gboolean is_cloud = sim_people_home (people, i) == SIM_HOME_CLOUD;
    g_autofree char *target =
        g_strdup_printf ("/users/%s/mailboxSettings", sim_people_address (people, i));
    g_autofree char *header = g_strdup_printf (
        VERSION "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>%s"
                "</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>",
        sim_people_address (people, i));
    g_autofree char *body = g_strdup_printf (
        "<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>%s</t:Address></t:Mailbox>"
        "</m:GetUserOofSettingsRequest>",
        sim_people_address (people, i));
    g_auto (Graph) graph = ask (peer, "GET", target, NULL, NULL);
    g_auto (Answer) ews = peer_ask_as (peer, ADMIN, header, body);

    cloud += is_cloud;
    g_assert_cmpuint (graph.status, ==, is_cloud ? 200 : 404);
    if (!is_cloud)
      g_assert_cmpstr (code_of (&graph), ==, "MailboxNotEnabledForRESTAPI");
    g_assert_true ((strstr (ews.text, "ErrorNonExistentMailbox") != NULL) == is_cloud);
  }
  g_assert_cmpuint (cloud, >, 5);
  g_assert_cmpuint (cloud, <, 40);
  g_assert_cmpint (sim_people_home (people, SIM_ADMIN), ==, SIM_HOME_PREMISES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/graph/refusals", test_refusals);
  g_test_add_func ("/sim/graph/settings", test_settings);
  g_test_add_func ("/sim/graph/pages", test_pages);
  g_test_add_func ("/sim/graph/queries", test_queries);
  g_test_add_func ("/sim/graph/batch", test_batch);
  g_test_add_func ("/sim/graph/hybrid", test_hybrid);
  return g_test_run ();
}
