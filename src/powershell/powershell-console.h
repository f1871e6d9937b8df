/* powershell-console.h - an open console at a server: cmdlets are run in it one after the other
 *
 * Blocks; one thread at a time, but not always the same one. What is opened at the server is closed
 * again by powershell_console_close (), which takes a moment of its own for that when the call is
 * cancelled or over. A cancelled cmdlet returns at once: what it left at the server is taken away
 * with the console, or before its next cmdlet. The server keeps what could not be closed for a
 * quarter of an hour.
 *
 * Errors: those of http and of powershell-fault.h.
 */
#pragma once

#include "powershell-command.h"
#include "powershell-place.h"

#define POWERSHELL_CLOSE_MS 1500
#define POWERSHELL_PAUSE_MS 100 /* after a server has said at once that there is nothing new */
#define POWERSHELL_MOST_OBJECTS 10000
#define POWERSHELL_MOST_PIPELINE_BYTES (50 * 1024 * 1024)

typedef struct _PowershellConsole PowershellConsole;

/* What a cmdlet gave. */
typedef struct
{
  GPtrArray *objects;  /* PowershellValue */
  GPtrArray *warnings; /* char: as the server words them, for display */
  GPtrArray *problems; /* GError: what went wrong for some of the objects */
  char *request_id;    /* the server's, of the request that began it; NULL when it gave none */
} PowershellResult;

void powershell_result_free (PowershellResult *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowershellResult, powershell_result_free)

PowershellConsole *powershell_console_open (BaseCall *call, const PowershellPlace *place,
                                            GError **error);

/* NULL when the cmdlet failed, or gave nothing but errors: the first of them is it. A server that
 * has forgotten the console gets a new one and is asked again, once, unless the cmdlet may have
 * changed something already. */
PowershellResult *powershell_console_run (PowershellConsole *self, BaseCall *call,
                                          const PowershellCommand *command, GError **error);

/* Frees it; NULL is fine. */
void powershell_console_close (PowershellConsole *self, BaseCall *call);
/* The same without a word to the server, for one that does not answer. */
void powershell_console_abandon (PowershellConsole *self);

/* The server's PowerShell, "5.1.14393.5006"; NULL when it did not say. Borrowed. */
const char *powershell_console_version (const PowershellConsole *self);
