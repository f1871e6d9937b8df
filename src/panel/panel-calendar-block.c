/* panel-calendar-block.c - which cells of the calendar are selected
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-block.h"

struct _PanelCalendarBlock
{
  GObject parent_instance;
  GArray *patches; /* PanelCalendarPatch, the last one begun last */
  gboolean has_cursor;
  PanelCalendarCell cursor;
  PanelCalendarCell anchor;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelCalendarBlock, panel_calendar_block, G_TYPE_OBJECT)

static void
panel_calendar_block_finalize (GObject *object)
{
  g_array_unref (PANEL_CALENDAR_BLOCK (object)->patches);
  G_OBJECT_CLASS (panel_calendar_block_parent_class)->finalize (object);
}

static void
panel_calendar_block_class_init (PanelCalendarBlockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_calendar_block_finalize;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_CALENDAR_BLOCK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
panel_calendar_block_init (PanelCalendarBlock *self)
{
  self->patches = g_array_new (FALSE, FALSE, sizeof (PanelCalendarPatch));
}

PanelCalendarBlock *
panel_calendar_block_new (void)
{
  return g_object_new (PANEL_TYPE_CALENDAR_BLOCK, NULL);
}

static const PanelCalendarPatch *
patch_at (PanelCalendarBlock *self, guint index)
{
  return &g_array_index (self->patches, PanelCalendarPatch, index);
}

/* From one corner to the other, both in it. */
static PanelCalendarPatch
patch_between (const PanelCalendarCell *a, const PanelCalendarCell *b)
{
  return (PanelCalendarPatch){ .row = MIN (a->row, b->row),
                               .end_row = MAX (a->row, b->row) + 1,
                               .day = MIN (a->day, b->day),
                               .end_day = MAX (a->day, b->day) + 1 };
}

static gboolean
patch_has (const PanelCalendarPatch *patch, const PanelCalendarCell *cell)
{
  return cell->row >= patch->row && cell->row < patch->end_row && cell->day >= patch->day &&
         cell->day < patch->end_day;
}

static void
tell (PanelCalendarBlock *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_calendar_block_go (PanelCalendarBlock *self, const PanelCalendarCell *cell,
                         PanelCalendarHow how)
{
  PanelCalendarPatch patch;

  if (!self->has_cursor || (how == PANEL_CALENDAR_STRETCH && self->patches->len == 0))
    how = PANEL_CALENDAR_ALONE;
  self->has_cursor = TRUE;
  self->cursor = *cell;
  if (how == PANEL_CALENDAR_CURSOR) {
    tell (self);
    return;
  }

  if (how == PANEL_CALENDAR_ALONE)
    g_array_set_size (self->patches, 0);
  else if (how == PANEL_CALENDAR_STRETCH)
    g_array_set_size (self->patches, self->patches->len - 1);
  else if (self->patches->len == PANEL_CALENDAR_MOST_PATCHES)
    g_array_remove_index (self->patches, 0);
  if (how != PANEL_CALENDAR_STRETCH)
    self->anchor = *cell;
  patch = patch_between (&self->anchor, cell);
  g_array_append_val (self->patches, patch);
  tell (self);
}

void
panel_calendar_block_select (PanelCalendarBlock *self, const PanelCalendarPatch *patch)
{
  if (patch->row >= patch->end_row || patch->day >= patch->end_day)
    return;
  g_array_set_size (self->patches, 0);
  g_array_append_val (self->patches, *patch);
  if (!self->has_cursor || !patch_has (patch, &self->cursor))
    self->cursor = (PanelCalendarCell){ patch->row, patch->day };
  self->has_cursor = TRUE;
  self->anchor = (PanelCalendarCell){ patch->row, patch->day };
  tell (self);
}

void
panel_calendar_block_shrink (PanelCalendarBlock *self)
{
  PanelCalendarCell cursor = self->cursor;

  if (self->has_cursor)
    panel_calendar_block_go (self, &cursor, PANEL_CALENDAR_ALONE);
}

void
panel_calendar_block_clear (PanelCalendarBlock *self)
{
  if (!self->has_cursor)
    return;
  self->has_cursor = FALSE;
  g_array_set_size (self->patches, 0);
  tell (self);
}

/* What GListModel tells of a change. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} Change;

/* The part of a patch before what came and went, and the part after it. */
static void
add_what_stays (GArray *patches, const PanelCalendarPatch *old, const Change *change)
{
  guint gone_end = change->position + change->removed;
  PanelCalendarPatch head = *old;
  PanelCalendarPatch tail = *old;

  if (change->removed == 0 && change->added == 0) {
    g_array_append_val (patches, *old);
    return;
  }
  head.end_row = MIN (old->end_row, change->position);
  if (head.row < head.end_row)
    g_array_append_val (patches, head);
  tail.row = MAX (old->row, gone_end);
  if (tail.row >= tail.end_row)
    return;
  tail.row += change->added - change->removed; /* modulo: right also where fewer came */
  tail.end_row += change->added - change->removed;
  if (patches->len > 0 && head.row < head.end_row && head.end_row == tail.row)
    g_array_index (patches, PanelCalendarPatch, patches->len - 1).end_row = tail.end_row;
  else
    g_array_append_val (patches, tail);
}

static guint
follow_row (guint row, const Change *change, guint n_rows)
{
  if (row >= change->position + change->removed)
    row += change->added - change->removed;
  else if (row >= change->position)
    row = change->position;
  return MIN (row, n_rows - 1);
}

void
panel_calendar_block_follow (PanelCalendarBlock *self, guint position, guint removed, guint added,
                             guint n_rows)
{
  Change change = { position, removed, added };
  g_autoptr (GArray) old = self->patches;

  self->patches = g_array_new (FALSE, FALSE, sizeof (PanelCalendarPatch));
  for (guint i = 0; i < old->len; i++)
    add_what_stays (self->patches, &g_array_index (old, PanelCalendarPatch, i), &change);
  if (self->patches->len > PANEL_CALENDAR_MOST_PATCHES)
    g_array_remove_range (self->patches, 0, self->patches->len - PANEL_CALENDAR_MOST_PATCHES);
  if (!self->has_cursor)
    return;

  if (n_rows == 0) {
    panel_calendar_block_clear (self);
    return;
  }
  self->cursor.row = follow_row (self->cursor.row, &change, n_rows);
  self->anchor.row = follow_row (self->anchor.row, &change, n_rows);
  tell (self);
}

void
panel_calendar_block_unfold (PanelCalendarBlock *self, guint row, guint n)
{
  for (guint i = 0; i < self->patches->len; i++) {
    PanelCalendarPatch *patch = &g_array_index (self->patches, PanelCalendarPatch, i);

    patch->end_row += patch->end_row > row ? n : 0;
    patch->row += patch->row > row ? n : 0;
  }
  self->cursor.row += self->cursor.row > row ? n : 0;
  self->anchor.row += self->anchor.row > row ? n : 0;
  tell (self);
}

gboolean
panel_calendar_block_cursor (PanelCalendarBlock *self, PanelCalendarCell *ret)
{
  if (self->has_cursor)
    *ret = self->cursor;
  return self->has_cursor;
}

gboolean
panel_calendar_block_has (PanelCalendarBlock *self, const PanelCalendarCell *cell)
{
  for (guint i = 0; i < self->patches->len; i++)
    if (patch_has (patch_at (self, i), cell))
      return TRUE;
  return FALSE;
}

gboolean
panel_calendar_block_is_wide (PanelCalendarBlock *self)
{
  const PanelCalendarPatch *first = self->patches->len == 1 ? patch_at (self, 0) : NULL;

  return self->patches->len > 1 ||
         (first != NULL && (first->end_row - first->row > 1 || first->end_day - first->day > 1));
}

gboolean
panel_calendar_block_last (PanelCalendarBlock *self, PanelCalendarPatch *ret)
{
  if (self->patches->len > 0)
    *ret = *patch_at (self, self->patches->len - 1);
  return self->patches->len > 0;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const PanelCalendarPatch *x = a;
  const PanelCalendarPatch *y = b;

  return (x->day > y->day) - (x->day < y->day);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const PanelCalendarPatch *x = a;
  const PanelCalendarPatch *y = b;

  return (x->row > y->row) - (x->row < y->row);
}

GArray *
panel_calendar_block_days (PanelCalendarBlock *self, guint row)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (PanelCalendarPatch));
  guint n = 0;

  for (guint i = 0; i < self->patches->len; i++) {
    PanelCalendarPatch patch = *patch_at (self, i);

    if (row < patch.row || row >= patch.end_row)
      continue;
    patch.row = row;
    patch.end_row = row + 1;
    g_array_append_val (days, patch);
  }
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++) {
    PanelCalendarPatch *all = &g_array_index (days, PanelCalendarPatch, 0);

    if (n > 0 && all[i].day <= all[n - 1].end_day)
      all[n - 1].end_day = MAX (all[n - 1].end_day, all[i].end_day);
    else
      all[n++] = all[i];
  }
  g_array_set_size (days, n);
  return days;
}

GArray *
panel_calendar_block_rows (PanelCalendarBlock *self)
{
  GArray *rows = g_array_copy (self->patches);
  guint n = 0;

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++) {
    PanelCalendarPatch *all = &g_array_index (rows, PanelCalendarPatch, 0);
    PanelCalendarPatch *last = n > 0 ? &all[n - 1] : NULL;

    if (last == NULL || all[i].row > last->end_row) {
      all[n++] = all[i];
      continue;
    }
    last->end_row = MAX (last->end_row, all[i].end_row);
    last->day = MIN (last->day, all[i].day);
    last->end_day = MAX (last->end_day, all[i].end_day);
  }
  g_array_set_size (rows, n);
  return rows;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint *x = a;
  const guint *y = b;

  return (*x > *y) - (*x < *y);
}

/* How many days have something selected, of all rows. */
static gint32
count_days (PanelCalendarBlock *self)
{
  g_autoptr (GArray) patches = g_array_copy (self->patches);
  gint32 n = 0;
  gint32 end = G_MININT32;

  g_array_sort (patches, compare_days);
  for (guint i = 0; i < patches->len; i++) {
    const PanelCalendarPatch *patch = &g_array_index (patches, PanelCalendarPatch, i);

    n += MAX (patch->end_day - MAX (patch->day, end), 0);
    end = MAX (end, patch->end_day);
  }
  return n;
}

/* Between two rows where a patch begins or ends every row is like the others. */
void
panel_calendar_block_count (PanelCalendarBlock *self, PanelCalendarCount *ret)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint));

  *ret = (PanelCalendarCount){ .n_days = count_days (self) };
  for (guint i = 0; i < self->patches->len; i++) {
    g_array_append_val (edges, patch_at (self, i)->row);
    g_array_append_val (edges, patch_at (self, i)->end_row);
  }
  g_array_sort (edges, compare_numbers);
  for (guint i = 0; i + 1 < edges->len; i++) {
    guint row = g_array_index (edges, guint, i);
    guint n_rows = g_array_index (edges, guint, i + 1) - row;
    g_autoptr (GArray) days = n_rows > 0 ? panel_calendar_block_days (self, row) : NULL;

    for (guint j = 0; days != NULL && j < days->len; j++) {
      const PanelCalendarPatch *run = &g_array_index (days, PanelCalendarPatch, j);

      ret->n_cells += (guint64) n_rows * (guint64) (run->end_day - run->day);
    }
    if (days != NULL && days->len > 0)
      ret->n_rows += n_rows;
  }
}
