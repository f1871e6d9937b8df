/* oof-when.h - when somebody is away: once or again and again, by the clock on the wall of a zone
 *
 * Immutable, reference-counted; any thread. The times are local (oof-date.h); which zone they are
 * in is known when they are looked at: OofPlace says where a mailbox is. So a mailbox that moves to
 * another zone, and a zone whose rules change, move the absence with them.
 *
 * An occurrence ends at the wall-clock time at which the first one ends, so many days later: 22:00
 * to 06:00 is an hour longer or shorter in the nights of a clock change. Each is known by its day,
 * the one on which it begins by the rule: that is what exceptions and changed occurrences name, so
 * they stay when the time of day is edited.
 */
#pragma once

#include "oof-days.h"
#include "oof-hours.h"
#include "oof-rule.h"
#include "oof-zone.h"

#define OOF_OPEN_END G_MAXINT64
#define OOF_WHEN_MOST_DAYS 366 /* one occurrence of those that repeat */
#define OOF_WHEN_MOST_EXCEPTIONS 10000

typedef enum
{
  OOF_IN_MAILBOX_ZONE,
  OOF_IN_FIXED_ZONE,
  OOF_IN_COMPUTER_ZONE
} OofZoneKind;

typedef enum
{
  OOF_HOLIDAYS_IGNORE,
  OOF_HOLIDAYS_SKIP, /* occurrences that begin on one are none */
  OOF_HOLIDAYS_ONLY, /* the others are none */
  OOF_HOLIDAYS_OFF   /* nobody works on them; with OUTSIDE, and only there */
} OofHolidays;

/* One occurrence that is at another time, or one more: a day that is not in the rule. */
typedef struct
{
  gint32 day;
  gint64 from_s; /* local */
  gint64 until_s;
} OofMoved;

/* What a When is made of. Pointers are borrowed from whoever fills it in. */
typedef struct
{
  OofZoneKind zone_kind;
  const char *zone; /* IANA or Windows name; NULL unless FIXED */
  gboolean is_all_day;
  gint64 from_s;       /* local */
  gint64 until_s;      /* local, the first moment after; OOF_OPEN_END: until further notice */
  const OofRule *rule; /* NULL: once */
  const gint32 *except;
  guint n_except;
  const OofMoved *moved;
  guint n_moved;
  OofDays *holidays; /* NULL: none */
  OofHolidays how;
} OofWhenParts;

typedef struct _OofWhen OofWhen;

/* Where a mailbox is, for what depends on it. Borrowed. */
typedef struct
{
  const OofZone *zone;
  const OofHours *hours;     /* for OUTSIDE; NULL: unknown, such absences have no occurrence */
  const OofZone *hours_zone; /* in which these are meant, where that is another one; NULL: zone */
} OofPlace;

typedef struct
{
  gint64 from_s;  /* an instant */
  gint64 until_s; /* an instant; OOF_OPEN_END */
  gint32 day;     /* its name */
} OofOccurrence;

/* NULL with BASE_ERROR_REJECTED, the sentence to show and facts->reason: "bad-time" (out of the
 * years 1 to 9999, or all day and not midnight), "end-before-start", "open-end-repeats", "too-long"
 * (an occurrence of more than a year), "too-many" (exceptions and changed ones), "exception-alone"
 * (without a rule, or with OUTSIDE), "moved-twice", "holidays-mix", "zone-missing", "never" (no
 * occurrence before the year 10000), or what oof_rule_validate says. */
OofWhen *oof_when_new (const OofWhenParts *parts, GError **error);
OofWhen *oof_when_ref (OofWhen *self);
void oof_when_unref (OofWhen *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofWhen, oof_when_unref)

/* Owned by self; exceptions and moved ones sorted by day, each once. */
const OofWhenParts *oof_when_parts (const OofWhen *self);

gboolean oof_when_repeats (const OofWhen *self);

typedef gboolean (*OofOccurrenceFunc) (const OofOccurrence *occurrence, gpointer data);

/* All that overlap [from_s, until_s), in order of their beginning, until callback gives FALSE. An
 * occurrence that a clock change swallows whole is none. */
void oof_when_each (const OofWhen *self, const OofPlace *place, gint64 from_s, gint64 until_s,
                    OofOccurrenceFunc callback, gpointer data);
