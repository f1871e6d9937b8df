/* panel-recurrence-except.c - what is otherwise than the pattern says
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-recurrence-except.h"

#include "oof-date.h"
#include "panel-moment-row.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 100 /* of those that are listed; the others are counted */

struct _PanelRecurrenceExcept
{
  AdwPreferencesGroup parent_instance;
  AdwComboRow *calendar;
  AdwComboRow *how;
  AdwExpanderRow *days;
  PanelMomentRow *day;
  GtkWidget *leave_out;

  PanelExceptKind kind;
  GArray *except;       /* gint32 */
  GArray *moved;        /* OofMoved */
  GPtrArray *calendars; /* OofDays */
  GPtrArray *rows;      /* of what is listed */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelRecurrenceExcept, panel_recurrence_except, ADW_TYPE_PREFERENCES_GROUP)

/* One listed row: which entry its button takes away. */
typedef struct
{
  PanelRecurrenceExcept *owner;
  GArray *list;
  guint place;
} Entry;

static void
free_entry (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void show_rows (PanelRecurrenceExcept *self);

static void
tell_changed (PanelRecurrenceExcept *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
removed_cb (GtkButton *button, Entry *entry)
{
  PanelRecurrenceExcept *self = entry->owner;

  g_array_remove_index (entry->list, entry->place);
  show_rows (self); /* the entry is gone with its row */
  gtk_widget_grab_focus (GTK_WIDGET (self->days));
  tell_changed (self);
}

static void
add_row (PanelRecurrenceExcept *self, const char *title, const char *subtitle, const Entry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: name of a button; %s is a date */
  g_autofree char *name = g_strdup_printf (_ ("No exception on %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (removed_cb),
                         g_memdup2 (entry, sizeof *entry), free_entry, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (self->days, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_count (PanelRecurrenceExcept *self)
{
  guint n = self->except->len + self->moved->len;
  g_autofree char *words =
      n == 0 ? g_strdup (_ ("None")) : g_strdup_printf (ngettext ("%u day", "%u days", n), n);

  adw_expander_row_set_subtitle (self->days, words);
}

static void
show_rows (PanelRecurrenceExcept *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->days, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < self->except->len && self->rows->len < MOST_ROWS; i++) {
    g_autofree char *day = session_words_day (g_array_index (self->except, gint32, i));

    add_row (self, day, _ ("Left out"), &(Entry){ self, self->except, i });
  }
  for (guint i = 0; i < self->moved->len && self->rows->len < MOST_ROWS; i++) {
    const OofMoved *moved = &g_array_index (self->moved, OofMoved, i);
    g_autofree char *day = session_words_day (moved->day);
    g_autofree char *span = session_words_span (moved->from_s, moved->until_s, FALSE);
    /* Translators: %s is a date and the times: when it takes place instead */
    g_autofree char *words = g_strdup_printf (_ ("Instead: %s"), span);

    add_row (self, day, words, &(Entry){ self, self->moved, i });
  }
  show_count (self);
}

static void
leave_out_cb (PanelRecurrenceExcept *self)
{
  gint64 day_s;
  gint32 day;

  if (!panel_moment_row_local (self->day, &day_s, NULL) ||
      self->except->len >= OOF_WHEN_MOST_EXCEPTIONS)
    return;
  day = oof_date_of_local (day_s);
  for (guint i = 0; i < self->except->len; i++)
    if (g_array_index (self->except, gint32, i) == day)
      return;

  g_array_append_val (self->except, day);
  g_array_sort (self->except, oof_date_compare);
  show_rows (self);
  tell_changed (self);
}

static OofDays *
chosen_calendar (PanelRecurrenceExcept *self)
{
  guint place = adw_combo_row_get_selected (self->calendar);

  return place > 0 && place <= self->calendars->len ? g_ptr_array_index (self->calendars, place - 1)
                                                    : NULL;
}

static void
update (PanelRecurrenceExcept *self)
{
  gboolean has_days = self->kind == PANEL_EXCEPT_DAYS;

  gtk_widget_set_visible (GTK_WIDGET (self->how), has_days && chosen_calendar (self) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->days), has_days);
}

static void
changed_cb (PanelRecurrenceExcept *self)
{
  update (self);
  tell_changed (self);
}

void
panel_recurrence_except_set_kind (PanelRecurrenceExcept *self, PanelExceptKind kind)
{
  self->kind = kind;
  update (self);
}

static void
add_calendar (PanelRecurrenceExcept *self, OofDays *days)
{
  for (guint i = 0; i < self->calendars->len; i++)
    if (g_str_equal (((OofDays *) g_ptr_array_index (self->calendars, i))->name, days->name))
      return;
  g_ptr_array_add (self->calendars, oof_days_ref (days));
}

/* The absence's own comes first: it may be older than the one of that name. */
static void
fill_calendars (PanelRecurrenceExcept *self, const OofWhenParts *parts, const GPtrArray *calendars)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->calendars, 0);
  if (parts->holidays != NULL)
    add_calendar (self, parts->holidays);
  for (guint i = 0; calendars != NULL && i < calendars->len; i++)
    add_calendar (self, g_ptr_array_index (calendars, i));

  /* Translators: no calendar of holidays */
  gtk_string_list_append (words, C_ ("holidays", "None"));
  for (guint i = 0; i < self->calendars->len; i++)
    gtk_string_list_append (words, ((OofDays *) g_ptr_array_index (self->calendars, i))->name);
  adw_combo_row_set_model (self->calendar, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->calendar, parts->how != OOF_HOLIDAYS_IGNORE ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->calendar), self->calendars->len > 0);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->calendar),
      self->calendars->len > 0
          ? ""
          : _ ("There is none yet: import one with Holidays… in the main menu."));
}

void
panel_recurrence_except_set (PanelRecurrenceExcept *self, const OofWhenParts *parts,
                             const GPtrArray *calendars)
{
  self->is_filling = TRUE;
  g_array_set_size (self->except, 0);
  g_array_set_size (self->moved, 0);
  if (parts->n_except > 0)
    g_array_append_vals (self->except, parts->except, parts->n_except);
  if (parts->n_moved > 0)
    g_array_append_vals (self->moved, parts->moved, parts->n_moved);
  fill_calendars (self, parts, calendars);
  adw_combo_row_set_selected (self->how, parts->how == OOF_HOLIDAYS_ONLY ? 1 : 0);
  panel_moment_row_set_local (self->day, parts->from_s, PANEL_MOMENT_DAY);
  show_rows (self);
  update (self);
  self->is_filling = FALSE;
}

void
panel_recurrence_except_fill (PanelRecurrenceExcept *self, OofWhenParts *parts)
{
  gboolean has_days = self->kind == PANEL_EXCEPT_DAYS;
  gboolean is_only = adw_combo_row_get_selected (self->how) == 1;

  parts->holidays = chosen_calendar (self);
  if (parts->holidays == NULL)
    parts->how = OOF_HOLIDAYS_IGNORE;
  else if (!has_days)
    parts->how = OOF_HOLIDAYS_OFF;
  else
    parts->how = is_only ? OOF_HOLIDAYS_ONLY : OOF_HOLIDAYS_SKIP;
  parts->except = (const gint32 *) (gpointer) self->except->data;
  parts->n_except = has_days ? self->except->len : 0;
  parts->moved = (const OofMoved *) (gpointer) self->moved->data;
  parts->n_moved = has_days ? self->moved->len : 0;
}

static void
panel_recurrence_except_dispose (GObject *object)
{
  PanelRecurrenceExcept *self = PANEL_RECURRENCE_EXCEPT (object);

  g_clear_pointer (&self->except, g_array_unref);
  g_clear_pointer (&self->moved, g_array_unref);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_RECURRENCE_EXCEPT);
  G_OBJECT_CLASS (panel_recurrence_except_parent_class)->dispose (object);
}

static void
panel_recurrence_except_class_init (PanelRecurrenceExceptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_recurrence_except_dispose;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_RECURRENCE_EXCEPT, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_MOMENT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-recurrence-except.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceExcept, calendar);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceExcept, how);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceExcept, days);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceExcept, day);
  gtk_widget_class_bind_template_child (widget_class, PanelRecurrenceExcept, leave_out);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_out_cb);
}

static void
panel_recurrence_except_init (PanelRecurrenceExcept *self)
{
  const char *const hows[] = { _ ("Nobody is away: left out"), _ ("Away on these days only"),
                               NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (hows);

  self->is_filling = TRUE;
  self->except = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->moved = g_array_new (FALSE, FALSE, sizeof (OofMoved));
  self->calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_days_unref);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->how, G_LIST_MODEL (words));
  panel_recurrence_except_set (self, &(OofWhenParts){ 0 }, NULL);
}
