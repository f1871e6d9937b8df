/* cli-print.h - the shapes that scripts rely on, and what people see instead
 *
 * The JSON keys are those of the manual (absentiactl(1)); more may be added, none taken away.
 */
#pragma once

#include "cli-context.h"
#include "oof-state.h"
#include "session-bulk.h"

#include <json-glib/json-glib.h>

/* One line; takes the object. FALSE when standard output is gone. */
gboolean cli_print_json (JsonObject *object);

/* The same without printing it: takes the object, caller frees. */
char *cli_print_json_line (JsonObject *object);

/* One document of many values, one line; borrows the array. */
gboolean cli_print_json_array (JsonArray *array);

/* A line of a table for a spreadsheet. */
void cli_print_csv (const char *const *cells, gsize n);

/* {"code","message","remedy","server_code","request_id"}; null when there is no error. Caller takes
 * it. */
JsonNode *cli_print_error (const GError *error);

/* state, from, until, inside, outside, audience (or nulls) into object. */
void cli_print_put_state (JsonObject *object, const OofState *state);

/* The same as a member of that name; null for NULL. */
void cli_print_put_state_as (JsonObject *object, const char *name, const OofState *state);

/* NULL becomes null. */
void cli_print_put_text (JsonObject *object, const char *name, const char *text);
void cli_print_put_time (JsonObject *object, const char *name, GDateTime *when);

/* "Mon 21 Dec 2026, 17:00 CET (2026-12-21T16:00:00Z)". Caller frees. */
char *cli_print_when (GDateTime *when);

/* One sentence about a state. Caller frees. */
char *cli_print_sentence (const OofState *state);

/* The two shapes of a bulk verb's result. FALSE when standard output is gone. */
gboolean cli_print_outcome (CliContext *context, SessionVerb verb, const SessionOutcome *outcome);
