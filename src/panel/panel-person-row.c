/* panel-person-row.c - one person in the list
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-person-row.h"

#include "panel-lazy-row.h"
#include "panel-pill.h"
#include "panel-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PanelPersonRow
{
  GtkBox parent_instance;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *badge;
  GtkLabel *home;
  PanelHomes homes;
  GtkLabel *about;
  PanelPill *pill;
  GSignalGroup *watch;
};

G_DEFINE_FINAL_TYPE (PanelPersonRow, panel_person_row, GTK_TYPE_BOX)

static void
show_word (GtkLabel *badge, const char *word)
{
  gtk_label_set_text (badge, word != NULL ? word : "");
  gtk_widget_set_visible (GTK_WIDGET (badge), word != NULL);
}

static void
show_kind (PanelPersonRow *self, SessionRow *row)
{
  const ExchangePerson *person = session_row_person (row);
  const char *word = panel_words_kind (person);
  const char *home = self->homes == PANEL_HOMES_SHOWN ? panel_words_home (person) : NULL;
  gboolean is_own = person->kind == EXCHANGE_PERSON_USER;

  /* Where there is nothing else to say the kind says where it is. */
  show_word (self->badge, g_strcmp0 (word, home) != 0 ? word : NULL);
  show_word (self->home, home);
  if (is_own && person->is_disabled)
    gtk_widget_add_css_class (GTK_WIDGET (self), "disabled");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "disabled");
}

static void
show (PanelPersonRow *self, SessionRow *row)
{
  g_autofree char *about = NULL;

  if (*session_row_department (row) != '\0')
    /* Translators: a person's mail address and department in the list. */
    about = g_strdup_printf (_ ("%s · %s"), session_row_mail (row), session_row_department (row));
  adw_avatar_set_text (self->avatar, session_row_name (row));
  gtk_label_set_text (self->name, session_row_name (row));
  gtk_label_set_text (self->about, about != NULL ? about : session_row_mail (row));
  show_kind (self, row);
  panel_pill_show (self->pill, row);
}

static void
state_changed_cb (SessionRow *row, GParamSpec *pspec, PanelPersonRow *self)
{
  show (self, row);
}

void
panel_person_row_show (PanelPersonRow *self, SessionRow *row)
{
  g_signal_group_set_target (self->watch, row);
  if (row != NULL)
    show (self, row);
}

static void
panel_person_row_dispose (GObject *object)
{
  g_clear_object (&PANEL_PERSON_ROW (object)->watch);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PERSON_ROW);
  G_OBJECT_CLASS (panel_person_row_parent_class)->dispose (object);
}

static void
panel_person_row_class_init (PanelPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_person_row_dispose;
  g_type_ensure (PANEL_TYPE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelPersonRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, PanelPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, PanelPersonRow, badge);
  gtk_widget_class_bind_template_child (widget_class, PanelPersonRow, home);
  gtk_widget_class_bind_template_child (widget_class, PanelPersonRow, about);
  gtk_widget_class_bind_template_child (widget_class, PanelPersonRow, pill);
}

static void
panel_person_row_init (PanelPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = g_signal_group_new (SESSION_TYPE_ROW);
  g_signal_group_connect (self->watch, "notify::state-serial", G_CALLBACK (state_changed_cb), self);
}

static GtkWidget *
make_content (void)
{
  return g_object_new (PANEL_TYPE_PERSON_ROW, NULL);
}

static GtkWidget *
make_content_with_home (void)
{
  PanelPersonRow *self = g_object_new (PANEL_TYPE_PERSON_ROW, NULL);

  self->homes = PANEL_HOMES_SHOWN;
  return GTK_WIDGET (self);
}

static void
show_content (GtkWidget *content, gpointer item)
{
  panel_person_row_show (PANEL_PERSON_ROW (content), item);
}

GtkListItemFactory *
panel_person_row_factory (PanelHomes homes)
{
  static const PanelLazyContent contents[] = {
    [PANEL_HOMES_HIDDEN] = { .make = make_content, .show = show_content },
    [PANEL_HOMES_SHOWN] = { .make = make_content_with_home, .show = show_content },
  };

  return panel_lazy_row_factory (&contents[homes]);
}
