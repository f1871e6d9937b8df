/* panel-moment-row.h - a date and a time, typed or picked, in a mailbox's zone or in none
 *
 * Says in words what is typed, and what this computer's clock shows then. Emits "changed".
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_MOMENT_ROW (panel_moment_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelMomentRow, panel_moment_row, PANEL, MOMENT_ROW, AdwPreferencesRow)

/* when: UTC. zone_name: the mailbox's, NULL: this computer's. Both are copied. */
void panel_moment_row_set (PanelMomentRow *self, GDateTime *when, const char *zone_name);

/* What is typed, in UTC; caller unrefs. NULL with BASE_ERROR_REJECTED and a translated sentence. */
GDateTime *panel_moment_row_when (PanelMomentRow *self, GError **error);

/* What the domain has against it; NULL takes it away. */
void panel_moment_row_show_problem (PanelMomentRow *self, const char *sentence);

typedef enum
{
  PANEL_MOMENT_DAY, /* the time is not asked: midnight */
  PANEL_MOMENT_DAY_AND_TIME
} PanelMomentParts;

/* A local time (oof-date.h), which knows no zone. To be read by panel_moment_row_local () alone. */
void panel_moment_row_set_local (PanelMomentRow *self, gint64 local_s, PanelMomentParts parts);
/* Which of the two can be typed, from now on. */
void panel_moment_row_set_parts (PanelMomentRow *self, PanelMomentParts parts);

/* FALSE with BASE_ERROR_REJECTED and a translated sentence. */
gboolean panel_moment_row_local (PanelMomentRow *self, gint64 *ret_s, GError **error);
