/* panel-item-extra.c - the fields of an absence that are rarely needed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-extra.h"

#include "oof-date.h"
#include "panel-moment-row.h"

#include <glib/gi18n-lib.h>

struct _PanelItemExtra
{
  AdwPreferencesGroup parent_instance;
  AdwEntryRow *ticket;
  AdwEntryRow *note;
  AdwActionRow *shown_row;
  GtkSwitch *shown;
  AdwEntryRow *subject;
  GtkSwitch *declines_new;
  GtkSwitch *declines_existing;
  GtkSwitch *mailbox;
  AdwComboRow *approval;
  GtkSwitch *wait;
  PanelMomentRow *not_before;
  AdwActionRow *protect_row;
  GtkSpinButton *protect;

  char *note_set; /* as it was: an entry has no lines */
  char *note_shown;
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelItemExtra, panel_item_extra, ADW_TYPE_PREFERENCES_GROUP)

static void
update (PanelItemExtra *self)
{
  guint hours = (guint) gtk_spin_button_get_value_as_int (self->protect);
  g_autofree char *words = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->subject),
                            gtk_switch_get_active (self->shown) &&
                                gtk_widget_get_sensitive (GTK_WIDGET (self->shown_row)));
  gtk_widget_set_visible (GTK_WIDGET (self->not_before), gtk_switch_get_active (self->wait));
  if (hours == 0)
    words = g_strdup (_ ("0: what the person changes stays."));
  else
    words = g_strdup_printf (ngettext ("Our text is there again after %u hour at most.",
                                       "Our text is there again after %u hours at most.", hours),
                             hours);
  adw_action_row_set_subtitle (self->protect_row, words);
}

static void
changed_cb (PanelItemExtra *self)
{
  if (self->is_filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A note of several lines is shown as one, and stays what it was until somebody edits it. */
static void
set_note (PanelItemExtra *self, const char *note)
{
  g_free (self->note_set);
  g_free (self->note_shown);
  self->note_set = g_strdup (note != NULL ? note : "");
  self->note_shown = g_strdelimit (g_strdup (self->note_set), "\r\n", ' ');
  gtk_editable_set_text (GTK_EDITABLE (self->note), self->note_shown);
}

/* Whether there may be an entry, and what it takes. */
static void
set_shown (PanelItemExtra *self, const ExchangeProfile *profile)
{
  gboolean is_online = profile != NULL && profile->kind != EXCHANGE_KIND_ON_PREMISES;
  gboolean has_entries = profile == NULL || is_online || profile->path != EXCHANGE_PATH_POWERSHELL;
  const char *words = _ ("It is made with the reply, shows the person out of office, and goes when "
                         "the absence is removed or moved.");

  if (!has_entries)
    words = _ ("This connection sets replies by cmdlets, which let nobody at calendars: choose the "
               "web service (EWS) in Connection.");
  else if (is_online)
    words = _ ("It is made with the reply. In Exchange Online the application needs the permission "
               "Calendars.ReadWrite for it.");
  adw_action_row_set_subtitle (self->shown_row, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->shown_row), has_entries);
}

void
panel_item_extra_set (PanelItemExtra *self, const OofItemParts *parts,
                      const ExchangeProfile *profile, gint32 today)
{
  gint32 day = parts->not_before_day != 0 ? parts->not_before_day : today;

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->ticket), parts->ticket != NULL ? parts->ticket : "");
  set_note (self, parts->note);
  set_shown (self, profile);
  gtk_switch_set_active (self->shown, parts->meetings.is_shown);
  gtk_editable_set_text (GTK_EDITABLE (self->subject),
                         parts->meetings.subject != NULL ? parts->meetings.subject : "");
  gtk_switch_set_active (self->declines_new, parts->meetings.declines_new);
  gtk_switch_set_active (self->declines_existing, parts->meetings.declines_existing);
  gtk_switch_set_active (self->mailbox, parts->only_with_mailbox);
  adw_combo_row_set_selected (self->approval, parts->approval);
  gtk_switch_set_active (self->wait, parts->not_before_day != 0);
  panel_moment_row_set_local (self->not_before, (gint64) day * OOF_DAY_S, PANEL_MOMENT_DAY);
  gtk_spin_button_set_value (self->protect, parts->protect_hours);
  update (self);
  self->is_filling = FALSE;
}

gboolean
panel_item_extra_fill (PanelItemExtra *self, OofItemParts *parts, GError **error)
{
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note));
  gboolean is_note_edited = g_strcmp0 (note, self->note_shown) != 0;
  gint64 day_s = 0;

  if (gtk_switch_get_active (self->wait) &&
      !panel_moment_row_local (self->not_before, &day_s, error))
    return FALSE;
  parts->ticket = gtk_editable_get_text (GTK_EDITABLE (self->ticket));
  parts->note = is_note_edited ? note : self->note_set;
  parts->meetings.is_shown = gtk_switch_get_active (self->shown);
  parts->meetings.subject = gtk_editable_get_text (GTK_EDITABLE (self->subject));
  parts->only_with_mailbox = gtk_switch_get_active (self->mailbox);
  parts->approval = (OofApproval) adw_combo_row_get_selected (self->approval);
  parts->not_before_day = gtk_switch_get_active (self->wait) ? oof_date_of_local (day_s) : 0;
  parts->protect_hours = (guint) gtk_spin_button_get_value_as_int (self->protect);
  return TRUE;
}

static void
panel_item_extra_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_EXTRA);
  G_OBJECT_CLASS (panel_item_extra_parent_class)->dispose (object);
}

static void
panel_item_extra_finalize (GObject *object)
{
  g_free (PANEL_ITEM_EXTRA (object)->note_set);
  g_free (PANEL_ITEM_EXTRA (object)->note_shown);
  G_OBJECT_CLASS (panel_item_extra_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, ticket);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, note);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, shown_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, shown);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, subject);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, declines_new);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, declines_existing);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, mailbox);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, approval);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, wait);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, not_before);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, protect_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemExtra, protect);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
panel_item_extra_class_init (PanelItemExtraClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_extra_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_item_extra_finalize;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_ITEM_EXTRA, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_MOMENT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-extra.ui");
  bind_template (widget_class);
}

static void
panel_item_extra_init (PanelItemExtra *self)
{
  /* In the order of OofApproval. */
  const char *const approvals[] = { _ ("Not needed"), _ ("Wanted: nothing is written before"),
                                    _ ("Given"), NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (approvals);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->approval, G_LIST_MODEL (words));
  gtk_spin_button_set_range (self->protect, 0, OOF_ITEM_MOST_PROTECT_HOURS);
  gtk_spin_button_set_increments (self->protect, 1, 24);
  panel_item_extra_set (self, &(OofItemParts){ 0 }, NULL, 0);
}
