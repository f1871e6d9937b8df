/* oof-draft.c - a reply's HTML while somebody edits it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft.h"

#include "oof-draft-impl.h"

static void
clear_draft (gpointer data)
{
  OofDraft *self = data;

  g_free (self->html);
  g_array_unref (self->spots);
  g_array_unref (self->looks);
}

OofDraft *
oof_draft_ref (OofDraft *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_draft_unref (OofDraft *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_draft);
}

const char *
oof_draft_html (const OofDraft *self)
{
  return self->html;
}

guint
oof_draft_length (const OofDraft *self)
{
  return self->spots->len;
}

const OofSpot *
oof_draft_spot (const OofDraft *self, guint at)
{
  return &g_array_index (self->spots, OofSpot, at);
}

const OofDraftLook *
oof_draft_look (const OofDraft *self, const OofSpot *spot)
{
  return &g_array_index (self->looks, OofDraftLook, spot->look);
}

gboolean
oof_spot_ends_line (const OofSpot *spot)
{
  return spot->c == '\n';
}

char *
oof_draft_text (const OofDraft *self, guint from, guint until)
{
  GString *text = g_string_sized_new (until - from);

  for (guint i = from; i < until; i++)
    g_string_append_unichar (text, oof_draft_spot (self, i)->c);
  return g_string_free (text, FALSE);
}

guint
oof_draft_find (const OofDraft *self, gsize place)
{
  guint low = 0;
  guint high = self->spots->len;

  while (low < high) {
    guint middle = (low + high) / 2;

    if (oof_draft_spot (self, middle)->end <= place)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void
oof_draft_line (const OofDraft *self, guint at, guint *ret_begin, guint *ret_end)
{
  guint begin = at;
  guint end = at;

  while (begin > 0 && !oof_spot_ends_line (oof_draft_spot (self, begin - 1)))
    begin--;
  while (end < self->spots->len && !oof_spot_ends_line (oof_draft_spot (self, end)))
    end++;
  while (begin < end && oof_draft_spot (self, begin)->kind == OOF_SPOT_BULLET)
    begin++;
  *ret_begin = begin;
  *ret_end = end;
}
