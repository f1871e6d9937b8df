/* session-passwords.c - the passwords of the profiles: in memory, and in the keyring
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-passwords.h"

#include "base-error.h"
#include "keyring-secret.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const kinds[] = { [SESSION_PASSWORD_ADMIN] = KEYRING_KIND_PASSWORD,
                                     [SESSION_PASSWORD_DIRECTORY] = KEYRING_KIND_DIRECTORY_PASSWORD,
                                     [SESSION_PASSWORD_CLIENT] = KEYRING_KIND_CLIENT_SECRET };

struct _SessionPasswordBox
{
  SessionSecrets where;
  GMutex lock;
  GHashTable *known[G_N_ELEMENTS (kinds)]; /* profile id → BaseSecret */
  GPtrArray *line;                         /* BaseSecret by turns: one, and the one after it */
};

void
session_passwords_clear (SessionPasswords *self)
{
  g_clear_pointer (&self->admin, base_secret_unref);
  g_clear_pointer (&self->directory, base_secret_unref);
  g_clear_pointer (&self->client, base_secret_unref);
}

void
session_passwords_copy (SessionPasswords *self, const SessionPasswords *other)
{
  SessionPasswords copy = {
    .admin = other->admin != NULL ? base_secret_ref (other->admin) : NULL,
    .directory = other->directory != NULL ? base_secret_ref (other->directory) : NULL,
    .client = other->client != NULL ? base_secret_ref (other->client) : NULL,
  };

  session_passwords_clear (self);
  *self = copy;
}

SessionPasswordBox *
session_password_box_new (SessionSecrets where)
{
  SessionPasswordBox *self = g_new0 (SessionPasswordBox, 1);

  self->where = where;
  self->line = g_ptr_array_new_with_free_func ((GDestroyNotify) base_secret_unref);
  g_mutex_init (&self->lock);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    self->known[i] =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) base_secret_unref);
  return self;
}

void
session_password_box_free (SessionPasswordBox *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_hash_table_unref (self->known[i]);
  g_ptr_array_unref (self->line);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
remember (SessionPasswordBox *self, const char *profile_id, SessionPassword which,
          BaseSecret *password)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_replace (self->known[which], g_strdup (profile_id), base_secret_ref (password));
}

BaseSecret *
session_password_box_recall (SessionPasswordBox *self, const char *profile_id,
                             SessionPassword which)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  BaseSecret *password = g_hash_table_lookup (self->known[which], profile_id);

  return password != NULL ? base_secret_ref (password) : NULL;
}

static void
forget (SessionPasswordBox *self, const char *profile_id, SessionPassword which)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_remove (self->known[which], profile_id);
}

static BaseSecret **
slot (SessionPasswords *passwords, SessionPassword which)
{
  BaseSecret **const slots[] = { [SESSION_PASSWORD_ADMIN] = &passwords->admin,
                                 [SESSION_PASSWORD_DIRECTORY] = &passwords->directory,
                                 [SESSION_PASSWORD_CLIENT] = &passwords->client };

  return slots[which];
}

static BaseSecret *
pick (const SessionPasswords *passwords, SessionPassword which)
{
  return *slot ((SessionPasswords *) passwords, which);
}

/* What a keyring's manager shows it as. Caller frees. */
static char *
make_label (const ExchangeProfile *profile, SessionPassword which)
{
  const char *user = which == SESSION_PASSWORD_DIRECTORY && *profile->directory_user != '\0'
                         ? profile->directory_user
                         : profile->admin_upn;
  static const char *const labels[] = {
    /* Translators: the name under which a keyring's manager shows the password; %s is an address */
    [SESSION_PASSWORD_ADMIN] = N_ ("Absentia: password of %s"),
    /* Translators: as above, for the directory (Active Directory) */
    [SESSION_PASSWORD_DIRECTORY] = N_ ("Absentia: password of %s for the directory"),
    /* Translators: as above, for an application of Microsoft 365; %s is its id */
    [SESSION_PASSWORD_CLIENT] = N_ ("Absentia: secret of the application %s"),
  };
  g_auto (GStrv) parts = g_strsplit (_ (labels[which]), "%s", -1);

  if (which == SESSION_PASSWORD_CLIENT && profile->sign_in == EXCHANGE_SIGN_IN_PERSON)
    /* Translators: as above, for a person who has signed in to Microsoft 365 */
    return g_strdup_printf (_ ("Absentia: sign-in of %s"), profile->online_user);
  return g_strjoinv (which == SESSION_PASSWORD_CLIENT ? profile->client_id : user, parts);
}

static gboolean
is_equal (BaseSecret *a, BaseSecret *b)
{
  return a != NULL && b != NULL && strcmp (base_secret_text (a), base_secret_text (b)) == 0;
}

void
session_password_box_remember_all (SessionPasswordBox *self, const char *profile_id,
                                   const SessionPasswords *passwords)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    BaseSecret *password = pick (passwords, (SessionPassword) i);

    if (password != NULL)
      remember (self, profile_id, (SessionPassword) i, password);
  }
}

void
session_password_box_forget (SessionPasswordBox *self, const char *profile_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    forget (self, profile_id, (SessionPassword) i);
}

BaseSecret *
session_password_box_newest (SessionPasswordBox *self, BaseSecret *secret)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  BaseSecret *newest = secret;

  for (guint i = 0; i + 1 < self->line->len; i += 2)
    if (is_equal (self->line->pdata[i], newest))
      newest = self->line->pdata[i + 1];
  return base_secret_ref (newest);
}

static void
note_follower (SessionPasswordBox *self, BaseSecret *former, BaseSecret *next)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->line, base_secret_ref (former));
  g_ptr_array_add (self->line, base_secret_ref (next));
}

void
session_password_box_follow (SessionPasswordBox *self, BaseCall *call,
                             const ExchangeProfile *profile, BaseSecret *former, BaseSecret *next)
{
  g_autoptr (BaseSecret) held =
      session_password_box_find (self, call, profile->id, SESSION_PASSWORD_CLIENT, NULL);
  g_autofree char *label = make_label (profile, SESSION_PASSWORD_CLIENT);
  g_autoptr (GError) error = NULL;

  note_follower (self, former, next);
  if (!is_equal (held, former))
    return;

  remember (self, profile->id, SESSION_PASSWORD_CLIENT, next);
  if (self->where == SESSION_SECRETS_KEYRING &&
      !keyring_store (call, profile->id, kinds[SESSION_PASSWORD_CLIENT], label, next, &error))
    g_debug ("the next sign-in could not be kept: %s", error->message);
}

gboolean
session_password_box_keep (SessionPasswordBox *self, BaseCall *call, const ExchangeProfile *profile,
                           const SessionPasswords *passwords, SessionPasswords *ret_kept,
                           GError **error)
{
  *ret_kept = (SessionPasswords){ 0 };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    BaseSecret *given = pick (passwords, (SessionPassword) i);
    g_autoptr (BaseSecret) password = NULL;
    g_autofree char *label = NULL;

    if (given == NULL)
      continue;

    password = session_password_box_newest (self, given); /* the verification may have used it */

    label = make_label (profile, (SessionPassword) i);
    if (self->where == SESSION_SECRETS_KEYRING &&
        !keyring_store (call, profile->id, kinds[i], label, password, error))
      return FALSE;
    remember (self, profile->id, (SessionPassword) i, password);
    *slot (ret_kept, (SessionPassword) i) = given;
  }
  return TRUE;
}

void
session_password_box_drop_one (SessionPasswordBox *self, BaseCall *call, const char *profile_id,
                               SessionPassword which)
{
  forget (self, profile_id, which);
  if (self->where == SESSION_SECRETS_KEYRING)
    keyring_remove (call, profile_id, kinds[which], NULL);
}

void
session_password_box_drop (SessionPasswordBox *self, BaseCall *call, const char *profile_id,
                           const SessionPasswords *passwords)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (pick (passwords, (SessionPassword) i) != NULL)
      session_password_box_drop_one (self, call, profile_id, (SessionPassword) i);
}

BaseSecret *
session_password_box_find (SessionPasswordBox *self, BaseCall *call, const char *profile_id,
                           SessionPassword which, GError **error)
{
  BaseSecret *password = session_password_box_recall (self, profile_id, which);

  if (password != NULL || self->where == SESSION_SECRETS_MEMORY)
    return password;

  password = keyring_lookup (call, profile_id, kinds[which], error);
  if (password != NULL)
    remember (self, profile_id, which, password);
  return password;
}

gboolean
session_password_box_remove (SessionPasswordBox *self, BaseCall *call, const char *profile_id,
                             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    GError *problem = NULL;

    /* Where there is no keyring, there is no password in it. */
    if (self->where == SESSION_SECRETS_KEYRING &&
        !keyring_remove (call, profile_id, kinds[i], &problem) &&
        g_strcmp0 (base_error_facts (problem)->reason, "keyring-none") != 0) {
      g_propagate_error (error, problem);
      return FALSE;
    }
    g_clear_error (&problem);
    forget (self, profile_id, (SessionPassword) i);
  }
  return TRUE;
}
