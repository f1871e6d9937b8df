/* directory-connect.h - a link to one of a domain's controllers, not bound yet: connected, under
 * TLS where that was asked for, and its rootDSE read and checked. For the files of this room that
 * make links.
 */
#pragma once

#include "directory-dse.h"
#include "directory-locate.h"

/* What one message may have: an entry with all its values. */
#define DIRECTORY_CONNECT_MOST_BYTES (8 * 1024 * 1024)

typedef struct _DirectorySeal DirectorySeal;

typedef enum
{
  DIRECTORY_TRANSPORT_CLEAR,
  DIRECTORY_TRANSPORT_TLS,     /* from the first byte */
  DIRECTORY_TRANSPORT_STARTTLS /* on the port for clear text */
} DirectoryTransport;

struct _DirectoryLink
{
  guint refs; /* one thread's: the worker's table, and searches that are under way */
  LDAP *ldap;
  int fd; /* libldap's; closed with ldap */
  DirectoryForest *forest;
  char *host; /* as DNS or the profile has it: what the certificate has to be for */
  guint16 port;
  DirectoryTransport transport;
  DirectoryDse *dse;
  const char *way; /* "ticket", "password", "simple"; NULL: not bound */
  char *account;
  guint ssf;
  DirectorySeal *seal; /* of the buffer; NULL: not sealed */
  guint n_sign_ins;    /* of the forest, when it was bound */
  gboolean is_lost;
  gint64 used_us;
};

/* Takes the controllers one after another until one is good; the others are set aside. */
DirectoryLink *directory_connect (DirectoryForest *forest, BaseCall *call,
                                  const DirectoryPlace *place, DirectoryPort port,
                                  DirectoryTransport transport, GError **error);

DirectoryLink *directory_link_ref (DirectoryLink *self);
void directory_link_unref (DirectoryLink *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryLink, directory_link_unref)
