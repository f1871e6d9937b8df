/* test-ours.c - two processes at one mailbox at the same time: what the other one wrote is not
 * taken for somebody's change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../folder.h"
#include "base-time.h"
#include "session-ours.h"
#include "store-journal.h"

#define THEN_S 1800000000 /* of the write that is kept */

static OofState *
state (OofMode mode, const char *inside)
{
  return oof_state_new (mode, OOF_AUDIENCE_NONE, NULL, NULL, inside, "");
}

static void
journal (StoreDb *db, gint64 at_s, const char *before, const char *after)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_s);
  g_autoptr (OofState) old = state (OOF_MODE_ON, before);
  g_autoptr (OofState) new = state (OOF_MODE_ON, after);
  g_autoptr (GError) error = NULL;
  const StoreJournalRow row = { .at = at,
                                .who = (char *) "root@host",
                                .run = (char *) "run",
                                .profile = (char *) "corp",
                                .mailbox = (char *) "ann@corp.example",
                                .before = old,
                                .after = new,
                                .why = (char *) "" };

  g_assert_cmpint (store_journal_begin (db, &row, &error), >, 0);
  g_assert_no_error (error);
}

/* What the mailbox holds, at a time; "second" is kept as what was written and arrived. */
static const struct
{
  const char *holds;
  OofMode mode;
  gint64 after_s;
  gboolean is_ours;
} rows[] = {
  { "first", OOF_MODE_ON, 2, TRUE },         /* it was read before the write */
  { "overtaken", OOF_MODE_ON, 86400, TRUE }, /* it was written at the same time, and came last */
  { "first", OOF_MODE_ON, 3600, FALSE },     /* somebody has put it back since */
  { "old", OOF_MODE_ON, 2, FALSE },          { "my own words", OOF_MODE_ON, 2, FALSE },
  { "first", OOF_MODE_OFF, 2, FALSE }, /* came back early */
  { "second", OOF_MODE_ON, 2, TRUE },
};

static void
test_recognize (void)
{
  char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreDb) db = store_db_open (path, &error);

  g_assert_no_error (error);
  journal (db, THEN_S - 7 * 86400, "mine", "old");
  journal (db, THEN_S - 86400, "old", "first");
  journal (db, THEN_S - 1, "first", "overtaken");
  journal (db, THEN_S, "first", "second");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (StoreManaged) managed = store_managed_new ("ann@corp.example", "item");
    g_autoptr (OofState) before = state (rows[i].mode, rows[i].holds);

    g_test_message ("%s after %d s", rows[i].holds, (int) rows[i].after_s);
    managed->written_s = THEN_S;
    managed->wanted = state (OOF_MODE_ON, "second");
    managed->held = state (OOF_MODE_ON, "second");
    g_assert_true (
        session_ours_recognize (db, "corp", managed, before, THEN_S + rows[i].after_s, &error));
    g_assert_no_error (error);
    g_assert_cmpint (oof_state_compare (managed->held, before) == 0, ==, rows[i].is_ours);
  }
  store_db_unref (g_steal_pointer (&db));
  folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/ours/recognize", test_recognize);
  return g_test_run ();
}
