/* powershell-fault.c - faults, statuses and error records of the server
 *
 * What a fault is, is decided by its number, and what an error record is by its type and category,
 * never by the sentence: only the two quotas have no number of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-fault.h"

#include "base-text.h"
#include "wire-xml-read.h"

#include <string.h>

#define MOST_WORDS_CHARS 500
#define MOST_WAIT_MS (60 * 60 * 1000)

typedef struct
{
  const char *key;
  BaseErrorCode code;
  const char *reason;
} Row;

static const Row fault_rows[] = {
  { "5", BASE_ERROR_FORBIDDEN, "powershell-not-allowed" },
  { "2150858793", BASE_ERROR_BUSY, "powershell-quiet" },
  { "2150858843", BASE_ERROR_BUSY, "powershell-shell-lost" },
  { "2150858811", BASE_ERROR_UNSUPPORTED, "powershell-other" },
  { "2150859161", BASE_ERROR_UNSUPPORTED, "powershell-redirect" },
};

static const Row word_rows[] = {
  { "concurrent shells", BASE_ERROR_THROTTLED, "powershell-shells" },
  { "load quota", BASE_ERROR_THROTTLED, "powershell-quota" },
};

/* The last part of the exception's type. */
static const Row exception_rows[] = {
  { "CommandNotFoundException", BASE_ERROR_FORBIDDEN, "powershell-no-cmdlet" },
  { "ParameterBindingException", BASE_ERROR_FORBIDDEN, "powershell-no-cmdlet" },
  { "ManagementObjectNotFoundException", BASE_ERROR_NOT_FOUND, "powershell-no-object" },
  { "OverBudgetException", BASE_ERROR_THROTTLED, "powershell-quota" },
  { "ADScopeException", BASE_ERROR_FORBIDDEN, "powershell-scope" },
  { "CmdletAccessDeniedException", BASE_ERROR_FORBIDDEN, "powershell-not-allowed" },
  { "ADTransientException", BASE_ERROR_BUSY, "powershell-busy" },
  { "StorageTransientException", BASE_ERROR_BUSY, "powershell-busy" },
  { "MailboxInTransitException", BASE_ERROR_BUSY, "powershell-busy" },
};

/* .NET's ErrorCategory. */
static const struct
{
  gint64 category;
  BaseErrorCode code;
  const char *reason;
} category_rows[] = {
  { 13, BASE_ERROR_NOT_FOUND, "powershell-no-object" },   /* ObjectNotFound */
  { 15, BASE_ERROR_BUSY, "powershell-busy" },             /* OperationTimeout */
  { 18, BASE_ERROR_FORBIDDEN, "powershell-not-allowed" }, /* PermissionDenied */
  { 19, BASE_ERROR_BUSY, "powershell-busy" },             /* ResourceBusy */
  { 21, BASE_ERROR_BUSY, "powershell-busy" },             /* ResourceUnavailable */
  { 25, BASE_ERROR_FORBIDDEN, "powershell-not-allowed" }, /* SecurityError */
  { 27, BASE_ERROR_BUSY, "powershell-busy" },             /* ConnectionError */
  { 28, BASE_ERROR_FORBIDDEN, "powershell-not-allowed" }, /* AuthenticationError */
  { 29, BASE_ERROR_THROTTLED, "powershell-quota" },       /* LimitsExceeded */
  { 30, BASE_ERROR_THROTTLED, "powershell-quota" },       /* QuotaExceeded */
};

static const struct
{
  int status;
  BaseErrorCode code;
  const char *reason;
} status_rows[] = {
  { 401, BASE_ERROR_AUTH, "powershell-refused" },
  { 403, BASE_ERROR_FORBIDDEN, "powershell-not-allowed" },
  { 404, BASE_ERROR_UNSUPPORTED, "powershell-not-there" },
  { 405, BASE_ERROR_UNSUPPORTED, "powershell-not-there" },
  { 301, BASE_ERROR_UNSUPPORTED, "powershell-redirect" },
  { 302, BASE_ERROR_UNSUPPORTED, "powershell-redirect" },
  { 307, BASE_ERROR_UNSUPPORTED, "powershell-redirect" },
  { 308, BASE_ERROR_UNSUPPORTED, "powershell-redirect" },
  { 429, BASE_ERROR_THROTTLED, "powershell-quota" },
  { 502, BASE_ERROR_BUSY, "powershell-busy" },
  { 503, BASE_ERROR_BUSY, "powershell-stopped" },
  { 504, BASE_ERROR_BUSY, "powershell-busy" },
};

static BaseErrorFacts
facts_of (const PowershellOrigin *origin, const char *reason)
{
  return (BaseErrorFacts){ .reason = reason,
                           .request_id = origin->request_id,
                           .host = origin->host,
                           .account = origin->account,
                           .http_status = origin->status };
}

/* "… will not be approved for at least 2000 milliseconds" */
static guint64
find_wait (const char *words)
{
  static const char mark[] = "at least ";
  const char *at = strstr (words, mark);

  return at != NULL ? MIN (g_ascii_strtoull (at + strlen (mark), NULL, 10), MOST_WAIT_MS) : 0;
}

static const Row *
find_fault (const char *number, const char *words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (word_rows); i++)
    if (strstr (words, word_rows[i].key) != NULL)
      return &word_rows[i];
  for (gsize i = 0; number != NULL && i < G_N_ELEMENTS (fault_rows); i++)
    if (strcmp (fault_rows[i].key, number) == 0)
      return &fault_rows[i];
  return NULL;
}

void
powershell_fault_set (const xmlNode *fault, const PowershellOrigin *origin, GError **error)
{
  static const Row unknown = { NULL, BASE_ERROR_REJECTED, "powershell-error" };
  const xmlNode *detail = wire_xml_child (fault, NULL, "Detail");
  const xmlNode *inner = wire_xml_child (detail, NULL, "WSManFault");
  const xmlNode *message = wire_xml_child (inner, NULL, "Message");
  g_autofree char *number = inner != NULL ? wire_xml_attribute (inner, "Code") : NULL;
  g_autofree char *reason =
      wire_xml_child_text (wire_xml_child (fault, NULL, "Reason"), NULL, "Text");
  g_autofree char *words = message != NULL ? g_strstrip (wire_xml_text (message)) : NULL;
  const char *said = words != NULL && *words != '\0' ? words
                     : reason != NULL                ? reason
                                                     : "no details";
  g_autofree char *shown = base_text_for_display (said, MOST_WORDS_CHARS);
  g_autofree char *shown_number = base_text_for_display (number != NULL ? number : "", 20);
  const Row *row = find_fault (number, said);
  BaseErrorFacts facts;

  if (row == NULL)
    row = &unknown;
  facts = facts_of (origin, row->reason);
  facts.server_code = number != NULL ? shown_number : NULL;
  facts.wait_ms = row->code == BASE_ERROR_THROTTLED ? find_wait (said) : 0;
  base_error_set_facts (error, row->code, &facts, "%s: PowerShell: %s", origin->host, shown);
}

gboolean
powershell_status_check (const HttpReply *reply, const PowershellOrigin *origin, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_rows); i++)
    if (status_rows[i].status == reply->status) {
      BaseErrorFacts facts = facts_of (origin, status_rows[i].reason);
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      BaseErrorCode code = status_rows[i].code;

      facts.wait_ms = code == BASE_ERROR_BUSY || code == BASE_ERROR_THROTTLED
                          ? http_reply_wait_ms (reply, now)
                          : 0;
      if (facts.wait_ms > 0)
        code = BASE_ERROR_THROTTLED;
      base_error_set_facts (error, code, &facts, "%s: PowerShell: HTTP status %d%s%s", origin->host,
                            reply->status, reply->location != NULL ? ", to " : "",
                            reply->location != NULL ? reply->location : "");
      return FALSE;
    }
  return TRUE;
}

/* Exchange 2013 and later: "[Server=EX1,RequestId=…,TimeStamp=…] [FailureCategory=Cmdlet-…]
 * 4B953CE,…". */
static gboolean
is_category (const char *id, const char *exception)
{
  g_autofree char *mark = g_strdup_printf ("[FailureCategory=Cmdlet-%s]", exception);

  return id != NULL && strstr (id, mark) != NULL;
}

/* NULL when the id has none. Caller frees. */
static char *
find_request_id (const char *id)
{
  static const char mark[] = "RequestId=";
  const char *at = id != NULL ? strstr (id, mark) : NULL;

  if (at == NULL)
    return NULL;

  at += strlen (mark);
  return g_strndup (at, MIN (strspn (at, "0123456789abcdefABCDEF-"), 36));
}

static const Row *
find_exception (const PowershellValue *record, const char *id)
{
  const PowershellValue *exception = powershell_value_property (record, "Exception");
  const char *name = powershell_value_property_text (record, "ErrorCategory_Reason");

  for (gsize i = 0; i < G_N_ELEMENTS (exception_rows); i++)
    if (g_strcmp0 (name, exception_rows[i].key) == 0 || is_category (id, exception_rows[i].key) ||
        (exception != NULL && powershell_value_is_a (exception, exception_rows[i].key)))
      return &exception_rows[i];
  return NULL;
}

static const char *
find_words (const PowershellValue *record)
{
  const PowershellValue *exception = powershell_value_property (record, "Exception");
  const char *words = powershell_value_property_text (record, "ErrorDetails_Message");

  if (words == NULL || *words == '\0')
    words = powershell_value_property_text (exception, "Message");
  if (words == NULL || *words == '\0')
    words = powershell_value_text (record);
  return words != NULL ? words : "no details";
}

void
powershell_record_set (const PowershellValue *record, const char *cmdlet,
                       const PowershellOrigin *origin, GError **error)
{
  const PowershellValue *category = powershell_value_property (record, "ErrorCategory_Category");
  const char *id = powershell_value_property_text (record, "FullyQualifiedErrorId");
  g_autofree char *shown = base_text_for_display (find_words (record), MOST_WORDS_CHARS);
  g_autofree char *shown_id = base_text_for_display (id != NULL ? id : "", 120);
  const Row *row = find_exception (record, id);
  g_autofree char *request_id = find_request_id (id);
  BaseErrorCode code = row != NULL ? row->code : BASE_ERROR_REJECTED;
  const char *reason = row != NULL ? row->reason : "powershell-error";
  gint64 number;
  BaseErrorFacts facts;

  if (row == NULL && category != NULL && powershell_value_integer (category, &number))
    for (gsize i = 0; i < G_N_ELEMENTS (category_rows); i++)
      if (category_rows[i].category == number) {
        code = category_rows[i].code;
        reason = category_rows[i].reason;
      }

  facts = facts_of (origin, reason);
  facts.server_code = *shown_id != '\0' ? shown_id : NULL;
  if (request_id != NULL)
    facts.request_id = request_id;
  base_error_set_facts (error, code, &facts, "%s: %s: %s", origin->host, cmdlet, shown);
}
