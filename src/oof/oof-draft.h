/* oof-draft.h - a reply's HTML while somebody edits it: what is on the screen, and where each
 * character of it stands in the source
 *
 * A draft is the source and a view of it: one spot for each character that an editor shows. What is
 * changed in the view is changed at that place of the source, and nowhere else: a letter typed into
 * a reply that Word has written leaves every other byte as it was, also in tables, attributes and
 * comments that the view does not show. Immutable; a change gives a new draft. Any thread; each
 * function is linear in the length.
 */
#pragma once

#include "oof-html.h"

/* What is longer is not edited but kept. */
#define OOF_DRAFT_MOST_BYTES (1024 * 1024)

typedef struct _OofDraft OofDraft;

typedef enum
{
  OOF_SPOT_CHAR,
  OOF_SPOT_CHIP,   /* of a placeholder or a picture: goes and stays as a whole */
  OOF_SPOT_BREAK,  /* the line ends at a <br> */
  OOF_SPOT_BLOCK,  /* the line ends with its paragraph */
  OOF_SPOT_FIXED,  /* the line ends with a row of a table or the like: cannot be joined */
  OOF_SPOT_BULLET, /* "• " or "1. " of a list's item */
  OOF_SPOT_TAB,    /* to the next cell of a table */
  OOF_SPOT_RULE
} OofSpotKind;

/* One character of the view. begin and end: where it stands in the source; of what has no character
 * there (line ends, bullets): what is typed before it goes to begin, behind it to end. */
typedef struct
{
  guint32 begin;
  guint32 end;
  gunichar c; /* '\n' for the ends of lines */
  guint16 look;
  guint8 kind; /* OofSpotKind */
} OofSpot;

typedef struct
{
  OofRunStyle style;
  guint colour; /* OOF_COLOUR (r, g, b), or 0 for that of the reader's program */
  char *link;   /* GRefString or NULL */
  guint depth;  /* of lists and quotations */
} OofDraftLook;

#define OOF_COLOUR(rgb) (0x1000000u | (rgb))

/* What a placeholder is called on the screen, for what stands between its braces. Caller frees;
 * NULL: as it is written. */
typedef char *(*OofDraftLabel) (const char *words);

/* label may be NULL. Caller unrefs. */
OofDraft *oof_draft_new (const char *html, OofDraftLabel label);
OofDraft *oof_draft_ref (OofDraft *self);
void oof_draft_unref (OofDraft *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofDraft, oof_draft_unref)

const char *oof_draft_html (const OofDraft *self);
guint oof_draft_length (const OofDraft *self);
const OofSpot *oof_draft_spot (const OofDraft *self, guint at);
const OofDraftLook *oof_draft_look (const OofDraft *self, const OofSpot *spot);
gboolean oof_spot_ends_line (const OofSpot *spot);
/* The view's characters from one place to another. Caller frees. */
char *oof_draft_text (const OofDraft *self, guint from, guint until);
/* The spot that shows a place of the source. */
guint oof_draft_find (const OofDraft *self, gsize place);

/* How characters are to look. */
typedef struct
{
  OofRunStyle mask;  /* of BOLD, ITALIC, UNDERLINE: those that it says something about */
  OofRunStyle style; /* what it says */
  gboolean has_colour;
  guint colour;
  gboolean has_link;
  const char *link; /* NULL: none; must be one that oof_html_link () takes */
} OofPen;

/* All of these: from, until: places in the view. Each gives a new draft, which the caller unrefs,
 * and in ret_cursor (or NULL) where the cursor is then. */

/* Other text in the place of that range; either may be empty. A line end begins a new paragraph,
 * list item or line, whatever the text around it is made of. pen: NULL for the look of what stands
 * before. */
OofDraft *oof_draft_type (const OofDraft *self, guint from, guint until, const char *text,
                          const OofPen *pen, guint *ret_cursor);

/* html: clean, see oof_html_clean (). */
OofDraft *oof_draft_paste (const OofDraft *self, guint from, guint until, const char *html,
                           guint *ret_cursor);

/* A part of the view as HTML of its own, that can be pasted elsewhere: words, their looks, links,
 * lines and lists. Placeholders are as they are written. The other one is the same as plain text.
 * Callers free. */
char *oof_draft_copy (const OofDraft *self, guint from, guint until) G_GNUC_WARN_UNUSED_RESULT;
char *oof_draft_copy_text (const OofDraft *self, guint from, guint until) G_GNUC_WARN_UNUSED_RESULT;

OofDraft *oof_draft_paint (const OofDraft *self, guint from, guint until, const OofPen *pen);

typedef enum
{
  OOF_BLOCK_PARAGRAPH,
  OOF_BLOCK_HEADING,
  OOF_BLOCK_BULLETS,
  OOF_BLOCK_NUMBERS
} OofBlock;

OofBlock oof_draft_block (const OofDraft *self, guint at);
/* The lines in the range; lines of a table's cell stay in it. */
OofDraft *oof_draft_set_block (const OofDraft *self, guint from, guint until, OofBlock block,
                               guint *ret_cursor);
