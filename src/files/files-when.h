/* files-when.h - when an absence is, as keys of a file. Inside the room. */
#pragma once

#include "files-field.h"

/* Errors as in files-field.h, and what oof_when_new () and oof_rule_parse () say. Caller unrefs. */
OofWhen *files_when_read (FilesReader *reader, const FilesNode *node, GError **error);
void files_when_write (FilesWriter *writer, const OofWhen *when);
