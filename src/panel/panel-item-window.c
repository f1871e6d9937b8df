/* panel-item-window.c - the window of one absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-window.h"

#include "base-time.h"
#include "panel-edit-wait.h"
#include "panel-item-check.h"
#include "panel-item-form.h"
#include "panel-preflight.h"
#include "panel-preview.h"
#include "panel-problem.h"
#include "panel-question.h"
#include "panel-template-name.h"
#include "session-hub-items.h"

#include <glib/gi18n-lib.h>

struct _PanelItemWindow
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *saving;
  PanelProblem *problem;
  PanelItemForm *form;

  SessionHub *hub;
  OofItem *value; /* what is edited; NULL: a new one */
  OofItem *draft; /* as which a new one begins; NULL: none */
  char *id;
  GDateTime *changed_at; /* when what is edited was saved; NULL: a new one */
  GCancellable *save;    /* of the save under way; NULL: none */
  gboolean applies;      /* when it is saved */
  gboolean has_tried;    /* to save: from then on all mistakes are told while typing */
  gboolean is_edited;
  guint presenting; /* the timer; 0: it is shown */
};

G_DEFINE_FINAL_TYPE (PanelItemWindow, panel_item_window, ADW_TYPE_WINDOW)

/* At its field; what belongs to none, above them all. NULL: nothing is wrong. */
static void
show_problem (PanelItemWindow *self, const GError *error)
{
  gboolean is_told = panel_item_form_show_problem (self->form, error);

  panel_problem_show (self->problem, error != NULL && !is_told ? error : NULL);
}

/* Until somebody has tried to save, only a time that cannot be is told: nobody has filled in the
 * rest yet. */
static void
changed_cb (PanelItemWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = panel_item_form_get (self->form, &error);
  gboolean is_told = error != NULL && (self->has_tried || panel_item_form_is_about_when (error));

  self->is_edited = TRUE;
  show_problem (self, is_told ? error : NULL);
}

static void
close_now (PanelItemWindow *self)
{
  self->is_edited = FALSE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
set_saving (PanelItemWindow *self, GCancellable *save)
{
  g_set_object (&self->save, save);
  gtk_widget_set_visible (self->saving, save != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), save == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "item.save", save == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "item.apply", save == NULL);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelItemWindow) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  gboolean is_saved = session_hub_edit_items_finish (SESSION_HUB (object), result, &error);

  if (self->form == NULL)
    return;
  set_saving (self, NULL);
  if (!is_saved) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      panel_problem_show (self->problem, error);
    return;
  }
  if (self->applies) {
    const char *const ids[] = { self->id, NULL };

    panel_preflight_open (gtk_window_get_transient_for (GTK_WINDOW (self)), self->hub, ids);
  }
  close_now (self);
}

static void
save_item (PanelItemWindow *self, OofItem *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GCancellable) save = g_cancellable_new ();
  const SessionItemsEdit edit = { .items = items, .expected_revision = -1 };

  g_ptr_array_add (items, item);
  set_saving (self, save);
  session_hub_edit_items_async (self->hub, &edit, self->value != NULL ? _ ("Edit") : _ ("New Item"),
                                save, saved_cb, g_object_ref (self));
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelItemWindow) self = user_data; /* the window may be closed by now */
  g_autoptr (OofItem) item = NULL;
  gboolean is_wanted = panel_item_check_finish (result, NULL);

  if (self->form == NULL)
    return;
  set_saving (self, NULL);
  if (is_wanted)
    item = panel_item_form_get (self->form, NULL);
  if (item != NULL)
    save_item (self, item);
}

/* What would be missing in its texts is told before it is saved. */
static void
check_item (PanelItemWindow *self, OofItem *item)
{
  g_autoptr (GCancellable) save = g_cancellable_new ();

  set_saving (self, save);
  panel_item_check_async (GTK_WINDOW (self), self->hub, item, save, checked_cb,
                          g_object_ref (self));
}

static void
save_anyway_cb (PanelItemWindow *self)
{
  g_autoptr (OofItem) item = panel_item_form_get (self->form, NULL);

  if (item != NULL && self->save == NULL)
    check_item (self, item);
}

static GDateTime *
find_change (PanelItemWindow *self)
{
  SessionItems *items = session_hub_saved_items (self->hub);

  return items != NULL ? session_items_changed_at (items, self->id) : NULL;
}

/* Somebody, here or at another computer, has edited or removed it since it was opened. */
static gboolean
ask_about_change (PanelItemWindow *self)
{
  GDateTime *changed_at = find_change (self);
  PanelQuestion question = { .refuse = _ ("_Cancel"), .look = ADW_RESPONSE_DESTRUCTIVE };

  if (self->changed_at == NULL || base_time_equal (changed_at, self->changed_at))
    return FALSE;
  if (changed_at == NULL) {
    question.heading = _ ("This Item Was Removed Meanwhile");
    question.body = _ ("Saving makes it again, as it stands here.");
    question.accept = _ ("_Make It Again");
  } else {
    question.heading = _ ("Somebody Changed This Item Meanwhile");
    question.body = _ ("Saving replaces what they changed by what stands here.");
    question.accept = _ ("_Replace");
  }
  g_signal_connect_object (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                           G_CALLBACK (save_anyway_cb), self, G_CONNECT_SWAPPED);
  return TRUE;
}

/* What stands in the fields, or what is wrong with it. Caller unrefs. */
static OofItem *
take_item (PanelItemWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = NULL;

  self->has_tried = TRUE;
  panel_item_form_take_typed (self->form);
  item = panel_item_form_get (self->form, &error);
  show_problem (self, error);
  if (item == NULL)
    panel_item_form_focus_problem (self->form, error);
  return g_steal_pointer (&item);
}

static void
preview_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelItemWindow *self = PANEL_ITEM_WINDOW (widget);
  g_autoptr (OofItem) item = NULL;

  if (panel_edit_wait (widget, action, value))
    return;
  item = take_item (self);
  if (item != NULL)
    panel_preview_open (GTK_WINDOW (self), self->hub, item, SESSION_PREVIEW_TEXTS);
}

static void
rehearse_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelItemWindow *self = PANEL_ITEM_WINDOW (widget);
  g_autoptr (OofItem) item = NULL;

  if (panel_edit_wait (widget, action, value))
    return;
  item = take_item (self);
  if (item != NULL)
    panel_preflight_rehearse (GTK_WINDOW (self), self->hub, item);
}

static void
template_saved_cb (GtkWindow *window, const char *words)
{
  PanelItemWindow *self = PANEL_ITEM_WINDOW (window);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/* Its texts, or those of the template that it has. */
static void
save_as_template (PanelItemWindow *self)
{
  g_autoptr (OofItem) item = take_item (self);
  const OofItemParts *parts = item != NULL ? oof_item_parts (item) : NULL;
  SessionItems *items = session_hub_saved_items (self->hub);
  const OofText *shared = parts != NULL && items != NULL && *parts->template_name != '\0'
                              ? session_items_find_template (items, parts->template_name)
                              : NULL;
  OofText text = { NULL };

  if (parts == NULL)
    return;
  if (shared != NULL)
    text = *shared;
  else
    text = (OofText){ .type = parts->type,
                      .audience = parts->audience,
                      .inside = (char *) parts->inside,
                      .outside = (char *) parts->outside };
  text.is_approved = FALSE;
  panel_template_name_ask (GTK_WINDOW (self), self->hub, &text, template_saved_cb);
}

static void
template_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  if (!panel_edit_wait (widget, action, value))
    save_as_template (PANEL_ITEM_WINDOW (widget));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelItemWindow *self = PANEL_ITEM_WINDOW (widget);
  g_autoptr (OofItem) item = NULL;

  if (self->save != NULL || panel_edit_wait (widget, action, value))
    return;
  self->applies = g_str_equal (action, "item.apply");
  item = take_item (self);
  if (item != NULL && !ask_about_change (self))
    check_item (self, item);
}

/* Escape stops a save first; then it closes, and asks when something was typed. */
static gboolean
close_request_cb (PanelItemWindow *self)
{
  if (self->save != NULL) {
    g_cancellable_cancel (self->save);
    return GDK_EVENT_STOP;
  }
  if (panel_edit_wait (GTK_WIDGET (self), "window.close", NULL))
    return GDK_EVENT_STOP;
  return self->is_edited && panel_question_keeps_open (GTK_WINDOW (self), G_CALLBACK (close_now));
}

static void
panel_item_window_dispose (GObject *object)
{
  PanelItemWindow *self = PANEL_ITEM_WINDOW (object);

  g_clear_handle_id (&self->presenting, g_source_remove);
  g_clear_object (&self->save);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->value, oof_item_unref);
  g_clear_pointer (&self->draft, oof_item_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_WINDOW);
  G_OBJECT_CLASS (panel_item_window_parent_class)->dispose (object);
}

static void
panel_item_window_finalize (GObject *object)
{
  g_free (PANEL_ITEM_WINDOW (object)->id);
  g_clear_pointer (&PANEL_ITEM_WINDOW (object)->changed_at, g_date_time_unref);
  G_OBJECT_CLASS (panel_item_window_parent_class)->finalize (object);
}

static void
panel_item_window_class_init (PanelItemWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_item_window_finalize;
  g_type_ensure (PANEL_TYPE_ITEM_FORM);
  g_type_ensure (PANEL_TYPE_PROBLEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelItemWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWindow, saving);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWindow, form);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_install_action (widget_class, "item.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "item.apply", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "item.preview", NULL, preview_cb);
  gtk_widget_class_install_action (widget_class, "item.rehearse", NULL, rehearse_cb);
  gtk_widget_class_install_action (widget_class, "item.template", NULL, template_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_item_window_init (PanelItemWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PanelItemWindow *
panel_item_window_new (GtkWindow *parent, SessionHub *hub, const OofItemParts *parts,
                       OofItem *value)
{
  PanelItemWindow *self = g_object_new (PANEL_TYPE_ITEM_WINDOW, "transient-for", parent, NULL);
  const char *title = value != NULL ? _ ("Edit Out Of Office Item") : _ ("New Out Of Office Item");
  OofItemParts kept = *parts;

  self->hub = g_object_ref (hub);
  self->value = value != NULL ? oof_item_ref (value) : NULL;
  kept.id = self->id = g_strdup (parts->id);
  if (value != NULL && find_change (self) != NULL)
    self->changed_at = g_date_time_ref (find_change (self));
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  panel_item_form_set (self->form, hub, &kept, value);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  return self;
}

static gboolean
present_cb (gpointer data)
{
  PANEL_ITEM_WINDOW (data)->presenting = 0;
  gtk_window_present (data);
  return G_SOURCE_REMOVE;
}

void
panel_item_window_present (PanelItemWindow *self)
{
  if (self->presenting == 0)
    self->presenting = g_timeout_add (0, present_cb, self);
}

PanelItemWindow *
panel_item_window_new_draft (GtkWindow *parent, SessionHub *hub, OofItem *draft)
{
  PanelItemWindow *self = panel_item_window_new (parent, hub, oof_item_parts (draft), NULL);

  self->draft = oof_item_ref (draft); /* its texts are not copied */
  return self;
}
