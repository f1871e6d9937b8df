/* test-web.c - what a page in WebKit may do: nothing
 *
 * The module alone, with pages that the program would never write: what the walls hold, when what
 * makes pages harmless has failed.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "web-load.h"

#include <gio/gio.h>
#include <gmodule.h>
#include <string.h>

#define WAIT_S 60

typedef struct
{
  GSocketService *server;
  char *there; /* its address */
  guint n_asked;
  GtkWidget *window;
  GtkWidget *face;
  gboolean is_ready;
  gboolean has_failed;
  gboolean has_settled;
  guint height;
} Fixture;

static const WebLook look = { { 1, 1, 1, 1 }, FALSE, FALSE };
static const WebModule *module; /* NULL: skipped, as it says */
static const char *skipped;

static void
selected (gpointer data, guint from, guint until)
{
}

static void
edited (gpointer data, WebEdit edit, guint from, guint until, const char *text)
{
}

static void
sized (gpointer data, guint height)
{
  ((Fixture *) data)->height = height;
}

static void
ready (gpointer data)
{
  ((Fixture *) data)->is_ready = TRUE;
}

static void
failed (gpointer data)
{
  ((Fixture *) data)->has_failed = TRUE;
}

static void
settled (gpointer data)
{
  ((Fixture *) data)->has_settled = TRUE;
}

static gboolean
asked_cb (Fixture *fixture)
{
  fixture->n_asked++;
  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  guint16 port;

  if (module == NULL)
    return;
  fixture->server = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->server), NULL, NULL);
  g_assert_cmpuint (port, >, 0);
  fixture->there = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_signal_connect_swapped (fixture->server, "incoming", G_CALLBACK (asked_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (module == NULL)
    return;
  module->close (fixture->face);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_socket_service_stop (fixture->server);
  g_object_unref (fixture->server);
  g_free (fixture->there);
}

static void
create_face (Fixture *fixture)
{
  static const WebEvents events = { selected, edited, sized, ready, failed, settled };

  fixture->face = module->create (&events, fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->face);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
wait_for (gboolean *what)
{
  gint64 end = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;

  while (!*what && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (*what);
}

/* Another page is shown, and something with it has happened. */
static void
show (Fixture *fixture, const char *body)
{
  g_autofree char *page =
      g_strconcat ("<body xmlns=\"http://www.w3.org/1999/xhtml\">", body, "</body>", NULL);
  gint64 end = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;

  fixture->height = 0;
  module->show (fixture->face, &look, page, 0, 0);
  while (fixture->height == 0 && !fixture->has_failed && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "<p><a-t b=\"0\">x</a-t></p><script src=\"@/1\"></script><script>fetch('@/2')</script>",
    "<img src=\"@/3\" onerror=\"location='@/4'\"/><img src=\"x\" onerror=\"fetch('@/5')\"/>",
    "<iframe src=\"@/6\"></iframe><iframe srcdoc=\"&lt;img src=@/7&gt;\"></iframe>"
    "<object data=\"@/8\"></object><embed src=\"@/9\"/>",
    "<meta http-equiv=\"refresh\" content=\"0;url=@/10\"/><base href=\"@/\"/><img src=\"11\"/>",
    "<style>@import '@/12'; body { background: url(@/13) }</style><link rel=\"stylesheet\" "
    "href=\"@/14\"/><link rel=\"preconnect\" href=\"@/15\"/><link rel=\"prefetch\" href=\"@/16\"/>",
    "<link rel=\"dns-prefetch\" href=\"@/\"/><link rel=\"preload\" as=\"image\" href=\"@/29\"/>"
    "<link rel=\"icon\" href=\"@/30\"/><link rel=\"modulepreload\" href=\"@/31\"/>"
    "<style>@font-face { font-family: a; src: url(@/32) } p { font-family: a; "
    "list-style-image: url(@/33); cursor: url(@/34), auto }</style><p>x</p>",
    "<img srcset=\"@/35 2x\"/><picture><source srcset=\"@/36\"/><img/></picture>"
    "<input type=\"image\" src=\"@/37\"/><frameset><frame src=\"@/38\"/></frameset>",
    "<p style=\"background:url(@/17)\">x</p><table background=\"@/18\"><tr><td>x</td></tr></table>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"fetch('@/19')\"><image href=\"@/20\"/>"
    "<script>fetch('@/21')</script><use href=\"@/22#a\"/></svg>",
    "<form action=\"@/23\"><input autofocus=\"\" onfocus=\"this.form.submit()\"/></form>",
    "<video src=\"@/24\" autoplay=\"\" poster=\"@/25\"></video><audio src=\"@/26\"></audio>",
    "<img src=\"file:///etc/passwd\"/><iframe src=\"file:///etc/passwd\"></iframe>",
    "<a href=\"javascript:fetch('@/27')\" ping=\"@/28\">x</a><div style=\"height:300px\">x</div>",
  };

  if (module == NULL) {
    g_test_skip (skipped);
    return;
  }
  create_face (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (GString) body = g_string_new (bodies[i]);

    g_string_append_printf (body, "<div style=\"height:%upx\">end</div>", 1000 + i * 70);
    g_string_replace (body, "@import", "%%", 0);
    g_string_replace (body, "@font", "%1", 0);
    g_string_replace (body, "@", fixture->there, 0);
    g_string_replace (body, "%%", "@import", 0);
    g_string_replace (body, "%1", "@font", 0);
    show (fixture, body->str);
    g_assert_cmpuint (fixture->height, >, 0); /* it was shown, and our own script ran */
    wait_for (&fixture->is_ready);
  }
  show (fixture, "<p>end</p>"); /* what the last one had begun has had its time */
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  g_assert_false (fixture->has_failed);
}

/* What is no page is told, and nothing is shown any more. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  if (module == NULL) {
    g_test_skip (skipped);
    return;
  }
  create_face (fixture);
  module->show (fixture->face, &look, "<body><p></body>", 0, 0);
  wait_for (&fixture->has_failed);
}

/* A process that has died is told: the text view takes over. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  if (module == NULL) {
    g_test_skip (skipped);
    return;
  }
  create_face (fixture);
  module->show (fixture->face, &look,
                "<body xmlns=\"http://www.w3.org/1999/xhtml\"><p>x</p></body>", 0, 0);
  wait_for (&fixture->is_ready);
  g_signal_emit_by_name (fixture->face, "web-process-terminated", 0);
  g_assert_true (fixture->has_failed);
}

/* Whoever waits for what was typed is told, also when nothing was, and when the process has died.
 */
static void
test_settled (Fixture *fixture, gconstpointer data)
{
  if (module == NULL) {
    g_test_skip (skipped);
    return;
  }
  create_face (fixture);
  module->show (fixture->face, &look,
                "<body xmlns=\"http://www.w3.org/1999/xhtml\"><p>x</p></body>", 0, 0);
  wait_for (&fixture->is_ready);
  module->settle (fixture->face);
  module->settle (fixture->face); /* once for both */
  wait_for (&fixture->has_settled);
  g_assert_false (fixture->has_failed);
  module->settle (fixture->face);
  g_signal_emit_by_name (fixture->face, "web-process-terminated", 0);
  wait_for (&fixture->has_failed);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  module = web_load_finish (result, &error);
  if (error != NULL)
    skipped = g_intern_string (error->message);
  *(gboolean *) user_data = TRUE;
}

int
main (int argc, char **argv)
{
  gboolean is_loaded = FALSE;

  gtk_test_init (&argc, &argv, NULL);
  /* The engine warns of graphics that are not there. */
  g_log_set_always_fatal ((GLogLevelFlags) G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  web_load_async (NULL, loaded_cb, &is_loaded);
  wait_for (&is_loaded);
#define ADD(name, function)                                                                        \
  g_test_add ("/panel/web/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("hostile", test_hostile);
  ADD ("damaged", test_damaged);
  ADD ("killed", test_killed);
  ADD ("settled", test_settled);
  return g_test_run ();
}
