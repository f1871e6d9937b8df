/* canned.h - a transport that answers from a case file and checks what it is asked
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "base-error.h"
#include "case.h"
#include "ews-ask.h"

#define CANNED_PREFIXES                                                                            \
  "xmlns:s=\"" WIRE_NS_SOAP "\" xmlns:m=\"" EWS_NS_MESSAGES "\" xmlns:t=\"" EWS_NS_TYPES           \
  "\" xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/errors\""

/* Lines "ask" and "answer" in their order. */
typedef struct
{
  GPtrArray *lines; /* CaseLine; borrowed */
  guint next;
} Canned;

/* One line an element, whatever the prefixes and blanks. */
static void
canned_print (GString *text, const xmlNode *node, int depth)
{
  static const char *const spaces[][2] = { { EWS_NS_MESSAGES, "m:" },
                                           { EWS_NS_TYPES, "t:" },
                                           { WIRE_NS_SOAP, "s:" } };
  const char *prefix = "?:";

  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (node->ns != NULL && g_str_equal ((const char *) node->ns->href, spaces[i][0]))
      prefix = spaces[i][1];
  g_string_append_printf (text, "%*s%s%s", depth * 2, "", prefix, (const char *) node->name);
  for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
    g_autofree char *value = wire_xml_attribute (node, (const char *) a->name);

    g_string_append_printf (text, " %s=%s", (const char *) a->name, value);
  }
  if (wire_xml_first (node) == NULL) {
    g_autofree char *value = wire_xml_text (node);
    g_autofree char *escaped = g_strescape (value, NULL);

    g_string_append_printf (text, " \"%s\"", escaped);
  }
  g_string_append_c (text, '\n');
  for (const xmlNode *child = wire_xml_first (node); child != NULL;
       child = xmlNextElementSibling ((xmlNode *) child))
    canned_print (text, child, depth + 1);
}

static inline void
canned_check_body (const CaseLine *line, const xmlNode *body)
{
  g_autofree char *wrapped = g_strdup_printf ("<x " CANNED_PREFIXES ">%s</x>", line->block);
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) doc = wire_xml_parse (wrapped, strlen (wrapped), &error);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) sent = g_string_new (NULL);

  g_assert_no_error (error);
  canned_print (expected, wire_xml_first (xmlDocGetRootElement (doc)), 0);
  canned_print (sent, body, 0);
  if (!g_str_equal (expected->str, sent->str))
    g_error ("%s: expected\n%s\nbut sent\n%s", line->place, expected->str, sent->str);
}

static inline void
canned_check_word (const CaseLine *line, const char *name, const char *actual)
{
  const char *expected = case_option (line->words, name);

  if (expected != NULL && g_strcmp0 (expected, actual != NULL ? actual : "-") != 0)
    g_error ("%s: %s is %s", line->place, name, actual);
}

static inline void
canned_check_request (const CaseLine *line, const HttpRequest *request, xmlDoc *doc)
{
  const xmlNode *header = wire_soap_header (doc);
  const xmlNode *impersonation = wire_xml_child (header, EWS_NS_TYPES, "ExchangeImpersonation");
  const xmlNode *sid = wire_xml_child (impersonation, EWS_NS_TYPES, "ConnectingSID");
  g_autofree char *as = wire_xml_child_text (sid, EWS_NS_TYPES, "PrimarySmtpAddress");
  g_autofree char *version =
      wire_xml_attribute (wire_xml_child (header, EWS_NS_TYPES, "RequestServerVersion"), "Version");
  g_autofree char *anchor = as != NULL ? g_strconcat ("X-AnchorMailbox: ", as, NULL) : NULL;

  g_assert_cmpint (xmlChildElementCount ((xmlNode *) header), ==, as != NULL ? 2 : 1);
  g_assert_true (sid == NULL || xmlChildElementCount ((xmlNode *) sid) == 1);
  g_assert_true (anchor == NULL || g_strv_contains (request->headers, anchor));
  g_assert_true (g_strv_contains (request->headers, "Content-Type: text/xml; charset=utf-8"));
  g_assert_true (g_strv_contains (request->headers, "return-client-request-id: true"));
  if (line == NULL)
    return;

  canned_check_word (line, "as", as);
  canned_check_word (line, "version", version);
  if (*line->block != '\0')
    canned_check_body (line, wire_soap_body (doc, NULL));
}

/* "GetFolder" of what was asked. */
static inline char *
canned_operation (xmlDoc *doc)
{
  const char *name = (const char *) wire_soap_body (doc, NULL)->name;

  return g_str_has_suffix (name, "Request") ? g_strndup (name, strlen (name) - strlen ("Request"))
                                            : g_strdup (name);
}

/* The answer's bytes: "soap" wraps the block in an envelope, "fault CODE [BACKOFF]" and "error
 * CODE" are Exchange's usual ones, "raw TYPE" is the block as it is. */
static inline char *
canned_body (const CaseLine *line, xmlDoc *request)
{
  const char *kind = line->words[2] != NULL ? line->words[2] : "raw";
  const char *code = line->words[2] != NULL ? line->words[3] : NULL;
  const char *wait = code != NULL ? line->words[4] : NULL;
  g_autofree char *operation = canned_operation (request);
  g_autofree char *inner = NULL;

  if (g_str_equal (kind, "raw"))
    return g_strcompress (line->block);
  if (g_str_equal (kind, "soap"))
    inner = g_strdup (line->block);
  else if (g_str_equal (kind, "fault"))
    inner = g_strdup_printf (
        "<s:Fault><faultcode>t:%s</faultcode><faultstring>%s</faultstring><detail>"
        "<e:ResponseCode>%s</e:ResponseCode><t:MessageXml>"
        "<t:Value Name=\"BackOffMilliseconds\">%s</t:Value></t:MessageXml></detail></s:Fault>",
        code, line->block, code, wait != NULL ? wait : "0");
  else if (g_str_equal (kind, "error"))
    inner = g_strdup_printf ("<m:%sResponse><m:ResponseMessages><m:X ResponseClass=\"Error\">"
                             "<m:MessageText>%s</m:MessageText><m:ResponseCode>%s</m:ResponseCode>"
                             "</m:X></m:ResponseMessages></m:%sResponse>",
                             operation, line->block, code, operation);
  else
    g_error ("%s: what is %s?", line->place, kind);

  return g_strdup_printf ("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope " CANNED_PREFIXES
                          "><s:Header><t:ServerVersionInfo MajorVersion=\"15\" MinorVersion=\"1\" "
                          "MajorBuildNumber=\"2507\" MinorBuildNumber=\"6\"/></s:Header>"
                          "<s:Body>%s</s:Body></s:Envelope>",
                          inner);
}

static inline HttpReply *
canned_reply (const CaseLine *line, xmlDoc *request)
{
  HttpReply *reply = g_new0 (HttpReply, 1);
  char *body = canned_body (line, request);
  const char *location = case_option (line->words, "location");
  const char *retry = case_option (line->words, "retry-after");

  reply->status = (int) g_ascii_strtoll (line->words[1], NULL, 10);
  reply->body = g_bytes_new_take (body, strlen (body));
  reply->challenges = g_new0 (char *, 1);
  reply->request_id = g_strdup ("id-1");
  reply->location = g_strdup (location);
  reply->retry_after = g_strdup (retry);
  reply->content_type = g_strdup (case_option (line->words, "type"));
  return reply;
}

static inline HttpReply *
canned_send (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
             GError **error)
{
  static const BaseErrorFacts offline = { .reason = "closed" };
  Canned *canned = data;
  const CaseLine *ask = NULL;
  const CaseLine *line;
  gsize size;
  const char *bytes = g_bytes_get_data (request->body, &size);
  g_autoptr (xmlDoc) doc = wire_xml_parse (bytes, size, error);

  g_assert_nonnull (doc);
  if (canned->next >= canned->lines->len)
    g_error ("nothing more was expected, but sent: %.*s", (int) size, bytes);
  line = g_ptr_array_index (canned->lines, canned->next++);
  if (g_str_equal (line->words[0], "ask")) {
    ask = line;
    g_assert_cmpuint (canned->next, <, canned->lines->len);
    line = g_ptr_array_index (canned->lines, canned->next++);
  }
  canned_check_request (ask, request, doc);
  if (g_str_equal (line->words[1], "OFFLINE")) {
    base_error_set_facts (error, BASE_ERROR_OFFLINE, &offline, "canned");
    return NULL;
  }
  return canned_reply (line, doc);
}
