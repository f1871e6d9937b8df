/* panel-edit-page.c - the text that is edited, in a browser's engine
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-page.h"

#include "oof-draft-page.h"
#include "panel-edit-deed.h"
#include "panel-edit-view-private.h"
#include "panel-focus.h"
#include "web-load.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_HEIGHT 112
#define MOST_HEIGHT 320
#define STEP_MS 50 /* what is on the screen is drawn first */
#define READER_WAIT_MS 2000
#define MOST_SENT 256

struct _PanelEditPage
{
  AdwBin parent_instance;
  PanelEditView *text; /* NULL until it is prepared */
  char *label;
  const WebModule *module;
  GtkWidget *face; /* borrowed from the bin; NULL: none */
  OofDraft *shown; /* what the page shows */
  guint from;
  guint until;
  gboolean is_ready;
  gboolean is_taking; /* what the page says is done to the text */
  gboolean is_owed;   /* the page waits for what comes of an edit */
  gboolean is_behind; /* something was typed or clicked since it was settled */
  GQueue sent;        /* GdkEvent */
  GCancellable *cancellable;
  guint step; /* source; 0: none */
};

enum
{
  TURNED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelEditPage, panel_edit_page, ADW_TYPE_BIN)

gboolean
panel_edit_page_is_shown (PanelEditPage *self)
{
  return self->is_ready;
}

gboolean
panel_edit_page_is_behind (PanelEditPage *self)
{
  return self->is_ready && self->is_behind;
}

/* A card's colour is a veil over the window's; with one of its own the engine draws no ghosts. */
static GdkRGBA
find_paper (PanelEditPage *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA veil = { 1, 1, 1, 1 };
  GdkRGBA below = { 1, 1, 1, 1 };

  gtk_style_context_lookup_color (style, "card_bg_color", &veil);
  gtk_style_context_lookup_color (style, "window_bg_color", &below);
  return (GdkRGBA){ below.red + (veil.red - below.red) * veil.alpha,
                    below.green + (veil.green - below.green) * veil.alpha,
                    below.blue + (veil.blue - below.blue) * veil.alpha, 1 };
}

static void
show (PanelEditPage *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  const WebLook look = { .paper = find_paper (self),
                         .is_dark = adw_style_manager_get_dark (style),
                         .is_contrast = adw_style_manager_get_high_contrast (style) };
  g_autofree char *page = NULL;

  if (self->face == NULL)
    return;
  self->is_owed = FALSE;
  panel_edit_view_range (self->text, &self->from, &self->until);
  oof_draft_unref (self->shown);
  self->shown = oof_draft_ref (panel_edit_view_draft (self->text));
  page = oof_draft_page (self->shown, look.is_dark ? OOF_PAPER_DARK : OOF_PAPER_WHITE);
  self->module->show (self->face, &look, page, self->from, self->until);
}

static void
moved_cb (PanelEditPage *self)
{
  guint from, until;

  panel_edit_view_range (self->text, &from, &until);
  if (self->is_owed && panel_edit_view_is_pasting (self->text))
    return;
  if (!self->is_taking && (self->is_owed || self->shown != panel_edit_view_draft (self->text) ||
                           from != self->from || until != self->until))
    show (self);
}

/* --- what the page tells --- */

static void
selected_cb (gpointer data, guint from, guint until)
{
  PanelEditPage *self = data;

  self->is_taking = TRUE;
  panel_edit_view_select (self->text, from, until);
  self->is_taking = FALSE;
  panel_edit_view_range (self->text, &self->from, &self->until);
  if (self->from != from || self->until != until)
    show (self);
}

static void
edited_cb (gpointer data, WebEdit edit, guint from, guint until, const char *text)
{
  PanelEditPage *self = data;

  self->is_taking = TRUE;
  panel_edit_view_select (self->text, from, until);
  panel_edit_deed (self->text, edit, text);
  self->is_taking = FALSE;
  self->is_owed = panel_edit_view_is_pasting (self->text);
  if (!self->is_owed) /* what is typed behind a paste waits for it */
    show (self);
}

static void
sized_cb (gpointer data, guint height)
{
  PanelEditPage *self = data;

  gtk_widget_set_size_request (self->face, -1, (int) CLAMP (height, LEAST_HEIGHT, MOST_HEIGHT));
}

static void
ready_cb (gpointer data)
{
  PanelEditPage *self = data;

  self->is_ready = TRUE;
  g_signal_emit (self, signals[TURNED], 0);
}

static void
settled_cb (gpointer data)
{
  PanelEditPage *self = data;

  self->is_behind = FALSE;
  g_signal_emit (self, signals[SETTLED], 0);
}

void
panel_edit_page_settle (PanelEditPage *self)
{
  if (self->face != NULL)
    self->module->settle (self->face);
}

const GQueue *
panel_edit_page_sent (PanelEditPage *self)
{
  return &self->sent;
}

/* It goes to the engine. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, PanelEditPage *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  gboolean is_key = type == GDK_KEY_PRESS || type == GDK_KEY_RELEASE;

  self->is_behind |= is_key || type == GDK_BUTTON_PRESS || type == GDK_BUTTON_RELEASE;
  if (is_key)
    g_queue_push_tail (&self->sent, gdk_event_ref (event));
  if (self->sent.length > MOST_SENT)
    gdk_event_unref (g_queue_pop_head (&self->sent));
  return GDK_EVENT_PROPAGATE;
}

static void
drop_face (PanelEditPage *self)
{
  if (self->face == NULL)
    return;
  self->module->close (self->face);
  self->face = NULL;
  self->is_ready = FALSE;
  g_queue_clear_full (&self->sent, (GDestroyNotify) gdk_event_unref);
  g_clear_pointer (&self->shown, oof_draft_unref);
}

static gboolean
take_away_cb (gpointer user_data)
{
  PanelEditPage *self = user_data;

  self->step = 0;
  adw_bin_set_child (ADW_BIN (self), NULL);
  return G_SOURCE_REMOVE;
}

/* The engine is of no use: the text view is. The widget goes when its own signal is over. */
static void
failed_cb (gpointer data)
{
  PanelEditPage *self = data;
  gboolean was_ready = self->is_ready;

  drop_face (self);
  g_signal_emit (self, signals[TURNED], 0);
  if (was_ready)
    panel_edit_view_refuse (self->text,
                            _ ("The view that you typed in has ended unexpectedly. Your "
                               "text is here as you last saw it; go on writing."));
  settled_cb (self); /* nothing more comes */
  self->step = g_timeout_add (0, take_away_cb, self);
}

/* --- how it comes to be --- */

static gboolean
create_cb (gpointer user_data)
{
  static const WebEvents events = { .selected = selected_cb,
                                    .edited = edited_cb,
                                    .sized = sized_cb,
                                    .ready = ready_cb,
                                    .failed = failed_cb,
                                    .settled = settled_cb };
  PanelEditPage *self = user_data;
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->step = 0;
  self->face = self->module->create (&events, self);
  gtk_widget_set_size_request (self->face, -1, LEAST_HEIGHT);
  if (self->label != NULL)
    panel_edit_page_set_label (self, self->label);
  adw_bin_set_child (ADW_BIN (self), self->face);
  g_signal_connect_object (self->text, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
  return G_SOURCE_REMOVE;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEditPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->module = web_load_finish (result, &error);
  if (error != NULL)
    g_debug ("The text view is used: %s", error->message);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    self->step = g_timeout_add (STEP_MS, create_cb, self);
}

/* Somebody who listens to a text rather than seeing it needs one that can be read out. */
static void
reader_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEditPage) self = user_data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);
  g_autoptr (GVariant) value = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(v)", &value);
  if (g_cancellable_is_cancelled (self->cancellable) ||
      (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
       g_variant_get_boolean (value)))
    return;
  web_load_async (self->cancellable, loaded_cb, g_object_ref (self));
}

static void
bus_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEditPage) self = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (bus == NULL) {
    web_load_async (self->cancellable, loaded_cb, g_object_ref (self));
    return;
  }
  g_dbus_connection_call (bus, "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties",
                          "Get", g_variant_new ("(ss)", "org.a11y.Status", "ScreenReaderEnabled"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, READER_WAIT_MS,
                          self->cancellable, reader_cb, g_object_ref (self));
}

void
panel_edit_page_prepare (PanelEditPage *self, PanelEditView *text)
{
  if (self->text != NULL || g_strcmp0 (g_getenv ("ABSENTIA_EDITOR"), "text") == 0)
    return;
  self->text = text;
  if (gtk_check_version (4, 14, 0) == NULL)
    web_load_async (self->cancellable, loaded_cb, g_object_ref (self));
  else
    g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_cb, g_object_ref (self));
}

void
panel_edit_page_set_label (PanelEditPage *self, const char *label)
{
  g_autofree char *copy = g_strdup (label);

  g_free (self->label);
  self->label = g_steal_pointer (&copy);
  if (self->face != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->face), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->label, -1);
}

static gboolean
panel_edit_page_grab_focus (GtkWidget *widget)
{
  PanelEditPage *self = PANEL_EDIT_PAGE (widget);

  return self->face != NULL && gtk_widget_grab_focus (self->face);
}

static void
panel_edit_page_dispose (GObject *object)
{
  PanelEditPage *self = PANEL_EDIT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->step, g_source_remove);
  drop_face (self);
  G_OBJECT_CLASS (panel_edit_page_parent_class)->dispose (object);
}

static void
panel_edit_page_finalize (GObject *object)
{
  PanelEditPage *self = PANEL_EDIT_PAGE (object);

  g_free (self->label);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (panel_edit_page_parent_class)->finalize (object);
}

static void
panel_edit_page_class_init (PanelEditPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = panel_edit_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_edit_page_finalize;
  panel_focus_pass_on (GTK_WIDGET_CLASS (klass), panel_edit_page_grab_focus);
  signals[TURNED] = g_signal_new ("turned", PANEL_TYPE_EDIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", PANEL_TYPE_EDIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
panel_edit_page_init (PanelEditPage *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  self->cancellable = g_cancellable_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
}
