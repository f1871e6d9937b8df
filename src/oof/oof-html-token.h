/* oof-html-token.h - HTML cut into tags and text, the way browsers do it: nothing is an error
 *
 * Inside the room. Comments, declarations, processing instructions and the contents of elements
 * that nobody reads (script, style, title …) are passed over. Each byte is looked at a fixed number
 * of times.
 */
#pragma once

#include <glib.h>

#define OOF_HTML_MOST_NAME 15

typedef enum
{
  OOF_HTML_TEXT,    /* entities not yet decoded */
  OOF_HTML_LITERAL, /* text in which & stands for itself: CDATA */
  OOF_HTML_OPEN,
  OOF_HTML_CLOSE
} OofHtmlKind;

typedef struct
{
  OofHtmlKind kind;
  char name[OOF_HTML_MOST_NAME + 1]; /* of a tag, lower case; cut when longer */
  const char *begin;                 /* of the whole token; it ends where the reader stands */
  const char *data;                  /* the text, or what stands behind the tag's name; borrowed */
  gsize length;
} OofHtmlToken;

typedef struct
{
  const char *at;
  const char *end;
} OofHtmlReader;

/* FALSE at the end. */
gboolean oof_html_read (OofHtmlReader *self, OofHtmlToken *ret);

/* The value of an OPEN tag's attribute, entities decoded; NULL when it has none of that name.
 * Caller frees. */
char *oof_html_attribute (const OofHtmlToken *tag, const char *name);
