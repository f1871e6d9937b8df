/* directory-people.c - the people of the directory, read as a stream
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-people.h"

#include "directory-people-read.h"
#include "directory-wanted.h"

gboolean
directory_people_find (DirectoryForest *forest, BaseCall *call, const ExchangeSearch *search,
                       guint most, ExchangePeopleFunc each, gpointer data, gboolean *ret_has_more,
                       GError **error)
{
  DirectoryPeopleAsk ask = { .most = most, .each = each, .data = data };
  g_autoptr (DirectoryFilter) filter = NULL;
  g_autoptr (GPtrArray) sources = NULL;

  if (!directory_schema_get (forest, call, &ask.schema, error))
    return FALSE;
  ask.filter = filter = directory_wanted_search (&ask.schema, search, error);
  if (filter == NULL)
    return FALSE;

  sources =
      directory_sources (forest, call, search != NULL ? search->where : NULL,
                         directory_wanted_needs_all (&ask.schema, search) ? DIRECTORY_READS_ALL
                                                                          : DIRECTORY_READS_NAMES,
                         error);
  return sources != NULL &&
         directory_people_read (forest, call, sources, &ask, ret_has_more, error);
}
