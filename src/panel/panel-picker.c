/* panel-picker.c - finds one of the people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-picker.h"

#include "panel-directory-picker.h"
#include "panel-focus.h"
#include "panel-person-row.h"
#include "session-hub-lookup.h"
#include "session-view.h"

#include <glib/gi18n-lib.h>

struct _PanelPicker
{
  GtkBox parent_instance;
  GtkSearchEntry *search;
  GtkWidget *browse;
  GtkLabel *problem;
  GtkStack *stack;
  GtkListView *list;
  SessionHub *hub;
  SessionView *found; /* NULL until there are people */
  GtkSingleSelection *selection;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelPicker, panel_picker, GTK_TYPE_BOX)

static void
items_changed_cb (PanelPicker *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nobody");
}

void
panel_picker_set_hub (PanelPicker *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  g_clear_object (&self->found);
  self->found = session_view_new (session_hub_people (hub));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->found));
  items_changed_cb (self);
  gtk_widget_set_visible (self->browse, session_hub_lookup (hub) != NULL);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelPicker) self = user_data; /* the window may be closed by now */
  g_autoptr (GPtrArray) persons = panel_directory_picker_choose_finish (result, NULL);
  const ExchangePerson *person = persons != NULL ? persons->pdata[0] : NULL;
  g_autofree char *words = NULL;
  SessionRow *row;

  if (self->stack == NULL || person == NULL)
    return;

  row = session_hub_find_person (self->hub, person->mail);
  if (row != NULL) {
    g_signal_emit (self, signals[PICKED], 0, row);
    return;
  }
  /* Translators: %s is somebody's name */
  words = g_strdup_printf (_ ("%s has no mailbox that this connection manages."), person->name);
  gtk_label_set_text (self->problem, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
browse_cb (PanelPicker *self)
{
  const PanelPick pick = { .parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           .lookup = session_hub_lookup (self->hub),
                           .mode = PANEL_PICK_ONE,
                           .allowed = EXCHANGE_WANT_MAILBOXES,
                           .want = EXCHANGE_WANT_MAILBOXES };

  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  if (pick.lookup != NULL)
    panel_directory_picker_choose_async (&pick, chosen_cb, g_object_ref (self));
}

static void
search_changed_cb (GtkSearchEntry *entry, PanelPicker *self)
{
  g_autoptr (SessionQuery) query =
      session_query_new (gtk_editable_get_text (GTK_EDITABLE (entry)), NULL);

  if (self->found != NULL)
    session_view_set_query (self->found, query);
}

static void
activated_cb (GtkListView *list, guint position, PanelPicker *self)
{
  g_autoptr (SessionRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL)
    g_signal_emit (self, signals[PICKED], 0, row);
}

static void
search_activated_cb (GtkSearchEntry *entry, PanelPicker *self)
{
  activated_cb (self->list, gtk_single_selection_get_selected (self->selection), self);
}

static void
next_cb (GtkSearchEntry *entry, PanelPicker *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static gboolean
panel_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_PICKER (widget)->search));
}

static void
panel_picker_dispose (GObject *object)
{
  PanelPicker *self = PANEL_PICKER (object);

  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PICKER);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  G_OBJECT_CLASS (panel_picker_parent_class)->dispose (object);
}

static void
panel_picker_class_init (PanelPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_picker_dispose;
  panel_focus_pass_on (widget_class, panel_picker_grab_focus);
  signals[PICKED] = g_signal_new ("picked", PANEL_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, SESSION_TYPE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPicker, search);
  gtk_widget_class_bind_template_child (widget_class, PanelPicker, browse);
  gtk_widget_class_bind_template_child (widget_class, PanelPicker, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelPicker, list);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
panel_picker_init (PanelPicker *self)
{
  g_autoptr (GtkListItemFactory) factory = panel_person_row_factory (PANEL_HOMES_HIDDEN);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}
