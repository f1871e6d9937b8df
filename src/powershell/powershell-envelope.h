/* powershell-envelope.h - the requests of WS-Management that carry the fragments, and their
 * answers. Any thread. */
#pragma once

#include "powershell-fault.h"

#define POWERSHELL_RESOURCE "http://schemas.microsoft.com/powershell/Microsoft.Exchange"

/* How long the server waits for news before it says that there are none. */
#define POWERSHELL_OPERATION_S 20

typedef enum
{
  POWERSHELL_CREATE,  /* a shell; payload: the pool's first messages */
  POWERSHELL_COMMAND, /* payload: the first fragment of a pipeline */
  POWERSHELL_SEND,    /* payload: a further one */
  POWERSHELL_RECEIVE,
  POWERSHELL_TERMINATE, /* of a finished pipeline */
  POWERSHELL_STOP,      /* of a running one */
  POWERSHELL_DELETE     /* the shell */
} PowershellAction;

extern const char *const powershell_action_names[]; /* "Create" …: for the trace */

/* Borrowed. */
typedef struct
{
  PowershellAction action;
  const char *url;
  const char *session_id; /* a GUID, the same for all of a console's */
  const char *message_id; /* a GUID of its own */
  const char *shell_id;   /* CREATE: the wish; else the server's */
  const char *command_id; /* NULL: of the pool */
  GBytes *payload;        /* NULL where there is none */
} PowershellAsk;

GBytes *powershell_ask_encode (const PowershellAsk *ask, GError **error);

typedef struct
{
  char *id;          /* CREATE: the shell's; COMMAND: the pipeline's; else NULL */
  char *request_id;  /* the server's, of this request; NULL when it gave none */
  GPtrArray *pieces; /* RECEIVE: GBytes, what came of the fragments; never NULL */
  gboolean is_done;  /* RECEIVE: nothing more will come */
} PowershellAnswer;

void powershell_answer_clear (PowershellAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PowershellAnswer, powershell_answer_clear)

/* FALSE with an error of powershell-fault.h, or PROTOCOL "powershell-answer" when it is no answer
 * to this request. */
gboolean powershell_answer_decode (const PowershellAsk *ask, GBytes *body,
                                   const PowershellOrigin *origin, PowershellAnswer *ret,
                                   GError **error);
