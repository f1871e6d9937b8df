/* session-load-private.h - one loading of the list of people, and where they are asked for */
#pragma once

#include "session-directory.h"
#include "session-feed.h"
#include "session-hub-private.h"
#include "session-merge.h"

struct _SessionLoad
{
  SessionFeed *feed;
  SessionDirectory *directory; /* NULL: Exchange is asked */
  SessionOrg *org;             /* may be NULL where there is a directory */
  char *mark;                  /* the directory's: of the last time, then of this one */
  GPtrArray *before;           /* SessionEntry: what the list held when the loading began */
  GHashTable *unseen;          /* id → SessionEntry, of those in before who have not come yet */
  GHashTable *seen;            /* ids of the others; of entries in before or news */
  SessionMerge *merge;         /* all who are known, while the cloud is asked */
  GPtrArray *news;             /* SessionEntry: all who are new or changed */
  GPtrArray *rest;             /* of them, those the feed did not hand over */
  GPtrArray *removed;          /* ids, of entries in before */
  GPtrArray *outers;           /* GTask: the refreshes that wait for it; main thread only */
};

/* Asks the directory where there is one, else Exchange. On a worker. */
gboolean session_load_ask (SessionLoad *self, BaseCall *call, GError **error);
