/* panel-reply-form.c - the fields of an automatic reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-reply-form.h"

#include "base-error.h"
#include "panel-editor.h"
#include "panel-focus.h"
#include "panel-moment-row.h"
#include "panel-when.h"
#include "panel-words.h"

#include <glib/gi18n-lib.h>

#define PROPOSED_DAYS 7

struct _PanelReplyForm
{
  AdwBin parent_instance;
  GtkToggleButton *off;
  GtkToggleButton *on;
  GtkToggleButton *scheduled;
  GtkWidget *when;
  PanelMomentRow *from;
  PanelMomentRow *until;
  PanelEditor *inside;
  AdwComboRow *audience;
  GtkWidget *same_row;
  GtkSwitch *same;
  PanelEditor *outside;

  OofState *seen;     /* what the mailbox held; NULL before fill */
  OofState *baseline; /* what the fields said at first */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelReplyForm, panel_reply_form, ADW_TYPE_BIN)

static OofMode
typed_mode (PanelReplyForm *self)
{
  if (gtk_toggle_button_get_active (self->scheduled))
    return OOF_MODE_SCHEDULED;
  return gtk_toggle_button_get_active (self->on) ? OOF_MODE_ON : OOF_MODE_OFF;
}

static OofAudience
typed_audience (PanelReplyForm *self)
{
  return (OofAudience) adw_combo_row_get_selected (self->audience);
}

static char *
typed_outside (PanelReplyForm *self)
{
  if (typed_audience (self) == OOF_AUDIENCE_NONE)
    return g_strdup (self->seen->outside);
  return panel_editor_html (gtk_switch_get_active (self->same) ? self->inside : self->outside);
}

static OofState *
collect (PanelReplyForm *self, GError **error)
{
  OofMode mode = typed_mode (self);
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *inside = panel_editor_html (self->inside);
  g_autofree char *outside = typed_outside (self);

  if (mode == OOF_MODE_SCHEDULED) {
    from = panel_moment_row_when (self->from, error);
    if (from == NULL)
      return NULL;
    until = panel_moment_row_when (self->until, error);
    if (until == NULL)
      return NULL;
  }
  return oof_state_new (mode, typed_audience (self), from, until, inside, outside);
}

OofState *
panel_reply_form_state (PanelReplyForm *self, GDateTime *now, GError **error)
{
  g_autoptr (OofState) state = collect (self, error);

  return state != NULL && oof_state_validate (state, now, error) ? g_steal_pointer (&state) : NULL;
}

OofChange *
panel_reply_form_change (PanelReplyForm *self, const OofState *state)
{
  OofChange *change = oof_change_new ();

  change->has_mode = TRUE;
  change->mode = state->mode;
  change->has_audience = TRUE;
  change->audience = state->audience;
  change->from = state->from != NULL ? g_date_time_ref (state->from) : NULL;
  change->until = state->until != NULL ? g_date_time_ref (state->until) : NULL;
  if (!g_str_equal (state->inside, self->seen->inside))
    change->inside = g_strdup (state->inside);
  if (!g_str_equal (state->outside, self->seen->outside))
    change->outside = g_strdup (state->outside);
  return change;
}

gboolean
panel_reply_form_is_edited (PanelReplyForm *self)
{
  g_autoptr (OofState) state = NULL;

  if (self->seen == NULL)
    return FALSE;
  state = collect (self, NULL);
  return state == NULL || self->baseline == NULL || oof_state_compare (state, self->baseline) != 0;
}

gboolean
panel_reply_form_show_problem (PanelReplyForm *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_inside = g_strcmp0 (reason, "inside-empty") == 0;
  gboolean is_outside = g_strcmp0 (reason, "outside-empty") == 0;
  gboolean is_window = g_strcmp0 (reason, "no-window") == 0 ||
                       g_strcmp0 (reason, "end-before-start") == 0 ||
                       g_strcmp0 (reason, "end-in-past") == 0;

  panel_editor_show_problem (self->inside, is_inside ? error->message : NULL);
  panel_editor_show_problem (self->outside, is_outside ? error->message : NULL);
  panel_moment_row_show_problem (self->until, is_window ? error->message : NULL);
  if (is_inside)
    gtk_widget_grab_focus (GTK_WIDGET (self->inside));
  if (is_outside)
    gtk_widget_grab_focus (GTK_WIDGET (self->outside));
  if (is_window)
    gtk_widget_grab_focus (GTK_WIDGET (self->until));
  return is_inside || is_outside || is_window;
}

static void
update (PanelReplyForm *self)
{
  gboolean has_outside = typed_audience (self) != OOF_AUDIENCE_NONE;

  gtk_widget_set_visible (self->when, typed_mode (self) == OOF_MODE_SCHEDULED);
  gtk_widget_set_visible (self->same_row, has_outside);
  gtk_widget_set_visible (GTK_WIDGET (self->outside),
                          has_outside && !gtk_switch_get_active (self->same));
}

/* What is looked for in the texts: strangers get the outside one, or both are the same. */
static void
tell_facts (PanelReplyForm *self)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  gboolean has_outside = typed_audience (self) != OOF_AUDIENCE_NONE;
  OofLintFacts facts = { 0 };

  if (typed_mode (self) == OOF_MODE_SCHEDULED) {
    from = panel_moment_row_when (self->from, NULL);
    until = panel_moment_row_when (self->until, NULL);
  }
  facts.from_year = from != NULL && until != NULL ? g_date_time_get_year (from) : 0;
  facts.until_year = until != NULL ? g_date_time_get_year (until) : 0;
  facts.is_outside = has_outside && gtk_switch_get_active (self->same);
  panel_editor_set_facts (self->inside, &facts);
  facts.is_outside = has_outside;
  panel_editor_set_facts (self->outside, &facts);
}

static void
changed_cb (PanelReplyForm *self)
{
  if (self->seen == NULL)
    return;
  update (self);
  tell_facts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_window (PanelReplyForm *self, const SessionReading *reading, GDateTime *now,
             PanelReplyTask task)
{
  const OofState *state = reading->state;
  gboolean is_over = state->until != NULL && g_date_time_compare (state->until, now) <= 0;
  g_autoptr (GTimeZone) zone = panel_when_zone (reading->zone);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (now, zone);
  g_autoptr (GDateTime) hour = NULL;
  g_autoptr (GDateTime) end = NULL;

  if (state->from != NULL && state->until != NULL && !(is_over && task == PANEL_REPLY_ADD)) {
    panel_moment_row_set (self->from, state->from, reading->zone);
    panel_moment_row_set (self->until, state->until, reading->zone);
    return;
  }
  /* From the full hour for some days: a proposal that is nearly always only shortened. */
  hour = g_date_time_add_full (there, 0, 0, 0, 1, -g_date_time_get_minute (there),
                               -g_date_time_get_seconds (there));
  end = g_date_time_add_days (hour, PROPOSED_DAYS);
  panel_moment_row_set (self->from, hour, reading->zone);
  panel_moment_row_set (self->until, end, reading->zone);
}

/* Only what the organisation allows, and what is set already: an opened and saved dialog never
 * takes something away. */
static void
fill_audience (PanelReplyForm *self, const SessionReading *reading)
{
  const char *const words[] = { [OOF_AUDIENCE_NONE] = _ ("Nobody"),
                                [OOF_AUDIENCE_KNOWN] = _ ("The mailbox’s contacts"),
                                [OOF_AUDIENCE_ALL] = _ ("Everybody"),
                                NULL };
  OofAudience most = MAX (reading->allowed, reading->state->audience);
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  const char *ceiling = panel_words_ceiling (reading->allowed);

  for (guint i = 0; i <= (guint) most; i++)
    gtk_string_list_append (choices, words[i]);
  adw_combo_row_set_model (self->audience, G_LIST_MODEL (choices));
  adw_combo_row_set_selected (self->audience, reading->state->audience);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->audience), ceiling != NULL ? ceiling : "");
}

void
panel_reply_form_fill (PanelReplyForm *self, const SessionReading *reading, GDateTime *now,
                       PanelReplyTask task)
{
  const OofState *state = reading->state;
  OofMode mode =
      task == PANEL_REPLY_ADD && state->mode == OOF_MODE_OFF ? OOF_MODE_SCHEDULED : state->mode;
  GtkToggleButton *const modes[] = {
    [OOF_MODE_OFF] = self->off, [OOF_MODE_ON] = self->on, [OOF_MODE_SCHEDULED] = self->scheduled
  };

  g_clear_pointer (&self->seen, oof_state_unref);
  gtk_toggle_button_set_active (modes[mode], TRUE);
  fill_window (self, reading, now, task);
  panel_editor_set_html (self->inside, state->inside);
  panel_editor_set_html (self->outside, state->outside);
  fill_audience (self, reading);
  gtk_switch_set_active (self->same, g_str_equal (state->inside, state->outside));

  self->seen = oof_state_ref (reading->state);
  g_clear_pointer (&self->baseline, oof_state_unref);
  self->baseline = collect (self, NULL);
  panel_reply_form_show_problem (self, NULL);
  update (self);
  tell_facts (self);
}

static gboolean
panel_reply_form_grab_focus (GtkWidget *widget)
{
  PanelReplyForm *self = PANEL_REPLY_FORM (widget);
  GtkToggleButton *const modes[] = {
    [OOF_MODE_OFF] = self->off, [OOF_MODE_ON] = self->on, [OOF_MODE_SCHEDULED] = self->scheduled
  };

  return gtk_widget_grab_focus (GTK_WIDGET (modes[typed_mode (self)]));
}

static void
panel_reply_form_dispose (GObject *object)
{
  PanelReplyForm *self = PANEL_REPLY_FORM (object);

  g_clear_pointer (&self->seen, oof_state_unref);
  g_clear_pointer (&self->baseline, oof_state_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_REPLY_FORM);
  G_OBJECT_CLASS (panel_reply_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, off);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, on);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, scheduled);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, when);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, from);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, until);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, inside);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, audience);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, same_row);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, same);
  gtk_widget_class_bind_template_child (widget_class, PanelReplyForm, outside);
}

static void
panel_reply_form_class_init (PanelReplyFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_reply_form_dispose;
  panel_focus_pass_on (widget_class, panel_reply_form_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_REPLY_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_MOMENT_ROW);
  g_type_ensure (PANEL_TYPE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-reply-form.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
panel_reply_form_init (PanelReplyForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  panel_editor_set_label (self->inside, _ ("Reply to people inside the organisation"));
  panel_editor_set_label (self->outside, _ ("Reply to people outside the organisation"));
}
