/* panel-run-guard.c - what would end a run is asked about first
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-run-guard.h"

#include "panel-question.h"
#include "panel-run-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWindow *parent; /* a reference: it may be closed by now */
  SessionProgress *run;
  void (*done) (GtkWindow *parent);
  gulong watch;
} Guard;

static void
free_guard (Guard *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->run);
  g_free (self);
}

static void
finish (Guard *self)
{
  g_clear_signal_handler (&self->watch, self->run);
  self->done (self->parent);
  free_guard (self);
}

static void
changed_cb (SessionProgress *run, Guard *self)
{
  if (session_progress_is_over (run))
    finish (self);
}

static void
refused_cb (GObject *question, const char *response, Guard *self)
{
  free_guard (self);
}

static void
accepted_cb (GObject *question, const char *response, Guard *self)
{
  gboolean was_stopping = session_progress_state (self->run) == SESSION_PROGRESS_STOPPING;

  session_progress_stop (self->run);
  if (was_stopping || session_progress_is_over (self->run))
    finish (self);
  else
    self->watch = g_signal_connect (self->run, "changed", G_CALLBACK (changed_cb), self);
}

gboolean
panel_run_guard (GtkWindow *parent, SessionHub *hub, PanelRunGuard why,
                 void (*done) (GtkWindow *parent))
{
  SessionProgress *run = session_hub_run (hub);
  gboolean is_quit = why == PANEL_RUN_GUARD_QUIT;
  PanelQuestion question = { .heading = _ ("A Run Is Under Way"),
                             .refuse = _ ("_Keep Running"),
                             .accept = is_quit ? _ ("_Stop It and Quit") : _ ("_Stop It"),
                             .look = ADW_RESPONSE_DESTRUCTIVE };
  g_autofree char *line = NULL;
  g_autofree char *body = NULL;
  GObject *asked;
  Guard *self;

  if (!session_hub_is_running (hub))
    return TRUE;

  line = panel_run_words_line (run);
  if (session_progress_state (run) == SESSION_PROGRESS_STOPPING) {
    body = g_strdup_printf (_ ("%s\n\nWhat was begun is being ended. If it is cut short, the "
                               "journal says which mailbox it was."),
                            line);
    question.refuse = _ ("_Wait");
    question.accept = is_quit ? _ ("_Quit at Once") : _ ("_Go on at Once");
  } else {
    body = g_strdup_printf (_ ("%s\n\nWhat was begun is ended first. The other mailboxes stay as "
                               "they are, and the plan can be applied to them at any time."),
                            line);
  }
  question.body = body;
  self = g_new0 (Guard, 1);
  self->parent = g_object_ref (parent);
  self->run = g_object_ref (run);
  self->done = done;
  asked = panel_question_ask (parent, &question);
  g_signal_connect (asked, "response::accept", G_CALLBACK (accepted_cb), self);
  g_signal_connect (asked, "response::refuse", G_CALLBACK (refused_cb), self);
  return FALSE;
}
