/* powershell-escape.h - how PowerShell writes characters that XML cannot carry: "_x000D_", one
 * UTF-16 unit each. Any thread.
 */
#pragma once

#include <glib.h>

/* Appends text, which is UTF-8, as the content of an element or attribute: PowerShell's escapes,
 * and XML's. */
void powershell_escape_append (GString *out, const char *text);

/* Undoes PowerShell's escapes (XML's are the parser's). A lone half of a surrogate pair and NUL
 * become U+FFFD. Caller frees. */
char *powershell_escape_decode (const char *text);
