/* panel-ca-row.c - a row that asks for the certificate of an authority
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-ca-row.h"

#include "base-error.h"

#include <glib/gi18n-lib.h>

/* A file with certificates is a few kilobytes; a folder full of authorities some hundred. */
#define MOST_CA_BYTES (1024 * 1024)

struct _PanelCaRow
{
  AdwActionRow parent_instance;
  GtkWidget *remove;
  GtkWidget *choose;

  char *pem; /* never NULL */
  char *when_empty;
  GtkNativeDialog *choosing; /* NULL: no file chooser is open */
  GCancellable *cancellable;
};

enum
{
  PROP_WHEN_EMPTY = 1,
  N_PROPS
};
enum
{
  CHANGED,
  REFUSED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelCaRow, panel_ca_row, ADW_TYPE_ACTION_ROW)

const char *
panel_ca_row_pem (PanelCaRow *self)
{
  return self->pem;
}

static char *
describe_certificate (const char *pem, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, error);
  g_autofree char *subject = NULL;

  if (certificate == NULL)
    return NULL;
  subject = g_tls_certificate_get_subject_name (certificate);
  return subject != NULL ? g_steal_pointer (&subject) : g_strdup (_ ("A certificate of your own"));
}

static void
show_pem (PanelCaRow *self)
{
  g_autofree char *subject = *self->pem != '\0' ? describe_certificate (self->pem, NULL) : NULL;

  gtk_widget_set_visible (self->remove, *self->pem != '\0');
  if (*self->pem == '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->when_empty);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                                 subject != NULL ? subject : _ ("From a file"));
}

void
panel_ca_row_set_pem (PanelCaRow *self, const char *pem)
{
  g_free (self->pem);
  self->pem = g_strdup (pem);
  show_pem (self);
}

static void
take_pem (PanelCaRow *self, const char *pem)
{
  panel_ca_row_set_pem (self, pem);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
read_more (const char *contents, goffset size, gpointer user_data)
{
  return size <= MOST_CA_BYTES;
}

static void
ca_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelCaRow) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *subject = NULL;
  gsize length = 0;

  if (!g_file_load_partial_contents_finish (G_FILE (object), result, &contents, &length, NULL,
                                            &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->remove != NULL)
      g_signal_emit (self, signals[REFUSED], 0, error);
    return;
  }
  if (self->remove == NULL)
    return;
  if (length <= MOST_CA_BYTES && g_utf8_validate (contents, (gssize) length, NULL))
    subject = describe_certificate (contents, NULL);
  if (subject == NULL) {
    const BaseErrorFacts facts = { .reason = "ca" };

    base_error_set_facts (&error, BASE_ERROR_REJECTED, &facts, "%s",
                          _ ("This file holds no certificate in PEM form."));
    g_signal_emit (self, signals[REFUSED], 0, error);
    return;
  }
  take_pem (self, contents);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, PanelCaRow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    g_file_load_partial_contents_async (file, self->cancellable, read_more, ca_read_cb,
                                        g_object_ref (self));
  g_clear_object (&self->choosing);
}

static void
choose_cb (GtkButton *button, PanelCaRow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->choosing != NULL)
    return;
  self->choosing = GTK_NATIVE_DIALOG (
      gtk_file_chooser_native_new (_ ("Choose the Authority’s Certificate"), window,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel")));
  gtk_native_dialog_set_modal (self->choosing, TRUE);
  g_signal_connect_object (self->choosing, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (self->choosing);
}

static void
remove_cb (GtkButton *button, PanelCaRow *self)
{
  take_pem (self, "");
}

static void
panel_ca_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WHEN_EMPTY)
    g_value_set_string (value, PANEL_CA_ROW (object)->when_empty);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
panel_ca_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PanelCaRow *self = PANEL_CA_ROW (object);

  if (id != PROP_WHEN_EMPTY) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_free (self->when_empty);
  self->when_empty = g_value_dup_string (value);
  show_pem (self);
}

/* Not by gtk_widget_child_focus (): that is how a row of a list box is asked to take the focus, and
 * answers by grabbing it. */
static gboolean
panel_ca_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PANEL_CA_ROW (widget)->choose);
}

static void
panel_ca_row_dispose (GObject *object)
{
  PanelCaRow *self = PANEL_CA_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->choosing);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_CA_ROW);
  G_OBJECT_CLASS (panel_ca_row_parent_class)->dispose (object);
}

static void
panel_ca_row_finalize (GObject *object)
{
  g_free (PANEL_CA_ROW (object)->pem);
  g_free (PANEL_CA_ROW (object)->when_empty);
  G_OBJECT_CLASS (panel_ca_row_parent_class)->finalize (object);
}

static void
panel_ca_row_class_init (PanelCaRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = panel_ca_row_get_property;
  object_class->set_property = panel_ca_row_set_property;
  object_class->dispose = panel_ca_row_dispose;
  object_class->finalize = panel_ca_row_finalize;
  widget_class->grab_focus = panel_ca_row_grab_focus;
  props[PROP_WHEN_EMPTY] = g_param_spec_string ("when-empty", NULL, NULL, "",
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_CA_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", PANEL_TYPE_CA_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-ca-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelCaRow, remove);
  gtk_widget_class_bind_template_child (widget_class, PanelCaRow, choose);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
panel_ca_row_init (PanelCaRow *self)
{
  self->pem = g_strdup ("");
  self->when_empty = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
