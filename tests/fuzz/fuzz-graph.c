/* fuzz-graph.c - damaged answers of Graph: a state, people, rules and parts of a batch, or an
 * error; and nothing is ever asked of another host
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "fuzz.h"
#include "graph-batch.h"
#include "graph-oof.h"
#include "graph-rules.h"
#include "graph-users.h"

#define HOME "https://graph.example/v1.0/"
#define MOST_ASKED 20

/* What every request is answered with. */
typedef struct
{
  const guint8 *data;
  gsize size;
  int status;
  guint asked;
} Answer;

static BaseSecret *
get_token (BaseCall *call, gpointer data, GError **error)
{
  return base_secret_new ("t", -1);
}

static void
refuse_token (BaseSecret *token, gpointer data)
{
}

static HttpReply *
send_back (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
           GError **error)
{
  Answer *answer = data;
  HttpReply *reply;

  g_assert_true (g_str_has_prefix (server->url, HOME));
  if (++answer->asked > MOST_ASKED) {
    base_error_set (error, BASE_ERROR_REJECTED, "enough");
    return NULL;
  }
  reply = g_new0 (HttpReply, 1);
  reply->status = answer->status;
  reply->body = g_bytes_new (answer->data, answer->size);
  reply->challenges = g_new0 (char *, 1);
  reply->cookies = g_new0 (char *, 1);
  return reply;
}

static gboolean
take_page (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++) {
    const ExchangePerson *person = page->pdata[i];

    g_assert_true (*person->id != '\0' && strchr (person->mail, '@') != NULL);
    g_assert_true (g_utf8_validate (person->name, -1, NULL));
  }
  return TRUE;
}

static void
check_state (GraphServer *server, BaseCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state = graph_oof_get (call, server, "ann@x.example", NULL, &error);

  g_assert_true ((state == NULL) == (error != NULL));
  g_assert_true (state == NULL || state->mode != OOF_MODE_SCHEDULED ||
                 (state->from != NULL && state->until != NULL));
  g_assert_true (state == NULL || strstr (state->inside, "\xEF\xBF\xBF") == NULL);
}

static void
check_batch (GraphServer *server, BaseCall *call)
{
  GraphPart parts[3];
  g_autoptr (GError) error = NULL;
  gboolean is_whole;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i] = (GraphPart){ .path = g_strdup ("/users/x") };
  is_whole = graph_batch (call, server, parts, G_N_ELEMENTS (parts), &error);
  g_assert_true (is_whole == (error == NULL));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_assert_true (!is_whole || (parts[i].answer == NULL) == (parts[i].error != NULL));
    graph_part_clear (&parts[i]);
  }
}

static void
check_people (GraphServer *server, BaseCall *call)
{
  g_autoptr (GError) error = NULL;
  gboolean is_listed = graph_users_list (call, server, NULL, take_page, NULL, &error);

  g_assert_true (is_listed == (error == NULL));
}

static void
check_rules (GraphServer *server, BaseCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = graph_rules_list (call, server, "ann@x.example", &error);

  g_assert_true ((rules == NULL) == (error != NULL));
  for (guint i = 0; rules != NULL && i < rules->len; i++) {
    const ExchangeRule *rule = rules->pdata[i];
    g_autofree char *print = exchange_rule_print (rule);

    g_assert_true (rule->id != NULL && rule->name != NULL);
    g_assert_true (!rule->is_plain || rule->target != NULL);
    g_assert_true (g_utf8_validate (print, -1, NULL));
  }
}

static void
target (const guint8 *data, gsize size)
{
  static const int statuses[] = { 200, 200, 200, 400, 403, 404, 429, 503 };
  Answer answer = { data, size, statuses[size % G_N_ELEMENTS (statuses)], 0 };
  const GraphTokens tokens = { .get = get_token, .refuse = refuse_token };
  const ExchangeProfile draft = { .kind = EXCHANGE_KIND_ONLINE };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (GraphServer) server = graph_server_new (profile, "https://graph.example", &tokens);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 1000);

  server->send = send_back;
  server->send_data = &answer;
  check_state (server, call);
  answer.asked = 0;
  check_batch (server, call);
  answer.asked = 0;
  check_people (server, call);
  answer.asked = 0;
  check_rules (server, call);
}

int
main (int argc, char **argv)
{
  static const char *const samples[] = {
    "{\"status\":\"scheduled\",\"externalAudience\":\"all\",\"scheduledStartDateTime\":{"
    "\"dateTime\":"
    "\"2026-07-01T08:00:00.0000000\",\"timeZone\":\"W. Europe Standard Time\"},"
    "\"scheduledEndDateTime\":{\"dateTime\":\"2026-12-01T08:00:00\",\"timeZone\":\"UTC\"},"
    "\"internalReplyMessage\":\"\\ud83d\\ude00 \\u0000\",\"externalReplyMessage\":\"x\"}",
    "{\"responses\":[{\"id\":\"2\",\"status\":429,\"headers\":{\"Retry-After\":\"5\"}},"
    "{\"id\":\"0\",\"status\":200,\"body\":{\"status\":\"disabled\",\"externalAudience\":\"none\"}}"
    ","
    "{\"id\":\"1\",\"status\":404,\"body\":{\"error\":{\"code\":\"ResourceNotFound\",\"message\":"
    "\"m\"}}}]}",
    "{\"value\":[{\"id\":\"a\",\"displayName\":\"Ann\",\"mail\":\"ann@x.example\",\"userType\":"
    "\"Member\",\"accountEnabled\":true,\"onPremisesImmutableId\":\"AQIDBAUGBwgJCgsMDQ4PEA==\"}],"
    "\"@odata.nextLink\":\"https://graph.example/v1.0/users?$skiptoken=1\"}",
    "{\"value\":[{\"id\":\"AQ==\",\"displayName\":\"Absentia: "
    "a\",\"sequence\":2,\"isEnabled\":true,"
    "\"conditions\":{\"subjectContains\":[]},\"exceptions\":{\"isAutomaticReply\":true},"
    "\"actions\":{"
    "\"delete\":true,\"redirectTo\":[{\"emailAddress\":{\"address\":\"b@x.example\"}}]}}]}",
    "{\"error\":{\"code\":\"ErrorAccessDenied\",\"message\":\"no\",\"innerError\":{}}}",
    NULL
  };

  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
