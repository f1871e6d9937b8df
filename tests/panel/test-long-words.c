/* test-long-words.c - words of thousands of characters are in slices, other text is as it was
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-long-words.h"

#define MOST_SLICE 250

/* The longest stretch of [from, until) in which no tag begins or ends. */
static int
longest (GtkTextBuffer *buffer, int from, int until)
{
  GtkTextIter at;
  int most = 0;

  while (from < until) {
    int end = until;

    gtk_text_buffer_get_iter_at_offset (buffer, &at, from);
    if (gtk_text_iter_forward_to_tag_toggle (&at, NULL))
      end = MIN (gtk_text_iter_get_offset (&at), until);
    most = MAX (most, end - from);
    from = end;
  }
  return most;
}

static GtkTextBuffer *
make (const char *text)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);

  gtk_text_buffer_set_text (buffer, text, -1);
  panel_long_words_slice_all (buffer);
  return buffer;
}

static void
test_long (void)
{
  g_autofree char *word = g_strnfill (5000, 'x');
  g_autofree char *text = g_strdup_printf ("Away é %s until Monday.", word);
  g_autoptr (GtkTextBuffer) buffer = make (text);
  g_autofree char *kept = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  kept = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (kept, ==, text);
  g_assert_cmpint (longest (buffer, 7, 5007), ==, MOST_SLICE);
  g_assert_cmpint (longest (buffer, 5007, 5022), ==, 15);

  /* It grows in the middle, by pieces that are not long themselves. */
  for (int i = 0; i < 4; i++) {
    gtk_text_buffer_get_iter_at_offset (buffer, &start, 2000);
    gtk_text_buffer_insert (buffer, &start, word, 900);
    panel_long_words_slice (buffer, 2000, 2900);
  }
  g_assert_cmpint (longest (buffer, 7, 5007 + 4 * 900), ==, MOST_SLICE);
}

static void
test_usual (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GtkTextBuffer) buffer = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append (text, "a day\noff ");
  buffer = make (text->str);
  g_assert_cmpint (longest (buffer, 0, 10000), ==, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/long-words/long", test_long);
  g_test_add_func ("/panel/long-words/usual", test_usual);
  return g_test_run ();
}
