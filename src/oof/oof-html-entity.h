/* oof-html-entity.h - character references: &auml; &#228; &#xE4; and the broken ones
 *
 * Inside the room.
 */
#pragma once

#include <glib.h>

/* The character at *at, which moves behind it. A reference that is none is a plain &. */
gunichar oof_html_next_char (const char **at, const char *end);

/* All references decoded. Caller frees. */
char *oof_html_decode (const char *text, gsize length);
