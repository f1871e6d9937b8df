/* panel-found.c - somebody from the directory as a row of a table
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-found.h"

#include "session-dn.h"

#include <glib/gi18n-lib.h>

struct _PanelFound
{
  GObject parent_instance;
  ExchangePerson *person;
};

G_DEFINE_FINAL_TYPE (PanelFound, panel_found, G_TYPE_OBJECT)

ExchangePerson *
panel_found_person (PanelFound *self)
{
  return self->person;
}

static void
panel_found_finalize (GObject *object)
{
  exchange_person_unref (PANEL_FOUND (object)->person);
  G_OBJECT_CLASS (panel_found_parent_class)->finalize (object);
}

static void
panel_found_class_init (PanelFoundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_found_finalize;
}

static void
panel_found_init (PanelFound *self)
{
}

PanelFound *
panel_found_new (ExchangePerson *person)
{
  PanelFound *self = g_object_new (PANEL_TYPE_FOUND, NULL);

  self->person = exchange_person_ref (person);
  return self;
}

GListStore *
panel_found_list (GPtrArray *persons)
{
  GListStore *store = g_list_store_new (PANEL_TYPE_FOUND);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < persons->len; i++)
    g_ptr_array_add (found, panel_found_new (persons->pdata[i]));
  g_list_store_splice (store, 0, 0, found->pdata, found->len);
  return store;
}

typedef enum
{
  COLUMN_NAME,
  COLUMN_LOGON,
  COLUMN_MAIL,
  COLUMN_FOLDER,
  COLUMN_MAILBOX,
  N_COLUMNS
} Column;

static const struct
{
  const char *title;
  int chars;
} columns[N_COLUMNS] = {
  [COLUMN_NAME] = { N_ ("Name"), 18 },
  /* Translators: heading of a column: the user principal name, else the logon name */
  [COLUMN_LOGON] = { N_ ("Logon Name"), 24 },
  [COLUMN_MAIL] = { N_ ("E-mail"), 24 },
  /* Translators: heading of a column: where in the directory somebody is, "corp.example/Sales" */
  [COLUMN_FOLDER] = { N_ ("Folder"), 22 },
  /* Translators: heading of a column: where somebody's mailbox is */
  [COLUMN_MAILBOX] = { N_ ("Mailbox"), 12 },
};

/* Where the mailbox is, in a word; kinds that are no person's own say what they are. */
static const char *
mailbox_words (const ExchangePerson *person)
{
  switch (person->kind) {
  case EXCHANGE_PERSON_ACCOUNT:
  case EXCHANGE_PERSON_CONTACT:
    return _ ("None");
  case EXCHANGE_PERSON_GROUP:
    return _ ("Group");
  case EXCHANGE_PERSON_SHARED:
    return person->home == EXCHANGE_HOME_CLOUD ? _ ("Shared, online") : _ ("Shared");
  case EXCHANGE_PERSON_ROOM:
    return _ ("Room");
  case EXCHANGE_PERSON_EQUIPMENT:
    return _ ("Equipment");
  case EXCHANGE_PERSON_MAIL_USER:
    return _ ("Elsewhere");
  default:
    return person->home == EXCHANGE_HOME_CLOUD  ? _ ("Online")
           : person->home == EXCHANGE_HOME_HERE ? _ ("On premises")
                                                : _ ("Yes");
  }
}

static char *
cell_text (const ExchangePerson *person, Column column)
{
  switch (column) {
  case COLUMN_NAME:
    /* Translators: a name in a list; the account is disabled */
    return person->is_disabled ? g_strdup_printf (_ ("%s (disabled)"), person->name)
                               : g_strdup (person->name);
  case COLUMN_LOGON:
    return exchange_person_any_upn (person);
  case COLUMN_MAIL:
    return g_strdup (person->mail);
  case COLUMN_FOLDER:
    return session_dn_path (person->dn);
  default:
    return g_strdup (mailbox_words (person));
  }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  int chars = columns[GPOINTER_TO_UINT (user_data)].chars;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), chars / 2);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  const ExchangePerson *person = panel_found_person (gtk_list_item_get_item (item));
  g_autofree char *text = cell_text (person, (Column) GPOINTER_TO_UINT (user_data));

  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), *text != '\0' ? text : NULL);
  if (person->is_disabled)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "dim-label");
}

void
panel_found_add_columns (GtkColumnView *view, PanelFoundColumns which)
{
  guint n = which == PANEL_FOUND_RESULTS ? N_COLUMNS : COLUMN_MAILBOX;

  for (guint i = 0; i < n; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) column = NULL;

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
    column = gtk_column_view_column_new (_ (columns[i].title), factory);
    gtk_column_view_column_set_expand (column, i != COLUMN_MAILBOX);
    gtk_column_view_column_set_resizable (column, TRUE);
    gtk_column_view_append_column (view, column);
  }
}
