/* panel-item-texts.h - the fields of an absence that say what is answered: template, both texts,
 * who gets one
 *
 * Emits "changed".
 */
#pragma once

#include "oof-item.h"
#include "oof-lint.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_ITEM_TEXTS (panel_item_texts_get_type ())
G_DECLARE_FINAL_TYPE (PanelItemTexts, panel_item_texts, PANEL, ITEM_TEXTS, GtkBox)

/* templates: OofText; kept. */
void panel_item_texts_set (PanelItemTexts *self, const OofItemParts *parts,
                           const GPtrArray *templates);

/* What is known of the absence, for what does not belong into its texts; who gets them is known
 * here. */
void panel_item_texts_set_facts (PanelItemTexts *self, const OofLintFacts *facts);

/* Of a new absence, which is of that kind from now on: the only approved template for it is chosen,
 * where nobody has chosen or written anything. */
void panel_item_texts_propose (PanelItemTexts *self, OofType type);

/* Fills in template, texts and audience; what they point to is self's, until its next change. */
void panel_item_texts_fill (PanelItemTexts *self, OofItemParts *parts);

/* After filling in: are the placeholders in them right? BASE_ERROR_REJECTED, reason
 * "inside-placeholder" or "outside-placeholder". */
gboolean panel_item_texts_check (PanelItemTexts *self, GError **error);

/* FALSE: the error belongs to no field of these. NULL takes all messages away. */
gboolean panel_item_texts_show_problem (PanelItemTexts *self, const GError *error);
void panel_item_texts_focus_problem (PanelItemTexts *self, const GError *error);
