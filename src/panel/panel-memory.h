/* panel-memory.h - what the windows remember of how somebody likes them, in a file of theirs
 *
 * panel.ini, beside what is planned: where that folder is not (the demonstration has none) nothing
 * is remembered. Nothing of it is needed: a file that cannot be read is as if there was none. Main
 * thread only; reads and writes in the background.
 */
#pragma once

#include <gio/gio.h>

#define PANEL_TYPE_MEMORY (panel_memory_get_type ())
G_DECLARE_FINAL_TYPE (PanelMemory, panel_memory, PANEL, MEMORY, GObject)

/* The only one of the program. Emits "read" when it knows what the file says. Caller unrefs. */
PanelMemory *panel_memory_new (void);

/* NULL: nothing is remembered. Caller frees. */
char *panel_memory_get (PanelMemory *self, const char *group, const char *key);
void panel_memory_set (PanelMemory *self, const char *group, const char *key, const char *value);
