/* kdc.h - a Kerberos server that says no, or nothing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <krb5.h>
#include <string.h>

#define KDC_REALM "CORP.TEST"
#define KDC_AS 0x6A /* first byte of a question for a ticket with a password */

typedef struct
{
  GSocketListener *listener;
  GThread *thread;
  GCancellable *stop;
  guint16 port;
  gboolean is_silent;
  krb5_error_code as_error, tgs_error; /* what it says to either question */
  gint n_as, n_tgs;                    /* atomic: how often it was asked */
} Kdc;

static inline void
kdc_write (GOutputStream *out, krb5_error_code code)
{
  krb5_context context = NULL;
  krb5_error error = { .magic = KV5M_ERROR };
  krb5_data answer = { 0 };
  guint32 length;

  g_assert_cmpint (krb5_init_context (&context), ==, 0);
  g_assert_cmpint (krb5_parse_name (context, "krbtgt/" KDC_REALM "@" KDC_REALM, &error.server), ==,
                   0);
  error.error = (krb5_ui_4) (code - KRB5KDC_ERR_NONE);
  error.stime = (krb5_timestamp) (g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpint (krb5_mk_error (context, &error, &answer), ==, 0);
  length = GUINT32_TO_BE (answer.length);
  g_output_stream_write_all (out, &length, sizeof length, NULL, NULL, NULL);
  g_output_stream_write_all (out, answer.data, answer.length, NULL, NULL, NULL);
  krb5_free_data_contents (context, &answer);
  krb5_free_principal (context, error.server);
  krb5_free_context (context);
}

/* One question. */
static inline void
kdc_serve (Kdc *self, GIOStream *stream)
{
  GInputStream *in = g_io_stream_get_input_stream (stream);
  g_autofree guint8 *question = NULL;
  guint32 length = 0;
  gsize got = 0;
  gboolean is_as;
  GPollFD stop;

  if (!g_input_stream_read_all (in, &length, sizeof length, &got, self->stop, NULL) ||
      got < sizeof length)
    return;
  length = GUINT32_FROM_BE (length);
  question = g_malloc0 ((gsize) length + 1);
  g_input_stream_read_all (in, question, length, &got, self->stop, NULL);
  is_as = question[0] == KDC_AS;
  g_atomic_int_inc (is_as ? &self->n_as : &self->n_tgs);
  if (!self->is_silent) {
    kdc_write (g_io_stream_get_output_stream (stream), is_as ? self->as_error : self->tgs_error);
  } else if (g_cancellable_make_pollfd (self->stop, &stop)) {
    g_poll (&stop, 1, -1);
    g_cancellable_release_fd (self->stop);
  }
}

static inline gpointer
kdc_run (gpointer data)
{
  Kdc *self = data;

  for (;;) {
    g_autoptr (GSocketConnection) connection =
        g_socket_listener_accept (self->listener, NULL, self->stop, NULL);

    if (connection == NULL)
      return NULL;
    kdc_serve (self, G_IO_STREAM (connection));
  }
}

static inline Kdc *
kdc_new (void)
{
  Kdc *self = g_new0 (Kdc, 1);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GError) error = NULL;

  self->stop = g_cancellable_new ();
  self->as_error = KRB5KDC_ERR_SVC_UNAVAILABLE;
  self->tgs_error = KRB5KDC_ERR_SVC_UNAVAILABLE;
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &given, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
  self->thread = g_thread_new ("kdc", kdc_run, self);
  return self;
}

static inline void
kdc_free (Kdc *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Kdc, kdc_free)
