/* panel-item-substitute.c - the fields of an absence about the others
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-substitute.h"

#include "base-error.h"
#include "panel-picker.h"
#include "panel-when.h"
#include "panel-wrong-row.h"
#include "panel-wrong.h"
#include "session-hub-mail.h"
#include "session-hub-plan.h"
#include "session-words-item.h"

#include <glib/gi18n-lib.h>

#define YEAR_S ((gint64) 366 * 86400)

struct _PanelItemSubstitute
{
  GtkBox parent_instance;
  AdwEntryRow *who;
  GtkPopover *popover;
  PanelPicker *picker;
  GtkWidget *hint_row;
  GtkLabel *hint;
  PanelWrongRow *problem;
  AdwPreferencesGroup *forwarding;
  AdwComboRow *forward;
  AdwPreferencesGroup *telling_group;
  AdwExpanderRow *telling;
  GtkSwitch *tell_user;
  GtkSwitch *tell_substitute;
  GtkSwitch *tell_manager;

  SessionHub *hub;
  char *templates[OOF_N_TELL];
  char *text; /* what was filled in last */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelItemSubstitute, panel_item_substitute, GTK_TYPE_BOX)

static GtkSwitch *
tell_switch (PanelItemSubstitute *self, guint whom)
{
  GtkSwitch *const switches[OOF_N_TELL] = { [OOF_TELL_USER] = self->tell_user,
                                            [OOF_TELL_SUBSTITUTE] = self->tell_substitute,
                                            [OOF_TELL_MANAGER] = self->tell_manager };

  return switches[whom];
}

static const char *
typed (PanelItemSubstitute *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->who));
}

static void
update (PanelItemSubstitute *self)
{
  guint n_told = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < OOF_N_TELL; i++)
    n_told += gtk_switch_get_active (tell_switch (self, i));
  words = n_told == 0 ? g_strdup (_ ("Nobody"))
                      : g_strdup_printf (ngettext ("%u person for each mailbox",
                                                   "%u people for each mailbox", n_told),
                                         n_told);
  adw_expander_row_set_subtitle (self->telling, words);
}

static void
changed_cb (PanelItemSubstitute *self)
{
  if (self->is_filling)
    return;
  update (self);
  panel_item_substitute_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
picked_cb (PanelPicker *picker, SessionRow *row, PanelItemSubstitute *self)
{
  gtk_popover_popdown (self->popover);
  gtk_editable_set_text (GTK_EDITABLE (self->who), session_row_mail (row));
}

static void
opened_cb (PanelItemSubstitute *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
}

/* What a file says is kept, also where it cannot be chosen. */
static void
update_forward (PanelItemSubstitute *self)
{
  const char *reason =
      self->hub != NULL ? session_words_no_forwarding (session_hub_profile (self->hub)) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->forward), reason == NULL);
  if (reason != NULL)
    adw_preferences_group_set_description (self->forwarding, reason);
}

/* Where no mail server is set nobody can be told; what a file says is kept. */
static void
mails_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelItemSubstitute) self = user_data;
  gboolean has_server = session_hub_mails_finish (SESSION_HUB (object), result, NULL);

  if (self->telling == NULL) /* closed by now */
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->telling), has_server);
  adw_preferences_group_set_description (
      self->telling_group,
      has_server
          ? _ ("Once, when the absence begins: from when until when, and who substitutes. Why "
               "somebody is away is told to nobody.")
          : _ ("No mail server is set, so nobody is told: enter one in Settings, "
               "Notifications."));
}

void
panel_item_substitute_set_hub (PanelItemSubstitute *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  panel_picker_set_hub (self->picker, hub);
  if (hub != NULL)
    session_hub_mails_async (hub, NULL, mails_cb, g_object_ref (self));
  update_forward (self);
}

void
panel_item_substitute_set (PanelItemSubstitute *self, const OofItemParts *parts)
{
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->who),
                         parts->substitute != NULL ? parts->substitute : "");
  adw_combo_row_set_selected (self->forward, parts->forward);
  for (guint i = 0; i < OOF_N_TELL; i++) {
    g_free (self->templates[i]);
    self->templates[i] = g_strdup (parts->tell[i].template_name);
    gtk_switch_set_active (tell_switch (self, i), parts->tell[i].is_told);
  }
  update (self);
  panel_item_substitute_show_problem (self, NULL);
  self->is_filling = FALSE;
}

void
panel_item_substitute_fill (PanelItemSubstitute *self, OofItemParts *parts)
{
  g_free (self->text);
  self->text = g_strstrip (g_strdup (typed (self)));
  parts->substitute = self->text;
  parts->forward = (OofForward) adw_combo_row_get_selected (self->forward);
  for (guint i = 0; i < OOF_N_TELL; i++)
    parts->tell[i] = (OofTell){ gtk_switch_get_active (tell_switch (self, i)), self->templates[i] };
}

typedef struct
{
  SessionHub *hub;
  SessionRow *row;
  gboolean is_away;
} Look;

static gboolean
occurrence_cb (const OofOccurrence *occurrence, gpointer data)
{
  Look *look = data;
  g_autoptr (GArray) bars =
      session_hub_bars (look->hub, look->row, occurrence->from_s, occurrence->until_s);

  look->is_away = bars != NULL && bars->len > 0;
  return !look->is_away;
}

/* In the time, or in the first year of it. */
static gboolean
is_away_then (PanelItemSubstitute *self, SessionRow *row, const OofWhen *when)
{
  g_autoptr (GTimeZone) zone = panel_when_zone (oof_when_parts (when)->zone);
  gint64 from_s = oof_when_parts (when)->from_s - 86400;
  g_autoptr (OofZone) quick = oof_zone_new (zone, from_s, from_s + YEAR_S);
  const OofPlace place = { quick, NULL };
  Look look = { self->hub, row, FALSE };

  oof_when_each (when, &place, from_s, from_s + YEAR_S, occurrence_cb, &look);
  return look.is_away;
}

void
panel_item_substitute_check (PanelItemSubstitute *self, const OofWhen *when)
{
  g_autofree char *name = g_strstrip (g_strdup (typed (self)));
  SessionRow *row = *name != '\0' ? session_hub_find_person (self->hub, name) : NULL;
  g_autofree char *words = NULL;

  if (*name != '\0' && row == NULL)
    words = g_strdup_printf (_ ("“%s” is not in the list of people: choose somebody from it, or "
                                "check the address."),
                             name);
  else if (row != NULL && when != NULL && is_away_then (self, row, when))
    words = g_strdup_printf (_ ("%s is away in that time, too."), session_row_name (row));
  gtk_label_set_text (self->hint, words != NULL ? words : "");
  gtk_widget_set_visible (self->hint_row, words != NULL);
}

static gboolean
is_about_substitute (const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;

  return g_strcmp0 (reason, "substitute-self") == 0 || g_strcmp0 (reason, "no-substitute") == 0;
}

gboolean
panel_item_substitute_show_problem (PanelItemSubstitute *self, const GError *error)
{
  gboolean is_here = is_about_substitute (error);

  panel_wrong_set (GTK_WIDGET (self->who), is_here);
  panel_wrong_row_say (self->problem, is_here ? error->message : NULL);
  return is_here;
}

void
panel_item_substitute_focus_problem (PanelItemSubstitute *self, const GError *error)
{
  if (is_about_substitute (error))
    gtk_widget_grab_focus (GTK_WIDGET (self->who));
}

static void
panel_item_substitute_dispose (GObject *object)
{
  PanelItemSubstitute *self = PANEL_ITEM_SUBSTITUTE (object);

  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_SUBSTITUTE);
  G_OBJECT_CLASS (panel_item_substitute_parent_class)->dispose (object);
}

static void
panel_item_substitute_finalize (GObject *object)
{
  PanelItemSubstitute *self = PANEL_ITEM_SUBSTITUTE (object);

  for (guint i = 0; i < OOF_N_TELL; i++)
    g_free (self->templates[i]);
  g_free (self->text);
  G_OBJECT_CLASS (panel_item_substitute_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, who);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, popover);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, picker);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, hint_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, hint);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, forwarding);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, forward);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, telling_group);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, telling);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, tell_user);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, tell_substitute);
  gtk_widget_class_bind_template_child (widget_class, PanelItemSubstitute, tell_manager);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
panel_item_substitute_class_init (PanelItemSubstituteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_substitute_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_item_substitute_finalize;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_ITEM_SUBSTITUTE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_PICKER);
  g_type_ensure (PANEL_TYPE_WRONG_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-substitute.ui");
  bind_template (widget_class);
}

static void
panel_item_substitute_init (PanelItemSubstitute *self)
{
  /* In the order of OofForward. */
  const char *const forwards[] = { _ ("No"), _ ("And keep a copy"), _ ("Without a copy"), NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (forwards);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->forward, G_LIST_MODEL (words));
  update (self);
  self->is_filling = FALSE;
}
