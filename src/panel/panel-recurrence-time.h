/* panel-recurrence-time.h - the time of one occurrence: start, duration, end
 *
 * The three go together: another duration moves the end, another end changes the duration. Emits
 * "changed".
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_RECURRENCE_TIME (panel_recurrence_time_get_type ())
G_DECLARE_FINAL_TYPE (PanelRecurrenceTime, panel_recurrence_time, PANEL, RECURRENCE_TIME,
                      AdwPreferencesGroup)

typedef struct
{
  gboolean is_all_day;
  gint64 start_s;  /* since midnight */
  gint64 length_s; /* to the first moment after; whole days when it is all day */
} PanelItemTime;

void panel_recurrence_time_set (PanelRecurrenceTime *self, const PanelItemTime *time);

/* FALSE with BASE_ERROR_REJECTED and the sentence, which stands beside the field already. */
gboolean panel_recurrence_time_get (PanelRecurrenceTime *self, PanelItemTime *ret, GError **error);
