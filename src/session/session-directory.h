/* session-directory.h - Active Directory for both front ends: places, names, people
 *
 * Reference-counted; any thread. Everything with a BaseCall blocks; the command line calls it
 * directly, the panel through session-lookup.h. Making one asks nobody, not even the keyring: that
 * is done by the first question. Errors are those of the directory (directory-forest.h lists the
 * reasons); where a log-in fails for want of a password that the keyring did not give, the
 * keyring's error is the one to tell.
 */
#pragma once

#include "exchange-backend.h"
#include "exchange-search.h"
#include "session-core.h"

typedef struct _SessionDirectory SessionDirectory;

/* BASE_ERROR_UNSUPPORTED, reason "no-directory", when the profile names none. Caller unrefs. */
SessionDirectory *session_core_open_directory (SessionCore *core, ExchangeProfile *profile,
                                               GError **error);

/* For a draft that may not be kept yet. core: may be NULL. passwords: as typed, may be NULL; what
 * was not typed is looked up under the draft's id. Caller unrefs. */
SessionDirectory *session_directory_new (SessionCore *core, ExchangeProfile *draft,
                                         const SessionPasswords *passwords);
SessionDirectory *session_directory_ref (SessionDirectory *self);
void session_directory_unref (SessionDirectory *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionDirectory, session_directory_unref)

/* The steps of "directory probe" and of the wizard's test. Caller unrefs. */
ChecksPlan *session_directory_plan_checks (SessionCore *core, ExchangeProfile *draft,
                                           const SessionPasswords *passwords);

/* Places: ExchangeLocation. The whole forest first, its domains, then the trusted ones. */
GPtrArray *session_directory_locations (SessionDirectory *self, BaseCall *call, GError **error);
/* What lies directly below. */
GPtrArray *session_directory_children (SessionDirectory *self, BaseCall *call,
                                       ExchangeLocation *location, GError **error);
/* Does it answer, and take us? With what was missing filled in. Caller unrefs. */
ExchangeLocation *session_directory_reach (SessionDirectory *self, BaseCall *call,
                                           ExchangeLocation *location, GError **error);
/* By DNS name, NetBIOS name, path ("corp.example/Sales") or distinguished name. Caller unrefs. */
ExchangeLocation *session_directory_find_location (SessionDirectory *self, BaseCall *call,
                                                   const char *text, GError **error);
/* From now on that account is used for that domain. Asks no server. */
gboolean session_directory_sign_in (SessionDirectory *self, BaseCall *call, const char *dns,
                                    const char *user, BaseSecret *password, GError **error);

/* Pasted text: names apart by lines and ";". Pure; caller frees. */
char **session_directory_split_names (const char *pasted);
/* Each of texts gets one call of each, in any order, as answers come. */
gboolean session_directory_check_names (SessionDirectory *self, BaseCall *call,
                                        const ExchangeSearch *scope, const char *const *texts,
                                        ExchangeMatchFunc each, gpointer data, GError **error);

/* How many, and whether there were more. */
typedef struct
{
  guint most; /* 0: all */
  gboolean has_more;
} SessionDirectoryLimit;

/* limit: may be NULL. */
gboolean session_directory_find (SessionDirectory *self, BaseCall *call,
                                 const ExchangeSearch *search, SessionDirectoryLimit *limit,
                                 ExchangePeopleFunc each, gpointer data, GError **error);
/* NULL without an error: none. */
GBytes *session_directory_photo (SessionDirectory *self, BaseCall *call,
                                 const ExchangePerson *person, GError **error);
/* LDAP names → texts, of what is there. */
GHashTable *session_directory_fields (SessionDirectory *self, BaseCall *call,
                                      const ExchangePerson *person, const char *const *attributes,
                                      GError **error);

/* The user principal name of the Kerberos ticket on this computer; NULL: there is none. Asks the
 * credential cache only. Caller frees. */
char *session_directory_ticket_upn (void);
