/* test-many.c - the picker with many names, against the practice range's directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../widgets.h"
#include "panel-directory-picker.h"
#include "panel-name-chip.h"
#include "session-hub-lookup.h"

#include "panel-resources.h"

#define MOST_CHIPS 200
#define N_UNKNOWN 2000

typedef struct
{
  SessionHub *hub;
  GtkWidget *parent;
  GtkWidget *picker;
  PanelDirectoryNames *names;
  gboolean is_done;
  GPtrArray *persons; /* NULL: nobody was chosen */
} Fixture;

static void
wait_for (gboolean (*is_so) (Fixture *), Fixture *self)
{
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (!is_so (self)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, FALSE);
  }
}

static gboolean
is_connected (Fixture *self)
{
  return session_hub_state (self->hub) == SESSION_STATE_CONNECTED &&
         !session_hub_is_loading (self->hub);
}

static gboolean
is_done (Fixture *self)
{
  return self->is_done;
}

static gboolean
has_answers (Fixture *self)
{
  return panel_name_list_size (panel_directory_names_list (self->names)) > 0;
}

static guint
count_chips (Fixture *self)
{
  GtkWidget *chip = find_below (GTK_WIDGET (self->names), PANEL_TYPE_NAME_CHIP);
  guint n = 0;

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    n++;
  return n;
}

static gboolean
has_chips (Fixture *self)
{
  return count_chips (self) > 0;
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->persons = panel_directory_picker_choose_finish (result, NULL);
  self->is_done = TRUE;
}

static void
open_picker (Fixture *self)
{
  const PanelPick pick = { .parent = GTK_WINDOW (self->parent),
                           .lookup = session_hub_lookup (self->hub),
                           .mode = PANEL_PICK_MANY,
                           .allowed = EXCHANGE_WANT_MAILBOXES,
                           .want = EXCHANGE_WANT_MAILBOXES };

  g_assert_nonnull (pick.lookup);
  self->is_done = FALSE;
  panel_directory_picker_choose_async (&pick, chosen_cb, self);
  self->picker = find_window (PANEL_TYPE_DIRECTORY_PICKER);
  self->names = PANEL_DIRECTORY_NAMES (find_below (self->picker, PANEL_TYPE_DIRECTORY_NAMES));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->hub = session_hub_new (SESSION_START_DEMO);
  session_hub_start_async (self->hub, NULL, NULL, NULL);
  wait_for (is_connected, self);
  self->parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (self->parent));
  open_picker (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->parent));
  wait_for (is_done, self);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  session_hub_close (self->hub);
  g_clear_object (&self->hub);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Every address of the list, twice, and many that nobody has. */
static void
type_many (Fixture *self)
{
  GListModel *people = session_hub_people (self->hub);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (people, i);

    g_string_append_printf (text, "%s; %s\n", session_row_mail (row), session_row_mail (row));
  }
  for (guint i = 0; i < N_UNKNOWN; i++)
    g_string_append_printf (text, "nobody%u@corp.example\n", i);
  panel_directory_names_set_typed (self->names, text->str);
  g_string_free (text, TRUE);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  PanelNameList *list = panel_directory_names_list (self->names);
  guint n_people = g_list_model_get_n_items (session_hub_people (self->hub));
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  type_many (self);
  gtk_widget_activate_action (self->picker, "picker.ok", NULL);
  wait_for (has_chips, self);
  g_assert_cmpuint (panel_name_list_count (list, PANEL_NAME_FOUND), ==, n_people);
  g_assert_cmpuint (panel_name_list_count (list, PANEL_NAME_UNKNOWN), ==, N_UNKNOWN);
  g_assert_cmpuint (count_chips (self), ==, MOST_CHIPS);
  g_assert_false (self->is_done);

  gtk_widget_activate_action (self->picker, "picker.remove-unknown", NULL);
  gtk_widget_activate_action (self->picker, "picker.ok", NULL);
  wait_for (is_done, self);
  g_assert_cmpuint (self->persons->len, ==, n_people);
  for (guint i = 0; i < self->persons->len; i++) {
    ExchangePerson *person = self->persons->pdata[i];

    g_assert_true (g_hash_table_add (ids, (gpointer) person->id));
  }
}

/* What was asked by then stays, what was not stays as it was typed. */
static void
test_stop (Fixture *self, gconstpointer data)
{
  PanelNameList *list = panel_directory_names_list (self->names);
  guint n_people = g_list_model_get_n_items (session_hub_people (self->hub));
  g_autofree char *typed = NULL;
  g_auto (GStrv) left = NULL;

  type_many (self);
  gtk_widget_activate_action (self->picker, "picker.check", NULL);
  wait_for (has_answers, self);
  gtk_widget_activate_action (self->picker, "picker.stop", NULL);
  wait_for (has_chips, self);
  typed = panel_directory_names_typed (self->names);
  left = session_lookup_split_names (typed);
  g_assert_cmpuint (g_strv_length (left) + panel_name_list_size (list), ==, n_people + N_UNKNOWN);
}

static void
test_close (Fixture *self, gconstpointer data)
{
  type_many (self);
  gtk_widget_activate_action (self->picker, "picker.check", NULL);
  gtk_window_close (GTK_WINDOW (self->picker));
  wait_for (is_done, self);
  g_assert_null (self->persons);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (panel_get_resource ());
  g_test_add ("/panel/picker/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/panel/picker/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/panel/picker/close", Fixture, NULL, set_up, test_close, tear_down);
  return g_test_run ();
}
