/* directory-seal.c - signing and encrypting what goes over a link
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-seal.h"

#include <errno.h>
#include <glib.h>
#include <string.h>

#define LENGTH_BYTES 4
#define MOST_PACKET_BYTES                                                                          \
  (9 * 1024 * 1024) /* a message of at most 8 MiB, and what sealing adds                           \
                     */
#define READ_BYTES (64 * 1024)
#define WRITE_BYTES (32 * 1024)

struct _DirectorySeal
{
  Sockbuf_IO_Desc *layer;
  gss_ctx_id_t context;
  GByteArray *raw; /* as it came */
  gsize raw_start; /* what is before it was used */
  gss_buffer_desc plain;
  gsize plain_start;
  GByteArray *out; /* sealed, not yet taken by the socket */
};

static int
setup (Sockbuf_IO_Desc *layer, void *arg)
{
  DirectorySeal *self = arg;

  layer->sbiod_pvt = self;
  self->layer = layer;
  return 0;
}

static int
take_down (Sockbuf_IO_Desc *layer)
{
  DirectorySeal *self = layer->sbiod_pvt;
  OM_uint32 minor;

  if (self == NULL)
    return 0;
  layer->sbiod_pvt = NULL;
  gss_release_buffer (&minor, &self->plain);
  gss_delete_sec_context (&minor, &self->context, GSS_C_NO_BUFFER);
  g_byte_array_unref (self->raw);
  g_byte_array_unref (self->out);
  g_free (self);
  return 0;
}

/* The length of the packet that comes next; 0: it is not known yet. */
static gsize
packet_length (const DirectorySeal *self)
{
  guint32 length;

  if (self->raw->len - self->raw_start < LENGTH_BYTES)
    return 0;
  memcpy (&length, self->raw->data + self->raw_start, LENGTH_BYTES);
  return (gsize) GUINT32_FROM_BE (length) + LENGTH_BYTES;
}

static gboolean
has_packet (const DirectorySeal *self)
{
  gsize length = packet_length (self);

  return length > 0 && self->raw->len - self->raw_start >= length;
}

static gsize
plain_left (const DirectorySeal *self)
{
  return self->plain.length - self->plain_start;
}

static void
drop_used (DirectorySeal *self)
{
  g_byte_array_remove_range (self->raw, 0, (guint) self->raw_start);
  self->raw_start = 0;
}

/* FALSE with errno: the packet is not what it should be. */
static gboolean
open_packet (DirectorySeal *self)
{
  gsize length = packet_length (self);
  gss_buffer_desc sealed = { length - LENGTH_BYTES,
                             self->raw->data + self->raw_start + LENGTH_BYTES };
  int is_encrypted = 0;
  OM_uint32 minor;
  OM_uint32 major;

  gss_release_buffer (&minor, &self->plain);
  self->plain_start = 0;
  major = gss_unwrap (&minor, self->context, &sealed, &self->plain, &is_encrypted, NULL);
  self->raw_start += length;
  if (self->raw_start == self->raw->len) {
    g_byte_array_set_size (self->raw, 0);
    self->raw_start = 0;
  }
  errno = EBADMSG;
  return major == GSS_S_COMPLETE && is_encrypted;
}

/* Grows with what comes, not with what a length promises. */
static ber_slen_t
read_more (DirectorySeal *self, Sockbuf_IO_Desc *layer)
{
  guint before;
  ber_slen_t n;

  if (self->raw_start > 0)
    drop_used (self);
  before = self->raw->len;
  g_byte_array_set_size (self->raw, before + READ_BYTES);
  n = LBER_SBIOD_READ_NEXT (layer, self->raw->data + before, READ_BYTES);
  g_byte_array_set_size (self->raw, before + (n > 0 ? (guint) n : 0));
  return n;
}

static ber_slen_t
read_plain (Sockbuf_IO_Desc *layer, void *data, ber_len_t length)
{
  DirectorySeal *self = layer->sbiod_pvt;
  gsize n;

  while (plain_left (self) == 0) {
    ber_slen_t got;

    if (packet_length (self) > MOST_PACKET_BYTES) {
      errno = EMSGSIZE;
      return -1;
    }
    if (has_packet (self)) {
      if (!open_packet (self))
        return -1;
      continue;
    }
    got = read_more (self, layer);
    if (got <= 0)
      return got;
  }

  n = MIN (length, plain_left (self));
  memcpy (data, (const char *) self->plain.value + self->plain_start, n);
  self->plain_start += n;
  return (ber_slen_t) n;
}

/* FALSE with errno. */
static gboolean
flush (DirectorySeal *self)
{
  while (self->out->len > 0) {
    ber_slen_t n = LBER_SBIOD_WRITE_NEXT (self->layer, self->out->data, self->out->len);

    if (n <= 0)
      return FALSE;
    g_byte_array_remove_range (self->out, 0, (guint) n);
  }
  return TRUE;
}

static gboolean
seal (DirectorySeal *self, void *data, gsize length)
{
  gss_buffer_desc plain = { length, data };
  gss_buffer_desc sealed = GSS_C_EMPTY_BUFFER;
  int is_encrypted = 0;
  guint32 sealed_length;
  OM_uint32 minor;
  OM_uint32 major =
      gss_wrap (&minor, self->context, 1, GSS_C_QOP_DEFAULT, &plain, &is_encrypted, &sealed);

  if (major == GSS_S_COMPLETE && is_encrypted) {
    sealed_length = GUINT32_TO_BE ((guint32) sealed.length);
    g_byte_array_append (self->out, (const guint8 *) &sealed_length, LENGTH_BYTES);
    g_byte_array_append (self->out, sealed.value, (guint) sealed.length);
  }
  gss_release_buffer (&minor, &sealed);
  errno = EBADMSG;
  return major == GSS_S_COMPLETE && is_encrypted;
}

static ber_slen_t
write_plain (Sockbuf_IO_Desc *layer, void *data, ber_len_t length)
{
  DirectorySeal *self = layer->sbiod_pvt;
  gsize n = MIN (length, WRITE_BYTES);

  /* Not more than one packet waits: libldap tries again, and nothing is sealed twice. */
  if (!flush (self))
    return -1;
  if (!seal (self, data, n))
    return -1;
  if (!flush (self) && errno != EAGAIN && errno != EWOULDBLOCK)
    return -1;
  return (ber_slen_t) n;
}

static int
control (Sockbuf_IO_Desc *layer, int option, void *arg)
{
  DirectorySeal *self = layer->sbiod_pvt;

  if (option == LBER_SB_OPT_DATA_READY && (plain_left (self) > 0 || has_packet (self)))
    return 1;
  return LBER_SBIOD_CTRL_NEXT (layer, option, arg);
}

static int
shut (Sockbuf_IO_Desc *layer)
{
  return 0;
}

static Sockbuf_IO seal_io = { .sbi_setup = setup,
                              .sbi_remove = take_down,
                              .sbi_ctrl = control,
                              .sbi_read = read_plain,
                              .sbi_write = write_plain,
                              .sbi_close = shut };

DirectorySeal *
directory_seal_install (Sockbuf *buffer, gss_ctx_id_t context)
{
  DirectorySeal *self = g_new0 (DirectorySeal, 1);
  OM_uint32 minor;

  self->context = context;
  self->raw = g_byte_array_new ();
  self->out = g_byte_array_new ();
  if (ber_sockbuf_add_io (buffer, &seal_io, LBER_SBIOD_LEVEL_APPLICATION, self) == 0)
    return self;

  gss_delete_sec_context (&minor, &self->context, GSS_C_NO_BUFFER);
  g_byte_array_unref (self->raw);
  g_byte_array_unref (self->out);
  g_free (self);
  return NULL;
}

gboolean
directory_seal_flush (DirectorySeal *self)
{
  return flush (self);
}
