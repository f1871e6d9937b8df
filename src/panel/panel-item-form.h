/* panel-item-form.h - all the fields of an absence
 *
 * Emits "changed".
 */
#pragma once

#include "oof-item.h"
#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_ITEM_FORM (panel_item_form_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemForm, panel_item_form, PANEL, ITEM_FORM, AdwBin)

/* parts: what the fields begin with: borrowed for the call but for id, creator and what no field
 * shows, which are to live as long as the form. value: whose parts they are, kept; NULL: a new one.
 */
void panel_item_form_set (PanelItemForm *self, SessionHub *hub, const OofItemParts *parts,
                          OofItem *value);

/* What is typed and not yet a chip becomes one. */
void panel_item_form_take_typed (PanelItemForm *self);

/* Caller unrefs. NULL with BASE_ERROR_REJECTED: what fields cannot be understood, what the domain
 * refuses, or "end-in-past": a new one that is over. */
OofItem *panel_item_form_get (PanelItemForm *self, GError **error);

/* The sentence at its field; FALSE: it belongs to none. NULL takes all away. */
gboolean panel_item_form_show_problem (PanelItemForm *self, const GError *error);
/* Gives the keys to the field that is wrong. */
void panel_item_form_focus_problem (PanelItemForm *self, const GError *error);
/* A time that cannot be is worth telling while somebody still types. */
gboolean panel_item_form_is_about_when (const GError *error);
