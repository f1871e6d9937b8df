/* panel-calendar-whom.c - for whom the selected rows of the calendar stand
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

static void
add_row (PanelCalendar *self, guint row, GPtrArray *people)
{
  SessionRow *person = panel_calendar_person (self, row);

  if (person != NULL)
    g_ptr_array_add (people, person);
}

GPtrArray *
panel_calendar_row_people (PanelCalendar *self, guint row)
{
  SessionTeamHead *head = panel_calendar_head (self, row);
  GPtrArray *people;

  if (head != NULL && !session_team_head_is_open (head))
    return session_team_list_people (self->teams, head);
  people = g_ptr_array_new_with_free_func (g_object_unref);
  add_row (self, row, people);
  return people;
}

/* The rows are heads of open parts only. */
static void
add_open (PanelCalendar *self, const GArray *runs, GPtrArray *people)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < runs->len; i++) {
    const PanelCalendarPatch *run = &g_array_index (runs, PanelCalendarPatch, i);

    for (guint row = run->row; row < run->end_row; row++) {
      SessionTeamHead *head = panel_calendar_head (self, row);
      g_autoptr (GPtrArray) below =
          head != NULL ? session_team_list_people (self->teams, head) : NULL;

      for (guint j = 0; below != NULL && j < below->len; j++)
        if (g_hash_table_add (seen, below->pdata[j]))
          g_ptr_array_add (people, g_object_ref (below->pdata[j]));
    }
  }
}

GPtrArray *
panel_calendar_block_people (PanelCalendar *self)
{
  g_autoptr (GArray) runs = panel_calendar_block_rows (self->block);
  GPtrArray *people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < runs->len; i++) {
    const PanelCalendarPatch *run = &g_array_index (runs, PanelCalendarPatch, i);
    g_autoptr (GPtrArray) found = NULL;

    if (panel_calendar_teams (self) == NULL) {
      for (guint row = run->row; row < run->end_row; row++)
        add_row (self, row, people);
      continue;
    }
    found = session_team_list_between (self->teams, run->row, run->end_row);
    for (guint j = 0; j < found->len; j++)
      if (g_hash_table_add (seen, found->pdata[j]))
        g_ptr_array_add (people, g_object_ref (found->pdata[j]));
  }
  if (people->len == 0 && panel_calendar_teams (self) != NULL)
    add_open (self, runs, people);
  return people;
}

guint
panel_calendar_count_people (PanelCalendar *self)
{
  g_autoptr (GPtrArray) people = NULL;
  PanelCalendarCount count;

  if (panel_calendar_teams (self) == NULL) {
    panel_calendar_block_count (self->block, &count);
    return count.n_rows;
  }
  people = panel_calendar_block_people (self);
  return people->len;
}

/* Who is in several groups is counted in each: it is told with each move of the cursor. */
void
panel_calendar_count_block (PanelCalendar *self, PanelCalendarCount *ret)
{
  g_autoptr (GArray) runs = NULL;
  gboolean is_one;

  panel_calendar_block_count (self->block, ret);
  if (panel_calendar_teams (self) == NULL)
    return;
  is_one = ret->n_cells == (guint64) ret->n_rows * (guint64) ret->n_days;
  runs = panel_calendar_block_rows (self->block);
  ret->n_rows = 0;
  for (guint i = 0; i < runs->len; i++) {
    const PanelCalendarPatch *run = &g_array_index (runs, PanelCalendarPatch, i);

    ret->n_rows += session_team_list_count (self->teams, run->row, run->end_row);
  }
  if (ret->n_rows == 0)
    ret->n_rows = panel_calendar_count_people (self);
  if (is_one)
    ret->n_cells = (guint64) ret->n_rows * (guint64) ret->n_days;
}
