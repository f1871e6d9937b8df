/* directory-filter.h - search filters as typed nodes: what a person typed is never syntax, unless
 * it was read as a filter. For this room only.
 *
 * A filter belongs to whoever made it, until it is given to a parent. Attributes are literals of
 * this program; texts are copied.
 */
#pragma once

#include <glib.h>

/* What people may look for: longer texts are refused. */
#define DIRECTORY_FILTER_MOST_CHARS 256

/* Of filters that are read. */
#define DIRECTORY_FILTER_MOST_BYTES 8192
#define DIRECTORY_FILTER_MOST_DEPTH 32

typedef struct _DirectoryFilter DirectoryFilter;

void directory_filter_free (DirectoryFilter *self); /* with all its children; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryFilter, directory_filter_free)

/* Both take the filters in the list, which NULL ends; more may be added. Without any, the one
 * matches everything and the other nothing. */
DirectoryFilter *directory_filter_and (DirectoryFilter *first, ...) G_GNUC_NULL_TERMINATED;
DirectoryFilter *directory_filter_or (DirectoryFilter *first, ...) G_GNUC_NULL_TERMINATED;
void directory_filter_add (DirectoryFilter *parent, DirectoryFilter *child); /* takes child */
DirectoryFilter *directory_filter_not (DirectoryFilter *child);

DirectoryFilter *directory_filter_present (const char *attribute);
DirectoryFilter *directory_filter_equals (const char *attribute, const char *text);
DirectoryFilter *directory_filter_begins (const char *attribute, const char *text);
DirectoryFilter *directory_filter_is (const char *attribute, gint64 number);
DirectoryFilter *directory_filter_at_least (const char *attribute, gint64 number);
DirectoryFilter *directory_filter_bytes (const char *attribute, gconstpointer data, gsize length);
/* All of these bits are set. */
DirectoryFilter *directory_filter_bits (const char *attribute, guint64 bits);
/* "Ambiguous name resolution": the server compares with all names that it knows of somebody. */
DirectoryFilter *directory_filter_anr (const char *text);
DirectoryFilter *directory_filter_anr_exactly (const char *text);
/* attribute names dn, or something that is named by … and so on: nested groups. */
DirectoryFilter *directory_filter_in_chain (const char *attribute, const char *dn);

/* What somebody wrote as a filter, in the words of RFC 4515: "(&(department=Sales)(l=Graz))".
 * Blanks around its brackets do no harm. NULL with BASE_ERROR_REJECTED "bad-filter" when it is
 * none: so it can never mean anything outside its own brackets. */
DirectoryFilter *directory_filter_read (const char *text, GError **error);

/* As RFC 4515 has it. Caller frees. */
char *directory_filter_text (const DirectoryFilter *self);

/* The same question without an answer to keep: TRUE when it is one filter and nothing else. */
gboolean directory_filter_is_whole (const char *text, GError **error);

/* FALSE with BASE_ERROR_REJECTED "bad-name" for what nobody is called: invalid UTF-8 or too long.
 */
gboolean directory_filter_check (const char *text, GError **error);
