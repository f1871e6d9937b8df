/* oof-draft-impl.h - what a draft is made of, and walking its source
 *
 * Inside the room.
 */
#pragma once

#include "oof-draft.h"
#include "oof-html-element.h"
#include "oof-html-style.h"
#include "oof-html-token.h"

#define OOF_DRAFT_MOST_DEPTH 256

struct _OofDraft
{
  char *html;
  gsize length;
  GArray *spots; /* OofSpot */
  GArray *looks; /* OofDraftLook */
  OofDraftLabel label;
  gsize first;      /* where the first thing typed goes when the first line is empty */
  gboolean is_bare; /* nothing is shown: not even an empty line */
};

/* An element that is open at a place of the source. */
typedef struct
{
  const OofHtmlElement *element;
  char name[OOF_HTML_MOST_NAME + 1];
  gsize begin; /* of its tag */
  gsize end;
  OofHtmlStyle style; /* with what it inherits */
  char *link;         /* GRefString or NULL; borrowed from `owned` */
  guint depth;
  guint count; /* items of a list, cells of a row */
  gsize inner; /* of a row: behind its last cell's tag */
} OofOpen;

typedef struct
{
  const char *html;
  OofHtmlReader reader;
  OofOpen stack[OOF_DRAFT_MOST_DEPTH]; /* the first is the document */
  guint n;
  GPtrArray *links; /* all GRefStrings met */
  OofHtmlToken token;
  gsize begin; /* of the token */
  gsize end;
  guint n_before;    /* of the stack before this token */
  gboolean is_open;  /* the token opened an element that is on the stack */
  gboolean is_block; /* it opened or closed something that ends a line */
  gboolean is_fixed; /* of a table */
} OofWalk;

void oof_walk_init (OofWalk *self, const char *html, gsize length);
void oof_walk_clear (OofWalk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OofWalk, oof_walk_clear)
/* The next tag or text, with the stack as it is behind it. FALSE at the end. */
gboolean oof_walk_next (OofWalk *self);
OofOpen *oof_walk_top (OofWalk *self);
/* The stack at a place: all tags before it have been read. */
void oof_walk_to (OofWalk *self, gsize place);
/* The innermost open element that is no inline one; 0: the document. */
guint oof_walk_block (const OofWalk *self);

gboolean oof_role_is_block (OofHtmlRole role);
gboolean oof_role_is_table (OofHtmlRole role);

/* The tags that close what is open above stack[block], and those that open it again. */
void oof_walk_close (const OofWalk *self, guint block, GString *out);
void oof_walk_reopen (const OofWalk *self, guint block, GString *out);

/* Takes away what holds nothing any more around a place: <b></b>, <p></p>, <ul></ul>. Gives the
 * place after that. */
gsize oof_draft_prune (GString *html, gsize place, gboolean is_inline_only);

/* What stands before and behind a place of the view; NULL: nothing. */
const OofSpot *oof_draft_before (const OofDraft *self, guint at);
const OofSpot *oof_draft_behind (const OofDraft *self, guint at);
/* Is it a character or a placeholder, rather than what ends or begins lines? NULL is none. */
gboolean oof_spot_is_shown (const OofSpot *spot);

/* The line around a place of the view: [begin, end) without its end, bullets passed over. */
void oof_draft_line (const OofDraft *self, guint at, guint *ret_begin, guint *ret_end);

/* Where in the source something typed at a place of the view goes. */
gsize oof_draft_place (const OofDraft *self, guint at);
/* The <br> that holds an empty line open, which goes when something is typed there. 0, 0: none. */
void oof_draft_filler (const OofDraft *self, guint at, gsize *ret_begin, gsize *ret_end);

/* Text as HTML that shows it between what stands before and behind it. */
void oof_draft_escape (const char *text, gsize length, gunichar before, gunichar behind,
                       GString *out);

/* The tags around something that is to look as the pen says, at that place. */
void oof_pen_tags (const OofPen *pen, const OofWalk *walk, GString *before, GString *behind);

/* A picture's tag that the source ends in the middle of: gets its end, before something comes
 * behind it. */
void oof_draft_end_chip (const OofDraft *self, const OofSpot *spot, GString *html);

/* The source without a part of the view; the lines at its ends are joined. is_typed: something is
 * typed in its place. Caller frees. */
char *oof_draft_erase (const OofDraft *self, guint from, guint until, gboolean is_typed,
                       gsize *ret_place);

/* Behind the last tag of a block between two places. */
gsize oof_draft_line_begin (const OofDraft *self, gsize from, gsize until);
/* Where the line that reaches to a place ends; ret_behind: the same, or behind its <br>. */
gsize oof_draft_line_end (const OofDraft *self, gsize from, gsize *ret_behind);
/* A line's source goes elsewhere: what is open at its end is closed there, and stays open here. */
void oof_draft_cut (const OofDraft *self, gsize begin, gsize end, GString *moved, GString *rest);
/* Does the innermost block hold just the line? walk: at a place of that line. */
gboolean oof_draft_is_alone (const OofDraft *self, const OofWalk *walk, guint at);
