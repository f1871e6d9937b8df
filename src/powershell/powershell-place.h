/* powershell-place.h - where a server's PowerShell console is, and how it is asked. Any thread. */
#pragma once

#include "base-call.h"
#include "http-send.h"

/* How a request gets to the server: http_send (), http_send_sealed () or a test's. */
typedef HttpReply *(*PowershellSend) (BaseCall *call, const HttpServer *server,
                                      const HttpRequest *request, gpointer data, GError **error);

/* Borrowed: what it points to must outlive the console. */
typedef struct
{
  HttpServer http;       /* its url ends with /PowerShell/; NULL: only plain_url is to be tried */
  const char *plain_url; /* the same over http, where Kerberos encrypts; NULL: not to be tried */
  PowershellSend send;   /* NULL: http_send () */
  gpointer send_data;
} PowershellPlace;

/* console: a server's name, with a port perhaps, or a whole address; NULL or "": the server of
 * ews_url.
 *
 *   https://mail/EWS/Exchange.asmx    https://mail/PowerShell/     http://mail/PowerShell/
 *   "mbx1:8443"                       https://mbx1:8443/PowerShell/ http://mbx1/PowerShell/
 *   "http://mbx1/PowerShell/"         NULL                         itself
 *
 * NULL when there is none. Caller frees. */
char *powershell_place_url (const char *ews_url, const char *console);
char *powershell_place_plain_url (const char *ews_url, const char *console);
