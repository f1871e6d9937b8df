/* panel-wizard-tenant.c - asks for a tenant, and looks up while it is typed whose it is
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wizard-tenant.h"

#include "panel-focus.h"
#include "panel-wrong.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TYPING_MS 700 /* after the last letter: a domain half typed is somebody else's */

struct _PanelWizardTenant
{
  AdwBin parent_instance;
  AdwEntryRow *entry;
  AdwActionRow *found;
  GtkWidget *looking;
  GtkWidget *known;
  GtkWidget *stop;
  GtkWidget *again;
  GtkLabel *problem;

  SessionHub *hub;         /* NULL until the page was seen */
  ExchangeProfile *so_far; /* as above */
  char *asked;             /* what was looked up last, and where; never NULL */
  GCancellable *asking;    /* NULL: nothing is looked up just now */
  guint typing_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelWizardTenant, panel_wizard_tenant, ADW_TYPE_BIN)

const char *
panel_wizard_tenant_text (PanelWizardTenant *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
panel_wizard_tenant_say (PanelWizardTenant *self, const char *sentence)
{
  panel_wrong_set (GTK_WIDGET (self->entry), sentence != NULL);
  panel_wrong_say (self->problem, sentence);
}

typedef enum
{
  NOTHING,
  LOOKING,
  KNOWN,
  STOPPED
} What;

static void
show_row (PanelWizardTenant *self, What what, const char *title, const char *subtitle)
{
  gtk_widget_set_visible (GTK_WIDGET (self->found), what != NOTHING);
  gtk_widget_set_visible (self->looking, what == LOOKING);
  gtk_widget_set_visible (self->stop, what == LOOKING);
  gtk_widget_set_visible (self->known, what == KNOWN);
  gtk_widget_set_visible (self->again, what == STOPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->found), title);
  adw_action_row_set_subtitle (self->found, subtitle);
}

static void
show_tenant (PanelWizardTenant *self, const SessionTenant *tenant)
{
  g_autofree char *id = *tenant->region != '\0'
                            /* Translators: an id; a name such as GCC */
                            ? g_strdup_printf (_ ("Tenant ID %s, %s"), tenant->id, tenant->region)
                            /* Translators: %s is an id */
                            : g_strdup_printf (_ ("Tenant ID %s"), tenant->id);

  show_row (self, KNOWN, *tenant->name != '\0' ? tenant->name : _ ("The organisation is there"),
            id);
}

static void
show_error (PanelWizardTenant *self, const GError *error)
{
  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);

  show_row (self, STOPPED, sentence, remedy != NULL ? remedy : "");
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWizardTenant) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionTenant) tenant =
      session_hub_find_tenant_finish (SESSION_HUB (object), result, &error);

  /* Another one may have been typed since. */
  if (self->entry == NULL || self->asking == NULL ||
      g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;

  g_clear_object (&self->asking);
  if (tenant != NULL)
    show_tenant (self, tenant);
  else
    show_error (self, error);
}

static void
end_asking (PanelWizardTenant *self)
{
  g_clear_handle_id (&self->typing_id, g_source_remove);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* Where it is asked, and for what. Caller frees. */
static char *
make_question (const ExchangeProfile *draft)
{
  return g_strjoin ("\n", draft->tenant, draft->cloud, draft->login_url, draft->graph_url,
                    draft->ca_pem, NULL);
}

static void
look_up (PanelWizardTenant *self)
{
  ExchangeProfile filled = *self->so_far;
  g_autoptr (ExchangeProfile) draft = NULL;

  end_asking (self);
  filled.tenant = (char *) panel_wizard_tenant_text (self);
  draft = exchange_profile_new (&filled);
  g_free (self->asked);
  self->asked = make_question (draft);
  if (*draft->tenant == '\0') {
    show_row (self, NOTHING, "", "");
    return;
  }

  self->asking = g_cancellable_new ();
  show_row (self, LOOKING, _ ("Looking the organisation up…"), "");
  session_hub_find_tenant_async (self->hub, draft, self->asking, found_cb, g_object_ref (self));
}

static gboolean
typed_enough_cb (gpointer data)
{
  PanelWizardTenant *self = data;

  self->typing_id = 0;
  if (self->hub != NULL)
    look_up (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_typing (PanelWizardTenant *self)
{
  end_asking (self);
  show_row (self, NOTHING, "", "");
  self->typing_id = g_timeout_add (TYPING_MS, typed_enough_cb, self);
}

static void
changed_cb (PanelWizardTenant *self)
{
  panel_wizard_tenant_say (self, NULL);
  wait_for_typing (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_wizard_tenant_begin (PanelWizardTenant *self, SessionHub *hub, ExchangeProfile *so_far)
{
  gboolean is_first = self->hub == NULL;
  g_autofree char *question = make_question (so_far);

  g_set_object (&self->hub, hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  self->so_far = exchange_profile_ref (so_far);
  if (is_first)
    look_up (self);
  else if (strcmp (question, self->asked) != 0)
    wait_for_typing (self);
}

/* Nothing is known then, and it is asked again when the page is seen again. */
void
panel_wizard_tenant_stop (PanelWizardTenant *self)
{
  gboolean was_asking = self->asking != NULL || self->typing_id != 0;

  end_asking (self);
  if (!was_asking)
    return;
  g_free (self->asked);
  self->asked = g_strdup ("");
  show_row (self, STOPPED, _ ("The organisation was not looked up"), "");
}

static void
stop_cb (PanelWizardTenant *self)
{
  panel_wizard_tenant_stop (self);
  gtk_widget_grab_focus (self->again);
}

static void
again_cb (PanelWizardTenant *self)
{
  look_up (self);
  gtk_widget_grab_focus (self->stop);
}

void
panel_wizard_tenant_show (PanelWizardTenant *self, const char *tenant)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), tenant);
}

static gboolean
panel_wizard_tenant_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_WIZARD_TENANT (widget)->entry));
}

static void
panel_wizard_tenant_dispose (GObject *object)
{
  PanelWizardTenant *self = PANEL_WIZARD_TENANT (object);

  end_asking (self);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->so_far, exchange_profile_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WIZARD_TENANT);
  G_OBJECT_CLASS (panel_wizard_tenant_parent_class)->dispose (object);
}

static void
panel_wizard_tenant_finalize (GObject *object)
{
  g_free (PANEL_WIZARD_TENANT (object)->asked);
  G_OBJECT_CLASS (panel_wizard_tenant_parent_class)->finalize (object);
}

static void
panel_wizard_tenant_class_init (PanelWizardTenantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_wizard_tenant_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_wizard_tenant_finalize;
  panel_focus_pass_on (widget_class, panel_wizard_tenant_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_WIZARD_TENANT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-wizard-tenant.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTenant, entry);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTenant, found);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTenant, looking);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTenant, known);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTenant, stop);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTenant, again);
  gtk_widget_class_bind_template_child (widget_class, PanelWizardTenant, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
panel_wizard_tenant_init (PanelWizardTenant *self)
{
  self->asked = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
