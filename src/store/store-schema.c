/* store-schema.c - the tables, and how an older database is brought up to them
 *
 * A step that has been released is never changed: a new one is added.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-schema.h"

#include "base-error.h"
#include "store-chain-inside.h"

#define PROGRAM 0x41425345 /* "ABSE" */

/* The rows that are there already are taken in with it. */
static const char chain_step[] =
    "CREATE TABLE chain ("
    "  number INTEGER PRIMARY KEY, journal BIGINT NOT NULL, event TEXT NOT NULL,"
    "  digest TEXT NOT NULL, hash TEXT NOT NULL);"
    "CREATE INDEX chain_journal ON chain (journal);";

/* Instants are microseconds since 1970, UTC. inside and outside name a text by its SHA-256, so that
 * one reply for many mailboxes is kept once. */
static const char *const steps[] = {
  /* 1 */
  "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
  "CREATE TABLE profile ("
  "  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, server TEXT NOT NULL,"
  "  ews_url TEXT NOT NULL, ca_pem TEXT NOT NULL, auth TEXT NOT NULL, admin_upn TEXT NOT NULL,"
  "  test_mailbox TEXT NOT NULL, jobs INTEGER NOT NULL);"
  "CREATE TABLE text (hash TEXT PRIMARY KEY, body TEXT NOT NULL);"
  "CREATE TABLE snapshot ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, at_us BIGINT NOT NULL,"
  "  mode TEXT NOT NULL, audience TEXT NOT NULL, from_us BIGINT, until_us BIGINT,"
  "  inside TEXT NOT NULL REFERENCES text (hash), outside TEXT NOT NULL REFERENCES text (hash),"
  "  PRIMARY KEY (profile, mailbox));"
  "CREATE TABLE journal ("
  "  id INTEGER PRIMARY KEY, at_us BIGINT NOT NULL, who TEXT NOT NULL, run TEXT NOT NULL,"
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, why TEXT NOT NULL,"
  "  before_mode TEXT NOT NULL, before_audience TEXT NOT NULL,"
  "  before_from_us BIGINT, before_until_us BIGINT,"
  "  before_inside TEXT NOT NULL REFERENCES text (hash),"
  "  before_outside TEXT NOT NULL REFERENCES text (hash),"
  "  after_mode TEXT NOT NULL, after_audience TEXT NOT NULL,"
  "  after_from_us BIGINT, after_until_us BIGINT,"
  "  after_inside TEXT NOT NULL REFERENCES text (hash),"
  "  after_outside TEXT NOT NULL REFERENCES text (hash),"
  "  result TEXT NOT NULL, request_id TEXT, error TEXT);"
  "CREATE INDEX journal_mailbox ON journal (mailbox, id);",
  /* 2: the directory */
  "ALTER TABLE profile ADD COLUMN directory TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN directory_auth TEXT NOT NULL DEFAULT 'auto';"
  "ALTER TABLE profile ADD COLUMN directory_ca_pem TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN directory_user TEXT NOT NULL DEFAULT '';",
  /* 3: the people as they were read last */
  "CREATE TABLE person_list ("
  "  number INTEGER PRIMARY KEY, profile TEXT NOT NULL UNIQUE, source TEXT NOT NULL,"
  "  mark TEXT NOT NULL, read_at_us BIGINT NOT NULL);"
  "CREATE TABLE person ("
  "  number INTEGER PRIMARY KEY, list INTEGER NOT NULL REFERENCES person_list (number),"
  "  id TEXT NOT NULL, kind TEXT NOT NULL, home TEXT NOT NULL, is_disabled INTEGER NOT NULL,"
  "  name TEXT NOT NULL, mail TEXT NOT NULL, upn TEXT NOT NULL, logon TEXT NOT NULL,"
  "  domain TEXT NOT NULL, department TEXT NOT NULL, title TEXT NOT NULL, office TEXT NOT NULL,"
  "  dn TEXT NOT NULL, UNIQUE (list, id));",
  /* 4: how the last test of access to mailboxes came out */
  "CREATE TABLE evidence ("
  "  profile TEXT NOT NULL, ews_url TEXT NOT NULL, account TEXT NOT NULL, at_us BIGINT NOT NULL,"
  "  tried INTEGER NOT NULL, succeeded INTEGER NOT NULL,"
  "  PRIMARY KEY (profile, ews_url, account));",
  /* 5: by web service or by cmdlets */
  "ALTER TABLE profile ADD COLUMN path TEXT NOT NULL DEFAULT 'ews';"
  "ALTER TABLE profile ADD COLUMN console TEXT NOT NULL DEFAULT '';",
  /* 6: for which mailboxes a test succeeded; error '': it succeeded */
  "CREATE TABLE evidence_mailbox ("
  "  profile TEXT NOT NULL, ews_url TEXT NOT NULL, account TEXT NOT NULL, number INTEGER NOT NULL,"
  "  mailbox TEXT NOT NULL, path TEXT NOT NULL, is_written INTEGER NOT NULL,"
  "  took_ms BIGINT NOT NULL, request_id TEXT, error TEXT NOT NULL, message TEXT NOT NULL,"
  "  reason TEXT, server_code TEXT, host TEXT, http_status INTEGER NOT NULL,"
  "  PRIMARY KEY (profile, ews_url, account, number));",
  /* 7: which Exchange it is, as chosen and as last seen */
  "ALTER TABLE profile ADD COLUMN version TEXT NOT NULL DEFAULT 'auto';"
  "ALTER TABLE profile ADD COLUMN build TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN offered TEXT NOT NULL DEFAULT '';",
  /* 8: Exchange Online */
  "ALTER TABLE profile ADD COLUMN cloud TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN tenant TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN client_id TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN certificate TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN login_url TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN graph_url TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN admin_api_url TEXT NOT NULL DEFAULT '';",
  /* 9: when an application's secret ends, and who signed in in its place */
  "ALTER TABLE profile ADD COLUMN client_until TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE profile ADD COLUMN sign_in TEXT NOT NULL DEFAULT 'application';"
  "ALTER TABLE profile ADD COLUMN online_user TEXT NOT NULL DEFAULT '';",
  /* 10: what was planned, and what it was before */
  "CREATE TABLE plan (profile TEXT PRIMARY KEY, revision BIGINT NOT NULL);"
  "CREATE TABLE document ("
  "  number INTEGER PRIMARY KEY, profile TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,"
  "  body TEXT NOT NULL, revision BIGINT NOT NULL, at_us BIGINT NOT NULL, who TEXT NOT NULL,"
  "  UNIQUE (profile, kind, name));"
  "CREATE TABLE document_past ("
  "  number INTEGER PRIMARY KEY, profile TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,"
  "  body TEXT NOT NULL, revision BIGINT NOT NULL, at_us BIGINT NOT NULL, who TEXT NOT NULL);"
  "CREATE INDEX document_past_name ON document_past (profile, kind, name, number);",
  /* 11: what we have put into mailboxes, and what was there before; where mailboxes are */
  "CREATE TABLE managed ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, item TEXT NOT NULL,"
  "  away_from_s BIGINT NOT NULL, away_until_s BIGINT NOT NULL, drift TEXT NOT NULL,"
  "  left_item TEXT NOT NULL, left_from_s BIGINT NOT NULL, left_until_s BIGINT NOT NULL,"
  "  problem TEXT,"
  "  PRIMARY KEY (profile, mailbox));"
  "CREATE TABLE managed_state ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, kind TEXT NOT NULL,"
  "  mode TEXT NOT NULL, audience TEXT NOT NULL, from_us BIGINT, until_us BIGINT,"
  "  inside TEXT NOT NULL REFERENCES text (hash), outside TEXT NOT NULL REFERENCES text (hash),"
  "  PRIMARY KEY (profile, mailbox, kind));"
  "CREATE TABLE mailbox_zone ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, zone TEXT NOT NULL,"
  "  PRIMARY KEY (profile, mailbox));"
  "CREATE TABLE item_member ("
  "  profile TEXT NOT NULL, item TEXT NOT NULL, mailbox TEXT NOT NULL,"
  "  PRIMARY KEY (profile, item, mailbox));",
  /* 12: how much a server allows an account */
  "CREATE TABLE throttle ("
  "  server TEXT NOT NULL, account TEXT NOT NULL, rate_milli BIGINT NOT NULL,"
  "  at_once INTEGER NOT NULL, wait_ms BIGINT NOT NULL, was_refused INTEGER NOT NULL,"
  "  at_us BIGINT NOT NULL, PRIMARY KEY (server, account));",
  /* 13: the chain of the journal */
  chain_step,
  /* 14: the engine: one row */
  "CREATE TABLE engine ("
  "  number INTEGER PRIMARY KEY, token TEXT, holder TEXT, lease_until_us BIGINT NOT NULL DEFAULT 0,"
  "  wish TEXT NOT NULL DEFAULT 'run', wish_reason TEXT, state TEXT, reason TEXT,"
  "  at_us BIGINT NOT NULL DEFAULT 0, last_run_us BIGINT NOT NULL DEFAULT 0,"
  "  next_due_us BIGINT NOT NULL DEFAULT 0, covered_until_us BIGINT NOT NULL DEFAULT 0,"
  "  queued INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0);",
  /* 15: a second engine, and until when each mailbox is right without anybody */
  "ALTER TABLE engine ADD COLUMN profile TEXT;"
  "ALTER TABLE engine ADD COLUMN waiting TEXT;"
  "ALTER TABLE engine ADD COLUMN waiting_us BIGINT NOT NULL DEFAULT 0;"
  "CREATE TABLE coverage ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, until_s BIGINT NOT NULL, reason TEXT NOT NULL,"
  "  at_us BIGINT NOT NULL, PRIMARY KEY (profile, mailbox));"
  "CREATE TABLE coverage_pass ("
  "  profile TEXT PRIMARY KEY, revision BIGINT NOT NULL, at_us BIGINT NOT NULL);",
  /* 16: the people's own replies that were found in mailboxes */
  "CREATE TABLE found_reply ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, digest TEXT NOT NULL,"
  "  first_s BIGINT NOT NULL, seen_s BIGINT NOT NULL, protection TEXT NOT NULL,"
  "  is_stale INTEGER NOT NULL, is_forgotten INTEGER NOT NULL,"
  "  PRIMARY KEY (profile, mailbox));",
  /* 17: a run is found without reading the others */
  "CREATE INDEX journal_run ON journal (run, id);",
  /* 18: of which absences the people in item_member are, and whom those named then */
  "CREATE TABLE item_fixed ("
  "  profile TEXT NOT NULL, item TEXT NOT NULL, names TEXT NOT NULL,"
  "  PRIMARY KEY (profile, item));",
  /* 19: when people work */
  "CREATE TABLE mailbox_hours ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, hours TEXT, zone TEXT NOT NULL,"
  "  read_s BIGINT NOT NULL, asked_s BIGINT NOT NULL, problem TEXT,"
  "  PRIMARY KEY (profile, mailbox));",
  /* 20: when what we have put into a mailbox was written */
  "ALTER TABLE managed ADD COLUMN written_s BIGINT NOT NULL DEFAULT 0;",
  /* 21: what was done beside the reply */
  "CREATE TABLE act ("
  "  profile TEXT NOT NULL, mailbox TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL,"
  "  away_from_s BIGINT NOT NULL, away_until_s BIGINT NOT NULL, state TEXT NOT NULL,"
  "  what TEXT NOT NULL, mark TEXT NOT NULL, remote TEXT NOT NULL, found TEXT NOT NULL,"
  "  run TEXT NOT NULL, at_s BIGINT NOT NULL, problem TEXT,"
  "  PRIMARY KEY (profile, mailbox, item, kind, away_from_s));",
  /* 22: to whom people report */
  "ALTER TABLE person ADD COLUMN manager TEXT NOT NULL DEFAULT '';",
  /* 23: what a server refused, and what it takes at once */
  "ALTER TABLE throttle ADD COLUMN high_milli BIGINT NOT NULL DEFAULT 0;"
  "ALTER TABLE throttle ADD COLUMN burst_milli BIGINT NOT NULL DEFAULT 0;",
};

static const char newer_words[] = "the database was made by a newer version of this program";

static gboolean
refuse (const char *words, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "store-newer" };

  base_error_set_facts (error, BASE_ERROR_STORE, &facts, "%s", words);
  return FALSE;
}

/* The schema's number: 0 for an empty database. */
static gboolean
read_schema (StoreSql *sql, gint64 *ret, GError **error)
{
  StoreIdentity identity;

  if (!store_sql_identity (sql, &identity, error))
    return FALSE;
  if (identity.program != PROGRAM &&
      (identity.program != 0 || identity.schema != 0 || !identity.is_empty))
    return refuse ("the file is a database of another program", error);
  if (identity.schema > (gint64) G_N_ELEMENTS (steps))
    return refuse (newer_words, error);

  *ret = identity.schema;
  return TRUE;
}

gboolean
store_schema_check (StoreSql *sql, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT user_version FROM pragma_user_version", error);

  if (query == NULL || !store_query_next (query, error))
    return FALSE;
  return store_query_number (query, 0) <= (gint64) G_N_ELEMENTS (steps) ||
         refuse (newer_words, error);
}

/* Another process may have been quicker: what is to do is looked up inside the transaction. */
static gboolean
take_step (StoreSql *sql, GError **error)
{
  gint64 schema;

  if (!store_sql_begin (sql, STORE_DURABLE, error))
    return FALSE;
  if (!read_schema (sql, &schema, error) ||
      (schema < (gint64) G_N_ELEMENTS (steps) &&
       (!store_sql_script (sql, steps[schema], error) ||
        (steps[schema] == chain_step && !store_chain_adopt (sql, error)) ||
        !store_sql_set_identity (sql, PROGRAM, schema + 1, error)))) {
    store_sql_rollback (sql);
    return FALSE;
  }
  return store_sql_commit (sql, error);
}

gboolean
store_schema_migrate (StoreSql *sql, GError **error)
{
  gint64 schema;

  while (read_schema (sql, &schema, error)) {
    if (schema == (gint64) G_N_ELEMENTS (steps))
      return TRUE;
    if (!take_step (sql, error))
      return FALSE;
  }
  return FALSE;
}
