/* directory-wanted.h - which objects a search wants, as a filter. Pure. For this room only. */
#pragma once

#include "directory-filter.h"
#include "directory-schema.h"
#include "exchange-search.h"

/* Kinds, enabled, has a mailbox: what does not depend on a name. search: NULL, or with nothing
 * wanted: everybody who has a mailbox. */
DirectoryFilter *directory_wanted_filter (const DirectorySchema *schema,
                                          const ExchangeSearch *search);

/* All of search. NULL with BASE_ERROR_REJECTED "bad-name" or "bad-filter". */
DirectoryFilter *directory_wanted_search (const DirectorySchema *schema,
                                          const ExchangeSearch *search, GError **error);

/* It asks for what the catalog may not have. */
gboolean directory_wanted_needs_all (const DirectorySchema *schema, const ExchangeSearch *search);
