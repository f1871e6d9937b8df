/* oof-draft-page.h - a draft as a page that a browser's engine can show and somebody can edit
 *
 * Well-formed XHTML, whose tree is the one that the draft sees, in a <body>. Written from its
 * parts, from tables of what is known: elements, inline styles, attributes. There is nothing in it
 * that runs, leads elsewhere or would be fetched: no script, handler, style sheet, form, frame or
 * link's target; a picture is its description unless its bytes are there.
 *
 * The characters of the view stand in <a-t>, placeholders and pictures in <a-c>, which goes and
 * stays as a whole. b: how many of the view's characters stand before it and behind the last one
 * that are not on the page (ends of lines, bullets). n: how many an <a-c> stands for. So a place of
 * the view is found by adding up, and an edit changes these numbers only where it is.
 * Pure; any thread; linear in the length.
 */
#pragma once

#include "oof-draft.h"

/* What the page is shown on. On a dark one, words without a colour are to be light, and those that
 * have one get one that can be read there; what has a background of its own is shown as it is. */
typedef enum
{
  OOF_PAPER_WHITE,
  OOF_PAPER_DARK
} OofPaper;

/* Caller frees. */
char *oof_draft_page (const OofDraft *self, OofPaper paper) G_GNUC_WARN_UNUSED_RESULT;
