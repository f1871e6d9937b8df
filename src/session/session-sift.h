/* session-sift.h - finds out which filters people fall into (session-filters.h). On a worker;
 * inside session. */
#pragma once

#include "session-entry.h"
#include "session-filters.h"
#include "session-plan.h"

/* What the list knows of one person. */
typedef struct
{
  OofOwnReply reply; /* that Exchange holds, whoever put it there */
  gboolean has_reply;
  gboolean is_off;        /* no reply goes out now */
  gboolean is_read;       /* it was read in full: none is scheduled that is not known */
  SessionFilters filters; /* as they were; brought up to date here */
} SessionSifted;

/* Borrowed. */
typedef struct
{
  GPtrArray *entries; /* SessionEntry */
  SessionPlan *plan;  /* NULL: not yet */
  GHashTable *held;   /* session-held.h; NULL: not yet */
  gint64 now_s;       /* conflicts after that count */
  gint64 until_s;
} SessionSift;

/* sifted: SessionSifted, one for each of the entries. counts: how many people have each of the
 * filters. Indices whose filters are other ones than before; caller unrefs. */
GArray *session_sift (const SessionSift *self, GArray *sifted, guint counts[SESSION_FILTER_N]);
