/* session-act-way.h - a kind of thing that happens beside the reply while somebody is away: an
 * inbox rule that forwards, an entry in the calendar, a mail
 *
 * Each kind is one file and a row in the table of session-act-ways.c; session-acts.c does all that
 * is the same for all of them: when it is made and taken back, what is kept of it, the journal.
 * Inside session.
 */
#pragma once

#include "delivery-act.h"
#include "oof-slot.h"
#include "session-act.h"
#include "session-org.h"
#include "session-plan.h"
#include "store-act.h"

/* Whom and what it is about; borrowed. */
typedef struct
{
  SessionOrg *org;
  const SessionPlan *plan;
  const char *mailbox;
  guint32 person;
  OofItem *item; /* this and the next: NULL where something is taken back */
  const OofSlot *slot;
  gint64 now_s;
  gint64 begun_s; /* when it was tried first: before now_s when nobody knows whether it was done,
                     because the process died, or the server did not say */
} SessionActAbout;

typedef struct
{
  StoreActKind kind;
  gboolean is_ahead; /* made as soon as the absence is loaded; else when it begins */
  gboolean stays;    /* what is there is not taken back because its absence has ended by itself */

  gboolean (*is_wanted) (const OofItem *item);

  /* Fills in what and mark, and asks nobody. FALSE with the reason why it cannot be. */
  gboolean (*plan) (const SessionActAbout *about, StoreAct *act, GError **error);
  /* Before it is made, and in a rehearsal; only reads. NULL: there is nothing to ask. */
  gboolean (*check) (BaseCall *call, const SessionActAbout *about, const StoreAct *act,
                     GError **error);
  /* By what is kept alone, while nobody else of this program begins anything: what two could not
   * see of each other before. NULL: nothing clashes. */
  gboolean (*claim) (const SessionActAbout *about, const StoreAct *act, GError **error);
  /* One sentence, translated: "Forwards to ben@corp.example and keeps a copy." Caller frees. */
  char *(*say) (const StoreAct *act, SessionActDoes does);

  /* Looks by act->mark first: somebody may have died before it could be kept that it is there; what
   * cannot be looked up is made in the same words once more. Fills in remote and found; of an
   * earlier try remote is there. On the way of delivery-act.h. */
  gboolean (*make) (ExchangeBackend *backend, BaseCall *call, const SessionActAbout *about,
                    StoreAct *act, char **ret_request_id, GError **error);
  /* TRUE also when it is not there any more, and when somebody has changed it, so that it is none
   * of ours. NULL: what was done cannot be taken back. */
  gboolean (*take_back) (ExchangeBackend *backend, BaseCall *call, const SessionActAbout *about,
                         StoreAct *act, char **ret_request_id, GError **error);
} SessionActWay;

/* All of them, in the order in which they are made; NULL-terminated. */
extern const SessionActWay *const session_act_ways[];
/* NULL: of a newer version, or of a kind that is no longer made. */
const SessionActWay *session_act_way_find (StoreActKind kind);
