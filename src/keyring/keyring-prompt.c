/* keyring-prompt.c - unlocking, making and deleting, where the service may ask the person first
 *
 * Quirk: gnome-keyring-daemon 42 often aborts when a prompt is dismissed by the program that asked
 * for it. So a prompt that nobody waits for any more stays for the person to close.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-prompt.h"

#include <string.h>

#define SERVICE "org.freedesktop.secrets"
#define NO_PROMPT "/"

typedef struct
{
  gboolean is_over;
  gboolean is_done; /* the person agreed */
  gboolean is_gone; /* nobody is there any more who could answer */
} Wait;

static GVariant *
ask (BaseCall *call, GDBusConnection *bus, const char *path, const char *interface,
     const char *method, GVariant *parameters, const char *type, GError **error)
{
  return g_dbus_connection_call_sync (bus, SERVICE, path, interface, method, parameters,
                                      G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NONE, -1,
                                      base_call_cancellable (call), error);
}

static void
completed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
              const char *signal, GVariant *parameters, gpointer user_data)
{
  Wait *wait = user_data;
  gboolean is_dismissed = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &is_dismissed, NULL);
  wait->is_done = !is_dismissed;
  wait->is_over = TRUE;
}

static void
owner_changed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
                  const char *signal, GVariant *parameters, gpointer user_data)
{
  Wait *wait = user_data;

  wait->is_over = wait->is_gone = TRUE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Wait *wait = user_data;

  wait->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
late_cb (gpointer user_data)
{
  Wait *wait = user_data;

  wait->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
attach (GMainContext *context, GSource *source, GSourceFunc func, Wait *wait)
{
  g_source_set_callback (source, func, wait, NULL);
  g_source_attach (source, context);
}

/* Until the prompt is completed, Cancel, or the deadline. The signals arrive in context. */
static gboolean
wait_for_person (BaseCall *call, GDBusConnection *bus, const char *prompt, GMainContext *context,
                 Wait *wait, GError **error)
{
  g_autoptr (GSource) cancel = g_cancellable_source_new (base_call_cancellable (call));
  g_autoptr (GSource) late =
      g_timeout_source_new ((guint) MIN (base_call_left_ms (call), G_MAXINT32));
  g_autoptr (GVariant) shown = ask (call, bus, prompt, "org.freedesktop.Secret.Prompt", "Prompt",
                                    g_variant_new ("(s)", ""), "()", error);

  if (shown == NULL)
    return FALSE;

  attach (context, cancel, G_SOURCE_FUNC (cancelled_cb), wait);
  attach (context, late, late_cb, wait);
  while (!wait->is_over)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (cancel);
  g_source_destroy (late);

  if (wait->is_done)
    return TRUE;
  if (wait->is_gone) {
    g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY, "it went away");
    return FALSE;
  }
  return base_call_check (call, error);
}

/* FALSE with an error; else whether the person agreed. */
static gboolean
run_prompt (BaseCall *call, GDBusConnection *bus, const char *prompt, gboolean *ret_is_done,
            GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Wait wait = { 0 };
  guint completed, owner;
  gboolean is_answered;

  g_main_context_push_thread_default (context);
  completed = g_dbus_connection_signal_subscribe (
      bus, SERVICE, "org.freedesktop.Secret.Prompt", "Completed", prompt, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, completed_cb, &wait, NULL);
  owner = g_dbus_connection_signal_subscribe (
      bus, "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged",
      "/org/freedesktop/DBus", SERVICE, G_DBUS_SIGNAL_FLAGS_NONE, owner_changed_cb, &wait, NULL);

  is_answered = wait_for_person (call, bus, prompt, context, &wait, error);
  g_dbus_connection_signal_unsubscribe (bus, completed);
  g_dbus_connection_signal_unsubscribe (bus, owner);
  /* What is still on its way to wait. */
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  *ret_is_done = wait.is_done;
  return is_answered;
}

/* A reply names the prompt that has to be shown, or none when it is done already. */
static gboolean
finish (BaseCall *call, GDBusConnection *bus, GVariant *reply, gsize index, gboolean *ret_is_done,
        GError **error)
{
  g_autoptr (GVariant) prompt = g_variant_get_child_value (reply, index);
  const char *path = g_variant_get_string (prompt, NULL);

  *ret_is_done = strcmp (path, NO_PROMPT) == 0;
  return *ret_is_done || run_prompt (call, bus, path, ret_is_done, error);
}

gboolean
keyring_prompt_unlock (BaseCall *call, GDBusConnection *bus, const char *path,
                       gboolean *ret_is_done, GError **error)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (GVariant) reply =
      ask (call, bus, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Unlock",
           g_variant_new ("(^ao)", paths), "(aoo)", error);
  g_autofree const char **unlocked = NULL;
  const char *prompt;

  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(^a&o&o)", &unlocked, &prompt);
  *ret_is_done = unlocked[0] != NULL;
  return *ret_is_done || strcmp (prompt, NO_PROMPT) == 0 ||
         run_prompt (call, bus, prompt, ret_is_done, error);
}

gboolean
keyring_prompt_create (BaseCall *call, GDBusConnection *bus, gboolean *ret_is_done, GError **error)
{
  const char *const label = "org.freedesktop.Secret.Collection.Label";
  g_auto (GVariantBuilder) properties = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) reply = NULL;

  g_variant_builder_add (&properties, "{sv}", label, g_variant_new_string ("Default"));
  reply =
      ask (call, bus, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
           "CreateCollection", g_variant_new ("(a{sv}s)", &properties, "default"), "(oo)", error);
  return reply != NULL && finish (call, bus, reply, 1, ret_is_done, error);
}

gboolean
keyring_prompt_delete (BaseCall *call, GDBusConnection *bus, const char *path,
                       gboolean *ret_is_done, GError **error)
{
  g_autoptr (GVariant) reply =
      ask (call, bus, path, "org.freedesktop.Secret.Item", "Delete", NULL, "(o)", error);

  return reply != NULL && finish (call, bus, reply, 0, ret_is_done, error);
}
