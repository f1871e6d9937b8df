/* directory-trusts.h - the domains outside of the forest that it trusts. For this room only. */
#pragma once

#include "directory-forest.h"
#include "exchange-location.h"

/* ExchangeLocation of kind TRUST, sorted. Asks the home domain's controller, and the catalog where
 * there are more domains and it answers. Caller unrefs. */
GPtrArray *directory_trusts_list (DirectoryForest *forest, BaseCall *call, GError **error);
