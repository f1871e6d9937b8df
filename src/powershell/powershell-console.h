/* powershell-console.h - an open console at a server: cmdlets are run in it one after the other
 *
 * Blocks; one thread. What is opened at the server is always closed again, also after an error or a
 * cancel: then with some seconds of its own. The server keeps what could not be closed for a
 * quarter of an hour.
 *
 * Errors: those of http and of powershell-fault.h.
 */
#pragma once

#include "base-call.h"
#include "http-send.h"
#include "powershell-command.h"

#define POWERSHELL_CLOSE_MS 1500 /* twice at most: a pipeline and its console */
#define POWERSHELL_PAUSE_MS 100  /* after a server has said at once that there is nothing new */
#define POWERSHELL_MOST_OBJECTS 10000
#define POWERSHELL_MOST_PIPELINE_BYTES (50 * 1024 * 1024)

typedef struct _PowershellConsole PowershellConsole;

/* How a request gets to the server: http_send (), or a test's. */
typedef HttpReply *(*PowershellSend) (BaseCall *call, const HttpServer *server,
                                      const HttpRequest *request, gpointer data, GError **error);

/* Where the console is. http is borrowed, and what it points to must outlive the console. */
typedef struct
{
  HttpServer http;       /* its url ends with /PowerShell/ */
  const char *plain_url; /* the same over http, where Kerberos encrypts; NULL: not to be tried */
  PowershellSend send;   /* NULL: http_send () */
  gpointer send_data;
} PowershellPlace;

/* "https://mail.corp.example/EWS/Exchange.asmx" → "https://mail.corp.example/PowerShell/". NULL
 * when it is no URL. Caller frees. */
char *powershell_place_url (const char *ews_url);
/* The same at port 80: "http://mail.corp.example/PowerShell/". */
char *powershell_place_plain_url (const char *ews_url);

/* What a cmdlet gave. */
typedef struct
{
  GPtrArray *objects;  /* PowershellValue */
  GPtrArray *warnings; /* char: as the server words them, for display */
  GPtrArray *problems; /* GError: what went wrong for some of the objects */
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

/* The server's PowerShell, "5.1.14393.5006"; NULL when it did not say. Borrowed. */
const char *powershell_console_version (const PowershellConsole *self);
