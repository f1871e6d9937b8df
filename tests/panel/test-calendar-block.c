/* test-calendar-block.c - which cells of the calendar are selected, against a plain table of them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-block.h"

#include <string.h>

#define ROWS 24
#define DAYS 20

static PanelCalendarCell
cell (guint row, gint32 day)
{
  return (PanelCalendarCell){ row, day };
}

static void
go (PanelCalendarBlock *block, guint row, gint32 day, PanelCalendarHow how)
{
  PanelCalendarCell to = cell (row, day);

  panel_calendar_block_go (block, &to, how);
}

static gboolean
has (PanelCalendarBlock *block, guint row, gint32 day)
{
  PanelCalendarCell at = cell (row, day);

  return panel_calendar_block_has (block, &at);
}

static void
assert_count (PanelCalendarBlock *block, guint n_rows, gint32 n_days, guint64 n_cells)
{
  PanelCalendarCount count;

  panel_calendar_block_count (block, &count);
  g_assert_cmpuint (count.n_rows, ==, n_rows);
  g_assert_cmpint (count.n_days, ==, n_days);
  g_assert_cmpuint (count.n_cells, ==, n_cells);
}

static void
assert_cursor (PanelCalendarBlock *block, guint row, gint32 day)
{
  PanelCalendarCell cursor;

  g_assert_true (panel_calendar_block_cursor (block, &cursor));
  g_assert_cmpuint (cursor.row, ==, row);
  g_assert_cmpint (cursor.day, ==, day);
}

static void
count_cb (PanelCalendarBlock *block, guint *n)
{
  ++*n;
}

static void
test_drag (void)
{
  g_autoptr (PanelCalendarBlock) block = panel_calendar_block_new ();
  PanelCalendarCell cursor;
  guint n_changes = 0;

  g_signal_connect (block, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_false (panel_calendar_block_cursor (block, &cursor));
  assert_count (block, 0, 0, 0);

  go (block, 5, 100, PANEL_CALENDAR_ALONE);
  g_assert_false (panel_calendar_block_is_wide (block));
  go (block, 16, 104, PANEL_CALENDAR_STRETCH);
  g_assert_true (panel_calendar_block_is_wide (block));
  assert_count (block, 12, 5, 60);
  assert_cursor (block, 16, 104);

  /* Back over the anchor: the other way round. */
  go (block, 4, 99, PANEL_CALENDAR_STRETCH);
  assert_count (block, 2, 2, 4);
  g_assert_true (has (block, 5, 100));
  g_assert_true (has (block, 4, 99));
  g_assert_false (has (block, 6, 100));
  g_assert_cmpuint (n_changes, ==, 3);

  panel_calendar_block_shrink (block);
  assert_count (block, 1, 1, 1);
  assert_cursor (block, 4, 99);
  panel_calendar_block_clear (block);
  assert_count (block, 0, 0, 0);
  go (block, 1, 1, PANEL_CALENDAR_STRETCH); /* there is no anchor any more */
  assert_count (block, 1, 1, 1);
}

static void
test_beside (void)
{
  g_autoptr (PanelCalendarBlock) block = panel_calendar_block_new ();

  go (block, 0, 10, PANEL_CALENDAR_ALONE);
  go (block, 1, 12, PANEL_CALENDAR_STRETCH); /* 2 × 3 */
  go (block, 1, 12, PANEL_CALENDAR_BESIDE);
  go (block, 2, 13, PANEL_CALENDAR_STRETCH); /* 2 × 2, one of them twice */
  assert_count (block, 3, 4, 9);
  go (block, 9, 40, PANEL_CALENDAR_CURSOR);
  assert_count (block, 3, 4, 9);
  assert_cursor (block, 9, 40);
  g_assert_false (has (block, 9, 40));
  go (block, 9, 40, PANEL_CALENDAR_BESIDE);
  assert_count (block, 4, 5, 10);

  for (guint i = 0; i < 2 * PANEL_CALENDAR_MOST_PATCHES; i++)
    go (block, 2 * i, 0, PANEL_CALENDAR_BESIDE);
  assert_count (block, PANEL_CALENDAR_MOST_PATCHES, 1, PANEL_CALENDAR_MOST_PATCHES);
}

static void
test_everybody (void)
{
  g_autoptr (PanelCalendarBlock) block = panel_calendar_block_new ();
  PanelCalendarPatch all = { .row = 0, .end_row = 100000, .day = 20000, .end_day = 20366 };
  PanelCalendarPatch nothing = { .row = 3, .end_row = 3, .day = 1, .end_day = 2 };

  go (block, 7, 20005, PANEL_CALENDAR_ALONE);
  panel_calendar_block_select (block, &all);
  assert_count (block, 100000, 366, 36600000);
  assert_cursor (block, 7, 20005);
  panel_calendar_block_select (block, &nothing);
  assert_count (block, 100000, 366, 36600000);
  go (block, 7, 19000, PANEL_CALENDAR_CURSOR);
  panel_calendar_block_select (block, &all);
  assert_cursor (block, 0, 20000);
}

/* Nobody is there any more, and then others. */
static void
test_empty_list (void)
{
  g_autoptr (PanelCalendarBlock) block = panel_calendar_block_new ();
  PanelCalendarCell cursor;

  panel_calendar_block_follow (block, 0, 0, 10, 10);
  go (block, 9, 3, PANEL_CALENDAR_ALONE);
  panel_calendar_block_follow (block, 5, 5, 0, 5);
  assert_cursor (block, 4, 3);
  assert_count (block, 0, 0, 0);
  panel_calendar_block_follow (block, 0, 5, 0, 0);
  g_assert_false (panel_calendar_block_cursor (block, &cursor));
  panel_calendar_block_follow (block, 0, 0, 3, 3);
  assert_count (block, 0, 0, 0);
}

/* The same in a plain way: what is selected, cell by cell. */
typedef struct
{
  guint n_rows;
  gboolean cells[2 * ROWS][DAYS];
} Table;

static void
mark (Table *table, const PanelCalendarCell *a, const PanelCalendarCell *b)
{
  for (guint row = MIN (a->row, b->row); row <= MAX (a->row, b->row); row++)
    for (gint32 day = MIN (a->day, b->day); day <= MAX (a->day, b->day); day++)
      table->cells[row][day] = TRUE;
}

static void
replace_rows (Table *table, guint position, guint removed, guint added)
{
  Table old = *table;

  table->n_rows = old.n_rows + added - removed;
  memset (table->cells[position], 0, added * sizeof table->cells[0]);
  memcpy (table->cells[position + added], old.cells[position + removed],
          (old.n_rows - position - removed) * sizeof table->cells[0]);
}

static void
assert_same (PanelCalendarBlock *block, const Table *table)
{
  PanelCalendarCount wanted = { 0 };
  gboolean any_day[DAYS] = { FALSE };
  g_autoptr (GArray) rows = panel_calendar_block_rows (block);
  guint n_rows = 0;

  for (guint row = 0; row < table->n_rows; row++) {
    g_autoptr (GArray) runs = panel_calendar_block_days (block, row);
    gboolean is_any = FALSE;

    for (gint32 day = 0; day < DAYS; day++) {
      gboolean is_in_run = FALSE;

      for (guint i = 0; i < runs->len; i++) {
        const PanelCalendarPatch *run = &g_array_index (runs, PanelCalendarPatch, i);

        is_in_run |= day >= run->day && day < run->end_day;
      }
      g_assert_cmpint (is_in_run, ==, table->cells[row][day]);
      g_assert_cmpint (has (block, row, day), ==, table->cells[row][day]);
      wanted.n_cells += table->cells[row][day];
      any_day[day] |= table->cells[row][day];
      is_any |= table->cells[row][day];
    }
    wanted.n_rows += is_any;
  }
  for (guint day = 0; day < DAYS; day++)
    wanted.n_days += any_day[day];
  assert_count (block, wanted.n_rows, wanted.n_days, wanted.n_cells);
  for (guint i = 0; i < rows->len; i++)
    n_rows += g_array_index (rows, PanelCalendarPatch, i).end_row -
              g_array_index (rows, PanelCalendarPatch, i).row;
  g_assert_cmpuint (n_rows, ==, wanted.n_rows);
}

static void
test_random (void)
{
  for (guint round = 0; round < 400; round++) {
    g_autoptr (PanelCalendarBlock) block = panel_calendar_block_new ();
    Table table = { .n_rows = ROWS };

    for (guint step = 0; step < 12; step++) {
      PanelCalendarCell a = { (guint) g_test_rand_int_range (0, (int) table.n_rows),
                              g_test_rand_int_range (0, DAYS) };
      PanelCalendarCell b = { (guint) g_test_rand_int_range (0, (int) table.n_rows),
                              g_test_rand_int_range (0, DAYS) };
      guint position = (guint) g_test_rand_int_range (0, (int) table.n_rows);
      guint removed = (guint) g_test_rand_int_range (0, (int) MIN (table.n_rows - position, 4));
      guint added = (guint) g_test_rand_int_range (0, 3);

      panel_calendar_block_go (block, &a, PANEL_CALENDAR_BESIDE);
      panel_calendar_block_go (block, &b, PANEL_CALENDAR_STRETCH);
      mark (&table, &a, &b);
      assert_same (block, &table);
      replace_rows (&table, position, removed, added);
      panel_calendar_block_follow (block, position, removed, added, table.n_rows);
      assert_same (block, &table);
      if (table.n_rows < 8 || table.n_rows > ROWS + 8)
        break;
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-block/drag", test_drag);
  g_test_add_func ("/calendar-block/beside", test_beside);
  g_test_add_func ("/calendar-block/everybody", test_everybody);
  g_test_add_func ("/calendar-block/empty-list", test_empty_list);
  g_test_add_func ("/calendar-block/random", test_random);
  return g_test_run ();
}
