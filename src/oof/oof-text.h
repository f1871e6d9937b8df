/* oof-text.h - a named reply text that absences share: a template
 *
 * The texts are HTML with placeholders (oof-template.h). Immutable, reference-counted; any thread.
 */
#pragma once

#include "oof-item.h"

typedef struct
{
  char *name; /* unique; never "" */
  OofType type;
  char *language; /* of what is in no language block; "": the usual one */
  OofAudience audience;
  char *inside;
  char *outside;
  char *note;
  gboolean is_approved; /* FALSE: a draft */
} OofText;

/* parts is copied; NULL texts become "". NULL with BASE_ERROR_REJECTED, the sentence to show and
 * facts->reason: "name" (empty, too long, or with control characters), "bad-line" (the note),
 * "language", or what oof_template_new () and oof_state_validate () say about the texts. */
OofText *oof_text_new (const OofText *parts, GError **error);
OofText *oof_text_ref (OofText *self);
void oof_text_unref (OofText *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofText, oof_text_unref)
