/* session-reason.c - what decided about a mailbox, for the journal
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-reason.h"

#include <string.h>

static void
begin (GString *text)
{
  if (text->len > 0)
    g_string_append (text, ", ");
}

/* Which of several absences it is. */
static void
add_winner (GString *text, const SessionDecision *made)
{
  begin (text);
  g_string_append_printf (text, "“%s” goes before “%s”", oof_item_parts (made->item)->id,
                          made->over);
  if (made->n_hidden > 1)
    g_string_append_printf (text, " and %u more", made->n_hidden - 1);
  if (made->why == OOF_WHY_RULE)
    g_string_append_printf (text, " by the remembered rule “%s” first",
                            oof_trait_names[made->rule]);
  else
    g_string_append_printf (text, " (%s)", oof_why_names[made->why]);
}

static void
add_own (GString *text, const SessionDecision *made)
{
  const OofItemParts *item = oof_item_parts (made->item);

  begin (text);
  g_string_append_printf (text, "“%s” replaces the person’s own reply (%s)", item->id,
                          oof_own_names[item->own]);
}

char *
session_reason_of (const SessionDecision *made)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_back =
      g_str_equal (made->reason, "restore") || g_str_equal (made->reason, "restore-own");

  if (made->action != SESSION_ACTION_WRITE)
    return NULL;
  if (is_back && made->has_own)
    g_string_append (text, "the person’s own reply is put back");
  if (!is_back && made->item != NULL && made->over != NULL)
    add_winner (text, made);
  if (!is_back && made->item != NULL && made->replaces_own)
    add_own (text, made);
  return text->len > 0 ? g_strdup (text->str) : NULL;
}
