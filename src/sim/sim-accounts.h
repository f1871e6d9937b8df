/* sim-accounts.h - who may log in: the administrator, and everybody with the same password
 *
 * As in a real directory, an account is locked after five wrong passwords in a row, and stays so.
 * One thread.
 */
#pragma once

#include "sim-people.h"

#include "base-secret.h"

#define SIM_WRONG_PASSWORDS_TO_LOCK 5

typedef struct _SimAccounts SimAccounts;

typedef enum
{
  SIM_LOGIN_OK,
  SIM_LOGIN_MISSING, /* no credentials, or of a scheme that is not served */
  SIM_LOGIN_WRONG,
  SIM_LOGIN_LOCKED
} SimLogin;

SimAccounts *sim_accounts_new (const SimPeople *people /* borrowed */);
void sim_accounts_free (SimAccounts *self);

BaseSecret *sim_accounts_password (const SimAccounts *self); /* borrowed */
BaseSecret *sim_accounts_token (const SimAccounts *self);    /* the administrator's bearer token */

/* authorization: the header's value, or NULL. Basic (UPN or CORP\name) and Bearer. */
SimLogin sim_accounts_log_in (SimAccounts *self, const char *authorization, guint *ret_person);

guint sim_accounts_wrong (const SimAccounts *self, guint person); /* passwords, in a row */
/* Those with wrong passwords: persons. Caller frees the list. */
GList *sim_accounts_suspects (const SimAccounts *self);

/* Random text of 32 characters for passwords and tokens. */
BaseSecret *sim_accounts_new_secret (void);

/* TRUE when given is the secret; takes the same time wherever they differ. */
gboolean sim_accounts_is_secret (BaseSecret *secret, const char *given);
