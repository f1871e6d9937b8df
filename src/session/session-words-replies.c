/* session-words-replies.c - the replies that mailboxes hold, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words-replies.h"

#include "oof-date.h"
#include "oof-mention.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

const char *
session_words_reply_state (SessionReplyState state)
{
  static const char *const words[SESSION_REPLY_N_STATES] = {
    [SESSION_REPLY_ACTIVE] = N_ ("Goes out now"),
    [SESSION_REPLY_SCHEDULED] = N_ ("Scheduled"),
    [SESSION_REPLY_ENDED] = N_ ("Over, not switched off"),
    [SESSION_REPLY_OFF] = N_ ("Off, with a text")
  };

  return _ (words[state]);
}

static gint64
to_local (const SessionReplies *session, gint64 instant_s)
{
  g_autoptr (OofZone) zone =
      oof_zone_new (session_replies_zone (session), instant_s - 1, instant_s + 1);

  return oof_zone_to_local (zone, instant_s);
}

static char *
day_of (const SessionReplies *session, gint64 instant_s)
{
  return session_words_day (oof_date_of_local (to_local (session, instant_s)));
}

char *
session_words_reply_when (const SessionReplies *session, const SessionReply *reply)
{
  gint64 from_s;
  gint64 until_s;

  if (reply->mode == OOF_MODE_OFF)
    return NULL;
  if (reply->from == NULL || reply->until == NULL)
    return g_strdup (_ ("until further notice"));

  from_s = to_local (session, g_date_time_to_unix (reply->from));
  until_s = to_local (session, g_date_time_to_unix (reply->until));
  return session_words_span (from_s, until_s, from_s % OOF_DAY_S == 0 && until_s % OOF_DAY_S == 0);
}

char *
session_words_reply_age (const SessionReplies *session, const SessionReply *reply)
{
  g_autofree char *day = day_of (session, reply->first_s);

  if (reply->from != NULL && g_date_time_to_unix (reply->from) == reply->first_s)
    /* Translators: %s is a day */
    return g_strdup_printf (_ ("since %s"), day);
  /* Translators: %s is a day on which a reply was seen for the first time */
  return g_strdup_printf (_ ("since %s or longer"), day);
}

char *
session_words_reply_wrong (const SessionReplies *session, const SessionReply *reply)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  if (reply->stale & SESSION_STALE_ENDED) {
    g_autofree char *day = day_of (session, g_date_time_to_unix (reply->until));

    g_ptr_array_add (
        sentences,
        g_strdup_printf (_ ("Its time ended on %s, and it was never switched off."), day));
  }
  if (reply->stale & SESSION_STALE_DATES) {
    g_autofree char *day = session_words_day (reply->text->last_day);

    g_ptr_array_add (
        sentences,
        g_strdup_printf (_ ("It goes out, and the last day that it names is past: %s."), day));
  }
  if (reply->stale & SESSION_STALE_LEAVER)
    g_ptr_array_add (sentences, g_strdup_printf (_ ("It names %s, who has left."), reply->leaver));
  if (reply->is_forgotten) {
    guint days = (guint) ((session_replies_now_s (session) - reply->first_s) / OOF_DAY_S);

    g_ptr_array_add (
        sentences,
        g_strdup_printf (
            ngettext ("It is on without an end for %u day or longer, and no absence is planned.",
                      "It is on without an end for %u days or longer, and no absence is planned.",
                      days),
            days));
  }
  if (reply->is_drifted)
    g_ptr_array_add (sentences, g_strdup (_ ("An absence had put something else there.")));
  if (sentences->len == 0)
    return NULL;
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}

const char *
session_words_reply_mark (const SessionReply *reply)
{
  if (reply->item != NULL)
    return _ ("Put there by an absence");
  return reply->protection == OOF_PROTECTION_FOUND || reply->protection == OOF_PROTECTION_CHOSEN
             ? _ ("Protected")
             : "";
}

char *
session_words_reply_group (const SessionReplyGroup *group)
{
  guint n = group->replies->len;

  if (n == 1)
    return g_strdup (_ ("1 person"));
  if (group->n_texts == 1)
    return g_strdup_printf (ngettext ("%'u person, the same text", "%'u people, the same text", n),
                            n);
  return g_strdup_printf (ngettext ("%'u person, the same but for names and dates",
                                    "%'u people, the same but for names and dates", n),
                          n);
}

char *
session_words_reply_states (const SessionReplyGroup *group)
{
  const guint *n = group->n_states;
  char *words[SESSION_REPLY_N_STATES + 1] = { NULL };
  guint used = 0;
  char *line;

  if (n[SESSION_REPLY_ACTIVE] > 0)
    words[used++] =
        g_strdup_printf (ngettext ("%'u goes out now", "%'u go out now", n[SESSION_REPLY_ACTIVE]),
                         n[SESSION_REPLY_ACTIVE]);
  if (n[SESSION_REPLY_SCHEDULED] > 0)
    words[used++] = g_strdup_printf (
        ngettext ("%'u is scheduled", "%'u are scheduled", n[SESSION_REPLY_SCHEDULED]),
        n[SESSION_REPLY_SCHEDULED]);
  if (n[SESSION_REPLY_ENDED] > 0)
    words[used++] = g_strdup_printf (
        ngettext ("%'u is over", "%'u are over", n[SESSION_REPLY_ENDED]), n[SESSION_REPLY_ENDED]);
  if (n[SESSION_REPLY_OFF] > 0)
    words[used++] = g_strdup_printf (ngettext ("%'u is off", "%'u are off", n[SESSION_REPLY_OFF]),
                                     n[SESSION_REPLY_OFF]);

  line = g_strjoinv (", ", words);
  for (guint i = 0; i < used; i++)
    g_free (words[i]);
  return line;
}

char *
session_words_replies (const SessionReplies *session)
{
  guint n = session_replies_n_read (session);
  guint failed = session_replies_failures (session)->len;
  guint left = session_replies_n_left (session);
  guint replies = session_replies_all (session)->len;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%'u mailbox was read.", "%'u mailboxes were read.", n),
                          n);
  g_string_append_c (text, ' ');
  g_string_append_printf (text, ngettext ("%'u holds a reply.", "%'u hold a reply.", replies),
                          replies);
  if (failed > 0) {
    g_string_append_c (text, ' ');
    g_string_append_printf (
        text, ngettext ("%'u could not be read.", "%'u could not be read.", failed), failed);
  }
  if (left > 0) {
    g_string_append_c (text, ' ');
    g_string_append_printf (text,
                            ngettext ("It was stopped: %'u was not asked.",
                                      "It was stopped: %'u were not asked.", left),
                            left);
  }
  return g_string_free (text, FALSE);
}
