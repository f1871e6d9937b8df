/* panel-calendar-density.h - the share of a part's people who are away on each day, drawn in the
 * row of its head
 *
 * A column for each day, as high as the share. From a share on that was chosen it has another
 * colour and a triangle above it.
 */
#pragma once

#include "panel-calendar-paint.h"
#include "panel-calendar-span.h"
#include "session-team-list.h"

/* warn: percent from above which it is too many. */
void panel_calendar_density_draw (const PanelCalendarCanvas *canvas, PanelCalendarSpan *span,
                                  SessionTeamHead *head, guint warn);

/* "Sales: 5 of 12 people away, more than 50 %"; without a count who it is. Caller frees. */
char *panel_calendar_density_text (SessionTeamHead *head, gint32 day, guint warn);
