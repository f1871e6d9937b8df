/* files-who.h - for whom an absence is, as keys of a file. Inside the room. */
#pragma once

#include "files-field.h"

typedef struct
{
  GArray *who;    /* OofFor */
  GArray *except; /* OofFor */
  gboolean is_living;
} FilesWho;

gboolean files_who_read (FilesReader *reader, const FilesNode *node, FilesWho *ret, GError **error);
void files_who_write (FilesWriter *writer, const OofItemParts *parts);
