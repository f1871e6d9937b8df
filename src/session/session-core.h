/* session-core.h - profiles and their passwords, and the way to an open organisation. Blocks; any
 * thread.
 *
 * What both front ends stand on: the command line calls it directly, the panel through SessionHub.
 * The password of an open profile is remembered in memory (wiped at the end), so that the keyring
 * is asked once.
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"
#include "exchange-profile.h"

typedef struct _SessionCore SessionCore;
typedef struct _SessionOrg SessionOrg;
typedef struct _ChecksPlan ChecksPlan;

typedef enum
{
  SESSION_SECRETS_KEYRING,
  SESSION_SECRETS_MEMORY /* the practice range: nothing is kept */
} SessionSecrets;

typedef enum
{
  SESSION_PASSWORD_ADMIN,
  SESSION_PASSWORD_DIRECTORY,
  SESSION_PASSWORD_CLIENT /* the application's secret, or the passphrase of its certificate */
} SessionPassword;

/* As typed; NULL: none was typed, and the one that is kept already stays. */
typedef struct
{
  BaseSecret *admin;
  BaseSecret *directory;
  BaseSecret *client;
} SessionPasswords;

/* For a struct that holds references of its own. */
void session_passwords_clear (SessionPasswords *self);
void session_passwords_copy (SessionPasswords *self, const SessionPasswords *other);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionPasswords, session_passwords_clear)

/* store_path NULL: the person's own store. */
SessionCore *session_core_new (const char *store_path, SessionSecrets where, GError **error);
SessionCore *session_core_ref (SessionCore *self);
void session_core_unref (SessionCore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionCore, session_core_unref)

/* Who works here, as journals tell it: "ann@desk". Caller frees. */
char *session_core_who (void);

GPtrArray *session_core_list_profiles (SessionCore *self, GError **error); /* ExchangeProfile */
/* NULL name: the one in use. BASE_ERROR_NOT_FOUND, reason "no-profile", when there is none. */
ExchangeProfile *session_core_find_profile (SessionCore *self, const char *name, GError **error);

/* Keeps the profile, and the passwords in the keyring. When the keyring refuses, nothing is kept;
 * when the store refuses, the passwords are taken out again. Where the directory is asked as
 * somebody else than before, that former password goes. */
gboolean session_core_keep_profile (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                                    const SessionPasswords *passwords, GError **error);
/* The id; caller frees. NULL without an error when none is in use. */
char *session_core_profile_in_use (SessionCore *self, GError **error);
gboolean session_core_use_profile (SessionCore *self, ExchangeProfile *profile, GError **error);
/* Its secrets go too; its journal and snapshots stay. */
gboolean session_core_remove_profile (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                                      GError **error);

/* For this process alone: nothing is kept. For a computer without a keyring. */
void session_core_remember_passwords (SessionCore *self, const char *profile_id,
                                      const SessionPasswords *passwords);
/* The next one who needs them asks the keyring again. */
void session_core_forget_passwords (SessionCore *self, const char *profile_id);

/* The remembered password, else the keyring's; NULL without an error when there is none, or when
 * the profile needs none. The directory's is the administrator's where it has none of its own and
 * the account is the same. Caller unrefs. */
BaseSecret *session_core_find_password (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                                        SessionPassword which, GError **error);

/* The steps of the Verification page, with passwords as typed, else as remembered. Where the
 * profile has no test mailbox, that is the one that was learnt. self may be NULL, when the
 * store could not be opened: that is no reason not to look at a server. */
ChecksPlan *session_core_plan_checks (SessionCore *self, ExchangeProfile *profile,
                                      const SessionPasswords *passwords);

/* Learns a mailbox of the last test of access with these settings, rather one that went well.
 * Blocks.
 */
void session_core_learn_tested (SessionCore *self, const ExchangeProfile *profile);

/* The warnings of a profile that somebody chose to live with: check → reason. Caller unrefs. */
GHashTable *session_core_ignored (SessionCore *self, const ExchangeProfile *profile,
                                  GError **error);

/* Opens the backend with the password from memory or keyring. Caller unrefs. */
SessionOrg *session_core_open_org (SessionCore *self, BaseCall *call, ExchangeProfile *profile,
                                   GError **error);
