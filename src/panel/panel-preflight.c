/* panel-preflight.c - what applying the plan would do, before anything is written
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-preflight.h"

#include "panel-error-page.h"
#include "panel-preflight-person.h"
#include "panel-preflight-table.h"
#include "panel-question.h"
#include "panel-run.h"
#include "panel-save-file.h"
#include "panel-toast.h"

#include <glib/gi18n-lib.h>

/* So many mailboxes are not written to by a slip of the hand. */
#define MOST_UNASKED 100
/* Above that it is proposed to try with a few first. */
#define MOST_UNTRIED 20

struct _PanelPreflight
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkWidget *apply_button;
  GtkWidget *later_button;
  GtkStack *stack;
  PanelErrorPage *error_page;
  GtkLabel *summary;
  GtkLabel *own;
  GtkLabel *problems;
  PanelPreflightTable *table;
  GtkWidget *pilot_box;
  GtkCheckButton *pilot;
  GtkSpinButton *pilot_n;
  GtkWidget *confirm_group;
  AdwEntryRow *confirm;

  SessionHub *hub;
  char **ids;
  OofItem *draft;              /* what is only looked at; NULL: it can be applied */
  SessionPreflight *preflight; /* NULL until it has come */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PanelPreflight, panel_preflight, ADW_TYPE_WINDOW)

static guint
n_writes (PanelPreflight *self)
{
  return self->preflight != NULL ? session_preflight_count (self->preflight, SESSION_ACTION_WRITE)
                                 : 0;
}

static gboolean
is_confirmed (PanelPreflight *self)
{
  g_autofree char *number = g_strdup_printf ("%u", n_writes (self));
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->confirm))));

  return n_writes (self) <= MOST_UNASKED || g_str_equal (typed, number);
}

static void
update (PanelPreflight *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preflight.apply",
                                 n_writes (self) > 0 && is_confirmed (self));
}

static char *
estimate_words (guint estimate_s)
{
  guint minutes = (estimate_s + 59) / 60;

  if (estimate_s < 60)
    return g_strdup (_ ("It takes less than a minute."));
  return g_strdup_printf (
      ngettext ("It takes about %u minute.", "It takes about %u minutes.", minutes), minutes);
}

static char *
count_words (PanelPreflight *self, guint n)
{
  if (n == 0)
    return g_strdup (_ ("Nothing has to be written."));
  if (self->draft != NULL)
    return g_strdup_printf (
        ngettext ("%'u mailbox would be written to.", "%'u mailboxes would be written to.", n), n);
  return g_strdup_printf (
      ngettext ("%'u mailbox is written to.", "%'u mailboxes are written to.", n), n);
}

static void
show_pilot (PanelPreflight *self, guint n)
{
  gtk_widget_set_visible (self->pilot_box, self->draft == NULL && n > 1);
  gtk_spin_button_set_range (self->pilot_n, 1, MAX (n, 2) - 1);
  gtk_check_button_set_active (self->pilot, n > MOST_UNTRIED);
}

static void
show_preflight (PanelPreflight *self)
{
  guint n = n_writes (self);
  guint n_own = session_preflight_n_own (self->preflight);
  g_autofree char *estimate = estimate_words (session_preflight_estimate_s (self->preflight));
  g_autofree char *writes = count_words (self, n);
  g_autofree char *summary = g_strdup_printf ("%s %s", writes, n > 0 ? estimate : "");
  g_autofree char *own =
      g_strdup_printf (ngettext ("In %'u of them a reply of the person’s own is replaced.",
                                 "In %'u of them replies of the people’s own are replaced.", n_own),
                       n_own);
  g_autofree char *problems =
      g_strjoinv ("\n", (char **) session_preflight_problems (self->preflight));
  g_autofree char *title = g_strdup_printf (_ ("Type %u to apply it to so many mailboxes"), n);

  gtk_label_set_text (self->summary, g_strstrip (summary));
  gtk_label_set_text (self->own, own);
  gtk_widget_set_visible (GTK_WIDGET (self->own), n_own > 0);
  gtk_label_set_text (self->problems, problems);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), *problems != '\0');
  gtk_widget_set_visible (self->confirm_group, self->draft == NULL && n > MOST_UNASKED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->confirm), title);
  panel_preflight_table_show (self->table, self->preflight);
  show_pilot (self, n);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preflight.save", TRUE);
  gtk_stack_set_visible_child_name (self->stack, "table");
  update (self);
  if (self->draft != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
  else
    gtk_widget_grab_focus (n > MOST_UNASKED ? GTK_WIDGET (self->confirm) : self->apply_button);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelPreflight) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionPreflight) preflight =
      session_hub_preflight_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (preflight == NULL) {
    panel_error_page_show (self->error_page, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  g_set_object (&self->preflight, preflight);
  show_preflight (self);
}

static void
look (PanelPreflight *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  session_hub_preflight_async (self->hub, (const char *const *) self->ids, self->draft,
                               self->cancellable, looked_cb, g_object_ref (self));
}

static void
try_again_cb (PanelErrorPage *page, PanelPreflight *self)
{
  look (self);
}

static void
typed_cb (PanelPreflight *self)
{
  update (self);
}

/* The main window shows it, whatever window asks. */
static void
show_run_cb (GtkWindow *parent)
{
  while (gtk_window_get_transient_for (parent) != NULL)
    parent = gtk_window_get_transient_for (parent);
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.run", NULL);
}

/* There is one run at a time: another one would wait for the first, in turn. */
static void
tell_running (GtkWindow *parent)
{
  const PanelQuestion question = {
    .heading = _ ("A Run Is Under Way"),
    .body = _ ("What was saved is in the plan. It can be applied when the run is over."),
    .refuse = _ ("_Close"),
    .accept = _ ("_Show the Run"),
    .look = ADW_RESPONSE_SUGGESTED
  };

  g_signal_connect_object (panel_question_ask (parent, &question), "response::accept",
                           G_CALLBACK (show_run_cb), parent, G_CONNECT_SWAPPED);
}

static void
entered_cb (PanelPreflight *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "preflight.apply", NULL);
}

static void
row_activated_cb (PanelPreflightTable *table, SessionPreflightRow *row, PanelPreflight *self)
{
  panel_preflight_person_open (GTK_WINDOW (self), row);
}

static void
saved_cb (const char *words, gpointer user_data)
{
  g_autoptr (PanelPreflight) self = user_data;

  panel_toast_say (self->toasts, words);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelPreflight *self = PANEL_PREFLIGHT (widget);

  if (self->preflight != NULL)
    panel_save_file (GTK_WINDOW (self), _ ("Save the Table"), _ ("before-applying.csv"),
                     session_preflight_table (self->preflight), saved_cb, g_object_ref (self));
}

static guint
pilot_of (PanelPreflight *self)
{
  gtk_spin_button_update (self->pilot_n); /* what was typed may not be taken yet */
  return n_writes (self) > 1 && gtk_check_button_get_active (self->pilot)
             ? (guint) gtk_spin_button_get_value_as_int (self->pilot_n)
             : 0;
}

static void
apply_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelPreflight *self = PANEL_PREFLIGHT (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (SessionProgress) apply = NULL;

  if (n_writes (self) == 0 || self->draft != NULL || !is_confirmed (self))
    return;
  apply = session_hub_apply (self->hub, self->preflight, pilot_of (self));
  if (apply != NULL)
    panel_run_open (parent, apply);
  else
    tell_running (parent);
  gtk_window_close (GTK_WINDOW (self));
}

/* What is under way keeps the closed window alive: dispose would only come after it. */
static void
panel_preflight_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_PREFLIGHT (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_preflight_parent_class)->unrealize (widget);
}

static void
panel_preflight_dispose (GObject *object)
{
  PanelPreflight *self = PANEL_PREFLIGHT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->preflight);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PREFLIGHT);
  G_OBJECT_CLASS (panel_preflight_parent_class)->dispose (object);
}

static void
panel_preflight_finalize (GObject *object)
{
  g_strfreev (PANEL_PREFLIGHT (object)->ids);
  oof_item_unref (PANEL_PREFLIGHT (object)->draft);
  G_OBJECT_CLASS (panel_preflight_parent_class)->finalize (object);
}

static void
panel_preflight_class_init (PanelPreflightClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_preflight_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_preflight_finalize;
  widget_class->unrealize = panel_preflight_unrealize;
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  g_type_ensure (PANEL_TYPE_PREFLIGHT_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-preflight.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, toasts);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, apply_button);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, later_button);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, error_page);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, summary);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, own);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, problems);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, table);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, pilot_box);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, pilot);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, pilot_n);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, confirm_group);
  gtk_widget_class_bind_template_child (widget_class, PanelPreflight, confirm);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "preflight.apply", NULL, apply_cb);
  gtk_widget_class_install_action (widget_class, "preflight.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_preflight_init (PanelPreflight *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preflight.save", FALSE);
  update (self);
}

static void
open_window (GtkWindow *parent, SessionHub *hub, const char *const *ids, OofItem *draft)
{
  PanelPreflight *self;

  if (session_hub_is_running (hub)) {
    tell_running (parent);
    return;
  }
  self = g_object_new (PANEL_TYPE_PREFLIGHT, "transient-for", parent, NULL);
  self->hub = g_object_ref (hub);
  self->ids = g_strdupv ((char **) ids);
  if (draft != NULL) {
    self->draft = oof_item_ref (draft);
    gtk_window_set_title (GTK_WINDOW (self), _ ("Dry Run"));
    gtk_widget_set_visible (self->apply_button, FALSE);
    gtk_button_set_label (GTK_BUTTON (self->later_button), _ ("_Close"));
    gtk_widget_set_tooltip_text (self->later_button, _ ("Nothing is saved or written"));
  }
  look (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
panel_preflight_open (GtkWindow *parent, SessionHub *hub, const char *const *ids)
{
  open_window (parent, hub, ids, NULL);
}

void
panel_preflight_rehearse (GtkWindow *parent, SessionHub *hub, OofItem *draft)
{
  const char *const ids[] = { oof_item_parts (draft)->id, NULL };

  open_window (parent, hub, ids, draft);
}
