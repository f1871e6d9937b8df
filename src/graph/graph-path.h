/* graph-path.h - addresses of things in Graph, escaped. Pure; any thread.
 *
 * A path begins behind the version: "/users/ann%40corp.example/mailboxSettings".
 */
#pragma once

#include <glib.h>

/* "/users/USER/rest"; rest "": the user. Caller frees. */
char *graph_path_user (const char *user, const char *rest);

/* A path and its options, which are escaped: names and values in turn, up to NULL. A value that is
 * NULL leaves its option out. Caller frees. */
char *graph_path_with (const char *path, ...) G_GNUC_NULL_TERMINATED;

/* 'O''Neil', for $filter. Caller frees. */
char *graph_path_quote (const char *text);

/* The path out of a link that an answer brought. It must be of the same host over https, or the
 * token would be given away: else PROTOCOL "foreign-link". base: of the server, with the version.
 * Caller frees. */
char *graph_path_of_link (const char *base, const char *link, GError **error);
