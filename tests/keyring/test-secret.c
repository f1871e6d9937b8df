/* test-secret.c - passwords in a real Secret Service: open, locked, absent
 *
 * Run by with-keyring.sh, which says in WITH_KEYRING_MODE what it has prepared.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "keyring-secret.h"

#include <string.h>

#define SERVICE "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"

static BaseSecret *
look (const char *profile)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  BaseSecret *secret = keyring_lookup (call, profile, KEYRING_KIND_PASSWORD, &error);

  g_assert_no_error (error);
  return secret;
}

static void
keep (const char *profile, const char *text)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (BaseSecret) secret = base_secret_new (text, -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      keyring_store (call, profile, KEYRING_KIND_PASSWORD, "Absentia test", secret, &error));
  g_assert_no_error (error);
}

static void
drop (const char *profile)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (keyring_remove (call, profile, KEYRING_KIND_PASSWORD, &error));
  g_assert_no_error (error);
}

static void
test_round_trip (void)
{
  g_autofree char *long_text = g_strnfill (4096, 'x');
  const char *const texts[] = {
    "simple", "", "  spaces around  ", "pä\"ss'<&>wörd\\ 😀 $(x)", "line\nend\r\n\ttab", long_text
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (BaseSecret) found = NULL;

    keep ("one", texts[i]); /* replaces the one before */
    found = look ("one");
    g_assert_nonnull (found);
    g_assert_true (strcmp (base_secret_text (found), texts[i]) == 0);
  }
  drop ("one");
  g_assert_null (look ("one"));
  drop ("one"); /* gone is gone */
}

static void
test_apart (void)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (BaseSecret) found = NULL;
  g_autoptr (GError) error = NULL;

  keep ("one", "1");
  keep ("two", "2");
  found = look ("two");
  g_assert_cmpstr (base_secret_text (found), ==, "2");
  g_assert_null (keyring_lookup (call, "one", "client-secret", &error));
  g_assert_no_error (error);
  drop ("two");
  g_assert_null (look ("two"));
  g_clear_pointer (&found, base_secret_unref);
  found = look ("one");
  g_assert_cmpstr (base_secret_text (found), ==, "1");
  drop ("one");
}

static void
test_check (void)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (keyring_check (call, &error));
  g_assert_no_error (error);
}

static gpointer
use_in_thread (gpointer data)
{
  const char *profile = data;

  for (int i = 0; i < 3; i++) {
    g_autoptr (BaseSecret) found = NULL;

    keep (profile, profile);
    found = look (profile);
    g_assert_cmpstr (base_secret_text (found), ==, profile);
    drop (profile);
  }
  return NULL;
}

static void
test_threads (void)
{
  const char *const profiles[] = { "a", "b", "c", "d" };
  GThread *threads[G_N_ELEMENTS (profiles)];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("user", use_in_thread, (gpointer) profiles[i]);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

typedef gboolean (*Use) (BaseCall *call, GError **error);

static gboolean
use_store (BaseCall *call, GError **error)
{
  g_autoptr (BaseSecret) secret = base_secret_new ("hush", -1);

  return keyring_store (call, "kept", KEYRING_KIND_PASSWORD, "Absentia test", secret, error);
}

static gboolean
use_lookup (BaseCall *call, GError **error)
{
  g_autoptr (BaseSecret) secret = keyring_lookup (call, "kept", KEYRING_KIND_PASSWORD, error);

  return secret != NULL;
}

static gboolean
use_lookup_nothing (BaseCall *call, GError **error)
{
  g_autoptr (BaseSecret) secret = keyring_lookup (call, "nothing", KEYRING_KIND_PASSWORD, error);

  return secret != NULL;
}

static gboolean
use_remove (BaseCall *call, GError **error)
{
  return keyring_remove (call, "kept", KEYRING_KIND_PASSWORD, error);
}

static const Use uses[] = { use_store, use_lookup, use_lookup_nothing, use_remove, keyring_check };

/* It fails with that reason, and says nothing of the secret. */
static void
check_reason (Use use, const char *reason)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;

  g_assert_false (use (call, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
  g_assert_null (strstr (error->message, "hush"));
}

static void
check_failures (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++) {
    g_test_message ("function %u", i);
    check_reason (uses[i], reason);
  }
}

static void
test_none (void)
{
  check_failures ("keyring-none");
}

static void
lock_keyring (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  const char *const paths[] = { SERVICE_PATH "/collection/login", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, SERVICE, SERVICE_PATH, "org.freedesktop.Secret.Service", "Lock",
      g_variant_new ("(^ao)", paths), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

static void
test_locked (void)
{
  keep ("kept", "hush");
  lock_keyring ();
  check_failures ("keyring-locked");
}

/* Stands for the desktop's program that asks for the keyring's password; nobody answers it. */
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

/* The daemon says the same when nobody can be asked and when the person closes the prompt: where
 * there is a display, it was the person. */
static void
test_dismissed (void)
{
  g_setenv ("DISPLAY", "somebody is there", TRUE);
  check_reason (use_lookup, "keyring-dismissed");
  g_unsetenv ("DISPLAY");
}

typedef struct
{
  Prompter *prompter;
  GCancellable *cancellable;
} Canceller;

static gpointer
cancel_when_asked (gpointer data)
{
  Canceller *self = data;

  g_mutex_lock (&self->prompter->lock);
  while (!self->prompter->is_asked)
    g_cond_wait (&self->prompter->changed, &self->prompter->lock);
  g_mutex_unlock (&self->prompter->lock);
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

/* Nobody looks at the prompt; Cancel ends the waiting. */
static void
test_prompt_cancelled (void)
{
  Prompter prompter = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
  g_autoptr (GError) error = NULL;
  Canceller canceller = { &prompter, cancellable };
  GThread *thread;

  start_prompter (&prompter);
  thread = g_thread_new ("canceller", cancel_when_asked, &canceller);
  g_assert_false (use_lookup (call, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  stop_prompter (&prompter);
}

static void
test_cancelled (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    g_assert_false (uses[i](call, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

int
main (int argc, char **argv)
{
  const char *mode = g_getenv ("WITH_KEYRING_MODE");

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  if (g_strcmp0 (mode, "unlocked") == 0) {
    g_test_add_func ("/keyring/round-trip", test_round_trip);
    g_test_add_func ("/keyring/apart", test_apart);
    g_test_add_func ("/keyring/check", test_check);
    g_test_add_func ("/keyring/threads", test_threads);
  } else if (g_strcmp0 (mode, "locked") == 0) {
    g_test_add_func ("/keyring/locked", test_locked);
    g_test_add_func ("/keyring/dismissed", test_dismissed);
    g_test_add_func ("/keyring/prompt-cancelled", test_prompt_cancelled);
  } else {
    g_test_add_func ("/keyring/none", test_none);
  }
  return g_test_run ();
}
