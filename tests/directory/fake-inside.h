/* fake-inside.h - between the files of the directory without a network */
#pragma once

#include "fake.h"

struct _FakeEntry
{
  char *where;
  char *dn;
  GHashTable *values; /* attribute, in lower case → GPtrArray of GBytes */
};

typedef struct
{
  GPtrArray *entries;
  GHashTable *down;
  GString *last;
  char *where;
  guint n_asked;
  guint n_linked;
  const char *deaf_where; /* who refuses filters that hold deaf_word */
  const char *deaf_word;
  guint longest;
  guint most_values;
  gint64 usn;
  guint8 invocation;
  char *link; /* whose rootDSE is looked at */
} FakeState;

extern FakeState fake;

GPtrArray *fake_values (const FakeEntry *self, const char *attribute); /* NULL: none */
const char *fake_text (const FakeEntry *self, const char *attribute);  /* "": none */
gboolean fake_fits (const FakeEntry *entry, const char *filter);
