/* files-text.h - templates and holidays as keys of a file. Inside the room. */
#pragma once

#include "files-field.h"

/* Errors as in files-field.h, and what oof_text_new () says. Caller unrefs. */
OofText *files_text_read (FilesReader *reader, const FilesNode *node, GError **error);
void files_text_write (FilesWriter *writer, const OofText *text);

#define FILES_MOST_HOLIDAYS 100000

/* "file-value": no name, or more days than that. Caller unrefs. */
OofDays *files_days_read (FilesReader *reader, const FilesNode *node, GError **error);
void files_days_write (FilesWriter *writer, const OofDays *days);
