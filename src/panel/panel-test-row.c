/* panel-test-row.c - one mailbox of a test of access
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-test-row.h"

#include "base-error.h"
#include "panel-copy-button.h"
#include "panel-remedy.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>

struct _PanelTestRow
{
  AdwExpanderRow parent_instance;
  GtkImage *icon;
  GtkLabel *differences;
  GtkBox *remedy;
  GtkLabel *detail;
  GtkWidget *answer_toggle;
  GtkTextView *answer;
  PanelCopyButton *copy;

  char *mailbox;
  gboolean is_tested;
  char *cause; /* a sentence; NULL: it did not fail */
};

G_DEFINE_FINAL_TYPE (PanelTestRow, panel_test_row, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  LOOK_WAITING,
  LOOK_SUCCEEDED,
  LOOK_FAILED,
  LOOK_LEFT
} Look;

static void
set_look (PanelTestRow *self, Look look, const char *subtitle)
{
  static const struct
  {
    const char *icon;
    const char *style;
  } looks[] = {
    [LOOK_WAITING] = { "absentia-waiting-symbolic", "dim-label" },
    [LOOK_SUCCEEDED] = { "absentia-connected-symbolic", "check-ok" },
    [LOOK_FAILED] = { "absentia-stop-symbolic", "check-failed" },
    [LOOK_LEFT] = { "absentia-skipped-symbolic", "dim-label" },
  };
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[look].style);
  gtk_image_set_from_icon_name (self->icon, looks[look].icon);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
}

static void
show_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

/* A way to a mailbox, as a person calls it. Borrows from the profile. */
typedef struct
{
  const char *name;
  const char *url; /* or a server's name; "": it depends on the cloud */
  const char *account;
} Way;

static Way
way_of (const SessionOutcome *outcome, const ExchangeProfile *profile)
{
  const Way ways[] = {
    /* Translators: the name of a protocol */
    { _ ("EWS"), profile->ews_url, profile->admin_upn },
    /* Translators: commands of Exchange's PowerShell */
    { _ ("Cmdlets"), *profile->console != '\0' ? profile->console : profile->ews_url,
      profile->admin_upn },
    { _ ("Microsoft Graph"), profile->graph_url, profile->client_id },
  };
  static const char *const ids[] = { "ews", "cmdlets", "graph" }; /* of backends */

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (ids[i], outcome->path) == 0)
      return ways[i];
  return ways[0];
}

/* Which way it went, as whom, and how long it took. Caller frees. */
static char *
make_way (const SessionOutcome *outcome, const ExchangeProfile *profile)
{
  const Way way = way_of (outcome, profile);
  g_autoptr (GUri) url = g_uri_parse (way.url, G_URI_FLAGS_NONE, NULL);
  const char *host = url != NULL ? g_uri_get_host (url) : NULL;
  const char *place = host != NULL ? host : way.url;

  return g_strdup_printf (
      /* Translators: the name of a protocol; a server or tenant; an account; milliseconds */
      _ ("%s at %s, as %s, %u ms"), way.name, *place != '\0' ? place : profile->tenant, way.account,
      (guint) MIN (outcome->took_ms, G_MAXUINT));
}

/* The addresses used, and the server's ids. Caller frees. */
static char *
make_detail (const SessionOutcome *outcome, const ExchangeProfile *profile)
{
  GString *text = g_string_new (NULL);
  g_autofree char *detail = outcome->error != NULL ? session_detail (outcome->error) : NULL;
  const char *url = way_of (outcome, profile).url;

  if (*url != '\0')
    /* Translators: a URL */
    g_string_append_printf (text, _ ("Address: %s"), url);
  if (outcome->address != NULL) {
    g_string_append_c (text, '\n');
    /* Translators: a mail address */
    g_string_append_printf (text, _ ("Its primary address was used: %s"), outcome->address);
  }
  if (detail != NULL) {
    g_string_append_printf (text, "\n%s", detail);
  } else if (outcome->request_id != NULL) {
    g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("Request id: %s"), outcome->request_id);
  }
  if (*text->str == '\n')
    g_string_erase (text, 0, 1);
  return g_string_free (text, FALSE);
}

static void
show_answer (PanelTestRow *self, const SessionOutcome *outcome)
{
  const char *answer =
      outcome->error != NULL ? base_error_facts (outcome->error)->answer : outcome->answer;
  gboolean has_answer = answer != NULL && *answer != '\0';

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->answer), has_answer ? answer : "", -1);
  gtk_widget_set_visible (self->answer_toggle, has_answer);
}

/* Caller frees. */
static char *
make_sentence (PanelTestRow *self, const SessionOutcome *outcome)
{
  if (self->cause != NULL)
    /* Translators: the cause, a whole sentence */
    return g_strdup_printf (_ ("Test failed: %s"), self->cause);
  return g_strdup (outcome->is_proof ? _ ("Test succeeded: what was written arrived")
                                     : _ ("Test succeeded"));
}

/* For a mail to whoever can help: all but what the server answered. */
static void
set_copied (PanelTestRow *self, const char *subtitle, const char *remedy)
{
  const char *const parts[] = { self->mailbox, subtitle, gtk_label_get_text (self->differences),
                                remedy != NULL ? remedy : "", gtk_label_get_text (self->detail) };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s\n", parts[i]);
  panel_copy_button_set_text (self->copy, text->str);
}

void
panel_test_row_show (PanelTestRow *self, const SessionOutcome *outcome,
                     const ExchangeProfile *profile)
{
  gboolean is_good = outcome->error == NULL;
  g_autofree char *remedy = is_good ? NULL : session_remedy (outcome->error);
  g_autofree char *differences = session_outcome_differences (outcome);
  g_autofree char *way = make_way (outcome, profile);
  g_autofree char *detail = make_detail (outcome, profile);
  g_autofree char *sentence = NULL;
  g_autofree char *subtitle = NULL;

  self->is_tested = TRUE;
  g_free (self->cause);
  self->cause = is_good ? NULL : session_explain (outcome->error);
  sentence = make_sentence (self, outcome);
  subtitle = g_strdup_printf ("%s\n%s", sentence, way);
  set_look (self, is_good ? LOOK_SUCCEEDED : LOOK_FAILED, subtitle);
  show_words (self->differences, differences);
  panel_remedy_fill (self->remedy, remedy);
  show_words (self->detail, detail);
  show_answer (self, outcome);
  set_copied (self, subtitle, remedy);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
}

const char *
panel_test_row_cause (PanelTestRow *self)
{
  return self->cause;
}

void
panel_test_row_end (PanelTestRow *self)
{
  if (!self->is_tested)
    set_look (self, LOOK_LEFT, _ ("Not tested"));
}

static void
panel_test_row_dispose (GObject *object)
{
  g_clear_pointer (&PANEL_TEST_ROW (object)->cause, g_free);
  g_clear_pointer (&PANEL_TEST_ROW (object)->mailbox, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_TEST_ROW);
  G_OBJECT_CLASS (panel_test_row_parent_class)->dispose (object);
}

static void
panel_test_row_class_init (PanelTestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_test_row_dispose;
  g_type_ensure (PANEL_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-test-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, differences);
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, remedy);
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, answer_toggle);
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, answer);
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, copy);
}

static void
panel_test_row_init (PanelTestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PanelTestRow *
panel_test_row_new (const char *mailbox)
{
  PanelTestRow *self = g_object_new (PANEL_TYPE_TEST_ROW, NULL);
  g_autofree char *escaped = g_markup_escape_text (mailbox, -1);

  self->mailbox = g_strdup (mailbox);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), escaped);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), FALSE);
  set_look (self, LOOK_WAITING, _ ("Waiting"));
  return self;
}
