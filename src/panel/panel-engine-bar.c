/* panel-engine-bar.c - what the engine does, and until when everybody is covered, in one line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-engine-bar.h"

#include "session-hub-engine.h"
#include "session-words-engine.h"

#include <glib/gi18n-lib.h>

#define LOOK_S 3

struct _PanelEngineBar
{
  GtkBox parent_instance;
  GtkImage *icon;
  GtkLabel *words;
  GtkLabel *covered;
  GtkMenuButton *pause;
  GtkEntry *reason;
  GtkWidget *resume;

  SessionHub *hub;
  GCancellable *cancellable;
  guint timer;         /* 0: it is not to be seen */
  gboolean is_looking; /* one look at a time */
};

G_DEFINE_FINAL_TYPE (PanelEngineBar, panel_engine_bar, GTK_TYPE_BOX)

/* How it looks, by SessionEngineMode. */
static const struct
{
  const char *icon;
  const char *style;
} faces[SESSION_ENGINE_N_MODES] = {
  [SESSION_ENGINE_NONE] = { "absentia-stop-symbolic", "dim-label" },
  [SESSION_ENGINE_RUNNING] = { "absentia-connected-symbolic", "success" },
  [SESSION_ENGINE_WAITING] = { "content-loading-symbolic", "warning" },
  [SESSION_ENGINE_PAUSED] = { "media-playback-pause-symbolic", "warning" },
  [SESSION_ENGINE_QUIET] = { "media-playback-pause-symbolic", "dim-label" },
  [SESSION_ENGINE_STOPPED] = { "absentia-stop-symbolic", "dim-label" },
  [SESSION_ENGINE_GONE] = { "absentia-stop-symbolic", "error" },
};

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) == 0)
    return;
  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

/* "…; 3 people for less than a day." */
static char *
describe_coverage (const SessionEngineGlance *glance)
{
  g_autofree char *covered = session_words_covered (glance->state.covered_until_s, glance->now_s);
  g_autofree char *soon = NULL;

  if (glance->is_other)
    return g_strdup (_ ("It keeps another organisation in step than this one."));
  if (glance->n_soon == 0)
    return g_steal_pointer (&covered);
  soon = g_strdup_printf (ngettext ("%u person is covered for less than a day.",
                                    "%u people are covered for less than a day.", glance->n_soon),
                          glance->n_soon);
  return g_strdup_printf ("%s %s", covered, soon);
}

static void
show (PanelEngineBar *self, const SessionEngineGlance *glance)
{
  const SessionEngineState *state = &glance->state;
  gboolean is_there = session_engine_state_is_there (state);
  gboolean is_paused = state->wish == SESSION_ENGINE_WISH_PAUSE;
  g_autofree char *words = session_words_engine (state);
  g_autofree char *covered = describe_coverage (glance);

  gtk_widget_set_visible (GTK_WIDGET (self), state->mode != SESSION_ENGINE_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), faces[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), faces[state->mode].style);
  gtk_image_set_from_icon_name (self->icon, faces[state->mode].icon);
  set_text (self->words, words);
  set_text (self->covered, covered);
  gtk_widget_set_visible (GTK_WIDGET (self->pause), is_there && !is_paused);
  gtk_widget_set_visible (self->resume, is_paused);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEngineBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionEngineGlance) glance =
      session_hub_engine_finish (SESSION_HUB (object), result, &error);

  self->is_looking = FALSE;
  if (glance != NULL && self->words != NULL)
    show (self, glance);
}

static gboolean
look (gpointer user_data)
{
  PanelEngineBar *self = user_data;

  if (!self->is_looking && self->hub != NULL) {
    self->is_looking = TRUE;
    session_hub_engine_async (self->hub, self->cancellable, looked_cb, g_object_ref (self));
  }
  return G_SOURCE_CONTINUE;
}

static void
wished_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEngineBar) self = user_data;
  g_autoptr (GError) error = NULL;

  session_hub_engine_wish_finish (SESSION_HUB (object), result, &error);
  if (self->words != NULL)
    look (self);
}

static void
wish (PanelEngineBar *self, SessionEngineWish what, const char *reason)
{
  session_hub_engine_wish_async (self->hub, what, reason, self->cancellable, wished_cb,
                                 g_object_ref (self));
}

static void
pause_cb (PanelEngineBar *self)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));

  gtk_menu_button_popdown (self->pause);
  wish (self, SESSION_ENGINE_WISH_PAUSE, *reason != '\0' ? reason : NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
}

static void
resume_cb (PanelEngineBar *self)
{
  wish (self, SESSION_ENGINE_WISH_RUN, NULL);
}

/* As long as its window can be seen; also while it hides itself. */
static void
window_mapped_cb (PanelEngineBar *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (LOOK_S, look, self);
  look (self);
}

static void
window_unmapped_cb (PanelEngineBar *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
panel_engine_bar_set_hub (PanelEngineBar *self, SessionHub *hub)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  self->hub = g_object_ref (hub);
  g_signal_connect_object (window, "map", G_CALLBACK (window_mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "unmap", G_CALLBACK (window_unmapped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::profile-name", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
}

static void
panel_engine_bar_dispose (GObject *object)
{
  PanelEngineBar *self = PANEL_ENGINE_BAR (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ENGINE_BAR);
  G_OBJECT_CLASS (panel_engine_bar_parent_class)->dispose (object);
}

static void
panel_engine_bar_class_init (PanelEngineBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_engine_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-engine-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelEngineBar, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelEngineBar, words);
  gtk_widget_class_bind_template_child (widget_class, PanelEngineBar, covered);
  gtk_widget_class_bind_template_child (widget_class, PanelEngineBar, pause);
  gtk_widget_class_bind_template_child (widget_class, PanelEngineBar, reason);
  gtk_widget_class_bind_template_child (widget_class, PanelEngineBar, resume);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
}

static void
panel_engine_bar_init (PanelEngineBar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
