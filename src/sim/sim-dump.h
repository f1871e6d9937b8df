/* sim-dump.h - every request and answer as files, for checks from outside
 *
 * DIR/000001-GetFolder-request.xml and -answer.xml. A file that cannot be written ends the program:
 * a check of half the messages would prove nothing.
 */
#pragma once

#include <glib.h>

/* operation comes from outside: anything odd in it is left out of the name. */
void sim_dump (const char *folder, guint number, const char *operation, const char *which,
               gconstpointer data, gsize size);
