/* fake.h - a directory without a network: entries in memory, searched by what is said on the wire
 *
 * Stands in for directory-search.c, directory-entry.c, directory-link.c and directory-forest.c when
 * it is linked before the room. Filters are read back from their text, so what is asked is tested
 * as well. One thread.
 */
#pragma once

#include "directory-forest.h"

#define FAKE_CATALOG "catalog"

typedef struct _FakeEntry FakeEntry;

/* Empties all. The home domain is corp.example, a forest of its own with Exchange. */
void fake_reset (void);

/* where: a domain's DNS name, or FAKE_CATALOG. The rest: names and values, NULL ends. */
FakeEntry *fake_add (const char *where, const char *dn, ...) G_GNUC_NULL_TERMINATED;
void fake_put (FakeEntry *self, const char *attribute, const char *value);
void fake_put_bytes (FakeEntry *self, const char *attribute, gconstpointer data, gsize length);
void fake_drop (FakeEntry *self, const char *attribute);

/* A person with a mailbox and a GUID made of number; in corp.example. */
FakeEntry *fake_add_person (guint number, const char *logon, const char *given,
                            const char *surname);

/* A domain of the forest, with its crossRef. */
void fake_add_domain (const char *dns, const char *netbios, const char *parent_netbios);

void fake_set_down (const char *where); /* does not answer from now on */
/* Refuses searches with that word in their filter; both are literals. */
void fake_set_deaf (const char *where, const char *word);
void fake_set_usn (gint64 usn);
void fake_set_invocation (guint8 number);
void fake_set_most_values (guint most); /* more come in parts */

guint fake_n_asked (void);     /* pages, since fake_reset () */
guint fake_n_linked (void);    /* links asked for without a search */
const char *fake_last (void);  /* the last filter */
const char *fake_where (void); /* the last place */
guint fake_longest (void);     /* filter, in bytes */
