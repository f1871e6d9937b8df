/* panel-long-words.c - text without any space, of many thousand characters, in a text view
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-long-words.h"

#define LEAST 200 /* characters that are looked at */
#define LONG 1000
#define SLICE 250
#define TAG "slice"

static gboolean
is_space (gunichar c, gpointer data)
{
  return g_unichar_isspace (c);
}

static GtkTextTag *
find_tag (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG);

  return tag != NULL ? tag : gtk_text_buffer_create_tag (buffer, TAG, "letter-spacing", 1, NULL);
}

/* Every other slice: so each has neighbours that are shaped by themselves. */
static void
slice_word (GtkTextBuffer *buffer, int from, int until)
{
  GtkTextTag *tag = find_tag (buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, until);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  for (int at = from; at < until; at += 2 * SLICE) {
    gtk_text_buffer_get_iter_at_offset (buffer, &start, at);
    gtk_text_buffer_get_iter_at_offset (buffer, &end, MIN (at + SLICE, until));
    gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  }
}

void
panel_long_words_slice (GtkTextBuffer *buffer, int from, int until)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  int at, word;

  if (until - from < LEAST)
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, until);
  gtk_text_iter_backward_find_char (&start, is_space, NULL, NULL);
  gtk_text_iter_forward_find_char (&end, is_space, NULL, NULL);
  text = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
  at = word = gtk_text_iter_get_offset (&start);
  for (const char *c = text;; c = g_utf8_next_char (c), at++) {
    if (*c != '\0' && !g_unichar_isspace (g_utf8_get_char (c)))
      continue;
    if (at - word > LONG)
      slice_word (buffer, word, at);
    word = at + 1;
    if (*c == '\0')
      return;
  }
}

void
panel_long_words_slice_all (GtkTextBuffer *buffer)
{
  panel_long_words_slice (buffer, 0, gtk_text_buffer_get_char_count (buffer));
}
