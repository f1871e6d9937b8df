/* test-secret.c - passwords in a real Secret Service: open, locked, absent
 *
 * Run by with-keyring.sh, which says in WITH_KEYRING_MODE what it has prepared.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "keyring-secret.h"
#include "prompter.h"

#include <signal.h>
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

/* Nothing is kept where there is no keyring, and one for keeping something would have to be made by
 * the person. */
static void
test_empty (void)
{
  g_assert_null (look ("nothing"));
  drop ("nothing");
  check_reason (keyring_check, "keyring-empty");
  check_reason (use_store, "keyring-locked");
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
  GCancellable *cancellable; /* NULL: the service is killed instead */
} Interruption;

static void
kill_service (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "GetConnectionUnixProcessID", g_variant_new ("(s)", SERVICE), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  guint32 pid;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(u)", &pid);
  g_assert_cmpint (kill ((pid_t) pid, SIGKILL), ==, 0);
}

static gpointer
interrupt_when_asked (gpointer data)
{
  Interruption *self = data;

  g_mutex_lock (&self->prompter->lock);
  while (!self->prompter->is_asked)
    g_cond_wait (&self->prompter->changed, &self->prompter->lock);
  g_mutex_unlock (&self->prompter->lock);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    kill_service ();
  return NULL;
}

/* Looks up while nobody answers the prompt. */
static void
interrupt (BaseCall *call, GCancellable *cancellable, GError **error)
{
  Prompter prompter = { 0 };
  Interruption interruption = { &prompter, cancellable };
  GThread *thread;

  start_prompter (&prompter);
  thread = g_thread_new ("interruption", interrupt_when_asked, &interruption);
  g_assert_false (use_lookup (call, error));
  g_thread_join (thread);
  stop_prompter (&prompter);
}

static void
test_prompt_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
  g_autoptr (GError) error = NULL;

  interrupt (call, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_prompt_late (void)
{
  g_autoptr (GCancellable) ignored = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 200);
  g_autoptr (GError) error = NULL;

  interrupt (call, ignored, &error);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
}

/* The last of all: afterwards there is no service. */
static void
test_service_dies (void)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;

  interrupt (call, NULL, &error);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_STORE);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "keyring-none");
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
  } else if (g_strcmp0 (mode, "empty") == 0) {
    g_test_add_func ("/keyring/empty", test_empty);
  } else if (g_strcmp0 (mode, "locked") == 0) {
    g_test_add_func ("/keyring/locked", test_locked);
    g_test_add_func ("/keyring/dismissed", test_dismissed);
    g_test_add_func ("/keyring/prompt-cancelled", test_prompt_cancelled);
    g_test_add_func ("/keyring/prompt-late", test_prompt_late);
    g_test_add_func ("/keyring/service-dies", test_service_dies);
  } else {
    g_test_add_func ("/keyring/none", test_none);
  }
  return g_test_run ();
}
