/* plain-loop.c - what a capable programmer would write in an afternoon: libcurl's multi handle in
 * one thread, bodies by xmlTextWriter and json-glib, answers as their trees
 *
 *   plain-loop URL OPERATION COUNT JOBS HTML-FILE [CA-FILE]
 *
 * Beside it stands what absentiactl needs for the same. No login, no gate, no journal, no second
 * look: each answer is parsed and its reply taken out, that is all. The operations are those of
 * "absentiactl bench".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <curl/curl.h>
#include <glib.h>
#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <string.h>

#define AT_ONCE 20
#define NS_MESSAGES "http://schemas.microsoft.com/exchange/services/2006/messages"
#define NS_TYPES "http://schemas.microsoft.com/exchange/services/2006/types"

typedef struct
{
  const char *url;
  const char *html;
  const char *ca; /* a file, or NULL */
  gboolean is_ews, is_batch, is_change;
  guint count;
  guint next;
  guint ok;
  guint failed;
} Loop;

typedef struct
{
  CURL *easy;
  GString *answer;
  GString *body;
  struct curl_slist *lines;
  guint n; /* mailboxes in this request */
} Slot;

#define X(text) ((const xmlChar *) (text))

static void
write_leaf (xmlTextWriter *out, const char *name, const char *text)
{
  xmlTextWriterWriteElement (out, X (name), X (text));
}

static void
write_change (xmlTextWriter *out, const char *html)
{
  static const char *const replies[] = { "t:InternalReply", "t:ExternalReply" };

  xmlTextWriterStartElement (out, X ("t:UserOofSettings"));
  write_leaf (out, "t:OofState", "Enabled");
  write_leaf (out, "t:ExternalAudience", "All");
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++) {
    xmlTextWriterStartElement (out, X (replies[i]));
    write_leaf (out, "t:Message", html);
    xmlTextWriterEndElement (out);
  }
  xmlTextWriterEndElement (out);
}

static void
write_soap (const Loop *loop, GString *body, const char *mailbox)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  xmlTextWriter *out = xmlNewTextWriterMemory (buffer, 0);

  xmlTextWriterStartDocument (out, NULL, "utf-8", NULL);
  xmlTextWriterStartElement (out, X ("s:Envelope"));
  xmlTextWriterWriteAttribute (out, X ("xmlns:s"), X ("http://schemas.xmlsoap.org/soap/envelope/"));
  xmlTextWriterWriteAttribute (out, X ("xmlns:m"), X (NS_MESSAGES));
  xmlTextWriterWriteAttribute (out, X ("xmlns:t"), X (NS_TYPES));
  xmlTextWriterStartElement (out, X ("s:Header"));
  xmlTextWriterStartElement (out, X ("t:ExchangeImpersonation"));
  xmlTextWriterStartElement (out, X ("t:ConnectingSID"));
  write_leaf (out, "t:PrimarySmtpAddress", mailbox);
  for (int i = 0; i < 3; i++)
    xmlTextWriterEndElement (out);
  xmlTextWriterStartElement (out, X ("s:Body"));
  xmlTextWriterStartElement (
      out, X (loop->is_change ? "m:SetUserOofSettingsRequest" : "m:GetUserOofSettingsRequest"));
  xmlTextWriterStartElement (out, X ("t:Mailbox"));
  write_leaf (out, "t:Address", mailbox);
  xmlTextWriterEndElement (out);
  if (loop->is_change)
    write_change (out, loop->html);
  xmlTextWriterEndDocument (out);
  xmlFreeTextWriter (out);
  g_string_assign (body, (const char *) xmlBufferContent (buffer));
  xmlBufferFree (buffer);
}

static JsonObject *
make_settings (const char *html)
{
  JsonObject *settings = json_object_new ();
  JsonObject *replies = json_object_new ();

  json_object_set_string_member (replies, "status", "alwaysEnabled");
  json_object_set_string_member (replies, "externalAudience", "all");
  json_object_set_string_member (replies, "internalReplyMessage", html);
  json_object_set_string_member (replies, "externalReplyMessage", html);
  json_object_set_object_member (settings, "automaticRepliesSetting", replies);
  return settings;
}

static void
take_json (GString *body, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);

  g_string_assign (body, text);
  json_object_unref (object);
}

static void
write_batch (const Loop *loop, GString *body, guint first, guint n)
{
  JsonObject *object = json_object_new ();
  JsonArray *requests = json_array_new ();

  for (guint i = 0; i < n; i++) {
    JsonObject *one = json_object_new ();
    g_autofree char *id = g_strdup_printf ("%u", i);
    g_autofree char *path =
        g_strdup_printf ("/users/user%07u@contoso.example/mailboxSettings", first + i);

    json_object_set_string_member (one, "id", id);
    json_object_set_string_member (one, "method", loop->is_change ? "PATCH" : "GET");
    json_object_set_string_member (one, "url", path);
    if (loop->is_change) {
      JsonObject *headers = json_object_new ();

      json_object_set_string_member (headers, "Content-Type", "application/json");
      json_object_set_object_member (one, "headers", headers);
      json_object_set_object_member (one, "body", make_settings (loop->html));
    }
    json_array_add_object_element (requests, one);
  }
  json_object_set_array_member (object, "requests", requests);
  take_json (body, object);
}

static size_t
arrived_cb (char *bytes, size_t size, size_t n, void *data)
{
  g_string_append_len (((Slot *) data)->answer, bytes, (gssize) (size * n));
  return size * n;
}

/* FALSE when all are begun. */
static gboolean
begin (Loop *loop, Slot *slot, CURLM *multi)
{
  guint first = loop->next;
  g_autofree char *mailbox = g_strdup_printf ("user%07u@contoso.example", first);
  g_autofree char *url = NULL;

  slot->n = MIN (loop->is_batch ? AT_ONCE : 1, loop->count - loop->next);
  if (slot->n == 0)
    return FALSE;
  loop->next += slot->n;
  g_string_truncate (slot->answer, 0);
  g_string_truncate (slot->body, 0);
  if (loop->is_ews)
    write_soap (loop, slot->body, mailbox);
  else if (loop->is_batch)
    write_batch (loop, slot->body, first, slot->n);
  else if (loop->is_change)
    take_json (slot->body, make_settings (loop->html));

  url = loop->is_ews ? g_strconcat (loop->url, "/EWS/Exchange.asmx", NULL)
        : loop->is_batch
            ? g_strconcat (loop->url, "/v1.0/$batch", NULL)
            : g_strconcat (loop->url, "/v1.0/users/", mailbox, "/mailboxSettings", NULL);
  curl_easy_setopt (slot->easy, CURLOPT_URL, url);
  if (slot->body->len > 0) {
    curl_easy_setopt (slot->easy, CURLOPT_POSTFIELDSIZE, (long) slot->body->len);
    curl_easy_setopt (slot->easy, CURLOPT_POSTFIELDS, slot->body->str);
  }
  curl_multi_add_handle (multi, slot->easy);
  return TRUE;
}

static const xmlNode *
find (const xmlNode *node, const char *name)
{
  const xmlNode *found = NULL;

  if (node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0)
    return node;
  for (const xmlNode *child = node->children; child != NULL && found == NULL; child = child->next)
    found = find (child, name);
  return found;
}

static gboolean
check_soap (const Loop *loop, const GString *answer)
{
  xmlDoc *doc = xmlReadMemory (answer->str, (int) answer->len, NULL, NULL, XML_PARSE_NONET);
  const xmlNode *node =
      doc != NULL ? find (xmlDocGetRootElement (doc), loop->is_change ? "ResponseCode" : "Message")
                  : NULL;
  xmlChar *text = node != NULL ? xmlNodeGetContent (node) : NULL;
  gboolean is_fine = text != NULL && *text != '\0';

  xmlFree (text);
  xmlFreeDoc (doc);
  return is_fine;
}

static gboolean
check_settings (JsonObject *settings)
{
  JsonObject *replies = json_object_get_object_member (settings, "automaticRepliesSetting");
  const char *text =
      replies != NULL ? json_object_get_string_member (replies, "internalReplyMessage") : NULL;
  g_autofree char *copy = g_strdup (text);

  return copy != NULL;
}

static guint
check_json (const Loop *loop, const GString *answer)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  JsonArray *responses;
  guint ok = 0;

  if (!json_parser_load_from_data (parser, answer->str, (gssize) answer->len, NULL))
    return 0;
  object = json_node_get_object (json_parser_get_root (parser));
  if (!loop->is_batch)
    return check_settings (object) ? 1 : 0;

  responses = json_object_get_array_member (object, "responses");
  for (guint i = 0; i < json_array_get_length (responses); i++)
    ok += check_settings (
              json_object_get_object_member (json_array_get_object_element (responses, i), "body"))
              ? 1
              : 0;
  return ok;
}

static void
end (Loop *loop, Slot *slot, CURLcode result)
{
  guint ok = 0;

  if (result == CURLE_OK)
    ok =
        !loop->is_ews ? check_json (loop, slot->answer) : (check_soap (loop, slot->answer) ? 1 : 0);
  loop->ok += ok;
  loop->failed += slot->n - MIN (ok, slot->n);
}

static void
init_slot (const Loop *loop, Slot *slot)
{
  slot->easy = curl_easy_init ();
  slot->answer = g_string_new (NULL);
  slot->body = g_string_new (NULL);
  slot->lines = curl_slist_append (NULL, loop->is_ews ? "Content-Type: text/xml; charset=utf-8"
                                                      : "Content-Type: application/json");
  slot->lines = curl_slist_append (slot->lines, "Expect:");
  curl_easy_setopt (slot->easy, CURLOPT_HTTPHEADER, slot->lines);
  curl_easy_setopt (slot->easy, CURLOPT_WRITEFUNCTION, arrived_cb);
  curl_easy_setopt (slot->easy, CURLOPT_WRITEDATA, slot);
  curl_easy_setopt (slot->easy, CURLOPT_PRIVATE, slot);
  curl_easy_setopt (slot->easy, CURLOPT_NOPROXY, "*");
  if (loop->ca != NULL)
    curl_easy_setopt (slot->easy, CURLOPT_CAINFO, loop->ca);
  if (!loop->is_ews && !loop->is_batch && loop->is_change)
    curl_easy_setopt (slot->easy, CURLOPT_CUSTOMREQUEST, "PATCH");
}

static void
run (Loop *loop, guint jobs)
{
  g_autofree Slot *slots = g_new0 (Slot, jobs);
  CURLM *multi = curl_multi_init ();
  guint busy = 0;

  for (guint i = 0; i < jobs; i++) {
    init_slot (loop, &slots[i]);
    busy += begin (loop, &slots[i], multi) ? 1 : 0;
  }
  while (busy > 0) {
    CURLMsg *message;
    int n;

    curl_multi_perform (multi, &n);
    while ((message = curl_multi_info_read (multi, &n)) != NULL) {
      CURLcode result = message->data.result;
      Slot *slot;

      curl_easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, (char **) &slot);
      curl_multi_remove_handle (multi, slot->easy);
      end (loop, slot, result);
      busy -= begin (loop, slot, multi) ? 0 : 1;
    }
    if (busy > 0)
      curl_multi_poll (multi, NULL, 0, 1000, NULL);
  }
  for (guint i = 0; i < jobs; i++) {
    curl_easy_cleanup (slots[i].easy);
    curl_slist_free_all (slots[i].lines);
    g_string_free (slots[i].answer, TRUE);
    g_string_free (slots[i].body, TRUE);
  }
  curl_multi_cleanup (multi);
}

int
main (int argc, char **argv)
{
  g_autofree char *html = NULL;
  Loop loop = { .url = argc > 1 ? argv[1] : NULL, .ca = argc == 7 ? argv[6] : NULL };
  gint64 begin_us;

  if (argc < 6 || argc > 7 || !g_file_get_contents (argv[5], &html, NULL, NULL))
    return 2;

  curl_global_init (CURL_GLOBAL_DEFAULT);
  loop.html = html;
  loop.is_ews = g_str_has_prefix (argv[2], "ews");
  loop.is_batch = strstr (argv[2], "batch") != NULL;
  loop.is_change = g_str_has_suffix (argv[2], "set") || g_str_has_suffix (argv[2], "patch");
  loop.count = (guint) g_ascii_strtoull (argv[3], NULL, 10);
  begin_us = g_get_monotonic_time ();
  run (&loop, (guint) g_ascii_strtoull (argv[4], NULL, 10));
  printf ("{\"n\":%u,\"ok\":%u,\"fail\":%u,\"elapsed\":%.6f}\n", loop.ok + loop.failed, loop.ok,
          loop.failed, (double) (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC);
  return loop.failed > 0;
}
