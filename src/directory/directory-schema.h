/* directory-schema.h - what the forest's schema knows. For this room only. */
#pragma once

#include "directory-forest.h"

typedef struct
{
  gboolean has_exchange; /* mailboxes are marked: msExchMailboxGuid */
  gboolean has_kinds;    /* and their kinds: msExchRecipientTypeDetails */
  /* The catalog has what people are shown: department, title and office. */
  gboolean is_in_catalog;
} DirectorySchema;

/* Asks once for each forest. */
gboolean directory_schema_get (DirectoryForest *forest, BaseCall *call, DirectorySchema *ret,
                               GError **error);
