/* bench-calendar.c - scrolling the calendar of people and days: the main thread's work for a frame
 *
 * A thousand people, then a hundred thousand, each third of them away by a reply of their own, and
 * everybody in some of two hundred planned absences, half of which repeat. The list is moved by
 * some rows with each frame; what the thread takes between the begin and the end of the frame is
 * counted. Then a block of people and days grows with each frame; and the rows are put together by
 * manager, of whom there is one for every eight people. Run it without a graphics card:
 * GSK_RENDERER=cairo draws on the main thread, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../widgets.h"
#include "clock.h"
#include "oof-date.h"
#include "panel-calendar.h"
#include "people.h"
#include "session-row-private.h"

#include "panel-resources.h"

#include <adwaita.h>

#define N_FRAMES 300
#define WARM_UP 30
#define STEP 97 /* pixels a frame */
#define N_ITEMS 200
#define MOST_WHO 2000 /* of one item */

typedef struct
{
  PanelCalendar *calendar;
  gboolean is_selecting; /* else it scrolls */
  GtkAdjustment *scroll;
  GArray *frames; /* gint64: ns of this thread */
  gint64 begin;
  guint n;
} Run;

static gint64
thread_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
begin_cb (GdkFrameClock *clock, gpointer data)
{
  ((Run *) data)->begin = thread_ns ();
}

static void
end_cb (GdkFrameClock *clock, gpointer data)
{
  Run *run = data;
  gint64 took = thread_ns () - run->begin;

  if (run->n++ >= WARM_UP)
    g_array_append_val (run->frames, took);
}

static void
fill_people (SessionHub *hub, guint n, GDateTime *now)
{
  GListModel *people = session_hub_people (hub);

  people_fill (hub, n);
  for (guint i = 0; i < n; i += 3) {
    g_autoptr (SessionRow) row = g_list_model_get_item (people, i);
    g_autoptr (GDateTime) from = g_date_time_add_days (now, -(int) (i % 20));
    g_autoptr (GDateTime) until = g_date_time_add_days (now, (int) (1 + i % 15));
    g_autoptr (OofState) state =
        oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_NONE, from, until, "x", "");

    session_row_set_state (row, state, now);
  }
}

/* Item i is for each N_ITEMS-th person from i on, and for those after them: everybody is in
 * several.
 */
static OofItem *
make_item (guint i, guint n_people, gint32 today)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (OofFor));
  g_autofree char *id = g_strdup_printf ("item-%u", i);
  gint64 day_s = (gint64) (today - 15 + (gint32) (i % 28)) * OOF_DAY_S;
  OofWhenParts when_parts = { .from_s = day_s + 8 * 3600, .until_s = day_s + 16 * 3600 };
  g_autoptr (OofWhen) when = NULL;
  OofRule rule;

  oof_rule_init (&rule, OOF_RULE_WEEKLY);
  if (i % 2 == 0)
    when_parts.rule = &rule;
  else
    when_parts.until_s = day_s + (gint64) (1 + i % 9) * OOF_DAY_S;
  when = oof_when_new (&when_parts, NULL);
  for (guint person = i % 50; person < n_people && who->len < MOST_WHO; person += 50) {
    char *name = g_strdup_printf ("p%06u@corp.example", person);
    OofFor one = { OOF_FOR_PERSON, name };

    g_ptr_array_add (names, name);
    g_array_append_val (who, one);
  }
  return oof_item_new (&(OofItemParts){ .id = id,
                                        .type = (OofType) (i % 8),
                                        .who = (const OofFor *) (gpointer) who->data,
                                        .n_who = who->len,
                                        .when = when,
                                        .inside = "<p>Away</p>",
                                        .own = OOF_OWN_REPLACE_RESTORE },
                       NULL);
}

static void
planned_cb (SessionHub *hub, gboolean *is_planned)
{
  *is_planned = TRUE;
}

static void
plan_items (SessionHub *hub, guint n_people, GDateTime *now)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_autoptr (SessionRow) row = g_list_model_get_item (session_hub_people (hub), 0);
  gint32 today = oof_date_of_local (g_date_time_to_unix (now));
  g_autoptr (GArray) bars = NULL;
  gboolean is_planned = FALSE;
  gulong planned;

  for (guint i = 0; i < N_ITEMS; i++)
    g_ptr_array_add (items, make_item (i, n_people, today));
  planned = g_signal_connect (hub, "plan-changed", G_CALLBACK (planned_cb), &is_planned);
  session_hub_note_new_people (hub);
  session_hub_plan_items (hub, items, &oof_order_default);
  while (bars == NULL || bars->len == 0) {
    is_planned = FALSE;
    while (!is_planned)
      g_main_context_iteration (NULL, TRUE);
    g_clear_pointer (&bars, g_array_unref);
    bars = session_hub_bars (hub, row, (gint64) (today - 15) * OOF_DAY_S,
                             (gint64) (today + 15) * OOF_DAY_S);
  }
  g_signal_handler_disconnect (hub, planned);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a;
  const gint64 *y = b;

  return (*x > *y) - (*x < *y);
}

static void
grow_block (Run *run)
{
  gint32 first = panel_calendar_span_first (panel_calendar_span (run->calendar));
  PanelCalendarCell cell = { run->n % 40, first + (gint32) (run->n % 30) };

  panel_calendar_block_go (panel_calendar_block (run->calendar), &cell,
                           run->n % 40 == 0 ? PANEL_CALENDAR_ALONE : PANEL_CALENDAR_STRETCH);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;

  if (run->is_selecting)
    grow_block (run);
  else
    gtk_adjustment_set_value (run->scroll, gtk_adjustment_get_value (run->scroll) + STEP);
  return G_SOURCE_CONTINUE;
}

/* Gives the 95th percentile. */
static double
tell (Run *run, const char *what, guint n)
{
  double p95;

  g_array_set_size (run->frames, 0);
  run->n = 0;
  while (run->frames->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_array_sort (run->frames, compare);
  p95 = (double) g_array_index (run->frames, gint64, N_FRAMES * 95 / 100) / 1e6;
  g_print ("%-10u%-12s%12.2f%12.2f\n", n, what,
           (double) g_array_index (run->frames, gint64, N_FRAMES / 2) / 1e6, p95);
  return p95;
}

static void
put_together (PanelCalendar *calendar, const char *by)
{
  gtk_widget_activate_action (GTK_WIDGET (calendar), "calendar-view.group-by", "s", by);
}

/* The longest turn of the main loop until the rows are there and counted. */
static void
tell_managers (Run *run, GtkListView *list, guint n)
{
  gint64 longest = 0;
  guint turns = 0;

  put_together (run->calendar, "manager");
  while (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) < n + n / 8 ||
         turns++ < N_FRAMES) {
    gint64 begin = thread_ns ();

    g_main_context_iteration (NULL, TRUE);
    longest = MAX (longest, thread_ns () - begin);
  }
  g_print ("%-10u%-12s%24.2f\n", n, "by manager", (double) longest / 1e6);
}

static double
measure (guint n)
{
  SessionHub *hub = session_hub_new (SESSION_START_DEMO); /* never started: it has nobody to ask */
  g_autoptr (GDateTime) now = session_hub_now (hub);
  GListModel *people = session_hub_people (hub);
  GtkSingleSelection *rows = NULL;
  GtkWidget *window = gtk_window_new ();
  PanelCalendar *calendar = g_object_new (PANEL_TYPE_CALENDAR, NULL);
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  Run run = { .calendar = calendar, .frames = frames };
  GdkFrameClock *clock;
  GtkWidget *list;
  double p95;

  fill_people (hub, n, now);
  plan_items (hub, n, now);
  rows = gtk_single_selection_new (g_object_ref (people));
  panel_calendar_set_people (calendar, hub, GTK_SELECTION_MODEL (rows));
  panel_calendar_set_shown (calendar, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 760);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (calendar));
  gtk_window_present (GTK_WINDOW (window));
  list = find_below (GTK_WIDGET (calendar), GTK_TYPE_LIST_VIEW);
  run.scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  gtk_widget_add_tick_callback (list, tick_cb, &run, NULL);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (begin_cb), &run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (end_cb), &run);
  p95 = tell (&run, "scrolling", n);
  gtk_adjustment_set_value (run.scroll, 0);
  run.is_selecting = TRUE;
  tell (&run, "selecting", n);
  run.is_selecting = FALSE;
  tell_managers (&run, GTK_LIST_VIEW (list), n);
  tell (&run, "scrolling", n);
  put_together (calendar, "none");
  g_signal_handlers_disconnect_by_data (clock, &run);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (rows);
  session_hub_close (hub);
  g_object_unref (hub);
  return p95;
}

int
main (void)
{
  double few;
  double many;

  if (!gtk_init_check ()) {
    g_printerr ("no display\n");
    return EXIT_FAILURE;
  }
  adw_init ();
  g_resources_register (panel_get_resource ());
  g_print ("the calendar of a month with %d absences, CPU ms of the main thread a frame\n",
           N_ITEMS);
  g_print ("%-10s%-12s%12s%12s\n", "people", "", "median", "p95 (6)");
  few = measure (1000);
  many = measure (100000);
  g_print ("p95 of many to few: %.2f\n", many / few);
  note_figure ("the calendar with 100,000 people scrolls: p95 ms", many, 6);
  note_figure ("the calendar: p95 with 100,000 people, times 1,000's", many / few, 1.15);
  return EXIT_SUCCESS;
}
