/* panel-key-gate.h - keys that wait until what an earlier one has begun is done
 *
 * Some of what a key begins ends later: the clipboard is read, letters come back from a browser's
 * engine. What is typed behind it would overtake it. So the keys of a window wait at its gate and
 * are handed on then, in their order, to whatever has the focus by that time. Main thread only.
 */
#pragma once

#include <gtk/gtk.h>

typedef struct _PanelKeyGate PanelKeyGate;

/* Keys of the window that the widget is in wait from now on. NULL: it is in none. Caller opens.
 * known: GdkEvents that may come by again, because somebody hands them back: they pass. NULL: none.
 */
PanelKeyGate *panel_key_gate_close (GtkWidget *in, const GQueue *known) G_GNUC_WARN_UNUSED_RESULT;
/* Hands them on and frees it. The window may be gone. NULL is fine. */
void panel_key_gate_open (PanelKeyGate *self);
