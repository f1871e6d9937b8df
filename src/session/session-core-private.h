/* session-core-private.h - inside session only: the core's store, and whose password is for what */
#pragma once

#include "oauth-keeper.h"
#include "session-core.h"
#include "session-passwords.h"
#include "store-db.h"

StoreDb *session_core_db (SessionCore *self);                   /* borrowed */
SessionPasswordBox *session_core_passwords (SessionCore *self); /* borrowed */

/* Whether passwords are kept in the keyring; self may be NULL. */
gboolean session_core_needs_keyring (SessionCore *self);

/* The mailbox that was learnt for these settings; NULL is none. self may be NULL. In memory: the
 * plan of a verification is made on the main thread. Caller frees. */
char *session_core_tested (SessionCore *self, const ExchangeProfile *profile);
void session_core_remember_tested (SessionCore *self, const ExchangeProfile *profile,
                                   const char *mailbox);

/* The directory is asked as the administrator. Nobody else's name is tried with their password:
 * that would lock them out. */
gboolean session_core_shares_account (const ExchangeProfile *profile);

/* The one that was typed, else the remembered one; self may be NULL. Does not ask the keyring.
 * Caller unrefs; NULL when there is none. */
BaseSecret *session_core_choose_password (SessionCore *self, const ExchangeProfile *profile,
                                          SessionPassword which, BaseSecret *typed);
/* The same for the directory, whose password may be the administrator's. */
BaseSecret *session_core_choose_directory_password (SessionCore *self,
                                                    const ExchangeProfile *profile,
                                                    const SessionPasswords *passwords);

/* For a draft that may not be kept yet, with what was typed, else remembered. Nobody else has it.
 * Caller unrefs. */
SessionOrg *session_core_open_draft (SessionCore *self, BaseCall *call, ExchangeProfile *draft,
                                     const SessionPasswords *passwords, GError **error);

/* Keeps what follows the refresh token of who has signed in. Caller unrefs; NULL: there is nothing
 * to keep. self may be NULL. */
OauthKeeper *session_core_new_keeper (SessionCore *self, ExchangeProfile *profile);
