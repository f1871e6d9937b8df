/* panel-evidence.c - a line that says how the last test of access to mailboxes came out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-evidence.h"

#include <glib/gi18n-lib.h>

struct _PanelEvidence
{
  AdwBin parent_instance;
  GtkLabel *label;
  GCancellable *cancellable; /* of the asking under way; NULL: none */
};

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelEvidence, panel_evidence, ADW_TYPE_BIN)

static char *
make_words (const SessionEvidence *evidence)
{
  g_autoptr (GDateTime) here = g_date_time_to_local (evidence->at);
  /* Translators: a date and time in strftime's words, such as "22 Nov 2026, 11:40". */
  g_autofree char *when = g_date_time_format (here, _ ("%-d %b %Y, %H:%M"));

  return g_strdup_printf (
      /* Translators: a date and time; how many mailboxes; how many there were */
      ngettext ("Tested %s: succeeded for %u of %u", "Tested %s: succeeded for %u of %u",
                evidence->tried),
      when, evidence->succeeded, evidence->tried);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelEvidence) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionEvidence) evidence =
      session_hub_find_evidence_finish (SESSION_HUB (object), result, &error);
  g_autofree char *words = NULL;

  /* Somebody may have asked for another profile meanwhile. */
  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (error != NULL)
    g_debug ("the last test: %s", error->message);
  if (evidence == NULL)
    return;

  words = make_words (evidence);
  gtk_label_set_text (self->label, words);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_signal_emit (self, signals[FOUND], 0, evidence);
}

static void
stop_asking (PanelEvidence *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
panel_evidence_show (PanelEvidence *self, SessionHub *hub, ExchangeProfile *profile)
{
  stop_asking (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (profile == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  session_hub_find_evidence_async (hub, profile, self->cancellable, found_cb, g_object_ref (self));
}

static void
panel_evidence_dispose (GObject *object)
{
  stop_asking (PANEL_EVIDENCE (object));
  G_OBJECT_CLASS (panel_evidence_parent_class)->dispose (object);
}

static void
panel_evidence_class_init (PanelEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = panel_evidence_dispose;
  signals[FOUND] = g_signal_new ("found", PANEL_TYPE_EVIDENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
panel_evidence_init (PanelEvidence *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->label = GTK_LABEL (label);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (label, "dim-label");
  adw_bin_set_child (ADW_BIN (self), label);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
