/* powershell-online.h - Exchange Online's admin endpoint: the same cmdlets, as JSON over https
 *
 * What Microsoft's own module speaks (POST …/adminapi/beta/TENANT/InvokeCommand). It is no
 * published contract, so it is only asked where somebody switched it on. One request is one cmdlet;
 * nothing is kept between two. More than one page of objects is refused: an answer about one
 * mailbox has none.
 *
 * Errors: those of http and of the token, and
 *
 *   AUTH         "admin-token": the token is refused
 *   FORBIDDEN    "admin-role": the application has no role of Exchange that lets it run the cmdlet
 *   NOT_FOUND    "powershell-no-object"
 *   UNSUPPORTED  "admin-not-there": no such endpoint at this address
 *   THROTTLED    "online-throttled"; BUSY "powershell-busy"
 *   REJECTED     "powershell-error": the cmdlet's own words; "powershell-command"
 *   PROTOCOL     "powershell-answer"
 */
#pragma once

#include "powershell-console.h"

/* Borrowed: what it points to must live as long as it is used. Does not change; any thread. */
typedef struct
{
  HttpServer http;     /* its url: powershell_online_url (); login and secret are the token's */
  const char *tenant;  /* a GUID, or one of its domains */
  const char *account; /* the application, for errors */
  BaseSecret *(*get_token) (BaseCall *call, gpointer data, GError **error); /* caller unrefs */
  void (*refuse_token) (BaseSecret *token, gpointer data); /* the service said 401 to it */
  gpointer token_data;
  PowershellSend send; /* NULL: http_send () */
  gpointer send_data;
} PowershellOnline;

/* base: "https://outlook.office365.com". Caller frees. */
char *powershell_online_url (const char *base, const char *tenant);

/* mailbox: whom it is about, so that the request gets to their server; NULL: nobody. As
 * powershell_console_run (). */
PowershellResult *powershell_online_run (BaseCall *call, const PowershellOnline *place,
                                         const PowershellCommand *command, const char *mailbox,
                                         GError **error);
