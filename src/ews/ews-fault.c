/* ews-fault.c - what a server says in XML when it does not do what it was asked to
 *
 * Quirks: grommunio and Exchange 2007 put the code into the fault's words or code and bring no
 * detail; the back-off hint is in the types namespace although the detail is not; Exchange 2007 to
 * 2013 say in words only that the caller is not the owner.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-fault.h"

#include "base-error.h"
#include "base-text.h"

#include <string.h>

#define MOST_WORDS_CHARS 300
#define MOST_WAIT_MS (60 * 60 * 1000)

typedef struct
{
  const char *code;
  BaseErrorCode error;
  const char *reason;
} Row;

static const Row rows[] = {
  { "ErrorImpersonateUserDenied", BASE_ERROR_FORBIDDEN, "impersonation-denied" },
  { "ErrorImpersonationDenied", BASE_ERROR_FORBIDDEN, "impersonation-denied" },
  { "ErrorImpersonationFailed", BASE_ERROR_BUSY, NULL },
  { "ErrorInvalidExchangeImpersonationHeaderData", BASE_ERROR_UNSUPPORTED, NULL },
  { "ErrorAccessDenied", BASE_ERROR_FORBIDDEN, "access-denied" },
  { "ErrorSendAsDenied", BASE_ERROR_FORBIDDEN, "access-denied" },
  { "ErrorNonExistentMailbox", BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { "ErrorMailRecipientNotFound", BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { "ErrorCannotFindUser", BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { "ErrorInvalidSmtpAddress", BASE_ERROR_NOT_FOUND, "no-mailbox" },
  { "ErrorNonPrimarySmtpAddress", BASE_ERROR_NOT_FOUND, "not-primary" },
  { "ErrorItemNotFound", BASE_ERROR_NOT_FOUND, "no-such-item" },
  { "ErrorMissingEmailAddress", BASE_ERROR_UNSUPPORTED, "caller-without-mailbox" },
  { "ErrorNameResolutionNoMailbox", BASE_ERROR_UNSUPPORTED, "caller-without-mailbox" },
  { "ErrorMailTipsDisabled", BASE_ERROR_UNSUPPORTED, "mailtips-disabled" },
  { "ErrorInvalidUserOofSettings", BASE_ERROR_REJECTED, "reply-missing" },
  { "ErrorInvalidScheduledOofDuration", BASE_ERROR_REJECTED, "bad-window" },
  { "ErrorRulesOverQuota", BASE_ERROR_REJECTED, "rules-quota" },
  { "ErrorOutlookRuleBlobExists", BASE_ERROR_REJECTED, "outlook-rules" },
  { "ErrorInboxRulesValidationError", BASE_ERROR_REJECTED, "rule-refused" },
  { "ErrorExceededFindCountLimit", BASE_ERROR_REJECTED, "page-too-big" },
  { "ErrorServerBusy", BASE_ERROR_THROTTLED, NULL },
  { "ErrorExceededConnectionCount", BASE_ERROR_THROTTLED, "connection-limit" },
  { "ErrorTimeoutExpired", BASE_ERROR_BUSY, NULL },
  { "ErrorInternalServerError", BASE_ERROR_BUSY, NULL },
  { "ErrorInternalServerTransientError", BASE_ERROR_BUSY, NULL },
  { "ErrorTooManyObjectsOpened", BASE_ERROR_BUSY, NULL },
  { "ErrorInsufficientResources", BASE_ERROR_BUSY, NULL },
  { "ErrorADUnavailable", BASE_ERROR_BUSY, NULL },
  { "ErrorADOperation", BASE_ERROR_BUSY, NULL },
  { "ErrorServiceUnavailable", BASE_ERROR_BUSY, NULL },
  { "ErrorBatchProcessingStopped", BASE_ERROR_BUSY, NULL },
  { "ErrorConnectionFailed", BASE_ERROR_BUSY, NULL },
  { "ErrorMailboxMoveInProgress", BASE_ERROR_BUSY, "moving" },
  { "ErrorMailboxFailover", BASE_ERROR_BUSY, "moving" },
  { "ErrorMailboxStoreUnavailable", BASE_ERROR_BUSY, "moving" },
  { "ErrorNoRespondingCASInDestinationSite", BASE_ERROR_WRONG_SERVER, "other-site" },
  { "ErrorCrossSiteRequest", BASE_ERROR_WRONG_SERVER, "other-site" },
  { "ErrorProxyRequestNotAllowed", BASE_ERROR_WRONG_SERVER, "other-site" },
  { "ErrorNoDestinationCASDueToKerberosRequirements", BASE_ERROR_WRONG_SERVER, "other-site" },
  { "ErrorNoDestinationCASDueToSSLRequirements", BASE_ERROR_WRONG_SERVER, "other-site" },
  { "ErrorNoDestinationCASDueToVersionMismatch", BASE_ERROR_WRONG_SERVER, "other-site" },
  { "ErrorInvalidServerVersion", BASE_ERROR_UNSUPPORTED, "version" },
  { "ErrorIncorrectSchemaVersion", BASE_ERROR_UNSUPPORTED, "version" },
  { "ErrorWrongServerVersion", BASE_ERROR_UNSUPPORTED, "version" },
  { "ErrorInvalidSchemaVersionForMailboxVersion", BASE_ERROR_UNSUPPORTED, "version" },
  { "ErrorInvalidOperation", BASE_ERROR_UNSUPPORTED, NULL },
  { "ErrorInvalidRequest", BASE_ERROR_UNSUPPORTED, NULL },
  { "ErrorSchemaValidation", BASE_ERROR_PROTOCOL, NULL },
  { "ErrorAccountDisabled", BASE_ERROR_AUTH, "account-disabled" },
  { "ErrorPasswordExpired", BASE_ERROR_AUTH, "password-expired" },
  { "ErrorPasswordChangeRequired", BASE_ERROR_AUTH, "password-change" },
};

/* What to make of a fault that has no code of Exchange's own, by what its words hold. */
static const Row word_rows[] = {
  { "not mailbox owner", BASE_ERROR_FORBIDDEN, "access-denied" },
  { "AccessDenied", BASE_ERROR_FORBIDDEN, "access-denied" },
  { "Access is denied", BASE_ERROR_FORBIDDEN, "access-denied" },
};

void
ews_fault_free (EwsFault *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_free (self->words);
  g_free (self->primary);
  g_free (self);
}

/* "ErrorAccessDenied", perhaps with a prefix before and a sentence after; NULL when it begins
 * otherwise. */
static char *
cut_code (const char *text)
{
  const char *colon = strchr (text, ':');
  gsize length;

  if (!g_str_has_prefix (text, "Error") && colon != NULL && g_str_has_prefix (colon + 1, "Error"))
    text = colon + 1;
  if (!g_str_has_prefix (text, "Error"))
    return NULL;

  for (length = 0; g_ascii_isalnum (text[length]); length++)
    continue;
  return length > strlen ("Error") && length < 100 ? g_strndup (text, length) : NULL;
}

static void
take_value (EwsFault *fault, const xmlNode *value)
{
  g_autofree char *name = wire_xml_attribute (value, "Name");
  g_autofree char *text = g_strstrip (wire_xml_text (value));

  if (g_strcmp0 (name, "BackOffMilliseconds") == 0)
    g_ascii_string_to_unsigned (text, 10, 0, MOST_WAIT_MS, &fault->wait_ms, NULL);
  else if (fault->primary == NULL && base_text_is_address (text))
    fault->primary = g_steal_pointer (&text);
}

static void
take_values (EwsFault *fault, const xmlNode *parent)
{
  xmlNode *values = wire_xml_child (parent, NULL, "MessageXml");
  xmlNode *value = wire_xml_child (values, NULL, "Value");

  for (; value != NULL; value = wire_xml_next (value, NULL, "Value"))
    take_value (fault, value);
}

/* Some servers name the primary address only in a sentence. */
static void
take_address_of_words (EwsFault *fault)
{
  g_auto (GStrv) words = NULL;

  if (fault->primary != NULL || !g_str_equal (fault->code, "ErrorNonPrimarySmtpAddress"))
    return;

  words = g_strsplit_set (fault->words, " \t\r\n'\"<>()[],;:", -1);
  for (gsize i = 0; words[i] != NULL && fault->primary == NULL; i++) {
    if (g_str_has_suffix (words[i], "."))
      words[i][strlen (words[i]) - 1] = '\0';
    if (base_text_is_address (words[i]))
      fault->primary = g_strdup (words[i]);
  }
}

EwsFault *
ews_fault_new_soap (const WireSoapFault *soap)
{
  EwsFault *fault = g_new0 (EwsFault, 1);
  g_autofree char *code = wire_xml_child_text (soap->detail, NULL, "ResponseCode");
  g_autofree char *old_code = wire_xml_child_text (soap->detail, NULL, "ErrorCode");

  fault->code = code != NULL ? cut_code (code) : NULL;
  if (fault->code == NULL && old_code != NULL)
    fault->code = cut_code (old_code);
  if (fault->code == NULL)
    fault->code = cut_code (soap->code);
  if (fault->code == NULL)
    fault->code = cut_code (soap->words);
  if (fault->code == NULL) {
    fault->code = g_strdup (soap->code);
    fault->is_client = g_str_has_prefix (soap->code, "Client");
  }
  fault->words = g_strdup (soap->words);
  take_values (fault, soap->detail);
  take_address_of_words (fault);
  return fault;
}

EwsFault *
ews_fault_new_message (const xmlNode *message)
{
  EwsFault *fault = g_new0 (EwsFault, 1);
  g_autofree char *code = wire_xml_child_text (message, NULL, "ResponseCode");
  g_autofree char *words = wire_xml_child_text (message, NULL, "MessageText");

  fault->code = code != NULL ? g_steal_pointer (&code) : g_strdup ("");
  fault->words = words != NULL ? g_steal_pointer (&words) : g_strdup ("");
  fault->is_client = TRUE; /* a code that we do not know speaks of this one request */
  take_values (fault, message);
  take_address_of_words (fault);
  return fault;
}

static const Row *
find_row (const EwsFault *fault)
{
  static const Row unknown_client = { NULL, BASE_ERROR_REJECTED, "refused-value" };
  static const Row unknown_server = { NULL, BASE_ERROR_BUSY, "server-fault" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].code, fault->code))
      return &rows[i];
  for (gsize i = 0; i < G_N_ELEMENTS (word_rows); i++)
    if (strstr (fault->words, word_rows[i].code) != NULL)
      return &word_rows[i];

  /* Exchange's own codes without a row: all that are passing are in the table. */
  return fault->is_client || g_str_has_prefix (fault->code, "Error") ? &unknown_client
                                                                     : &unknown_server;
}

void
ews_fault_set_error (const EwsFault *self, const EwsFaultOrigin *origin, GError **error)
{
  const Row *row = find_row (self);
  g_autofree char *code = base_text_for_display (self->code, 100);
  g_autofree char *words = base_text_for_display (self->words, MOST_WORDS_CHARS);
  const BaseErrorFacts facts = { .reason = row->reason,
                                 .server_code = code,
                                 .request_id = origin->request_id,
                                 .host = origin->host,
                                 .http_status = origin->http_status,
                                 .wait_ms = self->wait_ms };

  base_error_set_facts (error, row->error, &facts, "%s%s%s",
                        *code != '\0' ? code : "the server refused without a code",
                        *words != '\0' ? ": " : "", words);
}
