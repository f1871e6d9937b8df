/* session-org.h - an open organisation: its backend, its workers
 *
 * Reference-counted; any thread. Everything here blocks. When the last reference goes, the backend
 * and the connections close.
 */
#pragma once

#include "exchange-backend.h"
#include "oof-change.h"
#include "session-core.h"

typedef struct _DeliveryRun DeliveryRun;
typedef struct _SessionDirectory SessionDirectory;
typedef struct _SessionOnline SessionOnline;
typedef struct _SessionPool SessionPool;
typedef struct _StoreDb StoreDb;

/* Takes backend. password: the one for the servers on premises, for who asks them beside the
 * backend; NULL: there is none. */
SessionOrg *session_org_new (ExchangeBackend *backend, StoreDb *db, ExchangeProfile *profile,
                             BaseSecret *password);
SessionOrg *session_org_ref (SessionOrg *self);
void session_org_unref (SessionOrg *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionOrg, session_org_unref)

/* Before anybody else knows self. Takes directory, which may be NULL. */
void session_org_take_directory (SessionOrg *self, SessionDirectory *directory);

/* Likewise: the admin endpoint, where it is switched on. */
void session_org_take_online (SessionOrg *self, SessionOnline *online);
SessionOnline *session_org_online (SessionOrg *self); /* borrowed; NULL when it is off */

/* Drops the last reference, and returns when the workers have ended: what a program without a main
 * loop does before it ends. NULL is fine. */
void session_org_finish (SessionOrg *self);

ExchangeProfile *session_org_profile (SessionOrg *self); /* borrowed */
BaseSecret *session_org_password (SessionOrg *self);     /* borrowed; NULL: there is none */
SessionPool *session_org_pool (SessionOrg *self);        /* borrowed */
/* How many requests its servers may be asked at the same time: workers for what only reads. */
guint session_org_jobs (SessionOrg *self);
/* One more than requests that its servers may be asked at the same time: while one worker waits for
 * the disk, another asks. */
guint session_org_workers (SessionOrg *self);
/* "ews", "graph": who answers for the mailbox, as far as is known. Static. */
const char *session_org_backend_id (SessionOrg *self, const char *mailbox);
/* Somebody who was listed: where their mailbox is need not be found out. */
void session_org_note_person (SessionOrg *self, const ExchangePerson *person);
/* Borrowed; NULL when its profile names none. Whether it answers shows with the first question. */
SessionDirectory *session_org_directory (SessionOrg *self);

/* A run of delivery by this person at this computer. why: "set from the command line". Caller
 * unrefs. */
DeliveryRun *session_org_new_run (SessionOrg *self, const char *why);
/* How many mailboxes go into one request; 0 or 1: each is asked alone. */
guint session_org_most_many (SessionOrg *self);
/* Whether this one may be among several. May ask the directory. */
gboolean session_org_may_join (SessionOrg *self, BaseCall *call, const char *mailbox);
/* For how many seconds the server, or one of them, has answered nobody who asked. At once. */
guint session_org_silence_s (SessionOrg *self);
/* Requests, or parts of one, that servers refused for being too much since it was opened. */
guint64 session_org_refusals (SessionOrg *self);
/* each is called about once a second while a run is under way, by the thread that waits for it. For
 * how many seconds the server has answered nobody; 0: it answers. Before the first run. */
typedef void (*SessionWatchFunc) (guint silence_s, gpointer data);
void session_org_watch (SessionOrg *self, SessionWatchFunc each, gpointer data);
void session_org_tell_watch (SessionOrg *self); /* for the run */

gboolean session_org_list_people (SessionOrg *self, BaseCall *call, const char *query,
                                  ExchangePeopleFunc each, gpointer data, GError **error);
/* Those whom a hybrid organisation has in Exchange Online; in any other there is nobody to add. */
gboolean session_org_list_cloud (SessionOrg *self, BaseCall *call, const char *query,
                                 ExchangePeopleFunc each, gpointer data, GError **error);
/* Whether an organisation online tells who changed; as list_changes of exchange-backend.h. Not to a
 * person who signed in: they list themselves. */
gboolean session_org_lists_changes (SessionOrg *self);
gboolean session_org_list_changes (SessionOrg *self, BaseCall *call, const char *mark,
                                   const ExchangeNews *news, char **ret_mark, gboolean *ret_is_all,
                                   GError **error);

/* Groups of Exchange Online by exact name or address, as find_groups of exchange-backend.h; where
 * there is no cloud UNSUPPORTED "no-directory", because groups come from that. */
GPtrArray *session_org_find_groups (SessionOrg *self, BaseCall *call, const char *text,
                                    GError **error);
/* The people in the group of that id, through groups in groups. */
gboolean session_org_list_members (SessionOrg *self, BaseCall *call, const char *group,
                                   ExchangePeopleFunc each, gpointer data, GError **error);

/* The people whom a filter of Exchange Online means ($filter); where there is no cloud UNSUPPORTED
 * "no-directory". */
gboolean session_org_list_filtered (SessionOrg *self, BaseCall *call, const char *filter,
                                    ExchangePeopleFunc each, gpointer data, GError **error);

gboolean session_org_look_away (SessionOrg *self, BaseCall *call, const char *const *mailboxes,
                                ExchangeAwayFunc each, gpointer data, GError **error);
/* IANA; NULL without an error when unknown. Caller frees. */
char *session_org_get_zone (SessionOrg *self, BaseCall *call, const char *mailbox, GError **error);

/* The working hours of mailboxes, as look_hours of exchange-backend.h; UNSUPPORTED "no-hours" where
 * the server does not tell them. */
gboolean session_org_look_hours (SessionOrg *self, BaseCall *call, const char *const *mailboxes,
                                 ExchangeHoursFunc each, gpointer data, GError **error);

/* As look_about of exchange-backend.h; nothing where the server does not tell. */
gboolean session_org_look_about (SessionOrg *self, BaseCall *call, const char *mailbox,
                                 char *ret[OOF_N_ABOUT], GError **error);

/* As find_entry of exchange-backend.h; UNSUPPORTED "no-entries" where there are none. */
gboolean session_org_find_entry (SessionOrg *self, BaseCall *call, const char *mailbox,
                                 const ExchangeEntry *wanted, ExchangeEntry *ret_held,
                                 GError **error);

/* Whether inbox rules can be made here. */
gboolean session_org_has_rules (SessionOrg *self);
/* As list_rules of exchange-backend.h; UNSUPPORTED "no-rules" where there are none. */
GPtrArray *session_org_list_rules (SessionOrg *self, BaseCall *call, const char *mailbox,
                                   GError **error);

/* Proves that the account may act for the mailbox, by reading only. */
gboolean session_org_probe (SessionOrg *self, BaseCall *call, const char *mailbox, GError **error);

/* Keeps how a test of access came out: mailboxes tried, and those of them that it succeeded for.
 * outcomes: SessionOutcome, of the first of them. */
gboolean session_org_keep_evidence (SessionOrg *self, guint tried, guint succeeded,
                                    const GPtrArray *outcomes, GError **error);
