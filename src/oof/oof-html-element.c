/* oof-html-element.c - the elements of HTML that matter to the text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-element.h"

#include <stdlib.h>
#include <string.h>

/* Sorted for bsearch (). */
static const OofHtmlElement elements[] = {
  { "a", OOF_HTML_ROLE_LINK, 0, FALSE },
  { "address", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "area", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "article", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "aside", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "b", OOF_HTML_ROLE_INLINE, OOF_RUN_BOLD, TRUE },
  { "base", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "blockquote", OOF_HTML_ROLE_PARAGRAPH, 0, TRUE },
  { "body", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "br", OOF_HTML_ROLE_BREAK, 0, FALSE },
  { "caption", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "center", OOF_HTML_ROLE_BLOCK, 0, TRUE },
  { "code", OOF_HTML_ROLE_INLINE, 0, TRUE },
  { "col", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "dd", OOF_HTML_ROLE_BLOCK, 0, TRUE },
  { "del", OOF_HTML_ROLE_INLINE, 0, TRUE },
  { "div", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "dl", OOF_HTML_ROLE_PARAGRAPH, 0, TRUE },
  { "dt", OOF_HTML_ROLE_BLOCK, 0, TRUE },
  { "em", OOF_HTML_ROLE_INLINE, OOF_RUN_ITALIC, TRUE },
  { "embed", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "fieldset", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "footer", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "form", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "h1", OOF_HTML_ROLE_HEADING, OOF_RUN_HEADING, TRUE },
  { "h2", OOF_HTML_ROLE_HEADING, OOF_RUN_HEADING, TRUE },
  { "h3", OOF_HTML_ROLE_HEADING, OOF_RUN_HEADING, TRUE },
  { "h4", OOF_HTML_ROLE_HEADING, OOF_RUN_HEADING, TRUE },
  { "h5", OOF_HTML_ROLE_HEADING, OOF_RUN_HEADING, TRUE },
  { "h6", OOF_HTML_ROLE_HEADING, OOF_RUN_HEADING, TRUE },
  { "header", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "hr", OOF_HTML_ROLE_RULE, 0, TRUE },
  { "i", OOF_HTML_ROLE_INLINE, OOF_RUN_ITALIC, TRUE },
  { "img", OOF_HTML_ROLE_PICTURE, 0, TRUE },
  { "input", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "ins", OOF_HTML_ROLE_INLINE, OOF_RUN_UNDERLINE, TRUE },
  { "li", OOF_HTML_ROLE_ITEM, 0, TRUE },
  { "link", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "main", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "meta", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "nav", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "ol", OOF_HTML_ROLE_NUMBERED, 0, TRUE },
  { "p", OOF_HTML_ROLE_PARAGRAPH, 0, FALSE },
  { "param", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "pre", OOF_HTML_ROLE_PRE, 0, TRUE },
  { "s", OOF_HTML_ROLE_INLINE, 0, TRUE },
  { "section", OOF_HTML_ROLE_BLOCK, 0, FALSE },
  { "source", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "strike", OOF_HTML_ROLE_INLINE, 0, TRUE },
  { "strong", OOF_HTML_ROLE_INLINE, OOF_RUN_BOLD, TRUE },
  { "sub", OOF_HTML_ROLE_INLINE, 0, TRUE },
  { "sup", OOF_HTML_ROLE_INLINE, 0, TRUE },
  { "table", OOF_HTML_ROLE_TABLE, 0, TRUE },
  { "td", OOF_HTML_ROLE_CELL, 0, TRUE },
  { "th", OOF_HTML_ROLE_CELL, OOF_RUN_BOLD, TRUE },
  { "tr", OOF_HTML_ROLE_ROW, 0, TRUE },
  { "track", OOF_HTML_ROLE_VOID, 0, FALSE },
  { "u", OOF_HTML_ROLE_INLINE, OOF_RUN_UNDERLINE, TRUE },
  { "ul", OOF_HTML_ROLE_LIST, 0, TRUE },
  { "wbr", OOF_HTML_ROLE_VOID, 0, FALSE },
};

static int
compare_element (const void *key, const void *entry)
{
  return strcmp (key, ((const OofHtmlElement *) entry)->name);
}

const OofHtmlElement *
oof_html_element (const char *name)
{
  static const OofHtmlElement unknown = { .role = OOF_HTML_ROLE_INLINE };
  const OofHtmlElement *found =
      bsearch (name, elements, G_N_ELEMENTS (elements), sizeof (OofHtmlElement), compare_element);

  return found != NULL ? found : &unknown;
}

gboolean
oof_html_is_barrier (OofHtmlRole open, OofHtmlRole role)
{
  if (open == OOF_HTML_ROLE_TABLE)
    return TRUE;
  if (role == OOF_HTML_ROLE_ITEM)
    return open == OOF_HTML_ROLE_LIST || open == OOF_HTML_ROLE_NUMBERED ||
           open == OOF_HTML_ROLE_CELL;
  if (role == OOF_HTML_ROLE_PARAGRAPH)
    return open != OOF_HTML_ROLE_INLINE && open != OOF_HTML_ROLE_LINK &&
           open != OOF_HTML_ROLE_PARAGRAPH;
  return FALSE;
}

gboolean
oof_html_ends_sibling (const OofHtmlElement *element)
{
  return element->role == OOF_HTML_ROLE_ITEM || element->role == OOF_HTML_ROLE_ROW ||
         element->role == OOF_HTML_ROLE_CELL || strcmp (element->name, "p") == 0;
}
