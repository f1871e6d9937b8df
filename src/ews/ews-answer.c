/* ews-answer.c - finds the answer or the error in an HTTP answer
 *
 * A fault is looked for at any status: other servers send it with 200, Exchange with 500.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-answer.h"

#include "base-error.h"
#include "base-text.h"
#include "base-time.h"
#include "ews-quick.h"
#include "ews-status.h"

#include <string.h>

static const char *const class_names[] = { "Success", "Warning", "Error", NULL };

void
ews_answer_free (EwsAnswer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->doc, xmlFreeDoc);
  g_free (self->request_id);
  g_free (self->address);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
set_fault (const EwsFault *fault, const EwsFaultOrigin *origin, char **ret_primary, GError **error)
{
  if (ret_primary != NULL && g_str_equal (fault->code, "ErrorNonPrimarySmtpAddress"))
    *ret_primary = g_strdup (fault->primary);
  ews_fault_set_error (fault, origin, error);
}

static void
set_odd (const EwsFaultOrigin *origin, const char *reason, GError **error, const char *words)
{
  const BaseErrorFacts facts = { .reason = reason,
                                 .host = origin->host,
                                 .request_id = origin->request_id,
                                 .http_status = origin->http_status };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s", words);
}

/* TRUE when its ResponseClass is Success or Warning. */
static gboolean
check_message (const xmlNode *message, const EwsFaultOrigin *origin, char **ret_primary,
               GError **error)
{
  g_autofree char *class = wire_xml_attribute (message, "ResponseClass");
  g_autoptr (EwsFault) fault = NULL;

  if (class == NULL || !g_strv_contains (class_names, class)) {
    set_odd (origin, NULL, error, "the answer lacks a known ResponseClass");
    return FALSE;
  }
  if (!g_str_equal (class, "Error"))
    return TRUE;

  fault = ews_fault_new_message (message);
  set_fault (fault, origin, ret_primary, error);
  return FALSE;
}

/* The place of the one message that says how the operation went: three ways, depending on the
 * operation. */
static const xmlNode *
find_message (const xmlNode *root)
{
  const xmlNode *message;

  if (xmlHasProp ((xmlNode *) root, (const xmlChar *) "ResponseClass") != NULL)
    return root;

  message = wire_xml_child (root, EWS_NS_MESSAGES, "ResponseMessage");
  if (message != NULL)
    return message;

  return wire_xml_first (wire_xml_child (root, EWS_NS_MESSAGES, "ResponseMessages"));
}

static gboolean
is_answer_to (const xmlNode *root, const char *operation)
{
  g_autofree char *name = g_strconcat (operation, "Response", NULL);

  return wire_xml_is (root, EWS_NS_MESSAGES, name);
}

/* NULL without an error when it is no SOAP. */
static xmlNode *
find_body (xmlDoc *doc, GError **error)
{
  if (!wire_xml_is (xmlDocGetRootElement (doc), WIRE_NS_SOAP, "Envelope"))
    return NULL;

  return wire_soap_body (doc, error);
}

/* Where XML is to be expected: not in a web page. */
static xmlDoc *
parse (const HttpReply *reply, const EwsFaultOrigin *origin, GError **error)
{
  g_autoptr (GError) why = NULL;
  gsize size;
  const char *bytes = g_bytes_get_data (reply->body, &size);
  xmlDoc *doc = wire_xml_parse (bytes, size, &why);

  if (doc != NULL)
    return doc;

  /* Not to be read: the status knows better, unless it is 200 with something that claims to be XML.
   */
  if (reply->status == 200 && reply->content_type != NULL &&
      strstr (reply->content_type, "xml") != NULL)
    set_odd (origin, NULL, error, why->message);
  else
    ews_status_set_error (reply, origin, error);
  return NULL;
}

static EwsAnswer *
take_answer (xmlDoc **doc, const xmlNode *body, const EwsFaultOrigin *origin, const char *operation,
             char **ret_primary, GError **error)
{
  g_autoptr (WireSoapFault) soap = wire_soap_fault (body);
  const xmlNode *message;
  EwsAnswer *answer;

  if (soap != NULL) {
    g_autoptr (EwsFault) fault = ews_fault_new_soap (soap);

    set_fault (fault, origin, ret_primary, error);
    return NULL;
  }
  if (!is_answer_to (body, operation)) {
    set_odd (origin, "other-answer", error, "the answer is one to another request");
    return NULL;
  }

  message = find_message (body);
  if (message != NULL && !check_message (message, origin, ret_primary, error))
    return NULL;

  answer = g_new0 (EwsAnswer, 1);
  answer->doc = g_steal_pointer (doc);
  answer->root = body;
  answer->message = message;
  answer->request_id = g_strdup (origin->request_id);
  return answer;
}

static EwsAnswer *
judge (const HttpReply *reply, const char *host, const EwsAsk *ask, char **ret_primary,
       GError **error)
{
  const EwsFaultOrigin origin = { host, reply->request_id, reply->status };
  g_autoptr (xmlDoc) doc = NULL;
  g_autoptr (GError) why = NULL;
  const xmlNode *body;

  if (!ews_status_check (reply, &origin, error))
    return NULL;
  if (ask->quick != NULL && ews_quick_read (reply, ask)) {
    EwsAnswer *answer = g_new0 (EwsAnswer, 1);

    answer->request_id = g_strdup (reply->request_id);
    return answer;
  }

  doc = parse (reply, &origin, error);
  if (doc == NULL)
    return NULL;

  body = find_body (doc, &why);
  if (body != NULL && (reply->status == 200 || wire_xml_is (body, WIRE_NS_SOAP, "Fault")))
    return take_answer (&doc, body, &origin, ask->operation, ret_primary, error);
  if (why != NULL)
    set_odd (&origin, NULL, error, why->message);
  else
    ews_status_set_error (reply, &origin, error);
  return NULL;
}

EwsAnswer *
ews_answer_new (const HttpReply *reply, const char *host, const EwsAsk *ask, char **ret_primary,
                GError **error)
{
  GError *why = NULL;
  EwsAnswer *answer = judge (reply, host, ask, ret_primary, &why);

  if (answer != NULL) {
    answer->bytes = g_bytes_ref (reply->body);
  } else {
    gsize size;
    const char *bytes = g_bytes_get_data (reply->body, &size);

    base_error_set_answer (why, bytes, size);
    g_propagate_error (error, why);
  }
  return answer;
}

GDateTime *
ews_answer_need_time (const xmlNode *parent, const char *name, GError **error)
{
  g_autofree char *text = wire_xml_need_text (parent, EWS_NS_TYPES, name, error);
  g_autoptr (GError) why = NULL;
  GDateTime *when;

  if (text == NULL)
    return NULL;

  when = base_time_parse (text, NULL, &why);
  if (when == NULL)
    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer has an odd %s: %s", name, why->message);
  return when;
}

char *
ews_answer_build (const EwsAnswer *self)
{
  static const char *const names[] = { "MajorVersion", "MinorVersion", "MajorBuildNumber",
                                       "MinorBuildNumber" };
  const xmlNode *info =
      wire_xml_child (wire_soap_header (self->doc), EWS_NS_TYPES, "ServerVersionInfo");
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *number = wire_xml_attribute (info, names[i]);

    if (number != NULL)
      g_string_append_printf (text, "%s%s", i > 0 ? "." : "", number);
  }
  return exchange_version_build (text->str);
}
