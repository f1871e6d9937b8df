/* session-act.h - something that happens beside the reply while somebody is away, and how it came
 * out
 *
 * Handed to callbacks as borrowed. Any thread.
 */
#pragma once

#include <glib.h>

typedef enum
{
  SESSION_ACT_MAKES,
  SESSION_ACT_TAKES_BACK,
  SESSION_ACT_STAYS,
  SESSION_ACT_LATER /* it is made when the absence begins */
} SessionActDoes;

extern const char *const session_act_does_names[]; /* "makes", "takes-back", … */

typedef struct
{
  const char *kind; /* "forward", "calendar"; static. "": what there is could not be read */
  SessionActDoes does;
  char *words;   /* a sentence; NULL where it is not known what is wanted */
  GError *error; /* NULL: it is done, or would be */
} SessionAct;

void session_act_free (gpointer self); /* SessionAct */
