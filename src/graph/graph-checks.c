/* graph-checks.c - the steps of the verification for an organisation online
 *
 * Permissions are proved by using them: a token under RBAC for Applications names none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-checks.h"

#include "base-error.h"
#include "graph-checks-login.h"
#include "graph-mailbox.h"
#include "graph-oof.h"
#include "graph-path.h"
#include "graph-tokens.h"
#include "wire-json-write.h"
#include "wire-json.h"

#include <glib/gi18n-lib.h>

/* What the steps share; the plan runs them one after the other. */
typedef struct
{
  GraphServer *server; /* NULL: the profile does not do, so that no step gets here */
  GError *problem;     /* why not */
} Checks;

static ChecksResult *
check_graph (BaseCall *call, gpointer data)
{
  static const GraphAsk ask = { .operation = "organization", .path = "/organization" };
  Checks *checks = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GraphAnswer) answer = NULL;
  g_autofree char *seen = NULL;

  answer = graph_ask_body (call, checks->server, &ask, &error);
  /* Who may not read that is known all the same. */
  if (answer == NULL && !g_error_matches (error, BASE_ERROR, BASE_ERROR_FORBIDDEN))
    return checks_result_new_error (CHECKS_FAILED, error);

  /* Translators: %s is a server's name */
  seen =
      g_strdup_printf (_ ("%s answers, and takes the application’s token."), checks->server->host);
  return checks_result_new (CHECKS_OK, seen, NULL, answer != NULL ? answer->request_id : NULL);
}

static ChecksResult *
check_people (BaseCall *call, gpointer data)
{
  Checks *checks = data;
  gboolean is_person = checks->server->profile->sign_in == EXCHANGE_SIGN_IN_PERSON;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = is_person
                              ? g_strdup ("/me")
                              : graph_path_with ("/users", "$select", "id,mail", "$top", "1", NULL);
  const GraphAsk ask = { .operation = "users", .path = path };
  g_autoptr (GraphAnswer) answer = graph_ask_body (call, checks->server, &ask, &error);

  if (answer == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);
  return checks_result_new (CHECKS_OK,
                            is_person ? _ ("Only the person who signed in is listed.")
                                      : _ ("The people of the organisation can be listed."),
                            NULL, NULL);
}

static ChecksResult *
skip_without_mailbox (void)
{
  return checks_result_new (CHECKS_WARNING, _ ("Not tried, because no test mailbox was chosen."),
                            _ ("Go back and enter a test mailbox: any mailbox whose reply this "
                               "application shall manage."),
                            NULL);
}

static ChecksResult *
check_mailbox (BaseCall *call, gpointer data)
{
  Checks *checks = data;
  const char *mailbox = checks->server->profile->test_mailbox;
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state = NULL;
  g_autofree char *seen = NULL;

  if (*mailbox == '\0')
    return skip_without_mailbox ();
  state = graph_oof_get (call, checks->server, mailbox, NULL, &error);
  if (state == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);

  /* Translators: %s is a mail address */
  seen = g_strdup_printf (_ ("The automatic reply of %s can be read."), mailbox);
  return checks_result_new (CHECKS_OK, seen, NULL, NULL);
}

static void
write_zone (GString *json, gconstpointer data)
{
  g_string_append (json, "{\"timeZone\":");
  wire_json_append (json, data);
  g_string_append_c (json, '}');
}

/* Not the reply itself: writing that makes Exchange forget who has had one. */
static gboolean
write_zone_back (BaseCall *call, GraphServer *server, const char *mailbox, GError **error)
{
  static const GraphAsk get = { .operation = "get timeZone" };
  g_autoptr (GraphAnswer) held = graph_mailbox_ask (call, server, mailbox, "timeZone", &get, error);
  GraphAsk set = { .operation = "set timeZone", .method = "PATCH", .write = write_zone };
  g_autoptr (GraphAnswer) answer = NULL;
  const char *zone;

  if (held == NULL)
    return FALSE;
  zone = wire_json_need_string (held->body, "timeZone", "value", error);
  if (zone == NULL)
    return FALSE;

  set.data = zone;
  answer = graph_mailbox_ask (call, server, mailbox, "", &set, error);
  return answer != NULL;
}

static ChecksResult *
check_write (BaseCall *call, gpointer data)
{
  Checks *checks = data;
  const char *mailbox = checks->server->profile->test_mailbox;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  if (*mailbox == '\0')
    return skip_without_mailbox ();
  if (!write_zone_back (call, checks->server, mailbox, &error))
    return checks_result_new_error (CHECKS_FAILED, error);

  /* Translators: %s is a mail address */
  seen = g_strdup_printf (_ ("The settings of %s can be written; nothing was changed."), mailbox);
  return checks_result_new (CHECKS_OK, seen, NULL, NULL);
}

static const struct
{
  const char *id;
  const char *title;
  const char *needs;
  ChecksRun run;
} steps[] = {
  { "graph", N_ ("Microsoft Graph"), "online-token", check_graph },
  { "online-people", N_ ("People online"), "graph", check_people },
  { "online-mailbox", N_ ("Automatic reply of the test mailbox online"), "graph", check_mailbox },
  { "online-write", N_ ("Right to write online"), "online-mailbox", check_write },
};

static void
clear_checks (gpointer data)
{
  Checks *self = data;

  graph_server_free (self->server);
  g_clear_error (&self->problem);
}

static void
unref_checks (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_checks);
}

void
graph_checks_add (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password,
                  OauthKeeper *keeper)
{
  Checks *checks = g_atomic_rc_box_new0 (Checks);

  g_autoptr (OauthCloud) cloud = graph_tokens_cloud (profile, NULL);
  g_autoptr (OauthCache) cache = graph_tokens_cache (profile, password, keeper, &checks->problem);

  if (cache != NULL)
    checks->server = graph_tokens_serve (profile, cache);
  graph_checks_login_add (plan, profile, cloud, cache, checks->problem);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    checks_plan_add (plan, steps[i].id, _ (steps[i].title), steps[i].needs, steps[i].run,
                     g_atomic_rc_box_acquire (checks), unref_checks);
  unref_checks (checks);
}
