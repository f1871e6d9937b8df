/* test-sealed.c - a console over plain http, where Kerberos encrypts: a front that opens and seals
 * bodies, before the simulator
 *
 * Run by with-kdc.sh, and by lab/sealed.sh against Active Directory's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../http/sealed-peer.h"
#include "http-auth.h"
#include "powershell-login.h"
#include "scene.h"

/* The simulator's own answer to what came out of the encryption. */
static GBytes *
answer_by_simulator (const char *head, GBytes *plain, int *ret_status, char **ret_lines,
                     gpointer data)
{
  const Scene *scene = data;
  const char *found = strstr (head, "\r\nCookie: ");
  g_autofree char *cookie = found != NULL ? g_strndup (found + 2, strcspn (found + 2, "\r")) : NULL;
  const char *const headers[] = { "Content-Type: application/soap+xml;charset=UTF-8", cookie,
                                  NULL };
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  HttpServer server = scene->place.http;
  const HttpRequest request = { .headers = headers, .body = plain };

  server.url = scene->url;
  server.auth = HTTP_AUTH_BASIC;
  server.secret = scene->password;
  reply = http_send (call, &server, &request, &error);
  g_assert_no_error (error);
  for (gsize i = 0; reply->cookies[i] != NULL; i++)
    g_string_append_printf (lines, "Set-Cookie: %s; path=/\r\n", reply->cookies[i]);
  *ret_lines = g_strdup (lines->str);
  *ret_status = reply->status;
  return g_bytes_ref (reply->body);
}

/* How the console is found: by https, which wants a password that we have not, then by the ticket.
 */
static PowershellPlace
find_place (Scene *scene, const char *plain_url)
{
  PowershellPlace place = scene->place;
  g_autoptr (GError) error = NULL;

  place.http.secret = NULL;
  place.http.auth = HTTP_AUTH_NONE;
  place.plain_url = plain_url;
  g_assert_true (powershell_login_choose (scene->call, &place, HTTP_AUTH_NONE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (place.http.url, ==, plain_url);
  g_assert_cmpint (place.http.auth, ==, HTTP_AUTH_NEGOTIATE);
  return place;
}

static void
play (SealedMode mode)
{
  g_autoptr (Scene) scene = scene_new (stage_new ("--people", "10", NULL), NULL);
  g_autoptr (SealedPeer) peer = sealed_peer_new (mode, answer_by_simulator, scene);
  g_autofree char *url = sealed_peer_url (peer);
  g_autofree char *much = g_strnfill (100 * 1024, 'a');
  PowershellPlace place = find_place (scene, url);
  g_autoptr (PowershellCommand) set =
      powershell_command_new (POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION);
  g_autoptr (PowershellResult) written = NULL;
  g_autoptr (PowershellResult) read = NULL;
  g_autoptr (GError) error = NULL;

  scene->console = powershell_console_open (scene->call, &place, &error);
  g_assert_no_error (error);
  powershell_command_put_text (set, "Identity", "oofadmin@corp.example");
  powershell_command_put_message (set, "InternalMessage", much);
  written = powershell_console_run (scene->console, scene->call, set, &error);
  g_assert_no_error (error);
  read = scene_run (scene, POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION, "Identity",
                    "oofadmin@corp.example", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (powershell_value_property_text (read->objects->pdata[0], "InternalMessage"), ==,
                   much);
  powershell_console_close (g_steal_pointer (&scene->console), scene->call);

  g_assert_cmpstr (peer->client, ==, sealed_client ());
  g_assert_cmpint (scene_count (scene, "powershell-delete"), ==, 1);
  g_assert_cmpint (stage_count (scene->stage, "writes"), ==, 1);
  g_assert_true ((g_atomic_int_get (&peer->n_handshakes) == 1) == (mode == SEALED_WELL));
}

static void
test_well (void)
{
  play (SEALED_WELL);
}

/* The session is lost again and again: what was not read is sent again, and nothing is done twice.
 */
static void
test_forgetful (void)
{
  play (SEALED_FORGETFUL);
}

/* A fault in the clear could be anybody's. */
static void
test_plain (void)
{
  g_autoptr (Scene) scene = scene_new (stage_new ("--people", "10", NULL), NULL);
  g_autoptr (SealedPeer) peer = sealed_peer_new (SEALED_PLAIN, answer_by_simulator, scene);
  g_autofree char *url = sealed_peer_url (peer);
  PowershellPlace place = find_place (scene, url);
  g_autoptr (GError) error = NULL;

  g_assert_null (powershell_console_open (scene->call, &place, &error));
  scene_assert_error (error, BASE_ERROR_PROTOCOL, "powershell-answer");
}

/* The simulator's own port: faults are sealed, too; a connection that is lost is logged in anew. */
static void
test_simulator (void)
{
  const char *keytab = g_getenv ("KRB5_KTNAME") + strlen ("FILE:");
  g_autoptr (Scene) scene =
      scene_new (stage_new ("--people", "10", "--keytab", keytab, NULL), NULL);
  PowershellPlace place = find_place (scene, stage_word (scene->stage, "powershell_sealed"));
  g_autoptr (PowershellResult) domains = NULL;
  g_autoptr (PowershellResult) again = NULL;
  g_autoptr (GError) error = NULL;

  scene->console = powershell_console_open (scene->call, &place, &error);
  g_assert_no_error (error);
  domains = scene_run (scene, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (domains->objects->len, ==, 1);
  g_assert_null (scene_run (scene, POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION, "Identity",
                            "nobody@corp.example", &error));
  scene_assert_error (error, BASE_ERROR_NOT_FOUND, "powershell-no-object");
  g_clear_error (&error);
  stage_fault (scene->stage, "\"operation\":\"powershell-command\",\"nth\":1",
               "\"fault\":\"quota\"");
  g_assert_null (scene_run (scene, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, &error));
  scene_assert_error (error, BASE_ERROR_THROTTLED, "powershell-quota");
  g_clear_error (&error);
  stage_fault (scene->stage, "\"operation\":\"powershell-command\",\"nth\":1", "\"reset\":true");
  again = scene_run (scene, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, &error);
  g_assert_no_error (error);
  powershell_console_close (g_steal_pointer (&scene->console), scene->call);
  g_assert_cmpint (stage_count (scene->stage, "shells"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/powershell/sealed/well", test_well);
  g_test_add_func ("/powershell/sealed/forgetful", test_forgetful);
  g_test_add_func ("/powershell/sealed/plain", test_plain);
  g_test_add_func ("/powershell/sealed/simulator", test_simulator);
  return g_test_run ();
}
