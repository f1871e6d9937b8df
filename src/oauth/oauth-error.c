/* oauth-error.c - a refused token as an error
 *
 * Microsoft warns that the numbers may change. So the standard's words, which are the control flow
 * of a device code and of a passing fault, come first; then the number; then the other words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-error.h"

#include "base-error.h"
#include "base-text.h"
#include "wire-json.h"

#include <string.h>

#define MOST_WORDS_CHARS 300

typedef struct
{
  gint64 number;
  BaseErrorCode code;
  const char *reason;
} Number;

static const Number numbers[] = {
  { 90002, BASE_ERROR_AUTH, "tenant-unknown" },
  { 50059, BASE_ERROR_AUTH, "tenant-unknown" },
  { 900023, BASE_ERROR_AUTH, "tenant-unknown" },
  { 90038, BASE_ERROR_AUTH, "other-cloud" },
  { 900432, BASE_ERROR_AUTH, "other-cloud" },
  { 900382, BASE_ERROR_AUTH, "other-cloud" },
  { 700016, BASE_ERROR_AUTH, "app-unknown" },
  { 700011, BASE_ERROR_AUTH, "app-unknown" },
  { 70001, BASE_ERROR_AUTH, "app-unknown" },
  { 7000112, BASE_ERROR_AUTH, "app-disabled" },
  { 700025, BASE_ERROR_AUTH, "app-public" },
  { 7000218, BASE_ERROR_AUTH, "app-confidential" },
  { 50194, BASE_ERROR_AUTH, "app-single-tenant" },
  { 50105, BASE_ERROR_AUTH, "not-assigned" },
  { 7000215, BASE_ERROR_AUTH, "secret-wrong" },
  { 70002, BASE_ERROR_AUTH, "secret-wrong" },
  { 7000222, BASE_ERROR_AUTH, "secret-expired" },
  { 700027, BASE_ERROR_AUTH, "certificate-unknown" },
  { 50012, BASE_ERROR_AUTH, "certificate-unknown" },
  { 50013, BASE_ERROR_AUTH, "certificate-unknown" },
  { 700030, BASE_ERROR_AUTH, "certificate-unknown" },
  { 700024, BASE_ERROR_AUTH, "assertion-time" },
  { 65001, BASE_ERROR_AUTH, "consent-missing" },
  { 90094, BASE_ERROR_AUTH, "consent-missing" },
  { 90095, BASE_ERROR_AUTH, "consent-missing" },
  { 650056, BASE_ERROR_AUTH, "consent-missing" },
  { 650057, BASE_ERROR_AUTH, "consent-missing" },
  { 65004, BASE_ERROR_AUTH, "consent-declined" },
  { 650052, BASE_ERROR_AUTH, "service-missing" },
  { 500011, BASE_ERROR_AUTH, "service-missing" },
  { 50011, BASE_ERROR_AUTH, "redirect-unregistered" },
  { 900971, BASE_ERROR_AUTH, "redirect-unregistered" },
  { 50072, BASE_ERROR_AUTH, "mfa-needed" },
  { 50074, BASE_ERROR_AUTH, "mfa-needed" },
  { 50076, BASE_ERROR_AUTH, "mfa-needed" },
  { 50078, BASE_ERROR_AUTH, "mfa-needed" },
  { 50079, BASE_ERROR_AUTH, "mfa-needed" },
  { 50158, BASE_ERROR_AUTH, "mfa-needed" },
  { 53000, BASE_ERROR_AUTH, "policy-blocked" },
  { 53001, BASE_ERROR_AUTH, "policy-blocked" },
  { 53002, BASE_ERROR_AUTH, "policy-blocked" },
  { 53003, BASE_ERROR_AUTH, "policy-blocked" },
  { 53004, BASE_ERROR_AUTH, "policy-blocked" },
  { 530032, BASE_ERROR_AUTH, "policy-blocked" },
  { 530035, BASE_ERROR_AUTH, "policy-blocked" },
  { 50131, BASE_ERROR_AUTH, "policy-blocked" },
  { 50005, BASE_ERROR_AUTH, "policy-blocked" },
  { 50097, BASE_ERROR_AUTH, "policy-blocked" },
  { 50034, BASE_ERROR_AUTH, "account-unknown" },
  { 50020, BASE_ERROR_AUTH, "account-unknown" },
  { 50126, BASE_ERROR_AUTH, "account-password" },
  { 50055, BASE_ERROR_AUTH, "account-password" },
  { 50056, BASE_ERROR_AUTH, "account-password" },
  { 50057, BASE_ERROR_AUTH, "account-disabled" },
  { 50053, BASE_ERROR_AUTH, "account-locked" },
  { 50173, BASE_ERROR_AUTH, "sign-in-again" },
  { 70008, BASE_ERROR_AUTH, "sign-in-again" },
  { 700082, BASE_ERROR_AUTH, "sign-in-again" },
  { 70043, BASE_ERROR_AUTH, "sign-in-again" },
  { 50132, BASE_ERROR_AUTH, "sign-in-again" },
  { 50133, BASE_ERROR_AUTH, "sign-in-again" },
  { 70016, BASE_ERROR_AUTH, "code-pending" },
  { 70018, BASE_ERROR_AUTH, "code-wrong" },
  { 70019, BASE_ERROR_AUTH, "code-expired" },
  { 70011, BASE_ERROR_AUTH, "request-refused" },
  { 28002, BASE_ERROR_AUTH, "request-refused" },
  { 700022, BASE_ERROR_AUTH, "request-refused" },
  { 9002313, BASE_ERROR_AUTH, "request-refused" },
  { 90055, BASE_ERROR_THROTTLED, "login-busy" },
  { 50196, BASE_ERROR_THROTTLED, "login-busy" },
  { 90012, BASE_ERROR_BUSY, "login-busy" },
  { 90033, BASE_ERROR_BUSY, "login-busy" },
  { 50033, BASE_ERROR_BUSY, "login-busy" },
};

typedef struct
{
  const char *word;
  BaseErrorCode code;
  const char *reason;
} Word;

/* RFC 6749 and RFC 8628: what happens next depends on these. */
static const Word flow_words[] = {
  { "authorization_pending", BASE_ERROR_AUTH, "code-pending" },
  { "slow_down", BASE_ERROR_AUTH, "code-slow" },
  { "expired_token", BASE_ERROR_AUTH, "code-expired" },
  { "bad_verification_code", BASE_ERROR_AUTH, "code-wrong" },
  { "authorization_declined", BASE_ERROR_AUTH, "consent-declined" },
  { "temporarily_unavailable", BASE_ERROR_BUSY, "login-busy" },
};

static const Word other_words[] = {
  { "access_denied", BASE_ERROR_AUTH, "consent-declined" },
  { "consent_required", BASE_ERROR_AUTH, "consent-missing" },
  { "interaction_required", BASE_ERROR_AUTH, "mfa-needed" },
  { "invalid_client", BASE_ERROR_AUTH, "client-refused" },
  { "unauthorized_client", BASE_ERROR_AUTH, "client-refused" },
  { "invalid_grant", BASE_ERROR_AUTH, "sign-in-again" },
  { "invalid_resource", BASE_ERROR_AUTH, "service-missing" },
  { "invalid_target", BASE_ERROR_AUTH, "service-missing" },
  { "invalid_request", BASE_ERROR_AUTH, "request-refused" },
  { "invalid_scope", BASE_ERROR_AUTH, "request-refused" },
  { "unsupported_grant_type", BASE_ERROR_AUTH, "request-refused" },
  { "server_error", BASE_ERROR_BUSY, "login-busy" },
};

/* What the server said, as it came. Borrowed. */
typedef struct
{
  const char *word; /* never NULL */
  const char *description;
  const char *trace_id;
  gint64 number; /* 0: none */
  int status;    /* 0: it came through the browser */
} Said;

static const Word *
find_word (const Word *words, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (words[i].word, word) == 0)
      return &words[i];
  return NULL;
}

static void
judge (const Said *said, BaseErrorCode *ret_code, const char **ret_reason)
{
  const Word *word = find_word (flow_words, G_N_ELEMENTS (flow_words), said->word);

  *ret_code = BASE_ERROR_AUTH;
  *ret_reason = "login-refused";
  if (word == NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
      if (numbers[i].number == said->number) {
        *ret_code = numbers[i].code;
        *ret_reason = numbers[i].reason;
        return;
      }
  if (word == NULL && said->number == 0)
    word = find_word (other_words, G_N_ELEMENTS (other_words), said->word);
  if (word != NULL) {
    *ret_code = word->code;
    *ret_reason = word->reason;
  }
}

/* Up to the ids that Entra ID appends; NULL when there are no words that may be shown. */
static char *
show_description (const char *description, const OauthForm *sent)
{
  g_autofree char *first = NULL;
  char *ids;

  if (description == NULL || *description == '\0' ||
      (sent != NULL && oauth_form_is_echoed (sent, description)))
    return NULL;

  first = g_strndup (description, strcspn (description, "\r\n"));
  ids = strstr (first, " Trace ID:");
  if (ids != NULL)
    *ids = '\0';
  return base_text_for_display (first, MOST_WORDS_CHARS);
}

static gint64
number_in (const char *description)
{
  const char *at = description != NULL ? strstr (description, "AADSTS") : NULL;

  return at != NULL ? (gint64) MIN (g_ascii_strtoull (at + 6, NULL, 10), G_MAXINT32) : 0;
}

static void
set_said (GError **error, const OauthAsked *asked, const Said *said, const OauthForm *sent,
          guint64 wait_ms)
{
  g_autofree char *host = oauth_url_host (asked->url);
  g_autofree char *shown = show_description (said->description, sent);
  g_autofree char *word = base_text_for_display (said->word, 60);
  g_autofree char *code = said->number != 0
                              ? g_strdup_printf ("AADSTS%" G_GINT64_FORMAT, said->number)
                              : g_strdup (word);
  BaseErrorCode kind;
  BaseErrorFacts facts = { .server_code = code,
                           .request_id = said->trace_id,
                           .host = host,
                           .account = asked->account,
                           .http_status = said->status,
                           .wait_ms = wait_ms };

  judge (said, &kind, &facts.reason);
  base_error_set_facts (error, kind, &facts, "%s: %s", host, shown != NULL ? shown : word);
}

/* The first number of "error_codes", else the one in the words. */
static gint64
read_number (JsonObject *answer, const char *description)
{
  JsonNode *node = json_object_get_member (answer, "error_codes");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first =
      array != NULL && json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;

  if (first != NULL && json_node_get_value_type (first) == G_TYPE_INT64)
    return json_node_get_int (first);
  return number_in (description);
}

/* TRUE when the body says in OAuth's way what is wrong. */
static gboolean
set_from_body (GError **error, const OauthAsked *asked, const HttpReply *reply,
               const OauthForm *sent, guint64 wait_ms)
{
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);
  g_autoptr (JsonObject) answer = size > 0 ? wire_json_parse (data, size, "answer", NULL) : NULL;
  g_autofree char *trace_id = NULL;
  Said said = { .status = reply->status };

  if (answer == NULL)
    return FALSE;
  said.word = wire_json_string (answer, "answer", "error", NULL);
  if (said.word == NULL)
    return FALSE;

  said.description = wire_json_string (answer, "answer", "error_description", NULL);
  said.number = read_number (answer, said.description);
  if (wire_json_string (answer, "answer", "trace_id", NULL) != NULL)
    trace_id = base_text_for_display (json_object_get_string_member (answer, "trace_id"), 60);
  said.trace_id = trace_id != NULL ? trace_id : reply->request_id;
  set_said (error, asked, &said, sent, wait_ms);
  return TRUE;
}

void
oauth_error_set_reply (GError **error, const OauthAsked *asked, const HttpReply *reply,
                       const OauthForm *sent)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  guint64 wait_ms = http_reply_wait_ms (reply, now);
  g_autofree char *host = oauth_url_host (asked->url);
  BaseErrorFacts facts = { .request_id = reply->request_id,
                           .host = host,
                           .account = asked->account,
                           .http_status = reply->status,
                           .wait_ms = wait_ms };

  if (reply->status >= 300 && reply->status < 400) {
    facts.reason = "token-redirect";
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts,
                          "%s wants to send the request elsewhere", host);
  } else if (reply->status == 429) {
    facts.reason = "login-busy";
    base_error_set_facts (error, BASE_ERROR_THROTTLED, &facts, "%s: too many requests", host);
  } else if (!set_from_body (error, asked, reply, sent, wait_ms)) {
    gboolean is_busy = reply->status >= 500;

    facts.reason = is_busy ? "login-busy" : "token-answer";
    base_error_set_facts (error, is_busy ? BASE_ERROR_BUSY : BASE_ERROR_PROTOCOL, &facts,
                          "%s answers with status %d", host, reply->status);
  }
}

void
oauth_error_set_words (GError **error, const OauthAsked *asked, const char *word,
                       const char *description)
{
  const Said said = { .word = word, .description = description, .number = number_in (description) };

  set_said (error, asked, &said, NULL, 0);
}

void
oauth_error_set_odd (GError **error, const OauthAsked *asked, const char *what)
{
  g_autofree char *host = oauth_url_host (asked->url);
  const BaseErrorFacts facts = { .reason = "token-answer",
                                 .host = host,
                                 .account = asked->account };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s: %s", host, what);
}
