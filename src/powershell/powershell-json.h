/* powershell-json.h - cmdlets and their answers as the admin endpoint writes them. Inside the room;
 * any thread.
 */
#pragma once

#include "powershell-console.h"

#include <json-glib/json-glib.h>

/* {"CmdletInput": {"CmdletName": …, "Parameters": {…}}}. Caller unrefs. */
JsonObject *powershell_json_encode (const PowershellCommand *command);

/* {"value": […]}. NULL with PROTOCOL "powershell-answer" for anything else, and for more than one
 * page. */
PowershellResult *powershell_json_decode (JsonObject *body, GError **error);

/* What an error's body says: the last part of "type|class|text", for display, and its class. Caller
 * frees both; NULL where there is none. */
char *powershell_json_words (JsonObject *body, char **ret_class);
