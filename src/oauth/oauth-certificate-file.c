/* oauth-certificate-file.c - a certificate from a file that somebody chose
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-certificate-file.h"

#include "base-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static GBytes *
refuse (GError **error, const char *reason, const char *words)
{
  const BaseErrorFacts facts = { .reason = reason };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", words);
  return NULL;
}

/* One byte more than there may be tells a file that is too large. */
static GBytes *
read_all (int fd, GError **error)
{
  gsize room = OAUTH_MOST_CERTIFICATE_BYTES + 1;
  g_autofree guchar *data = g_malloc (room);
  gsize length = 0;
  gssize got = 1;

  while (got > 0 && length < room) {
    got = read (fd, data + length, room - length);
    if (got > 0)
      length += (gsize) got;
    else if (got < 0 && errno == EINTR)
      got = 1;
  }
  if (got < 0)
    return refuse (error, "certificate-file", g_strerror (errno));
  if (length == room)
    return refuse (error, "certificate-format", "the file is too large for a certificate");
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/* A pipe must not be waited for. */
static GBytes *
read_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  GBytes *bytes = NULL;
  struct stat about;

  if (fd < 0)
    return refuse (error, "certificate-file", g_strerror (errno));

  if (fstat (fd, &about) != 0 || !S_ISREG (about.st_mode))
    refuse (error, "certificate-file", "it is no ordinary file");
  else
    bytes = read_all (fd, error);
  close (fd);
  return bytes;
}

OauthCertificate *
oauth_certificate_file_read (const char *path, BaseSecret *passphrase, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (path, error);

  return bytes != NULL ? oauth_certificate_new (bytes, passphrase, error) : NULL;
}
