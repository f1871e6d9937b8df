/* panel-window-private.h - the main window's inside, shared by panel-window*.c only */
#pragma once

#include "panel-details.h"
#include "panel-engine-bar.h"
#include "panel-people.h"
#include "panel-problem.h"
#include "panel-run-bar.h"
#include "panel-sidebar.h"
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
  GtkWidget *split; /* people and details */
  PanelSidebar *sidebar;
  PanelPeople *people;
  PanelDetails *details;
  PanelRunBar *run_bar;
  PanelEngineBar *engine_bar;

  SessionHub *hub;
  GCancellable *cancellable; /* of everything that this window started */

  GSignalGroup *runs;   /* the run at hand, for telling the desktop of its end */
  gboolean was_running; /* it was not over when it was heard of last */

  gboolean had_details;     /* before the calendar was shown */
  gboolean wants_sidebar;   /* beside the list, where there is room */
  gboolean is_sidebar_over; /* where there is none: over the list, for now */
  gboolean is_narrow;

  /* What Undo would put back; NULL: nothing. */
  SessionRow *undo_row;
  OofState *undo_before;
  OofState *undo_after;
};

/* Adds the actions of toolbar and keys. */
void panel_window_add_actions (PanelWindow *self);

/* Those that look after things: the doctor, settings, the support package; and the desktop is told
 * when a run has ended. */
void panel_window_add_watch (PanelWindow *self);
void panel_window_drop_watch (PanelWindow *self);

/* Those that open what absences share: templates and calendars. */
void panel_window_add_shared (PanelWindow *self);

/* The one that shows the keys. */
void panel_window_add_keys (PanelWindow *self);

/* Which of them make sense now. */
void panel_window_update_actions (PanelWindow *self);

void panel_window_open_wizard (PanelWindow *self);

/* The run that is under way, once there is a hub. */
void panel_window_add_run (PanelWindow *self);
gboolean panel_window_close_request (GtkWindow *window);

/* What there is room for, after the width or the view has changed. */
void panel_window_fit (PanelWindow *self);

/* The action that opens what people have set up themselves. */
void panel_window_add_existing (PanelWindow *self);

/* The line between list and details. */
void panel_window_add_split (PanelWindow *self);

/* The filters beside the list, once there is a hub. */
void panel_window_add_sidebar (PanelWindow *self);
/* width: of the window; G_MAXINT: it is not known yet. */
void panel_window_fit_sidebar (PanelWindow *self, int width);

/* Undo and redo of what was planned, once there is a hub; and their keys, which a field with text
 * of its own takes first. */
void panel_window_add_undo (PanelWindow *self);
void panel_window_bind_undo (GtkWidgetClass *widget_class);
