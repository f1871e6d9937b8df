/* directory-link.h - one bound LDAP connection. For this room only.
 *
 * A link belongs to the worker that asked for it (it is kept in the locals of its call) and is used
 * by that thread alone. libldap neither resolves nor connects nor waits: the socket is ours, it
 * never blocks, and all waiting is in directory_link_next ().
 */
#pragma once

#include "base-call.h"

#include <ldap.h>

typedef struct _DirectoryForest DirectoryForest;
typedef struct _DirectoryLink DirectoryLink;
typedef struct _DirectoryDse DirectoryDse;

typedef enum
{
  DIRECTORY_PORT_DOMAIN,
  DIRECTORY_PORT_CATALOG
} DirectoryPort;

/* The worker's link to a controller of that domain, bound; made anew when it was lost. dns: NULL or
 * "" is the home domain; for CATALOG it is not looked at: the catalog is the home forest's.
 * Borrowed; good until the next directory_link_get (). */
DirectoryLink *directory_link_get (BaseCall *call, DirectoryForest *forest, const char *dns,
                                   DirectoryPort port, GError **error);

LDAP *directory_link_ldap (DirectoryLink *self);
const DirectoryDse *directory_link_dse (DirectoryLink *self);
const char *directory_link_host (DirectoryLink *self);

/* Waits for the next message of that id: its type (> 0) and *ret (caller frees with
 * ldap_msgfree ()), or -1 with an error: cancelled, or too long without one (both abandon the
 * operation, the link stays good), or closed (the link is lost). limit_ms: without any message. */
int directory_link_next (DirectoryLink *self, BaseCall *call, int id, guint limit_ms,
                         LDAPMessage **ret, GError **error);

/* The same for operations that have one answer, whose code and words it takes apart. FALSE when
 * none came. */
typedef struct
{
  int code;
  char *words; /* the server's diagnostic message, for display; never NULL */
} DirectoryResult;
void directory_result_clear (DirectoryResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DirectoryResult, directory_result_clear)

gboolean directory_link_result (DirectoryLink *self, BaseCall *call, int id, guint limit_ms,
                                DirectoryResult *ret, GError **error);

/* Takes message. */
void directory_link_read_result (DirectoryLink *self, LDAPMessage *message, DirectoryResult *ret);

/* After a call of libldap that could not send. Sets the error; the link is lost. */
void directory_link_set_error (DirectoryLink *self, int code, GError **error);

/* Not to be used again: the next directory_link_get () makes a new one. */
void directory_link_lose (DirectoryLink *self);
