/* panel-recurrence-pattern.h - on which days something repeats
 *
 * Emits "changed".
 */
#pragma once

#include "oof-pattern.h"

#include <adwaita.h>

#define PANEL_TYPE_RECURRENCE_PATTERN (panel_recurrence_pattern_get_type ())
G_DECLARE_FINAL_TYPE (PanelRecurrencePattern, panel_recurrence_pattern, PANEL, RECURRENCE_PATTERN,
                      AdwPreferencesGroup)

/* A rule that the fields cannot say is offered, too, and kept as it is. The end is the caller's. */
void panel_recurrence_pattern_set (PanelRecurrencePattern *self, const OofPattern *pattern);

OofPatternKind panel_recurrence_pattern_kind (PanelRecurrencePattern *self);

/* FALSE with BASE_ERROR_REJECTED and the sentence, which stands beside the field already. */
gboolean panel_recurrence_pattern_get (PanelRecurrencePattern *self, OofPattern *ret,
                                       GError **error);

/* What the domain has against it: a recurrence that never happens. NULL takes it away. */
void panel_recurrence_pattern_show_problem (PanelRecurrencePattern *self, const char *sentence);
