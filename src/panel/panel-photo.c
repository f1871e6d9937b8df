/* panel-photo.c - somebody's picture, from bytes that came from anywhere
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-photo.h"

#include <string.h>

#define MOST_BYTES (1024 * 1024)

static guint
read_16 (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static gboolean
measure_png (const guint8 *data, gsize size, guint *ret_width, guint *ret_height)
{
  static const guint8 begin[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
                                  0,    0,   0,   13,  'I',  'H',  'D',  'R' };

  if (size < sizeof begin + 8 || memcmp (data, begin, sizeof begin) != 0)
    return FALSE;

  data += sizeof begin;
  *ret_width = read_16 (data) << 16 | read_16 (data + 2);
  *ret_height = read_16 (data + 4) << 16 | read_16 (data + 6);
  return TRUE;
}

static gboolean
is_frame (guint marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* From segment to segment, to the first that begins a frame. */
static gboolean
measure_jpeg (const guint8 *data, gsize size, guint *ret_width, guint *ret_height)
{
  gsize at = 2;

  if (size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;

  while (at + 9 <= size && data[at] == 0xff) {
    guint marker = data[at + 1];

    if (marker == 0xff) { /* filling */
      at++;
      continue;
    }
    if (is_frame (marker)) {
      *ret_height = read_16 (data + at + 5);
      *ret_width = read_16 (data + at + 7);
      return TRUE;
    }
    if (marker == 0xda || marker == 0xd9 || read_16 (data + at + 2) < 2)
      return FALSE;
    at += 2 + read_16 (data + at + 2);
  }
  return FALSE;
}

gboolean
panel_photo_measure (GBytes *bytes, guint *ret_width, guint *ret_height)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return measure_png (data, size, ret_width, ret_height) ||
         measure_jpeg (data, size, ret_width, ret_height);
}

GdkTexture *
panel_photo_new (GBytes *bytes)
{
  guint width, height;

  if (g_bytes_get_size (bytes) > MOST_BYTES || !panel_photo_measure (bytes, &width, &height) ||
      width == 0 || height == 0 || width > PANEL_PHOTO_MOST || height > PANEL_PHOTO_MOST)
    return NULL;
  return gdk_texture_new_from_bytes (bytes, NULL);
}
