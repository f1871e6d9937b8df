/* session-core-private.h - inside session only: the core's store, and whose password is for what */
#pragma once

#include "checks-result.h"
#include "session-core.h"
#include "store-db.h"

StoreDb *session_core_db (SessionCore *self); /* borrowed */

/* Of what was typed, else remembered, the password for the directory; self may be NULL. Does not
 * ask the keyring. Caller unrefs; NULL when there is none. */
BaseSecret *session_core_choose_directory_password (SessionCore *self,
                                                    const ExchangeProfile *profile,
                                                    const SessionPasswords *passwords);

/* A step that met an error, in words. */
ChecksResult *session_core_explain_check (const GError *error);

/* For a draft that may not be kept yet, with what was typed, else remembered. Nobody else has it.
 * Caller unrefs. */
SessionOrg *session_core_open_draft (SessionCore *self, BaseCall *call, ExchangeProfile *draft,
                                     const SessionPasswords *passwords, GError **error);
