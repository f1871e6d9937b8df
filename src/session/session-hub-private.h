/* session-hub-private.h - what the hub's files share. Main thread only. */
#pragma once

#include "session-bars.h"
#include "session-core.h"
#include "session-demo.h"
#include "session-facets.h"
#include "session-feed.h"
#include "session-groups.h"
#include "session-hub.h"
#include "session-lookup.h"
#include "session-org.h"
#include "session-people.h"
#include "session-pool.h"
#include "session-steps.h"

typedef struct _SessionAsked SessionAsked;
typedef struct _SessionDirectory SessionDirectory;
typedef struct _SessionLoad SessionLoad;
typedef struct _SessionLooks SessionLooks;
typedef struct _SessionMembers SessionMembers;
typedef struct _SessionPlan SessionPlan;
typedef struct _SessionPlanned SessionPlanned;
typedef struct _SessionPlanning SessionPlanning;
typedef struct _SessionProgress SessionProgress;
typedef struct _SessionSight SessionSight;

struct _SessionHub
{
  GObject parent_instance;

  SessionStart start;
  SessionState state;
  GError *problem;
  GError *reminder;         /* of the profile at hand; NULL: none */
  GCancellable *signing_in; /* of the last sign-in, which may wait for somebody; NULL: none */
  SessionPool *pool;        /* for what needs no organisation */
  SessionDemo *demo;
  SessionCore *core;
  ExchangeProfile *profile;
  SessionOrg *org;
  SessionLookup *lookup; /* its directory; NULL: nobody asked yet, or there is none */
  GPtrArray *pools;      /* SessionPool of all organisations there were: joined at the end */
  SessionPeople *people;
  GHashTable *silent;    /* addresses in lower case: no reply leaves, as the doctor found */
  GHashTable *zones;     /* address → IANA name, "" when the server does not know */
  GCancellable *loading; /* cancels what is being loaded for an organisation that is left */
  guint n_loading;

  /* The people's list */
  GDateTime *read_at;     /* when it was; NULL: never */
  gboolean is_current;    /* it was brought up to date since the start, and nothing failed since */
  GError *people_problem; /* why it could not be brought up to date; NULL: nothing */
  char *mark;             /* of the source, for hearing only what changed; never NULL */
  gboolean keeps_all;    /* the store does not hold what is shown: next time everybody is written */
  GCancellable *caching; /* of the reading from the store under way; NULL: none is */
  gboolean wants_people; /* a loading waits for it */
  SessionLoad *load;     /* the one under way; NULL: none is */
  SessionLooks *looks;   /* the round of quick looks under way, or the last one; NULL: none */
  SessionSight *sight;   /* who can be seen */
  SessionPlanned *planned;
  SessionPlanning *planning;
  SessionProgress *run; /* the last one over many mailboxes; NULL: none */
  SessionAsked *asked;
  GPtrArray *refreshes; /* GTask: wait for a loading that has not begun */

  /* The filters beside it */
  GListStore *facets;    /* SessionFacet */
  SessionGroups *groups; /* NULL: not known */
  gboolean is_counting;
  gboolean wants_count; /* once more, after a pause */
  guint pause;          /* the timer; 0: none */
  gboolean is_closed;
  SessionDirectory *directory; /* the profile's, once asked for; NULL: not yet, or none */
};

/* problem is copied; NULL when all is well. */
void session_hub_set_state (SessionHub *self, SessionState state, const GError *problem);

/* After something failed: OFFLINE or FAILED when the error says that nothing else will work either.
 */
void session_hub_note_problem (SessionHub *self, const GError *problem);

/* Why nobody can be asked: what went wrong, or that nothing is connected. Caller frees. */
GError *session_hub_obstacle (SessionHub *self);

/* TRUE when there is an organisation to ask. Else task is taken, and returns the obstacle. */
gboolean session_hub_may_ask (SessionHub *self, GTask *task);

void session_hub_count_loading (SessionHub *self, int more);

/* Leaves the organisation at hand and takes another one (with a reference), and loads its people.
 */
void session_hub_take_org (SessionHub *self, ExchangeProfile *profile, SessionOrg *org);

/* Loads the people, then their states, once what the store had is shown; task (may be NULL, taken)
 * returns TRUE when the people are there. One loading is under way at a time. */
void session_hub_load_people (SessionHub *self, GTask *task);

/* Where the profile's people come from, in the words of the store. Caller frees. */
char *session_hub_people_source (const ExchangeProfile *profile);

/* Notes when the people were read, the source's mark, and what is wrong (NULL: nothing). read_at
 * NULL leaves both as they were. */
void session_hub_note_people (SessionHub *self, GDateTime *read_at, const char *mark,
                              const GError *problem);

/* Shows the people as they were read last. */
void session_hub_show_cache (SessionHub *self);

/* Keeps what a loading brought. news: SessionEntry; removed: ids. */
void session_hub_keep_people (SessionHub *self, GPtrArray *news, GPtrArray *removed);

/* Asks Exchange who of the people in the list is away. */
void session_hub_look_at_all (SessionHub *self);
/* Is that a mailbox that can be asked? Who is in the cloud only where that is a part of it. */
gboolean session_hub_can_ask (SessionHub *self, const ExchangePerson *person);
/* Begins no more looks. */
void session_hub_stop_looking (SessionHub *self);

/* session-hub-sight.h: who can be seen; and after a refresh they are read once more. */
SessionSight *session_sight_new (void);
void session_sight_free (SessionSight *self);
void session_hub_read_sight_again (SessionHub *self);

/* Brings the facets and the plan up to date, soon; after every change of the people or of their
 * groups. */
void session_hub_note_new_people (SessionHub *self);
void session_hub_count_facets (SessionHub *self);

/* The directory of the profile at hand, also while Exchange does not answer. Borrowed; NULL: it has
 * none. */
SessionDirectory *session_hub_directory (SessionHub *self);

/* Loads the groups and who is in them, for the people in the list; tells nobody when that fails. */
void session_hub_load_groups (SessionHub *self, SessionDirectory *directory);

/* session-hub-plan.h: the plan of who is away when. */
void session_hub_plan_install (GType type); /* its signal */
void session_hub_run_install (GType type);  /* that of session-progress.h */
SessionPlanning *session_planning_new (void);
void session_planning_stop (SessionPlanning *self); /* nothing more begins */
void session_planning_free (SessionPlanning *self);

typedef enum
{
  SESSION_PLAN_SAME_PEOPLE,
  SESSION_PLAN_NEW_PEOPLE /* or they are in other groups, or elsewhere */
} SessionPlanNews;

/* Brings the plan up to date, soon. */
void session_hub_plan (SessionHub *self, SessionPlanNews news);
/* With these items: OofItem; not changed any more. */
/* What is drawn is to be drawn again. */
void session_hub_say_plan_changed (SessionHub *self);
void session_hub_say_settings_changed (SessionHub *self);
/* What is known of the person's mailbox. FALSE: there is no plan yet, or the person is new. own is
 * of the caller. */
gboolean session_hub_find_facts (SessionHub *self, SessionRow *row, SessionBarFacts *facts,
                                 OofOwnReply *own, guint32 *ret_person);

void session_hub_plan_items (SessionHub *self, GPtrArray *items, const OofOrder *order);
SessionPlan *session_hub_current_plan (SessionHub *self); /* borrowed; NULL: not yet */
/* What the store knew of the mailboxes then (session-held.h); borrowed; NULL: not yet. */
GHashTable *session_hub_current_held (SessionHub *self);
/* The reply that Exchange holds, as far as the list knows it. */
gboolean session_hub_find_own (SessionRow *row, OofOwnReply *ret);

/* OofItem: those that are planned for. Borrowed. */
GPtrArray *session_hub_planned_items (const SessionHub *self);

/* Who is meant by what only servers know. */
SessionAsked *session_asked_new (void);
void session_asked_free (SessionAsked *self); /* NULL is fine */

typedef enum
{
  SESSION_ASK_NEW, /* when something planned names what was not asked yet */
  SESSION_ASK_ANEW /* when something planned names such things at all */
} SessionAskWhen;

/* Asks, and plans anew with the answers. Does nothing while nobody can be asked. */
void session_hub_ask_members (SessionHub *self, SessionAskWhen when);
/* Another profile comes. */
void session_hub_forget_asked (SessionHub *self);
/* The answers; borrowed; NULL: there are none yet. Their people are of a roster of their own. */
SessionMembers *session_hub_asked_members (SessionHub *self);

/* session-hub-items.h: what is planned. */
SessionPlanned *session_planned_new (void);
void session_planned_stop (SessionPlanned *self); /* nothing more begins */
void session_planned_free (SessionPlanned *self);

/* Undoes or redoes, when the edits that are under way are done; returns the task (taken). */
void session_hub_step (SessionHub *self, SessionStepKind kind, GTask *task);

/* Of the profile at hand: reads what is planned, now and whenever somebody else edits it. */
void session_hub_load_items (SessionHub *self);
/* Another profile comes. */
void session_hub_forget_items (SessionHub *self);
/* Borrowed; "": there is nothing to undo, or to do again. */
const char *session_hub_step_title (SessionHub *self, SessionStepKind kind);
