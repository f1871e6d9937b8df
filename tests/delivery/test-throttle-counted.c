/* test-throttle-counted.c - servers that count each part of a batch as a request of its own: each
 * that comes in a back-off is refused, counted and makes it longer
 *
 * That is the hardest on batches: of one that is refused in the middle the rest came in a back-off.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-run.h"

#define DICE 12 /* runs of each, by other dice */

typedef struct
{
  const char *name;
  guint parts;
  Hint hint;
  gboolean is_known; /* how many at once */
  double punish_s;
} Kind;

static const Kind kinds[] = {
  { "single", 1, HINT_TRUE, FALSE, 0.1 },
  { "single, limit known", 1, HINT_TRUE, TRUE, 0.1 },
  { "single, whole seconds", 1, HINT_WHOLE_SECONDS, FALSE, 0.1 },
  { "single, whole seconds, limit known", 1, HINT_WHOLE_SECONDS, TRUE, 0.1 },
  { "batches", 20, HINT_WHOLE_SECONDS, FALSE, 0.1 },
  { "batches, limit known", 20, HINT_WHOLE_SECONDS, TRUE, 0.1 },
  { "batches, no punishment", 20, HINT_WHOLE_SECONDS, FALSE, 0 },
};

/* Six thousand mailboxes at 100 a second, 100 at once, a wait of two seconds, 20 ms. */
static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  const Shape shape = { .name = kind->name,
                        .mailboxes = 6000,
                        .latency_ms = 20,
                        .phases = { { .rate = 100 } },
                        .burst = 100,
                        .wait_s = 2,
                        .punish_s = kind->punish_s,
                        .parts = kind->parts,
                        .side_by_side = 4,
                        .late_us = 100,
                        .is_strict = TRUE,
                        .hint = kind->hint };
  const DeliveryMemory known = { .limit = MOST, .was_refused = TRUE };

  for (guint i = 0; i < DICE; i++) {
    double times;
    Run run;

    begin_run (&run, &shape, kind->is_known ? &known : NULL);
    g_rand_set_seed (run.dice, i);
    times = finish_run (&run);
    g_test_message ("%.2f times the best time, refused %u, sent in a back-off %u", times,
                    run.server.refused, run.server.in_back_off);
    g_assert_cmpfloat (times, <=, 1.3);
    g_assert_cmpuint (run.server.refused, <=, 5 * 6);
    g_assert_cmpuint (run.server.in_back_off, <=, 2 * 6);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strdup_printf ("/delivery/throttle/counted/%s", kinds[i].name);

    g_test_add_data_func (path, &kinds[i], test_kind);
  }
  return g_test_run ();
}
