/* panel-application.c - the program absentia
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-application.h"

#include "panel-main.h"
#include "panel-window.h"
#include "session-hub.h"

#include "panel-resources.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>

#define APP_ID "org.absentia.Absentia"
/* The practice range runs beside the real thing, as a program of its own. */
#define DEMO_ID "org.absentia.Absentia.Demo"

struct _PanelApplication
{
  AdwApplication parent_instance;
  SessionStart start;
  SessionHub *hub; /* NULL before the first window */
};

G_DEFINE_FINAL_TYPE (PanelApplication, panel_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *name;
  AdwColorScheme scheme;
} styles[] = {
  { "system", ADW_COLOR_SCHEME_DEFAULT },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

static void
style_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (g_variant_get_string (value, NULL), styles[i].name)) {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[i].scheme);
      g_simple_action_set_state (action, value);
    }
}

static void
about_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  adw_show_about_window (
      gtk_application_get_active_window (user_data), "application-name", "Absentia",
      "application-icon", APP_ID, "version", ABSENTIA_VERSION, "license-type", GTK_LICENSE_GPL_3_0,
      "comments",
      _ ("Automatic replies of a whole Exchange organisation: who is away, until when, and what "
         "people who write to them are told."),
      NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  for (GList *at = gtk_application_get_windows (user_data); at != NULL; at = at->next)
    if (PANEL_IS_WINDOW (at->data) && !panel_window_may_quit (at->data))
      return;
  g_application_quit (user_data);
}

static gboolean
told_to_stop_cb (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
add_actions (PanelApplication *self)
{
  static const GActionEntry entries[] = {
    { "style", NULL, "s", "'system'", style_cb },
    { "about", about_cb },
    { "quit", quit_cb },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "win.add", { "<Control>n" } },
    { "win.apply", { "<Control>Return" } },
    { "win.templates", { "<Control>t" } },
    { "win.set-reply", { "<Control><Shift>n" } },
    { "win.switch-off", { "<Control><Shift>o" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "win.out", { "<Control>o" } },
    { "win.existing", { "<Control>i" } },
    { "win.doctor", { "<Control>d" } },
    { "win.journal", { "<Control>j" } },
    { "win.find", { "<Control>f" } },
    { "win.connection", { "<Control>k" } },
    { "win.settings", { "<Control>comma" } },
    { "win.sidebar", { "F9" } },
    { "win.details", { "<Shift>F9" } },
    { "win.view::list", { "<Control>1" } },
    { "win.view::calendar", { "<Control>2" } },
    { "window.close", { "<Control>w" } },
    { "win.show-help-overlay", { "<Control>question", "<Control>F1" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].keys);
}

/* In every window, also in those that are not the application's: its own keys are not theirs. */
static void
add_close_key (void)
{
  GtkWidgetClass *windows = g_type_class_ref (GTK_TYPE_WINDOW);

  gtk_widget_class_add_binding_action (windows, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  g_type_class_unref (windows);
}

static void
panel_application_startup (GApplication *application)
{
  g_resources_register (panel_get_resource ());
  G_APPLICATION_CLASS (panel_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APP_ID);
  add_close_key ();
  add_actions (PANEL_APPLICATION (application));
  g_unix_signal_add (SIGTERM, told_to_stop_cb, application);
  g_unix_signal_add (SIGINT, told_to_stop_cb, application);
}

static void
panel_application_activate (GApplication *application)
{
  PanelApplication *self = PANEL_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL) {
    self->hub = session_hub_new (self->start);
    window = GTK_WINDOW (panel_window_new (GTK_APPLICATION (self), self->hub));
  }
  gtk_window_present (window);
}

static int
panel_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  static const struct
  {
    const char *option;
    SessionStart start;
  } demos[] = { { "demo", SESSION_START_DEMO },
                { "demo-plan", SESSION_START_DEMO_PLAN },
                { "demo-hybrid", SESSION_START_DEMO_HYBRID } };
  PanelApplication *self = PANEL_APPLICATION (application);

  if (g_variant_dict_contains (options, "version")) {
    g_print ("absentia %s\n", ABSENTIA_VERSION);
    return 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS (demos); i++)
    if (g_variant_dict_contains (options, demos[i].option)) {
      self->start = demos[i].start;
      g_application_set_application_id (application, DEMO_ID);
    }
  return -1;
}

/* Whoever waits for an answer keeps their window alive, and cancels when it goes. */
static void
destroy_windows (GtkApplication *application)
{
  GList *first;

  while ((first = gtk_application_get_windows (application)) != NULL)
    gtk_window_destroy (first->data);
}

static void
panel_application_shutdown (GApplication *application)
{
  PanelApplication *self = PANEL_APPLICATION (application);

  destroy_windows (GTK_APPLICATION (application));
  G_APPLICATION_CLASS (panel_application_parent_class)->shutdown (application);
  if (self->hub != NULL)
    session_hub_close (self->hub); /* the windows have cancelled what they had under way */
  g_clear_object (&self->hub);
}

static void
panel_application_class_init (PanelApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = panel_application_startup;
  application_class->activate = panel_application_activate;
  application_class->handle_local_options = panel_application_handle_local_options;
  application_class->shutdown = panel_application_shutdown;
}

static void
panel_application_init (PanelApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open on a simulated organisation"), NULL },
    { "demo-plan", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Open on a simulated organisation in which absences are planned"), NULL },
    { "demo-hybrid", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Open on a simulated organisation that is on premises and in Exchange Online"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL }
  };

  self->start = SESSION_START_NORMAL;
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

int
panel_main (int argc, char **argv)
{
  g_autoptr (GApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ABSENTIA_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = g_object_new (PANEL_TYPE_APPLICATION, "application-id", APP_ID,
                              "resource-base-path", "/org/absentia/Absentia", NULL);
  return g_application_run (application, argc, argv);
}
