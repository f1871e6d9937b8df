/* graph-error.h - what Graph says in place of an answer, as an error
 *
 * {"error": {"code", "message", "innerError"}}, alone or for one request of a batch. Reasons:
 *
 *   AUTH          "graph-token-refused"
 *   FORBIDDEN     "online-scope" (no permission for this mailbox, or it is not in the scope),
 *                 "online-consent" (no permission for this part of the directory),
 *                 "online-blocked" (the organisation lets no such program in),
 *                 "online-special" (a mailbox that has no such settings),
 *                 "online-calendar" (no permission for its calendar)
 *   NOT_FOUND     "no-mailbox", "no-such-item"
 *   WRONG_SERVER  "mailbox-not-online" (on premises, without a licence, or deleted), "redirect"
 *   THROTTLED     "connection-limit", "online-throttled"
 *   REJECTED      "bad-window", "bad-zone", "too-long", "refused-value"
 *   UNSUPPORTED   "delta-expired", "graph-query" (what was asked for is not offered)
 *   PROTOCOL      "not-graph" (the answer is something else), "http-status"
 */
#pragma once

#include <json-glib/json-glib.h>

typedef struct
{
  int status;
  JsonObject *body; /* NULL: none, or no JSON */
  const char *host;
  const char *mailbox;  /* whom it was about; NULL: nobody */
  const char *no_right; /* in place of "online-scope"; NULL: that */
  const char *request_id;
  guint64 wait_ms; /* Retry-After; 0: not said */
} GraphRefusal;

void graph_error_set (const GraphRefusal *refusal, GError **error);
