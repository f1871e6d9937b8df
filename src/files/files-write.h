/* files-write.h - YAML line by line, always in the same way: equal values are equal bytes
 *
 * A text of several lines is a block, so that a difference shows the line that changed; what a
 * block would not give back byte for byte is quoted. Inside the room.
 */
#pragma once

#include <glib.h>

typedef struct
{
  GString *out; /* borrowed */
  guint indent;
  gboolean is_entry; /* the next line begins an entry of a list */
} FilesWriter;

typedef enum
{
  FILES_STYLE_PLAIN, /* without quotes where nobody could take it for something else */
  FILES_STYLE_QUOTED
} FilesStyle;

/* "name: word", as it is. */
void files_write_word (FilesWriter *self, const char *name, const char *word);
void files_write_text (FilesWriter *self, const char *name, const char *text, FilesStyle style);

/* "name:", and what follows until the end is in it; without anything it is left out. */
gsize files_write_begin (FilesWriter *self, const char *name);
void files_write_end (FilesWriter *self, gsize begun);

/* A list's entry: of keys, those that are written until the end; or a word or text alone. */
void files_write_begin_entry (FilesWriter *self);
void files_write_end_entry (FilesWriter *self);
void files_write_text_entry (FilesWriter *self, const char *text);
void files_write_word_entry (FilesWriter *self, const char *word);
