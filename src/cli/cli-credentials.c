/* cli-credentials.c - the secrets of a service
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-credentials.h"

#include "base-error.h"
#include "cli-secrets.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct
{
  const char *file;
  const char *option;
} names[] = { [SESSION_PASSWORD_ADMIN] = { "password", "--password-stdin" },
              [SESSION_PASSWORD_DIRECTORY] = { "directory-password", "--directory-password-stdin" },
              [SESSION_PASSWORD_CLIENT] = { "client-secret", "--secret-stdin" } };

static BaseSecret **
slot (SessionPasswords *passwords, guint which)
{
  BaseSecret **const slots[] = { [SESSION_PASSWORD_ADMIN] = &passwords->admin,
                                 [SESSION_PASSWORD_DIRECTORY] = &passwords->directory,
                                 [SESSION_PASSWORD_CLIENT] = &passwords->client };

  return slots[which];
}

void
cli_credentials_clear (CliCredentials *self)
{
  session_passwords_clear (&self->typed);
}

gboolean
cli_credentials_read_stdin (CliCredentials *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->is_stdin[i] && (*slot (&self->typed, i) = cli_secrets_read (error)) == NULL)
      return FALSE;
  return TRUE;
}

/* NULL without an error when there is no such file. */
static BaseSecret *
read_file (const char *name, GError **error)
{
  const char *folder = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  int fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  BaseSecret *secret = NULL;
  struct stat facts;

  if (path == NULL || (fd < 0 && errno == ENOENT))
    return NULL;
  if (fd < 0) {
    base_error_set (error, BASE_ERROR_REJECTED, "%s: %s", path, g_strerror (errno));
    return NULL;
  }
  /* One of the unit's own, where nobody has put any: an end of a line. */
  if (fstat (fd, &facts) != 0 || facts.st_size > 1) {
    secret = base_secret_read_line (fd, error);
    if (secret == NULL)
      g_prefix_error (error, "%s: ", path);
  }
  close (fd);
  return secret;
}

gboolean
cli_credentials_give (const CliCredentials *self, SessionCore *core, const char *profile_id,
                      GError **error)
{
  g_auto (SessionPasswords) found = { NULL };
  GError *problem = NULL;

  session_passwords_copy (&found, &self->typed);
  for (guint i = 0; i < G_N_ELEMENTS (names) && problem == NULL; i++)
    if (*slot (&found, i) == NULL)
      *slot (&found, i) = read_file (names[i].file, &problem);
  if (problem != NULL) {
    g_propagate_error (error, problem);
    return FALSE;
  }

  session_core_remember_passwords (core, profile_id, &found);
  return TRUE;
}

static gboolean
is_needed (const ExchangeProfile *profile, SessionPassword which)
{
  switch (which) {
  case SESSION_PASSWORD_ADMIN:
    return exchange_profile_is_on_premises (profile) && profile->auth != EXCHANGE_AUTH_NEGOTIATE;
  case SESSION_PASSWORD_DIRECTORY:
    return *profile->directory != '\0' &&
           profile->directory_auth != EXCHANGE_DIRECTORY_AUTH_TICKET &&
           *profile->directory_user != '\0';
  case SESSION_PASSWORD_CLIENT:
    return exchange_profile_is_online (profile) &&
           (*profile->certificate == '\0' || profile->sign_in == EXCHANGE_SIGN_IN_PERSON);
  }
  return FALSE;
}

static char *
describe (const ExchangeProfile *profile, SessionPassword which)
{
  const char *whose = which == SESSION_PASSWORD_ADMIN       ? profile->admin_upn
                      : which == SESSION_PASSWORD_DIRECTORY ? profile->directory_user
                                                            : profile->client_id;

  /* Translators: whose secret it is, the name of a credential of systemd, and an option */
  return g_strdup_printf (_ ("The secret of %s is nowhere: not in systemd’s credential “%s” "
                             "(LoadCredential=), not on standard input (%s), and not in a keyring"),
                          whose, names[which].file, names[which].option);
}

GPtrArray *
cli_credentials_missing (SessionCore *core, BaseCall *call, ExchangeProfile *profile)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (BaseSecret) secret = NULL;

    if (!is_needed (profile, (SessionPassword) i))
      continue;
    secret = session_core_find_password (core, call, profile, (SessionPassword) i, NULL);
    if (secret == NULL)
      g_ptr_array_add (missing, describe (profile, (SessionPassword) i));
  }
  return missing;
}
