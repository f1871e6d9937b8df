/* session-redact.h - takes out of a text who and where it is about: for giving it to strangers
 *
 * An address becomes "person1@domain1.example", the same one always the same; a name that was told
 * (a server, a tenant) becomes "name1". Where it is not sure it is taken out. Pure; one thread.
 */
#pragma once

#include <glib.h>

typedef struct _SessionRedact SessionRedact;

SessionRedact *session_redact_new (void);
void session_redact_free (SessionRedact *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionRedact, session_redact_free)

/* A name that is nobody else's business; "" and NULL are none. Longer ones are taken first. */
void session_redact_add (SessionRedact *self, const char *name);

/* Caller frees. NULL gives "". */
char *session_redact_text (SessionRedact *self, const char *text);
