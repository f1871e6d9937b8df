/* oof-draft-place.c - where in a draft's source something typed at a place of the view goes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-impl.h"

const OofSpot *
oof_draft_before (const OofDraft *self, guint at)
{
  return at > 0 ? oof_draft_spot (self, at - 1) : NULL;
}

const OofSpot *
oof_draft_behind (const OofDraft *self, guint at)
{
  return at < self->spots->len ? oof_draft_spot (self, at) : NULL;
}

gboolean
oof_spot_is_shown (const OofSpot *spot)
{
  return spot != NULL && (spot->kind == OOF_SPOT_CHAR || spot->kind == OOF_SPOT_CHIP);
}

/* What is typed behind a link's last letter is no more of the link. */
static gsize
leave_link (const OofDraft *self, const OofSpot *spot, const OofSpot *next)
{
  const char *link = oof_draft_look (self, spot)->link;
  OofHtmlReader reader = { self->html + spot->end, self->html + self->length };
  OofHtmlToken token;

  if (link == NULL || (oof_spot_is_shown (next) && oof_draft_look (self, next)->link == link))
    return spot->end;

  while (oof_html_read (&reader, &token) && token.kind == OOF_HTML_CLOSE) {
    OofHtmlRole role = oof_html_element (token.name)->role;

    if (role == OOF_HTML_ROLE_LINK)
      return (gsize) (reader.at - self->html);
    if (role != OOF_HTML_ROLE_INLINE)
      break;
  }
  return spot->end;
}

gsize
oof_draft_place (const OofDraft *self, guint at)
{
  const OofSpot *before = oof_draft_before (self, at);
  const OofSpot *next = oof_draft_behind (self, at);

  if (oof_spot_is_shown (before))
    return leave_link (self, before, next);
  if (oof_spot_is_shown (next) || (next != NULL && next->kind == OOF_SPOT_RULE))
    return next->begin;
  if (before != NULL && !oof_spot_ends_line (before))
    return before->end;
  if (next != NULL && next->kind == OOF_SPOT_TAB)
    return next->begin;
  return before != NULL ? before->end : self->first;
}

void
oof_draft_filler (const OofDraft *self, guint at, gsize *ret_begin, gsize *ret_end)
{
  gsize place = oof_draft_place (self, at);
  OofHtmlReader reader = { self->html + place, self->html + self->length };
  const OofSpot *next = oof_draft_behind (self, at);
  OofHtmlToken token;
  guint begin, end;

  *ret_begin = *ret_end = 0;
  oof_draft_line (self, at, &begin, &end);
  if (begin != end || (next != NULL && next->kind == OOF_SPOT_BREAK))
    return;
  if (oof_html_read (&reader, &token) && token.kind == OOF_HTML_OPEN &&
      token.begin == self->html + place &&
      oof_html_element (token.name)->role == OOF_HTML_ROLE_BREAK) {
    *ret_begin = place;
    *ret_end = (gsize) (reader.at - self->html);
  }
}

static void
append_char (GString *out, gunichar c)
{
  switch (c) {
  case '&':
    g_string_append (out, "&amp;");
    break;
  case '<':
    g_string_append (out, "&lt;");
    break;
  case '>':
    g_string_append (out, "&gt;");
    break;
  case 0xA0:
    g_string_append (out, "&nbsp;");
    break;
  default:
    g_string_append_unichar (out, c);
  }
}

void
oof_draft_escape (const char *text, gsize length, gunichar before, gunichar behind, GString *out)
{
  const char *end = text + length;

  while (text < end) {
    gunichar c = g_utf8_get_char (text);

    text = g_utf8_next_char (text);
    if (c == '\t')
      c = ' ';
    if (g_unichar_iscntrl (c) || c == 0xFFFC)
      continue;
    /* Of several blanks HTML shows one, at the beginning of a line none. */
    if (c == ' ' && (before == ' ' || before == '\n' || (text == end && behind == ' ')))
      c = 0xA0;
    append_char (out, c);
    before = c;
  }
}
