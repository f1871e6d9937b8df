/* oof-html.h - replies as HTML: from plain text, to plain text, to runs of styled text for showing
 *
 * HTML from a mailbox is untrusted and often broken. Nothing here fetches, runs or keeps a script,
 * style sheet or picture: what comes out is text and a few bits of style. Pure; any thread; linear
 * in the length.
 */
#pragma once

#include <glib.h>

/* Plain text as clean HTML: escaped, a paragraph for each block between blank lines, <br> for
 * single line ends.
 * "" gives "". Caller frees. */
char *oof_html_from_text (const char *text);

/* What a person reads: paragraphs as blank lines, list items with "• ", entities decoded, no
 * markup, no scripts or styles. Caller frees. */
char *oof_html_to_text (const char *html);

/* TRUE when nobody would read anything in it: no visible character, no picture. */
gboolean oof_html_is_blank (const char *html);

/* TRUE when it holds formatting that plain text cannot say (bold, lists, tables, links, colours,
 * pictures): editing it as plain text would lose that. */
gboolean oof_html_has_format (const char *html);

typedef enum
{
  OOF_RUN_BOLD = 1 << 0,
  OOF_RUN_ITALIC = 1 << 1,
  OOF_RUN_UNDERLINE = 1 << 2,
  OOF_RUN_HEADING = 1 << 3,
  OOF_RUN_LINK = 1 << 4,
  OOF_RUN_PICTURE = 1 << 5 /* text is the alternative text or "picture"; it is not loaded */
} OofRunStyle;

typedef struct
{
  char *text;
  char *link; /* target of LINK, only http, https, mailto or tel; else NULL */
  OofRunStyle style;
} OofRun;

void oof_run_free (OofRun *self);

/* The text with its style, in order; line ends are in the texts. Free function set. Caller unrefs.
 */
GPtrArray *oof_html_to_runs (const char *html);

/* The same colour (0xRRGGBB), light enough to be read on a dark page: what is dark grey on white
 * paper is light grey there, other colours become paler. */
guint oof_html_on_dark (guint rgb);

/* The target without control characters and spaces, when it is a web, mail or telephone address.
 * NULL for anything else. Caller frees. */
char *oof_html_link (const char *target);
