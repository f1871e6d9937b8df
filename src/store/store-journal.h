/* store-journal.h - what was done to which mailbox, and what was there before
 *
 * A write is journalled in two steps: begin, with what the mailbox holds and what it shall hold, is
 * on the disk before the server hears anything; end says how it came out. A row without an end is a
 * write that was interrupted (the machine or the process died): its mailbox holds either state, and
 * nothing is lost. Rows are never changed otherwise; store-chain.h shows whether that is so. Begin
 * also keeps the mailbox's snapshot: the first state that this program ever found there.
 *
 * Calls from several threads at the same time share one transaction (group commit). Any thread.
 * Errors as in store-db.h.
 */
#pragma once

#include "oof-state.h"
#include "store-db.h"

typedef enum
{
  STORE_RESULT_BEGUN, /* no end yet: in work, or interrupted */
  STORE_RESULT_WRITTEN,
  STORE_RESULT_FAILED
} StoreResult;

extern const char *const store_result_names[]; /* "begun", "written", "failed" */

typedef struct
{
  gint64 id;
  GDateTime *at; /* UTC */
  char *who;     /* the person at this computer: "root@host" */
  char *run;     /* a UUID for all writes of one command or click */
  char *profile; /* id */
  char *mailbox; /* lower case */
  OofState *before;
  OofState *after;
  char *why;        /* "set from the command line"; "" when nothing was given */
  char *request_id; /* the server's; NULL until the end, or when it gave none */
  StoreResult result;
  char *error; /* what went wrong, in one line; NULL when nothing did */
} StoreJournalRow;

void store_journal_row_free (StoreJournalRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreJournalRow, store_journal_row_free)

/* Takes at, who, run, profile, mailbox, before, after and why from row. Returns once it is on the
 * disk: the row's id, or 0 with an error. */
gint64 store_journal_begin (StoreDb *db, const StoreJournalRow *row, GError **error);

/* The same for several mailboxes at once: all rows are on the disk, or none is. ret_ids: n of them.
 */
gboolean store_journal_begin_many (StoreDb *db, const StoreJournalRow *rows, guint n,
                                   gint64 *ret_ids, GError **error);

/* Does not wait for the disk. It outlives this process, however that ends; a power cut within the
 * next seconds can lose the end (never the row itself), which then reads as interrupted. */
gboolean store_journal_end (StoreDb *db, gint64 id, StoreResult result, const char *request_id,
                            const char *problem, GError **error);

/* What is looked for; NULL: whatever it is. */
typedef struct
{
  const char *profile;
  const char *mailbox;
  const char *run;
  const char *who;  /* part of the name, in any case */
  const char *text; /* part of mailbox, reason, error or one of the replies; A and a are the same */
  GDateTime *from;  /* not before */
  GDateTime *until; /* before */
  gint64 below;     /* only rows with a smaller id; 0: any. The id of the last one goes on */
  guint most;
} StoreJournalSearch;

/* The whole id of the one run of the profile that begins so, without reading any other. Caller
 * frees. NULL without an error: there is none, or there are several. */
char *store_journal_find_run (StoreDb *db, const char *profile, const char *beginning,
                              GError **error);

/* Which rows a run has, newest first; without their texts, which are long where there are very many
 * of them. mailbox: borrowed for the time of the call. */
typedef void (*StoreJournalGlance) (gint64 id, const char *mailbox, gpointer data);
gboolean store_journal_each_of_run (StoreDb *db, const char *profile, const char *run,
                                    StoreJournalGlance each, gpointer data, GError **error);

/* One row, by its id. NULL with or without an error: there is none. Caller frees. */
StoreJournalRow *store_journal_find (StoreDb *db, gint64 id, GError **error);

/* Newest first. StoreJournalRow; caller unrefs. */
GPtrArray *store_journal_search (StoreDb *db, const StoreJournalSearch *search, GError **error);

/* Newest first. profile NULL: of all; mailbox NULL: of all. StoreJournalRow; caller unrefs. */
GPtrArray *store_journal_list (StoreDb *db, const char *profile, const char *mailbox, guint most,
                               GError **error);

/* The first state found in the mailbox, and when (ret_at may be NULL). NULL without an error when
 * we never wrote to it. */
OofState *store_snapshot_find (StoreDb *db, const char *profile, const char *mailbox,
                               GDateTime **ret_at, GError **error);
