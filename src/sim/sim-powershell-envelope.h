/* sim-powershell-envelope.h - requests and answers of WS-Management. Written from its
 * documentation, not from our client */
#pragma once

#include <glib.h>

typedef enum
{
  SIM_SHELL_CREATE,
  SIM_SHELL_COMMAND,
  SIM_SHELL_SEND,
  SIM_SHELL_RECEIVE,
  SIM_SHELL_SIGNAL,
  SIM_SHELL_DELETE
} SimShellAction;

extern const char *const sim_shell_action_names[]; /* "powershell-create" … */

typedef struct
{
  SimShellAction action;
  char *message_id;
  char *shell_id;   /* of the selector; CREATE: the wish */
  char *command_id; /* NULL: the pool */
  guint8 *payload;  /* NULL: none */
  gsize size;
} SimShellAsk;

void sim_shell_ask_clear (SimShellAsk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SimShellAsk, sim_shell_ask_clear)

/* NULL, or the number of the fault that the request deserves. */
const char *sim_shell_ask_parse (GBytes *body, SimShellAsk *ret);

/* Answers. inner: the XML inside the body. Caller unrefs. */
GBytes *sim_shell_answer (const SimShellAsk *ask, const char *inner);
/* code: a number, or "shells" or "quota". */
GBytes *sim_shell_fault (const SimShellAsk *ask, const char *code);
