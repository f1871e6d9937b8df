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

/* What an account was put into for a test. Only the directory tells it; who is not NORMAL cannot
 * log in anywhere. */
typedef enum
{
  SIM_ACCOUNT_NORMAL,
  SIM_ACCOUNT_DISABLED,
  SIM_ACCOUNT_EXPIRED,
  SIM_ACCOUNT_LOCKED,
  SIM_ACCOUNT_MUST_CHANGE, /* the password, before anything else */
  SIM_ACCOUNT_PASSWORD_EXPIRED,
  SIM_ACCOUNT_UNKNOWN
} SimAccountState;

extern const char *const sim_account_state_names[]; /* NULL-terminated */

SimAccounts *sim_accounts_new (const SimPeople *people /* borrowed */);
void sim_accounts_free (SimAccounts *self);

BaseSecret *sim_accounts_password (const SimAccounts *self); /* borrowed */
BaseSecret *sim_accounts_token (const SimAccounts *self);    /* the administrator's bearer token */

/* authorization: the header's value, or NULL. Basic (UPN or CORP\name) and Bearer. */
SimLogin sim_accounts_log_in (SimAccounts *self, const char *authorization, guint *ret_person);

/* The password alone, counted as log_in () does; the state is not looked at. */
SimLogin sim_accounts_check (SimAccounts *self, guint person, const char *password);

SimAccountState sim_accounts_state (const SimAccounts *self, guint person);
/* NORMAL forgets wrong passwords too. */
void sim_accounts_set_state (SimAccounts *self, guint person, SimAccountState state);

guint sim_accounts_wrong (const SimAccounts *self, guint person); /* passwords, in a row */
/* Those with wrong passwords: persons. Caller frees the list. */
GList *sim_accounts_suspects (const SimAccounts *self);

/* Random text of 32 characters for passwords and tokens. */
BaseSecret *sim_accounts_new_secret (void);

/* TRUE when given is the secret; takes the same time wherever they differ. */
gboolean sim_accounts_is_secret (BaseSecret *secret, const char *given);
