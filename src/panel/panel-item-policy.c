/* panel-item-policy.c - what goes before an absence and how often it is told
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-policy.h"

#include <glib/gi18n-lib.h>

struct _PanelItemPolicy
{
  AdwPreferencesGroup parent_instance;
  AdwComboRow *own;
  AdwActionRow *repeat_row;
  GtkSpinButton *repeat;
  GtkSpinButton *priority;
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelItemPolicy, panel_item_policy, ADW_TYPE_PREFERENCES_GROUP)

static const char *const own_words[] = {
  [OOF_OWN_LEAVE] = N_ ("Theirs stays; ours is not written."),
  [OOF_OWN_AFTER] = N_ ("Ours begins when theirs has ended."),
  [OOF_OWN_REPLACE_RESTORE] = N_ ("Ours goes out; theirs is put back afterwards."),
  [OOF_OWN_REPLACE] = N_ ("Ours goes out; theirs is kept in the history only."),
  [OOF_OWN_ASK] = N_ ("Nothing is written until somebody has decided."),
};

static void
update (PanelItemPolicy *self)
{
  guint days = (guint) gtk_spin_button_get_value_as_int (self->repeat);
  g_autofree char *words = NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->own),
                               _ (own_words[adw_combo_row_get_selected (self->own)]));
  if (days == 0)
    words = g_strdup (_ ("0: each sender gets one reply in the whole absence, as Exchange does."));
  else
    words = g_strdup_printf (
        ngettext ("Whoever writes again gets a reply again after %u day. For that the "
                  "reply is saved anew, with a mark that nobody sees.",
                  "Whoever writes again gets a reply again after %u days. For that "
                  "the reply is saved anew, with a mark that nobody sees.",
                  days),
        days);
  adw_action_row_set_subtitle (self->repeat_row, words);
}

static void
changed_cb (PanelItemPolicy *self)
{
  if (self->is_filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_item_policy_set (PanelItemPolicy *self, const OofItemParts *parts)
{
  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->own, parts->own);
  gtk_spin_button_set_value (self->repeat, parts->repeat_days);
  gtk_spin_button_set_value (self->priority, parts->priority);
  update (self);
  self->is_filling = FALSE;
}

void
panel_item_policy_fill (PanelItemPolicy *self, OofItemParts *parts)
{
  parts->own = (OofOwn) adw_combo_row_get_selected (self->own);
  parts->repeat_days = (guint) gtk_spin_button_get_value_as_int (self->repeat);
  parts->priority = gtk_spin_button_get_value_as_int (self->priority);
}

static void
panel_item_policy_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_POLICY);
  G_OBJECT_CLASS (panel_item_policy_parent_class)->dispose (object);
}

static void
panel_item_policy_class_init (PanelItemPolicyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_policy_dispose;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_ITEM_POLICY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-policy.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelItemPolicy, own);
  gtk_widget_class_bind_template_child (widget_class, PanelItemPolicy, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemPolicy, repeat);
  gtk_widget_class_bind_template_child (widget_class, PanelItemPolicy, priority);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

GListModel *
panel_item_policy_own_model (void)
{
  /* In the order of OofOwn. */
  const char *const owns[] = {
    _ ("Do not touch it"),     _ ("Start after it"), _ ("Replace and restore"),
    _ ("Replace it for good"), _ ("Ask me"),         NULL
  };

  return G_LIST_MODEL (gtk_string_list_new (owns));
}

static void
panel_item_policy_init (PanelItemPolicy *self)
{
  g_autoptr (GListModel) words = panel_item_policy_own_model ();

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->own, words);
  gtk_spin_button_set_range (self->repeat, 0, OOF_ITEM_MOST_REPEAT_DAYS);
  gtk_spin_button_set_increments (self->repeat, 1, 7);
  gtk_spin_button_set_range (self->priority, -OOF_ITEM_MOST_PRIORITY, OOF_ITEM_MOST_PRIORITY);
  gtk_spin_button_set_increments (self->priority, 1, 10);
  update (self);
  self->is_filling = FALSE;
}
