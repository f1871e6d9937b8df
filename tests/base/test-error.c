/* test-error.c - facts travel with an error; each code has one verdict; back-off
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-retry.h"

#include <gio/gio.h>

static GError *
make_error (void)
{
  g_autofree char *code = g_strdup ("ErrorServerBusy");
  g_autofree char *id = g_strdup ("id-1");
  g_autofree char *host = g_strdup ("mail.corp.example");
  const BaseErrorFacts facts = { .reason = "busy",
                                 .server_code = code,
                                 .request_id = id,
                                 .host = host,
                                 .http_status = 503,
                                 .wait_ms = G_MAXUINT64 };
  GError *error = NULL;

  base_error_set_facts (&error, BASE_ERROR_THROTTLED, &facts, "%s: %d", "busy", 7);
  return error; /* the strings are gone */
}

static void
assert_facts (const GError *error)
{
  const BaseErrorFacts *facts = base_error_facts (error);

  g_assert_error (error, BASE_ERROR, BASE_ERROR_THROTTLED);
  g_assert_cmpstr (facts->reason, ==, "busy");
  g_assert_cmpstr (facts->server_code, ==, "ErrorServerBusy");
  g_assert_cmpstr (facts->request_id, ==, "id-1");
  g_assert_cmpstr (facts->host, ==, "mail.corp.example");
  g_assert_cmpint (facts->http_status, ==, 503);
  g_assert_cmpuint (facts->wait_ms, ==, G_MAXUINT64);
}

static void
test_facts (void)
{
  GError *error = make_error ();
  GError *copy = g_error_copy (error);
  g_autoptr (GError) moved = NULL;
  g_autoptr (GError) prefixed = NULL;

  g_assert_cmpstr (error->message, ==, "busy: 7");
  assert_facts (error);
  g_error_free (error);
  assert_facts (copy);
  g_propagate_error (&moved, copy);
  assert_facts (moved);
  g_propagate_prefixed_error (&prefixed, g_error_copy (moved), "ann: ");
  g_assert_cmpstr (prefixed->message, ==, "ann: busy: 7");
  assert_facts (prefixed);
}

static void
test_without_facts (void)
{
  g_autoptr (GError) plain = NULL;
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  base_error_set (&plain, BASE_ERROR_TLS, "100%% %s", "safe");
  g_assert_cmpstr (plain->message, ==, "100% safe");
  g_assert_null (base_error_facts (plain)->reason);
  g_assert_cmpint (base_error_facts (plain)->http_status, ==, 0);
  g_assert_null (base_error_facts (other)->server_code);
  g_assert_nonnull (base_error_facts (NULL));

  base_error_set (NULL, BASE_ERROR_TLS, "nobody asked");
  base_error_set_facts (NULL, BASE_ERROR_TLS, base_error_facts (NULL), "nobody asked");
}

static void
test_names_and_verdicts (void)
{
  static const struct
  {
    BaseErrorCode code;
    const char *name;
    BaseVerdict verdict;
  } rows[] = {
    { BASE_ERROR_OFFLINE, "OFFLINE", BASE_VERDICT_RETRY },
    { BASE_ERROR_TLS, "TLS", BASE_VERDICT_STOP },
    { BASE_ERROR_AUTH, "AUTH", BASE_VERDICT_STOP },
    { BASE_ERROR_FORBIDDEN, "FORBIDDEN", BASE_VERDICT_SKIP },
    { BASE_ERROR_NOT_FOUND, "NOT_FOUND", BASE_VERDICT_SKIP },
    { BASE_ERROR_WRONG_SERVER, "WRONG_SERVER", BASE_VERDICT_REROUTE },
    { BASE_ERROR_THROTTLED, "THROTTLED", BASE_VERDICT_WAIT },
    { BASE_ERROR_BUSY, "BUSY", BASE_VERDICT_RETRY },
    { BASE_ERROR_REJECTED, "REJECTED", BASE_VERDICT_SKIP },
    { BASE_ERROR_UNSUPPORTED, "UNSUPPORTED", BASE_VERDICT_SKIP },
    { BASE_ERROR_PROTOCOL, "PROTOCOL", BASE_VERDICT_SKIP },
    { BASE_ERROR_STORE, "STORE", BASE_VERDICT_STOP },
  };
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    base_error_set (&error, rows[i].code, "x");
    g_assert_cmpstr (base_error_name (error), ==, rows[i].name);
    g_assert_cmpint (base_error_verdict (error), ==, rows[i].verdict);
  }
  g_assert_cmpstr (base_error_name (cancelled), ==, "CANCELLED");
  g_assert_cmpint (base_error_verdict (cancelled), ==, BASE_VERDICT_CANCELLED);
  g_assert_cmpstr (base_error_name (other), ==, "FAILED");
  g_assert_cmpint (base_error_verdict (other), ==, BASE_VERDICT_SKIP);
}

static void
test_retry (void)
{
  static const struct
  {
    guint tries;
    guint64 first_ms, most_ms;
    double share;
    guint64 wait_ms;
  } rows[] = {
    { 0, 100, 1000, 0.0, 0 },    { 0, 100, 1000, 0.5, 50 },
    { 1, 100, 1000, 0.5, 100 },  { 3, 100, 1000, 0.5, 400 },
    { 4, 100, 1000, 0.5, 500 },  { G_MAXUINT, 100, 1000, 0.5, 500 },
    { 0, 5000, 1000, 0.5, 500 }, { G_MAXUINT, 1, G_MAXINT64, 0.0, 0 },
    { 0, 100, 1000, 0.999, 99 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("row %u", i);
    g_assert_cmpuint (
        base_retry_wait_ms (rows[i].tries, rows[i].first_ms, rows[i].most_ms, rows[i].share), ==,
        rows[i].wait_ms);
  }
}

static void
test_pass (void)
{
  g_autoptr (GError) error = NULL;
  GError *problem = NULL;

  g_assert_true (base_error_pass (NULL, &error));
  g_assert_no_error (error);
  base_error_set (&problem, BASE_ERROR_BUSY, "later");
  g_assert_false (base_error_pass (g_error_copy (problem), NULL));
  g_assert_false (base_error_pass (problem, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_BUSY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/error/facts", test_facts);
  g_test_add_func ("/base/error/without-facts", test_without_facts);
  g_test_add_func ("/base/error/names-and-verdicts", test_names_and_verdicts);
  g_test_add_func ("/base/error/pass", test_pass);
  g_test_add_func ("/base/retry", test_retry);
  return g_test_run ();
}
