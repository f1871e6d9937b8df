/* panel-doctor.c - which reply would leave a mailbox for whom, and what stands in its way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-doctor.h"

#include "panel-doctor-row.h"
#include "panel-error-page.h"
#include "panel-html-view.h"
#include "panel-moment-row.h"
#include "panel-when.h"
#include "session-explain.h"
#include "session-hub-doctor.h"
#include "session-words-doctor.h"

#include <glib/gi18n-lib.h>

struct _PanelDoctor
{
  AdwWindow parent_instance;
  AdwWindowTitle *window_title;
  AdwEntryRow *sender;
  AdwExpanderRow *then;
  PanelMomentRow *moment;
  GtkLabel *wrong;
  GtkStack *stack;
  PanelErrorPage *error_page;
  AdwPreferencesGroup *answers;
  AdwActionRow *inside;
  AdwActionRow *outside;
  GtkImage *inside_icon;
  GtkImage *outside_icon;
  GtkWidget *inside_frame;
  GtkWidget *outside_frame;
  PanelHtmlView *inside_text;
  PanelHtmlView *outside_text;
  AdwPreferencesGroup *findings;

  SessionHub *hub;
  char *mailbox;
  GPtrArray *rows; /* those in findings; borrowed */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PanelDoctor, panel_doctor, ADW_TYPE_WINDOW)

static const struct
{
  const char *icon;
  const char *style;
} looks[] = {
  [SESSION_REPLY_YES] = { "absentia-connected-symbolic", "check-ok" },
  [SESSION_REPLY_PERHAPS] = { "absentia-failed-symbolic", "check-warning" },
  [SESSION_REPLY_NO] = { "absentia-stop-symbolic", "check-failed" },
  [SESSION_REPLY_UNKNOWN] = { "absentia-waiting-symbolic", "dim-label" },
};

static void
show_answer (PanelDoctor *self, const SessionDiagnosis *diagnosis, SessionSender sender)
{
  gboolean is_inside = sender == SESSION_SENDER_INSIDE;
  AdwActionRow *row = is_inside ? self->inside : self->outside;
  GtkImage *icon = is_inside ? self->inside_icon : self->outside_icon;
  GtkWidget *frame = is_inside ? self->inside_frame : self->outside_frame;
  SessionReplyVerdict verdict = diagnosis->verdicts[sender];
  const char *html = diagnosis->texts[sender];
  g_autofree char *says = session_doctor_verdict (diagnosis, sender);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (icon), looks[verdict].style);
  gtk_image_set_from_icon_name (icon, looks[verdict].icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), says);
  panel_html_view_show (is_inside ? self->inside_text : self->outside_text,
                        html != NULL ? html : "");
  gtk_widget_set_visible (GTK_WIDGET (row), diagnosis->is_asked[sender]);
  gtk_widget_set_visible (frame, html != NULL && diagnosis->is_asked[sender]);
}

static void
show_diagnosis (PanelDoctor *self, const SessionDiagnosis *diagnosis)
{
  g_autoptr (GTimeZone) own = g_time_zone_new_local ();
  g_autofree char *when = panel_when_format (diagnosis->at, own);
  /* Translators: %s is a day and a time */
  g_autofree char *about = g_strdup_printf (_ ("At %s, by what the mailbox holds now"), when);

  adw_preferences_group_set_description (self->answers, about);
  show_answer (self, diagnosis, SESSION_SENDER_INSIDE);
  show_answer (self, diagnosis, SESSION_SENDER_OUTSIDE);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->findings, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < diagnosis->findings->len; i++) {
    GtkWidget *row = panel_doctor_row_new (diagnosis, diagnosis->findings->pdata[i]);

    g_ptr_array_add (self->rows, row);
    adw_preferences_group_add (self->findings, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->findings), self->rows->len > 0);
  gtk_stack_set_visible_child_name (self->stack, "answer");
}

static void
examined_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelDoctor) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionDiagnosis) diagnosis =
      session_hub_doctor_finish (SESSION_HUB (object), result, &error);

  /* Late: something else is asked by now. */
  if (self->stack == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "doctor.examine", TRUE);
  if (diagnosis != NULL) {
    show_diagnosis (self, diagnosis);
    return;
  }
  panel_error_page_show (self->error_page, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
show_wrong (PanelDoctor *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? session_explain (error) : NULL;

  gtk_label_set_text (self->wrong, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), sentence != NULL);
}

static void
examine (PanelDoctor *self)
{
  g_autofree char *sender =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sender))));
  gboolean is_then = adw_expander_row_get_enable_expansion (self->then);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) at = is_then ? panel_moment_row_when (self->moment, &error) : NULL;
  SessionDoctorAsk ask = { .mailbox = self->mailbox, .at = at };

  show_wrong (self, error);
  if (error != NULL)
    return;

  if (*sender != '\0')
    ask.sender = sender;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "doctor.examine", FALSE);
  session_hub_doctor_async (self->hub, &ask, self->cancellable, examined_cb, g_object_ref (self));
}

static void
examine_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  examine (PANEL_DOCTOR (widget));
}

static void
again_cb (PanelDoctor *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "doctor.examine", NULL);
}

void
panel_doctor_open (GtkWindow *parent, SessionHub *hub, SessionRow *row)
{
  PanelDoctor *self = g_object_new (PANEL_TYPE_DOCTOR, "transient-for", parent, NULL);
  g_autoptr (GDateTime) now = session_hub_now (hub);

  self->hub = g_object_ref (hub);
  self->mailbox = g_strdup (session_row_mail (row));
  adw_window_title_set_subtitle (self->window_title, session_row_name (row));
  panel_moment_row_set (self->moment, now, NULL);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->sender));
  examine (self);
}

static void
panel_doctor_dispose (GObject *object)
{
  PanelDoctor *self = PANEL_DOCTOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_DOCTOR);
  G_OBJECT_CLASS (panel_doctor_parent_class)->dispose (object);
}

static void
panel_doctor_finalize (GObject *object)
{
  PanelDoctor *self = PANEL_DOCTOR (object);

  g_free (self->mailbox);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (panel_doctor_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, window_title);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, sender);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, then);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, moment);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, wrong);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, error_page);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, answers);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, inside);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, outside);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, inside_icon);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, outside_icon);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, inside_frame);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, outside_frame);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, inside_text);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, outside_text);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctor, findings);
}

static void
panel_doctor_class_init (PanelDoctorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_doctor_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_doctor_finalize;
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  g_type_ensure (PANEL_TYPE_HTML_VIEW);
  g_type_ensure (PANEL_TYPE_MOMENT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-doctor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_install_action (widget_class, "doctor.examine", NULL, examine_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_doctor_init (PanelDoctor *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
