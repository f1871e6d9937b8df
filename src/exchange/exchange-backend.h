/* exchange-backend.h - what every kind of Exchange can do for this program: one const struct of
 * functions
 *
 * All functions block, can be cancelled through call, and may be called from several threads at the
 * same time, one BaseCall each: an open backend does not change. A mailbox is named by its primary
 * SMTP address. "ews" implements this for servers on premises, "cmdlets" for those
 * of them whose web service is closed.
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"
#include "exchange-entry.h"
#include "exchange-hours.h"
#include "exchange-person.h"
#include "exchange-profile.h"
#include "exchange-rule.h"
#include "oof-field.h"
#include "oof-state.h"

typedef struct _ChecksPlan ChecksPlan;
typedef struct _ExchangeBackend ExchangeBackend;

/* page: ExchangePerson; borrowed. FALSE stops the listing without an error. Called on the thread
 * that lists. */
typedef gboolean (*ExchangePeopleFunc) (GPtrArray *page, gpointer data);
/* One answer of a quick look; borrowed. */
typedef void (*ExchangeAwayFunc) (const ExchangeAway *away, gpointer data);

/* What a listing of changes tells, on the thread that lists. */
typedef struct
{
  ExchangePeopleFunc changed;                      /* new, or other than before */
  void (*removed) (const char *id, gpointer data); /* whose mailbox is gone, whoever knew them */
  gpointer data;
} ExchangeNews;

/* What a reading brings beside the state itself. All of it is freed by exchange_reading_clear ().
 */
typedef struct
{
  OofAudience allowed; /* the organisation's ceiling for replies outside */
  char *request_id;    /* the server's id of the request; NULL when it gave none */
  char *address;       /* the primary address, where the server wanted that one; else NULL */
  GBytes *answer;      /* what came, for people who ask to see it; NULL: not told */
} ExchangeReading;

void exchange_reading_clear (ExchangeReading *self);

/* One of several mailboxes that are asked about in one request. */
typedef struct
{
  const char *mailbox;     /* borrowed */
  const OofState *wanted;  /* set_many: what it shall hold; borrowed */
  OofState *held;          /* get_many: what it holds */
  ExchangeReading reading; /* get_many; of set_many only the request's id */
  GError *error;           /* or why not */
} ExchangeItem;

void exchange_item_clear (ExchangeItem *self);

/* What the test mailbox holds, in one line for the verification. Caller frees. */
char *exchange_reading_describe (const char *mailbox, const OofState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExchangeReading, exchange_reading_clear)

typedef struct
{
  const char *id; /* "ews" */

  /* Talks to the server only as far as it must (to find out how to log in). password: NULL when
   * there is none. */
  ExchangeBackend *(*open) (BaseCall *call, const ExchangeProfile *profile, BaseSecret *password,
                            GError **error);
  void (*close) (ExchangeBackend *self);

  /* The steps of the Verification page for a profile that need not work yet. */
  void (*add_checks) (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password);

  /* query: NULL or "" lists everybody. */
  gboolean (*list_people) (ExchangeBackend *self, BaseCall *call, const char *query,
                           ExchangePeopleFunc each, gpointer data, GError **error);
  /* People whose name or address begins like text, at most 100; empty when there is none.
   * ExchangePerson. */
  GPtrArray *(*resolve) (ExchangeBackend *self, BaseCall *call, const char *text, GError **error);

  /* As list_people for everybody, but only who changed since mark, where the server remembers;
   * NULL: it does not. mark: what came into ret_mark (caller frees) the last time; NULL: there was
   * none. ret_is_all: everybody was told, also where a mark had expired; who was not is gone. */
  gboolean (*list_changes) (ExchangeBackend *self, BaseCall *call, const char *mark,
                            const ExchangeNews *news, char **ret_mark, gboolean *ret_is_all,
                            GError **error);

  /* Groups of exactly that name or address, as ExchangePerson of kind GROUP; and the people in the
   * one of that id, through groups in groups. NULL: groups come from elsewhere. */
  GPtrArray *(*find_groups) (ExchangeBackend *self, BaseCall *call, const char *text,
                             GError **error);
  gboolean (*list_members) (ExchangeBackend *self, BaseCall *call, const char *group,
                            ExchangePeopleFunc each, gpointer data, GError **error);

  /* The people whom a filter means that is written in the server's own language, as Graph's
   * $filter: REJECTED "bad-filter" where the server takes it for none. NULL: filters are asked
   * elsewhere. */
  gboolean (*list_filtered) (ExchangeBackend *self, BaseCall *call, const char *filter,
                             ExchangePeopleFunc each, gpointer data, GError **error);

  /* mailboxes: a strv of any length; batches are the backend's affair. */
  gboolean (*look_away) (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
                         ExchangeAwayFunc each, gpointer data, GError **error);

  OofState *(*get_oof) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                        ExchangeReading *ret_reading /* may be NULL */, GError **error);
  /* Replaces everything. ret_request_id may be NULL; caller frees. */
  gboolean (*set_oof) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                       const OofState *state, char **ret_request_id, GError **error);

  /* Several mailboxes in one request, where the server offers that; most_many is how many, and 0
   * where it does not: then these are NULL. No mailbox may be there twice. Each item gets what was
   * asked for or an error of its own; FALSE: the request as a whole came to nothing, and the items
   * are as they were. A reading among several proves as much as probe does. */
  guint most_many;
  gboolean (*get_many) (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n,
                        GError **error);
  gboolean (*set_many) (ExchangeBackend *self, BaseCall *call, ExchangeItem *items, guint n,
                        GError **error);
  /* Whether a mailbox may be among several; NULL: any may. */
  gboolean (*may_join) (ExchangeBackend *self, BaseCall *call, const char *mailbox);

  /* For how long nobody has been answered, in µs; 0: that is not so. At once, any thread. NULL:
   * whoever stands before it knows. */
  gint64 (*silence) (ExchangeBackend *self);
  /* How many requests, or parts of one, were refused for being too much since it was opened, also
   * where asking again helped. At once, any thread. NULL: as above. */
  guint64 (*refusals) (ExchangeBackend *self);

  /* Proves that the account may act for the mailbox, by reading only: FORBIDDEN, NOT_FOUND … */
  gboolean (*probe) (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error);

  /* The IANA name of the mailbox's own time zone; NULL without an error when the server does not
   * know. */
  char *(*get_zone) (ExchangeBackend *self, BaseCall *call, const char *mailbox, GError **error);

  /* The working hours of mailboxes, a strv of any length; each is told of once, by an error of its
   * own where it has none. NULL: the server does not tell them. */
  gboolean (*look_hours) (ExchangeBackend *self, BaseCall *call, const char *const *mailboxes,
                          ExchangeHoursFunc each, gpointer data, GError **error);

  /* What texts may say about the owner of a mailbox: by OofAbout, NULL where nothing is known;
   * caller frees each. NULL: the server does not tell, or a directory does. */
  gboolean (*look_about) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                          char *ret[OOF_N_ABOUT], GError **error);

  /* The rules of a mailbox's inbox, the person's own as well: ExchangeRule. NULL: the server has
   * none that this program could make, and then the other two are NULL, too; of a hybrid
   * organisation one side may still be UNSUPPORTED "no-rules". */
  GPtrArray *(*list_rules) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                            GError **error);
  /* Makes one rule of name, priority, target, keeps_copy and, where the server knows that, until_s.
   * Other rules stay as they are, also those that Outlook alone keeps and any change would destroy:
   * REJECTED "outlook-rules". ret_request_id may be NULL; caller frees. */
  gboolean (*add_rule) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                        const ExchangeRule *rule, char **ret_request_id, GError **error);
  /* NOT_FOUND when it is gone; REJECTED "outlook-rules" as above. */
  gboolean (*remove_rule) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                           const char *id, char **ret_request_id, GError **error);
  /* Entries of this program's in the mailbox's calendar. NULL, all three: the server lets nobody at
   * calendars this way.
   *
   * find: by wanted->key; ret_held->id stays NULL where there is none. */
  gboolean (*find_entry) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                          const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error);
  /* Nobody is invited. ret_id: caller frees. */
  gboolean (*make_entry) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                          const ExchangeEntry *wanted, char **ret_id, GError **error);
  /* Into the deleted items, without a word to anybody. TRUE also for one that is gone. */
  gboolean (*remove_entry) (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                            const char *id, GError **error);
} ExchangeBackendOps;

/* The head of every implementation's struct. */
struct _ExchangeBackend
{
  const ExchangeBackendOps *ops;
};
