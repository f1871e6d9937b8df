/* session-why.h - why it matters what a check of the verification sees. Pure; any thread. */
#pragma once

#include <glib.h>

/* Translated, a sentence or two; NULL when there is nothing to say. check: its id. Static. */
const char *session_why (const char *check);
