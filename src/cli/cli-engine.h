/* cli-engine.h - the parts of the engine's command */
#pragma once

#include "cli-context.h"
#include "session-engine.h"

/* status, pause, resume, stop: commands of their own. */
CliExit cli_engine_status (CliContext *context, int argc, char **argv);
CliExit cli_engine_pause (CliContext *context, int argc, char **argv);
CliExit cli_engine_resume (CliContext *context, int argc, char **argv);
CliExit cli_engine_stop (CliContext *context, int argc, char **argv);

/* For the text file collector of Prometheus' node exporter: as a whole or as it was before. */
gboolean cli_engine_write_metrics (const char *path, const SessionEngineState *state,
                                   const SessionEngineCounts *counts, GError **error);
