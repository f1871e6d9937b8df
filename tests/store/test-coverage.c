/* test-coverage.c - until when each mailbox is right without anybody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

#include "store-coverage.h"

static void
each_cb (const StoreCoverage *row, gpointer data)
{
  g_string_append_printf (data, "%s %" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT "\n", row->mailbox,
                          row->until_s, row->reason, row->at_us);
}

static char *
list (Fixture *self, const char *profile)
{
  GString *text = g_string_new (NULL);

  g_assert_true (store_coverage_each (self->db, profile, each_cb, text, NULL));
  return g_string_free (text, FALSE);
}

static gint64
first (Fixture *self, const char *profile)
{
  gint64 until_s = 0;

  g_assert_true (store_coverage_first (self->db, profile, &until_s, NULL));
  return until_s;
}

static void
test_keep (Fixture *self, gconstpointer data)
{
  const StoreCoverage rows[] = { { "Ann@corp.example", G_MAXINT64, "", 10 },
                                 { "bob@corp.example", 500, "offline", 10 } };
  const StoreCoverage later = { "bob@corp.example", 900, "", 20 };
  g_autofree char *two = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *others = NULL;
  guint n = 9;

  g_assert_cmpint (first (self, "corp"), ==, G_MAXINT64);
  g_assert_true (store_coverage_keep (self->db, "corp", rows, G_N_ELEMENTS (rows), NULL));
  g_assert_true (store_coverage_keep (self->db, "corp", rows, 0, NULL));
  two = list (self, "corp");
  g_assert_cmpstr (two, ==,
                   "bob@corp.example 500 offline 10\nann@corp.example 9223372036854775807  10\n");
  g_assert_cmpint (first (self, "corp"), ==, 500);
  g_assert_true (store_coverage_keep (self->db, "corp", &later, 1, NULL));
  g_assert_cmpint (first (self, "corp"), ==, 900);
  g_assert_true (store_coverage_count (self->db, "corp", 901, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (store_coverage_count (self->db, "corp", 900, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  others = list (self, "other");
  g_assert_cmpstr (others, ==, "");
}

/* A gap does not begin anew with each look at it; another one does, and one that is yet to come. */
static void
test_gap (Fixture *self, gconstpointer data)
{
  static const struct
  {
    StoreCoverage row;
    gint64 kept_s;
  } looks[] = {
    { { "ann@corp.example", 100, "offline", 100 * G_USEC_PER_SEC }, 100 },
    { { "ann@corp.example", 200, "offline", 200 * G_USEC_PER_SEC }, 100 },
    { { "ann@corp.example", 300, "gap", 300 * G_USEC_PER_SEC }, 300 },
    { { "ann@corp.example", 900, "gap", 400 * G_USEC_PER_SEC }, 900 },
    { { "ann@corp.example", 500, "gap", 500 * G_USEC_PER_SEC }, 500 },
    { { "ann@corp.example", G_MAXINT64, "", 600 * G_USEC_PER_SEC }, G_MAXINT64 },
    { { "ann@corp.example", 700, "gap", 700 * G_USEC_PER_SEC }, 700 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    g_test_message ("look %u", i);
    g_assert_true (store_coverage_keep (self->db, "corp", &looks[i].row, 1, NULL));
    g_assert_cmpint (first (self, "corp"), ==, looks[i].kept_s);
  }
}

/* Whoever was not looked at in a whole pass is gone. */
static void
test_pass (Fixture *self, gconstpointer data)
{
  const StoreCoverage rows[] = { { "ann@corp.example", 100, "", 10 },
                                 { "bob@corp.example", 200, "", 30 } };
  g_autofree char *left = NULL;
  gint64 revision = -1;
  gint64 at_us = -1;

  g_assert_true (store_coverage_last_pass (self->db, "corp", &revision, &at_us, NULL));
  g_assert_cmpint (revision, ==, 0);
  g_assert_cmpint (at_us, ==, 0);
  g_assert_true (store_coverage_keep (self->db, "corp", rows, G_N_ELEMENTS (rows), NULL));
  g_assert_true (store_coverage_end_pass (self->db, "corp", 7, 20, 40, NULL));
  g_assert_true (store_coverage_last_pass (self->db, "corp", &revision, &at_us, NULL));
  g_assert_cmpint (revision, ==, 7);
  g_assert_cmpint (at_us, ==, 40);
  left = list (self, "corp");
  g_assert_cmpstr (left, ==, "bob@corp.example 200  30\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/coverage/keep", Fixture, NULL, set_up, test_keep, tear_down);
  g_test_add ("/store/coverage/gap", Fixture, NULL, set_up, test_gap, tear_down);
  g_test_add ("/store/coverage/pass", Fixture, NULL, set_up, test_pass, tear_down);
  return g_test_run ();
}
