/* panel-item-form.c - all the fields of an absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-form.h"

#include "base-error.h"
#include "oof-date.h"
#include "panel-focus.h"
#include "panel-item-extra.h"
#include "panel-item-members.h"
#include "panel-item-policy.h"
#include "panel-item-substitute.h"
#include "panel-item-texts.h"
#include "panel-item-when.h"
#include "panel-item-who.h"
#include "session-hub-items.h"
#include "session-words-item.h"
#include "session-words-plan.h"

#include <glib/gi18n-lib.h>

#define N_TYPES (OOF_TYPE_OTHER + 1)

struct _PanelItemForm
{
  AdwBin parent_instance;
  PanelItemWho *who;
  GtkWidget *living_row;
  GtkSwitch *living;
  GtkExpander *except_expander;
  PanelItemWho *except;
  PanelItemMembers *members;
  AdwComboRow *type;
  GtkImage *type_image;
  PanelItemWhen *when;
  PanelItemTexts *texts;
  PanelItemPolicy *policy;
  PanelItemSubstitute *substitute;
  PanelItemExtra *extra;

  OofItem *value;    /* what is edited; NULL: a new one */
  OofItemParts kept; /* what no field shows; its texts are value's */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelItemForm, panel_item_form, ADW_TYPE_BIN)

/* The lists behind the parts, for as long as those are needed. */
typedef struct
{
  OofItemParts parts;
  GArray *who;
  GArray *except;
  OofWhen *when;
} Draft;

static void
clear_draft (Draft *self)
{
  g_clear_pointer (&self->who, g_array_unref);
  g_clear_pointer (&self->except, g_array_unref);
  g_clear_pointer (&self->when, oof_when_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, clear_draft)

static gboolean
refuse_over (PanelItemForm *self, GError **error)
{
  const BaseErrorFacts facts = { .reason = "end-in-past" };

  if (self->value != NULL || !panel_item_when_is_over (self->when))
    return TRUE;
  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                        _ ("All of this is over: choose a later time."));
  return FALSE;
}

OofItem *
panel_item_form_get (PanelItemForm *self, GError **error)
{
  g_auto (Draft) draft = { .parts = self->kept };
  OofItemParts *parts = &draft.parts;

  draft.who = panel_item_who_get (self->who);
  draft.except = panel_item_who_get (self->except);
  draft.when = panel_item_when_get (self->when, error);
  if (draft.when == NULL || !refuse_over (self, error) ||
      !panel_item_extra_fill (self->extra, parts, error))
    return NULL;

  parts->type = (OofType) adw_combo_row_get_selected (self->type);
  parts->who = (const OofFor *) (gpointer) draft.who->data;
  parts->n_who = draft.who->len;
  parts->except = (const OofFor *) (gpointer) draft.except->data;
  parts->n_except = draft.except->len;
  parts->is_living = gtk_switch_get_active (self->living);
  parts->when = draft.when;
  panel_item_texts_fill (self->texts, parts);
  panel_item_policy_fill (self->policy, parts);
  panel_item_substitute_fill (self->substitute, parts);
  if (!panel_item_texts_check (self->texts, error))
    return NULL;
  return oof_item_new (parts, error);
}

static gboolean
is_about_when (const char *reason)
{
  static const char *const reasons[] = {
    "no-when",  "bad-time", "end-before-start", "end-in-past",  "open-end-repeats", "too-long",
    "too-many", "never",    "zone-missing",     "zone-unknown",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reason, reasons[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_about_who (const char *reason)
{
  return g_strcmp0 (reason, "nobody") == 0 || g_strcmp0 (reason, "too-many-people") == 0 ||
         g_strcmp0 (reason, "bad-name") == 0 || g_strcmp0 (reason, "twice") == 0;
}

gboolean
panel_item_form_is_about_when (const GError *error)
{
  return is_about_when (base_error_facts (error)->reason);
}

gboolean
panel_item_form_show_problem (PanelItemForm *self, const GError *error)
{
  const char *reason = error != NULL ? base_error_facts (error)->reason : NULL;
  gboolean is_when = is_about_when (reason);
  gboolean is_who = is_about_who (reason);
  gboolean is_told = is_when || is_who;

  panel_item_when_show_problem (self->when, is_when ? error->message : NULL);
  panel_item_who_show_problem (self->who, is_who ? error->message : NULL);
  is_told = panel_item_texts_show_problem (self->texts, error) || is_told;
  return panel_item_substitute_show_problem (self->substitute, error) || is_told;
}

void
panel_item_form_focus_problem (PanelItemForm *self, const GError *error)
{
  const char *reason = base_error_facts (error)->reason;

  if (is_about_when (reason))
    gtk_widget_grab_focus (GTK_WIDGET (self->when));
  if (is_about_who (reason))
    gtk_widget_grab_focus (GTK_WIDGET (self->who));
  panel_item_texts_focus_problem (self->texts, error);
  panel_item_substitute_focus_problem (self->substitute, error);
}

static void
show_type (PanelItemForm *self)
{
  guint chosen = adw_combo_row_get_selected (self->type);

  for (guint i = 0; i < N_TYPES; i++) {
    g_autofree char *class = g_strconcat ("type-", oof_type_names[i], NULL);

    if (i == chosen)
      gtk_widget_add_css_class (GTK_WIDGET (self->type_image), class);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->type_image), class);
  }
}

static int
year_of (gint64 local_s)
{
  OofYmd ymd;

  oof_date_split (oof_date_of_local (local_s), &ymd);
  return ymd.year;
}

/* What texts of this absence should not say. */
static void
tell_texts (PanelItemForm *self, const OofWhen *when)
{
  const OofWhenParts *parts = when != NULL ? oof_when_parts (when) : NULL;
  OofLintFacts facts = { .has_left = adw_combo_row_get_selected (self->type) == OOF_TYPE_LEFT };

  if (parts != NULL)
    facts.from_year = year_of (parts->from_s);
  if (parts != NULL && parts->rule == NULL && parts->until_s != OOF_OPEN_END)
    facts.until_year = year_of (parts->until_s - 1);
  panel_item_texts_set_facts (self->texts, &facts);
}

static void
update (PanelItemForm *self)
{
  g_autoptr (OofWhen) when = panel_item_when_get (self->when, NULL);

  show_type (self);
  tell_texts (self, when);
  panel_item_substitute_check (self->substitute, when);
}

/* Apart, because there may be very many of them. */
static void
update_who (PanelItemForm *self)
{
  panel_item_members_look (self->members, self->who, self->except);
  gtk_widget_set_visible (self->living_row, panel_item_who_has_rule (self->who));
}

static void
changed_cb (PanelItemForm *self)
{
  if (self->is_filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
type_changed_cb (PanelItemForm *self)
{
  if (self->is_filling)
    return;
  if (self->value == NULL)
    panel_item_texts_propose (self->texts, (OofType) adw_combo_row_get_selected (self->type));
  changed_cb (self);
}

static void
who_changed_cb (PanelItemForm *self)
{
  if (self->is_filling)
    return;
  update_who (self);
  changed_cb (self);
}

void
panel_item_form_take_typed (PanelItemForm *self)
{
  panel_item_who_take_typed (self->who);
  panel_item_who_take_typed (self->except);
}

static gint32
day_of (GDateTime *now)
{
  return oof_date_day (g_date_time_get_year (now), g_date_time_get_month (now),
                       g_date_time_get_day_of_month (now));
}

static void
set_hub (PanelItemForm *self, SessionHub *hub)
{
  panel_item_who_set_hub (self->who, hub);
  panel_item_who_set_hub (self->except, hub);
  panel_item_members_set_hub (self->members, hub);
  panel_item_substitute_set_hub (self->substitute, hub);
}

/* What nobody knows of whom it names, as the plan found it. */
static void
show_problems (PanelItemForm *self, SessionHub *hub, const char *id)
{
  const GArray *problems = session_hub_plan_problems (hub);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; problems != NULL && i < problems->len; i++) {
    const SessionPlanProblem *problem = &g_array_index (problems, SessionPlanProblem, i);
    g_autofree char *words = NULL;

    if (!g_str_equal (oof_item_parts (problem->item)->id, id))
      continue;
    words = session_words_problem (problem);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words);
  }
  panel_item_who_show_problem (self->who, text->len > 0 ? text->str : NULL);
}

void
panel_item_form_set (PanelItemForm *self, SessionHub *hub, const OofItemParts *parts,
                     OofItem *value)
{
  g_autoptr (GDateTime) now = session_hub_now (hub);
  SessionItems *items = session_hub_saved_items (hub);
  const GPtrArray *calendars = items != NULL ? session_items_holidays (items) : NULL;
  const GPtrArray *templates = items != NULL ? session_items_templates (items) : NULL;

  self->is_filling = TRUE;
  g_clear_pointer (&self->value, oof_item_unref);
  self->value = value != NULL ? oof_item_ref (value) : NULL;
  self->kept = *parts;
  set_hub (self, hub);
  panel_item_who_set (self->who, parts->who, parts->n_who);
  panel_item_who_set (self->except, parts->except, parts->n_except);
  gtk_expander_set_expanded (self->except_expander, parts->n_except > 0);
  gtk_switch_set_active (self->living, parts->is_living);
  adw_combo_row_set_selected (self->type, parts->type);
  panel_item_when_set (self->when, parts->when, calendars,
                       session_hub_holidays_of (hub, parts->when), now);
  panel_item_texts_set (self->texts, parts, templates);
  panel_item_policy_set (self->policy, parts);
  panel_item_substitute_set (self->substitute, parts);
  panel_item_extra_set (self->extra, parts, session_hub_profile (hub), day_of (now));
  update_who (self);
  update (self);
  if (parts->id != NULL)
    show_problems (self, hub, parts->id);
  self->is_filling = FALSE;
}

static gboolean
panel_item_form_grab_focus (GtkWidget *widget)
{
  PanelItemForm *self = PANEL_ITEM_FORM (widget);

  return gtk_widget_grab_focus (panel_item_who_is_empty (self->who) ? GTK_WIDGET (self->who)
                                                                    : GTK_WIDGET (self->when));
}

static void
panel_item_form_dispose (GObject *object)
{
  g_clear_pointer (&PANEL_ITEM_FORM (object)->value, oof_item_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_FORM);
  G_OBJECT_CLASS (panel_item_form_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, who);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, living_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, living);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, except_expander);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, except);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, members);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, type);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, type_image);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, when);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, texts);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, policy);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, substitute);
  gtk_widget_class_bind_template_child (widget_class, PanelItemForm, extra);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, who_changed_cb);
}

static void
panel_item_form_class_init (PanelItemFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_form_dispose;
  panel_focus_pass_on (widget_class, panel_item_form_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_ITEM_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_ITEM_EXTRA);
  g_type_ensure (PANEL_TYPE_ITEM_MEMBERS);
  g_type_ensure (PANEL_TYPE_ITEM_POLICY);
  g_type_ensure (PANEL_TYPE_ITEM_SUBSTITUTE);
  g_type_ensure (PANEL_TYPE_ITEM_TEXTS);
  g_type_ensure (PANEL_TYPE_ITEM_WHEN);
  g_type_ensure (PANEL_TYPE_ITEM_WHO);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-form.ui");
  bind_template (widget_class);
}

static void
panel_item_form_init (PanelItemForm *self)
{
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_TYPES; i++)
    gtk_string_list_append (types, session_words_type ((OofType) i));
  adw_combo_row_set_model (self->type, G_LIST_MODEL (types));
  show_type (self);
  self->is_filling = FALSE;
}
