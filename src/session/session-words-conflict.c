/* session-words-conflict.c - what competes for a mailbox's one reply, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words-conflict.h"

#include "session-words-item.h"

#include <glib/gi18n-lib.h>

static const char *
say_own (const SessionConflict *conflict)
{
  const SessionRival *first = &g_array_index (conflict->others, SessionRival, 0);

  if (conflict->winner.item != NULL)
    return _ ("It replaces a reply of the person’s own.");
  switch (oof_item_parts (first->item)->own) {
  case OOF_OWN_AFTER:
    return _ ("It waits until the person’s own reply ends.");
  case OOF_OWN_ASK:
    return _ ("The person has a reply of their own: somebody has to decide.");
  case OOF_OWN_LEAVE:
  case OOF_OWN_REPLACE:
  case OOF_OWN_REPLACE_RESTORE:
  default:
    return _ ("The person has a reply of their own, and the absence leaves it alone.");
  }
}

char *
session_words_rule (OofTrait rule)
{
  switch (rule) {
  case OOF_TRAIT_ONCE:
    return g_strdup (_ ("What is once goes before what repeats."));
  case OOF_TRAIT_REPEATS:
    return g_strdup (_ ("What repeats goes before what is once."));
  case OOF_TRAIT_PERSON:
    return g_strdup (_ ("What names the person goes before what is for a group."));
  case OOF_TRAIT_GROUP:
    return g_strdup (_ ("What is for a group goes before what names the person."));
  case OOF_N_TRAITS:
    return g_strdup ("");
  default:
    /* Translators: %s is a type of absence, such as “Training” */
    return g_strdup_printf (_ ("“%s” goes before every other type."),
                            session_words_type ((OofType) rule));
  }
}

/* Which rule decided, and that it is one of ours. */
static char *
say_rule (OofTrait rule)
{
  g_autofree char *words = session_words_rule (rule);

  /* Translators: %s is a whole sentence */
  return g_strdup_printf (_ ("By a remembered rule: %s"), words);
}

char *
session_words_conflict (const SessionConflict *conflict)
{
  const char *words = NULL;

  switch (conflict->kind) {
  case SESSION_CONFLICT_ITEMS:
    if (conflict->why == OOF_WHY_RULE)
      return say_rule (conflict->rule);
    words = session_words_why (conflict->why);
    break;
  case SESSION_CONFLICT_OWN:
    words = say_own (conflict);
    break;
  case SESSION_CONFLICT_PROTECTED:
    words = _ ("The person’s reply is protected.");
    break;
  case SESSION_CONFLICT_POLICY:
    words = _ ("The organisation does not let replies out to that audience.");
    break;
  case SESSION_CONFLICT_CHANGED:
    words = _ ("Somebody has changed what was written.");
    break;
  case SESSION_CONFLICT_REFUSED:
    words = _ ("Writing it failed.");
    break;
  case SESSION_N_CONFLICTS:
  default:
    break;
  }
  return g_strdup (words != NULL ? words : "");
}

char *
session_words_question_subject (void)
{
  return g_strdup (_ ("Which automatic reply is to go out for you?"));
}

static void
add_rival (GString *text, const SessionRival *rival)
{
  g_autofree char *words = rival->item != NULL
                               ? session_words_item (rival->item)
                               : g_strdup (_ ("The reply that you set up yourself"));

  g_string_append_printf (text, "• %s\n", words);
}

char *
session_words_question (const char *name, const SessionConflict *conflict)
{
  GString *text = g_string_new (NULL);

  /* Translators: the beginning of a message; %s is a name */
  g_string_append_printf (text, _ ("Hello %s,"), name);
  g_string_append_printf (
      text, "\n\n%s\n\n",
      _ ("Several automatic replies want to go out for your mailbox at the same "
         "time, and only one of them can:"));
  add_rival (text, &conflict->winner);
  for (guint i = 0; i < conflict->others->len; i++)
    add_rival (text, &g_array_index (conflict->others, SessionRival, i));
  g_string_append_printf (text, "\n%s\n", _ ("Which one is it to be?"));
  return g_string_free (text, FALSE);
}
