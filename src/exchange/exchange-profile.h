/* exchange-profile.h - how to reach one organisation: what the wizard asks for, without any secret
 *
 * Immutable, reference-counted; any thread. Made through a draft: a plain struct that the wizard or
 * the command line fills.
 */
#pragma once

#include "exchange-version.h"

#include <glib.h>

typedef enum
{
  EXCHANGE_KIND_ON_PREMISES,
  EXCHANGE_KIND_ONLINE,
  EXCHANGE_KIND_HYBRID
} ExchangeKind;

typedef enum
{
  EXCHANGE_AUTH_AUTO, /* a Kerberos ticket if there is one, then what the server offers and libcurl
                         can */
  EXCHANGE_AUTH_NEGOTIATE,
  EXCHANGE_AUTH_NTLM,
  EXCHANGE_AUTH_BASIC
} ExchangeAuth;

/* How mailboxes are read and written. */
typedef enum
{
  EXCHANGE_PATH_EWS,       /* the web service, impersonating */
  EXCHANGE_PATH_POWERSHELL /* cmdlets, where the web service is closed */
} ExchangePath;

/* Who asks Exchange Online. */
typedef enum
{
  EXCHANGE_SIGN_IN_APPLICATION, /* the application itself, with its certificate or secret */
  EXCHANGE_SIGN_IN_PERSON       /* somebody who has signed in: their own mailbox, and no other */
} ExchangeSignIn;

/* How to log in to the directory. */
typedef enum
{
  EXCHANGE_DIRECTORY_AUTH_AUTO,     /* the three below, in this order */
  EXCHANGE_DIRECTORY_AUTH_TICKET,   /* the Kerberos ticket that is there */
  EXCHANGE_DIRECTORY_AUTH_PASSWORD, /* a ticket got with the password */
  EXCHANGE_DIRECTORY_AUTH_SIMPLE    /* the password itself, over verified TLS */
} ExchangeDirectoryAuth;

extern const char *const exchange_kind_names[];    /* "on-premises", "online", "hybrid" */
extern const char *const exchange_auth_names[];    /* "auto", "negotiate", "ntlm", "basic" */
extern const char *const exchange_path_names[];    /* "ews", "powershell" */
extern const char *const exchange_sign_in_names[]; /* "application", "person" */
extern const char
    *const exchange_directory_auth_names[]; /* "auto", "ticket", "password", "simple" */

#define EXCHANGE_DEFAULT_JOBS 4
#define EXCHANGE_MOST_JOBS 32

typedef struct
{
  char *id;   /* a UUID; the key in the store and in the keyring */
  char *name; /* what people call it */
  ExchangeKind kind;
  char *server;  /* as typed: a DNS name or an IP address; "" when only the URL was given */
  char *ews_url; /* https */
  char *ca_pem;  /* the private authority's certificates, as PEM; "" for the system's */
  ExchangeAuth auth;
  ExchangeVersion version; /* what requests of the web service call the server; AUTO: found out */
  char *build;   /* what the server called itself when it was last asked: "15.2.1544.4"; "" */
  char *offered; /* how one may log in there, as it last said: "Negotiate, NTLM"; "" */
  ExchangePath path;
  char *console;   /* the server whose PowerShell is asked, because Kerberos wants the name of one
                      server: "mbx1.corp.example", or a whole URL; "": that of ews_url */
  char *admin_upn; /* the account that impersonates */
  char *test_mailbox; /* verification proves the rights on it; "" when none was chosen */
  guint jobs;         /* requests at the same time, 1 to EXCHANGE_MOST_JOBS */
  char *directory;    /* Active Directory: a domain's DNS name, or a controller: "dc1.corp.example",
                         "dc1.corp.example:389", "ldaps://dc1.corp.example"; "": none is used */
  ExchangeDirectoryAuth directory_auth;
  char *directory_ca_pem; /* as ca_pem, for the controllers; "": ca_pem's, else the system's */
  char *directory_user;   /* a UPN; "": the administrator, with their password */

  /* Exchange Online, and the online side of a hybrid organisation; "" where nothing was given. */
  char *cloud;        /* which of Microsoft's clouds, by the name in their list; "": the global */
  char *tenant;       /* its id, or one of its domains */
  char *client_id;    /* the application that is registered there */
  char *certificate;  /* the file it logs in with; "": it has a secret, in the keyring */
  char *client_until; /* the day on which its secret ends, "2027-05-31"; "": not told */
  ExchangeSignIn sign_in;
  char *online_user; /* who signed in, a UPN; "" for the application */
  char *login_url;   /* these three in place of the cloud's own addresses */
  char *graph_url;   /* https, without the version */
  char *admin_api_url;
} ExchangeProfile;

/* Copies what draft holds; NULL strings become "", a missing id becomes a new one, jobs 0 the
 * default, an empty ews_url the one made from server. The result may still be invalid. */
ExchangeProfile *exchange_profile_new (const ExchangeProfile *draft);
ExchangeProfile *exchange_profile_ref (ExchangeProfile *self);
void exchange_profile_unref (ExchangeProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExchangeProfile, exchange_profile_unref)

/* The pages of the wizard; validation looks at the fields of one of them, or at all. */
typedef enum
{
  EXCHANGE_PROFILE_PART_ALL,
  EXCHANGE_PROFILE_PART_SERVER, /* server, ews_url, ca_pem, console */
  EXCHANGE_PROFILE_PART_ADMIN,  /* admin_upn, test_mailbox */
  EXCHANGE_PROFILE_PART_ONLINE, /* cloud, tenant, client_id, certificate, its addresses */
  EXCHANGE_PROFILE_PART_DIRECTORY,
  EXCHANGE_PROFILE_PART_NAME
} ExchangeProfilePart;

/* The first thing that is wrong, as BASE_ERROR_REJECTED: a translated sentence, and the field in
 * facts->reason ("server", "ews-url", "ca", "console", "admin-upn", "name", "jobs", "test-mailbox",
 * "directory", "directory-ca", "directory-user", "tenant", "client-id", "certificate",
 * "client-until", "login-url", "graph-url", "admin-api-url"). What a profile of this kind has no
 * use for is not looked at. */
gboolean exchange_profile_validate (const ExchangeProfile *self, ExchangeProfilePart part,
                                    GError **error);

/* "mail.corp.example", "10.0.0.5", "[2001:db8::1]", "mail:8443" → "https://…/EWS/Exchange.asmx".
 * NULL when text is no server name. Caller frees. */
char *exchange_profile_ews_url (const char *server);

/* The parts of what ExchangeProfile.directory holds. */
typedef struct
{
  char *host;        /* a domain's or a controller's name, in lower case and ASCII */
  guint16 port;      /* 0: none was given */
  gboolean is_ldaps; /* TLS from the first byte was asked for */
} ExchangeDirectoryAddress;

void exchange_directory_address_clear (ExchangeDirectoryAddress *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExchangeDirectoryAddress, exchange_directory_address_clear)

/* FALSE when text is none. */
gboolean exchange_profile_directory_address (const char *text, ExchangeDirectoryAddress *ret);

/* Some of its mailboxes, or all, are where it says. */
gboolean exchange_profile_is_on_premises (const ExchangeProfile *self);
gboolean exchange_profile_is_online (const ExchangeProfile *self);

/* The same organisation is reached in the same way: whoever is connected may stay so. Its name, its
 * test mailbox and what was only learnt of the server do not count. */
gboolean exchange_profile_is_same_way (const ExchangeProfile *a, const ExchangeProfile *b);

/* The midnight in UTC with which that day begins; NULL when text is no day. Caller unrefs. */
GDateTime *exchange_profile_day (const char *text);

/* TRUE for an IPv4 or IPv6 address: certificates and Kerberos want a name. */
gboolean exchange_profile_is_ip_address (const char *server);
