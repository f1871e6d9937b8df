/* directory-locations.h - where people can be looked for: the forest, its domains, those that it
 * trusts, and the organisational units in them
 */
#pragma once

#include "directory-forest.h"
#include "exchange-location.h"

/* ExchangeLocation: the forest, then its domains (the root first, children after their parents),
 * then the domains outside that ours trust. Asks only the home domain's controller, and
 * the catalog for the trusts of the others. Caller unrefs. */
GPtrArray *directory_locations_list (DirectoryForest *forest, BaseCall *call, GError **error);

/* ExchangeLocation: the organisational units and containers directly below, sorted by name; below a
 * trusted forest its domains; below our own forest nothing, because its domains stand in the list.
 * Caller unrefs. */
GPtrArray *directory_locations_children (DirectoryForest *forest, BaseCall *call,
                                         ExchangeLocation *location, GError **error);

/* Is it there, and does it take our account? The location with what was missing filled in: the base
 * of a trusted domain. Caller unrefs. */
ExchangeLocation *directory_locations_reach (DirectoryForest *forest, BaseCall *call,
                                             ExchangeLocation *location, GError **error);

/* By DNS or NetBIOS name, "corp.example/Sales/Graz" or distinguished name; "/" is the forest.
 * NOT_FOUND "location-gone". Caller unrefs. */
ExchangeLocation *directory_locations_find (DirectoryForest *forest, BaseCall *call,
                                            const char *text, GError **error);
