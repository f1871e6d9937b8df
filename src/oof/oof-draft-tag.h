/* oof-draft-tag.h - a tag of a reply, as far as a page may show it
 *
 * Inside the room. Nothing is taken out: only what is known is written.
 */
#pragma once

#include "oof-draft-impl.h"
#include "oof-draft-page.h"

/* What it is on the page. Static. */
const char *oof_draft_tag_name (const OofOpen *open);
/* The tag, with what is harmless of its attributes and inline style. paper: on what it stands;
 * gives on what its contents do. */
OofPaper oof_draft_tag_append (const OofHtmlToken *tag, const OofOpen *open, OofPaper paper,
                               GString *out);
/* A picture whose bytes are in its tag; FALSE: it is not, and nothing is written. */
gboolean oof_draft_tag_picture (const OofHtmlToken *tag, GString *out);
/* One character, in text or between quotation marks. */
void oof_draft_tag_escape (gunichar c, GString *out);
