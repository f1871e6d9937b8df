/* panel-existing-private.h - inside of the window of existing replies, shared by panel-existing*.c
 * only
 */
#pragma once

#include "panel-error-page.h"
#include "panel-existing-row.h"
#include "panel-existing.h"
#include "panel-html-view.h"
#include "session-replies.h"

struct _PanelExisting
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  PanelErrorPage *error_page;
  GtkProgressBar *progress;
  GtkLabel *reading;
  GtkDropDown *filter;
  GtkListView *groups;
  GtkColumnView *people;
  PanelHtmlView *text;
  GtkLabel *heading;
  GtkLabel *wrong;
  GtkLabel *summary;
  GtkExpander *failures;
  GtkLabel *failed;

  SessionHub *hub;
  SessionReplies *replies;   /* NULL: not read yet */
  GListStore *group_rows;    /* PanelExistingRow */
  GListStore *people_rows;   /* PanelExistingRow: of the group that is selected */
  GtkSingleSelection *group; /* of group_rows */
  GtkMultiSelection *chosen; /* of people_rows */
  GCancellable *stop;        /* NULL: nothing is being read */
  GCancellable *cancellable;
  char *run; /* of what was switched off last */
};

/* Reads all mailboxes anew. */
void panel_existing_read (PanelExisting *self);
/* Which actions make sense now. */
void panel_existing_update (PanelExisting *self);
/* Those that are selected, else all of the group that the filter lets through: SessionReply,
 * borrowed. Caller unrefs. */
GPtrArray *panel_existing_chosen (PanelExisting *self);
void panel_existing_tell (PanelExisting *self, const char *sentence, const char *button,
                          const char *action);
void panel_existing_tell_error (PanelExisting *self, const GError *error);
/* SessionReply of chosen. Caller unrefs. */
GPtrArray *panel_existing_filter (const GPtrArray *chosen,
                                  gboolean (*fits) (const SessionReply *reply));
gboolean panel_existing_is_stale (const SessionReply *reply);
void panel_existing_install_actions (GtkWidgetClass *widget_class);
void panel_existing_install_more (GtkWidgetClass *widget_class);
