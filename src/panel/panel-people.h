/* panel-people.h - the list of people with its filters, and what stands there when it is empty
 *
 * "selected" is emitted when another person (or nobody) is selected. Everything that needs the
 * window is one of its actions.
 */
#pragma once

#include "session-hub.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_PEOPLE (panel_people_get_type ())
G_DECLARE_FINAL_TYPE (PanelPeople, panel_people, PANEL, PEOPLE, GtkBox)

void panel_people_set_hub (PanelPeople *self, SessionHub *hub);
void panel_people_set_search (PanelPeople *self, const char *text);
/* Only those who belong to it; NULL: everybody. */
void panel_people_set_facet (PanelPeople *self, SessionFacet *facet);
void panel_people_show_everyone (PanelPeople *self); /* not only those out now */

SessionRow *panel_people_selected (PanelPeople *self); /* borrowed; NULL: nobody */

/* In the calendar, or in the list as at first. */
void panel_people_set_calendar (PanelPeople *self, gboolean is_calendar);

/* To the list or the calendar, with the first person selected if nobody is: where Down or Return in
 * the search field leads. */
void panel_people_enter (PanelPeople *self);

/* Looks again at who is out now, after a reply was saved. */
void panel_people_refilter (PanelPeople *self);
