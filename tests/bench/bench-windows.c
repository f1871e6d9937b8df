/* bench-windows.c - the longest that the main thread is busy without a look at keys and mouse
 *
 * 10,000 absences of one person, each beside many others, then one absence for 50,000 people: the
 * plan comes, the window of the absence opens, something is typed, a name is taken out, the window
 * closes; the calendar's row and the conflict window. What is told is CPU time of the thread
 * between two of its waits, so that other work on the computer does not count. 50 ms is what nobody
 * notices.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../widgets.h"
#include "busy.h"
#include "oof-date.h"
#include "panel-conflict.h"
#include "panel-edit-view.h"
#include "panel-item.h"
#include "panel-name-chip.h"
#include "people.h"
#include "session-hub-items.h"

#include "panel-resources.h"

#include <adwaita.h>
#include <stdlib.h>

#define N_PEOPLE 50000
#define N_ITEMS 10000
#define QUIET_MS 700 /* how long nothing may come before a deed is over */

static double longest_ms;
static double busy_since_ms = -1;

/* In the place of the main loop's own. */
static int
poll_and_count (GPollFD *fds, guint n, int timeout)
{
  int ready;

  if (busy_since_ms >= 0)
    longest_ms = MAX (longest_ms, busy_clock_ms (CLOCK_THREAD_CPUTIME_ID) - busy_since_ms);
  ready = g_poll (fds, n, timeout);
  busy_since_ms = busy_clock_ms (CLOCK_THREAD_CPUTIME_ID);
  return ready;
}

static gboolean
quiet_cb (gpointer is_quiet)
{
  *(gboolean *) is_quiet = TRUE;
  return G_SOURCE_REMOVE;
}

/* What was begun before, and what follows from it. */
static void
tell (const char *what)
{
  gboolean is_quiet = FALSE;

  g_timeout_add_full (G_PRIORITY_LOW, QUIET_MS, quiet_cb, &is_quiet, NULL);
  while (!is_quiet)
    g_main_context_iteration (NULL, TRUE);
  g_print ("%-44s%8.1f\n", what, longest_ms);
  longest_ms = 0;
}

static SessionHub *
new_hub (void)
{
  SessionHub *hub = session_hub_new (SESSION_START_DEMO); /* never started: it has nobody to ask */

  people_fill (hub, N_PEOPLE);
  session_hub_note_new_people (hub);
  return hub;
}

static OofItem *
make_item (const char *id, gint32 day, guint n_days, guint n_who)
{
  const OofWhenParts when_parts = { .is_all_day = TRUE,
                                    .from_s = (gint64) day * OOF_DAY_S,
                                    .until_s = (gint64) (day + (gint32) n_days) * OOF_DAY_S };
  g_autoptr (OofWhen) when = oof_when_new (&when_parts, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (OofFor));

  for (guint i = 0; i < n_who; i++) {
    OofFor one = { OOF_FOR_PERSON, g_strdup_printf ("p%06u@corp.example", i) };

    g_ptr_array_add (names, (char *) one.text);
    g_array_append_val (who, one);
  }
  return oof_item_new (&(OofItemParts){ .id = id,
                                        .who = (const OofFor *) (gpointer) who->data,
                                        .n_who = who->len,
                                        .when = when,
                                        .inside = "<p>Away</p>",
                                        .own = OOF_OWN_REPLACE_RESTORE },
                       NULL);
}

static void
use_item_window (GtkWindow *parent, SessionHub *hub, OofItem *item)
{
  GtkWidget *window;
  GtkWidget *chip;

  panel_item_open (parent, hub, item);
  tell ("  its window opens");
  window = find_window (GTK_TYPE_WINDOW);
  gtk_text_buffer_insert_at_cursor (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_below (window, PANEL_TYPE_EDIT_VIEW))), "x", 1);
  tell ("  a letter is typed into its text");
  chip = find_below (window, PANEL_TYPE_NAME_CHIP);
  g_signal_emit_by_name (chip, "remove");
  tell ("  a name is taken out");
  gtk_window_destroy (GTK_WINDOW (window));
  tell ("  its window closes");
}

static void
end (SessionHub *hub, GtkWidget *parent)
{
  gtk_window_destroy (GTK_WINDOW (parent));
  session_hub_close (hub);
  g_object_unref (hub);
  tell ("  the end");
}

static GtkWidget *
open_parent (void)
{
  GtkWidget *parent = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (parent));
  tell ("  an empty window");
  return parent;
}

static void
measure_many_people (gint32 today)
{
  SessionHub *hub = new_hub ();
  GtkWidget *parent = open_parent ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_autoptr (OofItem) item = make_item ("all", today, 14, N_PEOPLE);

  longest_ms = 0;
  g_ptr_array_add (items, oof_item_ref (item));
  g_print ("one absence for %d people\n", N_PEOPLE);
  session_hub_plan_items (hub, items, &oof_order_default);
  tell ("  the plan comes");
  use_item_window (GTK_WINDOW (parent), hub, item);
  end (hub, parent);
}

static void
measure_many_items (gint32 today)
{
  SessionHub *hub = new_hub ();
  GtkWidget *parent = open_parent ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_autoptr (SessionRow) row = g_list_model_get_item (session_hub_people (hub), 0);
  gint64 from_s = (gint64) (today - 300) * OOF_DAY_S;
  gint64 until_s = (gint64) (today + 300) * OOF_DAY_S;
  g_autoptr (GArray) bars = NULL;

  longest_ms = 0;
  for (guint i = 0; i < N_ITEMS; i++) {
    g_autofree char *id = g_strdup_printf ("i%05u", i);

    g_ptr_array_add (items, make_item (id, today - 300 + (gint32) (i % 600), 1 + (i % 4 == 0), 1));
  }
  g_print ("%d absences of one person\n", N_ITEMS);
  session_hub_plan_items (hub, items, &oof_order_default);
  tell ("  the plan comes");
  busy_since_ms = busy_clock_ms (CLOCK_THREAD_CPUTIME_ID);
  bars = session_hub_bars (hub, row, from_s, until_s);
  longest_ms = busy_clock_ms (CLOCK_THREAD_CPUTIME_ID) - busy_since_ms;
  g_print ("%-44s%8.1f\n", "  600 days of the calendar's row", longest_ms);
  longest_ms = 0;
  busy_since_ms = busy_clock_ms (CLOCK_THREAD_CPUTIME_ID);
  use_item_window (GTK_WINDOW (parent), hub, items->pdata[0]);
  panel_conflict_open (GTK_WINDOW (parent), hub, row, from_s, until_s);
  tell ("  the conflict window of 600 days opens");
  gtk_window_destroy (GTK_WINDOW (find_window (GTK_TYPE_WINDOW)));
  tell ("  it closes");
  end (hub, parent);
}

int
main (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gint32 today = oof_date_of_local (g_date_time_to_unix (now));

  if (!gtk_init_check ()) {
    g_printerr ("no display\n");
    return EXIT_FAILURE;
  }
  adw_init ();
  g_resources_register (panel_get_resource ());
  g_main_context_set_poll_func (NULL, poll_and_count);
  g_print ("%-44s%8s\n", "the longest that the main thread is busy", "ms (50)");
  measure_many_items (today);
  measure_many_people (today);
  return EXIT_SUCCESS;
}
