/* cli-input.c - operands, and what standard input holds where "-" stands among them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MOST_PIECE_BYTES 4096

struct _CliInput
{
  char **operands;
  const char *ends;
  char comment;
  GCancellable *cancellable;
  guint next_operand;
  GString *pending; /* read from standard input, not used yet */
  gboolean is_over; /* standard input */
};

CliInput *
cli_input_new (char **operands, const char *ends, char comment, GCancellable *cancellable)
{
  CliInput *self = g_new0 (CliInput, 1);

  self->operands = operands;
  self->ends = ends;
  self->comment = comment;
  self->cancellable = g_object_ref (cancellable);
  self->pending = g_string_new (NULL);
  return self;
}

void
cli_input_free (CliInput *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->cancellable);
  g_string_free (self->pending, TRUE);
  g_free (self);
}

/* FALSE at the end, or when cancelled while waiting. */
static gboolean
read_more (CliInput *self)
{
  GPollFD fds[2] = { { .fd = STDIN_FILENO, .events = G_IO_IN }, { .fd = -1 } };
  gboolean has_cancel = g_cancellable_make_pollfd (self->cancellable, &fds[1]);
  char bytes[MOST_PIECE_BYTES];
  gssize got;

  while (g_poll (fds, has_cancel ? 2 : 1, -1) < 0 && errno == EINTR)
    ;
  if (has_cancel)
    g_cancellable_release_fd (self->cancellable);
  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;

  got = read (STDIN_FILENO, bytes, sizeof bytes);
  if (got <= 0)
    return FALSE;

  g_string_append_len (self->pending, bytes, got);
  return TRUE;
}

/* Length of the first piece in pending; -1 when its end is not there yet. */
static gssize
find_end (const CliInput *self)
{
  for (gsize i = 0; i < self->pending->len; i++)
    if (memchr (self->ends, self->pending->str[i], strlen (self->ends)) != NULL)
      return (gssize) i;
  return -1;
}

/* The next piece, empty or not; NULL at the end. Bytes that are no text become U+FFFD. */
static char *
take_piece (CliInput *self)
{
  gboolean is_cut = FALSE;
  char *kept = NULL;

  for (;;) {
    gssize length = find_end (self);

    if (length < 0 && !self->is_over && self->pending->len < MOST_PIECE_BYTES) {
      self->is_over = !read_more (self);
      continue;
    }
    if (length < 0 && self->pending->len == 0)
      return kept;

    /* Of one that is too long, only the beginning is kept. */
    if (!is_cut)
      kept =
          g_utf8_make_valid (self->pending->str, length < 0 ? (gssize) self->pending->len : length);
    if (length >= 0) {
      g_string_erase (self->pending, 0, length + 1);
      return kept;
    }
    is_cut = TRUE;
    g_string_truncate (self->pending, 0);
  }
}

static char *
next_piece (CliInput *self)
{
  for (;;) {
    g_autofree char *piece = take_piece (self);

    if (piece == NULL)
      return NULL;
    g_strstrip (piece);
    if (*piece != '\0' && (self->comment == '\0' || *piece != self->comment))
      return g_steal_pointer (&piece);
  }
}

char *
cli_input_next (CliInput *self)
{
  const char *operand;

  while ((operand = self->operands[self->next_operand]) != NULL) {
    char *piece;

    if (!g_str_equal (operand, "-")) {
      self->next_operand++;
      return g_utf8_make_valid (operand, -1);
    }
    piece = next_piece (self);
    if (piece != NULL)
      return piece;
    self->next_operand++;
  }
  return NULL;
}

gboolean
cli_input_is_ready (CliInput *self)
{
  GPollFD fd = { .fd = STDIN_FILENO, .events = G_IO_IN };
  const char *operand = self->operands[self->next_operand];

  return operand == NULL || !g_str_equal (operand, "-") || self->is_over || find_end (self) >= 0 ||
         g_poll (&fd, 1, 0) > 0;
}
