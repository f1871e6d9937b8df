/* store-state.h - an automatic reply's state as columns
 *
 * Inside the room. Six columns in this order: mode, audience, from_us, until_us, inside, outside;
 * the last two are hashes where they are written and bodies where they are read.
 */
#pragma once

#include "oof-state.h"
#include "store-sql.h"

#define STORE_STATE_COLUMNS 6

/* A state ready to be written: its texts' hashes cost more than the writing, so they are made
 * before the database's lock is taken. */
typedef struct
{
  const OofState *state; /* borrowed */
  char *inside;
  char *outside;
} StoreState;

void store_state_init (StoreState *self, const OofState *state);
void store_state_clear (StoreState *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoreState, store_state_clear)

/* Keeps the texts, each once. */
gboolean store_state_write_texts (StoreSql *sql, const StoreState *self, GError **error);
void store_state_bind (StoreQuery *query, int parameter, const StoreState *self);

/* NULL with an error when the columns hold what no version has written. Caller unrefs. */
OofState *store_state_read (StoreQuery *query, int column, GError **error);

/* Instants as the tables keep them; NULL is NULL. */
void store_time_bind (StoreQuery *query, int parameter, GDateTime *when);
/* TRUE with NULL in ret for NULL; FALSE with an error when it is out of range. */
gboolean store_time_read (StoreQuery *query, int column, GDateTime **ret, GError **error);

/* The index of the column's word in names. */
gboolean store_word_read (StoreQuery *query, int column, const char *const *names, int *ret,
                          GError **error);
