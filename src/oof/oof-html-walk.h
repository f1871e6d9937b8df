/* oof-html-walk.h - one pass over HTML: which element does what to the text
 *
 * Inside the room.
 */
#pragma once

#include "oof-html.h"

typedef struct
{
  GPtrArray *runs;      /* OofRun */
  gboolean is_readable; /* a visible character or a picture */
  gboolean has_format;
} OofHtmlReading;

void oof_html_walk (const char *html, OofHtmlReading *ret);
void oof_html_reading_clear (OofHtmlReading *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofHtmlReading, oof_html_reading_clear)
