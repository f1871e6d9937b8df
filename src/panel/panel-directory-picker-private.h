/* panel-directory-picker-private.h - what the picker's files share */
#pragma once

#include "panel-directory-picker.h"
#include "panel-directory-search.h"
#include "panel-problem.h"

struct _PanelDirectoryPicker
{
  AdwWindow parent_instance;
  AdwWindowTitle *window_title;
  PanelProblem *problem;
  AdwActionRow *types_row;
  GtkCheckButton *type_users;
  GtkCheckButton *type_shared;
  GtkCheckButton *type_rooms;
  GtkCheckButton *type_groups;
  AdwActionRow *location_row;
  GtkLabel *names_title;
  PanelDirectoryNames *names;
  GtkStack *status_stack;
  GtkLabel *status;
  GtkWidget *remove_unknown;
  GtkProgressBar *progress;
  GtkToggleButton *advanced;
  PanelDirectorySearch *search;

  SessionLookup *lookup;
  PanelPickMode mode;
  ExchangeLocation *where;   /* NULL: the entire directory */
  gboolean is_scope_new;     /* what was not found may be found now */
  GCancellable *cancellable; /* of the check under way; NULL: none */
  char **texts;              /* of that check, as they were typed */
  GHashTable *waiting;       /* those of them without an answer yet; borrows them */
  gboolean is_elsewhere;     /* the place being chosen is for what was not found */
  gboolean is_closing;       /* OK was pressed: the check's end closes the dialog */
  GTask *task;               /* whoever waits for the outcome */
};

ExchangeWant panel_directory_picker_want (PanelDirectoryPicker *self);

/* What can be done now: after something was typed, checked or chosen. */
void panel_directory_picker_update (PanelDirectoryPicker *self);

typedef enum
{
  PANEL_CHECK_ONLY,
  PANEL_CHECK_AND_CLOSE /* when everything is found */
} PanelCheckEnd;

/* Check Names. */
void panel_directory_picker_check (PanelDirectoryPicker *self, PanelCheckEnd end);
void panel_directory_picker_show_status (PanelDirectoryPicker *self);

/* Gives the chosen ones to whoever waits, and closes. */
void panel_directory_picker_finish (PanelDirectoryPicker *self);
