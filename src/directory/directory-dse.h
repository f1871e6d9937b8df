/* directory-dse.h - what a controller says of itself before anybody has logged in (its rootDSE),
 * and whether it is the right one. For this room only.
 */
#pragma once

#include "directory-link.h"

typedef enum
{
  DIRECTORY_MECHANISM_SPNEGO = 1 << 0,
  DIRECTORY_MECHANISM_GSSAPI = 1 << 1
} DirectoryMechanism;

/* Strings are "" when it does not say. Immutable. */
struct _DirectoryDse
{
  char *host;   /* dnsHostName */
  char *domain; /* the DNS name of base */
  char *realm;  /* of its Kerberos */
  char *base, *root_base, *configuration, *schema;
  char *service; /* dsServiceName */
  char *site;
  guint mechanisms; /* DirectoryMechanism */
  gint64 skew_s;    /* how far its clock is ahead */
  int level;        /* forestFunctionality */
  gboolean is_ad;
  gboolean is_catalog;
  gboolean is_out_of_date; /* it says that it has not caught up */
};

/* Asks over a link that need not be bound. */
DirectoryDse *directory_dse_read (DirectoryLink *link, BaseCall *call, GError **error);
void directory_dse_free (DirectoryDse *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryDse, directory_dse_free)

/* UNSUPPORTED "not-ad" or "wrong-domain". host: as we know it; domain: the one that is wanted; ""
 * for either: any. */
gboolean directory_dse_check (const DirectoryDse *self, const char *host, const char *domain,
                              GError **error);

/* "DC=corp,DC=example" (and what lies in it) → "corp.example", in lower case; "" when dn has no
 * such end. Caller frees. */
char *directory_dse_domain_of (const char *dn);

/* TRUE for dc1.corp.example in corp.example. */
gboolean directory_dse_is_inside (const char *host, const char *domain);
