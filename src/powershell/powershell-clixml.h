/* powershell-clixml.h - values as the XML of PowerShell remoting, and back. Any thread.
 *
 * What comes in is hostile: at most POWERSHELL_MOST_DEPTH deep, POWERSHELL_MOST_VALUES values,
 * texts of at most POWERSHELL_MOST_TEXT_BYTES; references only to what came before, no number given
 * twice, no unknown type. Errors are BASE_ERROR_PROTOCOL, "powershell-answer".
 */
#pragma once

#include "powershell-value.h"

#define POWERSHELL_MOST_VALUES 200000

/* One value. A byte order mark before it is passed over. Caller unrefs. */
PowershellValue *powershell_clixml_read (const char *data, gsize size, GError **error);

/* The form of the wire, without a declaration. Caller frees. */
GString *powershell_clixml_write (const PowershellValue *value);
