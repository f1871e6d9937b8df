/* panel-conflict-private.h - the conflict window's inside, shared by panel-conflict*.c only */
#pragma once

#include "panel-conflict.h"
#include "session-conflict.h"
#include "session-hub-items.h"

#include <adwaita.h>

#define PANEL_TYPE_CONFLICT (panel_conflict_get_type ())
G_DECLARE_FINAL_TYPE (PanelConflict, panel_conflict, PANEL, CONFLICT, AdwWindow)

struct _PanelConflict
{
  AdwWindow parent_instance;
  AdwWindowTitle *heading;
  GtkBox *body;
  SessionHub *hub;
  SessionRow *row;
  gint64 from_s;
  gint64 until_s;
  GPtrArray *conflicts; /* SessionConflict */
  GCancellable *cancellable;
};

typedef enum
{
  PANEL_CONFLICT_RAISE,
  PANEL_CONFLICT_TRIM,
  PANEL_CONFLICT_SKIP,
  PANEL_CONFLICT_MERGE,
  PANEL_CONFLICT_REMEMBER,
  PANEL_CONFLICT_ASK,
  PANEL_CONFLICT_ACCEPT,
  PANEL_CONFLICT_LEAVE,
  PANEL_CONFLICT_EDIT
} PanelConflictVerb;

/* Within the days that the window is about: an end that lies outside is not worth telling. Caller
 * frees. */
char *panel_conflict_tell_span (PanelConflict *self, gint64 from_s, gint64 until_s);
/* What goes before a row: how the calendar draws such a bar. type: -1: none. */
void panel_conflict_add_swatch (GtkWidget *row, SessionOrigin origin, int type);
/* "and 12 more", where nothing is to be shown any more. */
void panel_conflict_add_more (GtkWidget *group, guint n);

/* All that is to be seen of one conflict; it is of the window's. Caller appends. */
GtkWidget *panel_conflict_new_group (PanelConflict *self, const SessionConflict *conflict);

void panel_conflict_do (PanelConflict *self, PanelConflictVerb verb,
                        const SessionConflict *conflict, const SessionRival *rival);
/* Writes a message to the person, in the mail program. */
void panel_conflict_write (PanelConflict *self, const SessionConflict *conflict);
/* Keeps it, as something that can be undone. */
void panel_conflict_save (PanelConflict *self, const SessionItemsEdit *edit, const char *title);
