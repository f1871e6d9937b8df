/* session-directory.c - Active Directory for both front ends
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-directory.h"

#include "base-error.h"
#include "checks-plan.h"
#include "directory-checks.h"
#include "directory-forest.h"
#include "directory-locations.h"
#include "directory-names.h"
#include "directory-people.h"
#include "session-checks.h"
#include "session-core-private.h"
#include "session-directory-private.h"

struct _SessionDirectory
{
  SessionCore *core; /* may be NULL */
  ExchangeProfile *profile;
  BaseSecret *typed; /* or remembered; NULL: the keyring is asked */
  GMutex lock;
  DirectoryForest *forest; /* NULL until the first question */
  GError *no_password;     /* what the keyring said instead of giving it; NULL: it did not refuse */
};

SessionDirectory *
session_directory_new (SessionCore *core, ExchangeProfile *draft, const SessionPasswords *passwords)
{
  SessionDirectory *self = g_atomic_rc_box_new0 (SessionDirectory);

  self->core = core != NULL ? session_core_ref (core) : NULL;
  self->profile = exchange_profile_ref (draft);
  if (passwords != NULL)
    self->typed = session_core_choose_directory_password (core, draft, passwords);
  g_mutex_init (&self->lock);
  return self;
}

SessionDirectory *
session_core_open_directory (SessionCore *core, ExchangeProfile *profile, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-directory" };

  if (*profile->directory != '\0')
    return session_directory_new (core, profile, NULL);

  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts, "the profile names no directory");
  return NULL;
}

ChecksPlan *
session_directory_plan_checks (SessionCore *core, ExchangeProfile *draft,
                               const SessionPasswords *passwords)
{
  ChecksPlan *plan = checks_plan_new ();
  g_autoptr (BaseSecret) password = session_core_choose_directory_password (core, draft, passwords);

  session_checks_explain (plan, draft, NULL);
  directory_checks_add (plan, draft, password, NULL);
  return plan;
}

SessionDirectory *
session_directory_ref (SessionDirectory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_directory (gpointer data)
{
  SessionDirectory *self = data;

  directory_forest_unref (self->forest);
  g_clear_error (&self->no_password);
  g_mutex_clear (&self->lock);
  base_secret_unref (self->typed);
  exchange_profile_unref (self->profile);
  session_core_unref (self->core);
}

void
session_directory_unref (SessionDirectory *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_directory);
}

static DirectoryForest *
peek_forest (SessionDirectory *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->forest;
}

/* Takes no_password. When two ask at the same time, the first one's answer is kept. */
static DirectoryForest *
keep_forest (SessionDirectory *self, BaseSecret *password, GError *no_password)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GError) unused = no_password;

  if (self->forest == NULL) {
    self->forest = directory_forest_new (self->profile, password);
    self->no_password = g_steal_pointer (&unused);
  }
  return self->forest;
}

DirectoryForest *
session_directory_forest (SessionDirectory *self, BaseCall *call, GError **error)
{
  DirectoryForest *forest = peek_forest (self);
  g_autoptr (BaseSecret) password = NULL;
  GError *problem = NULL;

  if (forest != NULL)
    return forest;

  if (self->typed != NULL)
    password = base_secret_ref (self->typed);
  else if (self->core != NULL)
    password = session_core_find_password (self->core, call, self->profile,
                                           SESSION_PASSWORD_DIRECTORY, &problem);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, problem);
    return NULL;
  }
  /* Without a password a Kerberos ticket may do. */
  return keep_forest (self, password, problem);
}

void
session_directory_tell (SessionDirectory *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->no_password == NULL || error == NULL ||
      !g_error_matches (*error, BASE_ERROR, BASE_ERROR_AUTH))
    return;

  g_clear_error (error);
  *error = g_error_copy (self->no_password);
}

/* For the functions below: passes result on, and sees to the error when it is none. */
static gpointer
answer (SessionDirectory *self, gpointer result, GError **error)
{
  if (result == NULL)
    session_directory_tell (self, error);
  return result;
}

static gboolean
end (SessionDirectory *self, gboolean is_done, GError **error)
{
  if (!is_done)
    session_directory_tell (self, error);
  return is_done;
}

GPtrArray *
session_directory_locations (SessionDirectory *self, BaseCall *call, GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);

  return forest != NULL ? answer (self, directory_locations_list (forest, call, error), error)
                        : NULL;
}

GPtrArray *
session_directory_children (SessionDirectory *self, BaseCall *call, ExchangeLocation *location,
                            GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);

  return forest != NULL
             ? answer (self, directory_locations_children (forest, call, location, error), error)
             : NULL;
}

ExchangeLocation *
session_directory_reach (SessionDirectory *self, BaseCall *call, ExchangeLocation *location,
                         GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);

  return forest != NULL
             ? answer (self, directory_locations_reach (forest, call, location, error), error)
             : NULL;
}

ExchangeLocation *
session_directory_find_location (SessionDirectory *self, BaseCall *call, const char *text,
                                 GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);

  return forest != NULL ? answer (self, directory_locations_find (forest, call, text, error), error)
                        : NULL;
}

gboolean
session_directory_sign_in (SessionDirectory *self, BaseCall *call, const char *dns,
                           const char *user, BaseSecret *password, GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);

  if (forest == NULL)
    return FALSE;

  directory_forest_sign_in (forest, dns, user, password);
  return TRUE;
}

char **
session_directory_split_names (const char *pasted)
{
  return directory_names_split (pasted);
}

gboolean
session_directory_check_names (SessionDirectory *self, BaseCall *call, const ExchangeSearch *scope,
                               const char *const *texts, ExchangeMatchFunc each, gpointer data,
                               GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);

  return forest != NULL &&
         end (self, directory_names_check (forest, call, scope, texts, each, data, error), error);
}

gboolean
session_directory_find (SessionDirectory *self, BaseCall *call, const ExchangeSearch *search,
                        SessionDirectoryLimit *limit, ExchangePeopleFunc each, gpointer data,
                        GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);
  guint most = limit != NULL ? limit->most : 0;
  gboolean *ret_has_more = limit != NULL ? &limit->has_more : NULL;

  return forest != NULL &&
         end (self,
              directory_people_find (forest, call, search, most, each, data, ret_has_more, error),
              error);
}

/* None is no error, here and below. */
GBytes *
session_directory_photo (SessionDirectory *self, BaseCall *call, const ExchangePerson *person,
                         GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);

  return forest != NULL ? answer (self, directory_people_photo (forest, call, person, error), error)
                        : NULL;
}

GHashTable *
session_directory_fields (SessionDirectory *self, BaseCall *call, const ExchangePerson *person,
                          const char *const *attributes, GError **error)
{
  DirectoryForest *forest = session_directory_forest (self, call, error);

  return forest != NULL
             ? answer (self, directory_people_fields (forest, call, person, attributes, error),
                       error)
             : NULL;
}

char *
session_directory_ticket_upn (void)
{
  return directory_forest_ticket_upn ();
}
