/* test-auth.c - what WWW-Authenticate offers and what is taken of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "http-auth.h"

#define BASIC (1u << HTTP_AUTH_BASIC)
#define NTLM (1u << HTTP_AUTH_NTLM)
#define NEGOTIATE (1u << HTTP_AUTH_NEGOTIATE)
#define BEARER (1u << HTTP_AUTH_BEARER)

static void
test_offered (void)
{
  static const struct
  {
    const char *lines[4];
    guint offered;
  } rows[] = {
    { { NULL }, 0 },
    { { "Negotiate", "NTLM", "Basic realm=\"mail.corp.example\"", NULL },
      NEGOTIATE | NTLM | BASIC },
    { { "negotiate, ntlm ,BASIC realm=x" }, NEGOTIATE | NTLM | BASIC },
    { { "Digest realm=\"say \\\", NTLM, Basic\", qop=\"auth\"" }, 0 },
    { { "Bearer client_id=\"0\", trusted_issuers=\"a,Basic\", authorization_uri=\"https://x\"" },
      BEARER },
    { { "Basic realm=\"open" }, BASIC },
    { { "Digest Basic=NTLM, NTLM=Basic" }, 0 },
    { { ",,, ", "" }, 0 },
    { { "\"Basic\"", "=Basic" }, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpuint (http_auth_offered (rows[i].lines), ==, rows[i].offered);
  }
}

static void
test_choose (void)
{
  static const struct
  {
    guint offered;
    HttpHave have;
    HttpAuth auth; /* NONE: an error with this reason */
    const char *reason;
  } rows[] = {
    { NEGOTIATE | NTLM | BASIC, HTTP_HAVE_TICKET | HTTP_HAVE_PASSWORD | HTTP_HAVE_NTLM,
      HTTP_AUTH_NEGOTIATE, NULL },
    { NEGOTIATE | NTLM | BASIC, HTTP_HAVE_PASSWORD | HTTP_HAVE_NTLM, HTTP_AUTH_NTLM, NULL },
    { NEGOTIATE | NTLM | BASIC, HTTP_HAVE_PASSWORD, HTTP_AUTH_BASIC, NULL },
    { NEGOTIATE | NTLM, HTTP_HAVE_PASSWORD, HTTP_AUTH_NONE, "no-method" },
    { NEGOTIATE, HTTP_HAVE_PASSWORD | HTTP_HAVE_GSS_NTLM, HTTP_AUTH_NTLM, NULL },
    { NEGOTIATE, HTTP_HAVE_TICKET | HTTP_HAVE_PASSWORD | HTTP_HAVE_GSS_NTLM, HTTP_AUTH_NEGOTIATE,
      NULL },
    { NEGOTIATE, HTTP_HAVE_GSS_NTLM, HTTP_AUTH_NONE, "no-method" },
    { NEGOTIATE | BASIC, HTTP_HAVE_PASSWORD | HTTP_HAVE_GSS_NTLM, HTTP_AUTH_BASIC, NULL },
    { NEGOTIATE, HTTP_HAVE_PASSWORD | HTTP_HAVE_NTLM, HTTP_AUTH_NONE, "no-method" },
    { BASIC, HTTP_HAVE_TICKET | HTTP_HAVE_PASSWORD, HTTP_AUTH_BASIC, NULL },
    { BASIC, HTTP_HAVE_TICKET | HTTP_HAVE_NTLM, HTTP_AUTH_NONE, "no-password" },
    { BEARER, HTTP_HAVE_PASSWORD, HTTP_AUTH_NONE, "no-method" },
    { 0, HTTP_HAVE_PASSWORD, HTTP_AUTH_NONE, "no-method" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    HttpAuth auth = HTTP_AUTH_NONE;
    gboolean is_chosen = http_auth_choose (rows[i].offered, rows[i].have, &auth, &error);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (is_chosen, ==, rows[i].reason == NULL);
    g_assert_cmpint (auth, ==, rows[i].auth);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
  }
}

static void
test_describe (void)
{
  g_autofree char *all = http_auth_describe (BASIC | NTLM | NEGOTIATE);
  g_autofree char *none = http_auth_describe (0);

  g_assert_cmpstr (all, ==, "Negotiate, NTLM, Basic");
  g_assert_cmpstr (none, ==, "");
}

static void
test_no_ticket (void)
{
  g_setenv ("KRB5CCNAME", "FILE:/nonexistent/cache", TRUE);
  g_setenv ("KRB5_CONFIG", "/dev/null", TRUE);
  g_setenv ("KRB5_CLIENT_KTNAME", "FILE:/nonexistent/keytab", TRUE);
  g_assert_false (http_auth_has_ticket ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/auth/offered", test_offered);
  g_test_add_func ("/http/auth/choose", test_choose);
  g_test_add_func ("/http/auth/describe", test_describe);
  g_test_add_func ("/http/auth/no-ticket", test_no_ticket);
  return g_test_run ();
}
