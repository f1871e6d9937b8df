/* files-known.h - what somebody knows who reads a file: what its names mean */
#pragma once

#include "oof-days.h"
#include "oof-text.h"

/* Functions may be NULL: nothing is known, and nothing of it is looked for. */
typedef struct
{
  gboolean is_kept; /* it was right when it was kept: placeholders and zones are not looked at */
  const char *default_id; /* of an absence that does not say its own; NULL: one is made up */
  const char *creator;    /* of absences that do not say who made them */
  gint64 now_s;           /* and when */
  /* The one that has that id now: what was made once keeps its maker and moment. Borrowed. */
  OofItem *(*find_item) (const char *id, gpointer data);
  /* NULL: an absence may name any template. Borrowed. */
  OofText *(*find_text) (const char *name, gpointer data);
  OofDays *(*find_holidays) (const char *name, gpointer data); /* borrowed */
  gpointer data;
} FilesKnown;
