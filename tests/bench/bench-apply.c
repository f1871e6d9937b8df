/* bench-apply.c - the panel while it applies a plan to very many mailboxes
 *
 *   bench-apply MAILBOXES
 *
 * The panel's own window on the profile in use, whose plan is not in step in so many mailboxes
 * (apply.py makes it so). It is looked at what applying would do, then it is applied with the run's
 * window open, and undone with the calendar open. All the while the list or the calendar scrolls.
 * A frame is the main thread's work between its begin and its end; the longest that the thread is
 * busy is counted between two of its waits, until everything is quiet after the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../widgets.h"
#include "busy.h"
#include "clock.h"
#include "panel-application.h"
#include "panel-calendar.h"
#include "panel-people.h"
#include "panel-preflight.h"
#include "panel-run.h"
#include "panel-window.h"
#include "session-progress.h"

#include "panel-resources.h"

#define STEP 57       /* pixels a frame */
#define QUIET_MS 3000 /* so long nothing loads before it is over */
#define MOST_S 600    /* for anything */
#define FRAME_MS 16.7 /* the goals */
#define STALL_MS 100.0

typedef struct
{
  SessionHub *hub;
  GtkWidget *window;
  guint n;
  GtkAdjustment *scroll;
  GArray *frames; /* Busy */
  Busy frame;     /* the one that has begun */
  SessionProgress *run;
  gint64 busy_until_us;
} Bench;

static Busy longest;
static Busy busy;
static gboolean is_busy;

/* In the place of the main loop's own. */
static int
poll_and_count (GPollFD *fds, guint n, int timeout)
{
  int ready;

  if (is_busy) {
    Busy took = busy_since (&busy);

    longest = (Busy){ MAX (longest.own_ms, took.own_ms), MAX (longest.wall_ms, took.wall_ms) };
  }
  ready = g_poll (fds, n, timeout);
  busy = busy_now ();
  is_busy = TRUE;
  return ready;
}

static void
begin_cb (GdkFrameClock *clock, Bench *self)
{
  self->frame = busy_now ();
}

static void
end_cb (GdkFrameClock *clock, Bench *self)
{
  Busy took = busy_since (&self->frame);

  g_array_append_val (self->frames, took);
}

static void
follow_frames (Bench *self, GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (begin_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (end_cb), self);
}

/* From the top to the end, and again. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;
  double most =
      gtk_adjustment_get_upper (self->scroll) - gtk_adjustment_get_page_size (self->scroll);
  double next = gtk_adjustment_get_value (self->scroll) + STEP;

  gtk_adjustment_set_value (self->scroll, next < most ? next : 0);
  return G_SOURCE_CONTINUE;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for (gboolean (*is_so) (Bench *), Bench *self)
{
  gint64 end_us = g_get_monotonic_time () + MOST_S * G_USEC_PER_SEC;
  guint wake = g_timeout_add (100, wake_cb, NULL);

  while (!is_so (self)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (wake);
}

static gboolean
is_there (Bench *self)
{
  return session_hub_state (self->hub) == SESSION_STATE_CONNECTED;
}

static gboolean
is_quiet (Bench *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (session_hub_is_loading (self->hub))
    self->busy_until_us = now_us + QUIET_MS * 1000;
  return now_us > self->busy_until_us;
}

static gboolean
is_looked_at (Bench *self)
{
  GtkWidget *before = find_window (PANEL_TYPE_PREFLIGHT);
  GtkWidget *confirm = find_below (before, ADW_TYPE_ENTRY_ROW);

  return confirm != NULL && gtk_widget_get_mapped (confirm);
}

static gboolean
has_begun (Bench *self)
{
  return session_hub_run (self->hub) != self->run;
}

static gboolean
is_over (Bench *self)
{
  return session_progress_is_over (self->run);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a;
  const double *y = b;

  return (*x > *y) - (*x < *y);
}

/* Of one of the clocks: the place of its time in a Busy. Caller unrefs; empty: there was no frame.
 */
static GArray *
sort_frames (const Bench *self, gsize clock)
{
  GArray *times = g_array_new (FALSE, TRUE, sizeof (double));

  for (guint i = 0; i < self->frames->len; i++)
    g_array_append_val (times,
                        G_STRUCT_MEMBER (double, &g_array_index (self->frames, Busy, i), clock));
  g_array_sort (times, compare);
  return times;
}

static double
time_at (const GArray *times, guint hundredths)
{
  return times->len > 0
             ? g_array_index (times, double, MIN (times->len * hundredths / 100, times->len - 1))
             : 0;
}

static void
begin_counting (Bench *self)
{
  g_array_set_size (self->frames, 0);
  longest = (Busy){ 0 };
  self->busy_until_us = g_get_monotonic_time () + QUIET_MS * 1000;
}

/* what: NULL: of no goal. */
static void
tell (Bench *self, const char *title, const char *what)
{
  g_autofree char *frames = g_strdup_printf ("%s: p99 of a frame, ms", what);
  g_autofree char *stall = g_strdup_printf ("%s: the longest stall, ms", what);
  g_autoptr (GArray) own = sort_frames (self, G_STRUCT_OFFSET (Busy, own_ms));
  g_autoptr (GArray) wall = sort_frames (self, G_STRUCT_OFFSET (Busy, wall_ms));

  g_print ("%-38s%8u%8.1f%8.1f%8.1f%8.1f%8.1f%8.1f\n", title, own->len, time_at (own, 50),
           time_at (own, 99), time_at (own, 100), time_at (wall, 99), longest.own_ms,
           longest.wall_ms);
  if (what == NULL)
    return;
  note_figure (frames, time_at (own, 99), FRAME_MS);
  note_figure (stall, longest.wall_ms, STALL_MS);
}

static GtkAdjustment *
adjustment_below (GtkWidget *widget)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_below (widget, GTK_TYPE_LIST_VIEW)));
}

static void
look (Bench *self)
{
  begin_counting (self);
  gtk_widget_activate_action (self->window, "win.apply", NULL);
  wait_for (is_looked_at, self);
  tell (self, "what applying would do is looked at", NULL);
}

/* As somebody does who presses the button: not with some first, and the number is typed. */
static void
press_apply (Bench *self)
{
  GtkWidget *before = find_window (PANEL_TYPE_PREFLIGHT);
  g_autofree char *number = g_strdup_printf ("%u", self->n);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_below (before, GTK_TYPE_CHECK_BUTTON)),
                               FALSE);
  gtk_editable_set_text (GTK_EDITABLE (find_below (before, ADW_TYPE_ENTRY_ROW)), number);
  self->run = session_hub_run (self->hub);
  gtk_widget_activate_action (before, "preflight.apply", NULL);
  wait_for (has_begun, self);
  self->run = session_hub_run (self->hub);
}

static void
end_run (Bench *self, const char *title, const char *what)
{
  gint64 begin_us = g_get_monotonic_time ();

  wait_for (is_over, self);
  g_print ("%u of %u mailboxes written, %.0f a second\n", session_progress_written (self->run),
           self->n, self->n / ((double) (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC));
  g_assert_cmpuint (session_progress_written (self->run), ==, self->n);
  tell (self, title, what);
  begin_counting (self);
  wait_for (is_quiet, self);
  tell (self, "  and after it", NULL);
}

static void
apply (Bench *self)
{
  begin_counting (self);
  press_apply (self);
  follow_frames (self, find_window (PANEL_TYPE_RUN));
  end_run (self, "it is applied, the run is shown", "the run's window while many are applied");
  gtk_window_close (GTK_WINDOW (find_window (PANEL_TYPE_RUN)));
}

static void
undo (Bench *self)
{
  g_autoptr (SessionProgress) back = NULL;

  gtk_widget_activate_action (self->window, "win.view", "s", "calendar");
  self->scroll = adjustment_below (find_below (self->window, PANEL_TYPE_CALENDAR));
  begin_counting (self);
  wait_for (is_quiet, self);
  tell (self, "the calendar", NULL);
  begin_counting (self);
  back = session_progress_undo (self->run);
  g_assert_nonnull (back);
  self->run = back;
  end_run (self, "it is undone, the calendar is shown", "the calendar while many are applied");
}

static void
measure (Bench *self, GtkApplication *application)
{
  self->hub = session_hub_new (SESSION_START_NORMAL);
  self->window = GTK_WIDGET (panel_window_new (application, self->hub));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1180, 760);
  gtk_window_present (GTK_WINDOW (self->window));
  follow_frames (self, self->window);
  wait_for (is_there, self);
  begin_counting (self);
  wait_for (is_quiet, self);
  tell (self, "everybody is read", NULL);
  self->scroll = adjustment_below (find_below (self->window, PANEL_TYPE_PEOPLE));
  gtk_widget_add_tick_callback (self->window, scroll_cb, self, NULL);
  begin_counting (self);
  wait_for (is_quiet, self);
  tell (self, "the list", NULL);
  look (self);
  apply (self);
  undo (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  session_hub_close (self->hub);
  g_object_unref (self->hub);
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Busy));
  g_autoptr (GApplication) application = NULL;
  Bench bench = { .frames = frames };

  if (argc != 2 || !gtk_init_check ())
    return EXIT_FAILURE;
  bench.n = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  adw_init ();
  application =
      g_object_new (PANEL_TYPE_APPLICATION, "application-id", "org.absentia.Bench", "flags",
                    G_APPLICATION_NON_UNIQUE, "resource-base-path", "/org/absentia/Absentia", NULL);
  if (!g_application_register (application, NULL, NULL))
    return EXIT_FAILURE;
  g_main_context_set_poll_func (NULL, poll_and_count);
  g_print ("ms of the main thread; wall: also what it waits for others, the X server with them\n"
           "%-38s%8s%8s%8s%8s%8s%8s%8s\n",
           "", "frames", "median", "p99", "most", "wall p99", "busiest", "wall");
  measure (&bench, GTK_APPLICATION (application));
  return EXIT_SUCCESS;
}
