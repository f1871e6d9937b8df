/* directory-checks-found.c - the last steps: what is in the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-checks.h"
#include "directory-dn.h"
#include "directory-endpoints.h"
#include "directory-exchange.h"
#include "directory-locations.h"
#include "directory-people.h"
#include "directory-schema.h"
#include "exchange-version.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MOST_COUNTED 10000
#define SKEW_S 240 /* Kerberos bears five minutes */

static ChecksResult *
nobody_in (void)
{
  return checks_result_new (CHECKS_SKIPPED, _ ("Not tried, because no way to log in worked."), NULL,
                            NULL);
}

static guint
count_kind (const GPtrArray *list, ExchangeLocationKind kind)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += ((const ExchangeLocation *) list->pdata[i])->kind == kind;
  return n;
}

static char *
describe_list (const GPtrArray *list, const DirectoryRoot *root)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < list->len; i++) {
    const ExchangeLocation *location = list->pdata[i];

    g_string_append_printf (text, "%s %s %s %s%s\n", location->dns, location->netbios,
                            exchange_location_kind_names[location->kind],
                            exchange_trust_names[location->trust],
                            location->is_forest_trust ? " forest" : "");
  }
  g_string_append_printf (text, "forestFunctionality %d", root->level);
  if (*root->site != '\0')
    g_string_append_printf (text, "\nsite %s", root->site);
  if (*root->own_site != '\0')
    g_string_append_printf (text, "\nthis computer's site %s", root->own_site);
  return g_string_free (text, FALSE);
}

ChecksResult *
directory_checks_forest (BaseCall *call, gpointer data)
{
  const DirectoryChecksTry *best = directory_checks_best (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *domains = NULL;
  g_autofree char *trusts = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *detail = NULL;
  guint n;

  if (best == NULL)
    return nobody_in ();
  list = directory_locations_list (best->forest, call, &error);
  if (list == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);

  n = count_kind (list, EXCHANGE_LOCATION_DOMAIN);
  /* Translators: the first half of a sentence; %s is the forest's name */
  domains = g_strdup_printf (ngettext ("%2$s has %1$u domain", "%2$s has %1$u domains", n), n,
                             best->root->forest);
  n = count_kind (list, EXCHANGE_LOCATION_TRUST);
  /* Translators: the second half of that sentence */
  trusts = g_strdup_printf (ngettext ("%u trusted domain", "%u trusted domains", n), n);
  /* Translators: "corp.example has 2 domains and 1 trusted domain." */
  seen = g_strdup_printf (_ ("%s and %s."), domains, trusts);
  detail = describe_list (list, best->root);
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

static char *
describe_exchange (const GPtrArray *servers, const GPtrArray *endpoints)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < servers->len; i++) {
    const DirectoryServer *server = servers->pdata[i];
    g_autofree char *version = exchange_version_describe (server->version);

    g_string_append_printf (text, "%s %s %s\n", server->name, server->host, version);
  }
  for (guint i = 0; i < endpoints->len; i++) {
    const DirectoryEndpoint *endpoint = endpoints->pdata[i];

    g_string_append_printf (text, "%s %s\n", endpoint->url, endpoint->site);
  }
  return g_string_free (text, FALSE);
}

ChecksResult *
directory_checks_exchange (BaseCall *call, gpointer data)
{
  const DirectoryChecksTry *best = directory_checks_best (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) servers = NULL;
  g_autoptr (GPtrArray) endpoints = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *detail = NULL;
  DirectorySchema schema;

  if (best == NULL)
    return nobody_in ();
  if (directory_schema_get (best->forest, call, &schema, &error))
    servers = directory_exchange_servers (best->forest, call, &error);
  if (servers != NULL)
    endpoints = directory_endpoints_find (best->forest, call, best->root->dns, &error);
  if (endpoints == NULL)
    return checks_result_new_error (CHECKS_FAILED, error);

  detail = describe_exchange (servers, endpoints);
  if (!schema.has_exchange)
    return checks_result_new (CHECKS_WARNING,
                              _ ("The directory does not know Exchange: whoever has an e-mail "
                                 "address is taken to have a mailbox."),
                              NULL, detail);
  /* Translators: what was found, with how many of each */
  seen = g_strdup_printf (_ ("Mailboxes are marked. Exchange servers: %u. Addresses for "
                             "Autodiscover: %u."),
                          servers->len, endpoints->len);
  return checks_result_new (CHECKS_OK, seen, NULL, detail);
}

static gboolean
count_cb (GPtrArray *page, gpointer data)
{
  *(guint *) data += page->len;
  return TRUE;
}

/* As the list of people shows them: without those of the system. */
static gboolean
count_people (DirectoryForest *forest, BaseCall *call, guint *ret, GError **error)
{
  *ret = 0;
  return directory_people_find (forest, call, NULL, MOST_COUNTED, count_cb, ret, NULL, error);
}

static char *
describe_people (guint n)
{
  if (n == 0)
    return g_strdup (_ ("Nobody has a mailbox."));
  if (n >= MOST_COUNTED)
    return g_strdup_printf (_ ("More than %u people have a mailbox."), MOST_COUNTED - 1);
  return g_strdup_printf (ngettext ("%u person has a mailbox.", "%u people have a mailbox.", n), n);
}

ChecksResult *
directory_checks_people (BaseCall *call, gpointer data)
{
  const DirectoryChecksTry *best = directory_checks_best (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *detail = NULL;
  guint n;

  if (best == NULL)
    return nobody_in ();
  if (!count_people (best->forest, call, &n, &error))
    return checks_result_new_error (CHECKS_FAILED, error);

  seen = describe_people (n);
  detail = g_strdup_printf ("clock difference %" G_GINT64_FORMAT " s", best->root->skew_s);
  if (ABS (best->root->skew_s) > SKEW_S)
    return checks_result_new (CHECKS_WARNING, seen,
                              _ ("The clock of this computer and that of the controller differ by "
                                 "several minutes: set it, or Kerberos will refuse."),
                              detail);
  return checks_result_new (n > 0 ? CHECKS_OK : CHECKS_WARNING, seen, NULL, detail);
}
