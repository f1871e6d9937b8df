/* session-hub.h - what the panel talks to: everything behind it, on its own threads
 *
 * One for the life of the panel; main thread only. Functions named _async never block; their
 * callback comes on the main thread, also after cancelling (G_IO_ERROR_CANCELLED). Errors are for
 * session_explain ().
 *
 * Properties, with notify: "state" (SessionState), "profile-name" (string; "" when there is none),
 * "is-loading" (boolean: the people's list or their states are being fetched), "people-read-at"
 * (GDateTime; notifies also when the people's problem changes).
 */
#pragma once

#include "base-secret.h"
#include "checks-plan.h"
#include "exchange-profile.h"
#include "oof-change.h"
#include "session-core.h"
#include "session-facets.h"
#include "session-row.h"

#include <gio/gio.h>

#define SESSION_TYPE_HUB (session_hub_get_type ())
G_DECLARE_FINAL_TYPE (SessionHub, session_hub, SESSION, HUB, GObject)

typedef enum
{
  SESSION_STATE_STARTING,
  SESSION_STATE_NO_PROFILE, /* nothing configured yet: open the wizard */
  SESSION_STATE_CONNECTING,
  SESSION_STATE_CONNECTED,
  SESSION_STATE_OFFLINE, /* the server cannot be reached now; what was read stays to be seen */
  SESSION_STATE_FAILED   /* it needs a person: session_hub_problem () */
} SessionState;

typedef enum
{
  SESSION_START_NORMAL,
  SESSION_START_DEMO,       /* a simulated organisation on this computer; nothing is kept */
  SESSION_START_DEMO_PLAN,  /* the same with planned absences */
  SESSION_START_DEMO_HYBRID /* one that is on premises and in Exchange Online */
} SessionStart;

SessionHub *session_hub_new (SessionStart start);

/* The end of the program: what is loading is cancelled, and the workers are waited for
 * (milliseconds, when the callers' cancellables have been cancelled). Nothing else may be called
 * afterwards. */
void session_hub_close (SessionHub *self);

SessionState session_hub_state (SessionHub *self);
const char *session_hub_profile_name (SessionHub *self); /* borrowed */
gboolean session_hub_is_loading (SessionHub *self);
const GError *session_hub_problem (SessionHub *self);    /* why OFFLINE or FAILED; else NULL */
ExchangeProfile *session_hub_profile (SessionHub *self); /* borrowed; NULL when there is none */
/* What will go wrong if nobody does anything, as of the last connecting: the secret or certificate
 * that ends soon (session_cloud_reminder ()). Follows "state". NULL: nothing. */
const GError *session_hub_reminder (SessionHub *self);

/* SessionRow, sorted by name; the same object for the life of the hub. Rows come in pages while
 * "is-loading". Borrowed. */
GListModel *session_hub_people (SessionHub *self);
/* By address, case aside; borrowed; NULL when not in the list. */
SessionRow *session_hub_find_person (SessionHub *self, const char *mail);

/* SessionFacet: the filters beside the list; the same object for the life of the hub. Borrowed. */
GListModel *session_hub_facets (SessionHub *self);

/* For a SessionView: those who fit text and, where facet is not NULL, belong to it. Caller
 * unrefs. */
SessionQuery *session_hub_new_query (SessionHub *self, const char *text, SessionFacet *facet);

/* When the list was read from where it comes from: long ago while it is the one of the last time,
 * which is shown until it could be brought up to date. Borrowed; NULL: never. */
GDateTime *session_hub_people_read_at (SessionHub *self);
gboolean session_hub_people_are_current (SessionHub *self); /* FALSE: their age is worth telling */
/* Why it could not be brought up to date; NULL when nothing is wrong with it. What is wrong with
 * Exchange is session_hub_problem (). */
const GError *session_hub_people_problem (SessionHub *self);

/* Opens the store, finds the profile in use, connects and begins to load the people. Succeeds also
 * with no profile; fails (state FAILED or OFFLINE, too) with what is wrong. In demo mode it starts
 * the simulator first. */
void session_hub_start_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                              gpointer user_data);
gboolean session_hub_start_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* Connects again if need be, and fetches people and states anew. Rows that are still there stay the
 * same objects. After a refused password it fails at once with the same error, without asking the
 * server: only session_hub_adopt_async () tries again. */
void session_hub_refresh_async (SessionHub *self, GCancellable *cancellable,
                                GAsyncReadyCallback done, gpointer user_data);
gboolean session_hub_refresh_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* What Exchange holds for one mailbox, read now. */
typedef struct
{
  OofState *state;
  OofAudience allowed; /* the organisation's ceiling for replies outside */
  GDateTime *read_at;  /* UTC */
  char *zone;          /* IANA name of the mailbox's zone; NULL when unknown */
} SessionReading;

void session_reading_free (SessionReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionReading, session_reading_free)

void session_hub_read_async (SessionHub *self, const char *mailbox, GCancellable *cancellable,
                             GAsyncReadyCallback done, gpointer user_data);
SessionReading *session_hub_read_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* What the directory says of one person beyond the list. */
typedef struct
{
  GBytes *photo;      /* as it came: not to be trusted; NULL: none */
  GHashTable *fields; /* LDAP names → texts, of what is there: "telephoneNumber", "mobile",
                         "manager" (a distinguished name), "company" */
} SessionPortrait;

void session_portrait_free (SessionPortrait *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionPortrait, session_portrait_free)

/* There is a directory to ask, and nothing was wrong with it. */
gboolean session_hub_can_portray (SessionHub *self, SessionRow *row);
void session_hub_portray_async (SessionHub *self, SessionRow *row, GCancellable *cancellable,
                                GAsyncReadyCallback done, gpointer user_data);
SessionPortrait *session_hub_portray_finish (SessionHub *self, GAsyncResult *result,
                                             GError **error);

/* Writes through delivery: reads, compares, skips when equal, keeps what was there, writes, reads
 * back, journals. The row's pill follows by itself. seen: the state that the person looked at, or
 * NULL; when the mailbox holds something else by now (somebody else changed it meanwhile), nothing
 * is written: BASE_ERROR_REJECTED, reason "changed-meanwhile". */
typedef struct
{
  gboolean is_written; /* FALSE: it was so already */
  OofState *state;     /* what the mailbox holds now */
} SessionSaved;

void session_saved_free (SessionSaved *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionSaved, session_saved_free)

void session_hub_save_async (SessionHub *self, const char *mailbox, OofChange *change,
                             OofState *seen, GCancellable *cancellable, GAsyncReadyCallback done,
                             gpointer user_data);
SessionSaved *session_hub_save_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* The wizard. The plan tells the rows to show; reports come on the main thread while it runs;
 * nothing is saved. A password that is NULL: the remembered one, or a Kerberos ticket. */
ChecksPlan *session_hub_plan_checks (SessionHub *self, ExchangeProfile *profile,
                                     const SessionPasswords *passwords);
/* Those of the directory alone. */
ChecksPlan *session_hub_plan_directory_checks (SessionHub *self, ExchangeProfile *profile,
                                               const SessionPasswords *passwords);
void session_hub_verify_async (SessionHub *self, ChecksPlan *plan, ChecksReport report,
                               gpointer report_data, GCancellable *cancellable,
                               GAsyncReadyCallback done, gpointer user_data);
gboolean session_hub_verify_finish (SessionHub *self, GAsyncResult *result, ChecksState *ret_worst,
                                    GError **error);

/* Finish: keeps the profile in the store and the passwords in the keyring (NULL: leave the one
 * there), makes it the one in use and connects. When the keyring refuses, nothing is kept. */
void session_hub_adopt_async (SessionHub *self, ExchangeProfile *profile,
                              const SessionPasswords *passwords, GCancellable *cancellable,
                              GAsyncReadyCallback done, gpointer user_data);
gboolean session_hub_adopt_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* The now of the organisation: the simulator's clock in demo mode, this computer's otherwise.
 * Caller unrefs. */
GDateTime *session_hub_now (SessionHub *self);
