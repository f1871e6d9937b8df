/* session-steps.c - what can be undone and done again
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-steps.h"

#define MOST_STEPS 200

typedef struct
{
  char *title;
  SessionEdit *undo;
  SessionEdit *redo;
} Step;

struct _SessionSteps
{
  GPtrArray *steps; /* Step */
  guint n_done;     /* the last of these is undone first; those behind can be done again */
};

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->title);
  session_edit_unref (step->undo);
  session_edit_unref (step->redo);
  g_free (step);
}

SessionSteps *
session_steps_new (void)
{
  SessionSteps *self = g_new0 (SessionSteps, 1);

  self->steps = g_ptr_array_new_with_free_func (free_step);
  return self;
}

void
session_steps_free (SessionSteps *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->steps);
  g_free (self);
}

void
session_steps_clear (SessionSteps *self)
{
  g_ptr_array_set_size (self->steps, 0);
  self->n_done = 0;
}

void
session_steps_add (SessionSteps *self, const char *title, SessionEdit *undo, SessionEdit *redo)
{
  Step *step = g_new0 (Step, 1);

  g_ptr_array_set_size (self->steps, (int) self->n_done);
  if (self->steps->len == MOST_STEPS)
    g_ptr_array_remove_index (self->steps, 0);
  step->title = g_strdup (title);
  step->undo = session_edit_ref (undo);
  step->redo = session_edit_ref (redo);
  g_ptr_array_add (self->steps, step);
  self->n_done = self->steps->len;
}

static const Step *
find_step (const SessionSteps *self, SessionStepKind kind)
{
  guint place = kind == SESSION_STEP_UNDO ? self->n_done - 1 : self->n_done;

  return place < self->steps->len ? self->steps->pdata[place] : NULL;
}

void
session_steps_take (SessionSteps *self, SessionStepKind kind)
{
  if (find_step (self, kind) == NULL)
    return;
  if (kind == SESSION_STEP_UNDO)
    self->n_done--;
  else
    self->n_done++;
}

const char *
session_steps_title (const SessionSteps *self, SessionStepKind kind)
{
  const Step *step = find_step (self, kind);

  return step != NULL ? step->title : "";
}

SessionEdit *
session_steps_edit (const SessionSteps *self, SessionStepKind kind)
{
  const Step *step = find_step (self, kind);

  if (step == NULL)
    return NULL;
  return kind == SESSION_STEP_UNDO ? step->undo : step->redo;
}
