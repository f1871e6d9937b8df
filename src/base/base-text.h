/* base-text.h - checks on text that comes from outside. Pure; any thread. */
#pragma once

#include <glib.h>

/* TRUE when it is UTF-8 and holds only characters that XML 1.0 can carry (tab, line feed, carriage
 * return, no other control characters, no U+FFFE/U+FFFF): what may go into a reply. */
gboolean base_text_is_clean (const char *text, gssize length);

/* As above, else BASE_ERROR_REJECTED that says what is wrong and where; what: "the inside reply".
 */
gboolean base_text_check (const char *text, gssize length, const char *what, GError **error);

/* TRUE for something@domain of sane length without spaces, controls or characters that no SMTP
 * address holds. */
gboolean base_text_is_address (const char *text);

/* For comparing without a difference between large and small letters: g_utf8_casefold (), faster
 * for what is ASCII. Caller frees. */
char *base_text_fold (const char *text);

/* For a GHashTable whose keys (char *) are the same in large and small letters of ASCII, as
 * addresses and distinguished names are. */
guint base_text_hash_caseless (gconstpointer text);
gboolean base_text_equal_caseless (gconstpointer a, gconstpointer b);

/* FALSE for control characters, and for those that would order or break the text around them
 * otherwise: the embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9,
 * 2.1 to 2.5) and the separators of lines and paragraphs. */
gboolean base_text_char_is_tame (gunichar c);

/* Control characters and invalid bytes become U+FFFD, what orders the text around it otherwise is
 * left out, the length is cut at most_chars (with "…"): for showing what a server said. Caller
 * frees. */
char *base_text_for_display (const char *text, gsize most_chars);

/* The beginning of what a server sent, at most 16 KiB (with "…" where more came): lines are kept,
 * other control characters and invalid bytes become U+FFFD. Caller frees. */
char *base_text_excerpt (const char *bytes, gsize size);
