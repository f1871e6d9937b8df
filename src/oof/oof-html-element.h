/* oof-html-element.h - the elements of HTML that matter to the text
 *
 * Inside the room.
 */
#pragma once

#include "oof-html-token.h"
#include "oof-html.h"

typedef enum
{
  OOF_HTML_ROLE_INLINE, /* and everything unknown */
  OOF_HTML_ROLE_VOID,
  OOF_HTML_ROLE_BREAK,
  OOF_HTML_ROLE_RULE,
  OOF_HTML_ROLE_PICTURE,
  OOF_HTML_ROLE_LINK,
  OOF_HTML_ROLE_BLOCK, /* begins a line */
  OOF_HTML_ROLE_PARAGRAPH,
  OOF_HTML_ROLE_HEADING,
  OOF_HTML_ROLE_LIST,
  OOF_HTML_ROLE_NUMBERED,
  OOF_HTML_ROLE_ITEM,
  OOF_HTML_ROLE_TABLE,
  OOF_HTML_ROLE_ROW,
  OOF_HTML_ROLE_CELL,
  OOF_HTML_ROLE_PRE
} OofHtmlRole;

typedef struct
{
  char name[OOF_HTML_MOST_NAME + 1];
  OofHtmlRole role;
  OofRunStyle style;
  gboolean is_formatted; /* plain text cannot say it */
} OofHtmlElement;

/* Static; an inline element without effect for all that are unknown. name: lower case. */
const OofHtmlElement *oof_html_element (const char *name);

/* Is what lies beyond an open element of one role another matter for a new one of the other? */
gboolean oof_html_is_barrier (OofHtmlRole open, OofHtmlRole role);
/* <p>, <li>, <tr>, <td>: do they end the one before when nobody else did? */
gboolean oof_html_ends_sibling (const OofHtmlElement *element);
