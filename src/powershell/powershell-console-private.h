/* powershell-console-private.h - what a console is made of. For this room only */
#pragma once

#include "powershell-console.h"
#include "powershell-envelope.h"
#include "powershell-guid.h"

struct _PowershellConsole
{
  PowershellPlace place;
  char *host;
  char *session_id;
  GHashTable *cookies; /* name → value: a front end finds the back end of our shell by them */
  PowershellGuid pool;
  char *shell_id; /* NULL: there is none at the server */
  char *version;
  guint64 next_object;
  gboolean is_spoiled; /* something may still run in the shell: only good to be ended */
};

/* One request and its answer. command_id NULL: for the pool; payload NULL: none. */
gboolean powershell_console_ask (PowershellConsole *self, BaseCall *call, PowershellAction action,
                                 const char *command_id, GBytes *payload, PowershellAnswer *ret,
                                 GError **error);

/* Who answers, for errors. */
PowershellOrigin powershell_console_origin (const PowershellConsole *self);

/* The number of the next message of ours. */
guint64 powershell_console_number (PowershellConsole *self);

/* The shell, made anew. */
gboolean powershell_console_begin (PowershellConsole *self, BaseCall *call, GError **error);
void powershell_console_end (PowershellConsole *self, BaseCall *call);

/* Something that has to be done although call may be cancelled or over: waits at most
 * POWERSHELL_CLOSE_MS, on the same connection. Its success is of no interest. */
void powershell_console_ask_last (PowershellConsole *self, BaseCall *call, PowershellAction action,
                                  const char *command_id);
