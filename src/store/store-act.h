/* store-act.h - what was done beside the reply while somebody is away, so that it is done once and
 * taken back
 *
 * One row for each thing of each absence in each mailbox. It is kept before the server hears of it
 * (MAKING) and goes when it is taken back; whoever finds a row that is MAKING or REMOVING looks up
 * by its mark what became of it. Any thread. Errors as in store-db.h.
 */
#pragma once

#include "store-db.h"

typedef enum
{
  STORE_ACT_FORWARD, /* an inbox rule */
  STORE_ACT_CALENDAR,
  STORE_ACT_DECLINE,
  STORE_ACT_TELL_USER,
  STORE_ACT_TELL_SUBSTITUTE,
  STORE_ACT_TELL_MANAGER,
  STORE_N_ACTS
} StoreActKind;

typedef enum
{
  STORE_ACT_MAKING, /* perhaps it is there */
  STORE_ACT_THERE,
  STORE_ACT_REMOVING, /* perhaps it is there */
  STORE_ACT_UNDONE    /* taken back by somebody, and not to be made again for this absence */
} StoreActState;

extern const char *const store_act_kinds[];  /* "forward", "calendar", … */
extern const char *const store_act_states[]; /* "making", "there", … */

typedef struct
{
  char *mailbox; /* lower case */
  char *item;    /* the absence's id */
  StoreActKind kind;
  gint64 away_from_s; /* which time of the absence; instants */
  gint64 away_until_s;
  StoreActState state;
  char *what;    /* what is wanted, in the kind's own words: other words are another thing */
  char *mark;    /* by which it is found on the server: a rule's name */
  char *remote;  /* the server's id, or a mail's; "": not known */
  char *found;   /* as it was read back, to see whether somebody has changed it; "": not known */
  char *run;     /* that made it, in the journal; "": none */
  gint64 at_s;   /* of the last change of this row; MAKING: of the first try */
  char *problem; /* why the last try failed; NULL: it did not */
} StoreAct;

/* Everything else is "" or 0, and MAKING. */
StoreAct *store_act_new (StoreActKind kind, const char *mailbox, const char *item,
                         gint64 away_from_s);
void store_act_free (StoreAct *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreAct, store_act_free)

/* Replaces one of its texts. */
void store_act_set (char **text, const char *value);

/* mailbox NULL: of all. StoreAct, in the order of mailboxes and times; caller unrefs. */
GPtrArray *store_act_list (StoreDb *db, const char *profile, const char *mailbox, GError **error);

/* Takes the place of what was there for the same mailbox, absence, kind and time. Does not wait for
 * the disk: a journal row that is begun afterwards does, for both. */
gboolean store_act_save (StoreDb *db, const char *profile, const StoreAct *act, GError **error);
gboolean store_act_forget (StoreDb *db, const char *profile, const StoreAct *act, GError **error);
