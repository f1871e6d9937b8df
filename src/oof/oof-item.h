/* oof-item.h - an absence as somebody planned it: who, when, with which texts, and what to do about
 * a reply that is there
 *
 * What it becomes for each mailbox is the plan's business (oof-plan.h). Immutable,
 * reference-counted; any thread.
 */
#pragma once

#include "oof-state.h"
#include "oof-when.h"

typedef enum
{
  OOF_TYPE_VACATION,
  OOF_TYPE_SICK,
  OOF_TYPE_PARENTAL,
  OOF_TYPE_TRAINING,
  OOF_TYPE_PART_TIME,
  OOF_TYPE_CLOSURE,
  OOF_TYPE_LEFT, /* left the company: wins over everything */
  OOF_TYPE_OTHER
} OofType;

typedef enum
{
  OOF_FOR_PERSON, /* mail address, UPN or distinguished name */
  OOF_FOR_GROUP,
  OOF_FOR_UNIT,  /* organisational unit: distinguished name */
  OOF_FOR_FILTER /* LDAP or Graph filter */
} OofForKind;

typedef struct
{
  OofForKind kind;
  const char *text;
} OofFor;

/* What to do when the person has a reply of their own. */
typedef enum
{
  OOF_OWN_LEAVE,           /* theirs stays; ours is not written */
  OOF_OWN_AFTER,           /* ours begins when theirs ends */
  OOF_OWN_REPLACE_RESTORE, /* ours, then theirs again */
  OOF_OWN_REPLACE,         /* ours for good */
  OOF_OWN_ASK
} OofOwn;

typedef enum
{
  OOF_FORWARD_NONE,
  OOF_FORWARD_COPY, /* inbox rule to the substitute, the mailbox keeps its copy */
  OOF_FORWARD_MOVE  /* the same without a copy */
} OofForward;

/* Meeting options, for servers that have them. */
typedef struct
{
  gboolean is_shown; /* an entry in the calendar */
  const char *subject;
  gboolean declines_new;
  gboolean declines_existing;
  const char *message; /* for what is declined */
} OofMeetings;

/* Who hears by mail that the absence is planned. */
typedef enum
{
  OOF_TELL_USER,
  OOF_TELL_SUBSTITUTE,
  OOF_TELL_MANAGER,
  OOF_N_TELL
} OofTellWhom;

typedef struct
{
  gboolean is_told;
  const char *template_name; /* "": in the program's own words */
} OofTell;

typedef enum
{
  OOF_APPROVAL_NONE,   /* needs none */
  OOF_APPROVAL_WANTED, /* nothing is written before it is given */
  OOF_APPROVAL_GIVEN
} OofApproval;

/* The beginning of a table that is indexed by OofType. */
#define OOF_TYPE_NAMES                                                                             \
  [OOF_TYPE_VACATION] = "vacation", [OOF_TYPE_SICK] = "sick", [OOF_TYPE_PARENTAL] = "parental",    \
  [OOF_TYPE_TRAINING] = "training", [OOF_TYPE_PART_TIME] = "part-time",                            \
  [OOF_TYPE_CLOSURE] = "closure", [OOF_TYPE_LEFT] = "left", [OOF_TYPE_OTHER] = "other"

/* Words for files and scripts, indexed by the enums, NULL-terminated. */
extern const char *const oof_type_names[];
extern const char *const oof_for_names[];
extern const char *const oof_own_names[];
extern const char *const oof_forward_names[];
extern const char *const oof_tell_names[];
extern const char *const oof_approval_names[];

/* The same for those who are the same: kind and name without a difference between large and small
 * letters. Caller frees. */
char *oof_for_key (const OofFor *who);

#define OOF_ITEM_MOST_WHO 200000
#define OOF_ITEM_MOST_NAME_BYTES 2048 /* one of whom it is for, the substitute */
#define OOF_ITEM_MOST_FILTER_BYTES 8192
#define OOF_ITEM_MOST_LINE_BYTES 512 /* id, template, ticket, creator, subject */
#define OOF_ITEM_MOST_NOTE_BYTES 8192
#define OOF_ITEM_MOST_PRIORITY 1000000
#define OOF_ITEM_MOST_REPEAT_DAYS 365
#define OOF_ITEM_MOST_PROTECT_HOURS 8784 /* a year */

/* What an item is made of. Pointers are borrowed from whoever fills it in; NULL texts become "". */
typedef struct
{
  const char *id; /* stable; never "" */
  OofType type;
  const OofFor *who;
  guint n_who;
  const OofFor *except; /* whoever is in here too is not meant */
  guint n_except;
  gboolean
      is_living; /* groups, units and filters are asked again and again; FALSE: who was in them */
  OofWhen *when;
  const char *template_name; /* "": the texts are here; else they are the template's */
  const char *inside;        /* HTML, with placeholders */
  const char *outside;
  OofAudience audience;
  OofOwn own;
  guint
      repeat_days; /* the same sender hears of it again after so many; 0: once, as Exchange does */
  const char *substitute; /* as OOF_FOR_PERSON */
  OofMeetings meetings;
  OofForward forward;
  int priority; /* the higher number wins */
  OofTell tell[OOF_N_TELL];
  gboolean only_with_mailbox; /* members without one are no mistake */
  OofApproval approval;
  gint32 not_before_day; /* nothing is written before that day (oof-date.h); 0: at once */
  guint protect_hours;   /* what the person changes is put back within so many; 0: it stays */
  const char *note;
  const char *ticket;
  const char *creator;
  gint64 created_s; /* instant; the later one wins at last */
} OofItemParts;

typedef struct _OofItem OofItem;

/* NULL with BASE_ERROR_REJECTED, the sentence to show and facts->reason: "id", "no-when", "nobody"
 * (for whom), "too-many-people", "bad-name" (empty, too long, or with control characters), "twice"
 * (somebody is named two times), "substitute-self", "no-substitute" (forwarding or
 * telling without one), "repeat-days", "priority", "protect-hours", "bad-time" (not before a day
 * that is none), "bad-line" (a title, note or such), "calendar-only" (forwards or tells, without a
 * reply), or what oof_state_validate says about texts. With a template, texts of its own are not
 * kept. */
OofItem *oof_item_new (const OofItemParts *parts, GError **error);
OofItem *oof_item_ref (OofItem *self);
void oof_item_unref (OofItem *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofItem, oof_item_unref)

/* Owned by self. */
const OofItemParts *oof_item_parts (const OofItem *self);
/* FALSE: it is in the calendar only, no reply goes out (of parts: without texts and template, for
 * nobody outside, with an entry in the calendar). */
gboolean oof_item_has_reply (const OofItem *self);
gboolean oof_item_parts_have_reply (const OofItemParts *parts);
/* Does it go before a reply of the person's own? */
gboolean oof_item_replaces_own (const OofItem *self);
