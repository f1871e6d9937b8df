/* session-texts.h - what an item says to each of its people: its texts, filled in with what the
 * directory knows
 *
 * Shared by all workers of a run; any thread.
 */
#pragma once

#include "base-call.h"
#include "session-decide.h"
#include "session-items.h"
#include "session-org.h"

typedef struct _SessionTexts SessionTexts;

/* items: where the templates are; NULL: there are none. org: NULL: only what the list of people
 * knows is filled in. core: where the settings are that say what the organisation is called; NULL:
 * nobody knows. Borrowed, all four. NULL: BASE_ERROR_STORE. */
SessionTexts *session_texts_new (const SessionPlan *plan, const SessionItems *items,
                                 SessionOrg *org, SessionCore *core, GError **error);
void session_texts_free (SessionTexts *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionTexts, session_texts_free)

/* Whom and what a text is for; borrowed. */
typedef struct
{
  OofItem *item;
  guint32 person;
  const OofPlace *place;
  gint64 away_from_s; /* instants */
  gint64 away_until_s;
} SessionTextsFor;

/* Asks the directory, or Exchange Online, where the text names what the list does not have.
 * BASE_ERROR_REJECTED "no-template", or as oof_template_new () and oof_template_merge (). */
gboolean session_texts_make (SessionTexts *self, BaseCall *call, const SessionTextsFor *whom,
                             SessionWords *ret, GError **error);
