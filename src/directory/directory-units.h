/* directory-units.h - organisational units and containers. For this room only. */
#pragma once

#include "directory-forest.h"
#include "exchange-location.h"

/* Directly below parent, whose base is known: ExchangeLocation, sorted. name: only the one of that
 * name; NULL: all that people are shown. Caller unrefs. */
GPtrArray *directory_units_list (DirectoryForest *forest, BaseCall *call,
                                 const ExchangeLocation *parent, const char *name, GError **error);

/* The object with that distinguished name in a domain; NULL with NOT_FOUND "location-gone". Caller
 * unrefs. */
ExchangeLocation *directory_units_get (DirectoryForest *forest, BaseCall *call,
                                       const ExchangeLocation *domain, const char *dn,
                                       GError **error);
