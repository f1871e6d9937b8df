/* panel-directory-picker.c - "Select Active Directory user": the object picker
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-directory-picker.h"

#include "panel-directory-picker-private.h"
#include "panel-found.h"
#include "panel-locations.h"

#include <glib/gi18n-lib.h>

#define N_TYPES 4

#define WIDTH 680
#define WIDTH_ADVANCED 860 /* its table has five columns */
#define HEIGHT_ONE 520
#define HEIGHT_MANY 620
#define HEIGHT_ADVANCED 740

G_DEFINE_FINAL_TYPE (PanelDirectoryPicker, panel_directory_picker, ADW_TYPE_WINDOW)

static const struct
{
  ExchangeWant want;
  const char *words;
} types[N_TYPES] = {
  { EXCHANGE_WANT_USERS, N_ ("Users") },
  { EXCHANGE_WANT_SHARED, N_ ("Shared mailboxes") },
  { EXCHANGE_WANT_ROOMS, N_ ("Rooms and equipment") },
  { EXCHANGE_WANT_GROUPS, N_ ("Groups") },
};

static GtkCheckButton *
type_button (PanelDirectoryPicker *self, guint i)
{
  GtkCheckButton *const buttons[N_TYPES] = { self->type_users, self->type_shared, self->type_rooms,
                                             self->type_groups };

  return buttons[i];
}

ExchangeWant
panel_directory_picker_want (PanelDirectoryPicker *self)
{
  ExchangeWant want = 0;

  for (guint i = 0; i < N_TYPES; i++)
    if (gtk_check_button_get_active (type_button (self, i)))
      want |= types[i].want;
  return want;
}

static gboolean
is_anything_there (PanelDirectoryPicker *self)
{
  g_autofree char *typed = panel_directory_names_typed (self->names);

  return *g_strstrip (typed) != '\0' ||
         panel_name_list_size (panel_directory_names_list (self->names)) > 0;
}

void
panel_directory_picker_update (PanelDirectoryPicker *self)
{
  gboolean is_busy = self->cancellable != NULL;
  gboolean can_go = !is_busy && panel_directory_picker_want (self) != 0 && is_anything_there (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picker.ok", can_go);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picker.check", can_go);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picker.locations", !is_busy);
  gtk_stack_set_visible_child_name (self->status_stack, is_busy ? "progress" : "status");
}

void
panel_directory_picker_finish (PanelDirectoryPicker *self)
{
  GPtrArray *persons = panel_name_list_persons (panel_directory_names_list (self->names));
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_pointer (task, persons, (GDestroyNotify) g_ptr_array_unref);
  else
    g_ptr_array_unref (persons);
  gtk_window_close (GTK_WINDOW (self));
}

/* What was not found may be found there, or be one of those. */
static void
scope_changed (PanelDirectoryPicker *self)
{
  self->is_scope_new = TRUE;
  panel_directory_search_set_scope (self->search, self->where, panel_directory_picker_want (self));
  panel_directory_picker_update (self);
}

static void
show_types (PanelDirectoryPicker *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < N_TYPES; i++)
    if (gtk_check_button_get_active (type_button (self, i)))
      g_ptr_array_add (words, (gpointer) _ (types[i].words));
  if (words->len == 0)
    g_ptr_array_add (words, (gpointer) _ ("Nothing: choose at least one type"));
  g_ptr_array_add (words, NULL);
  /* Translators: stands between the types of objects: "Users, Groups" */
  joined = g_strjoinv (_ (", "), (char **) words->pdata);
  adw_action_row_set_subtitle (self->types_row, joined);
}

static void
type_toggled_cb (PanelDirectoryPicker *self)
{
  show_types (self);
  scope_changed (self);
}

static void
place_chosen_cb (PanelLocations *locations, SessionPlace *place, PanelDirectoryPicker *self)
{
  ExchangeLocation *location = session_place_location (place);
  ExchangeLocation *before = self->where;
  const char *shown = *location->path != '\0' ? location->path : session_place_name (place);
  g_autofree char *escaped = NULL;

  self->where = NULL;
  if (location->kind != EXCHANGE_LOCATION_FOREST)
    self->where = exchange_location_ref (location);
  else
    shown = session_place_name (place);
  exchange_location_unref (before);
  escaped = g_markup_escape_text (shown, -1);
  adw_action_row_set_subtitle (self->location_row, escaped);
  scope_changed (self);
  if (self->is_elsewhere)
    panel_directory_picker_check (self, PANEL_CHECK_ONLY);
}

static void
open_locations (PanelDirectoryPicker *self)
{
  PanelLocations *locations = panel_locations_new (GTK_WINDOW (self), self->lookup);

  g_signal_connect_object (locations, "chosen", G_CALLBACK (place_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (locations));
}

static void
locations_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelDirectoryPicker *self = PANEL_DIRECTORY_PICKER (widget);

  self->is_elsewhere = FALSE;
  open_locations (self);
}

/* As above, and then what was not found is looked for there. */
static void
elsewhere_cb (PanelDirectoryPicker *self)
{
  self->is_elsewhere = TRUE;
  open_locations (self);
}

static void
ok_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  panel_directory_picker_check (PANEL_DIRECTORY_PICKER (widget), PANEL_CHECK_AND_CLOSE);
}

static void
check_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  panel_directory_picker_check (PANEL_DIRECTORY_PICKER (widget), PANEL_CHECK_ONLY);
}

/* Return in the field: nothing typed any more means that everything was said. */
static void
return_cb (PanelDirectoryPicker *self)
{
  g_autofree char *typed = panel_directory_names_typed (self->names);
  gboolean is_typed = *g_strstrip (typed) != '\0';

  gtk_widget_activate_action (GTK_WIDGET (self), is_typed ? "picker.check" : "picker.ok", NULL);
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  g_cancellable_cancel (PANEL_DIRECTORY_PICKER (widget)->cancellable);
}

static void
remove_unknown_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelDirectoryPicker *self = PANEL_DIRECTORY_PICKER (widget);

  panel_name_list_remove_all (panel_directory_names_list (self->names), PANEL_NAME_UNKNOWN);
  panel_directory_names_show (self->names);
  panel_directory_picker_show_status (self);
  panel_directory_picker_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->names));
}

static void
names_changed_cb (PanelDirectoryPicker *self)
{
  if (self->cancellable == NULL)
    panel_directory_picker_show_status (self);
  panel_directory_picker_update (self);
}

static void
advanced_toggled_cb (PanelDirectoryPicker *self)
{
  gboolean is_shown = gtk_toggle_button_get_active (self->advanced);

  gtk_widget_set_visible (GTK_WIDGET (self->search), is_shown);
  gtk_widget_set_vexpand (GTK_WIDGET (self->names), !is_shown && self->mode == PANEL_PICK_MANY);
  gtk_window_set_default_size (GTK_WINDOW (self), is_shown ? WIDTH_ADVANCED : WIDTH,
                               is_shown                        ? HEIGHT_ADVANCED
                               : self->mode == PANEL_PICK_MANY ? HEIGHT_MANY
                                                               : HEIGHT_ONE);
  if (is_shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
picked_cb (PanelDirectorySearch *search, PanelFound *found, PanelDirectoryPicker *self)
{
  PanelNameList *list = panel_directory_names_list (self->names);

  if (self->mode == PANEL_PICK_ONE)
    for (guint state = 0; state < PANEL_N_NAME_STATES; state++)
      panel_name_list_remove_all (list, (PanelNameState) state);
  panel_name_list_add_person (list, panel_found_person (found));
  panel_directory_names_show (self->names);
  names_changed_cb (self);
}

static void
search_failed_cb (PanelDirectorySearch *search, const GError *error, PanelDirectoryPicker *self)
{
  panel_problem_show (self->problem, error);
}

/* Whoever waits for an answer holds a reference: the end of the window is here, not in dispose. */
static void
panel_directory_picker_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_DIRECTORY_PICKER (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_directory_picker_parent_class)->unrealize (widget);
}

static void
panel_directory_picker_dispose (GObject *object)
{
  PanelDirectoryPicker *self = PANEL_DIRECTORY_PICKER (object);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lookup);
  g_clear_pointer (&self->where, exchange_location_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_DIRECTORY_PICKER);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_strfreev);
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nobody was chosen");
  G_OBJECT_CLASS (panel_directory_picker_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, window_title);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, types_row);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, type_users);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, type_shared);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, type_rooms);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, type_groups);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, location_row);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, names_title);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, names);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, status_stack);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, status);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, remove_unknown);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, progress);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, advanced);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryPicker, search);
}

static void
panel_directory_picker_class_init (PanelDirectoryPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_directory_picker_dispose;
  widget_class->unrealize = panel_directory_picker_unrealize;
  g_type_ensure (PANEL_TYPE_PROBLEM);
  g_type_ensure (PANEL_TYPE_DIRECTORY_NAMES);
  g_type_ensure (PANEL_TYPE_DIRECTORY_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-directory-picker.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, type_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, elsewhere_cb);
  gtk_widget_class_bind_template_callback (widget_class, return_cb);
  gtk_widget_class_bind_template_callback (widget_class, names_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, advanced_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_failed_cb);
  gtk_widget_class_install_action (widget_class, "picker.ok", NULL, ok_cb);
  gtk_widget_class_install_action (widget_class, "picker.check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "picker.locations", NULL, locations_cb);
  gtk_widget_class_install_action (widget_class, "picker.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "picker.remove-unknown", NULL, remove_unknown_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_directory_picker_init (PanelDirectoryPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
panel_directory_picker_choose_async (const PanelPick *pick, GAsyncReadyCallback done,
                                     gpointer user_data)
{
  PanelDirectoryPicker *self =
      g_object_new (PANEL_TYPE_DIRECTORY_PICKER, "transient-for", pick->parent, NULL);
  gboolean is_one = pick->mode == PANEL_PICK_ONE;

  self->task = g_task_new (NULL, NULL, done, user_data);
  self->lookup = g_object_ref (pick->lookup);
  self->mode = pick->mode;
  panel_directory_search_set_lookup (self->search, pick->lookup);
  panel_directory_names_set_mode (self->names, pick->mode);
  gtk_label_set_text (self->names_title, is_one ? _ ("Enter the object name to select")
                                                : _ ("Enter the object names to select"));
  for (guint i = 0; i < N_TYPES; i++) {
    gtk_widget_set_visible (GTK_WIDGET (type_button (self, i)),
                            (pick->allowed & types[i].want) != 0);
    gtk_check_button_set_active (type_button (self, i),
                                 (pick->allowed & pick->want & types[i].want) != 0);
  }
  type_toggled_cb (self);
  gtk_widget_set_vexpand (GTK_WIDGET (self->names), !is_one);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, is_one ? HEIGHT_ONE : HEIGHT_MANY);
  self->is_scope_new = FALSE;
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->names));
}

GPtrArray *
panel_directory_picker_choose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
