/* session-replies-table.c - replies that mailboxes hold, as a table
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-replies-table.h"

#include "session-csv.h"
#include "session-words-replies.h"

#include <glib/gi18n-lib.h>

static void
add_row (GString *text, const SessionReplies *self, const SessionReply *reply)
{
  g_autofree char *when = session_words_reply_when (self, reply);
  g_autofree char *age = session_words_reply_age (self, reply);
  g_autofree char *wrong = session_words_reply_wrong (self, reply);
  const char *const cells[] = { reply->person != NULL ? reply->person->name : "",
                                reply->mailbox,
                                reply->person != NULL ? reply->person->department : "",
                                session_words_reply_state (reply->state),
                                when != NULL ? when : "",
                                age,
                                wrong != NULL ? wrong : "",
                                session_words_reply_mark (reply) };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    session_csv_add (text, cells[i]);
  g_string_append_c (text, '\n');
}

char *
session_replies_table (const SessionReplies *self, const GPtrArray *chosen)
{
  static const char *const titles[] = { N_ ("Name"),          N_ ("Mailbox"),   N_ ("Department"),
                                        N_ ("State"),         N_ ("When"),      N_ ("Age"),
                                        N_ ("What is wrong"), N_ ("Protection") };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    session_csv_add (text, _ (titles[i]));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < chosen->len; i++)
    add_row (text, self, chosen->pdata[i]);
  return g_string_free (text, FALSE);
}
