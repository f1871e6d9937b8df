/* session-items.h - what is planned for a profile: absences, templates and holiday calendars, as
 * the store keeps them
 *
 * Blocking; any thread. SessionItems is a snapshot: immutable, reference-counted, what it gives out
 * is borrowed from it. Whoever edits on the ground of one says which (expected_revision), so that
 * nobody's edit is lost to another one, be it in another process.
 */
#pragma once

#include "oof-days.h"
#include "oof-row.h"
#include "oof-text.h"
#include "session-core.h"

typedef struct _SessionItems SessionItems;

/* BASE_ERROR_STORE as in store-db.h; "store-corrupt" also when something that is kept cannot be
 * read. Caller unrefs. */
SessionItems *session_items_load (SessionCore *core, const char *profile_id, GError **error);
SessionItems *session_items_ref (SessionItems *self);
void session_items_unref (SessionItems *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionItems, session_items_unref)

const GPtrArray *session_items_all (const SessionItems *self); /* OofItem, in order of creation */
OofItem *session_items_find (const SessionItems *self, const char *id); /* NULL: there is none */
const GPtrArray *session_items_templates (const SessionItems *self);    /* OofText */
OofText *session_items_find_template (const SessionItems *self, const char *name);
const GPtrArray *session_items_holidays (const SessionItems *self); /* OofDays */
OofDays *session_items_find_holidays (const SessionItems *self, const char *name);

/* Who goes first, with the rules that somebody made. Borrowed. */
const OofOrder *session_items_order (const SessionItems *self);

/* OofItem that have that template, or that calendar, in any of their places. Caller unrefs. */
GPtrArray *session_items_using_template (const SessionItems *self, const char *name);
GPtrArray *session_items_using_holidays (const SessionItems *self, const char *name);

/* When an absence or a template was edited last; NULL: it is not there. Borrowed. */
GDateTime *session_items_changed_at (const SessionItems *self, const char *id);
GDateTime *session_items_template_changed_at (const SessionItems *self, const char *name);

/* Higher after every edit, whoever made it; 0: nothing was ever planned. */
gint64 session_items_revision (const SessionItems *self);
/* The same without the rest. */
gboolean session_items_read_revision (SessionCore *core, const char *profile_id, gint64 *ret,
                                      GError **error);

/* Borrowed. Lists may be NULL. */
typedef struct
{
  const GPtrArray *items;     /* OofItem: new ones, or in the place of those with their id */
  const char *const *removed; /* ids; what is not there is none */
  const GPtrArray *templates; /* OofText, by name */
  const char *const *removed_templates;
  const GPtrArray *holidays; /* OofDays, by name */
  const char *const *removed_holidays;
  const OofOrder *order;    /* who goes first: its rules; NULL: as it is */
  gint64 expected_revision; /* -1: whatever is there */
} SessionItemsEdit;

/* Everything or nothing. BASE_ERROR_REJECTED, reason "plan-changed-meanwhile" (not the expected
 * revision), "no-template" and "no-calendar" (an absence names one that is not there), "in-use" (a
 * template or calendar that is to go), or what oof_when_new () says of an absence whose calendar
 * changes. */
gboolean session_items_edit (SessionCore *core, const char *profile_id,
                             const SessionItemsEdit *edit, GError **error);

/* For something new. Caller frees. */
char *session_items_new_id (void);
