/* oof-html-clean.h - HTML from elsewhere, made fit for a reply: for what is pasted
 *
 * Kept: words, paragraphs, headings, lists, tables, links to web, mail and telephone addresses,
 * bold, italic, underlined, colours and alignment, as elements and inline styles that Outlook
 * renders. Gone: scripts, handlers, style sheets, everything that would be fetched, comments, and
 * what Word means by its own elements; its lists become lists. A picture becomes its alternative
 * text. The result is balanced. Pure; any thread; linear in the length.
 */
#pragma once

#include <glib.h>

/* Caller frees; NULL when it would be longer than most_bytes, or has more elements than any reply.
 */
char *oof_html_clean (const char *html, gsize length, gsize most_bytes);
