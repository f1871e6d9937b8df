/* panel-run-words.h - how far a run is, in words. Translated; main thread. */
#pragma once

#include "session-progress.h"

/* "Applying the Plan". Static, here and below. */
const char *panel_run_words_title (SessionProgress *run);
/* "Paused" */
const char *panel_run_words_heading (SessionProgress *run);
/* What is worth knowing of that state; NULL: nothing. Caller frees, here and below. */
char *panel_run_words_hint (SessionProgress *run);
/* "120 of 500, 4.2 a second, about 2 minutes left" */
char *panel_run_words_pace (SessionProgress *run);
/* "Applying the Plan: paused – 120 of 500": the run in one line. */
char *panel_run_words_line (SessionProgress *run);
