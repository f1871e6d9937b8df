/* panel-holidays.c - the window of the calendars of public holidays
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-holidays.h"

#include "panel-holidays-file.h"
#include "panel-lines.h"
#include "panel-problem.h"
#include "panel-question.h"
#include "session-hub-holidays.h"
#include "session-words-item.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define MOST_USES 5 /* that are named */

struct _PanelHolidays
{
  AdwWindow parent_instance;
  PanelProblem *problem;
  GtkListBox *list;
  GtkStack *stack;
  AdwEntryRow *name;
  AdwActionRow *uses;
  GtkLabel *count;
  GtkListView *days;

  SessionHub *hub;
  GPtrArray *calendars; /* OofDays, in the order of the list */
  char *shown;          /* the name of the one that is shown; NULL: none */
  OofDays *imported;    /* waits for an answer; NULL: none */
  GCancellable *cancellable;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (PanelHolidays, panel_holidays, ADW_TYPE_WINDOW)

static int
compare_calendars (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(const OofDays *const *) a)->name, (*(const OofDays *const *) b)->name);
}

static const OofDays *
find_calendar (PanelHolidays *self, const char *name, int *ret_place)
{
  for (guint i = 0; i < self->calendars->len; i++)
    if (g_strcmp0 (((const OofDays *) self->calendars->pdata[i])->name, name) == 0) {
      *ret_place = (int) i;
      return self->calendars->pdata[i];
    }
  *ret_place = -1;
  return NULL;
}

/* OofItem that have it. Caller unrefs. */
static GPtrArray *
list_uses (PanelHolidays *self, const char *name)
{
  SessionItems *items = session_hub_saved_items (self->hub);

  return items != NULL ? session_items_using_holidays (items, name) : g_ptr_array_new ();
}

static char *
describe_uses (const GPtrArray *uses)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (uses->len == 0)
    return g_strdup (_ ("No absence has this calendar."));
  for (guint i = 0; i < MIN (uses->len, MOST_USES); i++) {
    g_autofree char *item = session_words_item (uses->pdata[i]);

    g_string_append_printf (words, "%s%s", i > 0 ? "; " : "", item);
  }
  if (uses->len > MOST_USES)
    g_string_append_printf (words,
                            ngettext (" and %'u more", " and %'u more", uses->len - MOST_USES),
                            uses->len - MOST_USES);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_days (PanelHolidays *self, const OofDays *days)
{
  GtkStringList *lines = gtk_string_list_new (NULL);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%'u Day", "%'u Days", days->n_days), days->n_days);

  for (guint i = 0; i < days->n_days; i++)
    gtk_string_list_take (lines, session_words_day (days->days[i]));
  panel_lines_show (self->days, lines);
  gtk_label_set_text (self->count, count);
}

static void
show_calendar (PanelHolidays *self, const char *name)
{
  int place;
  const OofDays *days = find_calendar (self, name, &place);
  g_autoptr (GPtrArray) uses = days != NULL ? list_uses (self, name) : NULL;
  g_autofree char *words = uses != NULL ? describe_uses (uses) : NULL;
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;
  char *shown = g_strdup (days != NULL ? name : NULL);

  g_free (self->shown);
  self->shown = shown;
  self->is_filling = TRUE;
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, place));
  gtk_stack_set_visible_child_name (self->stack, days != NULL ? "calendar" : "none");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "holidays.remove",
                                 uses != NULL && uses->len == 0);
  if (days != NULL) {
    gtk_editable_set_text (GTK_EDITABLE (self->name), days->name);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->uses),
                                   uses->len > 0 ? _ ("Used by; it cannot be removed while it is")
                                                 : _ ("Used by"));
    adw_action_row_set_subtitle (self->uses, escaped);
    show_days (self, days);
  }
  self->is_filling = FALSE;
}

/* As the store has them now. name: the one to show; NULL: the first. */
static void
load (PanelHolidays *self, const char *name)
{
  SessionItems *items = session_hub_saved_items (self->hub);
  const GPtrArray *calendars = items != NULL ? session_items_holidays (items) : NULL;
  g_autofree char *wanted = g_strdup (name);
  int place;

  self->is_filling = TRUE;
  g_ptr_array_set_size (self->calendars, 0);
  panel_lines_clear (self->list);
  for (guint i = 0; calendars != NULL && i < calendars->len; i++)
    g_ptr_array_add (self->calendars, oof_days_ref (calendars->pdata[i]));
  g_ptr_array_sort (self->calendars, compare_calendars);
  for (guint i = 0; i < self->calendars->len; i++)
    panel_lines_append (self->list, ((const OofDays *) self->calendars->pdata[i])->name);
  self->is_filling = FALSE;
  if (find_calendar (self, wanted, &place) == NULL && self->calendars->len > 0) {
    g_free (wanted);
    wanted = g_strdup (((const OofDays *) self->calendars->pdata[0])->name);
  }
  show_calendar (self, wanted);
}

static void
plan_changed_cb (PanelHolidays *self)
{
  load (self, self->shown);
}

static void
selected_cb (PanelHolidays *self, GtkListBoxRow *row)
{
  if (!self->is_filling && row != NULL)
    show_calendar (
        self, ((const OofDays *) self->calendars->pdata[gtk_list_box_row_get_index (row)])->name);
}

/* After an edit: its calendar is to be shown. */
static void
edited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelHolidays) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  gboolean is_done = session_hub_edit_items_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL)
    return;
  panel_problem_show (self->problem, is_done ? NULL : error);
  load (self, self->shown);
}

static void
edit (PanelHolidays *self, const SessionItemsEdit *what, const char *title, const char *next)
{
  session_hub_edit_items_async (self->hub, what, title, NULL, edited_cb, g_object_ref (self));
  g_free (self->shown); /* what may name it */
  self->shown = g_strdup (next);
}

static void
keep_imported_cb (PanelHolidays *self)
{
  g_autoptr (GPtrArray) holidays = g_ptr_array_new ();
  const SessionItemsEdit what = { .holidays = holidays, .expected_revision = -1 };

  if (self->imported == NULL)
    return;
  g_ptr_array_add (holidays, self->imported);
  edit (self, &what, _ ("Import Calendar"), self->imported->name);
  g_clear_pointer (&self->imported, oof_days_unref);
}

static void
ask_to_replace (PanelHolidays *self)
{
  g_autoptr (GPtrArray) uses = list_uses (self, self->imported->name);
  g_autofree char *heading =
      g_strdup_printf (_ ("Replace the Calendar “%s”?"), self->imported->name);
  g_autofree char *body =
      g_strdup_printf (ngettext ("%'u absence has it, and follows the new days.",
                                 "%'u absences have it, and follow the new days.", uses->len),
                       uses->len);
  const PanelQuestion question = { .heading = heading,
                                   .body = body,
                                   .refuse = _ ("_Cancel"),
                                   .accept = _ ("_Replace"),
                                   .look = ADW_RESPONSE_DESTRUCTIVE };

  g_signal_connect_object (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                           G_CALLBACK (keep_imported_cb), self, G_CONNECT_SWAPPED);
}

static void
read_cb (OofDays *days, const GError *error, gpointer data)
{
  PanelHolidays *self = data; /* there: what is read is cancelled with it */
  int place;

  panel_problem_show (self->problem, error);
  if (days == NULL)
    return;
  g_clear_pointer (&self->imported, oof_days_unref);
  self->imported = oof_days_ref (days);
  if (find_calendar (self, days->name, &place) != NULL)
    ask_to_replace (self);
  else
    keep_imported_cb (self);
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelHolidays *self = PANEL_HOLIDAYS (widget);

  panel_holidays_file_choose (GTK_WINDOW (self), self->hub, self->cancellable, read_cb, self);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, PanelHolidays *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files != NULL)
    panel_holidays_file_read (files->data, self->hub, self->cancellable, read_cb, self);
  return files != NULL;
}

static void
rename_cb (PanelHolidays *self)
{
  g_autofree char *wanted =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *name = g_strdup (self->shown);

  if (name == NULL || *wanted == '\0' || g_str_equal (wanted, name)) {
    show_calendar (self, name);
    return;
  }
  g_free (self->shown);
  self->shown = g_strdup (wanted);
  session_hub_rename_holidays_async (self->hub, name, wanted, edited_cb, g_object_ref (self));
}

static void
remove_accepted_cb (PanelHolidays *self)
{
  const char *const names[] = { self->shown, NULL };
  const SessionItemsEdit what = { .removed_holidays = names, .expected_revision = -1 };

  edit (self, &what, _ ("Remove Calendar"), NULL);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelHolidays *self = PANEL_HOLIDAYS (widget);
  g_autofree char *heading = g_strdup_printf (_ ("Remove the Calendar “%s”?"), self->shown);
  const PanelQuestion question = { .heading = heading,
                                   .body = _ ("Undo brings it back."),
                                   .refuse = _ ("_Cancel"),
                                   .accept = _ ("_Remove"),
                                   .look = ADW_RESPONSE_DESTRUCTIVE };

  g_signal_connect_object (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                           G_CALLBACK (remove_accepted_cb), self, G_CONNECT_SWAPPED);
}

static void
panel_holidays_dispose (GObject *object)
{
  PanelHolidays *self = PANEL_HOLIDAYS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->imported, oof_days_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_HOLIDAYS);
  G_OBJECT_CLASS (panel_holidays_parent_class)->dispose (object);
}

static void
panel_holidays_finalize (GObject *object)
{
  PanelHolidays *self = PANEL_HOLIDAYS (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->calendars);
  g_free (self->shown);
  G_OBJECT_CLASS (panel_holidays_parent_class)->finalize (object);
}

static void
panel_holidays_class_init (PanelHolidaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_holidays_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_holidays_finalize;
  g_type_ensure (PANEL_TYPE_PROBLEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-holidays.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelHolidays, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelHolidays, list);
  gtk_widget_class_bind_template_child (widget_class, PanelHolidays, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelHolidays, name);
  gtk_widget_class_bind_template_child (widget_class, PanelHolidays, uses);
  gtk_widget_class_bind_template_child (widget_class, PanelHolidays, count);
  gtk_widget_class_bind_template_child (widget_class, PanelHolidays, days);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
  gtk_widget_class_install_action (widget_class, "holidays.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "holidays.remove", NULL, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_holidays_init (PanelHolidays *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_days_unref);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
panel_holidays_open (GtkWindow *parent, SessionHub *hub)
{
  PanelHolidays *self = g_object_new (PANEL_TYPE_HOLIDAYS, "transient-for", parent, NULL);

  self->hub = g_object_ref (hub);
  g_signal_connect_object (hub, "plan-changed", G_CALLBACK (plan_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self, NULL);
  gtk_window_present (GTK_WINDOW (self));
}
