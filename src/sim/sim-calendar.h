/* sim-calendar.h - what is in people's calendars: the entries that somebody has made
 *
 * The same for EWS and Graph. Removed ones are in the deleted items, which nobody looks at. One
 * thread.
 */
#pragma once

#include <json-glib/json-glib.h>

typedef struct
{
  char *id;     /* opaque, as a server's */
  guint change; /* grows with each change */
  guint person;
  char *subject;
  gint64 from_s;
  gint64 until_s;
  gboolean is_all_day;
  char *shown;            /* as EWS has it: "OOF", "Busy" … */
  char *zone;             /* by which it is all day; a name of base-zone.h */
  GHashTable *properties; /* "guid/name" in lower case → value */
  gboolean is_removed;
} SimEvent;

typedef struct _SimCalendar SimCalendar;

SimCalendar *sim_calendar_new (void);
void sim_calendar_free (SimCalendar *self);

/* An empty one, to be filled in. Borrowed. */
SimEvent *sim_calendar_add (SimCalendar *self, guint person);
/* NULL: there is none, or it is removed, or somebody else's. Borrowed. */
SimEvent *sim_calendar_find (SimCalendar *self, guint person, const char *id);
/* Those that are not removed, SimEvent, borrowed; property NULL: all. Caller unrefs the array. */
GPtrArray *sim_calendar_list (SimCalendar *self, guint person, const char *property,
                              const char *value);

/* "guid/name" in lower case. Caller frees. */
char *sim_calendar_property (const char *set, const char *name);

/* All day means from midnight to midnight: what is not so is stretched. */
void sim_calendar_settle (SimEvent *event);

/* For the control port: {"entries": [{"id", "subject", "from", "until", "all_day", "shown", "zone",
 * "keys": ["…"]}]}. Caller unrefs. */
JsonObject *sim_calendar_to_json (SimCalendar *self, guint person);
/* {"id", "subject": text or left out, "removed": true or left out}: as the owner would. FALSE with
 * BASE_ERROR_NOT_FOUND. */
gboolean sim_calendar_change (SimCalendar *self, guint person, JsonObject *object, GError **error);
