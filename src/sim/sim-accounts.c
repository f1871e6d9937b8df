/* sim-accounts.c - who may log in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-accounts.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>

struct _SimAccounts
{
  const SimPeople *people;
  BaseSecret *password;
  BaseSecret *token;
  GHashTable *wrong;  /* person → wrong passwords in a row */
  GHashTable *states; /* person → SimAccountState; missing: NORMAL */
};

const char *const sim_account_state_names[] = {
  [SIM_ACCOUNT_NORMAL] = "normal",           [SIM_ACCOUNT_DISABLED] = "disabled",
  [SIM_ACCOUNT_EXPIRED] = "expired",         [SIM_ACCOUNT_LOCKED] = "locked",
  [SIM_ACCOUNT_MUST_CHANGE] = "must-change", [SIM_ACCOUNT_PASSWORD_EXPIRED] = "password-expired",
  [SIM_ACCOUNT_UNKNOWN] = "unknown",         NULL
};

BaseSecret *
sim_accounts_new_secret (void)
{
  static const char letters[] = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ123456789+-_.~/";
  guchar random[32];
  char text[sizeof random];
  BaseSecret *secret;

  /* 64 letters, so that a byte chooses one of them without bias. */
  G_STATIC_ASSERT (sizeof letters == 65);
  if (RAND_bytes (random, sizeof random) != 1)
    g_error ("the machine has no random numbers");
  for (guint i = 0; i < sizeof random; i++)
    text[i] = letters[random[i] % 64];

  secret = base_secret_new (text, sizeof text);
  base_secret_wipe (text, sizeof text);
  base_secret_wipe (random, sizeof random);
  return secret;
}

SimAccounts *
sim_accounts_new (const SimPeople *people)
{
  SimAccounts *self = g_new0 (SimAccounts, 1);

  self->people = people;
  self->password = sim_accounts_new_secret ();
  self->token = sim_accounts_new_secret ();
  self->wrong = g_hash_table_new (NULL, NULL);
  self->states = g_hash_table_new (NULL, NULL);
  return self;
}

void
sim_accounts_free (SimAccounts *self)
{
  if (self == NULL)
    return;

  base_secret_unref (self->password);
  base_secret_unref (self->token);
  g_hash_table_unref (self->wrong);
  g_hash_table_unref (self->states);
  g_free (self);
}

BaseSecret *
sim_accounts_password (const SimAccounts *self)
{
  return self->password;
}

BaseSecret *
sim_accounts_token (const SimAccounts *self)
{
  return self->token;
}

gboolean
sim_accounts_is_secret (BaseSecret *secret, const char *given)
{
  const char *text = base_secret_text (secret);

  return strlen (given) == strlen (text) && CRYPTO_memcmp (given, text, strlen (text)) == 0;
}

/* "ann@corp.example" or "CORP\ann"; "CORP\e123" is how the directory calls somebody with a long
 * name. */
static guint
find_account (const SimAccounts *self, const char *user)
{
  g_autofree char *address = NULL;
  guint person;

  if (strchr (user, '@') != NULL)
    return sim_people_find (self->people, user);
  if (g_ascii_strncasecmp (user, "CORP\\", 5) != 0)
    return SIM_NOBODY;

  address = g_strconcat (user + 5, "@" SIM_DOMAIN, NULL);
  person = sim_people_find (self->people, address);
  return person != SIM_NOBODY ? person : sim_people_find_secondary (self->people, address);
}

SimLogin
sim_accounts_check (SimAccounts *self, guint person, const char *password)
{
  gpointer key = GUINT_TO_POINTER (person);
  guint wrong = sim_accounts_wrong (self, person);

  if (wrong >= SIM_WRONG_PASSWORDS_TO_LOCK)
    return SIM_LOGIN_LOCKED;
  if (!sim_accounts_is_secret (self->password, password)) {
    g_hash_table_insert (self->wrong, key, GUINT_TO_POINTER (wrong + 1));
    return SIM_LOGIN_WRONG;
  }
  if (wrong > 0)
    g_hash_table_remove (self->wrong, key);
  return SIM_LOGIN_OK;
}

static SimLogin
log_in_basic (SimAccounts *self, const char *encoded, guint *ret_person)
{
  gsize length;
  g_autofree guchar *decoded = g_base64_decode (encoded, &length);
  g_autofree char *user = g_strndup ((const char *) decoded, length);
  char *colon = strchr (user, ':');
  SimLogin result = SIM_LOGIN_WRONG;

  base_secret_wipe (decoded, length);
  if (colon != NULL) {
    guint person;

    *colon = '\0';
    person = find_account (self, user);
    if (person != SIM_NOBODY)
      result = sim_accounts_check (self, person, colon + 1);
    if (result == SIM_LOGIN_OK && sim_accounts_state (self, person) != SIM_ACCOUNT_NORMAL)
      result = SIM_LOGIN_WRONG;
    if (result == SIM_LOGIN_OK)
      *ret_person = person;
    base_secret_wipe (colon + 1, strlen (colon + 1));
  }
  return result;
}

SimLogin
sim_accounts_log_in (SimAccounts *self, const char *authorization, guint *ret_person)
{
  if (authorization == NULL)
    return SIM_LOGIN_MISSING;
  if (g_ascii_strncasecmp (authorization, "Basic ", 6) == 0)
    return log_in_basic (self, authorization + 6, ret_person);
  if (g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    return SIM_LOGIN_MISSING;
  if (!sim_accounts_is_secret (self->token, authorization + 7))
    return SIM_LOGIN_WRONG;

  *ret_person = SIM_ADMIN;
  return SIM_LOGIN_OK;
}

SimAccountState
sim_accounts_state (const SimAccounts *self, guint person)
{
  return (SimAccountState) GPOINTER_TO_UINT (
      g_hash_table_lookup (self->states, GUINT_TO_POINTER (person)));
}

void
sim_accounts_set_state (SimAccounts *self, guint person, SimAccountState state)
{
  g_hash_table_insert (self->states, GUINT_TO_POINTER (person), GUINT_TO_POINTER (state));
  if (state == SIM_ACCOUNT_NORMAL)
    g_hash_table_remove (self->wrong, GUINT_TO_POINTER (person));
}

guint
sim_accounts_wrong (const SimAccounts *self, guint person)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->wrong, GUINT_TO_POINTER (person)));
}

GList *
sim_accounts_suspects (const SimAccounts *self)
{
  return g_hash_table_get_keys (self->wrong);
}
