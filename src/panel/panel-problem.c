/* panel-problem.c - an error as a bar
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-problem.h"

#include "panel-error-window.h"
#include "session-explain.h"

struct _PanelProblem
{
  GtkBox parent_instance;
  GtkLabel *sentence;
  GtkLabel *remedy;
  GtkButton *try_again;
  GError *error; /* NULL: hidden */
};

enum
{
  PROP_0,
  PROP_HAS_TRY_AGAIN,
  N_PROPS
};
enum
{
  TRY_AGAIN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelProblem, panel_problem, GTK_TYPE_BOX)

void
panel_problem_show (PanelProblem *self, const GError *error)
{
  g_clear_error (&self->error);
  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  if (error == NULL)
    return;

  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);

  self->error = g_error_copy (error);
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->remedy, remedy != NULL ? remedy : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != NULL);
}

static void
details_cb (GtkButton *button, PanelProblem *self)
{
  if (self->error != NULL)
    panel_error_window_open (GTK_WIDGET (self), self->error);
}

static void
try_again_cb (GtkButton *button, PanelProblem *self)
{
  g_signal_emit (self, signals[TRY_AGAIN], 0);
}

static void
panel_problem_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PanelProblem *self = PANEL_PROBLEM (object);

  if (id == PROP_HAS_TRY_AGAIN)
    g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->try_again)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
panel_problem_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PanelProblem *self = PANEL_PROBLEM (object);

  if (id == PROP_HAS_TRY_AGAIN)
    gtk_widget_set_visible (GTK_WIDGET (self->try_again), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
panel_problem_dispose (GObject *object)
{
  g_clear_error (&PANEL_PROBLEM (object)->error);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_PROBLEM);
  G_OBJECT_CLASS (panel_problem_parent_class)->dispose (object);
}

static void
panel_problem_class_init (PanelProblemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = panel_problem_get_property;
  object_class->set_property = panel_problem_set_property;
  object_class->dispose = panel_problem_dispose;
  props[PROP_HAS_TRY_AGAIN] = g_param_spec_boolean ("has-try-again", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[TRY_AGAIN] = g_signal_new ("try-again", PANEL_TYPE_PROBLEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-problem.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelProblem, sentence);
  gtk_widget_class_bind_template_child (widget_class, PanelProblem, remedy);
  gtk_widget_class_bind_template_child (widget_class, PanelProblem, try_again);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
panel_problem_init (PanelProblem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
