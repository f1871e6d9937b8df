/* test-errors.c - what Graph says in place of an answer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "graph-error.h"
#include "wire-json.h"

#include <string.h>

static void
test_table (void)
{
  static const struct
  {
    int status;
    const char *code; /* NULL: no body */
    const char *words;
    guint64 wait_ms;
    BaseErrorCode error;
    const char *reason;
  } rows[] = {
    { 401, "InvalidAuthenticationToken", "", 0, BASE_ERROR_AUTH, "graph-token-refused" },
    { 401, NULL, NULL, 0, BASE_ERROR_AUTH, "graph-token-refused" },
    { 403, "ErrorAccessDenied", "", 0, BASE_ERROR_FORBIDDEN, "online-scope" },
    { 403, "erroraccessdenied", "", 0, BASE_ERROR_FORBIDDEN, "online-scope" },
    { 403, "Authorization_RequestDenied", "", 0, BASE_ERROR_FORBIDDEN, "online-consent" },
    { 403, "ErrorAccessDenied", "Access to OData is disabled.", 0, BASE_ERROR_FORBIDDEN,
      "online-blocked" },
    { 403, "Whatever", "The process failed to get the correct properties.", 0, BASE_ERROR_FORBIDDEN,
      "online-special" },
    { 403, "Whatever", "", 0, BASE_ERROR_FORBIDDEN, "online-scope" },
    { 404, "MailboxNotEnabledForRESTAPI", "", 0, BASE_ERROR_WRONG_SERVER, "mailbox-not-online" },
    { 404, "ResourceNotFound", "", 0, BASE_ERROR_NOT_FOUND, "no-mailbox" },
    { 404, "Request_ResourceNotFound", "", 0, BASE_ERROR_NOT_FOUND, "no-mailbox" },
    { 404, NULL, NULL, 0, BASE_ERROR_PROTOCOL, "not-graph" },
    { 400, "InvalidTimeZone", "", 0, BASE_ERROR_REJECTED, "bad-zone" },
    { 400, "RequestBodyRead", "", 0, BASE_ERROR_REJECTED, "refused-value" },
    { 410, "syncStateNotFound", "", 0, BASE_ERROR_UNSUPPORTED, "delta-expired" },
    { 410, "Gone", "", 0, BASE_ERROR_UNSUPPORTED, "delta-expired" },
    { 429, "TooManyRequests", "", 7000, BASE_ERROR_THROTTLED, "online-throttled" },
    { 429, NULL, NULL, 0, BASE_ERROR_THROTTLED, "online-throttled" },
    { 429, "ErrorAccessDenied", "", 0, BASE_ERROR_THROTTLED, "online-throttled" },
    { 429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", 0,
      BASE_ERROR_THROTTLED, "connection-limit" },
    { 503, "ServiceUnavailable", "", 0, BASE_ERROR_BUSY, NULL },
    { 503, NULL, NULL, 3000, BASE_ERROR_THROTTLED, "online-throttled" },
    { 504, "ResourceNotFound", "", 0, BASE_ERROR_BUSY, NULL },
    { 599, NULL, NULL, 0, BASE_ERROR_BUSY, "http-status" },
    { 302, NULL, NULL, 0, BASE_ERROR_WRONG_SERVER, "redirect" },
    { 418, "Teapot", "", 0, BASE_ERROR_PROTOCOL, "http-status" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup_printf ("{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}",
                                             rows[i].code, rows[i].words);
    g_autoptr (JsonObject) body =
        rows[i].code != NULL ? wire_json_parse (text, strlen (text), "body", NULL) : NULL;
    const GraphRefusal refusal = { .status = rows[i].status,
                                   .body = body,
                                   .host = "graph.example",
                                   .request_id = "id-1",
                                   .wait_ms = rows[i].wait_ms };
    g_autoptr (GError) error = NULL;

    graph_error_set (&refusal, &error);
    g_test_message ("%d %s: %s", rows[i].status, rows[i].code, error->message);
    g_assert_error (error, BASE_ERROR, (int) rows[i].error);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
    g_assert_cmpuint (base_error_facts (error)->wait_ms, ==, rows[i].wait_ms);
    g_assert_cmpstr (base_error_facts (error)->request_id, ==, "id-1");
    g_assert_cmpstr (base_error_facts (error)->server_code, ==, rows[i].code);
  }
}

static void
test_odd_shapes (void)
{
  static const char *const texts[] = { "{}", "{\"error\":7}", "{\"error\":{\"code\":7}}",
                                       "{\"error\":{\"code\":\"\\u0000\",\"message\":{}}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (JsonObject) body = wire_json_parse (texts[i], strlen (texts[i]), "body", NULL);
    const GraphRefusal refusal = { .status = 500, .body = body };
    g_autoptr (GError) error = NULL;

    graph_error_set (&refusal, &error);
    g_assert_error (error, BASE_ERROR, BASE_ERROR_BUSY);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/errors/table", test_table);
  g_test_add_func ("/graph/errors/odd-shapes", test_odd_shapes);
  return g_test_run ();
}
