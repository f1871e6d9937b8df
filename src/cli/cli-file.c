/* cli-file.c - files that commands read and write whole
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-file.h"

#include "base-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Far more than anything of text here may have; what it is for says what is too much. */
#define MOST_TEXT_BYTES (8 * 1024 * 1024)
#define MOST_CA_BYTES (1024 * 1024)
#define CHUNK_BYTES (64 * 1024)

static gboolean
is_standard (const char *path)
{
  return path == NULL || g_str_equal (path, "-");
}

static void
refuse (GError **error, const char *path, const char *words)
{
  base_error_set (error, BASE_ERROR_REJECTED, "%s: %s", path, words);
}

/* A named pipe that nobody writes to is waited for in reading, which can be cancelled. */
static GInputStream *
open_stream (const char *path, GError **error)
{
  int fd = is_standard (path) ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd >= 0)
    return g_unix_input_stream_new (fd, fd != STDIN_FILENO);
  refuse (error, path, g_strerror (errno));
  return NULL;
}

GBytes *
cli_file_read (CliContext *context, const char *path, gsize most, GError **error)
{
  g_autoptr (GInputStream) stream = open_stream (path, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  gssize n = stream != NULL ? 1 : -1;

  while (n > 0) {
    n = g_input_stream_read (stream, chunk, CHUNK_BYTES, context->cancellable, error);
    if (n > 0)
      g_byte_array_append (bytes, chunk, (guint) n);
    if (n < 0 && !is_standard (path))
      g_prefix_error (error, "%s: ", path);
    if (bytes->len > most) {
      refuse (error, path, _ ("the file is too large"));
      n = -1;
    }
  }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static char *
read_text (CliContext *context, const char *path, gsize most, GError **error)
{
  g_autoptr (GBytes) bytes = cli_file_read (context, path, most, error);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL)
    return NULL;
  /* It fails at a NUL, too. */
  if (length == 0 || g_utf8_validate_len (text, length, NULL))
    return g_strndup (text != NULL ? text : "", length);
  base_error_set (error, BASE_ERROR_REJECTED, _ ("“%s” is not text in UTF-8"), path);
  return NULL;
}

char *
cli_file_read_text (CliContext *context, const char *path, GError **error)
{
  return read_text (context, path, MOST_TEXT_BYTES, error);
}

char *
cli_file_read_ca (CliContext *context, const char *path, GError **error)
{
  if (!is_standard (path))
    return read_text (context, path, MOST_CA_BYTES, error);
  refuse (error, path, g_strerror (ENOENT));
  return NULL;
}

gboolean
cli_file_write (const char *path, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (is_standard (path)) {
    fputs (text, stdout);
    return TRUE; /* what did not arrive is found out at the end, as for all commands */
  }
  if (g_file_set_contents_full (path, text, (gssize) strlen (text),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                &problem))
    return TRUE;
  base_error_set (error, BASE_ERROR_REJECTED, "%s", problem->message);
  return FALSE;
}
