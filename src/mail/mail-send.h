/* mail-send.h - hands a message in at a mail server
 *
 * Each recipient gets a copy of their own over the same connection, so that one who is refused does
 * not take it from the others. Blocks, and can be cancelled within milliseconds; MAIL_SEND_MS at
 * most. Certificates are always checked, TLS 1.2 or later. Nothing that is sent, and no password,
 * is ever in an error or in the log.
 *
 * Errors: those of http-send.h for the way (OFFLINE, TLS); and
 *
 *   OFFLINE   "mail-unreachable"
 *   TLS       "mail-no-starttls": the server does not offer it
 *   AUTH      "mail-login": the name or the password was refused; "mail-no-login": the server
 *             offers no way to log in that is known here
 *   REJECTED  "mail-server": no name of one; "mail-plain": a password, and no TLS; "mail-refused":
 * the server does not take it, of one recipient that is object; those of mail-message.h BUSY
 * "mail-later": the server asks to try again later PROTOCOL  "mail-answer": what answers there is
 * not a mail server
 */
#pragma once

#include "base-call.h"
#include "mail-message.h"
#include "mail-server.h"

#define MAIL_SEND_MS (60 * 1000)

/* TRUE when all have it. FALSE: with the first error; what is about one recipient (REJECTED, BUSY)
 * takes it from nobody else. ret_left (may be NULL): with FALSE, who is to get it later: those who
 * have not got it and were not refused for good, maybe none; NULL-terminated; caller frees. NULL
 * when that is for all of them, because nobody has got it. */
gboolean mail_send (BaseCall *call, const MailServer *server, const MailMessage *message,
                    char ***ret_left, GError **error);
