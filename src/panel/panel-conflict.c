/* panel-conflict.c - what competes for one mailbox in some days
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-conflict-private.h"

#include "oof-date.h"
#include "panel-calendar-swatch.h"
#include "session-words-conflict.h"
#include "session-words-item.h"
#include "session-words-when.h"

#include <glib/gi18n-lib.h>

/* More rows than that nobody reads, and each one costs. */
#define MOST_BARS 40
#define MOST_CONFLICTS 20

G_DEFINE_FINAL_TYPE (PanelConflict, panel_conflict, ADW_TYPE_WINDOW)

static gint64
to_local (gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (instant_s);

  return when != NULL ? instant_s + g_date_time_get_utc_offset (when) / G_USEC_PER_SEC : instant_s;
}

char *
panel_conflict_tell_span (PanelConflict *self, gint64 from_s, gint64 until_s)
{
  gint64 begin_s = to_local (MAX (from_s, self->from_s));
  gint64 end_s = to_local (MIN (until_s, self->until_s));

  return session_words_span (begin_s, end_s, begin_s % OOF_DAY_S == 0 && end_s % OOF_DAY_S == 0);
}

void
panel_conflict_add_swatch (GtkWidget *row, SessionOrigin origin, int type)
{
  GtkWidget *swatch = panel_calendar_swatch_new (origin, 0, type);

  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), swatch);
}

void
panel_conflict_add_more (GtkWidget *group, guint n)
{
  GtkWidget *label;
  g_autofree char *words = NULL;

  if (n == 0)
    return;
  words = g_strdup_printf (ngettext ("and %'u more", "and %'u more", n), n);
  label = gtk_label_new (words);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, 6);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), label);
}

static void
add_bar (PanelConflict *self, GtkWidget *group, const SessionBar *bar)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *span = panel_conflict_tell_span (self, bar->from_s, bar->until_s);
  int type = bar->item != NULL ? (int) oof_item_parts (bar->item)->type : -1;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), span);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               bar->item != NULL
                                   ? session_words_type (oof_item_parts (bar->item)->type)
                                   : _ ("The person’s own reply"));
  panel_conflict_add_swatch (row, bar->origin, type);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

/* What goes out, in order. */
static void
add_timeline (PanelConflict *self)
{
  g_autoptr (GArray) bars = session_hub_bars (self->hub, self->row, self->from_s, self->until_s);
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Goes Out"));
  for (guint i = 0; bars != NULL && i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);

    if (bar->from_s >= self->until_s || bar->until_s <= self->from_s)
      continue;
    if (n++ < MOST_BARS)
      add_bar (self, group, bar);
  }
  panel_conflict_add_more (group, n - MIN (n, MOST_BARS));
  gtk_widget_set_visible (group, n > 0);
  gtk_box_append (self->body, group);
}

static void
add_nothing (PanelConflict *self)
{
  GtkWidget *label = gtk_label_new (_ ("Nothing competes here."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->body, label);
}

static void
add_rest (PanelConflict *self, guint n)
{
  GtkWidget *group = adw_preferences_group_new ();

  panel_conflict_add_more (group, n);
  gtk_box_append (self->body, group);
}

/* A rule, and the button that forgets it. */
typedef struct
{
  PanelConflict *window;
  OofTrait rule;
} Rule;

static void
forget_cb (GtkButton *button, Rule *rule)
{
  OofOrder order = session_hub_order (rule->window->hub);
  const SessionItemsEdit edit = { .order = &order, .expected_revision = -1 };

  oof_order_remove (&order, rule->rule);
  panel_conflict_save (rule->window, &edit, _ ("Forget a Rule"));
}

static void
free_rule (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_rule (PanelConflict *self, GtkWidget *group, OofTrait trait)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Forget"));
  g_autofree char *words = session_words_rule (trait);
  Rule *rule = g_new0 (Rule, 1);

  rule->window = self;
  rule->rule = trait;
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (forget_cb), rule, free_rule, 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_rules (PanelConflict *self)
{
  OofOrder order = session_hub_order (self->hub);
  GtkWidget *group;

  if (order.n_first == 0)
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Remembered Rules"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("They decide for everybody where priorities are the same, the first one first."));
  for (guint i = 0; i < order.n_first; i++)
    add_rule (self, group, order.first[i]);
  gtk_box_append (self->body, group);
}

static void
show (PanelConflict *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->body))) != NULL)
    gtk_box_remove (self->body, child);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = session_hub_conflicts (self->hub, self->row, self->from_s, self->until_s);
  add_timeline (self);
  for (guint i = 0; i < MIN (self->conflicts->len, MOST_CONFLICTS); i++)
    gtk_box_append (self->body, panel_conflict_new_group (self, self->conflicts->pdata[i]));
  if (self->conflicts->len == 0)
    add_nothing (self);
  if (self->conflicts->len > MOST_CONFLICTS)
    add_rest (self, self->conflicts->len - MOST_CONFLICTS);
  add_rules (self);
}

static void
panel_conflict_dispose (GObject *object)
{
  PanelConflict *self = PANEL_CONFLICT (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_CONFLICT);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->row);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (panel_conflict_parent_class)->dispose (object);
}

static void
panel_conflict_class_init (PanelConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_conflict_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-conflict.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelConflict, heading);
  gtk_widget_class_bind_template_child (widget_class, PanelConflict, body);
}

static void
panel_conflict_init (PanelConflict *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
panel_conflict_open (GtkWindow *parent, SessionHub *hub, SessionRow *row, gint64 from_s,
                     gint64 until_s)
{
  PanelConflict *self = g_object_new (PANEL_TYPE_CONFLICT, "transient-for", parent, "application",
                                      gtk_window_get_application (parent), NULL);

  self->hub = g_object_ref (hub);
  self->row = g_object_ref (row);
  self->from_s = from_s;
  self->until_s = until_s;
  adw_window_title_set_subtitle (self->heading, session_row_name (row));
  g_signal_connect_object (hub, "plan-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  gtk_window_present (GTK_WINDOW (self));
}
