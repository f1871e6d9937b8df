/* cli-file.h - files that commands read and write whole; "-" is standard input and output */
#pragma once

#include "cli-context.h"

/* NULL with an error, also when there are more than most bytes. Caller unrefs. */
GBytes *cli_file_read (CliContext *context, const char *path, gsize most, GError **error);

/* The same of text in UTF-8 without NULs. Caller frees. */
char *cli_file_read_text (CliContext *context, const char *path, GError **error);

/* Certificates, of which an authority has few. From a file alone: what comes over standard input is
 * a password. Caller frees. */
char *cli_file_read_ca (CliContext *context, const char *path, GError **error);

/* A file is there as a whole or as it was before: it is written beside its place and then moved
 * there. path NULL: "-". */
gboolean cli_file_write (const char *path, const char *text, GError **error);
