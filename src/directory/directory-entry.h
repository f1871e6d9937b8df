/* directory-entry.h - one entry that a search found: a view into libldap's message. For this room
 * only.
 *
 * Nothing is copied that need not be: texts are those of the message where they are clean. All of
 * it is good until the callback that got the entry returns. attribute: its place in the search's
 * list.
 */
#pragma once

#include <glib.h>
#include <ldap.h>

#define DIRECTORY_ENTRY_MOST 64 /* attributes of one search */

typedef struct _DirectoryEntry DirectoryEntry;

const char *directory_entry_dn (DirectoryEntry *self);

/* The first value as text, or NULL: valid UTF-8 without control characters, at most 1,024
 * characters. */
const char *directory_entry_text (DirectoryEntry *self, guint attribute);
guint directory_entry_n_values (DirectoryEntry *self, guint attribute);
const char *directory_entry_nth_text (DirectoryEntry *self, guint attribute, guint n);

/* The first value as it came. FALSE: there is none. */
gboolean directory_entry_bytes (DirectoryEntry *self, guint attribute, struct berval *ret);

gint64 directory_entry_number (DirectoryEntry *self, guint attribute, gint64 otherwise);
gboolean directory_entry_is_true (DirectoryEntry *self, guint attribute); /* "TRUE" */

/* The server gave only the first values ("member;range=0-1499"): directory_search_values () gets
 * all of them. */
gboolean directory_entry_is_partial (DirectoryEntry *self, guint attribute);

/* For directory-search.c: fills one for all entries of a search, reads the next, frees it. */
DirectoryEntry *directory_entry_new (const char *const *attributes);
/* FALSE when the message is damaged. */
gboolean directory_entry_read (DirectoryEntry *self, LDAP *ldap, LDAPMessage *message);
/* Frees what the last one needed; to be called before its message is freed. */
void directory_entry_clear (DirectoryEntry *self);
/* Where a partial attribute goes on; -1: it is complete. */
gint64 directory_entry_next_value (DirectoryEntry *self, guint attribute);
void directory_entry_free (DirectoryEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryEntry, directory_entry_free)
