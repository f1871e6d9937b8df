/* panel-template-form.h - the fields of a template
 *
 * Emits "changed".
 */
#pragma once

#include "oof-text.h"

#include <adwaita.h>

#define PANEL_TYPE_TEMPLATE_FORM (panel_template_form_get_type ())
G_DECLARE_FINAL_TYPE (PanelTemplateForm, panel_template_form, PANEL, TEMPLATE_FORM, AdwBin)

/* text: NULL: a new one, whose name is still to be found. The name of one that is there stays:
 * absences know it by that. used: OofItem that have it; NULL: none. */
void panel_template_form_set (PanelTemplateForm *self, const OofText *text, const GPtrArray *used);

/* Caller unrefs. NULL with BASE_ERROR_REJECTED; the sentence stands at its field, or is returned.
 */
OofText *panel_template_form_get (PanelTemplateForm *self, GError **error);
