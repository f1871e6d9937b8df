/* panel-test.c - "Test access to a mailbox"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-test.h"

#include "panel-directory-picker.h"
#include "panel-evidence.h"
#include "panel-problem.h"
#include "panel-test-banner.h"
#include "panel-test-results.h"
#include "session-explain.h"
#include "session-hub-lookup.h"
#include "session-hub-test.h"

#include <glib/gi18n-lib.h>

#define MOST_MAILBOXES 200 /* rows that somebody may want to read */

struct _PanelTest
{
  AdwWindow parent_instance;
  AdwWindowTitle *window_title;
  GtkTextView *text;
  GtkWidget *placeholder;
  GtkWidget *browse;
  GtkLabel *note;
  GtkWidget *go;
  GtkWidget *stop;
  GtkWidget *spinner;
  PanelProblem *problem;
  PanelTestBanner *banner;
  PanelEvidence *evidence;
  PanelTestResults *results;
  GtkWidget *write_row;
  GtkSwitch *write;

  SessionHub *hub;
  ExchangeProfile *draft; /* NULL: the connection at hand */
  SessionPasswords passwords;
  SessionLookup *lookup;     /* of the draft, once asked for */
  GCancellable *cancellable; /* of the run under way; NULL: none */
};

enum
{
  TESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelTest, panel_test, ADW_TYPE_WINDOW)

/* Borrowed; NULL: nothing is connected. */
static ExchangeProfile *
profile_of (PanelTest *self)
{
  return self->draft != NULL ? self->draft : session_hub_profile (self->hub);
}

static char *
get_text (PanelTest *self)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
update (PanelTest *self)
{
  g_autofree char *text = get_text (self);
  gboolean is_running = self->cancellable != NULL;
  gboolean is_named = *g_strstrip (text) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "test.go", is_named && !is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "test.stop", is_running);
  gtk_widget_set_visible (self->go, !is_running);
  gtk_widget_set_visible (self->stop, is_running);
  gtk_widget_set_visible (self->spinner, is_running);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_running);
  gtk_text_view_set_editable (self->text, !is_running);
  gtk_widget_set_sensitive (self->write_row, !is_running);
  gtk_widget_set_sensitive (self->browse,
                            !is_running && gtk_label_get_text (self->note)[0] == '\0');
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (
                                                 gtk_text_view_get_buffer (self->text)) == 0);
}

static void
changed_cb (PanelTest *self)
{
  update (self);
}

/* Strv of the addresses that are named, each once, in order; caller frees. */
static char **
read_mailboxes (PanelTest *self)
{
  g_autofree char *text = get_text (self);
  g_auto (GStrv) names = session_lookup_split_names (text);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *mailboxes = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_hash_table_add (seen, g_utf8_strdown (names[i], -1)))
      g_ptr_array_add (mailboxes, g_strdup (names[i]));
  g_ptr_array_add (mailboxes, NULL);
  return (char **) g_ptr_array_free (mailboxes, FALSE);
}

static void
tell_outcome (PanelTest *self, const GError *stop)
{
  PanelTestTally tally = panel_test_results_tally (self->results);
  gboolean is_stopped = g_error_matches (stop, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *words = NULL;

  if (tally.done == 0 && stop != NULL && !is_stopped) {
    panel_problem_show (self->problem, stop);
    return;
  }
  if (tally.succeeded == 0 && tally.cause != NULL) {
    words = g_strdup_printf (_ ("Test failed: %s"), tally.cause);
    panel_test_banner_show (self->banner, FALSE, words, is_stopped ? _ ("It was stopped.") : NULL);
    return;
  }

  words = g_strdup_printf (
      /* Translators: how many mailboxes; how many there are */
      ngettext ("Test succeeded for %u of %u", "Test succeeded for %u of %u", tally.all),
      tally.succeeded, tally.all);
  panel_test_banner_show (self->banner, tally.succeeded == tally.all, words,
                          tally.cause != NULL ? tally.cause
                          : is_stopped        ? _ ("It was stopped.")
                                              : NULL);
}

static void
tested_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelTest) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) stop = NULL;
  gboolean had_focus;

  session_hub_test_finish (SESSION_HUB (object), result, &stop);
  if (self->results == NULL)
    return;

  had_focus = gtk_widget_has_focus (self->stop);
  g_clear_object (&self->cancellable);
  update (self);
  if (had_focus)
    gtk_widget_grab_focus (self->go);
  panel_test_results_end (self->results);
  tell_outcome (self, stop);
  panel_evidence_show (self->evidence, self->hub, profile_of (self));
  g_signal_emit (self, signals[TESTED], 0);
}

static void
outcome_cb (const SessionOutcome *outcome, gpointer user_data)
{
  PanelTest *self = user_data;
  ExchangeProfile *profile = profile_of (self);

  if (self->results != NULL && profile != NULL)
    panel_test_results_add (self->results, outcome, profile);
}

/* The last test's results are there to be read until there are newer ones. */
static void
evidence_found_cb (PanelTest *self, const SessionEvidence *evidence)
{
  ExchangeProfile *profile = profile_of (self);

  if (profile != NULL)
    panel_test_results_show_kept (self->results, evidence, profile);
}

static void
go_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelTest *self = PANEL_TEST (widget);
  g_auto (GStrv) mailboxes = read_mailboxes (self);
  const SessionTestOrder order = { .draft = self->draft,
                                   .passwords = &self->passwords,
                                   .verb = gtk_switch_get_active (self->write) ? SESSION_VERB_PROVE
                                                                               : SESSION_VERB_TEST,
                                   .mailboxes = (const char *const *) mailboxes,
                                   .each = outcome_cb,
                                   .data = self };
  g_autofree char *lines = NULL;

  panel_problem_show (self->problem, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->banner), FALSE);
  if (g_strv_length (mailboxes) > MOST_MAILBOXES) {
    panel_test_banner_show (self->banner, FALSE, _ ("That is too many at a time."),
                            _ ("Name at most 200 mailboxes; “absentiactl test” takes any number."));
    return;
  }

  panel_test_results_begin (self->results, order.mailboxes);
  lines = g_strjoinv ("\n", mailboxes);
  panel_test_set_mailboxes (self, lines);
  self->cancellable = g_cancellable_new ();
  session_hub_test_async (self->hub, &order, self->cancellable, tested_cb, g_object_ref (self));
  update (self);
  gtk_widget_grab_focus (self->stop);
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  g_cancellable_cancel (PANEL_TEST (widget)->cancellable);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelTest) self = user_data; /* the window may be closed by now */
  g_autoptr (GPtrArray) persons = panel_directory_picker_choose_finish (result, NULL);
  GtkTextBuffer *buffer;

  if (self->results == NULL || persons == NULL)
    return;

  buffer = gtk_text_view_get_buffer (self->text);
  for (guint i = 0; i < persons->len; i++) {
    const ExchangePerson *person = persons->pdata[i];
    GtkTextIter end;

    if (*person->mail == '\0')
      continue;
    gtk_text_buffer_get_end_iter (buffer, &end);
    if (!gtk_text_iter_starts_line (&end))
      gtk_text_buffer_insert (buffer, &end, "\n", -1);
    gtk_text_buffer_insert (buffer, &end, person->mail, -1);
  }
  gtk_widget_grab_focus (self->go);
}

static void
browse_cb (PanelTest *self)
{
  PanelPick pick = { .parent = GTK_WINDOW (self),
                     .mode = PANEL_PICK_MANY,
                     .allowed = EXCHANGE_WANT_MAILBOXES,
                     .want = EXCHANGE_WANT_MAILBOXES };

  if (self->draft != NULL && self->lookup == NULL)
    self->lookup = session_hub_new_lookup (self->hub, self->draft, &self->passwords);
  pick.lookup = self->draft != NULL ? self->lookup : session_hub_lookup (self->hub);
  if (pick.lookup != NULL)
    panel_directory_picker_choose_async (&pick, chosen_cb, g_object_ref (self));
}

/* Whoever waits for an answer holds a reference: the end of the window is here, not in dispose. */
static void
panel_test_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_TEST (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_test_parent_class)->unrealize (widget);
}

static void
panel_test_dispose (GObject *object)
{
  PanelTest *self = PANEL_TEST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lookup);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->draft, exchange_profile_unref);
  session_passwords_clear (&self->passwords);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_TEST);
  G_OBJECT_CLASS (panel_test_parent_class)->dispose (object);
}

static void
panel_test_class_init (PanelTestClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_test_dispose;
  widget_class->unrealize = panel_test_unrealize;
  signals[TESTED] = g_signal_new ("tested", PANEL_TYPE_TEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_EVIDENCE);
  g_type_ensure (PANEL_TYPE_PROBLEM);
  g_type_ensure (PANEL_TYPE_TEST_BANNER);
  g_type_ensure (PANEL_TYPE_TEST_RESULTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-test.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelTest, window_title);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, text);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, placeholder);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, browse);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, note);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, go);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, stop);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, spinner);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, banner);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, evidence);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, results);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, write_row);
  gtk_widget_class_bind_template_child (widget_class, PanelTest, write);
  gtk_widget_class_bind_template_callback (widget_class, evidence_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
  gtk_widget_class_install_action (widget_class, "test.go", NULL, go_cb);
  gtk_widget_class_install_action (widget_class, "test.stop", NULL, stop_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_test_init (PanelTest *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

static void
show_note (PanelTest *self, const char *note)
{
  gtk_label_set_text (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
}

GtkWindow *
panel_test_new (GtkWindow *parent, SessionHub *hub, ExchangeProfile *draft,
                const SessionPasswords *passwords)
{
  PanelTest *self = g_object_new (PANEL_TYPE_TEST, "transient-for", parent, NULL);
  const ExchangeProfile *profile;

  self->hub = g_object_ref (hub);
  self->draft = draft != NULL ? exchange_profile_ref (draft) : NULL;
  if (passwords != NULL)
    session_passwords_copy (&self->passwords, passwords);
  profile = profile_of (self);
  if (profile == NULL || *profile->directory == '\0')
    show_note (self, _ ("To look somebody up, name a directory in Connection."));
  else if (draft == NULL && session_hub_lookup (hub) == NULL)
    show_note (self, _ ("Nobody can be looked up while the server does not answer."));
  if (profile != NULL) {
    adw_window_title_set_subtitle (self->window_title, profile->admin_upn);
    panel_test_set_mailboxes (self, profile->test_mailbox);
  }
  panel_evidence_show (self->evidence, hub, profile_of (self));
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  return GTK_WINDOW (self);
}

void
panel_test_set_mailboxes (PanelTest *self, const char *mailboxes)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), mailboxes, -1);
}
