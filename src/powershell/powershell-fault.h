/* powershell-fault.h - faults, statuses and error records of the server as BASE_ERROR. Any thread.
 *
 * Reasons that this room gives, beside those of http:
 *
 *   AUTH        "powershell-refused": name, password or way to log in
 *   FORBIDDEN   "powershell-not-allowed": the account may not use it
 *               "powershell-no-cmdlet": none of its roles has the cmdlet, or the parameter
 *               "powershell-scope": a role has it, but not for that mailbox
 *   NOT_FOUND   "powershell-no-object": what the cmdlet was to find
 *   UNSUPPORTED "powershell-not-there": 404, nothing there
 *               "powershell-other": the operating system's own PowerShell
 *               "powershell-redirect"
 *   THROTTLED   "powershell-shells": too many open at the same time
 *               "powershell-quota"
 *   BUSY        "powershell-stopped": 503
 *               "powershell-shell-lost": the server does not know our shell any more
 *               "powershell-quiet": no news within the operation's time, so ask again
 *               "powershell-busy"
 *   REJECTED    "powershell-error": the cmdlet's own words
 *               "powershell-asks-back", "powershell-command"
 *   PROTOCOL    "powershell-answer"
 */
#pragma once

#include "http-request.h"
#include "powershell-error.h"
#include "powershell-value.h"

#include <libxml/tree.h>

/* Where an answer came from. Borrowed. */
typedef struct
{
  const char *host;
  const char *account;
  int status;
  const char *request_id;
} PowershellOrigin;

/* fault: the element s:Fault. */
void powershell_fault_set (const xmlNode *fault, const PowershellOrigin *origin, GError **error);

/* A status without SOAP that is no success; TRUE when it says nothing. */
gboolean powershell_status_check (const HttpReply *reply, const PowershellOrigin *origin,
                                  GError **error);

/* record: an ErrorRecord of the cmdlet's. */
void powershell_record_set (const PowershellValue *record, const char *cmdlet,
                            const PowershellOrigin *origin, GError **error);
