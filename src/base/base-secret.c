/* base-secret.c - a password or token in memory
 *
 * mlock () keeps the page out of the swap file; it may fail (RLIMIT_MEMLOCK), which only weakens
 * the protection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-secret.h"

#include "base-error.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST_BYTES 4096

struct _BaseSecret
{
  gatomicrefcount count;
  gsize size; /* of the mapping */
  gsize length;
  char text[];
};

BaseSecret *
base_secret_new (const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  gsize size = sizeof (BaseSecret) + n + 1;
  /* A mapping of its own: locking a page of the heap would unlock its neighbours when it is freed.
   */
  BaseSecret *self = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (self == MAP_FAILED)
    g_error ("out of memory");

  (void) mlock (self, size);
  (void) madvise (self, size, MADV_DONTDUMP);
  g_atomic_ref_count_init (&self->count);
  self->size = size;
  self->length = n;
  memcpy (self->text, text, n);
  self->text[n] = '\0';
  return self;
}

BaseSecret *
base_secret_ref (BaseSecret *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
base_secret_unref (BaseSecret *self)
{
  gsize size;

  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;

  size = self->size;
  base_secret_wipe (self, size);
  munmap (self, size);
}

const char *
base_secret_text (BaseSecret *self)
{
  return self->text;
}

gboolean
base_secret_is_empty (BaseSecret *self)
{
  return self == NULL || self->length == 0;
}

BaseSecret *
base_secret_read_line (int fd, GError **error)
{
  char line[MOST_BYTES + 2]; /* with its end */
  gsize length = 0;
  gboolean is_ended = FALSE;
  BaseSecret *secret = NULL;

  while (!is_ended && length < sizeof line) {
    gssize got = read (fd, line + length, 1);

    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0 || line[length] == '\n')
      is_ended = TRUE;
    else
      length++;
  }
  if (length > 0 && line[length - 1] == '\r')
    length--;

  if (!is_ended || length > MOST_BYTES)
    base_error_set (error, BASE_ERROR_REJECTED, "the secret is longer than %d bytes", MOST_BYTES);
  else if (length == 0)
    base_error_set (error, BASE_ERROR_REJECTED, "no secret on standard input");
  else if (memchr (line, '\0', length) != NULL)
    base_error_set (error, BASE_ERROR_REJECTED, "the secret holds a NUL byte");
  else
    secret = base_secret_new (line, (gssize) length);

  base_secret_wipe (line, sizeof line);
  return secret;
}

void
base_secret_wipe (gpointer data, gsize length)
{
  explicit_bzero (data, length);
}
