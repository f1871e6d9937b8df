/* keyring-secret.h - passwords in the Secret Service (GNOME Keyring, KWallet, KeePassXC …)
 *
 * A secret is found by two attributes: profile (the profile's id) and kind ("password",
 * "directory-password", "client-secret"). All functions block and can be cancelled. Errors
 * are BASE_ERROR_STORE with facts->reason: "keyring-none" (nothing answers on the session bus, or
 * there is no bus), "keyring-empty" (the service has no keyring yet; only keyring_check () says so,
 * storing makes one), "keyring-locked" (locked, and nobody there to unlock it), "keyring-dismissed"
 * (the person closed the prompt), "keyring-failed". Nothing here ever falls back to a file.
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"

#define KEYRING_KIND_PASSWORD "password"
#define KEYRING_KIND_DIRECTORY_PASSWORD "directory-password"
#define KEYRING_KIND_CLIENT_SECRET "client-secret"

/* label: what a person sees in their keyring's manager. Replaces what was there. */
gboolean keyring_store (BaseCall *call, const char *profile, const char *kind, const char *label,
                        BaseSecret *secret, GError **error);

/* NULL without an error when nothing is kept. A locked keyring is unlocked through its prompt, else
 * it is an error: never mistaken for "nothing kept". */
BaseSecret *keyring_lookup (BaseCall *call, const char *profile, const char *kind, GError **error);

/* TRUE when it is gone afterwards, also when it was never there. */
gboolean keyring_remove (BaseCall *call, const char *profile, const char *kind, GError **error);

/* TRUE when secrets could be kept now: for the Verification page. Asks nobody for anything. */
gboolean keyring_check (BaseCall *call, GError **error);
