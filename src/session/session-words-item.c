/* session-words-item.c - what an absence is, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words-item.h"

#include "oof-date.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
session_words_type (OofType type)
{
  static const char *const words[] = {
    [OOF_TYPE_VACATION] = N_ ("Vacation"),     [OOF_TYPE_SICK] = N_ ("Sick"),
    [OOF_TYPE_PARENTAL] = N_ ("Parental"),     [OOF_TYPE_TRAINING] = N_ ("Training"),
    [OOF_TYPE_PART_TIME] = N_ ("Part-time"),   [OOF_TYPE_CLOSURE] = N_ ("Closure"),
    [OOF_TYPE_LEFT] = N_ ("Left the company"), [OOF_TYPE_OTHER] = N_ ("Other absence"),
  };

  return _ (words[type]);
}

const char *
session_words_type_sign (OofType type)
{
  /* Translators: one or two letters for a type of absence, where there is no room for the word;
   * each has to be another one */
  static const char *const signs[] = {
    [OOF_TYPE_VACATION] = NC_ ("type of absence", "V"),
    [OOF_TYPE_SICK] = NC_ ("type of absence", "S"),
    [OOF_TYPE_PARENTAL] = NC_ ("type of absence", "Pa"),
    [OOF_TYPE_TRAINING] = NC_ ("type of absence", "T"),
    [OOF_TYPE_PART_TIME] = NC_ ("type of absence", "Pt"),
    [OOF_TYPE_CLOSURE] = NC_ ("type of absence", "C"),
    [OOF_TYPE_LEFT] = NC_ ("type of absence", "L"),
    [OOF_TYPE_OTHER] = NC_ ("type of absence", "O"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "type of absence", signs[type]);
}

char *
session_words_item (const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);
  g_autofree char *when = session_words_when (parts->when);

  /* Translators: the type of an absence, such as “Training”, and when it is, such as “every
   * Tuesday, 08:00–16:00” */
  return g_strdup_printf (_ ("%s, %s"), session_words_type (parts->type), when);
}

const char *
session_words_why (OofWhy why)
{
  static const char *const words[OOF_N_WHY] = {
    [OOF_WHY_REPLY] = N_ ("It has a reply, the other is in the calendar only."),
    [OOF_WHY_LEAVER] = N_ ("Who has left the company goes before everything."),
    [OOF_WHY_PRIORITY] = N_ ("It has the higher priority."),
    [OOF_WHY_RULE] = N_ ("A remembered rule says that it goes first."),
    [OOF_WHY_SINGLE] = N_ ("It is once, the other repeats."),
    [OOF_WHY_PERSON] = N_ ("It names the person, the other a group."),
    [OOF_WHY_NARROWER] = N_ ("It is for the smaller group."),
    [OOF_WHY_LATER] = N_ ("It was made later."),
    [OOF_WHY_ID] = N_ ("Nothing tells the two apart but their names."),
    [OOF_WHY_OWN] = N_ ("The person’s own reply goes before it."),
    [OOF_WHY_REPLACES_OWN] = N_ ("It replaces the person’s own reply."),
  };

  return words[why] != NULL ? _ (words[why]) : NULL;
}

static gint64
to_local (gint64 instant_s)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_local (instant_s);

  return instant != NULL ? instant_s + g_date_time_get_utc_offset (instant) / G_USEC_PER_SEC
                         : instant_s;
}

static char *
describe_span (const SessionBar *bar)
{
  gint64 from_s = to_local (bar->from_s);
  gint64 until_s = bar->until_s != OOF_OPEN_END ? to_local (bar->until_s) : OOF_OPEN_END;
  gboolean is_all_day =
      from_s % OOF_DAY_S == 0 && (until_s == OOF_OPEN_END || until_s % OOF_DAY_S == 0);
  g_autofree char *day = NULL;

  if (bar->from_s > OOF_DATE_FIRST_S)
    return session_words_span (from_s, until_s, is_all_day);
  if (until_s == OOF_OPEN_END)
    return g_strdup (_ ("until further notice"));

  day = session_words_day (oof_date_of_local (until_s - 1));
  /* Translators: %s is a day */
  return g_strdup_printf (_ ("until %s"), day);
}

/* With ", " before each. */
static void
add_mailbox_marks (GString *text, SessionMarks marks)
{
  static const struct
  {
    SessionMarks mark;
    const char *words;
  } words[] = {
    { SESSION_MARK_PROTECTED, N_ ("the mailbox is protected") },
    { SESSION_MARK_SILENT, N_ ("no reply leaves the mailbox, as the doctor found") },
    { SESSION_MARK_STALE, N_ ("not read for a long time") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (marks & words[i].mark)
      g_string_append_printf (text, ", %s", _ (words[i].words));
}

char *
session_words_bar (const char *name, const SessionBar *bar)
{
  static const char *const origins[] = {
    [SESSION_ORIGIN_PERSON] = N_ ("made here for this person"),
    [SESSION_ORIGIN_RULE] = N_ ("made here by a rule"),
    [SESSION_ORIGIN_OWN] = N_ ("set by the person"),
    [SESSION_ORIGIN_CALENDAR] = N_ ("in the calendar only"),
  };
  static const struct
  {
    SessionMarks mark;
    const char *words;
  } marks[] = {
    { SESSION_MARK_SERIES, N_ ("part of a series") },
    { SESSION_MARK_PAST, N_ ("over") },
    { SESSION_MARK_PENDING, N_ ("Exchange does not hold it yet") },
    { SESSION_MARK_FAILED, N_ ("writing it failed") },
    { SESSION_MARK_DRIFTED, N_ ("somebody has changed what was written") },
    { SESSION_MARK_BLOCKED, N_ ("it waits for an approval or a day") },
    { SESSION_MARK_CONFLICT, N_ ("in conflict") },
  };
  g_autofree char *span = describe_span (bar);
  const char *type =
      bar->item != NULL ? session_words_type (oof_item_parts (bar->item)->type) : _ ("Own reply");
  GString *text = g_string_new (NULL);

  /* Translators: a person, what their absence is, when, and where it comes from */
  g_string_append_printf (text, _ ("%s: %s, %s, %s"), name, type, span, _ (origins[bar->origin]));
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (bar->marks & marks[i].mark)
      g_string_append_printf (text, ", %s", _ (marks[i].words));
  if (bar->n_hidden > 0)
    g_string_append_printf (
        text,
        ngettext (", %u more absence behind it", ", %u more absences behind it", bar->n_hidden),
        bar->n_hidden);
  add_mailbox_marks (text, bar->marks);
  return g_string_free (text, FALSE);
}

char *
session_words_mailbox (SessionMarks marks)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_mailbox_marks (text, marks);
  return g_strdup (text->len > 0 ? text->str + strlen (", ") : "");
}

char *
session_words_unacted (const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);
  const OofMeetings *meetings = &parts->meetings;
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;
  gboolean has_template = FALSE;

  for (guint i = 0; i < OOF_N_TELL; i++)
    has_template =
        has_template || (parts->tell[i].is_told && *parts->tell[i].template_name != '\0');
  if (has_template)
    g_strv_builder_add (list, _ ("Who is told by mail reads a few words of this program’s own: the "
                                 "template that is named for it is not used."));
  if (meetings->declines_new || meetings->declines_existing)
    g_strv_builder_add (list, _ ("Declining meetings is kept with the absence, and nothing is "
                                 "declined: “absentiactl calendar” does that online."));
  sentences = g_strv_builder_end (list);
  return sentences[0] != NULL ? g_strjoinv (" ", sentences) : NULL;
}

const char *
session_words_no_forwarding (const ExchangeProfile *profile)
{
  gboolean has_cmdlets_only = profile != NULL && profile->kind == EXCHANGE_KIND_ON_PREMISES &&
                              profile->path == EXCHANGE_PATH_POWERSHELL;

  return has_cmdlets_only ? _ ("This connection works by cmdlets, which make no inbox rules here. "
                               "Choose the web service (EWS) in Connection.")
                          : NULL;
}
