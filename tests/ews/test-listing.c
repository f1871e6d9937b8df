/* test-listing.c - everybody, from a server without FindPeople: by the beginnings of names
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "canned.h"
#include "ews-backend.h"

#define MOST_RESOLVED 100

/* A directory of addresses: a000@… to z999@…, as many as asked for under each letter. */
typedef struct
{
  GPtrArray *people;
  guint requests;
  guint stop_after; /* pages; 0: never */
  gboolean is_bottomless;
  guint pages;
  GHashTable *listed;
} Directory;

static HttpReply *
answer (const char *inner)
{
  HttpReply *reply = g_new0 (HttpReply, 1);
  char *body =
      g_strdup_printf ("<s:Envelope " CANNED_PREFIXES "><s:Body>%s</s:Body></s:Envelope>", inner);

  reply->status = 200;
  reply->body = g_bytes_new_take (body, strlen (body));
  reply->challenges = g_new0 (char *, 1);
  return reply;
}

static HttpReply *
resolve (Directory *self, const char *prefix)
{
  g_autoptr (GString) inner = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->people->len; i++) {
    const char *mail = g_ptr_array_index (self->people, i);

    if (g_str_has_prefix (mail, prefix) && ++n <= MOST_RESOLVED)
      g_string_append_printf (inner,
                              "<t:Resolution><t:Mailbox><t:Name>%s</t:Name><t:EmailAddress>%s"
                              "</t:EmailAddress></t:Mailbox></t:Resolution>",
                              mail, mail);
  }
  g_string_prepend (inner, "\">");
  g_string_prepend (inner, self->is_bottomless || n > MOST_RESOLVED ? "false" : "true");
  g_string_prepend (inner,
                    "<m:ResolveNamesResponse><m:ResponseMessages><m:X ResponseClass=\"Success\">"
                    "<m:ResolutionSet IncludesLastItemInRange=\"");
  g_string_append (inner, "</m:ResolutionSet></m:X></m:ResponseMessages></m:ResolveNamesResponse>");
  return answer (inner->str);
}

static HttpReply *
send_cb (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
         GError **error)
{
  Directory *self = data;
  gsize size;
  const char *bytes = g_bytes_get_data (request->body, &size);
  g_autoptr (xmlDoc) doc = wire_xml_parse (bytes, size, error);
  const xmlNode *body = wire_soap_body (doc, NULL);
  g_autofree char *prefix = wire_xml_child_text (body, NULL, "UnresolvedEntry");

  self->requests++;
  return prefix != NULL ? resolve (self, prefix)
                        : answer ("<s:Fault><faultcode>s:Client</faultcode></s:Fault>");
}

static gboolean
page_cb (GPtrArray *page, gpointer data)
{
  Directory *self = data;

  for (guint i = 0; i < page->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (page, i);

    g_assert_true (g_hash_table_add (self->listed, g_strdup (person->mail))); /* never twice */
  }
  return ++self->pages != self->stop_after;
}

static void
fill (Directory *self, const char *prefix, guint n)
{
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->people, g_strdup_printf ("%s%03u@corp.example", prefix, i));
}

/* reason: of the error that is expected; NULL for none. */
static void
list (Directory *self, const char *reason)
{
  const ExchangeProfile draft = { .server = (char *) "mail.corp.example",
                                  .admin_upn = (char *) "svc@corp.example" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (EwsServer) server = ews_server_new (profile, NULL, HTTP_AUTH_NONE);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;

  server->send = send_cb;
  server->send_data = self;
  g_assert_true (ews_backend.list_people (&server->head, call, NULL, page_cb, self, &error) ==
                 (reason == NULL));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
  g_test_message ("%u requests", self->requests);
}

static void
clear (Directory *self)
{
  g_ptr_array_unref (self->people);
  g_hash_table_unref (self->listed);
}

static Directory
make (void)
{
  return (Directory){ .people = g_ptr_array_new_with_free_func (g_free),
                      .listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

static void
test_prefixes (void)
{
  Directory directory = make ();

  fill (&directory, "a", 100);
  fill (&directory, "b", 250);
  fill (&directory, "mu", 150);
  fill (&directory, "7", 3);
  list (&directory, NULL);
  g_assert_cmpuint (g_hash_table_size (directory.listed), ==, 503);
  /* FindPeople, one each of 36, and 36 more below b, m and mu */
  g_assert_cmpuint (directory.requests, ==, 1 + 4 * 36);
  clear (&directory);
}

static void
test_stop (void)
{
  Directory directory = make ();

  directory.stop_after = 1;
  fill (&directory, "a", 10);
  fill (&directory, "b", 10);
  list (&directory, NULL);
  g_assert_cmpuint (g_hash_table_size (directory.listed), ==, 10);
  g_assert_cmpuint (directory.requests, ==, 2);
  clear (&directory);
}

/* Where names begin alike for longer than we go, the rest stays unknown. */
static void
test_deep (void)
{
  Directory directory = make ();

  fill (&directory, "aaaaaaa", 150);
  list (&directory, NULL);
  g_assert_cmpuint (g_hash_table_size (directory.listed), ==, 100);
  g_assert_cmpuint (directory.requests, ==, 1 + 4 * 36);
  clear (&directory);
}

/* A server that always says that there is more is not asked for ever. */
static void
test_bottomless (void)
{
  Directory directory = make ();

  directory.is_bottomless = TRUE;
  list (&directory, "paging");
  clear (&directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ews/listing/prefixes", test_prefixes);
  g_test_add_func ("/ews/listing/stop", test_stop);
  g_test_add_func ("/ews/listing/deep", test_deep);
  g_test_add_func ("/ews/listing/bottomless", test_bottomless);
  return g_test_run ();
}
