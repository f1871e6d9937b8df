/* panel-key-gate.c - keys that wait until what an earlier one has begun is done
 *
 * Those that waited are put at the end of the display's events. Until the last of them has come by
 * again, those that come in between go behind them. One that went another way (to a popover that
 * is gone by now) is not waited for.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-key-gate.h"

struct _PanelKeyGate
{
  GtkEventController *controller; /* borrowed from the window; NULL: that is gone */
  GQueue waiting;                 /* GdkEvent */
  GPtrArray *known;               /* those that pass */
  gboolean is_open;
};

static void
clear_gate (gpointer data)
{
  PanelKeyGate *self = data;

  g_queue_clear_full (&self->waiting, (GDestroyNotify) gdk_event_unref);
  g_ptr_array_unref (self->known);
}

static void
window_gone_cb (gpointer data, GClosure *closure)
{
  PanelKeyGate *self = data;

  self->controller = NULL;
  g_atomic_rc_box_release_full (self, clear_gate);
}

static void
hand_on (gpointer event, gpointer data)
{
  gdk_display_put_event (gdk_event_get_display (event), event);
}

/* Frees the gate, unless somebody else still has it. */
static void
take_away (PanelKeyGate *self)
{
  if (self->controller != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (self->controller),
                                  self->controller);
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, PanelKeyGate *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if ((type != GDK_KEY_PRESS && type != GDK_KEY_RELEASE) ||
      g_ptr_array_find (self->known, event, NULL))
    return GDK_EVENT_PROPAGATE;
  if (self->is_open && g_queue_find (&self->waiting, event) != NULL) {
    while (g_queue_peek_head (&self->waiting) != event)
      g_ptr_array_add (self->known, g_queue_pop_head (&self->waiting));
    g_ptr_array_add (self->known, g_queue_pop_head (&self->waiting));
    if (g_queue_is_empty (&self->waiting))
      take_away (self);
    return GDK_EVENT_PROPAGATE;
  }
  g_queue_push_tail (&self->waiting, gdk_event_ref (event));
  if (self->is_open)
    hand_on (event, NULL);
  return GDK_EVENT_STOP;
}

PanelKeyGate *
panel_key_gate_close (GtkWidget *in, const GQueue *known)
{
  GtkRoot *root = gtk_widget_get_root (in);
  PanelKeyGate *self;

  if (root == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (PanelKeyGate);
  self->known = g_ptr_array_new_with_free_func ((GDestroyNotify) gdk_event_unref);
  for (GList *at = known != NULL ? known->head : NULL; at != NULL; at = at->next)
    g_ptr_array_add (self->known, gdk_event_ref (at->data));
  self->controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (self->controller, "event", G_CALLBACK (event_cb),
                         g_atomic_rc_box_acquire (self), window_gone_cb, 0);
  gtk_widget_add_controller (GTK_WIDGET (root), self->controller);
  return self;
}

void
panel_key_gate_open (PanelKeyGate *self)
{
  if (self == NULL)
    return;
  self->is_open = TRUE;
  g_queue_foreach (&self->waiting, hand_on, NULL);
  if (g_queue_is_empty (&self->waiting))
    take_away (self);
  g_atomic_rc_box_release_full (self, clear_gate);
}
