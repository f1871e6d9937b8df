/* powershell-base64.h - strict Base64: a cut or damaged text is an error, not a shorter answer. Any
 * thread. */
#pragma once

#include <glib.h>

/* Blanks between the characters are passed over. NULL with BASE_ERROR_PROTOCOL. what: for the
 * message. */
GBytes *powershell_base64_decode (const char *text, const char *what, GError **error);
