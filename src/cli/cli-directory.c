/* cli-directory.c - what the commands share that ask the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-directory.h"

#include "base-error.h"

#include <glib/gi18n-lib.h>

gboolean
cli_directory_open (CliContext *context, CliDirectory *ret, CliExit *ret_exit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExchangeProfile) profile = NULL;

  ret->core = cli_context_open_core (context, ret_exit);
  if (ret->core == NULL)
    return FALSE;

  profile = session_core_find_profile (ret->core, context->profile, &error);
  if (profile != NULL)
    ret->directory = session_core_open_directory (ret->core, profile, &error);
  if (ret->directory == NULL) {
    *ret_exit = cli_context_fail (context, error);
    return FALSE;
  }
  ret->call = base_call_new (NULL, context->cancellable, 0);
  return TRUE;
}

void
cli_directory_clear (CliDirectory *self)
{
  g_clear_pointer (&self->call, base_call_free); /* and the connections with it */
  g_clear_pointer (&self->directory, session_directory_unref);
  g_clear_pointer (&self->core, session_core_unref);
}

gboolean
cli_directory_find_place (CliDirectory *self, const char *text, ExchangeLocation **ret,
                          GError **error)
{
  if (text == NULL)
    return TRUE;

  *ret = session_directory_find_location (self->directory, self->call, text, error);
  return *ret != NULL;
}

typedef struct
{
  char *dn; /* of the only one, or of the only one that is called exactly so */
  GString *others;
} Groups;

static void
group_cb (const ExchangeMatch *match, gpointer data)
{
  Groups *groups = data;
  gboolean is_one = (match->persons->len == 1 && !match->has_more) || match->n_exact == 1;

  if (is_one) {
    groups->dn = g_strdup (((ExchangePerson *) match->persons->pdata[0])->dn);
    return;
  }
  for (guint i = 0; i < match->persons->len; i++) {
    const ExchangePerson *group = match->persons->pdata[i];

    g_string_append_printf (groups->others, "%s%s", i > 0 ? "; " : "", group->dn);
  }
}

char *
cli_directory_find_group (CliDirectory *self, ExchangeLocation *where, const char *text,
                          GError **error)
{
  const ExchangeSearch scope = { .where = where, .want = EXCHANGE_WANT_GROUPS };
  const char *const texts[] = { text, NULL };
  g_autoptr (GString) others = g_string_new (NULL);
  Groups groups = { .others = others };

  if (!session_directory_check_names (self->directory, self->call, &scope, texts, group_cb, &groups,
                                      error)) {
    g_free (groups.dn);
    return NULL;
  }
  if (groups.dn == NULL && others->len == 0)
    base_error_set (error, BASE_ERROR_REJECTED, _ ("There is no group “%s” in the directory."),
                    text);
  else if (groups.dn == NULL)
    base_error_set (error, BASE_ERROR_REJECTED, _ ("“%s” fits several groups: %s"), text,
                    others->str);
  return groups.dn;
}
