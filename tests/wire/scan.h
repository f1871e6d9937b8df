/* scan.h - what the scanners promise: whatever they take, the tree takes, and it says the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

#define SCAN_ROUNDS 60000

/* Reads by both and asserts that they agree. FALSE: the scanner leaves it to the tree. */
typedef gboolean (*ScanCompare) (const char *data, gsize size);

typedef struct
{
  const char *text;
  gboolean is_known; /* to the scanner */
} ScanRow;

static inline void
scan_check_known (const ScanRow *rows, gsize n_rows, ScanCompare compare)
{
  for (gsize i = 0; i < n_rows; i++) {
    g_autofree char *shown = g_strescape (rows[i].text, NULL);

    g_test_message ("%s", shown);
    g_assert_cmpint (compare (rows[i].text, strlen (rows[i].text)), ==, rows[i].is_known);
  }
}

/* One of the marks put in, the end taken off, a piece taken out, or the beginning copied over a
 * piece. */
static inline void
scan_damage (GRand *random, const char *marks, char *data, gsize *size)
{
  gsize at = (gsize) g_rand_int_range (random, 0, (gint32) *size);
  gsize n = (gsize) g_rand_int_range (random, 1, 9);

  switch (g_rand_int_range (random, 0, 4)) {
  case 0:
    data[at] = marks[g_rand_int_range (random, 0, (gint32) strlen (marks))];
    break;
  case 1:
    *size = at + 1;
    break;
  case 2:
    n = MIN (n, *size - at);
    memmove (data + at, data + at + n, *size - at - n);
    *size = MAX (*size - n, 1);
    break;
  default:
    memmove (data + at, data, MIN (n, *size - at));
  }
}

/* marks: the characters that mean something. */
static inline void
scan_check_damaged (const char *text, const char *marks, ScanCompare compare)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint n_known = 0;

  for (guint i = 0; i < SCAN_ROUNDS; i++) {
    g_autofree char *data = g_strdup (text);
    gsize size = strlen (data);

    for (int k = g_rand_int_range (random, 1, 4); k > 0; k--)
      scan_damage (random, marks, data, &size);
    n_known += compare (data, size);
  }
  g_test_message ("%u of %u are documents all the same", n_known, SCAN_ROUNDS);
  g_assert_cmpuint (n_known, >, 0);
}
