/* session-words-mail.c - the sentence and the remedy for what keeps e-mail from being sent
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words.h"

#include <glib/gi18n-lib.h>

const SessionWords session_words_mail[] = {
  { "mail-off", N_ ("No mail server is set."),
    N_ ("Enter one in Settings, Notifications, or with “absentiactl notify set”.") },
  { "mail-unreachable", N_ ("The mail server cannot be reached."),
    N_ ("Check its name and its port, and that no firewall stands between.") },
  { "mail-no-starttls", N_ ("The mail server does not offer STARTTLS."),
    N_ ("Try TLS from the first byte (port 465), or have STARTTLS switched on. Without TLS only a "
        "server that asks for no password can be used.") },
  { "mail-login", N_ ("The mail server refused the name or the password."),
    N_ ("Enter the password of %s again, in Settings, Notifications. Microsoft 365 takes no "
        "password there any more: use a relay of your own.") },
  { "mail-no-login", N_ ("The mail server offers no way to log in that is known here."),
    N_ ("Leave the name empty where the server lets this computer in by its address.") },
  { "mail-refused", N_ ("The mail server does not take the message."),
    N_ ("Check that it may come from this computer, from this sender, and go to {OBJECT}.") },
  { "mail-later", N_ ("The mail server asks to try again later."),
    N_ ("Some servers do so at the first time: try again in a quarter of an hour.") },
  { "mail-answer", N_ ("What answers there is not a mail server."),
    N_ ("Check the name and the port; with port 465 choose TLS, with 587 STARTTLS.") },
  { "mail-server", N_ ("This is not the name of a mail server."), NULL },
  { "mail-address", N_ ("This is not a mail address."), N_ ("Check “{OBJECT}”.") },
  { "mail-recipients", N_ ("There are no recipients, or more than 50."), NULL },
  { "mail-text", N_ ("The message is too long, or holds what is no text."), NULL },
  { NULL, NULL, NULL },
};
