/* panel-test-row.c - one mailbox of a test of access
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-test-row.h"

#include "session-explain.h"

#include <glib/gi18n-lib.h>

struct _PanelTestRow
{
  AdwExpanderRow parent_instance;
  GtkImage *icon;
  GtkLabel *remedy;
  GtkLabel *detail;

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

/* Which way it went, as whom, and how long it took. Caller frees. */
static char *
make_way (const SessionOutcome *outcome, const ExchangeProfile *profile)
{
  g_autoptr (GUri) url = g_uri_parse (profile->ews_url, G_URI_FLAGS_NONE, NULL);
  const char *host = url != NULL ? g_uri_get_host (url) : profile->server;

  return g_strdup_printf (
      /* Translators: a server; an account; milliseconds. EWS is the name of the protocol. */
      _ ("EWS at %s, as %s, %u ms"), host, profile->admin_upn, (guint) outcome->took_ms);
}

/* What Exchange said. Caller frees; NULL: nothing. */
static char *
make_detail (const SessionOutcome *outcome)
{
  if (outcome->error != NULL)
    return session_detail (outcome->error);
  return outcome->request_id != NULL ? g_strdup_printf (_ ("Request id: %s"), outcome->request_id)
                                     : NULL;
}

void
panel_test_row_show (PanelTestRow *self, const SessionOutcome *outcome,
                     const ExchangeProfile *profile)
{
  g_autofree char *remedy = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *way = make_way (outcome, profile);
  g_autofree char *detail = make_detail (outcome);

  self->is_tested = TRUE;
  if (outcome->error != NULL) {
    g_free (self->cause);
    self->cause = session_explain (outcome->error);
    remedy = session_remedy (outcome->error);
    /* Translators: the cause, a whole sentence; which way it went */
    subtitle = g_strdup_printf (_ ("Test failed: %s\n%s"), self->cause, way);
  } else {
    /* Translators: which way it went */
    subtitle = g_strdup_printf (_ ("Test succeeded\n%s"), way);
  }

  set_look (self, outcome->error != NULL ? LOOK_FAILED : LOOK_SUCCEEDED, subtitle);
  show_words (self->remedy, remedy);
  show_words (self->detail, detail);
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
copy_cb (GtkButton *button, PanelTestRow *self)
{
  const char *const parts[] = { adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                                adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (self)),
                                gtk_label_get_text (self->remedy),
                                gtk_label_get_text (self->detail) };
  GString *text = g_string_new (NULL);
  g_autofree char *copied = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *plain = NULL;

    /* Titles and subtitles are markup. */
    if (*parts[i] == '\0')
      continue;
    if (i > 1 || !pango_parse_markup (parts[i], -1, 0, NULL, &plain, NULL, NULL))
      plain = g_strdup (parts[i]);
    g_string_append_printf (text, "%s\n", plain);
  }
  copied = g_string_free (text, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), copied);
}

static void
panel_test_row_dispose (GObject *object)
{
  g_clear_pointer (&PANEL_TEST_ROW (object)->cause, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_TEST_ROW);
  G_OBJECT_CLASS (panel_test_row_parent_class)->dispose (object);
}

static void
panel_test_row_class_init (PanelTestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_test_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-test-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, remedy);
  gtk_widget_class_bind_template_child (widget_class, PanelTestRow, detail);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
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

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), escaped);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), FALSE);
  set_look (self, LOOK_WAITING, _ ("Waiting"));
  return self;
}
