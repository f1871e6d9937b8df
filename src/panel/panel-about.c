/* panel-about.c - what the directory says of somebody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-about.h"

#include "panel-words.h"
#include "session-dn.h"

struct _PanelAbout
{
  AdwBin parent_instance;
  AdwActionRow *title;
  AdwActionRow *office;
  AdwActionRow *company;
  AdwActionRow *phone;
  AdwActionRow *mobile;
  AdwActionRow *manager;
  AdwActionRow *place;
  AdwActionRow *logon;
  AdwActionRow *kind;
};

G_DEFINE_FINAL_TYPE (PanelAbout, panel_about, ADW_TYPE_BIN)

static void
show_field (AdwActionRow *row, const char *text)
{
  gboolean is_known = text != NULL && *text != '\0';

  adw_action_row_set_subtitle (row, is_known ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), is_known);
}

/* "CORP\ann" cannot be told from the domain's DNS name: "ann (corp.example)". */
static char *
make_logon (const ExchangePerson *person)
{
  if (*person->logon == '\0' || *person->domain == '\0')
    return g_strdup (person->logon);
  return g_strdup_printf ("%s (%s)", person->logon, person->domain);
}

void
panel_about_show (PanelAbout *self, SessionRow *row)
{
  const ExchangePerson *person = session_row_person (row);
  g_autofree char *place = session_dn_path (person->dn);
  g_autofree char *logon = make_logon (person);

  show_field (self->title, person->title);
  show_field (self->office, person->office);
  show_field (self->place, place);
  show_field (self->logon, logon);
  show_field (self->kind, panel_words_kind (person));
  panel_about_add (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), *person->title != '\0' || *person->office != '\0' ||
                                                 *person->dn != '\0' || *logon != '\0');
}

static const char *
find_field (const SessionPortrait *portrait, const char *attribute)
{
  return portrait != NULL ? g_hash_table_lookup (portrait->fields, attribute) : NULL;
}

void
panel_about_add (PanelAbout *self, const SessionPortrait *portrait)
{
  const char *manager_dn = find_field (portrait, "manager");
  g_autofree char *manager = manager_dn != NULL ? session_dn_name (manager_dn) : NULL;

  show_field (self->company, find_field (portrait, "company"));
  show_field (self->phone, find_field (portrait, "telephoneNumber"));
  show_field (self->mobile, find_field (portrait, "mobile"));
  show_field (self->manager, manager);
}

static void
panel_about_dispose (GObject *object)
{
  /* AdwBin would not notice that its child goes with the template. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ABOUT);
  G_OBJECT_CLASS (panel_about_parent_class)->dispose (object);
}

static void
panel_about_class_init (PanelAboutClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_about_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-about.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, title);
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, office);
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, company);
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, phone);
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, mobile);
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, manager);
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, place);
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, logon);
  gtk_widget_class_bind_template_child (widget_class, PanelAbout, kind);
}

static void
panel_about_init (PanelAbout *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
