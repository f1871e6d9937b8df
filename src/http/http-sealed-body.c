/* http-sealed-body.c - the multipart form of an encrypted body
 *
 * The boundary is never searched for in what is encrypted: lengths say where that ends. Quirk:
 * Exchange writes a blank between the dashes and the boundary.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-sealed-body.h"

#include "base-error.h"

#include <string.h>

#define BOUNDARY "Encrypted Boundary"
#define PLAIN_TYPE "application/soap+xml;charset=UTF-8"
#define MOST_LINE_BYTES 1000
#define MOST_HEAD_BYTES 1024

const char *const http_seal_schemes[] = { "Kerberos", "Negotiate" };

static const char *const protocols[] = { "application/HTTP-Kerberos-session-encrypted",
                                         "application/HTTP-SPNEGO-session-encrypted" };

static const char *const types[] = {
  "multipart/encrypted;protocol=\"application/"
  "HTTP-Kerberos-session-encrypted\";boundary=\"" BOUNDARY "\"",
  "multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=\"" BOUNDARY
  "\"",
};

const char *
http_sealed_body_type (HttpSeal seal)
{
  return types[seal];
}

static void
append_text (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static void
append_bytes (GByteArray *out, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_byte_array_append (out, data, (guint) size);
}

GBytes *
http_sealed_body_pack (HttpSeal seal, gsize plain_bytes, GBytes *head, GBytes *cipher)
{
  GByteArray *out = g_byte_array_new ();
  guint32 head_size = GUINT32_TO_LE ((guint32) g_bytes_get_size (head));
  g_autofree char *text =
      g_strdup_printf ("--" BOUNDARY "\r\n\tContent-Type: %s\r\n\tOriginalContent: type=" PLAIN_TYPE
                       ";Length=%" G_GSIZE_FORMAT "\r\n--" BOUNDARY
                       "\r\n\tContent-Type: application/octet-stream\r\n",
                       protocols[seal], plain_bytes);

  append_text (out, text);
  g_byte_array_append (out, (const guint8 *) &head_size, sizeof head_size);
  append_bytes (out, head);
  append_bytes (out, cipher);
  append_text (out, "--" BOUNDARY "--\r\n");
  return g_byte_array_free_to_bytes (out);
}

static gboolean
refuse (const char *what, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "sealed-body" };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "the encrypted answer %s", what);
  return FALSE;
}

/* What is left to read. */
typedef struct
{
  const char *at;
  gsize left;
} Rest;

/* The next line without its end and the blanks before it, or NULL. Caller frees. */
static char *
take_line (Rest *rest)
{
  const char *end = memchr (rest->at, '\n', MIN (rest->left, MOST_LINE_BYTES));
  gsize length = end != NULL ? (gsize) (end - rest->at) : 0;
  char *line;

  if (end == NULL || memchr (rest->at, '\0', length) != NULL)
    return NULL;

  line = g_strndup (rest->at, length);
  rest->at += length + 1;
  rest->left -= length + 1;
  return g_strstrip (line);
}

/* "--Encrypted Boundary", perhaps with a blank. */
static gboolean
is_boundary (const char *line, const char *tail)
{
  g_autofree char *whole = g_strconcat (BOUNDARY, tail, NULL);

  if (!g_str_has_prefix (line, "--"))
    return FALSE;

  line += 2;
  return strcmp (line + strspn (line, " \t"), whole) == 0;
}

static gboolean
take_boundary (Rest *rest, const char *tail)
{
  g_autofree char *line = take_line (rest);

  return line != NULL && is_boundary (line, tail);
}

/* "OriginalContent: type=…;charset=UTF-8;Length=123" */
static gboolean
read_length (const char *line, gsize *ret)
{
  g_autofree char *lower = g_ascii_strdown (line, -1);
  const char *found = strstr (lower, ";length=");
  guint64 length;

  if (!g_str_has_prefix (lower, "originalcontent:") || found == NULL ||
      !g_ascii_string_to_unsigned (found + strlen (";length="), 10, 0, G_MAXINT32, &length, NULL))
    return FALSE;

  *ret = (gsize) length;
  return TRUE;
}

/* The first part says how long the second will be in the clear. */
static gboolean
take_description (Rest *rest, gsize *ret_length)
{
  gboolean is_found = FALSE;

  if (!take_boundary (rest, ""))
    return FALSE;

  for (guint n = 0; n < 10; n++) {
    g_autofree char *line = take_line (rest);

    if (line == NULL)
      return FALSE;
    if (is_boundary (line, ""))
      return is_found;
    if (read_length (line, ret_length)) {
      if (is_found)
        return FALSE;
      is_found = TRUE;
    }
  }
  return FALSE;
}

GBytes *
http_sealed_body_unpack (GBytes *body, gsize *ret_plain_bytes, GError **error)
{
  Rest rest = { NULL };
  g_autofree char *type = NULL;
  const char *sealed;
  guint32 head_size;
  gsize length = 0;

  rest.at = g_bytes_get_data (body, &rest.left);
  if (rest.left == 0 || !take_description (&rest, &length)) {
    refuse ("does not say how long it is", error);
    return NULL;
  }
  type = take_line (&rest);
  if (type == NULL || g_ascii_strcasecmp (type, "Content-Type: application/octet-stream") != 0 ||
      rest.left < sizeof head_size) {
    refuse ("has no second part", error);
    return NULL;
  }

  memcpy (&head_size, rest.at, sizeof head_size);
  head_size = GUINT32_FROM_LE (head_size);
  sealed = rest.at + sizeof head_size;
  rest.left -= sizeof head_size;
  if (head_size == 0 || head_size > MOST_HEAD_BYTES || head_size > rest.left ||
      length > rest.left - head_size) {
    refuse ("is shorter than it says", error);
    return NULL;
  }

  rest.at = sealed + head_size + length;
  rest.left -= head_size + length;
  if (!take_boundary (&rest, "--") || rest.left > 0) {
    refuse ("is longer than it says", error);
    return NULL;
  }
  *ret_plain_bytes = length;
  return g_bytes_new (sealed, head_size + length);
}
