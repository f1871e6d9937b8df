/* panel-calendar-block.h - which cells of the calendar are selected: people × days
 *
 * Made of patches, each some rows by some days, so that a hundred thousand people cost as much as
 * two. Rows are positions in the list, days those of oof-date.h: what is selected stays where it is
 * when other days are shown, and moves with its people when the list changes. There is a cursor,
 * the cell that the keys move, and an anchor, where the last patch was begun. "changed" is emitted
 * when anything of it is not as it was. Main thread only.
 */
#pragma once

#include <glib-object.h>

#define PANEL_TYPE_CALENDAR_BLOCK (panel_calendar_block_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarBlock, panel_calendar_block, PANEL, CALENDAR_BLOCK, GObject)

#define PANEL_CALENDAR_MOST_PATCHES 256 /* the oldest goes when there are more */

typedef struct
{
  guint row;
  gint32 day;
} PanelCalendarCell;

/* [row, end_row) × [day, end_day) */
typedef struct
{
  guint row;
  guint end_row;
  gint32 day;
  gint32 end_day;
} PanelCalendarPatch;

typedef enum
{
  PANEL_CALENDAR_ALONE,   /* nothing else is selected any more */
  PANEL_CALENDAR_BESIDE,  /* begins one more patch */
  PANEL_CALENDAR_STRETCH, /* the last patch, from the anchor to here */
  PANEL_CALENDAR_CURSOR   /* only the cursor goes there */
} PanelCalendarHow;

typedef struct
{
  guint n_rows; /* that have something selected */
  gint32 n_days;
  guint64 n_cells; /* n_rows × n_days when it is one block */
} PanelCalendarCount;

PanelCalendarBlock *panel_calendar_block_new (void);

/* Mouse and keys: the cursor goes to the cell, and selects. */
void panel_calendar_block_go (PanelCalendarBlock *self, const PanelCalendarCell *cell,
                              PanelCalendarHow how);
/* One patch; the cursor stays when it is in there. */
void panel_calendar_block_select (PanelCalendarBlock *self, const PanelCalendarPatch *patch);
/* Back to the cursor's cell alone. */
void panel_calendar_block_shrink (PanelCalendarBlock *self);
void panel_calendar_block_clear (PanelCalendarBlock *self); /* no cursor either */

/* The list has changed, as GListModel tells it. Rows that came are not selected. n_rows: that there
 * are now. */
void panel_calendar_block_follow (PanelCalendarBlock *self, guint position, guint removed,
                                  guint added, guint n_rows);

/* n rows came below that one, for which it stood: where it is selected they are, too. */
void panel_calendar_block_unfold (PanelCalendarBlock *self, guint row, guint n);

gboolean panel_calendar_block_cursor (PanelCalendarBlock *self, PanelCalendarCell *ret);
gboolean panel_calendar_block_has (PanelCalendarBlock *self, const PanelCalendarCell *cell);
/* More than the cursor's cell is selected. */
gboolean panel_calendar_block_is_wide (PanelCalendarBlock *self);
/* The patch that was begun last; FALSE: nothing is selected. */
gboolean panel_calendar_block_last (PanelCalendarBlock *self, PanelCalendarPatch *ret);
void panel_calendar_block_count (PanelCalendarBlock *self, PanelCalendarCount *ret);

/* What is selected of one row: PanelCalendarPatch of that row alone, by day, without overlaps.
 * Caller unrefs. */
GArray *panel_calendar_block_days (PanelCalendarBlock *self, guint row);
/* The rows that have something selected: PanelCalendarPatch, whose days are from the first that is
 * selected to the last, by row, without overlaps. Caller unrefs. */
GArray *panel_calendar_block_rows (PanelCalendarBlock *self);
