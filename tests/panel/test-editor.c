/* test-editor.c - the editor's widget: what is not touched stays, placeholders, what is pasted
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-view.h"
#include "panel-editor.h"

#include "panel-resources.h"

#include <adwaita.h>

#include <string.h>

typedef struct
{
  GtkWidget *window;
  PanelEditor *editor;
  GtkTextView *view;
  guint n_changed;
} Fixture;

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_child (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->editor = g_object_new (PANEL_TYPE_EDITOR, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->editor));
  fixture->view = GTK_TEXT_VIEW (find_child (GTK_WIDGET (fixture->editor), PANEL_TYPE_EDIT_VIEW));
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (changed_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
assert_html (Fixture *fixture, const char *expected)
{
  g_autofree char *html = panel_editor_html (fixture->editor);

  g_assert_cmpstr (html, ==, expected);
}

static void
select_all (Fixture *fixture)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
}

static void
act (Fixture *fixture, const char *action, const char *target)
{
  GtkWidget *widget = GTK_WIDGET (fixture->editor);

  g_assert_true (target != NULL ? gtk_widget_activate_action (widget, action, "s", target)
                                : gtk_widget_activate_action (widget, action, NULL));
}

/* As the view does it with a letter. */
static void
type (Fixture *fixture, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

static void
test_untouched (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "oof", "replies", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *html = NULL;

    g_test_message ("%s", name);
    g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
    panel_editor_set_html (fixture->editor, html);
    for (guint i = 0; i < 2; i++) {
      act (fixture, "editor.source", NULL);
      assert_html (fixture, html);
      act (fixture, "editor.view", "plain");
      act (fixture, "editor.view", "formatted");
    }
    assert_html (fixture, html);
    g_assert_false (panel_editor_is_edited (fixture->editor));
    g_assert_cmpuint (fixture->n_changed, ==, 0);
  }
}

static void
test_edited (Fixture *fixture, gconstpointer data)
{
  panel_editor_set_html (fixture->editor, "<p>a</p>");
  select_all (fixture);
  act (fixture, "editor.bold", NULL);
  assert_html (fixture, "<p><b>a</b></p>");
  g_assert_true (panel_editor_is_edited (fixture->editor));
  act (fixture, "editor.colour", "c01c28");
  assert_html (fixture, "<p><b><span style=\"color:#c01c28\">a</span></b></p>");
  act (fixture, "editor.clear", NULL);
  act (fixture, "editor.numbers", NULL);
  assert_html (fixture, "<ol><li>a</li></ol>");
  for (guint i = 0; i < 4; i++)
    act (fixture, "editor.undo", NULL);
  assert_html (fixture, "<p>a</p>");
  g_assert_false (panel_editor_is_edited (fixture->editor));
  act (fixture, "editor.redo", NULL);
  assert_html (fixture, "<p><b>a</b></p>");

  /* What takes the place of a bold word is bold. */
  select_all (fixture);
  type (fixture, "bc");
  assert_html (fixture, "<p><b>bc</b></p>");

  /* A word typed is one step. */
  type (fixture, "d");
  type (fixture, "e");
  type (fixture, "f");
  assert_html (fixture, "<p><b>bcdef</b></p>");
  act (fixture, "editor.undo", NULL);
  assert_html (fixture, "<p><b>bc</b></p>");
  select_all (fixture);
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (fixture->view), TRUE, TRUE);
  assert_html (fixture, "");
}

static void
test_placeholders (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  panel_editor_set_placeholders (fixture->editor, PANEL_PLACEHOLDERS_ALL);
  panel_editor_set_html (fixture->editor, "<p>Ask .</p>");
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 4);
  gtk_text_buffer_place_cursor (buffer, &start);
  act (fixture, "editor.missing", "line");
  act (fixture, "editor.placeholder", "substitute.phone");
  assert_html (fixture, "<p>Ask {{substitute.phone!}}.</p>");
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "Ask Substitute: Phone (or no line).");

  /* It goes as a whole. */
  gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                      4 + (int) strlen ("Substitute: Phone (or no line)"));
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_backspace (buffer, &end, TRUE, TRUE);
  assert_html (fixture, "<p>Ask .</p>");

  select_all (fixture);
  act (fixture, "editor.condition", "if substitute");
  assert_html (fixture, "<p>{{if substitute}}Ask .{{end}}</p>");
}

static gboolean
has_pasted (Fixture *fixture)
{
  return fixture->n_changed > 0;
}

static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  static const char html[] =
      "<!--StartFragment--><p class=MsoNormal onclick=x()>See <b>this</b><o:p></o:p></p>"
      "<script>x</script><img src=\"http://127.0.0.1:9/spy.gif\">";
  g_autoptr (GBytes) bytes = g_bytes_new_static (html, strlen (html));
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_for_bytes ("text/html", bytes);
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  panel_editor_set_html (fixture->editor, "<p>a</p>");
  select_all (fixture);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)), provider);
  g_signal_emit_by_name (fixture->view, "paste-clipboard");
  while (!has_pasted (fixture) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  assert_html (fixture, "<p>See <b>this</b></p>");
}

static void
refused_cb (PanelEditView *view, const char *sentence, char **ret)
{
  g_free (*ret);
  *ret = g_strdup (sentence);
}

/* Nothing of five megabytes gets in, whichever way, and the editor says so. */
static void
test_pasted_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (5 * 1024 * 1024, 'x');
  g_autofree char *sentence = NULL;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  panel_editor_set_html (fixture->editor, "<p>a</p>");
  g_signal_connect (fixture->view, "refused", G_CALLBACK (refused_cb), &sentence);
  for (int as_html = 0; as_html < 2; as_html++) {
    if (as_html) {
      g_autoptr (GBytes) bytes = g_bytes_new_static (long_text, strlen (long_text));
      g_autoptr (GdkContentProvider) html = gdk_content_provider_new_for_bytes ("text/html", bytes);
      g_autoptr (GdkContentProvider) plain =
          gdk_content_provider_new_typed (G_TYPE_STRING, long_text);
      GdkContentProvider *both[] = { g_steal_pointer (&html), g_steal_pointer (&plain) };
      g_autoptr (GdkContentProvider) all = gdk_content_provider_new_union (both, 2);

      gdk_clipboard_set_content (clipboard, all);
    } else {
      gdk_clipboard_set_text (clipboard, long_text);
    }
    g_signal_emit_by_name (fixture->view, "paste-clipboard");
    while (sentence == NULL && g_get_monotonic_time () < end)
      g_main_context_iteration (NULL, TRUE);
    g_assert_nonnull (sentence);
    g_assert_nonnull (strstr (sentence, "128 KB"));
    g_clear_pointer (&sentence, g_free);
    assert_html (fixture, "<p>a</p>");
  }
  gtk_text_buffer_insert_at_cursor (buffer, long_text, -1); /* as the middle button does */
  g_assert_nonnull (sentence);
  assert_html (fixture, "<p>a</p>");
  g_signal_handlers_disconnect_by_data (fixture->view, &sentence);
}

/* What is too long to be edited is kept, and says so. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) html = g_string_new ("<p>");

  while (html->len < 2 * 1024 * 1024)
    g_string_append (html, "word ");
  panel_editor_set_html (fixture->editor, html->str);
  assert_html (fixture, html->str);
  act (fixture, "editor.bold", NULL);
  act (fixture, "editor.source", NULL);
  assert_html (fixture, html->str);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (panel_get_resource ());
#define ADD(name, test) g_test_add ("/panel/editor/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("untouched", test_untouched);
  ADD ("edited", test_edited);
  ADD ("placeholders", test_placeholders);
  ADD ("pasted", test_pasted);
  ADD ("pasted-long", test_pasted_long);
  ADD ("long", test_long);
#undef ADD
  return g_test_run ();
}
