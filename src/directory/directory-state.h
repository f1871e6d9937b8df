/* directory-state.h - what a forest knows, for the files of this room that find and log in. For
 * this room only.
 *
 * Fields above the lock never change; what is below it is only touched with it held, through these
 * functions.
 */
#pragma once

#include "directory-forest.h"
#include "directory-link.h"
#include "kerberos-account.h"

/* Where services listen, when nothing else was said. Tests give their own. */
typedef struct
{
  guint16 ldap, ldaps, catalog, catalog_tls, kerberos;
} DirectoryPorts;

struct _DirectoryForest
{
  gatomicrefcount refs;
  ExchangeDirectoryAuth auth;
  char *ca_pem;                     /* "": the system's */
  ExchangeDirectoryAddress address; /* host NULL: none was named */
  DirectoryPorts ports;
  gint64 (*now_us) (void); /* monotonic */
  GMutex lock;
  KerberosAccount *account;       /* the home domain's */
  GHashTable *accounts;           /* domain → KerberosAccount, of others */
  guint n_sign_ins;               /* links from before the last one may be of somebody else */
  GHashTable *winners;            /* "domain port" → the host that answered */
  GHashTable *aside;              /* "host:port" → until when (gint64 *) */
  GHashTable *kept;               /* key → object */
  GPtrArray *tried;               /* BaseTried of the home domain, the last 16 */
  char *domain;                   /* the home domain as it was found; NULL: not yet */
  char *realm, *host, *root_base; /* of the home domain's controller that took us; NULL: none yet */
  char *service;                  /* the SRV record that named its controllers; NULL: none did */
  char *site;                     /* this computer's; "": none; NULL: nobody was asked yet */
  DirectoryRoot *root;
};

/* Before the forest is used. */
void directory_state_set_ports (DirectoryForest *self, const DirectoryPorts *ports);
void directory_state_set_clock (DirectoryForest *self, gint64 (*now_us) (void));

/* A reference. dns: NULL or "" is the home domain. *ret_is_own: it was given for that domain
 * (home's is home's). */
KerberosAccount *directory_state_account (DirectoryForest *self, const char *dns,
                                          gboolean *ret_is_own);

guint directory_state_n_sign_ins (DirectoryForest *self);

/* The controller that answered last, or NULL. Caller frees. */
char *directory_state_winner (DirectoryForest *self, const char *domain, guint16 port);
void directory_state_set_winner (DirectoryForest *self, const char *domain, guint16 port,
                                 const char *host);

/* Whoever answered so far is not asked first any more. */
void directory_state_forget_winners (DirectoryForest *self);

/* For five minutes other controllers are taken first. */
void directory_state_set_aside (DirectoryForest *self, const char *host, guint16 port);
gboolean directory_state_is_aside (DirectoryForest *self, const char *host, guint16 port);

/* tried: BaseTried, takes them. */
void directory_state_note (DirectoryForest *self, GPtrArray *tried);

/* The home domain's DNS name, once it is known: caller frees. */
char *directory_state_domain (DirectoryForest *self);
/* The first wins. */
void directory_state_set_home (DirectoryForest *self, const DirectoryDse *dse);
/* The realm of the home domain, one of its controllers, and the forest it lies in: "" before
 * somebody has logged in there. Callers free. */
void directory_state_home (DirectoryForest *self, char **ret_realm, char **ret_host,
                           char **ret_root_base);
/* Which record named the home domain's controllers; the first wins. */
void directory_state_set_service (DirectoryForest *self, const char *record);

/* This computer's site, "" when there is none, NULL when nobody was asked yet: caller frees. */
char *directory_state_site (DirectoryForest *self);
/* The first wins. */
void directory_state_set_site (DirectoryForest *self, const char *site);

/* Immutable objects that live as long as the forest; NULL: nothing is kept under key. */
gpointer directory_forest_kept (DirectoryForest *self, const char *key);
/* Takes object. Returns the one that is kept: the first wins. */
gpointer directory_forest_keep (DirectoryForest *self, const char *key, gpointer object,
                                GDestroyNotify destroy);
