/* directory-names.h - Check Names: what typed or pasted names stand for */
#pragma once

#include "directory-forest.h"
#include "exchange-search.h"

/* At most so many people for each name. */
#define DIRECTORY_NAMES_MOST 50

/* Pasted text to names: lines and ";" part them; blanks around them, empty ones and repetitions are
 * left out. "Last, First" is one name. Pure. Caller frees. */
char **directory_names_split (const char *pasted);

/* Each of texts gets exactly one call of each, also repetitions and what nobody can be called (that
 * has no persons), in any order, as answers come. Of scope, where and which kinds are wanted (none
 * said: all accounts) count, its strings do not. Many names share a round trip. */
gboolean directory_names_check (DirectoryForest *forest, BaseCall *call,
                                const ExchangeSearch *scope, const char *const *texts,
                                ExchangeMatchFunc each, gpointer data, GError **error);
