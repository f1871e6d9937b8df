/* session-act.c - what is told of what happens beside replies
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-acts.h"

const char *const session_act_does_names[] = { [SESSION_ACT_MAKES] = "makes",
                                               [SESSION_ACT_TAKES_BACK] = "takes-back",
                                               [SESSION_ACT_STAYS] = "stays",
                                               [SESSION_ACT_LATER] = "later",
                                               NULL };

void
session_act_free (gpointer data)
{
  SessionAct *self = data;

  g_free (self->words);
  g_clear_error (&self->error);
  g_free (self);
}

GError *
session_acts_problem (const GPtrArray *acts)
{
  for (guint i = 0; i < acts->len; i++) {
    const SessionAct *act = acts->pdata[i];

    if (act->error != NULL)
      return g_error_copy (act->error);
  }
  return NULL;
}
