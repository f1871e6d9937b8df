/* oof-diff.c - what became of a text, line by line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-diff.h"

/* Cells of the table of common parts: 4 MB. */
#define MOST_CELLS (1024 * 1024)

typedef struct
{
  char **before;
  char **after;
  guint n_before; /* between what both begin and end with, as all below */
  guint n_after;
  guint first;
  guint32 *common; /* how many lines both have in common from there on; NULL: not looked for */
  GPtrArray *lines;
} Diff;

static void
free_line (gpointer data)
{
  g_free (((OofDiffLine *) data)->text);
  g_free (data);
}

static void
add (Diff *self, OofDiffKind kind, const char *text)
{
  OofDiffLine *line = g_new0 (OofDiffLine, 1);

  line->kind = kind;
  line->text = g_strdup (text);
  g_ptr_array_add (self->lines, line);
}

static char **
split (const char *text)
{
  return g_strsplit (text, "\n", -1);
}

static guint32 *
cell (const Diff *self, guint i, guint k)
{
  return &self->common[(gsize) i * (self->n_after + 1) + k];
}

static gboolean
is_same (const Diff *self, guint i, guint k)
{
  return g_str_equal (self->before[self->first + i], self->after[self->first + k]);
}

/* From the end, so that it can be walked from the beginning. */
static void
find_common (Diff *self)
{
  self->common = g_new0 (guint32, (gsize) (self->n_before + 1) * (self->n_after + 1));
  for (guint i = self->n_before; i-- > 0;)
    for (guint k = self->n_after; k-- > 0;)
      *cell (self, i, k) = is_same (self, i, k)
                               ? *cell (self, i + 1, k + 1) + 1
                               : MAX (*cell (self, i + 1, k), *cell (self, i, k + 1));
}

static void
walk (Diff *self)
{
  guint i = 0;
  guint k = 0;

  while (i < self->n_before || k < self->n_after) {
    gboolean has_both = i < self->n_before && k < self->n_after;

    if (has_both && self->common != NULL && is_same (self, i, k)) {
      add (self, OOF_DIFF_SAME, self->before[self->first + i++]);
      k++;
    } else if (i < self->n_before && (!has_both || self->common == NULL ||
                                      *cell (self, i + 1, k) >= *cell (self, i, k + 1))) {
      add (self, OOF_DIFF_GONE, self->before[self->first + i++]);
    } else {
      add (self, OOF_DIFF_NEW, self->after[self->first + k++]);
    }
  }
}

GPtrArray *
oof_diff_lines (const char *before, const char *after)
{
  g_auto (GStrv) old = split (before);
  g_auto (GStrv) new = split (after);
  guint n_old = g_strv_length (old);
  guint n_new = g_strv_length (new);
  guint end = 0;
  Diff self = { .before = old, .after = new, .lines = g_ptr_array_new_with_free_func (free_line) };

  while (self.first < MIN (n_old, n_new) && g_str_equal (old[self.first], new[self.first]))
    add (&self, OOF_DIFF_SAME, old[self.first++]);
  while (end < MIN (n_old, n_new) - self.first &&
         g_str_equal (old[n_old - end - 1], new[n_new - end - 1]))
    end++;
  self.n_before = n_old - self.first - end;
  self.n_after = n_new - self.first - end;
  if ((guint64) (self.n_before + 1) * (self.n_after + 1) <= MOST_CELLS)
    find_common (&self);
  walk (&self);
  for (guint i = n_old - end; i < n_old; i++)
    add (&self, OOF_DIFF_SAME, old[i]);
  g_free (self.common);
  return self.lines;
}
