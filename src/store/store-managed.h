/* store-managed.h - what we have put into a mailbox, so that it is known again, and what the person
 * had there before
 *
 * One row for each mailbox that holds, or last held, a reply of ours. It is kept before the server
 * hears of a write (wanted), and once more when what arrived was read back (held): what the mailbox
 * holds is ours when it is one of the two. Any thread. Errors as in store-db.h.
 */
#pragma once

#include "oof-state.h"
#include "store-db.h"

/* What became of our reply without our doing. */
typedef enum
{
  STORE_DRIFT_NONE,
  STORE_DRIFT_CHANGED, /* somebody has changed it */
  STORE_DRIFT_OFF,     /* somebody has switched it off: came back early */
  STORE_DRIFT_UNDONE   /* it was taken back here, and is not to be written again */
} StoreDrift;

extern const char *const store_drift_names[]; /* "none", "changed", "off", "undone" */

/* Immutable once it is shared; texts are copied by store_managed_copy (). */
typedef struct _StoreManaged
{
  char *mailbox;      /* lower case */
  char *item;         /* whose reply the mailbox holds: its id; "": none of ours */
  gint64 away_from_s; /* the absence that its texts speak of; instants */
  gint64 away_until_s;
  gint64 written_s; /* when that was written last; 0: nobody knows */
  OofState *wanted; /* what was written last; NULL: nothing that is still ours */
  OofState *held;   /* what was read back last, also when it is not ours any more; NULL: nothing
                       yet */
  OofState *own; /* what to put back when we are through, also with what was left of ours, should it
                    be taken up again; NULL: nothing */
  StoreDrift drift;
  char *left_item; /* with a drift: the absence that is over for this person because of it */
  gint64 left_from_s;
  gint64 left_until_s;
  char *problem; /* why the last write failed; NULL: it did not */
} StoreManaged;

StoreManaged *store_managed_new (const char *mailbox, const char *item);
StoreManaged *store_managed_copy (const StoreManaged *self);
void store_managed_free (StoreManaged *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreManaged, store_managed_free)

/* NULL without an error when the mailbox is none of ours. Caller frees. */
StoreManaged *store_managed_find (StoreDb *db, const char *profile, const char *mailbox,
                                  GError **error);
/* Takes the place of what was there. Does not wait for the disk: a journal row that is begun
 * afterwards does, for both. */
gboolean store_managed_save (StoreDb *db, const char *profile, const StoreManaged *managed,
                             GError **error);
gboolean store_managed_forget (StoreDb *db, const char *profile, const char *mailbox,
                               GError **error);

/* What there is to say about a mailbox at a glance; borrowed. */
typedef struct
{
  const char *mailbox;
  const char *item;
  gint64 held_until_s; /* the end of the window that was written; G_MAXINT64: none */
  StoreDrift drift;
  const char *left_item;
  const char *problem;
  gboolean is_theirs; /* nothing else than the person had was ever written, and its absence is not
                         planned any more: it is the person's own again */
} StoreManagedGlance;

typedef void (*StoreManagedFunc) (const StoreManagedGlance *glance, gpointer data);

gboolean store_managed_each (StoreDb *db, const char *profile, StoreManagedFunc each, gpointer data,
                             GError **error);
