/* store-chain.h - the chain of the journal: nobody changes, removes or reorders what it says
 * without that being seen
 *
 * Each event of the journal (a row begins, a row ends) has an entry, which carries a digest of what
 * the row says and a hash of that and of the entry before. Who can write to the file can make a
 * whole chain anew; so its newest end is also kept beside the database, in a file with "-head" at
 * the end of its name, and can be written down anywhere else. Any thread; errors as in store-db.h.
 */
#pragma once

#include "store-db.h"

/* Where the chain ends: the number of its newest entry, and the hash there. */
typedef struct
{
  gint64 number; /* 0: it is empty */
  char hash[65]; /* "" when it is empty */
} StoreChainEnd;

/* "12:9f86…", for writing it down. Caller frees. */
char *store_chain_end_format (const StoreChainEnd *self);
/* FALSE when it is none. */
gboolean store_chain_end_parse (const char *text, StoreChainEnd *ret);

typedef enum
{
  STORE_CHAIN_WHOLE,
  STORE_CHAIN_BROKEN,  /* an entry does not follow from the one before */
  STORE_CHAIN_GAP,     /* entries are missing */
  STORE_CHAIN_CHANGED, /* a row says something else than when it was written */
  STORE_CHAIN_REMOVED, /* a row is not there any more */
  STORE_CHAIN_ADDED,   /* a row that nobody has written */
  STORE_CHAIN_TEXT,    /* a reply is not the one that was written, or not there any more */
  STORE_CHAIN_CUT      /* it went on once, or otherwise */
} StoreChainFault;

extern const char *const store_chain_faults[]; /* "whole", "broken", … */

typedef struct
{
  StoreChainFault fault; /* the first that was found */
  gint64 number;         /* the entry where it was; 0: none */
  gint64 row;            /* the journal's row; 0: none */
  StoreChainEnd end;
} StoreChainReport;

/* Looks through all of it. kept: an end that was written down earlier, NULL: none. FALSE only when
 * it could not be read. */
gboolean store_chain_verify (StoreDb *db, const StoreChainEnd *kept, StoreChainReport *ret,
                             GError **error);

/* Keeps where the chain ends, beside the database. That this fails is no reason to fail. */
void store_chain_keep_end (StoreDb *db);
