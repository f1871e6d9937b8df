/* directory-checks-ways.c - the first steps: the way to a controller, and the ways to log in there
 *
 * How bad it is that a way does not work depends on the others. So the first of these steps tries
 * all of them, and each then tells of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-socket.h"
#include "directory-checks.h"
#include "directory-error.h"
#include "directory-locate.h"
#include "kerberos-error.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define MOST_HOSTS 5

static guint16
port_of (const DirectoryForest *forest, const DirectoryPlace *place)
{
  if (place->port != 0)
    return place->port;
  return place->is_tls ? forest->ports.ldaps : forest->ports.ldap;
}

/* One after the other, so that each has its own time. tried: BaseTried. */
static gboolean
knock (BaseCall *call, const DirectoryPlace *place, guint16 port, GPtrArray *tried, GError **error)
{
  guint n_open = 0;

  for (guint i = 0; place->hosts[i] != NULL && i < MOST_HOSTS; i++) {
    const char *const one[] = { place->hosts[i], NULL };
    g_autoptr (GError) why = NULL;
    guint at;
    int fd = base_socket_open (call, one, port, &at, tried, &why);

    if (fd >= 0) {
      close (fd);
      n_open++;
      continue;
    }
    g_clear_error (error);
    g_propagate_error (error, g_steal_pointer (&why));
  }
  if (n_open > 0)
    g_clear_error (error);
  return n_open > 0;
}

static char *
describe_tried (const GPtrArray *tried, gboolean is_good)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tried->len; i++) {
    const BaseTried *one = tried->pdata[i];

    if ((one->problem == NULL) != is_good)
      continue;
    g_string_append (text, text->len > 0 ? ", " : "");
    if (is_good)
      /* Translators: "dc1.corp.example (3 ms)", part of a list */
      g_string_append_printf (text, _ ("%s (%d ms)"), one->host, one->took_ms);
    else
      g_string_append (text, one->host);
  }
  return g_string_free (text, FALSE);
}

static char *
describe_detail (const DirectoryForest *forest, const DirectoryPlace *place, const GPtrArray *tried)
{
  GString *text = g_string_new (forest->service != NULL ? forest->service : "");

  if (*place->domain != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", place->domain);
  for (guint i = 0; i < tried->len; i++) {
    const BaseTried *one = tried->pdata[i];

    g_string_append_printf (text, "\n%s:%u %d ms %s", one->host, one->port, one->took_ms,
                            one->problem != NULL ? one->problem : "");
  }
  return g_string_free (text, FALSE);
}

ChecksResult *
directory_checks_find (BaseCall *call, gpointer data)
{
  DirectoryChecks *checks = data;
  g_auto (DirectoryPlace) place = { 0 };
  g_autoptr (GPtrArray) tried = g_ptr_array_new_with_free_func ((GDestroyNotify) base_tried_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *detail = NULL;

  if (!directory_locate (checks->forest, call, NULL, &place, &error) ||
      !knock (call, &place, port_of (checks->forest, &place), tried, &error))
    return checks_result_new_error (CHECKS_FAILED, error);

  good = describe_tried (tried, TRUE);
  bad = describe_tried (tried, FALSE);
  detail = describe_detail (checks->forest, &place, tried);
  if (*bad == '\0') {
    /* Translators: %s is a list of servers, with how fast each was */
    seen = g_strdup_printf (_ ("Answered: %s."), good);
    return checks_result_new (CHECKS_OK, seen, NULL, detail);
  }
  /* Translators: both are lists of servers, the first with how fast each was */
  seen = g_strdup_printf (_ ("Answered: %s. No answer: %s."), good, bad);
  return checks_result_new (CHECKS_WARNING, seen, NULL, detail);
}

static gboolean
is_refused_elsewhere (const DirectoryChecks *checks)
{
  return checks->proof != NULL && checks_plan_is_refused (checks->plan, checks->proof);
}

static gboolean
may_try (const DirectoryChecks *checks, guint way)
{
  const DirectoryChecksTry *before = &checks->tries[DIRECTORY_CHECKS_PASSWORD];

  if (way != DIRECTORY_CHECKS_TICKET && is_refused_elsewhere (checks))
    return FALSE;
  return checks->tries[way].forest != NULL &&
         (way != DIRECTORY_CHECKS_SIMPLE || before->error == NULL ||
          !kerberos_error_is_refusal (before->error));
}

static void
try_all (DirectoryChecks *checks, BaseCall *call)
{
  if (checks->is_tried)
    return;

  checks->is_tried = TRUE;
  for (guint i = 0; i < DIRECTORY_CHECKS_WAYS; i++)
    if (may_try (checks, i))
      checks->tries[i].root =
          directory_forest_root (checks->tries[i].forest, call, &checks->tries[i].error);
}

/* There is no ticket, or no password: nothing is wrong with the directory. */
static gboolean
has_nothing_to_try (const DirectoryChecksTry *one)
{
  const char *reason = one->error != NULL ? base_error_facts (one->error)->reason : NULL;

  return g_strcmp0 (reason, "no-ticket") == 0 || g_strcmp0 (reason, "no-password") == 0;
}

static gboolean
is_any_wrong (const DirectoryChecks *checks)
{
  for (guint i = 0; i < DIRECTORY_CHECKS_WAYS; i++)
    if (checks->tries[i].error != NULL && !has_nothing_to_try (&checks->tries[i]))
      return TRUE;
  return FALSE;
}

static char *
describe_root (const DirectoryRoot *root)
{
  return g_strdup_printf ("%s\n%s %s\n%s\n%s", root->controller, root->dns, root->netbios,
                          root->site, root->service);
}

static ChecksResult *
not_again (const DirectoryChecks *checks)
{
  const DirectoryChecksTry *before = &checks->tries[DIRECTORY_CHECKS_PASSWORD];
  const char *reason = before->error != NULL ? base_error_facts (before->error)->reason : NULL;

  return checks_result_new (CHECKS_SKIPPED,
                            g_strcmp0 (reason, "directory-refused") == 0 ||
                                    is_refused_elsewhere (checks)
                                ? _ ("Not tried, because the password was refused.")
                                : _ ("Not tried, because the account was refused."),
                            NULL, NULL);
}

static const char *const nothing_to_try[] = {
  [DIRECTORY_CHECKS_TICKET] = N_ ("There is no Kerberos ticket on this computer."),
  [DIRECTORY_CHECKS_PASSWORD] = N_ ("No password was given."),
  [DIRECTORY_CHECKS_SIMPLE] = N_ ("No password was given."),
};

static ChecksResult *
tell_success (DirectoryChecksWay way, const DirectoryRoot *root)
{
  g_autofree char *detail = describe_root (root);
  g_autofree char *seen = NULL;

  if (way == DIRECTORY_CHECKS_SIMPLE)
    /* Translators: %s is an account; bits: the strength of the encryption */
    seen = g_strdup_printf (_ ("Logged in as %s over TLS (%u bits)."), root->account, root->ssf);
  else
    /* Translators: %s is an account; bits: the strength of the encryption */
    seen = g_strdup_printf (_ ("Logged in as %s, signed and sealed (%u bits)."), root->account,
                            root->ssf);
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

static ChecksResult *
check_way (DirectoryChecks *checks, BaseCall *call, DirectoryChecksWay way)
{
  const DirectoryChecksTry *one = &checks->tries[way];

  try_all (checks, call);
  if (one->root == NULL && one->error == NULL)
    return not_again (checks);
  if (one->root != NULL)
    return tell_success (way, one->root);
  if (has_nothing_to_try (one) && (directory_checks_best (checks) != NULL || is_any_wrong (checks)))
    return checks_result_new (CHECKS_SKIPPED, _ (nothing_to_try[way]), NULL, one->error->message);

  return checks_result_new_error (
      directory_checks_best (checks) != NULL ? CHECKS_WARNING : CHECKS_FAILED, one->error);
}

ChecksResult *
directory_checks_ticket (BaseCall *call, gpointer data)
{
  return check_way (data, call, DIRECTORY_CHECKS_TICKET);
}

ChecksResult *
directory_checks_password (BaseCall *call, gpointer data)
{
  return check_way (data, call, DIRECTORY_CHECKS_PASSWORD);
}

ChecksResult *
directory_checks_simple (BaseCall *call, gpointer data)
{
  return check_way (data, call, DIRECTORY_CHECKS_SIMPLE);
}
