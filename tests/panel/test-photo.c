/* test-photo.c - pictures from anywhere: what is shown, what is not, and nothing is decoded to know
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-photo.h"

#include <string.h>

/* A real one, as GDK writes it. */
static GBytes *
make_png (int width, int height)
{
  g_autoptr (GBytes) pixels =
      g_bytes_new_take (g_malloc0 ((gsize) (width * height * 4)), (gsize) (width * height * 4));
  g_autoptr (GdkTexture) texture =
      gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, pixels, (gsize) width * 4);

  return gdk_texture_save_to_png_bytes (texture);
}

static void
test_png (void)
{
  g_autoptr (GBytes) small = make_png (96, 64);
  g_autoptr (GBytes) wide = make_png (PANEL_PHOTO_MOST + 1, 1);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (small, 0, g_bytes_get_size (small) / 2);
  g_autoptr (GdkTexture) photo = panel_photo_new (small);
  guint width, height;

  g_assert_nonnull (photo);
  g_assert_cmpint (gdk_texture_get_width (photo), ==, 96);
  g_assert_true (panel_photo_measure (small, &width, &height));
  g_assert_cmpuint (width, ==, 96);
  g_assert_cmpuint (height, ==, 64);
  g_assert_null (panel_photo_new (wide));
  g_assert_null (panel_photo_new (cut));
}

/* 65,535 x 65,535 in some bytes: refused by what it says, not by what it would take. */
static void
test_bombs (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x06\0\0\0";
  static const char jpeg[] = "\xff\xd8\xff\xe0\0\x06JFIF\xff\xff\xc2\0\x11\x08\xff\xff\xff\xff\x03";
  static const char huge[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08";
  g_autoptr (GBytes) a = g_bytes_new_static (png, sizeof png);
  g_autoptr (GBytes) b = g_bytes_new_static (jpeg, sizeof jpeg);
  g_autoptr (GBytes) c = g_bytes_new_static (huge, sizeof huge);
  guint width, height;

  g_assert_true (panel_photo_measure (a, &width, &height));
  g_assert_cmpuint (width, ==, 65535);
  g_assert_null (panel_photo_new (a));
  g_assert_true (panel_photo_measure (b, &width, &height));
  g_assert_cmpuint (width, ==, 65535);
  g_assert_cmpuint (height, ==, 65535);
  g_assert_null (panel_photo_new (b));
  g_assert_null (panel_photo_new (c));
}

static void
test_nonsense (void)
{
  static const struct
  {
    const char *data;
    gsize size;
  } rows[] = {
    { "", 0 },
    { "GIF89a\1\0\1\0", 10 },
    { "\xff\xd8", 2 },
    { "\xff\xd8\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 13 },
    { "\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0\0", 13 }, /* a segment without a length */
    { "\xff\xd8\xff\xe0\xff\xff\0\0\0\0\0\0\0", 13 },
    { "\xff\xd8\xff\xda\0\x08\0\0\0\0\0\0\0", 13 },
    { "\xff\xd8\xff\xc0\0\x0b\x08\0\0\0\0\1", 12 }, /* no lines */
    { "<svg xmlns='http://www.w3.org/2000/svg' width='9999'/>", 54 },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].data, rows[i].size);

    g_test_message ("row %u", i);
    g_assert_null (panel_photo_new (bytes));
  }
}

static void
test_large_file (void)
{
  g_autoptr (GBytes) small = make_png (8, 8);
  gsize size = 2 * 1024 * 1024;
  char *data = g_malloc0 (size);
  g_autoptr (GBytes) padded = NULL;

  memcpy (data, g_bytes_get_data (small, NULL), g_bytes_get_size (small));
  padded = g_bytes_new_take (data, size);
  g_assert_null (panel_photo_new (padded));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/photo/png", test_png);
  g_test_add_func ("/panel/photo/bombs", test_bombs);
  g_test_add_func ("/panel/photo/nonsense", test_nonsense);
  g_test_add_func ("/panel/photo/large-file", test_large_file);
  return g_test_run ();
}
