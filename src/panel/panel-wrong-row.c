/* panel-wrong-row.c - a line that says what is wrong with a group's rows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wrong-row.h"

struct _PanelWrongRow
{
  AdwPreferencesRow parent_instance;
  GtkLabel *sentence;
};

G_DEFINE_FINAL_TYPE (PanelWrongRow, panel_wrong_row, ADW_TYPE_PREFERENCES_ROW)

void
panel_wrong_row_say (PanelWrongRow *self, const char *sentence)
{
  gtk_label_set_text (self->sentence, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
}

static void
panel_wrong_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WRONG_ROW);
  G_OBJECT_CLASS (panel_wrong_row_parent_class)->dispose (object);
}

static void
panel_wrong_row_class_init (PanelWrongRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wrong_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wrong-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWrongRow, sentence);
}

static void
panel_wrong_row_init (PanelWrongRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
