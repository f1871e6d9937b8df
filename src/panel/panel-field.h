/* panel-field.h - the placeholders by the names that people know
 */
#pragma once

#include "oof-field.h"

/* "Manager’s phone". Caller frees. */
char *panel_field_name (guint field);

/* What stands between a placeholder's braces as it is shown in the editor; NULL: as it is written.
 * Caller frees. */
char *panel_field_label (const char *words);
