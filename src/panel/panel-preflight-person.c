/* panel-preflight-person.c - what would become of one person's reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-preflight-person.h"

#include "panel-diff-view.h"

struct _PanelPreflightPerson
{
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  PanelDiffView *view;
};

G_DEFINE_FINAL_TYPE (PanelPreflightPerson, panel_preflight_person, ADW_TYPE_WINDOW)

static void
show (PanelPreflightPerson *self, SessionPreflightRow *row)
{
  const OofState *before = session_preflight_row_before (row);
  const OofState *after = session_preflight_row_after (row);

  adw_window_title_set_title (self->title, session_preflight_row_name (row));
  adw_window_title_set_subtitle (self->title, session_preflight_row_mail (row));
  panel_diff_view_add_title (self->view,
                             session_preflight_action_words (session_preflight_row_action (row)));
  panel_diff_view_add_note (self->view, session_preflight_row_reason (row));
  if (before != NULL || after != NULL)
    panel_diff_view_add_states (self->view, before, after != NULL ? after : before);
}

static void
panel_preflight_person_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PREFLIGHT_PERSON);
  G_OBJECT_CLASS (panel_preflight_person_parent_class)->dispose (object);
}

static void
panel_preflight_person_class_init (PanelPreflightPersonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_preflight_person_dispose;
  g_type_ensure (PANEL_TYPE_DIFF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-preflight-person.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightPerson, title);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflightPerson, view);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_preflight_person_init (PanelPreflightPerson *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
panel_preflight_person_open (GtkWindow *parent, SessionPreflightRow *row)
{
  PanelPreflightPerson *self =
      g_object_new (PANEL_TYPE_PREFLIGHT_PERSON, "transient-for", parent, NULL);

  show (self, row);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
