/* test-message.c - messages as bytes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "mail-message.h"

#include <string.h>

static const char *const to[] = { "ann@corp.example", "bob@corp.example", NULL };

static MailMessage
make_sample (GDateTime *at)
{
  return (MailMessage){ .from = "absentia@corp.example",
                        .from_name = "Absentia",
                        .to = to,
                        .subject = "Plain",
                        .text = "One\nTwo\n",
                        .id = "1234",
                        .at = at };
}

/* Each line ends with CRLF, nowhere is one of the two alone, none is too long, all is ASCII. */
static void
check_lines (const char *text)
{
  gsize line = 0;

  for (gsize i = 0; text[i] != '\0'; i++) {
    g_assert_true ((text[i] == '\n') == (i > 0 && text[i - 1] == '\r'));
    g_assert_true (text[i] != '\r' || text[i + 1] == '\n');
    g_assert_true ((guchar) text[i] < 0x80);
    line = text[i] == '\n' ? 0 : line + 1;
    g_assert_cmpuint (line, <=, 90);
  }
}

static char *
decode_body (const char *encoded)
{
  g_auto (GStrv) lines = g_strsplit (encoded, "\r\n", -1);
  g_autofree char *joined = g_strjoinv ("", lines);
  gsize size;
  g_autofree guchar *body = g_base64_decode (joined, &size);

  return g_strndup ((const char *) body, size);
}

/* The head; ret_body may be NULL. Caller frees both. */
static char *
make_text (const MailMessage *message, char **ret_body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mail_message_make (message, &error);
  char *text;
  char *end;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpuint (strlen (text), ==, g_bytes_get_size (bytes));
  check_lines (text);
  end = strstr (text, "\r\n\r\n");
  g_assert_nonnull (end);
  if (ret_body != NULL)
    *ret_body = decode_body (end + 4);
  end[2] = '\0';
  return text;
}

static void
test_fields (void)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 ("2026-02-03T09:05:07+02:00", NULL);
  MailMessage message = make_sample (at);
  g_autofree char *body = NULL;
  g_autofree char *head = make_text (&message, &body);

  g_assert_cmpstr (head, ==,
                   "Date: Tue, 3 Feb 2026 07:05:07 +0000\r\n"
                   "From: Absentia <absentia@corp.example>\r\n"
                   "To: ann@corp.example,\r\n bob@corp.example\r\n"
                   "Subject: Plain\r\n"
                   "Message-ID: <1234@corp.example>\r\n"
                   "Auto-Submitted: auto-generated\r\n"
                   "X-Auto-Response-Suppress: All\r\n"
                   "MIME-Version: 1.0\r\n"
                   "Content-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: base64\r\n");
  g_assert_cmpstr (body, ==, "One\r\nTwo\r\n");
}

/* Every encoded word is whole by itself: put together they are the subject. */
static char *
decode_subject (const char *head)
{
  const char *word = strstr (head, "Subject:") + strlen ("Subject:");
  GString *subject = g_string_new (NULL);

  while (g_str_has_prefix (word, " =?UTF-8?B?")) {
    const char *begin = word + strlen (" =?UTF-8?B?");
    const char *end = strstr (begin, "?=");
    g_autofree char *part = g_strndup (begin, (gsize) (end - begin));
    gsize length;
    g_autofree guchar *bytes = g_base64_decode (part, &length);

    g_assert_cmpint (end + 2 - word - 1, <=, 75);
    g_assert_true (g_utf8_validate ((const char *) bytes, (gssize) length, NULL));
    g_string_append_len (subject, (const char *) bytes, (gssize) length);
    word = end + 2 + strlen ("\r\n");
  }
  return g_string_free (subject, FALSE);
}

static void
test_languages (void)
{
  g_autoptr (GDateTime) at = g_date_time_new_now_utc ();
  MailMessage message = make_sample (at);
  g_autofree char *body = NULL;
  g_autofree char *head = NULL;
  g_autofree char *subject = NULL;

  message.text = "Grüße 👋\n.\n日本語";
  message.subject =
      "Grüße aus 日本語日本語日本語日本語 und mehr, was nicht in eine Zeile passt 👋👋👋";
  head = make_text (&message, &body);
  g_assert_cmpstr (body, ==, "Grüße 👋\r\n.\r\n日本語");
  subject = decode_subject (head);
  g_assert_cmpstr (subject, ==, message.subject);
}

/* What stands in a field stays in it. */
static void
test_injection (void)
{
  static const char *const evil[] = { "a@corp.example\r\nBcc: eve@evil.example",
                                      "a b@corp.example",
                                      "<a@corp.example>",
                                      "a@corp.example,b@corp.example",
                                      "ä@corp.example",
                                      "a",
                                      "a@corp.example>",
                                      "" };
  g_autoptr (GDateTime) at = g_date_time_new_now_utc ();
  MailMessage message = make_sample (at);
  g_autofree char *head = NULL;

  message.subject = "one\r\nBcc: eve@evil.example\r\n\r\nbody";
  message.from_name = "Evil\" <eve@evil.example>\r\nBcc: eve";
  head = make_text (&message, NULL);
  g_assert_null (strstr (head, "\nBcc"));
  g_assert_null (strstr (head, "<eve"));

  for (gsize i = 0; i < G_N_ELEMENTS (evil); i++) {
    const char *const one[] = { evil[i], NULL };
    g_autoptr (GError) error = NULL;

    g_test_message ("“%s”", evil[i]);
    message = make_sample (at);
    message.to = one;
    g_assert_null (mail_message_make (&message, &error));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "mail-address");
    g_clear_error (&error);
    message = make_sample (at);
    message.from = evil[i];
    g_assert_null (mail_message_make (&message, &error));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "mail-address");
  }
}

static void
assert_refused (const MailMessage *message, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mail_message_make (message, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

static void
test_limits (void)
{
  g_autoptr (GDateTime) at = g_date_time_new_now_utc ();
  MailMessage message = make_sample (at);
  g_autofree char *huge = g_strnfill (MAIL_MOST_TEXT_BYTES + 1, 'x');
  const char *many[MAIL_MOST_RECIPIENTS + 2] = { NULL };
  static const char *const nobody[] = { NULL };

  message.text = huge;
  assert_refused (&message, "mail-text");
  message.text = "\xff";
  assert_refused (&message, "mail-text");
  message = make_sample (at);
  message.subject = "\xff";
  assert_refused (&message, "mail-text");

  for (gsize i = 0; i <= MAIL_MOST_RECIPIENTS; i++)
    many[i] = "ann@corp.example";
  message = make_sample (at);
  message.to = many;
  assert_refused (&message, "mail-recipients");
  message.to = nobody;
  assert_refused (&message, "mail-recipients");
}

static void
test_addresses (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found =
      mail_addresses (" ann@corp.example; bob@corp.example,\n ann@corp.example ", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (found), ==, 2);
  g_assert_cmpstr (found[1], ==, "bob@corp.example");
  g_assert_null (mail_addresses ("ann@corp.example nobody", &error));
  g_assert_cmpstr (base_error_facts (error)->object, ==, "nobody");
  g_clear_error (&error);
  g_assert_null (mail_addresses (" ; ", &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "mail-recipients");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/message/fields", test_fields);
  g_test_add_func ("/mail/message/languages", test_languages);
  g_test_add_func ("/mail/message/injection", test_injection);
  g_test_add_func ("/mail/message/limits", test_limits);
  g_test_add_func ("/mail/message/addresses", test_addresses);
  return g_test_run ();
}
