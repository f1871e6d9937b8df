/* bench-calendar.c - scrolling the calendar of people and days: the main thread's work for a frame
 *
 * A thousand people, then a hundred thousand, each third of them away. The list is moved by some
 * rows with each frame; what the thread takes between the begin and the end of the frame is
 * counted. Run it without a graphics card: GSK_RENDERER=cairo draws on the main thread, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar.h"
#include "session-people.h"
#include "session-row-private.h"

#include "panel-resources.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define N_FRAMES 300
#define WARM_UP 30
#define STEP 97 /* pixels a frame */

typedef struct
{
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

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;

  gtk_adjustment_set_value (run->scroll, gtk_adjustment_get_value (run->scroll) + STEP);
  return G_SOURCE_CONTINUE;
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

static SessionPeople *
make_people (guint n, GDateTime *now)
{
  SessionPeople *people = session_people_new ();
  g_autoptr (GPtrArray) entries = session_entry_array ();

  for (guint i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf ("%06u", i);
    g_autofree char *name = g_strdup_printf ("Person %s of the Organisation", id);
    g_autofree char *mail = g_strdup_printf ("p%s@corp.example", id);

    g_ptr_array_add (entries, session_entry_new (exchange_person_new (
                                  &(ExchangePerson){ .id = id, .name = name, .mail = mail })));
  }
  session_people_update (people, entries, NULL);
  for (guint i = 0; i < n; i += 3) {
    g_autoptr (SessionRow) row = g_list_model_get_item (G_LIST_MODEL (people), i);
    g_autoptr (GDateTime) from = g_date_time_add_days (now, -(int) (i % 20));
    g_autoptr (GDateTime) until = g_date_time_add_days (now, (int) (1 + i % 15));
    g_autoptr (OofState) state =
        oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_NONE, from, until, "x", "");

    session_row_set_state (row, state, now);
  }
  return people;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a;
  const gint64 *y = b;

  return (*x > *y) - (*x < *y);
}

static GtkWidget *
find_below (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, type);
  return found;
}

static double
measure (SessionHub *hub, guint n)
{
  g_autoptr (GDateTime) now = session_hub_now (hub);
  g_autoptr (SessionPeople) people = make_people (n, now);
  GtkSingleSelection *rows = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (people)));
  GtkWidget *window = gtk_window_new ();
  PanelCalendar *calendar = g_object_new (PANEL_TYPE_CALENDAR, NULL);
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  Run run = { .frames = frames };
  GdkFrameClock *clock;
  GtkWidget *list;
  double p95;

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
  while (frames->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &run);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (rows);
  g_array_sort (frames, compare);
  p95 = (double) g_array_index (frames, gint64, N_FRAMES * 95 / 100) / 1e6;
  g_print ("%-10u%12.2f%12.2f\n", n, (double) g_array_index (frames, gint64, N_FRAMES / 2) / 1e6,
           p95);
  return p95;
}

int
main (void)
{
  SessionHub *hub;
  double few;
  double many;

  if (!gtk_init_check ()) {
    g_printerr ("no display\n");
    return EXIT_FAILURE;
  }
  adw_init ();
  g_resources_register (panel_get_resource ());
  hub = session_hub_new (SESSION_START_DEMO); /* never started: it has nobody to ask */
  g_print ("scrolling the calendar of a month, CPU ms of the main thread a frame\n");
  g_print ("%-10s%12s%12s\n", "people", "median", "p95 (6)");
  few = measure (hub, 1000);
  many = measure (hub, 100000);
  g_print ("p95 of many to few: %.2f\n", many / few);
  session_hub_close (hub);
  g_object_unref (hub);
  return EXIT_SUCCESS;
}
