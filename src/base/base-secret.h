/* base-secret.h - a password or token in memory: locked against swapping where the system allows
 * it, wiped when freed
 *
 * Immutable and reference-counted; any thread. The text must not be copied anywhere but into the
 * call that needs it.
 */
#pragma once

#include <gio/gio.h>

typedef struct _BaseSecret BaseSecret;

BaseSecret *base_secret_new (const char *text, gssize length /* -1: up to the NUL */);
BaseSecret *base_secret_ref (BaseSecret *self);
void base_secret_unref (BaseSecret *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseSecret, base_secret_unref)

const char *base_secret_text (BaseSecret *self); /* NUL-terminated, owned by the secret */
gboolean base_secret_is_empty (BaseSecret *self);

/* Reads one line, without its end, byte by byte from a file descriptor (nothing more is consumed,
 * so a second secret may follow). NULL with BASE_ERROR_REJECTED when there is none, when it is
 * longer than 4 KiB or holds a NUL. */
BaseSecret *base_secret_read_line (int fd, GError **error);

/* Overwrites length bytes so that the compiler keeps it. */
void base_secret_wipe (gpointer data, gsize length);
