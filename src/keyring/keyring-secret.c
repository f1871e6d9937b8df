/* keyring-secret.c - passwords in the Secret Service
 *
 * Quirks of libsecret that shape this: its simple lookup and clear functions say "nothing there"
 * for a locked keyring too, without an error; so everything here searches first, asks each object
 * whether it is locked, and unlocks by itself. Some services (KeePassXC) do not even list what is
 * in a locked keyring: an empty answer only counts when the default keyring is open. The service is
 * opened anew for each call, because an encrypted session ends with the daemon that it was made
 * with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-secret.h"

#include "base-error.h"
#include "keyring-prompt.h"

#include <libsecret/secret.h>
#include <string.h>

#define MOST_SECRET_BYTES 4096

typedef GList Objects; /* of GObject, owned */

static void
free_objects (Objects *objects)
{
  g_list_free_full (objects, g_object_unref);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Objects, free_objects)

static const SecretSchema schema = { "org.absentia.Absentia",
                                     SECRET_SCHEMA_NONE,
                                     { { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { NULL, 0 } } };

/* Takes why. Cancelling and what is ours already stay what they are. */
static void
fail (GError **error, const char *reason, GError *why)
{
  const BaseErrorFacts facts = { .reason = reason };

  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED) || why->domain == BASE_ERROR) {
    g_propagate_error (error, why);
    return;
  }

  g_dbus_error_strip_remote_error (why);
  base_error_set_facts (error, BASE_ERROR_STORE, &facts, "the keyring: %s", why->message);
  g_error_free (why);
}

static const char *
reason_of (const GError *why)
{
  if (g_error_matches (why, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return "keyring-locked";
  if (g_error_matches (why, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (why, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (why, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return "keyring-none"; /* it went away meanwhile */
  return "keyring-failed";
}

static SecretService *
open_service (BaseCall *call, GError **error)
{
  GError *why = NULL;
  SecretService *service;

  if (!base_call_check (call, error))
    return NULL;

  service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION,
                                      base_call_cancellable (call), &why);
  if (service == NULL)
    fail (error, "keyring-none", why);
  return service;
}

/* The keyring that new secrets go into; TRUE with NULL when there is none yet. */
static gboolean
find_default (BaseCall *call, SecretService *service, SecretCollection **ret, GError **error)
{
  GError *why = NULL;
  SecretCollection *collection =
      secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                        base_call_cancellable (call), &why);

  if (why != NULL) {
    fail (error, reason_of (why), why);
    return FALSE;
  }
  *ret = collection;
  return TRUE;
}

/* The service does not tell whether a person said no or whether nobody could be asked. */
static const char *
reason_of_refusal (void)
{
  const char *const displays[] = { "WAYLAND_DISPLAY", "DISPLAY" };

  for (guint i = 0; i < G_N_ELEMENTS (displays); i++)
    if (g_getenv (displays[i]) != NULL)
      return "keyring-dismissed";
  return "keyring-locked";
}

/* Takes why. */
static gboolean
check_done (gboolean is_answered, gboolean is_done, GError *why, GError **error)
{
  const BaseErrorFacts facts = { .reason = reason_of_refusal () };

  if (is_answered && is_done)
    return TRUE;

  if (is_answered)
    base_error_set_facts (error, BASE_ERROR_STORE, &facts, "the keyring stayed locked");
  else
    fail (error, reason_of (why), why);
  return FALSE;
}

static gboolean
unlock (BaseCall *call, GDBusProxy *object, GError **error)
{
  GError *why = NULL;
  gboolean is_done = FALSE;
  gboolean is_answered =
      keyring_prompt_unlock (call, g_dbus_proxy_get_connection (object),
                             g_dbus_proxy_get_object_path (object), &is_done, &why);

  return check_done (is_answered, is_done, why, error);
}

static gboolean
delete_item (BaseCall *call, GDBusProxy *object, GError **error)
{
  GError *why = NULL;
  gboolean is_done = FALSE;
  gboolean is_answered =
      keyring_prompt_delete (call, g_dbus_proxy_get_connection (object),
                             g_dbus_proxy_get_object_path (object), &is_done, &why);

  return check_done (is_answered, is_done, why, error);
}

static gboolean
unlock_collection (BaseCall *call, SecretCollection *collection, GError **error)
{
  return !secret_collection_get_locked (collection) ||
         unlock (call, G_DBUS_PROXY (collection), error);
}

/* What is not there is not locked. */
static gboolean
unlock_default (BaseCall *call, SecretService *service, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;

  if (!find_default (call, service, &collection, error))
    return FALSE;

  return collection == NULL || unlock_collection (call, collection, error);
}

/* As above; where there is none, the person is asked for the password of a new one. */
static gboolean
provide_default (BaseCall *call, SecretService *service, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  GError *why = NULL;
  gboolean is_done = FALSE;
  gboolean is_answered;

  if (!find_default (call, service, &collection, error))
    return FALSE;
  if (collection != NULL)
    return unlock_collection (call, collection, error);

  is_answered = keyring_prompt_create (call, g_dbus_proxy_get_connection (G_DBUS_PROXY (service)),
                                       &is_done, &why);
  return check_done (is_answered, is_done, why, error);
}

static gboolean
search (BaseCall *call, SecretService *service, GHashTable *attributes, Objects **ret,
        GError **error)
{
  GError *why = NULL;
  Objects *found = secret_service_search_sync (service, &schema, attributes, SECRET_SEARCH_ALL,
                                               base_call_cancellable (call), &why);

  if (why != NULL) {
    fail (error, reason_of (why), why);
    return FALSE;
  }
  *ret = found;
  return TRUE;
}

/* All items with these attributes, each unlocked; none when nothing is kept. */
static gboolean
find_items (BaseCall *call, SecretService *service, const char *profile, const char *kind,
            Objects **ret, GError **error)
{
  g_autoptr (GHashTable) attributes =
      secret_attributes_build (&schema, "profile", profile, "kind", kind, NULL);
  g_autoptr (Objects) items = NULL;

  if (!search (call, service, attributes, &items, error))
    return FALSE;
  if (items == NULL && (!unlock_default (call, service, error) ||
                        !search (call, service, attributes, &items, error)))
    return FALSE;

  for (GList *l = items; l != NULL; l = l->next)
    if (secret_item_get_locked (l->data) && !unlock (call, G_DBUS_PROXY (l->data), error))
      return FALSE;

  *ret = g_steal_pointer (&items);
  return TRUE;
}

gboolean
keyring_store (BaseCall *call, const char *profile, const char *kind, const char *label,
               BaseSecret *secret, GError **error)
{
  g_autoptr (SecretService) service = open_service (call, error);
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (SecretValue) value = NULL;
  GError *why = NULL;

  if (service == NULL || !provide_default (call, service, error))
    return FALSE;

  attributes = secret_attributes_build (&schema, "profile", profile, "kind", kind, NULL);
  value = secret_value_new (base_secret_text (secret), -1, "text/plain");
  if (secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                                 value, base_call_cancellable (call), &why))
    return TRUE;

  fail (error, reason_of (why), why);
  return FALSE;
}

static BaseSecret *
read_secret (BaseCall *call, SecretItem *item, GError **error)
{
  static const BaseErrorFacts odd = { .reason = "keyring-failed" };
  g_autoptr (SecretValue) value = NULL;
  GError *why = NULL;
  const char *text;
  gsize length;

  if (!secret_item_load_secret_sync (item, base_call_cancellable (call), &why)) {
    fail (error, reason_of (why), why);
    return NULL;
  }

  value = secret_item_get_secret (item);
  text = value != NULL ? secret_value_get (value, &length) : NULL;
  if (text == NULL || length > MOST_SECRET_BYTES || memchr (text, '\0', length) != NULL ||
      !g_utf8_validate (text, (gssize) length, NULL)) {
    base_error_set_facts (error, BASE_ERROR_STORE, &odd, "what the keyring holds is no password");
    return NULL;
  }
  return base_secret_new (text, (gssize) length);
}

BaseSecret *
keyring_lookup (BaseCall *call, const char *profile, const char *kind, GError **error)
{
  g_autoptr (SecretService) service = open_service (call, error);
  g_autoptr (Objects) items = NULL;

  if (service == NULL || !find_items (call, service, profile, kind, &items, error) || items == NULL)
    return NULL;

  return read_secret (call, items->data, error);
}

gboolean
keyring_remove (BaseCall *call, const char *profile, const char *kind, GError **error)
{
  g_autoptr (SecretService) service = open_service (call, error);
  g_autoptr (Objects) items = NULL;

  if (service == NULL || !find_items (call, service, profile, kind, &items, error))
    return FALSE;

  for (GList *l = items; l != NULL; l = l->next)
    if (!delete_item (call, G_DBUS_PROXY (l->data), error))
      return FALSE;
  return TRUE;
}

gboolean
keyring_check (BaseCall *call, GError **error)
{
  static const BaseErrorFacts locked = { .reason = "keyring-locked" };
  static const BaseErrorFacts empty = { .reason = "keyring-empty" };
  g_autoptr (SecretService) service = open_service (call, error);
  g_autoptr (SecretCollection) collection = NULL;

  if (service == NULL || !find_default (call, service, &collection, error))
    return FALSE;
  if (collection != NULL && !secret_collection_get_locked (collection))
    return TRUE;

  if (collection != NULL)
    base_error_set_facts (error, BASE_ERROR_STORE, &locked, "the keyring is locked");
  else
    base_error_set_facts (error, BASE_ERROR_STORE, &empty, "there is no keyring yet");
  return FALSE;
}
