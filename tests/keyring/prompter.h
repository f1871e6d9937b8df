/* prompter.h - stands for the desktop's program that asks for the keyring's password
 *
 * It never answers; tests interrupt what waits for it.
 */
#pragma once

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean is_ready;
  gboolean is_asked; /* somebody waits for the person */
  GMainLoop *loop;
  GThread *thread;
} Prompter;

static void
prompter_called_cb (GDBusConnection *bus, const char *sender, const char *path,
                    const char *interface, const char *method, GVariant *parameters,
                    GDBusMethodInvocation *invocation, gpointer user_data)
{
  Prompter *self = user_data;

  g_mutex_lock (&self->lock);
  self->is_asked = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static gpointer
run_prompter (gpointer data)
{
  static const char xml[] =
      "<node><interface name='org.gnome.keyring.internal.Prompter'>"
      "<method name='BeginPrompting'><arg type='o' direction='in'/></method>"
      "<method name='PerformPrompt'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='a{sv}' direction='in'/><arg type='s' direction='in'/></method>"
      "<method name='StopPrompting'><arg type='o' direction='in'/></method></interface></node>";
  static const GDBusInterfaceVTable table = { .method_call = prompter_called_cb };
  Prompter *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;

  g_main_context_push_thread_default (context);
  self->loop = g_main_loop_new (context, FALSE);
  bus = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, NULL);
  g_assert_cmpuint (g_dbus_connection_register_object (bus, "/org/gnome/keyring/Prompter",
                                                       node->interfaces[0], &table, self, NULL,
                                                       NULL),
                    >, 0);
  reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", "org.gnome.keyring.SystemPrompter", 0), NULL, G_DBUS_CALL_FLAGS_NONE,
      -1, NULL, NULL);
  g_assert_nonnull (reply);

  g_mutex_lock (&self->lock);
  self->is_ready = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_main_loop_run (self->loop);
  g_assert_true (g_dbus_connection_close_sync (bus, NULL, NULL));
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
start_prompter (Prompter *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_mutex_lock (&self->lock);
  self->thread = g_thread_new ("prompter", run_prompter, self);
  while (!self->is_ready)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

static void
stop_prompter (Prompter *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
}
