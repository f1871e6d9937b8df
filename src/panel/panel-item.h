/* panel-item.h - the windows "New Out Of Office Item" and "Edit Out Of Office Item"
 *
 * They save through the hub, so Undo knows what they did. Main thread only.
 */
#pragma once

#include "oof-item.h"
#include "session-hub.h"

#include <gtk/gtk.h>

/* What a new one begins with; borrowed for the time of the call. */
typedef struct
{
  const char *const *people; /* mail addresses; NULL: nobody yet */
  OofWhen *when;             /* NULL: proposed */
  const char *template_name; /* NULL: none */
  OofOwn own;
  gboolean is_calendar_only; /* no reply goes out */
} PanelItemStart;

/* start: NULL: with nothing. */
void panel_item_open_new (GtkWindow *parent, SessionHub *hub, const PanelItemStart *start);
/* A new one that begins as that. */
void panel_item_open_draft (GtkWindow *parent, SessionHub *hub, OofItem *draft);
void panel_item_open (GtkWindow *parent, SessionHub *hub, OofItem *item);

/* Asks whether all of it is to go, or just the occurrence of that day (its name, oof-when.h;
 * G_MININT32: no single one is meant), and does it. */
void panel_item_remove (GtkWindow *parent, SessionHub *hub, OofItem *item, gint32 day);
