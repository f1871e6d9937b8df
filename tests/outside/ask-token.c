/* ask-token.c - gets a token in one of the ways of the room oauth, and tells what came, without the
 * token
 *
 *   ask-token GRANT LOGIN TENANT CLIENT CA [CERTIFICATE]
 *
 * GRANT: secret (on standard input), certificate, sign-in, device. LOGIN: the login server's
 * address; CA: the file of its authority. Prints "open URL" for the browser, "code CODE URL" for
 * the other device, and then "token" with the audience and who it is for; for a person it refreshes
 * twice, with "refreshed" each. What goes wrong is "error REASON CODE".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "oauth-claims.h"
#include "oauth-device.h"
#include "oauth-sign-in.h"

#include <gio/gio.h>
#include <stdio.h>
#include <unistd.h>

static void
open_cb (const char *url, gpointer data)
{
  printf ("open %s\n", url);
  fflush (stdout);
}

static void
show_cb (const OauthDeviceCode *code, gpointer data)
{
  printf ("code %s %s\n", code->user_code, code->url);
  fflush (stdout);
}

static void
tell (const OauthToken *token)
{
  g_autoptr (OauthClaims) claims = oauth_claims_read (base_secret_text (token->access));

  printf ("token %s %s\n", claims != NULL ? claims->audience : "-",
          *token->user != '\0' ? token->user : "-");
  fflush (stdout);
}

/* The second time with what the first one gave: refresh tokens may work once only. */
static gboolean
refresh (BaseCall *call, const OauthApp *app, const OauthTenant *tenant, OauthToken *first,
         GError **error)
{
  g_autoptr (BaseSecret) refresh_token = NULL;

  if (first->refresh == NULL) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "there is no refresh token");
    return FALSE;
  }
  refresh_token = base_secret_ref (first->refresh);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (OauthToken) token = oauth_token_refresh (call, app, tenant, OAUTH_RESOURCE_GRAPH,
                                                        refresh_token, base_clock_system (), error);

    if (token == NULL)
      return FALSE;
    puts ("refreshed");
    if (token->refresh != NULL) {
      base_secret_unref (refresh_token);
      refresh_token = base_secret_ref (token->refresh);
    }
  }
  return TRUE;
}

static OauthToken *
ask (BaseCall *call, const char *grant, const OauthApp *app, const OauthTenant *tenant,
     GError **error)
{
  const OauthSignIn how = { .app = app,
                            .tenant = tenant,
                            .clock = base_clock_system (),
                            .login_hint = "oofadmin@corp.example",
                            .pages = { "Signed in.", "Not signed in." },
                            .open = open_cb };

  if (g_str_equal (grant, "sign-in"))
    return oauth_sign_in (call, &how, error);
  if (g_str_equal (grant, "device"))
    return oauth_device_sign_in (call, app, tenant, base_clock_system (), show_cb, NULL, error);
  return oauth_token_for_app (call, app, tenant, OAUTH_RESOURCE_GRAPH, base_clock_system (), error);
}

static gboolean
run (char **argv, int argc, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 60 * 1000);
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autofree char *ca = NULL;
  OauthCloud draft = { .login = argv[2], .graph = (char *) "https://graph.microsoft.com" };
  g_autoptr (OauthCloud) cloud = NULL;
  g_autoptr (OauthTenant) tenant = NULL;
  g_autoptr (OauthCertificate) certificate = NULL;
  g_autoptr (BaseSecret) secret = NULL;
  g_autoptr (OauthToken) token = NULL;
  OauthApp app = { .tenant = argv[3], .id = argv[4] };
  gboolean is_person = g_str_equal (argv[1], "sign-in") || g_str_equal (argv[1], "device");

  if (!g_file_get_contents (argv[5], &ca, NULL, error))
    return FALSE;
  draft.ca_pem = ca;
  if (argc > 6) {
    g_autoptr (GFile) file = g_file_new_for_path (argv[6]);
    g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);

    certificate = bytes != NULL ? oauth_certificate_new (bytes, NULL, error) : NULL;
    if (certificate == NULL)
      return FALSE;
  }
  if (g_str_equal (argv[1], "secret"))
    secret = base_secret_read_line (STDIN_FILENO, error);

  cloud = oauth_cloud_new (&draft, error);
  if (cloud == NULL)
    return FALSE;
  app.cloud = cloud;
  app.certificate = certificate;
  app.secret = secret;
  tenant = oauth_tenant_find (call, cloud, argv[3], now, error);
  if (tenant == NULL)
    return FALSE;
  token = ask (call, argv[1], &app, tenant, error);
  if (token == NULL)
    return FALSE;
  tell (token);
  return !is_person || refresh (call, &app, tenant, token, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc < 6)
    return 2;
  if (run (argv, argc, &error))
    return 0;
  printf ("error %s %s\n", base_error_facts (error)->reason, base_error_facts (error)->server_code);
  g_printerr ("ask-token: %s\n", error->message);
  return 1;
}
