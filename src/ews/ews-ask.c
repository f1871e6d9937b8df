/* ews-ask.c - sends one request in its envelope
 *
 * Quirk: Exchange 2010 answers a version that it does not know with ErrorSchemaValidation, newer
 * ones with ErrorInvalidServerVersion, and some gateways with ErrorInvalidRequest; the first and
 * the last of these mean the version only as long as no request of that version has been
 * understood.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-ask.h"

#include "base-error.h"
#include "base-text.h"
#include "ews-answer.h"
#include "http-auth.h"

#include <string.h>

typedef enum
{
  SAYS_ALWAYS,
  SAYS_UNLESS_PROVEN
} SaysVersion;

static const struct
{
  const char *code;
  SaysVersion when;
} version_codes[] = {
  { "ErrorInvalidServerVersion", SAYS_ALWAYS },
  { "ErrorIncorrectSchemaVersion", SAYS_ALWAYS },
  { "ErrorWrongServerVersion", SAYS_ALWAYS },
  { "ErrorInvalidSchemaVersionForMailboxVersion", SAYS_ALWAYS },
  { "ErrorInvalidRequest", SAYS_UNLESS_PROVEN },
  { "ErrorSchemaValidation", SAYS_UNLESS_PROVEN },
};

static void
write_header (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  wire_xml_open (xml, "s:Header");
  wire_xml_open (xml, "t:RequestServerVersion");
  wire_xml_put (xml, "Version", ews_version_names[version]);
  wire_xml_close (xml);
  if (ask->as != NULL) {
    wire_xml_open (xml, "t:ExchangeImpersonation");
    wire_xml_open (xml, "t:ConnectingSID");
    wire_xml_leaf (xml, "t:PrimarySmtpAddress", ask->as);
    wire_xml_close (xml);
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
}

GBytes *
ews_ask_encode (const EwsAsk *ask, EwsVersion version, GError **error)
{
  g_autoptr (WireXml) xml = wire_xml_new ();

  wire_xml_open (xml, "s:Envelope");
  wire_xml_put (xml, "xmlns:s", WIRE_NS_SOAP);
  wire_xml_put (xml, "xmlns:m", EWS_NS_MESSAGES);
  wire_xml_put (xml, "xmlns:t", EWS_NS_TYPES);
  write_header (xml, ask, version);
  wire_xml_open (xml, "s:Body");
  ask->encode (xml, ask, version);
  return wire_xml_finish (xml, error);
}

static EwsLogin
judge_login (const HttpReply *reply)
{
  if (reply == NULL)
    return EWS_LOGIN_UNKNOWN;
  if (reply->status == 401)
    return EWS_LOGIN_REFUSED;

  /* Anything else may come from a gateway that never looked at the credentials. */
  return reply->status == 200 || reply->status == 500 ? EWS_LOGIN_ACCEPTED : EWS_LOGIN_UNKNOWN;
}

/* The one that is alone was refused with a ticket that the profile does not insist on: TRUE when
 * there is a password to go on with. A service name that nobody or the wrong account holds is a
 * common mistake; no password was sent yet, so none is tried twice. */
static gboolean
leave_ticket (EwsServer *server, EwsPass pass, const HttpReply *reply, const GError *why)
{
  gboolean is_refused = reply != NULL ? reply->status == 401
                                      : g_error_matches (why, BASE_ERROR, BASE_ERROR_AUTH) &&
                                            !http_auth_is_final (why);

  return is_refused && pass == EWS_PASS_ALONE && server->http.auth == HTTP_AUTH_NEGOTIATE &&
         server->profile->auth == EXCHANGE_AUTH_AUTO && !g_atomic_int_get (&server->is_logged_in) &&
         http_auth_choose (server->offered & ~(1u << HTTP_AUTH_NEGOTIATE),
                           http_auth_have (server->password), &server->http.auth, NULL);
}

static HttpReply *
send_once (BaseCall *call, EwsServer *server, const HttpRequest *request, gboolean *ret_again,
           GError **error)
{
  g_autoptr (GError) why = NULL;
  HttpReply *reply;
  EwsPass pass;

  if (!ews_gate_enter (server->gate, call, &pass, error))
    return NULL;

  reply = server->send (call, &server->http, request, server->send_data, &why);
  if (leave_ticket (server, pass, reply, why)) {
    g_clear_pointer (&reply, http_reply_free);
    g_clear_error (&why);
    reply = server->send (call, &server->http, request, server->send_data, &why);
  }
  if (judge_login (reply) == EWS_LOGIN_ACCEPTED) {
    g_atomic_int_set (&server->is_bound, reply->is_bound);
    g_atomic_int_set (&server->is_logged_in, 1);
  }
  *ret_again = ews_gate_leave (server->gate, pass, judge_login (reply), why);
  if (reply == NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  return reply;
}

static HttpReply *
send_request (BaseCall *call, EwsServer *server, const EwsAsk *ask, GBytes *body, GError **error)
{
  g_autofree char *guid = base_call_new_guid (call);
  g_autofree char *id = g_strconcat ("client-request-id: ", guid, NULL);
  g_autofree char *anchor =
      ask->as != NULL ? g_strconcat ("X-AnchorMailbox: ", ask->as, NULL) : NULL;
  const char *const headers[] = { "Content-Type: text/xml; charset=utf-8",
                                  "Accept: text/xml",
                                  EWS_USER_AGENT,
                                  "return-client-request-id: true",
                                  id,
                                  anchor, /* may be NULL: the end */
                                  NULL };
  const HttpRequest request = { .headers = headers,
                                .body = body,
                                .flags = ask->is_change ? HTTP_ONCE : 0,
                                .label = ask->operation };
  gboolean is_worth_again = FALSE;
  HttpReply *reply = send_once (call, server, &request, &is_worth_again, error);

  if (reply == NULL || !is_worth_again)
    return reply;

  http_reply_free (reply);
  return send_once (call, server, &request, &is_worth_again, error);
}

static EwsAnswer *
ask_once (BaseCall *call, EwsServer *server, const EwsAsk *ask, EwsVersion version,
          char **ret_primary, GError **error)
{
  g_autoptr (GBytes) body = ews_ask_encode (ask, version, error);
  g_autoptr (HttpReply) reply = NULL;

  if (body == NULL)
    return NULL;

  reply = send_request (call, server, ask, body, error);
  if (reply == NULL)
    return NULL;

  return ews_answer_new (reply, server->host, ask, ret_primary, error);
}

static gboolean
is_about_version (const GError *why, gboolean is_proven)
{
  const char *code = base_error_facts (why)->server_code;

  for (gsize i = 0; i < G_N_ELEMENTS (version_codes); i++)
    if (g_strcmp0 (version_codes[i].code, code) == 0)
      return version_codes[i].when == SAYS_ALWAYS || !is_proven;
  return FALSE;
}

/* A refusal that speaks of rights or mailboxes shows too that the version was understood. */
static gboolean
proves_version (const GError *why)
{
  return why == NULL || (base_error_facts (why)->server_code != NULL &&
                         (g_error_matches (why, BASE_ERROR, BASE_ERROR_FORBIDDEN) ||
                          g_error_matches (why, BASE_ERROR, BASE_ERROR_NOT_FOUND)));
}

static EwsAnswer *
ask_stepping_down (BaseCall *call, EwsServer *server, const EwsAsk *ask, char **ret_primary,
                   GError **error)
{
  static const BaseErrorFacts too_old = { .reason = "version" };
  gboolean is_proven = g_atomic_int_get (&server->is_version_proven);
  int version = g_atomic_int_get (&server->version);
  int oldest = ask->oldest != EWS_VERSION_ANY ? (int) ask->oldest : EWS_VERSION_2007_SP1;
  g_autoptr (GError) first = NULL;

  for (; version <= oldest; version++) {
    g_autoptr (GError) why = NULL;
    EwsAnswer *answer = ask_once (call, server, ask, (EwsVersion) version, ret_primary, &why);

    if (why == NULL || server->profile->version != EXCHANGE_VERSION_AUTO ||
        !is_about_version (why, is_proven)) {
      /* A mailbox on an older server of a proven organisation changes nothing for the others. */
      if (!is_proven && proves_version (why)) {
        g_atomic_int_set (&server->version, version);
        g_atomic_int_set (&server->is_version_proven, TRUE);
      }
      if (why != NULL)
        g_propagate_error (error, g_steal_pointer (&why));
      return answer;
    }

    if (first == NULL)
      first = g_steal_pointer (&why);
  }

  if (first == NULL)
    base_error_set_facts (&first, BASE_ERROR_UNSUPPORTED, &too_old, "the server is too old for %s",
                          ask->operation);
  g_propagate_error (error, g_steal_pointer (&first));
  return NULL;
}

static EwsAnswer *
ask_as_account (BaseCall *call, EwsServer *server, const EwsAsk *ask, char **ret_primary,
                GError **error)
{
  GError *why = NULL;
  EwsAnswer *answer = ask_stepping_down (call, server, ask, ret_primary, &why);

  if (why != NULL) {
    base_error_set_account (why, server->profile->admin_upn);
    g_propagate_error (error, why);
  }
  return answer;
}

EwsAnswer *
ews_ask (BaseCall *call, EwsServer *server, const EwsAsk *ask, GError **error)
{
  static const BaseErrorFacts bad_address = { .reason = "bad-address" };
  g_autofree char *primary = NULL;
  g_autoptr (GError) why = NULL;
  EwsAsk again = *ask;
  EwsAnswer *answer;

  /* It goes into a header line as well. */
  if (ask->as != NULL && !base_text_is_address (ask->as)) {
    g_autofree char *shown = base_text_for_display (ask->as, 100);

    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_address, "“%s” is no mail address",
                          shown);
    return NULL;
  }

  answer = ask_as_account (call, server, ask, &primary, &why);
  if (why == NULL)
    return answer;
  if (primary == NULL || ask->as == NULL || g_ascii_strcasecmp (primary, ask->as) == 0) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }

  again.as = primary;
  g_clear_error (&why);
  g_clear_pointer (&answer, ews_answer_free);
  answer = ask_as_account (call, server, &again, NULL, error);
  if (answer != NULL)
    answer->address = g_steal_pointer (&primary);
  return answer;
}

static gboolean
is_without_mailbox (const GError *why)
{
  const char *reason = base_error_facts (why)->reason;

  return g_strcmp0 (reason, "caller-without-mailbox") == 0 || g_strcmp0 (reason, "no-mailbox") == 0;
}

EwsAnswer *
ews_ask_directory (BaseCall *call, EwsServer *server, EwsAsk *ask, GError **error)
{
  const char *test_mailbox = server->profile->test_mailbox;
  gboolean has_other = *test_mailbox != '\0';
  g_autoptr (GError) why = NULL;
  EwsAnswer *answer;

  ask->as = has_other && g_atomic_int_get (&server->is_mailboxless) ? test_mailbox : NULL;
  answer = ews_ask (call, server, ask, &why);
  if (answer != NULL)
    return answer;
  if (ask->as != NULL || !has_other || !is_without_mailbox (why)) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }

  ask->as = test_mailbox;
  answer = ews_ask (call, server, ask, error);
  if (answer != NULL)
    g_atomic_int_set (&server->is_mailboxless, TRUE);
  return answer;
}
