/* session-passwords.h - the passwords of the profiles: in memory, and in the keyring. Inside
 * session only. Blocks; any thread.
 *
 * What was read or kept once is remembered (and wiped at the end), so that the keyring is asked
 * once.
 */
#pragma once

#include "session-core.h"

typedef struct _SessionPasswordBox SessionPasswordBox;

SessionPasswordBox *session_password_box_new (SessionSecrets where);
void session_password_box_free (SessionPasswordBox *self);

/* Those that are not NULL. */
void session_password_box_remember_all (SessionPasswordBox *self, const char *profile_id,
                                        const SessionPasswords *passwords);
/* In memory; the keyring has what it had. */
void session_password_box_forget (SessionPasswordBox *self, const char *profile_id);
/* Only from memory. Caller unrefs; NULL when it is not there. */
BaseSecret *session_password_box_recall (SessionPasswordBox *self, const char *profile_id,
                                         SessionPassword which);

/* Those that are not NULL. ret_kept: borrowed, what was kept, also of a failure. */
gboolean session_password_box_keep (SessionPasswordBox *self, BaseCall *call,
                                    const ExchangeProfile *profile,
                                    const SessionPasswords *passwords, SessionPasswords *ret_kept,
                                    GError **error);
/* Takes those that are not NULL back, as far as that is possible. */
void session_password_box_drop (SessionPasswordBox *self, BaseCall *call, const char *profile_id,
                                const SessionPasswords *passwords);
/* NULL without an error when there is none. */
BaseSecret *session_password_box_find (SessionPasswordBox *self, BaseCall *call,
                                       const char *profile_id, SessionPassword which,
                                       GError **error);
/* A refresh token works once: next takes the place of former, in the keyring, too, where that holds
 * it; elsewhere it is remembered who follows whom. */
void session_password_box_follow (SessionPasswordBox *self, BaseCall *call,
                                  const ExchangeProfile *profile, BaseSecret *former,
                                  BaseSecret *next);
/* What follows secret, at the end of all, or itself. Caller unrefs. */
BaseSecret *session_password_box_newest (SessionPasswordBox *self, BaseSecret *secret);
/* Forgets one: it belongs to an account that the profile does not name any more. */
void session_password_box_drop_one (SessionPasswordBox *self, BaseCall *call,
                                    const char *profile_id, SessionPassword which);
/* All of that profile's. */
gboolean session_password_box_remove (SessionPasswordBox *self, BaseCall *call,
                                      const char *profile_id, GError **error);
