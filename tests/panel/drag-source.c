/* drag-source.c - another program's window, from which something can be dragged
 *
 * drag-source TYPE FILE [TYPE FILE]… offers each file's bytes as that media type. When a drag is
 * over it prints "taken" or "refused".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtk/gtk.h>
#include <stdlib.h>

static void
tell (const char *what)
{
  g_print ("%s\n", what);
  fflush (stdout);
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean is_moved)
{
  tell ("taken");
}

static gboolean
cancel_cb (GtkDragSource *source, GdkDrag *drag, GdkDragCancelReason reason)
{
  tell ("refused");
  return FALSE;
}

/* Caller unrefs. */
static GdkContentProvider *
make_offer (char **words, int n)
{
  GdkContentProvider *offers[16];
  gsize n_offers = 0;

  for (int i = 0; i + 1 < n && n_offers < G_N_ELEMENTS (offers); i += 2) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL;
    char *text = NULL;
    gsize size;

    if (!g_file_get_contents (words[i + 1], &text, &size, &error))
      g_error ("%s", error->message);
    bytes = g_bytes_new_take (text, size);
    offers[n_offers++] = gdk_content_provider_new_for_bytes (words[i], bytes);
  }
  return gdk_content_provider_new_union (offers, n_offers);
}

int
main (int argc, char **argv)
{
  GtkDragSource *source;
  GtkWidget *window, *label;
  g_autoptr (GdkContentProvider) offer = NULL;

  gtk_init ();
  offer = make_offer (argv + 1, argc - 1);
  window = gtk_window_new ();
  label = gtk_label_new ("Drag me");
  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, offer);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), NULL);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (cancel_cb), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_title (GTK_WINDOW (window), "Another Program");
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 150);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return EXIT_SUCCESS;
}
