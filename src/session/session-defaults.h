/* session-defaults.h - what is used where nobody says otherwise: settings by name, for the engine,
 * for applying, and for a new absence
 *
 * Kept in the store as texts. An option of a command and what an absence says itself go before
 * them. Blocks; any thread.
 */
#pragma once

#include "oof-item.h"
#include "session-core.h"
#include "session-decide.h"
#include "session-schedule.h"

typedef enum
{
  SESSION_DEFAULT_INTERVAL, /* of the engine: a time such as 24h */
  SESSION_DEFAULT_QUIET,    /* of the engine: 22:00-06:00; "none" */
  SESSION_DEFAULT_DRIFT,    /* session_drift_policy_names */
  SESSION_DEFAULT_OWN,      /* of a new absence: oof_own_names */
  SESSION_DEFAULT_REPEAT,   /* of a new absence: days; 0: as Exchange does */
  SESSION_DEFAULT_OUTSIDE,  /* of applying: may be forwarded to an address outside: "on", "off" */
  SESSION_DEFAULT_ZONE,     /* of a new absence: session_default_zones */
  SESSION_DEFAULT_WEEK,     /* of the calendar: session_default_weeks */
  SESSION_DEFAULT_HOLIDAYS, /* of texts: a calendar's name; "": none */
  SESSION_DEFAULT_LANGUAGE, /* of texts: "de"; "": the program's */
  /* Of texts, about the organisation: a line each; in the order of oof-field.h. */
  SESSION_DEFAULT_ORGANISATION_NAME,
  SESSION_DEFAULT_ORGANISATION_PHONE,
  SESSION_DEFAULT_ORGANISATION_EMERGENCY,
  SESSION_N_DEFAULTS
} SessionDefault;

extern const char *const session_default_names[]; /* "engine.interval" …; NULL-terminated */

/* NULL-terminated. "country": as is usual in that of LC_TIME. */
extern const char *const session_default_zones[]; /* "mailbox", "computer" */
extern const char *const session_default_weeks[]; /* "country", "monday" … */

#define SESSION_N_ORGANISATION 3
#define SESSION_LINE_MOST_BYTES 200

/* What texts go by beside the absence and the person; "": nobody has set it. */
typedef struct
{
  /* Its name, switchboard and emergency contact. */
  char organisation[SESSION_N_ORGANISATION][SESSION_LINE_MOST_BYTES + 1];
  /* The calendar by which a day is a working day, where an absence has none of its own. */
  char holidays[SESSION_LINE_MOST_BYTES + 1];
  /* Of texts that do not say theirs. */
  char language[SESSION_LINE_MOST_BYTES + 1];
} SessionCommon;

/* All of them, as values. quiet has no zone. */
typedef struct
{
  gint64 interval_s;
  SessionQuiet quiet;
  SessionDriftPolicy drift;
  OofOwn own;
  guint repeat_days;
  gboolean forwards_outside;
  OofZoneKind zone;
  GDateWeekday first_weekday; /* BAD: as is usual in the country */
  SessionCommon common;
} SessionDefaults;

/* "90", "90s", "15m", "24h", "7d" into seconds. FALSE: it is none. */
gboolean session_default_take_span (const char *text, gint64 *ret_s);
/* "22:00-06:00". FALSE: it is none. */
gboolean session_default_take_quiet (const char *text, SessionQuiet *ret);

/* What is set, or what the program does by itself (ret_is_set: which of these; may be NULL); this
 * also where what is kept cannot be understood. Caller frees. NULL: BASE_ERROR_STORE. */
char *session_default_get (SessionCore *core, SessionDefault which, gboolean *ret_is_set,
                           GError **error);
/* text NULL: as if it had never been set. BASE_ERROR_REJECTED "bad-setting", with the sentence what
 * it takes, and BASE_ERROR_STORE. */
gboolean session_default_set (SessionCore *core, SessionDefault which, const char *text,
                              GError **error);

gboolean session_common_equal (const SessionCommon *one, const SessionCommon *other);

gboolean session_defaults_load (SessionCore *core, SessionDefaults *ret, GError **error);
