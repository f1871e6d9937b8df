/* oof-html-style.h - what a tag's attributes say about the look of its contents
 *
 * Inside the room.
 */
#pragma once

#include "oof-html-token.h"
#include "oof-html.h"

typedef struct
{
  OofRunStyle style;
  guint colour; /* 0x1RRGGBB; 0: that of the reader's program */
  gboolean is_pre;
  gboolean is_hidden;
  gboolean is_tight;   /* no space above and below */
  gboolean has_format; /* something that plain text cannot say */
} OofHtmlStyle;

/* Changes what the attributes name, keeps the rest. */
void oof_html_style_apply (OofHtmlStyle *self, const OofHtmlToken *tag);

/* The target without control characters and spaces when it is a web, mail or telephone address, as
 * a GRefString; NULL for anything else. Caller releases. */
char *oof_html_style_link (const char *target);
