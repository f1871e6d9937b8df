/* panel-edit-view-private.h - the edit view's inside, for the files it is made of
 */
#pragma once

#include "panel-edit-view.h"

struct _PanelEditView
{
  GtkTextView parent_instance;
  OofDraft *draft;
  GQueue undone; /* Step */
  GQueue done;
  OofPen pen; /* for what is typed next; an empty mask: as what stands before */
  gboolean is_syncing;
  guint typed_at;     /* where the last letter was typed, as part of the last step */
  OofDraft *replaced; /* while GTK replaces a selection: what was before */
  guint replaced_from;
  guint replaced_until;
  guint last_cursor;
  guint n_pasting; /* pastes under way */
};

/* An edit, which can be undone; takes the draft. from, until: what is selected then. is_joined: it
 * belongs to the last one. */
void panel_edit_view_commit (PanelEditView *self, OofDraft *draft, guint from, guint until,
                             gboolean is_joined);
/* Words of more than one line are text from elsewhere, in which a blank line parts paragraphs. */
OofDraft *panel_edit_view_type (PanelEditView *self, const OofDraft *draft, guint from, guint until,
                                const char *text, guint *ret_cursor);
void panel_edit_view_tell_moved (PanelEditView *self);
void panel_edit_view_refuse (PanelEditView *self, const char *sentence);
