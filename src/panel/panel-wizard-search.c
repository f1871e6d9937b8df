/* panel-wizard-search.c - the wizard's page "Finding the server"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-search.h"

#include "base-error.h"
#include "panel-wizard-search-row.h"
#include "session-explain.h"
#include "session-hub-autodiscover.h"

#include <glib/gi18n-lib.h>

struct _PanelWizardSearch
{
  AdwBin parent_instance;
  GtkLabel *summary;
  GtkLabel *advice;
  GtkSpinner *spinner;
  GtkWidget *again;
  GtkWidget *stop;
  GtkWidget *stranger_group;
  GtkLabel *stranger;
  AdwPreferencesGroup *found_group;
  AdwActionRow *url;
  AdwActionRow *version;
  AdwActionRow *methods;
  GtkListBox *steps;

  SessionHub *hub;
  ExchangeProfile *draft;
  SessionPasswords passwords;
  char *address;
  GPtrArray *confirmed;      /* hosts that the person agreed to, for this address */
  char *host;                /* the one that could be asked, too; NULL: none */
  GPtrArray *rows;           /* PanelWizardSearchRow, as they are shown */
  GCancellable *cancellable; /* of the search under way; NULL: none */
  SessionAutodiscovered *found;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardSearch, panel_wizard_search, ADW_TYPE_BIN)

const SessionAutodiscovered *
panel_wizard_search_found (PanelWizardSearch *self)
{
  return self->found;
}

static void
set_running (PanelWizardSearch *self, GCancellable *cancellable)
{
  gboolean is_running = cancellable != NULL;

  g_set_object (&self->cancellable, cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_running);
  gtk_spinner_set_spinning (self->spinner, is_running);
  gtk_widget_set_visible (self->stop, is_running);
  gtk_widget_set_visible (self->again, !is_running);
}

static void
tell (PanelWizardSearch *self, const char *summary, const char *advice)
{
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->advice, advice != NULL ? advice : "");
}

static PanelWizardSearchRow *
insert_row (PanelWizardSearch *self, const char *title, guint at)
{
  PanelWizardSearchRow *row = panel_wizard_search_row_new (title);

  gtk_list_box_insert (self->steps, GTK_WIDGET (row), (int) at);
  g_ptr_array_insert (self->rows, (int) at, row);
  return row;
}

/* The row that waits for it, or was told that it began; else a new one below those of its title. */
static PanelWizardSearchRow *
find_row (PanelWizardSearch *self, const SessionAutodiscoverStep *step)
{
  guint after = self->rows->len;

  for (guint i = 0; i < self->rows->len; i++) {
    PanelWizardSearchRow *row = self->rows->pdata[i];

    if (panel_wizard_search_row_takes (row, step))
      return row;
    if (panel_wizard_search_row_is_titled (row, step->title))
      after = i + 1;
  }
  return insert_row (self, step->title, after);
}

static void
report_cb (const SessionAutodiscoverStep *step, gpointer user_data)
{
  PanelWizardSearch *self = user_data;

  if (self->rows != NULL)
    panel_wizard_search_row_show (find_row (self, step), step);
}

static void
end_rows (PanelWizardSearch *self, const char *why)
{
  for (guint i = 0; i < self->rows->len; i++)
    panel_wizard_search_row_end (self->rows->pdata[i], why);
}

static void
show_fact (AdwActionRow *row, const char *fact)
{
  gboolean is_known = fact != NULL && *fact != '\0';

  gtk_widget_set_visible (GTK_WIDGET (row), is_known);
  if (is_known)
    adw_action_row_set_subtitle (row, fact);
}

static void
show_found (PanelWizardSearch *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->found_group), self->found != NULL);
  if (self->found == NULL)
    return;

  show_fact (self->url, self->found->ews_url);
  show_fact (self->version, self->found->product);
  show_fact (self->methods, self->found->offered);
  tell (self, _ ("The server was found"), _ ("Go on: the next page verifies the connection."));
}

static void
show_problem (PanelWizardSearch *self, const GError *error)
{
  const BaseErrorFacts *facts = base_error_facts (error);
  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    tell (self, _ ("Stopped"), _ ("Search again, or go back and enter the server’s name."));
    return;
  }

  tell (self, sentence, remedy);
  if (g_strcmp0 (facts->reason, "autodiscover-unconfirmed") == 0) {
    self->host = g_strdup (facts->host);
    gtk_label_set_text (self->stranger, self->host);
    gtk_widget_set_visible (self->stranger_group, TRUE);
  }
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizardSearch) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionAutodiscovered) found =
      session_hub_autodiscover_finish (SESSION_HUB (object), result, &error);

  /* Another search may have begun since. */
  if (self->summary == NULL || self->cancellable == NULL ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  set_running (self, NULL);
  self->found = g_steal_pointer (&found);
  show_found (self);
  end_rows (self, self->found != NULL ? _ ("Not needed any more.") : _ ("Not asked."));
  if (self->found == NULL)
    show_problem (self, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear (PanelWizardSearch *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->steps, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->found, session_autodiscovered_free);
  g_clear_pointer (&self->host, g_free);
  gtk_widget_set_visible (self->stranger_group, FALSE);
  show_found (self);
}

static void
list_steps (PanelWizardSearch *self)
{
  g_auto (GStrv) titles = session_autodiscover_titles ();

  for (guint i = 0; titles[i] != NULL; i++)
    insert_row (self, titles[i], i);
}

static void
begin (PanelWizardSearch *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  g_auto (GStrv) confirmed = NULL;
  SessionAutodiscover order = { .draft = self->draft,
                                .passwords = &self->passwords,
                                .address = self->address,
                                .report = report_cb,
                                .report_data = self };

  for (guint i = 0; i < self->confirmed->len; i++)
    g_strv_builder_add (hosts, self->confirmed->pdata[i]);
  confirmed = g_strv_builder_end (hosts);
  order.confirmed = (const char *const *) confirmed;

  g_cancellable_cancel (self->cancellable);
  clear (self);
  list_steps (self);
  tell (self, _ ("Looking for the server…"),
        _ ("Hosts of your mail domain are asked, and those that Active Directory names."));
  set_running (self, cancellable);
  session_hub_autodiscover_async (self->hub, &order, cancellable, found_cb, g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_wizard_search_run (PanelWizardSearch *self, SessionHub *hub, ExchangeProfile *draft,
                         const SessionPasswords *passwords, const char *address)
{
  /* Who agreed to a host did so for that address. */
  if (g_strcmp0 (self->address, address) != 0)
    g_ptr_array_set_size (self->confirmed, 0);

  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->draft, exchange_profile_unref);
  self->draft = exchange_profile_ref (draft);
  session_passwords_copy (&self->passwords, passwords);
  g_free (self->address);
  self->address = g_strdup (address);
  begin (self);
}

void
panel_wizard_search_stop (PanelWizardSearch *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
again_cb (GtkButton *button, PanelWizardSearch *self)
{
  begin (self);
}

static void
stop_cb (GtkButton *button, PanelWizardSearch *self)
{
  panel_wizard_search_stop (self);
}

static void
confirm_cb (GtkButton *button, PanelWizardSearch *self)
{
  g_ptr_array_add (self->confirmed, g_strdup (self->host));
  begin (self);
}

static void
panel_wizard_search_dispose (GObject *object)
{
  PanelWizardSearch *self = PANEL_WIZARD_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->draft, exchange_profile_unref);
  session_passwords_clear (&self->passwords);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->confirmed, g_ptr_array_unref);
  g_clear_pointer (&self->found, session_autodiscovered_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->host, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_SEARCH);
  G_OBJECT_CLASS (panel_wizard_search_parent_class)->dispose (object);
}

static void
panel_wizard_search_class_init (PanelWizardSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_search_dispose;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-search.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, summary);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, advice);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, spinner);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, again);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, stop);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, stranger_group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, stranger);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, found_group);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, url);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, version);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, methods);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardSearch, steps);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
panel_wizard_search_init (PanelWizardSearch *self)
{
  self->rows = g_ptr_array_new ();
  self->confirmed = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
