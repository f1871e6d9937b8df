/* graph-error.c - what Graph says in place of an answer, as an error
 *
 * Codes as the reference pages and the issue threads of Microsoft's own clients have them; they are
 * compared without case, and the status speaks where a code is not known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-error.h"

#include "base-error.h"
#include "base-text.h"
#include "wire-json.h"

#include <string.h>

#define MOST_WORDS_CHARS 300

typedef struct
{
  const char *code;
  BaseErrorCode error;
  const char *reason;
} Row;

static const Row rows[] = {
  { "InvalidAuthenticationToken", BASE_ERROR_AUTH, "graph-token-refused" },
  { "AuthenticationError", BASE_ERROR_AUTH, "graph-token-refused" },
  { "ErrorAccessDenied", BASE_ERROR_FORBIDDEN, "online-scope" },
  { "AccessDenied", BASE_ERROR_FORBIDDEN, "online-scope" },
  { "Authorization_RequestDenied", BASE_ERROR_FORBIDDEN, "online-consent" },
  { "Authorization_IdentityNotFound", BASE_ERROR_FORBIDDEN, "online-consent" },
  { "MailboxNotEnabledForRESTAPI", BASE_ERROR_WRONG_SERVER, "mailbox-not-online" },
  { "MailboxNotSupportedForRESTAPI", BASE_ERROR_WRONG_SERVER, "mailbox-not-online" },
  { "ErrorInvalidUser", BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { "ResourceNotFound", BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { "Request_ResourceNotFound", BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { "ErrorNonExistentMailbox", BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { "ErrorItemNotFound", BASE_ERROR_NOT_FOUND, "no-such-item" },
  { "MailboxConcurrency", BASE_ERROR_THROTTLED, "connection-limit" },
  { "ErrorInvalidScheduledOofDuration", BASE_ERROR_REJECTED, "bad-window" },
  { "InvalidTimeZone", BASE_ERROR_REJECTED, "bad-zone" },
  { "TimeZoneNotSupportedException", BASE_ERROR_REJECTED, "bad-zone" },
  { "ErrorMessageSizeExceeded", BASE_ERROR_REJECTED, "too-long" },
  { "ErrorMailboxMoveInProgress", BASE_ERROR_BUSY, "moving" },
  { "ErrorMailboxStoreUnavailable", BASE_ERROR_BUSY, "moving" },
  { "SyncStateNotFound", BASE_ERROR_UNSUPPORTED, "delta-expired" },
  { "SyncStateInvalid", BASE_ERROR_UNSUPPORTED, "delta-expired" },
  { "resyncRequired", BASE_ERROR_UNSUPPORTED, "delta-expired" },
  { "Directory_ExpiredPageToken", BASE_ERROR_UNSUPPORTED, "delta-expired" },
  { "Request_UnsupportedQuery", BASE_ERROR_UNSUPPORTED, "graph-query" },
};

static const struct
{
  int status;
  BaseErrorCode error;
  const char *reason;
} status_rows[] = {
  { 400, BASE_ERROR_REJECTED, "refused-value" },
  { 401, BASE_ERROR_AUTH, "graph-token-refused" },
  { 403, BASE_ERROR_FORBIDDEN, "online-scope" },
  { 404, BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { 409, BASE_ERROR_BUSY, NULL },
  { 410, BASE_ERROR_UNSUPPORTED, "delta-expired" },
  { 413, BASE_ERROR_REJECTED, "too-long" },
  { 424, BASE_ERROR_BUSY, NULL },
  { 429, BASE_ERROR_THROTTLED, "online-throttled" },
  { 500, BASE_ERROR_BUSY, NULL },
  { 502, BASE_ERROR_BUSY, NULL },
  { 503, BASE_ERROR_BUSY, NULL },
  { 504, BASE_ERROR_BUSY, NULL },
};

/* What only the words tell. */
static const Row word_rows[] = {
  { "Access to OData is disabled", BASE_ERROR_FORBIDDEN, "online-blocked" },
  { "failed to get the correct properties", BASE_ERROR_FORBIDDEN, "online-special" },
  { "MailboxConcurrency", BASE_ERROR_THROTTLED, "connection-limit" },
};

typedef struct
{
  const char *code;
  const char *words;
} Said;

static Said
find_said (const GraphRefusal *refusal)
{
  JsonNode *node = refusal->body != NULL ? json_object_get_member (refusal->body, "error") : NULL;
  Said said = { NULL };

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
    said.code = wire_json_string (json_node_get_object (node), "error", "code", NULL);
    said.words = wire_json_string (json_node_get_object (node), "error", "message", NULL);
  }
  return said;
}

/* A status that speaks of the moment counts more than any code. */
static gboolean
is_passing (int status)
{
  return status == 429 || status >= 500;
}

static const Row *
find_row (const GraphRefusal *refusal, const Said *said)
{
  for (gsize i = 0; said->words != NULL && i < G_N_ELEMENTS (word_rows); i++)
    if (strstr (said->words, word_rows[i].code) != NULL)
      return &word_rows[i];
  for (gsize i = 0; said->code != NULL && i < G_N_ELEMENTS (rows); i++)
    if (g_ascii_strcasecmp (rows[i].code, said->code) == 0 &&
        (!is_passing (refusal->status) || rows[i].error == BASE_ERROR_THROTTLED ||
         rows[i].error == BASE_ERROR_BUSY))
      return &rows[i];
  return NULL;
}

/* Nothing that Graph would say: a proxy's page, perhaps. */
static gboolean
is_foreign (const GraphRefusal *refusal, const Said *said)
{
  return said->code == NULL && refusal->status < 500 && refusal->status != 401 &&
         refusal->status != 429;
}

static void
judge (const GraphRefusal *refusal, const Said *said, BaseErrorCode *ret_error,
       BaseErrorFacts *facts)
{
  const Row *row = find_row (refusal, said);

  *ret_error = refusal->status >= 500 ? BASE_ERROR_BUSY : BASE_ERROR_PROTOCOL;
  facts->reason = "http-status";
  if (row != NULL) {
    *ret_error = row->error;
    facts->reason = row->reason;
  } else if (refusal->status / 100 == 3) {
    *ret_error = BASE_ERROR_WRONG_SERVER;
    facts->reason = "redirect";
  } else if (is_foreign (refusal, said)) {
    facts->reason = "not-graph";
  } else {
    for (gsize i = 0; i < G_N_ELEMENTS (status_rows); i++)
      if (status_rows[i].status == refusal->status) {
        *ret_error = status_rows[i].error;
        facts->reason = status_rows[i].reason;
      }
  }
  if (*ret_error == BASE_ERROR_BUSY && facts->wait_ms > 0)
    *ret_error = BASE_ERROR_THROTTLED; /* it says how long to stay away */
  if (*ret_error == BASE_ERROR_THROTTLED && facts->reason == NULL)
    facts->reason = "online-throttled";
}

void
graph_error_set (const GraphRefusal *refusal, GError **error)
{
  Said said = find_said (refusal);
  g_autofree char *code = base_text_for_display (said.code != NULL ? said.code : "", 100);
  g_autofree char *words =
      base_text_for_display (said.words != NULL ? said.words : "", MOST_WORDS_CHARS);
  BaseErrorFacts facts = { .server_code = *code != '\0' ? code : NULL,
                           .request_id = refusal->request_id,
                           .host = refusal->host,
                           .object = refusal->mailbox,
                           .http_status = refusal->status,
                           .wait_ms = refusal->wait_ms };
  BaseErrorCode kind;

  judge (refusal, &said, &kind, &facts);
  if (refusal->no_right != NULL && g_strcmp0 (facts.reason, "online-scope") == 0)
    facts.reason = refusal->no_right;
  base_error_set_facts (error, kind, &facts, "%s%s%s (HTTP %d)",
                        *code != '\0' ? code : "the answer is not one of Graph",
                        *words != '\0' ? ": " : "", words, refusal->status);
}
