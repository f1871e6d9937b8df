/* sim-garbage.c - answers that no client should fall for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-garbage.h"

#include <gio/gio.h>
#include <string.h>

#define BLOCK_BYTES (1024 * 1024)
#define HUGE_BLOCKS 100
#define DEEP_LEVELS 100000

const char *const sim_garbage_names[] = { [SIM_GARBAGE_ENTITY_BOMB] = "entity-bomb",
                                          [SIM_GARBAGE_EXTERNAL_ENTITY] = "external-entity",
                                          [SIM_GARBAGE_HUGE] = "huge",
                                          [SIM_GARBAGE_MALFORMED_XML] = "malformed-xml",
                                          [SIM_GARBAGE_DEEP_XML] = "deep-xml",
                                          [SIM_GARBAGE_HTML_PAGE] = "html-page",
                                          [SIM_GARBAGE_TRUNCATED] = "truncated",
                                          [SIM_GARBAGE_WRONG_NAMESPACE] = "wrong-namespace",
                                          [SIM_GARBAGE_UNKNOWN_STATE] = "unknown-state",
                                          [SIM_GARBAGE_LOGIN_REDIRECT] = "login-redirect",
                                          [SIM_GARBAGE_HUGE_HEADER] = "huge-header",
                                          [SIM_GARBAGE_GZIP_BOMB] = "gzip-bomb",
                                          [SIM_GARBAGE_BAD_UTF8] = "bad-utf8",
                                          [SIM_GARBAGE_EMPTY] = "empty",
                                          [SIM_GARBAGE_NOT_HTTP] = "not-http",
                                          [SIM_GARBAGE_SILENCE] = "silence",
                                          NULL };

/* An answer to GetUserOofSettings up to and after the text inside. */
#define HEAD(soap, messages)                                                                       \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"" soap "\" xmlns:m=\"" messages \
  "\" xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Body>"              \
  "<m:GetUserOofSettingsResponse><m:ResponseMessage "                                              \
  "ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage>"         \
  "<t:OofSettings><t:OofState>"
#define MIDDLE                                                                                     \
  "</t:OofState><t:ExternalAudience>None</t:ExternalAudience><t:InternalReply><t:Message>"
#define TAIL                                                                                       \
  "</t:Message></t:InternalReply></t:OofSettings></m:GetUserOofSettingsResponse></s:Body>"         \
  "</s:Envelope>"
#define GOOD_HEAD                                                                                  \
  HEAD ("http://schemas.xmlsoap.org/soap/envelope/",                                               \
        "http://schemas.microsoft.com/exchange/services/2006/messages")

/* Those that are a plain answer with an odd body. */
static const char *const bodies[] = {
  [SIM_GARBAGE_ENTITY_BOMB] =
      "<?xml version=\"1.0\"?><!DOCTYPE bomb [<!ENTITY a \"ha\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
      "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d "
      "\"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e "
      "\"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f "
      "\"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g "
      "\"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY h "
      "\"&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;\">]><s:Envelope "
      "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>&h;</s:Body></s:Envelope>",
  [SIM_GARBAGE_EXTERNAL_ENTITY] =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM "
      "\"file:///etc/hostname\">]><s:Envelope "
      "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>&f;</s:Body></s:Envelope>",
  [SIM_GARBAGE_MALFORMED_XML] = GOOD_HEAD "Disabled" MIDDLE "<p>Tom & Jerry</b>" TAIL,
  [SIM_GARBAGE_HTML_PAGE] = "<!DOCTYPE html>\n<html><head><title>Outlook</title></head><body><form "
                            "action=\"/owa/auth.owa\"><input name=\"username\"><br>Sign in"
                            "</form></body></html>\n",
  [SIM_GARBAGE_WRONG_NAMESPACE] = HEAD ("https://schemas.xmlsoap.org/soap/envelope/",
                                        "https://schemas.microsoft.com/exchange/services/2006/"
                                        "messages") "Disabled" MIDDLE TAIL,
  [SIM_GARBAGE_UNKNOWN_STATE] = GOOD_HEAD "Sometimes" MIDDLE TAIL,
  [SIM_GARBAGE_BAD_UTF8] = GOOD_HEAD "Disabled" MIDDLE "gr\xFC\xDF"
                                     "e \xC3" TAIL,
  [SIM_GARBAGE_EMPTY] = "",
  [SIM_GARBAGE_SILENCE] = NULL,
};

void
sim_raw_clear (SimRaw *self)
{
  g_clear_pointer (&self->before, g_bytes_unref);
  g_clear_pointer (&self->repeat, g_bytes_unref);
  g_clear_pointer (&self->after, g_bytes_unref);
}

static GBytes *
take_string (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static char *
make_head (const char *type, gsize length, const char *more)
{
  return g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n%sConnection: close\r\n\r\n",
                          type, length, more);
}

static SimRaw
make_plain (const char *type, const char *body)
{
  g_autofree char *head = make_head (type, strlen (body), "");

  return (SimRaw){ .before = take_string (g_strconcat (head, body, NULL)) };
}

static SimRaw
make_huge (void)
{
  static const char before[] = GOOD_HEAD "Disabled" MIDDLE;
  g_autofree char *head =
      make_head ("text/xml; charset=utf-8",
                 strlen (before) + strlen (TAIL) + (gsize) HUGE_BLOCKS * BLOCK_BYTES, "");

  return (SimRaw){ .before = take_string (g_strconcat (head, before, NULL)),
                   .repeat = take_string (g_strnfill (BLOCK_BYTES, 'x')),
                   .n = HUGE_BLOCKS,
                   .after = g_bytes_new_static (TAIL, strlen (TAIL)) };
}

static SimRaw
make_deep (void)
{
  g_autofree char *head =
      make_head ("text/xml; charset=utf-8", DEEP_LEVELS * strlen ("<a></a>"), "");
  GString *body = g_string_new (head);

  for (guint i = 0; i < DEEP_LEVELS; i++)
    g_string_append (body, "<a>");
  for (guint i = 0; i < DEEP_LEVELS; i++)
    g_string_append (body, "</a>");
  return (SimRaw){ .before = g_string_free_to_bytes (body) };
}

static SimRaw
make_huge_header (void)
{
  static const char body[] = GOOD_HEAD "Disabled" MIDDLE TAIL;
  g_autofree char *filler = g_strnfill (100 * 1024, 'x');
  g_autofree char *line = g_strconcat ("X-Filler: ", filler, "\r\n", NULL);
  g_autofree char *head = make_head ("text/xml; charset=utf-8", strlen (body), line);

  return (SimRaw){ .before = take_string (g_strconcat (head, body, NULL)) };
}

static SimRaw
make_gzip_bomb (void)
{
  g_autoptr (GConverter) gzip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, gzip);
  g_autofree char *block = g_strnfill (BLOCK_BYTES, ' ');
  g_autoptr (GBytes) packed = NULL;
  g_autofree char *head = NULL;
  GByteArray *all = g_byte_array_new ();

  for (guint i = 0; i < HUGE_BLOCKS; i++)
    g_output_stream_write_all (out, block, BLOCK_BYTES, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);

  packed = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  head = make_head ("text/xml; charset=utf-8", g_bytes_get_size (packed),
                    "Content-Encoding: gzip\r\n");
  g_byte_array_append (all, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (all, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  return (SimRaw){ .before = g_byte_array_free_to_bytes (all) };
}

SimRaw
sim_garbage_make (SimGarbage garbage)
{
  static const char redirect[] =
      "HTTP/1.1 302 Found\r\nLocation: /owa/auth/logon.aspx?replaceCurrent=1\r\n"
      "Content-Length: 0\r\nConnection: close\r\n\r\n";
  static const char truncated[] = "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n"
                                  "Content-Length: 4000\r\n\r\n" GOOD_HEAD "Disab";
  static const char not_http[] = "220 mail.corp.example Microsoft ESMTP MAIL Service ready\r\n";

  switch (garbage) {
  case SIM_GARBAGE_HUGE:
    return make_huge ();
  case SIM_GARBAGE_DEEP_XML:
    return make_deep ();
  case SIM_GARBAGE_HUGE_HEADER:
    return make_huge_header ();
  case SIM_GARBAGE_GZIP_BOMB:
    return make_gzip_bomb ();
  case SIM_GARBAGE_LOGIN_REDIRECT:
    return (SimRaw){ .before = g_bytes_new_static (redirect, strlen (redirect)) };
  case SIM_GARBAGE_NOT_HTTP:
    return (SimRaw){ .before = g_bytes_new_static (not_http, strlen (not_http)) };
  case SIM_GARBAGE_TRUNCATED:
    return (SimRaw){ .before = g_bytes_new_static (truncated, strlen (truncated)) };
  case SIM_GARBAGE_HTML_PAGE:
    return make_plain ("text/html; charset=utf-8", bodies[garbage]);
  case SIM_GARBAGE_SILENCE:
    return (SimRaw){ NULL };
  default:
    return make_plain ("text/xml; charset=utf-8", bodies[garbage]);
  }
}
