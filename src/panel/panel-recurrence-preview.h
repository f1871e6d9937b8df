/* panel-recurrence-preview.h - what comes of a recurrence: its next times, how often Exchange is
 * written to, and what somebody should know
 */
#pragma once

#include "oof-when.h"

#include <adwaita.h>

#define PANEL_TYPE_RECURRENCE_PREVIEW (panel_recurrence_preview_get_type ())
G_DECLARE_FINAL_TYPE (PanelRecurrencePreview, panel_recurrence_preview, PANEL, RECURRENCE_PREVIEW,
                      AdwPreferencesGroup)

/* when: NULL: there is none, and why is the sentence. zone: in which the times are written. */
void panel_recurrence_preview_show (PanelRecurrencePreview *self, const OofWhen *when,
                                    GTimeZone *zone, GDateTime *now);
void panel_recurrence_preview_refuse (PanelRecurrencePreview *self, const char *sentence);
