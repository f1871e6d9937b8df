/* panel-who.h - for whom an absence is, as its fields hold it: people, groups, units, filters
 *
 * A plain value of one thread, no widget. Nobody is in it twice.
 */
#pragma once

#include "oof-item.h"
#include "panel-name-list.h"
#include "session-hub.h"

typedef struct _PanelWho PanelWho;

PanelWho *panel_who_new (void);
void panel_who_free (PanelWho *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PanelWho, panel_who_free)

/* FALSE: they are in it already. hub: tells their names; NULL: they are not known. */
gboolean panel_who_add (PanelWho *self, SessionHub *hub, const OofFor *who);
/* Very many, who are in it only once they were taken. Their texts are copied. */
void panel_who_expect (PanelWho *self, const OofFor *who, guint n);
/* Adds so many of them at the most. How many are left. */
guint panel_who_take (PanelWho *self, SessionHub *hub, guint most);
/* Somebody or a group that was found in the directory. */
gboolean panel_who_add_found (PanelWho *self, ExchangePerson *person);
void panel_who_remove (PanelWho *self, guint place);
void panel_who_clear (PanelWho *self);

guint panel_who_size (const PanelWho *self);
OofFor panel_who_at (const PanelWho *self, guint place); /* borrowed until the next change */
/* For a chip: FOUND, or UNKNOWN when the list has no such person. Borrowed. */
PanelName *panel_who_name (const PanelWho *self, guint place);
/* The places of those that are shown where there are more than most: those that nobody knows first,
 * because something has to be done about them. ret: guint; what was in it goes. */
void panel_who_choose (const PanelWho *self, guint most, GArray *ret);
guint panel_who_n_unknown (const PanelWho *self);
/* Groups, units or filters, also of those expected: whoever is in them may change. */
gboolean panel_who_has_rule (const PanelWho *self);

/* What the people of the hub's list are called → SessionRow, borrowed from the list; NULL: several
 * of that name. Caller unrefs. */
GHashTable *panel_who_index_names (SessionHub *hub);

/* What somebody typed: an address or the name of a person, a group or a unit of the hub's list;
 * "ou:NAME" or a distinguished name that begins with OU= for a unit; "group:NAME"; "(…)" for a
 * filter of the directory, "filter:…" for one of Exchange Online. names: from panel_who_index_names
 * (). FALSE when it is empty; else the caller frees ret->text. */
gboolean panel_who_understand (SessionHub *hub, GHashTable *names, const char *typed, OofFor *ret);
