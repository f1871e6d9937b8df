/* session-steps.h - what can be undone and done again, in order. Inside session; one thread. */
#pragma once

#include "session-edit.h"

typedef struct _SessionSteps SessionSteps;

typedef enum
{
  SESSION_STEP_UNDO,
  SESSION_STEP_REDO
} SessionStepKind;

SessionSteps *session_steps_new (void);
void session_steps_free (SessionSteps *self); /* NULL is fine */
void session_steps_clear (SessionSteps *self);

/* Something was done: what was undone before is gone. Copies title, takes references. */
void session_steps_add (SessionSteps *self, const char *title, SessionEdit *undo,
                        SessionEdit *redo);
/* The next step of that kind was taken. */
void session_steps_take (SessionSteps *self, SessionStepKind kind);

/* Of the next step of that kind; borrowed. "" and NULL: there is none. */
const char *session_steps_title (const SessionSteps *self, SessionStepKind kind);
SessionEdit *session_steps_edit (const SessionSteps *self, SessionStepKind kind);
