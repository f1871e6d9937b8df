/* sim-raw.c - writing bytes of one's own to a connection
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-raw.h"

#include <sys/socket.h>

typedef struct
{
  GIOStream *stream;
  SimRaw raw;
  guint next; /* 0: before, then n times repeat, then after */
} Sending;

static void
free_sending (Sending *self)
{
  g_object_unref (self->stream);
  sim_raw_clear (&self->raw);
  g_free (self);
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sending *self = user_data;

  g_io_stream_close_finish (self->stream, result, NULL);
  free_sending (self);
}

static GBytes *
find_next (const Sending *self)
{
  if (self->next == 0)
    return self->raw.before;
  return self->next <= self->raw.n ? self->raw.repeat : self->raw.after;
}

static void send_next (Sending *self);

/* A client that has seen enough hangs up: that ends it as well. */
static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sending *self = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    self->next = self->raw.n + 1;
  self->next++;
  send_next (self);
}

static void
send_next (Sending *self)
{
  GBytes *bytes = self->next <= self->raw.n + 1 ? find_next (self) : NULL;
  gsize size;
  gconstpointer data;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0) {
    g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, closed_cb, self);
    return;
  }
  data = g_bytes_get_data (bytes, &size);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), data, size,
                                   G_PRIORITY_DEFAULT, NULL, sent_cb, self);
}

static void wait_for_end (Sending *self);

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sending *self = user_data;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, NULL);

  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    wait_for_end (self);
  else
    send_next (self);
}

static void
wait_for_end (Sending *self)
{
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (self->stream), 4096,
                                   G_PRIORITY_DEFAULT, NULL, read_cb, self);
}

void
sim_raw_send (GIOStream *stream, SimRaw *raw)
{
  Sending *self = g_new0 (Sending, 1);

  self->stream = stream;
  self->raw = *raw;
  *raw = (SimRaw){ NULL };
  if (self->raw.before != NULL)
    send_next (self);
  else
    wait_for_end (self);
}

void
sim_raw_reset (GIOStream *stream, GSocket *socket)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_close (socket, NULL);
  g_object_unref (stream);
}
