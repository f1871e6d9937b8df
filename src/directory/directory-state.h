/* directory-state.h - what a forest knows, for the files of this room that find and log in. For
 * this room only.
 *
 * Fields above the lock never change; what is below it is only touched with it held, through these
 * functions.
 */
#pragma once

#include "directory-forest.h"
#include "directory-link.h"

/* Where services listen, when nothing else was said. Tests give their own. */
typedef struct
{
  guint16 ldap, ldaps, catalog, catalog_tls, kerberos;
} DirectoryPorts;

extern const DirectoryPorts directory_default_ports;

/* Who asks in a domain. */
typedef struct _DirectoryAccount DirectoryAccount;
struct _DirectoryAccount
{
  gatomicrefcount refs;
  char *user;           /* a UPN or "CORP\\ann"; "" */
  BaseSecret *password; /* NULL: none */
  GMutex lock;
  GCond changed;
  gboolean is_trying; /* somebody tries the password for the first time */
  gboolean is_proven; /* the password was accepted */
  guint tries;
  GError *refused; /* a definite answer: the password is not tried again */
};

void directory_account_unref (DirectoryAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryAccount, directory_account_unref)

struct _DirectoryForest
{
  gatomicrefcount refs;
  ExchangeDirectoryAuth auth;
  char *ca_pem;                     /* "": the system's */
  ExchangeDirectoryAddress address; /* host NULL: none was named */
  DirectoryPorts ports;
  gint64 (*now_us) (void); /* monotonic */
  GMutex lock;
  DirectoryAccount *account; /* the home domain's */
  GHashTable *accounts;      /* domain → DirectoryAccount, of others */
  GHashTable *winners;       /* "domain port" → the host that answered */
  GHashTable *aside;         /* "host:port" → until when (gint64 *) */
  GHashTable *kept;          /* key → object */
  GPtrArray *tried;          /* DirectoryTried of the home domain, the last 16 */
  char *domain;              /* the home domain as it was found; NULL: not yet */
  char *service;             /* the SRV record that named its controllers; NULL: none did */
  DirectoryRoot *root;
};

/* Before the forest is used. */
void directory_state_set_ports (DirectoryForest *self, const DirectoryPorts *ports);
void directory_state_set_clock (DirectoryForest *self, gint64 (*now_us) (void));

/* A reference. dns: NULL or "" is the home domain. */
DirectoryAccount *directory_state_account (DirectoryForest *self, const char *dns);

/* The controller that answered last, or NULL. Caller frees. */
char *directory_state_winner (DirectoryForest *self, const char *domain, guint16 port);
void directory_state_set_winner (DirectoryForest *self, const char *domain, guint16 port,
                                 const char *host);

/* For five minutes other controllers are taken first. */
void directory_state_set_aside (DirectoryForest *self, const char *host, guint16 port);
gboolean directory_state_is_aside (DirectoryForest *self, const char *host, guint16 port);

/* tried: DirectoryTried, takes them. */
void directory_state_note (DirectoryForest *self, GPtrArray *tried);

/* The home domain's DNS name, once it is known: caller frees. */
char *directory_state_domain (DirectoryForest *self);
void directory_state_set_domain (DirectoryForest *self, const char *domain, const char *service);

/* Immutable objects that live as long as the forest; NULL: nothing is kept under key. */
gpointer directory_forest_kept (DirectoryForest *self, const char *key);
/* Takes object. Returns the one that is kept: the first wins. */
gpointer directory_forest_keep (DirectoryForest *self, const char *key, gpointer object,
                                GDestroyNotify destroy);
