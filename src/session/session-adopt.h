/* session-adopt.h - makes absences, and templates, of replies that people have made themselves
 *
 * An adopted reply is an absence with the very same texts and window; the mailbox holds it already,
 * so nothing is written. It is known what was there, so that the person has it again when the
 * absence is taken away.
 */
#pragma once

#include "session-items.h"
#include "session-replies.h"

typedef enum
{
  SESSION_ADOPT_TOGETHER, /* one absence for all whose reply is the same to the last byte and in the
                             same time */
  SESSION_ADOPT_EACH      /* one for each person */
} SessionAdoptHow;

/* Borrowed. */
typedef struct
{
  const GPtrArray *replies; /* SessionReply of session */
  SessionAdoptHow how;
  OofType type;
  const char *who;
} SessionAdoptOrder;

/* An absence that is to be, or a reply of which none can be made. */
typedef struct
{
  OofItem *item;      /* NULL: it cannot be */
  gint64 from_s;      /* when it begins */
  GPtrArray *replies; /* SessionReply; borrowed */
  GError *error; /* BASE_ERROR_REJECTED, reason "ours" (an absence put it there), "over", "off",
                    "braces" (it holds what would be a placeholder), "unknown-person", or as
                    oof_item_new () and oof_when_new () say */
} SessionAdoption;

/* SessionAdoption, in the order of replies. Pure. Caller unrefs. */
GPtrArray *session_adopt_plan (const SessionReplies *session, const SessionAdoptOrder *order);

/* Keeps those that can be: the absences, and that the mailboxes hold them. All of them or none.
 * Blocks. Errors as session_items_edit (), and of the store. */
gboolean session_adopt_keep (SessionCore *core, const char *profile_id, const GPtrArray *adoptions,
                             GError **error);

/* The second half of it, once the absences are kept. Blocks. Errors of the store. */
gboolean session_adopt_keep_mailboxes (SessionCore *core, const char *profile_id,
                                       const GPtrArray *adoptions, GError **error);

/* A draft of a template that says what the reply does, with placeholders for the person's name and
 * address and for the days of its window. BASE_ERROR_REJECTED "braces", or as oof_text_new ().
 * Caller unrefs. */
OofText *session_adopt_template (const SessionReplies *session, const SessionReply *reply,
                                 const char *name, GError **error);
