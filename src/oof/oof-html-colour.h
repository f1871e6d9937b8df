/* oof-html-colour.h - the colours that style attributes name
 *
 * Inside the room.
 */
#pragma once

#include <glib.h>

/* 0x1RRGGBB for #rgb, #rrggbb, rgb(r, g, b) and the usual names; 0 for everything else, and for
 * black, which is what text has anyway. */
guint oof_html_colour (const char *value);
