/* panel-recurrence-range.h - from when until when something repeats
 *
 * Emits "changed".
 */
#pragma once

#include "oof-rule.h"

#include <adwaita.h>

#define PANEL_TYPE_RECURRENCE_RANGE (panel_recurrence_range_get_type ())
G_DECLARE_FINAL_TYPE (PanelRecurrenceRange, panel_recurrence_range, PANEL, RECURRENCE_RANGE,
                      AdwPreferencesGroup)

typedef struct
{
  gint32 first_day;
  OofRuleEnd end; /* with count and until_s as in OofRule */
  guint count;
  gint64 until_s;
} PanelItemRange;

typedef enum
{
  PANEL_RANGE_ALL_ENDS,
  PANEL_RANGE_WITHOUT_COUNT /* for what has no single times to count */
} PanelRangeEnds;

/* An end that is a moment stays it as long as its date is not touched. */
void panel_recurrence_range_set (PanelRecurrenceRange *self, const PanelItemRange *range);
void panel_recurrence_range_set_ends (PanelRecurrenceRange *self, PanelRangeEnds ends);

/* FALSE with BASE_ERROR_REJECTED and the sentence, which stands beside the field already. */
gboolean panel_recurrence_range_get (PanelRecurrenceRange *self, PanelItemRange *ret,
                                     GError **error);
