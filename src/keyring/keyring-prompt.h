/* keyring-prompt.h - unlocking, making and deleting, where the service may ask the person first
 *
 * Inside the room. libsecret can do this too, but a prompt that is cancelled at the wrong moment
 * leaves its caller waiting for ever (0.20.5). Blocks; Cancel, the deadline and the service's death
 * end it at once.
 */
#pragma once

#include "base-call.h"

/* path: of a collection or an item. TRUE with FALSE in ret_is_done when it was refused. Errors are
 * D-Bus', or as base_call_check (). */
gboolean keyring_prompt_unlock (BaseCall *call, GDBusConnection *bus, const char *path,
                                gboolean *ret_is_done, GError **error);
/* Makes the default keyring. */
gboolean keyring_prompt_create (BaseCall *call, GDBusConnection *bus, gboolean *ret_is_done,
                                GError **error);
gboolean keyring_prompt_delete (BaseCall *call, GDBusConnection *bus, const char *path,
                                gboolean *ret_is_done, GError **error);
