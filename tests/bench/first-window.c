/* first-window.c - starts a program and waits for its first window
 *
 *   first-window PROGRAM [ARGUMENT…]
 *
 * Prints one line of JSON: milliseconds from its start to the window, and two seconds later what of
 * the memory is its own share (PSS). Then the program is ended. On an X server without a window
 * manager.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <X11/Xlib.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#define LEAST_WIDTH 200 /* the smaller ones are no windows for people */
#define MOST_MS 60000
#define SETTLED_MS 2000

static gint64
left_ms (gint64 begin_us)
{
  return MOST_MS - (g_get_monotonic_time () - begin_us) / 1000;
}

static gboolean
is_window (Display *display, const XEvent *event)
{
  XWindowAttributes about;

  return event->type == MapNotify &&
         XGetWindowAttributes (display, event->xmap.window, &about) != 0 &&
         about.width > LEAST_WIDTH;
}

static gboolean
wait_for_window (Display *display, gint64 begin_us)
{
  struct pollfd fd = { .fd = ConnectionNumber (display), .events = POLLIN };

  for (; left_ms (begin_us) > 0; poll (&fd, 1, (int) MAX (left_ms (begin_us), 0)))
    while (XPending (display) > 0) {
      XEvent event;

      XNextEvent (display, &event);
      if (is_window (display, &event))
        return TRUE;
    }
  return FALSE;
}

/* 0 when it has ended. */
static guint64
read_pss_kb (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    line = strstr (text, "\nPss:");
  return line != NULL ? g_ascii_strtoull (g_strchug ((char *) line + strlen ("\nPss:")), NULL, 10)
                      : 0;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  g_autoptr (GError) error = NULL;
  gint64 begin_us;
  GPid pid;
  int status = 1;

  if (display == NULL || argc < 2)
    return 2;
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  begin_us = g_get_monotonic_time ();
  if (!g_spawn_async (NULL, argv + 1, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL,
                      NULL, NULL, &pid, &error)) {
    g_printerr ("%s\n", error->message);
    return 2;
  }

  if (wait_for_window (display, begin_us)) {
    double took_ms = (double) (g_get_monotonic_time () - begin_us) / 1000;

    poll (NULL, 0, SETTLED_MS);
    printf ("{\"ms\":%.1f,\"pss_kb\":%" G_GUINT64_FORMAT "}\n", took_ms, read_pss_kb (pid));
    status = 0;
  }
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  XCloseDisplay (display);
  return status;
}
