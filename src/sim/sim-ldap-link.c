/* sim-ldap-link.c - one connection to the simulated controller
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-link.h"

#include "sim-ldap-outbox.h"
#include "sim-raw.h"

#include <string.h>

#define MOST_MESSAGE_BYTES (1024 * 1024)
#define MOST_WAITING_BYTES (16 * 1024 * 1024)
#define CHUNK_BYTES (32 * 1024)
#define MOST_IDLE_US (900 * G_USEC_PER_SEC)
#define MOST_PARTIAL_US (60 * G_USEC_PER_SEC)

struct _SimLdapLink
{
  SimLdapTerms terms;
  SimLdapSession session;
  GIOStream *base;
  GIOStream *stream; /* base, or TLS on it */
  GCancellable *cancellable;
  GByteArray *in;
  guint8 *chunk;
  SimLdapOutbox *out;
  gint64 moved_us;   /* when something came or went */
  gint64 partial_us; /* since when a message is incomplete; 0: none is */
  gboolean is_reading;
  gboolean is_writing;
  gboolean is_silent; /* what comes is thrown away */
  gboolean is_paused; /* TLS is about to start */
  gboolean is_over;
};

static void read_more (SimLdapLink *self);
static void send_next (SimLdapLink *self);

static void
clear_link (gpointer data)
{
  SimLdapLink *self = data;

  g_clear_object (&self->stream);
  g_clear_object (&self->base);
  g_clear_object (&self->cancellable);
  g_byte_array_unref (self->in);
  sim_ldap_outbox_close (self->out);
  g_free (self->chunk);
}

static SimLdapLink *
ref_link (SimLdapLink *self)
{
  return g_rc_box_acquire (self);
}

static void
unref_link (SimLdapLink *self)
{
  g_rc_box_release_full (self, clear_link);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimLdapLink, unref_link)

static void
end_link (SimLdapLink *self)
{
  if (self->is_over)
    return;

  self->is_over = TRUE;
  g_cancellable_cancel (self->cancellable);
  sim_ldap_outbox_close (g_steal_pointer (&self->out));
  sim_ldap_session_clear (&self->session);
  g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
reset_link (SimLdapLink *self)
{
  GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (self->base));

  sim_raw_reset (g_object_ref (self->base), socket);
  end_link (self);
}

static void
shaken_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SimLdapLink) self = user_data;

  if (self->is_over)
    return;
  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (object), result, NULL)) {
    end_link (self);
    return;
  }
  self->session.is_secure = TRUE;
  self->is_paused = FALSE;
  self->moved_us = g_get_monotonic_time ();
  read_more (self);
}

static void
start_tls (SimLdapLink *self)
{
  GIOStream *tls = g_tls_server_connection_new (self->base, self->terms.certificate, NULL);

  /* Bytes that came in clear behind the request for TLS would be taken for encrypted ones. */
  if (tls == NULL || self->in->len > 0) {
    g_clear_object (&tls);
    end_link (self);
    return;
  }
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  g_set_object (&self->stream, tls);
  g_object_unref (tls);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (self->stream), G_PRIORITY_DEFAULT,
                                    self->cancellable, shaken_cb, ref_link (self));
}

static void
fall_silent (SimLdapLink *self)
{
  self->is_silent = TRUE;
  read_more (self);
}

/* What has to be done when an answer has gone. */
static void
do_then (SimLdapLink *self, SimLdapThen then)
{
  switch (then) {
  case SIM_LDAP_GO_ON:
    read_more (self);
    break;
  case SIM_LDAP_CLOSE:
    end_link (self);
    break;
  case SIM_LDAP_RESET:
    reset_link (self);
    break;
  case SIM_LDAP_START_TLS:
    start_tls (self);
    break;
  case SIM_LDAP_FALL_SILENT:
    self->is_paused = FALSE;
    fall_silent (self);
    break;
  }
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SimLdapLink) self = user_data;
  gboolean is_sent =
      g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL);
  SimLdapThen then;

  self->is_writing = FALSE;
  if (self->is_over)
    return;
  if (!is_sent) {
    end_link (self);
    return;
  }
  then = sim_ldap_outbox_pop (self->out);
  self->moved_us = g_get_monotonic_time ();
  do_then (self, then);
  send_next (self);
}

static void
send_next (SimLdapLink *self)
{
  GBytes *bytes;

  while (!self->is_writing && !self->is_over &&
         (bytes = sim_ldap_outbox_peek (self->out)) != NULL) {
    gsize size;
    gconstpointer data = g_bytes_get_data (bytes, &size);

    if (size == 0) {
      SimLdapThen then = sim_ldap_outbox_pop (self->out);

      if (then != SIM_LDAP_GO_ON)
        do_then (self, then);
      continue;
    }
    self->is_writing = TRUE;
    g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), data, size,
                                     G_PRIORITY_DEFAULT, self->cancellable, sent_cb,
                                     ref_link (self));
  }
}

/* An answer is due. */
static void
due_cb (gpointer data)
{
  send_next (data);
}

static void
give_answer (SimLdapLink *self, const SimLdapAnswer *answer)
{
  if (answer->abandons > 0)
    sim_ldap_outbox_abandon (self->out, answer->abandons);
  if (answer->then != SIM_LDAP_GO_ON)
    self->is_paused = TRUE;
  sim_ldap_outbox_add (self->out, answer,
                       answer->id > 0 ? self->terms.world->options->latency_ms : 0);
}

/* The size of the message that the bytes begin with: 0 when that cannot be told yet, G_MAXSIZE when
 * it is none. */
static gsize
find_size (const guint8 *data, gsize size)
{
  gsize n_digits;
  gsize length = 0;

  if (size >= 1 && data[0] != 0x30)
    return G_MAXSIZE;
  if (size < 2)
    return 0;
  if (data[1] < 0x80)
    return 2 + (gsize) data[1];
  n_digits = data[1] & 0x7F;
  if (n_digits == 0 || n_digits > 4)
    return G_MAXSIZE;
  if (size < 2 + n_digits)
    return 0;
  for (gsize i = 0; i < n_digits; i++)
    length = length << 8 | data[2 + i];
  return length > MOST_MESSAGE_BYTES ? G_MAXSIZE : 2 + n_digits + length;
}

/* Answers the messages that are complete. */
static void
take_messages (SimLdapLink *self)
{
  gsize used = 0;

  while (!self->is_over && !self->is_paused &&
         sim_ldap_outbox_bytes (self->out) < MOST_WAITING_BYTES) {
    gsize size = find_size (self->in->data + used, self->in->len - used);
    struct berval message = { size, (char *) self->in->data + used };
    SimLdapAnswer answer;

    if (size == G_MAXSIZE) {
      end_link (self);
      break;
    }
    if (size == 0 || size > self->in->len - used)
      break;
    answer = sim_ldap_session_answer (&self->session, &message);
    used += size;
    give_answer (self, &answer);
  }
  if (used > 0)
    g_byte_array_remove_range (self->in, 0, (guint) used);
  if (self->in->len == 0)
    self->partial_us = 0;
  else if (self->partial_us == 0 || used > 0)
    self->partial_us = self->moved_us;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SimLdapLink) self = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  self->is_reading = FALSE;
  if (self->is_over)
    return;
  if (n <= 0) {
    end_link (self);
    return;
  }

  self->moved_us = g_get_monotonic_time ();
  if (!self->is_silent)
    g_byte_array_append (self->in, self->chunk, (guint) n);
  read_more (self);
}

static void
read_more (SimLdapLink *self)
{
  if (self->is_reading)
    return;

  take_messages (self);
  if (self->is_over || self->is_paused || self->is_reading ||
      sim_ldap_outbox_bytes (self->out) >= MOST_WAITING_BYTES)
    return;

  self->is_reading = TRUE;
  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream), self->chunk, CHUNK_BYTES,
                             G_PRIORITY_DEFAULT, self->cancellable, read_cb, ref_link (self));
}

static void
begin (SimLdapLink *self)
{
  if (self->terms.tls == SIM_LDAP_TLS_AT_ONCE) {
    self->is_paused = TRUE;
    start_tls (self);
  } else {
    read_more (self);
  }
}

static void
begin_cb (gpointer data)
{
  SimLdapLink *self = data;

  if (!self->is_over)
    begin (self);
}

static void
begun_cb (gpointer data)
{
  unref_link (data);
}

static void
meet_fault (SimLdapLink *self, const SimAction *fault)
{
  if (fault->kind == SIM_ACTION_RESET)
    reset_link (self);
  else if (fault->kind == SIM_ACTION_LDAP)
    fall_silent (self);
  else
    sim_delay_add (self->terms.delay, g_get_monotonic_time () + fault->slow_ms * 1000, begin_cb,
                   ref_link (self), begun_cb);
}

SimLdapLink *
sim_ldap_link_new (const SimLdapTerms *terms, GSocketConnection *connection)
{
  SimLdapLink *self = g_rc_box_new0 (SimLdapLink);
  const SimAction *fault = sim_faults_meet (terms->world->faults, "ldap-connect", "");

  self->terms = *terms;
  sim_ldap_session_init (&self->session, terms->world, terms->side);
  self->base = G_IO_STREAM (g_object_ref (connection));
  self->stream = g_object_ref (self->base);
  self->cancellable = g_cancellable_new ();
  self->in = g_byte_array_new ();
  self->chunk = g_malloc (CHUNK_BYTES);
  self->moved_us = g_get_monotonic_time ();
  self->out = sim_ldap_outbox_new (terms->delay, due_cb, self);
  if (fault != NULL)
    meet_fault (self, fault);
  else
    begin (self);
  return self;
}

void
sim_ldap_link_drop (SimLdapLink *self)
{
  end_link (self);
  unref_link (self);
}

gboolean
sim_ldap_link_is_over (const SimLdapLink *self)
{
  return self->is_over;
}

gboolean
sim_ldap_link_is_late (const SimLdapLink *self, gint64 now_us)
{
  gboolean is_shaking = self->is_paused && !self->session.is_secure;

  return now_us - self->moved_us > (is_shaking ? MOST_PARTIAL_US : MOST_IDLE_US) ||
         (self->partial_us > 0 && now_us - self->partial_us > MOST_PARTIAL_US);
}
