/* panel-doctor-row.c - one thing that the doctor found
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-doctor-row.h"

#include "panel-copy-button.h"
#include "panel-remedy.h"
#include "session-words-doctor.h"

#include <glib/gi18n-lib.h>

struct _PanelDoctorRow
{
  AdwExpanderRow parent_instance;
  GtkImage *icon;
  GtkLabel *evidence;
  GtkBox *cure;
  PanelCopyButton *copy;
};

G_DEFINE_FINAL_TYPE (PanelDoctorRow, panel_doctor_row, ADW_TYPE_EXPANDER_ROW)

static const struct
{
  const char *icon;
  const char *style;
  const char *both; /* what it is, and for whom; by who it concerns */
  const char *one[SESSION_N_SENDERS];
} looks[] = {
  [SESSION_FINDING_BLOCKS] = { "absentia-stop-symbolic",
                               "check-failed",
                               N_ ("Stops the reply"),
                               { N_ ("Stops the reply to people inside"),
                                 N_ ("Stops the reply to people outside") } },
  [SESSION_FINDING_MAY_BLOCK] = { "absentia-failed-symbolic",
                                  "check-warning",
                                  N_ ("May stop the reply"),
                                  { N_ ("May stop the reply to people inside"),
                                    N_ ("May stop the reply to people outside") } },
  [SESSION_FINDING_UNKNOWN] = { "absentia-waiting-symbolic",
                                "dim-label",
                                N_ ("Could not be found out"),
                                { N_ ("Could not be found out"), N_ ("Could not be found out") } },
  [SESSION_FINDING_NOTE] = { "absentia-skipped-symbolic",
                             "dim-label",
                             N_ ("Good to know"),
                             { N_ ("Good to know"), N_ ("Good to know") } },
};

static const char *
find_subtitle (const SessionFinding *finding)
{
  if (finding->concerns[SESSION_SENDER_INSIDE] && finding->concerns[SESSION_SENDER_OUTSIDE])
    return _ (looks[finding->weight].both);
  return _ (looks[finding->weight]
                .one[finding->concerns[SESSION_SENDER_INSIDE] ? SESSION_SENDER_INSIDE
                                                              : SESSION_SENDER_OUTSIDE]);
}

GtkWidget *
panel_doctor_row_new (const SessionDiagnosis *diagnosis, const SessionFinding *finding)
{
  PanelDoctorRow *self = g_object_new (PANEL_TYPE_DOCTOR_ROW, NULL);
  g_autofree char *says = session_doctor_says (finding);
  g_autofree char *evidence = session_doctor_evidence (finding);
  g_autofree char *cure = session_doctor_cure (diagnosis, finding);
  g_autofree char *title = g_markup_escape_text (says, -1);
  /* Translators: what a screen reader calls the button beside a finding; %s is the finding */
  g_autofree char *name = g_strdup_printf (_ ("Copy: %s"), says);
  g_autofree char *copied =
      g_strjoin ("\n", diagnosis->mailbox, says, evidence != NULL ? evidence : "", cure, NULL);

  gtk_image_set_from_icon_name (self->icon, looks[finding->weight].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[finding->weight].style);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), find_subtitle (finding));
  gtk_label_set_text (self->evidence, evidence != NULL ? evidence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->evidence), evidence != NULL);
  panel_remedy_fill (self->cure, cure);
  panel_copy_button_set_text (self->copy, copied);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), evidence != NULL || cure != NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self),
                                 finding->weight == SESSION_FINDING_BLOCKS && cure != NULL);
  return GTK_WIDGET (self);
}

static void
panel_doctor_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_DOCTOR_ROW);
  G_OBJECT_CLASS (panel_doctor_row_parent_class)->dispose (object);
}

static void
panel_doctor_row_class_init (PanelDoctorRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_doctor_row_dispose;
  g_type_ensure (PANEL_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-doctor-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelDoctorRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctorRow, evidence);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctorRow, cure);
  gtk_widget_class_bind_template_child (widget_class, PanelDoctorRow, copy);
}

static void
panel_doctor_row_init (PanelDoctorRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
