/* test-cloud.c - the list of clouds, and addresses of one's own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "oauth-cloud.h"
#include "oauth-tenant.h"
#include "oauth-url.h"

#include <string.h>

static void
test_list (void)
{
  g_autoptr (GPtrArray) clouds = oauth_cloud_list ();
  g_autoptr (OauthCloud) china = oauth_cloud_find ("21vianet");

  g_assert_cmpuint (clouds->len, >=, 4);
  g_assert_cmpstr (((OauthCloud *) clouds->pdata[0])->id, ==, "global");
  g_assert_cmpstr (oauth_cloud_resource (clouds->pdata[0], OAUTH_RESOURCE_GRAPH), ==,
                   "https://graph.microsoft.com");
  g_assert_cmpstr (oauth_cloud_resource (china, OAUTH_RESOURCE_ADMIN), ==,
                   "https://partner.outlook.cn");
  g_assert_cmpstr (china->ca_pem, ==, "");
  g_assert_null (oauth_cloud_find ("custom"));
  g_assert_null (oauth_cloud_find (NULL));
}

static void
test_own (void)
{
  static const struct
  {
    const char *login;
    const char *graph;
    gboolean is_good;
  } rows[] = {
    { "https://login.example/", "https://graph.example", TRUE },
    { "http://127.0.0.1:8080", "http://[::1]:8080", TRUE },
    { "https://login.example/corp.example/oauth2/v2.0/token", "https://graph.example/v1.0/", TRUE },
    { "/oauth2/v2.0/token", "https://graph.example", FALSE },
    { "https:///oauth2/v2.0/token", "https://graph.example", FALSE },
    { "http://login.example", "https://graph.example", FALSE },
    { "https://login.example", "", FALSE },
    { NULL, "https://graph.example", FALSE },
    { "https://me@login.example", "https://graph.example", FALSE },
    { "https://login.example?x", "https://graph.example", FALSE },
    { "https://login.example#x", "https://graph.example", FALSE },
    { "https://login.exa mple", "https://graph.example", FALSE },
    { "https://login.example\r\nX: y", "https://graph.example", FALSE },
    { "ftp://login.example", "https://graph.example", FALSE },
    { "http://127.0.0.1.example", "https://graph.example", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const OauthCloud draft = { .login = (char *) rows[i].login, .graph = (char *) rows[i].graph };
    g_autoptr (GError) error = NULL;
    g_autoptr (OauthCloud) cloud = oauth_cloud_new (&draft, &error);

    g_test_message ("%s %s", rows[i].login, rows[i].graph);
    g_assert_cmpint (cloud != NULL, ==, rows[i].is_good);
    if (cloud == NULL) {
      g_assert_cmpstr (base_error_facts (error)->reason, ==, "cloud-address");
    } else {
      g_assert_false (g_str_has_suffix (cloud->login, "/"));
      g_assert_null (strstr (cloud->login, "oauth2"));
      g_assert_null (strstr (cloud->graph, "v1.0"));
    }
  }
}

static void
test_origin (void)
{
  g_assert_true (oauth_url_is_same_origin ("https://A.example/x", "https://a.example:443/y"));
  g_assert_false (oauth_url_is_same_origin ("https://a.example", "http://a.example"));
  g_assert_false (oauth_url_is_same_origin ("https://a.example", "https://a.example:444"));
  g_assert_false (oauth_url_is_same_origin ("https://a.example", "https://a.example.evil"));
  g_assert_false (oauth_url_is_same_origin ("https://a.example", "nonsense"));
}

static void
test_form (void)
{
  g_auto (OauthForm) form = { NULL };

  oauth_form_add (&form, "grant_type", "x");
  oauth_form_add (&form, "client_secret", "a&b=c d+ü%");
  oauth_form_add (&form, "left_out", NULL);
  g_assert_cmpstr (form.text->str, ==, "grant_type=x&client_secret=a%26b%3Dc%20d%2B%C3%BC%25");
  g_assert_true (oauth_form_is_echoed (&form, "your secret a&b=c d+ü% is wrong"));
  g_assert_true (oauth_form_is_echoed (&form, "a%26b%3Dc%20d%2B%C3%BC%25"));
  g_assert_false (oauth_form_is_echoed (&form, "grant_type x"));
}

static void
test_tenant_names (void)
{
  static const char *const good[] = { "corp.example", "11111111-2222-3333-4444-555555555555",
                                      "xn--kln-sna.example" };
  static const char *const bad[] = {
    "", "corp", "..", ".corp.example", "a/b.example", "a%2e.b", "köln.example", "a.b?x", "a.b\n"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (oauth_tenant_is_name (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (oauth_tenant_is_name (bad[i]));
  g_assert_false (oauth_tenant_is_name (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/cloud/list", test_list);
  g_test_add_func ("/oauth/cloud/own", test_own);
  g_test_add_func ("/oauth/cloud/origin", test_origin);
  g_test_add_func ("/oauth/cloud/form", test_form);
  g_test_add_func ("/oauth/cloud/tenant-names", test_tenant_names);
  return g_test_run ();
}
