/* oof-diff.h - what became of a text, line by line, as a patch shows it
 *
 * Pure; any thread. The longest common part of the lines is found where that is cheap; of long
 * texts that have hardly anything in common all lines are shown as replaced. So it takes a bounded
 * time, whatever the texts are.
 */
#pragma once

#include <glib.h>

typedef enum
{
  OOF_DIFF_SAME,
  OOF_DIFF_GONE,
  OOF_DIFF_NEW
} OofDiffKind;

typedef struct
{
  OofDiffKind kind;
  char *text; /* without the line's end */
} OofDiffLine;

/* Of plain texts. OofDiffLine, in order, what is gone before what is new; "" has no lines. Caller
 * unrefs. */
GPtrArray *oof_diff_lines (const char *before, const char *after);
