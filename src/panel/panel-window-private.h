/* panel-window-private.h - the main window's inside, shared by panel-window*.c only */
#pragma once

#include "panel-details.h"
#include "panel-people.h"
#include "panel-problem.h"
#include "panel-window.h"

struct _PanelWindow
{
  AdwApplicationWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkImage *connection_icon;
  GtkWidget *connection_label;
  GtkLabel *connection_name;
  GtkWidget *connection;
  GtkWidget *add_label;
  GtkWidget *edit_label;
  GtkWidget *off_label;
  GtkSearchEntry *search;
  PanelProblem *problem;
  PanelPeople *people;
  PanelDetails *details;

  SessionHub *hub;
  GCancellable *cancellable; /* of everything that this window started */

  /* What Undo would put back; NULL: nothing. */
  SessionRow *undo_row;
  OofState *undo_before;
  OofState *undo_after;
};

/* Adds the actions of toolbar and keys. */
void panel_window_add_actions (PanelWindow *self);

/* Which of them make sense now. */
void panel_window_update_actions (PanelWindow *self);

void panel_window_open_wizard (PanelWindow *self);
