/* sim-ldap-photo.c - small pictures for people
 *
 * A PNG with two colours, written by hand: its data is "compressed" into one stored block, so no
 * library is needed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-photo.h"

#define CELLS 5
#define CELL 8
#define SIDE (CELLS * CELL)
#define ROW_BYTES (1 + SIDE / 8) /* the filter's byte, then a bit for each point */
#define DATA_BYTES (SIDE * ROW_BYTES)

static void
append_32 (GString *out, guint32 number)
{
  for (int shift = 24; shift >= 0; shift -= 8)
    g_string_append_c (out, (char) (number >> shift));
}

static guint32
checksum (const char *data, gsize size)
{
  guint32 crc = 0xFFFFFFFFu;

  for (gsize i = 0; i < size; i++) {
    crc ^= (guchar) data[i];
    for (guint bit = 0; bit < 8; bit++)
      crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0);
  }
  return ~crc;
}

/* Begins a chunk; returns where its checksum begins. */
static gsize
open_chunk (GString *out, const char *kind, guint32 size)
{
  append_32 (out, size);
  g_string_append_len (out, kind, 4);
  return out->len - 4;
}

static void
close_chunk (GString *out, gsize start)
{
  append_32 (out, checksum (out->str + start, out->len - start));
}

/* Left and right are alike: three columns of cells are chosen. */
static gboolean
is_set (guint64 dice, guint column, guint row)
{
  guint mirrored = MIN (column, CELLS - 1 - column);

  return (dice >> (row * 3 + mirrored) & 1) != 0;
}

static void
append_data (GString *out, guint64 dice)
{
  guint32 low = 1;
  guint32 high = 0;
  gsize start;

  /* zlib's head, then the one block: final, stored, its length and the complement of that. */
  g_string_append_len (out, "\x78\x01\x01", 3);
  g_string_append_c (out, (char) (DATA_BYTES & 0xFF));
  g_string_append_c (out, (char) (DATA_BYTES >> 8));
  g_string_append_c (out, (char) (~DATA_BYTES & 0xFF));
  g_string_append_c (out, (char) (~DATA_BYTES >> 8 & 0xFF));
  start = out->len;
  for (guint y = 0; y < SIDE; y++) {
    g_string_append_c (out, '\0');
    for (guint column = 0; column < CELLS; column++) /* a cell is one byte wide */
      g_string_append_c (out, is_set (dice, column, y / CELL) ? '\xFF' : '\0');
  }
  for (gsize i = start; i < out->len; i++) {
    low = (low + (guchar) out->str[i]) % 65521;
    high = (high + low) % 65521;
  }
  append_32 (out, high << 16 | low);
}

void
sim_ldap_photo_append (GString *out, guint64 dice)
{
  gsize chunk;

  g_string_append_len (out, "\x89PNG\r\n\x1A\n", 8);
  chunk = open_chunk (out, "IHDR", 13);
  append_32 (out, SIDE);
  append_32 (out, SIDE);
  g_string_append_len (out, "\x01\x03\x00\x00\x00", 5); /* one bit a point, by palette */
  close_chunk (out, chunk);

  chunk = open_chunk (out, "PLTE", 6);
  g_string_append_len (out, "\xF0\xF0\xF0", 3);
  for (guint i = 0; i < 3; i++)
    g_string_append_c (out, (char) (0x30 + (dice >> (20 + i * 8) & 0x7F)));
  close_chunk (out, chunk);

  chunk = open_chunk (out, "IDAT", 2 + 5 + DATA_BYTES + 4);
  append_data (out, dice);
  close_chunk (out, chunk);
  close_chunk (out, open_chunk (out, "IEND", 0));
}
