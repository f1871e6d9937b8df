/* mail-message.h - a message of plain text as bytes (RFC 5322, 2045, 2047)
 *
 * Says of itself that a program made it (Auto-Submitted, RFC 3834), so that nobody's automatic
 * reply answers it. Nothing in a field can begin another one: addresses are checked, and what is no
 * letter in a subject becomes a blank. Pure; any thread.
 */
#pragma once

#include <glib.h>

#define MAIL_MOST_RECIPIENTS 50
#define MAIL_MOST_TEXT_BYTES (256 * 1024)

/* Borrowed. */
typedef struct
{
  const char *from;      /* an address */
  const char *from_name; /* NULL or "": none */
  const char *const *to; /* addresses; NULL-terminated */
  const char *subject;
  const char *text; /* UTF-8, lines end with "\n" */
  const char *id;   /* a word that no other message has, such as a UUID */
  GDateTime *at;
} MailMessage;

/* The recipients in text, apart by commas, semicolons, blanks or lines. NULL with REJECTED
 * "mail-address" (object is the word), or "mail-recipients": none, or too many. Caller frees with
 * g_strfreev (). */
char **mail_addresses (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* With CRLF. NULL with REJECTED "mail-address", "mail-recipients", "mail-text" (too long, or not
 * UTF-8). Caller unrefs. */
GBytes *mail_message_make (const MailMessage *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
