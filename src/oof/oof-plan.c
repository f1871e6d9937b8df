/* oof-plan.c - which absence applies to whom
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-plan-impl.h"

#include "oof-refuse.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer order)
{
  return oof_row_compare (*(const OofRow *const *) a, *(const OofRow *const *) b, order, NULL);
}

/* A person's rows are found without looking at everybody's. */
static void
index_rows (OofPlan *self)
{
  guint n_people = oof_frame_parts (self->frame)->n_people;
  g_autofree guint32 *ends = g_new0 (guint32, n_people + 1);

  self->starts = g_new0 (guint32, n_people + 1);
  self->wide = g_new (guint16, self->rows->len + 1);
  for (guint i = 0; i < self->rows->len; i++) {
    const OofCrowd *crowd = oof_row_crowd (self->rows->pdata[i]);

    if (crowd->bits != NULL)
      self->wide[self->n_wide++] = (guint16) i;
    for (guint j = 0; crowd->bits == NULL && j < crowd->n; j++)
      self->starts[crowd->list[j] + 1]++;
  }
  for (guint i = 0; i < n_people; i++)
    self->starts[i + 1] += self->starts[i];
  memcpy (ends, self->starts, (n_people + 1) * sizeof *ends);
  self->listed = g_new (guint16, self->starts[n_people] + 1);
  for (guint i = 0; i < self->rows->len; i++) {
    const OofCrowd *crowd = oof_row_crowd (self->rows->pdata[i]);

    for (guint j = 0; crowd->bits == NULL && j < crowd->n; j++)
      self->listed[ends[crowd->list[j]]++] = (guint16) i;
  }
}

static OofPlan *
make_plan (OofFrame *frame, GPtrArray *rows, const OofOrder *order, GError **error)
{
  OofPlan *self;

  if (rows->len > OOF_PLAN_MOST_ROWS) {
    oof_refuse (error, "plan-rows", _ ("A plan holds at most %d items and groups."),
                OOF_PLAN_MOST_ROWS);
    g_ptr_array_unref (rows);
    return NULL;
  }

  self = g_atomic_rc_box_new0 (OofPlan);
  self->frame = oof_frame_ref (frame);
  self->order = *order;
  self->rows = rows;
  index_rows (self);
  return self;
}

static void
add_rows (GPtrArray *kept, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (kept, oof_row_ref (rows->pdata[i]));
}

OofPlan *
oof_plan_new (OofFrame *frame, const GPtrArray *rows, const OofOrder *order, GError **error)
{
  GPtrArray *kept = g_ptr_array_new_full (rows->len, (GDestroyNotify) oof_row_unref);

  add_rows (kept, rows);
  g_ptr_array_sort_with_data (kept, compare_rows, (gpointer) order);
  return make_plan (frame, kept, order, error);
}

/* Both are sorted, or nearly: the sort is a merge. */
OofPlan *
oof_plan_edit (const OofPlan *self, const char *item_id, const GPtrArray *rows, GError **error)
{
  GPtrArray *kept =
      g_ptr_array_new_full (self->rows->len + rows->len, (GDestroyNotify) oof_row_unref);

  for (guint i = 0; i < self->rows->len; i++)
    if (!g_str_equal (oof_item_parts (oof_row_item (self->rows->pdata[i]))->id, item_id))
      g_ptr_array_add (kept, oof_row_ref (self->rows->pdata[i]));
  add_rows (kept, rows);
  g_ptr_array_sort_with_data (kept, compare_rows, (gpointer) &self->order);
  return make_plan (self->frame, kept, &self->order, error);
}

OofPlan *
oof_plan_reorder (const OofPlan *self, const OofOrder *order, GError **error)
{
  return oof_plan_new (self->frame, self->rows, order, error);
}

OofPlan *
oof_plan_ref (OofPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_plan (gpointer data)
{
  OofPlan *self = data;

  g_clear_pointer (&self->frame, oof_frame_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->starts);
  g_free (self->listed);
  g_free (self->wide);
}

void
oof_plan_unref (OofPlan *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_plan);
}

guint
oof_plan_n_rows (const OofPlan *self)
{
  return self->rows->len;
}

const OofRow *
oof_plan_row (const OofPlan *self, guint row)
{
  return self->rows->pdata[row];
}

const OofFrame *
oof_plan_frame (const OofPlan *self)
{
  return self->frame;
}

const OofOrder *
oof_plan_order (const OofPlan *self)
{
  return &self->order;
}
