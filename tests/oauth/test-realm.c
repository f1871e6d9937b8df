/* test-realm.c - what a domain's organisation is called
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "login.h"
#include "oauth-realm.h"

typedef struct
{
  const char *body;
  const char *name; /* NULL: not understood */
  gboolean is_known;
} Row;

static const Row rows[] = {
  { "{\"NameSpaceType\":\"Managed\",\"FederationBrandName\":\"Corp Example Ltd\"}",
    "Corp Example Ltd", TRUE },
  { "{\"NameSpaceType\":\"Federated\",\"FederationBrandName\":\"Köln\"}", "Köln", TRUE },
  { "{\"NameSpaceType\":\"Managed\"}", "", TRUE },
  { "{\"NameSpaceType\":\"Managed\",\"FederationBrandName\":7}", "", TRUE },
  { "{\"NameSpaceType\":\"Managed\",\"FederationBrandName\":\"two\\u0007bells\"}", "", TRUE },
  { "{\"NameSpaceType\":\"Unknown\"}", "", FALSE },
  { "{\"FederationBrandName\":\"Corp\"}", NULL, FALSE },
  { "[]", NULL, FALSE },
  { "no JSON", NULL, FALSE },
};

static OauthRealm *
find (Login *login, const char *domain, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);

  return oauth_realm_find (call, login->cloud, domain, error);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Login) login = login_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (OauthRealm) realm = NULL;

    g_test_message ("%s", rows[i].body);
    login_say (login, 200, "", rows[i].body);
    realm = find (login, "corp.example", &error);
    g_assert_true (g_str_has_prefix (
        login_request (login, 0), "GET /getuserrealm.srf?login=postmaster%40corp.example&json=1 "));
    if (rows[i].name == NULL) {
      g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
      g_assert_cmpstr (base_error_facts (error)->reason, ==, "token-answer");
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpstr (realm->name, ==, rows[i].name);
    g_assert_cmpint (realm->is_known, ==, rows[i].is_known);
  }
}

static void
test_long_name (void)
{
  g_autoptr (Login) login = login_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strnfill (101, 'x');
  g_autofree char *body =
      g_strdup_printf ("{\"NameSpaceType\":\"Managed\",\"FederationBrandName\":\"%s\"}", name);
  g_autoptr (OauthRealm) realm = NULL;

  login_say (login, 200, "", body);
  realm = find (login, "corp.example", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (realm->name, ==, "");
}

static void
test_bad_name (void)
{
  static const char *const names[] = { "a/b.example", "corp.example&json=0", "", "corp" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (Login) login = login_new ();
    g_autoptr (GError) error = NULL;

    g_assert_null (find (login, names[i], &error));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "tenant-name");
    g_assert_cmpuint (login_asked (login), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/realm/rows", test_rows);
  g_test_add_func ("/oauth/realm/long-name", test_long_name);
  g_test_add_func ("/oauth/realm/bad-name", test_bad_name);
  return g_test_run ();
}
