/* panel-edit-wait.c - an action that is about a text waits for what has been typed into it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-wait.h"

#include "panel-edit-page.h"
#include "panel-key-gate.h"

typedef struct
{
  GtkWidget *top;
  char *action;
  GVariant *target;
  PanelKeyGate *gate;
} Wait;

static void
free_wait (gpointer data, GClosure *closure)
{
  Wait *self = data;

  panel_key_gate_open (self->gate);
  g_object_unref (self->top);
  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);
  g_free (self);
}

static void
settled_cb (PanelEditPage *page, Wait *self)
{
  gtk_widget_activate_action_variant (self->top, self->action, self->target);
  g_signal_handlers_disconnect_by_data (page, self);
}

static PanelEditPage *
find_behind (GtkWidget *widget)
{
  PanelEditPage *found = NULL;

  if (PANEL_IS_EDIT_PAGE (widget))
    return panel_edit_page_is_behind (PANEL_EDIT_PAGE (widget)) ? PANEL_EDIT_PAGE (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_behind (child);
  return found;
}

gboolean
panel_edit_wait (GtkWidget *top, const char *action, GVariant *target)
{
  PanelEditPage *page = find_behind (top);
  Wait *wait;

  if (page == NULL)
    return FALSE;
  wait = g_new0 (Wait, 1);
  wait->top = g_object_ref (top);
  wait->action = g_strdup (action);
  wait->target = target != NULL ? g_variant_ref (target) : NULL;
  wait->gate = panel_key_gate_close (top, panel_edit_page_sent (page));
  g_signal_connect_data (page, "settled", G_CALLBACK (settled_cb), wait, free_wait, 0);
  panel_edit_page_settle (page);
  return TRUE;
}
