/* mail-message.c - a message of plain text as bytes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mail-message.h"

#include "base-error.h"
#include "base-text.h"

#include <string.h>

#define WORD_BYTES                                                                                 \
  39                  /* of text in an encoded word, so that its line has less than 76 characters  \
                       */
#define LINE_BYTES 54 /* of text in a line of the body: 72 characters of base64 */

static gboolean
refuse (const char *reason, const char *object, const char *words, GError **error)
{
  const BaseErrorFacts facts = { .reason = reason, .object = object };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", words);
  return FALSE;
}

/* SMTP without extensions carries ASCII only. */
static gboolean
check_address (const char *address, GError **error)
{
  g_autofree char *shown = NULL;

  if (base_text_is_address (address) && g_str_is_ascii (address))
    return TRUE;

  shown = base_text_for_display (address != NULL ? address : "", 100);
  return refuse ("mail-address", shown, "no mail address", error);
}

static gboolean
check_count (gsize n, GError **error)
{
  return (n > 0 && n <= MAIL_MOST_RECIPIENTS) ||
         refuse ("mail-recipients", NULL, "no recipients, or too many", error);
}

char **
mail_addresses (const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, ",; \t\r\n", -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; words[i] != NULL; i++) {
    if (*words[i] == '\0' || g_ptr_array_find_with_equal_func (found, words[i], g_str_equal, NULL))
      continue;
    if (!check_address (words[i], error))
      return NULL;
    g_ptr_array_add (found, g_strdup (words[i]));
  }
  if (!check_count (found->len, error))
    return NULL;
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

/* The length of the longest beginning of at most most bytes that ends with a whole character. */
static gsize
whole (const char *text, gsize most)
{
  gsize length = 0;

  while (text[length] != '\0') {
    gsize next = (gsize) (g_utf8_next_char (text + length) - text);

    if (next > most)
      break;
    length = next;
  }
  return length;
}

/* "Subject: …" as encoded words, folded (RFC 2047); plain where it can be. text: valid UTF-8. */
static void
append_field (GString *out, const char *name, const char *text, const char *tail)
{
  g_autofree char *clean = base_text_for_display (text, 200);
  gboolean is_plain = g_str_is_ascii (clean) && strlen (clean) < 60 && strstr (clean, "=?") == NULL;

  g_string_append_printf (out, "%s:", name);
  if (is_plain)
    g_string_append_printf (out, " %s", clean);
  for (const char *at = clean; !is_plain && *at != '\0';) {
    gsize length = whole (at, WORD_BYTES);
    g_autofree char *word = g_base64_encode ((const guchar *) at, length);

    g_string_append_printf (out, "%s =?UTF-8?B?%s?=", at == clean ? "" : "\r\n", word);
    at += length;
  }
  g_string_append_printf (out, "%s%s\r\n", is_plain || *tail == '\0' ? "" : "\r\n", tail);
}

static void
append_from (GString *out, const MailMessage *self)
{
  g_autofree char *tail = g_strdup_printf (" <%s>", self->from);
  gboolean has_name = self->from_name != NULL && *self->from_name != '\0';
  g_autofree char *name = g_strdup (has_name ? self->from_name : "");

  /* What has a meaning of its own between names and addresses. */
  g_strdelimit (name, "<>()[],;:\\\"@.", ' ');
  append_field (out, "From", g_strstrip (name), tail);
}

static void
append_to (GString *out, const char *const *to)
{
  g_string_append (out, "To:");
  for (gsize i = 0; to[i] != NULL; i++)
    g_string_append_printf (out, "%s %s", i > 0 ? ",\r\n" : "", to[i]);
  g_string_append (out, "\r\n");
}

/* In English and UTC, as the standard has it. */
static void
append_date (GString *out, GDateTime *at)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) utc = g_date_time_to_utc (at);

  g_string_append_printf (
      out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
      days[g_date_time_get_day_of_week (utc) - 1], g_date_time_get_day_of_month (utc),
      months[g_date_time_get_month (utc) - 1], g_date_time_get_year (utc),
      g_date_time_get_hour (utc), g_date_time_get_minute (utc), g_date_time_get_second (utc));
}

/* Lines of text end with CRLF before they are encoded. */
static void
append_body (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *whole_text = g_strjoinv ("\r\n", lines);
  gsize length = strlen (whole_text);

  for (gsize at = 0; at < length; at += LINE_BYTES) {
    g_autofree char *line =
        g_base64_encode ((const guchar *) whole_text + at, MIN (LINE_BYTES, length - at));

    g_string_append_printf (out, "%s\r\n", line);
  }
}

static gboolean
check (const MailMessage *self, GError **error)
{
  if (!check_address (self->from, error) ||
      !check_count (g_strv_length ((char **) self->to), error))
    return FALSE;
  for (gsize i = 0; self->to[i] != NULL; i++)
    if (!check_address (self->to[i], error))
      return FALSE;
  if (strlen (self->text) > MAIL_MOST_TEXT_BYTES || !g_utf8_validate (self->text, -1, NULL) ||
      !g_utf8_validate (self->subject, -1, NULL))
    return refuse ("mail-text", NULL, "the text is too long, or not UTF-8", error);
  return TRUE;
}

GBytes *
mail_message_make (const MailMessage *self, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize size;

  if (!check (self, error))
    return NULL;

  append_date (out, self->at);
  append_from (out, self);
  append_to (out, self->to);
  append_field (out, "Subject", self->subject, "");
  g_string_append_printf (out, "Message-ID: <%s@%s>\r\n", self->id, strchr (self->from, '@') + 1);
  g_string_append (out, "Auto-Submitted: auto-generated\r\n"
                        "X-Auto-Response-Suppress: All\r\n"
                        "MIME-Version: 1.0\r\n"
                        "Content-Type: text/plain; charset=utf-8\r\n"
                        "Content-Transfer-Encoding: base64\r\n"
                        "\r\n");
  append_body (out, self->text);
  size = out->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&out), FALSE), size);
}
