/* panel-details.c - the pane beside the list
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-details.h"

#include "oof-html.h"
#include "panel-about.h"
#include "panel-error-page.h"
#include "panel-html-view.h"
#include "panel-photo.h"
#include "panel-pill.h"
#include "panel-when.h"
#include "panel-words.h"
#include "panel-wrap.h"

#include <glib/gi18n-lib.h>

/* Somebody who walks through the list with the arrow keys does not ask the server for everybody. */
#define REST_MS 120

struct _PanelDetails
{
  AdwBin parent_instance;
  GtkStack *stack;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *mail;
  GtkLabel *department;
  PanelPill *pill;
  GtkStack *content;
  GtkScrolledWindow *scroller;
  PanelErrorPage *error_page;
  AdwPreferencesGroup *held;
  AdwActionRow *state;
  AdwActionRow *from;
  AdwActionRow *until;
  AdwActionRow *audience;
  PanelHtmlView *inside;
  PanelHtmlView *outside;
  GtkStack *inside_stack;
  GtkStack *outside_stack;
  PanelAbout *about;

  SessionHub *hub;
  SessionRow *row;           /* NULL: nobody is selected */
  SessionReading *reading;   /* NULL until it has come */
  GCancellable *cancellable; /* of the reading under way */
  GCancellable *portraying;  /* of the question to the directory; NULL: none was asked */
  guint rest;                /* the timer; 0: none */
  GSignalGroup *watch;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelDetails, panel_details, ADW_TYPE_BIN)

static void
show_text (GtkStack *stack, PanelHtmlView *view, const char *html)
{
  gboolean is_blank = oof_html_is_blank (html);

  panel_html_view_show (view, html);
  gtk_stack_set_visible_child_name (stack, is_blank ? "blank" : "text");
}

static void
show_moment (AdwActionRow *row, GDateTime *when, const char *zone_name)
{
  g_autofree char *text = when != NULL ? panel_when_format_both (when, zone_name) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
}

static void
show_audience (PanelDetails *self, const SessionReading *reading)
{
  const char *audience = panel_words_audience (reading->state->audience);
  const char *ceiling =
      reading->allowed < reading->state->audience ? panel_words_ceiling (reading->allowed) : NULL;
  g_autofree char *text = g_strjoin ("\n", audience, ceiling, NULL);

  adw_action_row_set_subtitle (self->audience, text);
}

static void
show_reading (PanelDetails *self)
{
  const SessionReading *reading = self->reading;
  g_autoptr (GTimeZone) own = g_time_zone_new_local ();
  g_autoptr (GDateTime) now = session_hub_now (self->hub);
  g_autofree char *read_at = panel_when_format (reading->read_at, own);
  g_autofree char *description = g_strdup_printf (_ ("Read on %s"), read_at);

  adw_preferences_group_set_description (self->held, description);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state),
                                 panel_words_state (reading->state, now));
  show_moment (self->from, reading->state->from, reading->zone);
  show_moment (self->until, reading->state->until, reading->zone);
  show_audience (self, reading);
  show_text (self->inside_stack, self->inside, reading->state->inside);
  show_text (self->outside_stack, self->outside, reading->state->outside);
  gtk_stack_set_visible_child_name (self->content, "reading");
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelDetails) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionReading) reading =
      session_hub_read_finish (SESSION_HUB (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL ||
      !g_task_is_valid (result, object) ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  if (reading == NULL) {
    panel_error_page_show (self->error_page, error);
    gtk_stack_set_visible_child_name (self->content, "error");
    return;
  }
  self->reading = g_steal_pointer (&reading);
  show_reading (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
portrait_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelDetails) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionPortrait) portrait =
      session_hub_portray_finish (SESSION_HUB (object), result, &error);
  g_autoptr (GdkTexture) photo = NULL;

  /* Late, of somebody else; or the directory did not answer: what the list knows is there. */
  if (portrait == NULL || self->stack == NULL ||
      g_task_get_cancellable (G_TASK (result)) != self->portraying)
    return;

  panel_about_add (self->about, portrait);
  photo = portrait->photo != NULL ? panel_photo_new (portrait->photo) : NULL;
  if (photo != NULL)
    adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (photo));
}

static void
portray (PanelDetails *self)
{
  if (self->portraying != NULL || !session_hub_can_portray (self->hub, self->row))
    return;

  self->portraying = g_cancellable_new ();
  session_hub_portray_async (self->hub, self->row, self->portraying, portrait_cb,
                             g_object_ref (self));
}

static gboolean
rested_cb (gpointer user_data)
{
  PanelDetails *self = user_data;

  self->rest = 0;
  portray (self);
  if (session_hub_state (self->hub) == SESSION_STATE_CONNECTING)
    return G_SOURCE_REMOVE; /* connected_cb () will */
  self->cancellable = g_cancellable_new ();
  session_hub_read_async (self->hub, session_row_mail (self->row), self->cancellable, read_cb,
                          g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
forget_reading (PanelDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_pointer (&self->reading, session_reading_free);
}

static void
forget_portrait (PanelDetails *self)
{
  g_cancellable_cancel (self->portraying);
  g_clear_object (&self->portraying);
}

static void
show_person (PanelDetails *self)
{
  const char *department = session_row_department (self->row);

  adw_avatar_set_text (self->avatar, session_row_name (self->row));
  gtk_label_set_text (self->name, session_row_name (self->row));
  gtk_label_set_text (self->mail, session_row_mail (self->row));
  gtk_label_set_text (self->department, department);
  gtk_widget_set_visible (GTK_WIDGET (self->department), *department != '\0');
  panel_pill_show (self->pill, self->row);
  panel_about_show (self->about, self->row);
}

/* Nobody to select: the list's side says why, and this one says nothing. Then there need not be
 * anything: a window opens sooner without it. */
static void
people_changed_cb (PanelDetails *self)
{
  gboolean has_people = g_list_model_get_n_items (session_hub_people (self->hub)) > 0;

  if (self->stack == NULL && (has_people || self->row != NULL))
    gtk_widget_init_template (GTK_WIDGET (self));
  if (self->row == NULL && self->stack != NULL)
    gtk_stack_set_visible_child_name (self->stack, has_people ? "nobody" : "blank");
}

void
panel_details_show (PanelDetails *self, SessionRow *row)
{
  if (!g_set_object (&self->row, row))
    return;

  forget_reading (self);
  forget_portrait (self);
  g_signal_group_set_target (self->watch, row);
  people_changed_cb (self);
  if (row != NULL) {
    gtk_stack_set_visible_child_name (self->stack, "person");
    adw_avatar_set_custom_image (self->avatar, NULL);
    show_person (self);
    gtk_stack_set_visible_child_name (self->content, "loading");
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    self->rest = g_timeout_add (REST_MS, rested_cb, self);
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_details_reload (PanelDetails *self)
{
  if (self->row == NULL)
    return;

  /* What was read stays to be seen until the new reading is there. */
  forget_reading (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->content), "error") == 0)
    gtk_stack_set_visible_child_name (self->content, "loading");
  rested_cb (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Somebody was selected among the people of the last time, before the server could be asked. */
static void
connected_cb (PanelDetails *self)
{
  if (self->row != NULL && self->reading == NULL && self->rest == 0 && self->cancellable == NULL)
    rested_cb (self);
}

const SessionReading *
panel_details_reading (PanelDetails *self)
{
  return self->reading;
}

void
panel_details_set_hub (PanelDetails *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  g_signal_connect_object (session_hub_people (hub), "items-changed",
                           G_CALLBACK (people_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::state", G_CALLBACK (connected_cb), self,
                           G_CONNECT_SWAPPED);
  people_changed_cb (self);
}

static void
state_changed_cb (SessionRow *row, GParamSpec *pspec, PanelDetails *self)
{
  panel_pill_show (self->pill, row);
}

static void
try_again_cb (PanelErrorPage *page, PanelDetails *self)
{
  panel_details_reload (self);
}

static void
panel_details_dispose (GObject *object)
{
  PanelDetails *self = PANEL_DETAILS (object);

  forget_reading (self);
  forget_portrait (self);
  g_clear_object (&self->watch);
  g_clear_object (&self->row);
  g_clear_object (&self->hub);
  /* AdwBin would not notice that its child goes with the template. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_DETAILS);
  G_OBJECT_CLASS (panel_details_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, avatar);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, name);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, mail);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, department);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, pill);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, content);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, error_page);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, held);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, state);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, from);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, until);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, audience);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, inside);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, outside);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, inside_stack);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, outside_stack);
  gtk_widget_class_bind_template_child (widget_class, PanelDetails, about);
}

static void
panel_details_class_init (PanelDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_details_dispose;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_ABOUT);
  g_type_ensure (PANEL_TYPE_WRAP);
  g_type_ensure (PANEL_TYPE_PILL);
  g_type_ensure (PANEL_TYPE_HTML_VIEW);
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-details.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
panel_details_init (PanelDetails *self)
{
  self->watch = g_signal_group_new (SESSION_TYPE_ROW);
  g_signal_group_connect (self->watch, "notify::state-serial", G_CALLBACK (state_changed_cb), self);
}
