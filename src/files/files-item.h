/* files-item.h - an absence as keys of a file. Inside the room. */
#pragma once

#include "files-field.h"

/* An absence without an id gets one that is made of what it says: the same again is the same
 * absence. Errors as in files-field.h, and what oof_when_new (), oof_item_new () and
 * oof_text_new () say; "no-template", "no-calendar", "zone-unknown". Caller unrefs. */
OofItem *files_item_read (FilesReader *reader, const FilesNode *node, GError **error);
void files_item_write (FilesWriter *writer, const OofItem *item);
