/* panel-directory-picker-check.c - the picker's Check Names
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-directory-picker-private.h"

#include <glib/gi18n-lib.h>

/* "3 found · 2 not found" */
void
panel_directory_picker_show_status (PanelDirectoryPicker *self)
{
  PanelNameList *list = panel_directory_names_list (self->names);
  guint n_found = panel_name_list_count (list, PANEL_NAME_FOUND);
  guint n_several = panel_name_list_count (list, PANEL_NAME_SEVERAL);
  guint n_unknown = panel_name_list_count (list, PANEL_NAME_UNKNOWN);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *status = NULL;

  if (n_found > 0 && (self->mode == PANEL_PICK_MANY || n_found > 1))
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%'u found", "%'u found", n_found), n_found));
  if (n_several > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%'u with several people of that name",
                                                "%'u with several people of that name", n_several),
                                      n_several));
  if (n_unknown > 0)
    g_ptr_array_add (
        parts, g_strdup_printf (ngettext ("%'u not found", "%'u not found", n_unknown), n_unknown));
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between "3 found" and "2 not found" */
  status = g_strjoinv (_ (" · "), (char **) parts->pdata);
  gtk_label_set_text (self->status, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status), *status != '\0');
  gtk_widget_set_visible (self->remove_unknown, n_unknown > 1);
}

/* After everything was checked: closes when that was wanted and nothing is open. */
static void
conclude (PanelDirectoryPicker *self)
{
  PanelNameList *list = panel_directory_names_list (self->names);
  guint n_found = panel_name_list_count (list, PANEL_NAME_FOUND);
  gboolean is_closing = self->is_closing;

  self->is_closing = FALSE;
  panel_directory_names_show (self->names);
  panel_directory_picker_show_status (self);
  panel_directory_picker_update (self);
  if (panel_directory_names_show_problem (self->names))
    return;
  if (self->mode == PANEL_PICK_ONE && n_found > 1) {
    gtk_widget_set_visible (GTK_WIDGET (self->status), TRUE);
    gtk_label_set_text (self->status, _ ("Only one can be chosen here. Remove the others."));
    return;
  }
  if (is_closing && n_found > 0)
    panel_directory_picker_finish (self);
}

static void
names_cb (GPtrArray *matches, guint done, guint all, gpointer user_data)
{
  PanelDirectoryPicker *self = user_data;
  PanelNameList *list = panel_directory_names_list (self->names);
  g_autofree char *words = NULL;

  for (guint i = 0; i < matches->len; i++) {
    SessionName *match = matches->pdata[i];

    panel_name_list_take (list, match);
    g_hash_table_remove (self->waiting, match->text);
  }
  words = g_strdup_printf (_ ("%'u of %'u names"), done, all);
  gtk_progress_bar_set_text (self->progress, words);
  gtk_progress_bar_set_fraction (self->progress, (double) done / MAX (all, 1));
}

/* What has no answer stays as it was typed. */
static void
give_back (PanelDirectoryPicker *self)
{
  GString *typed = g_string_new (NULL);

  for (guint i = 0; self->texts[i] != NULL; i++)
    if (g_hash_table_contains (self->waiting, self->texts[i]))
      g_string_append_printf (typed, "%s%s", typed->len > 0 ? "\n" : "", self->texts[i]);
  panel_directory_names_set_typed (self->names, typed->str);
  g_string_free (typed, TRUE);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_strfreev);
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelDirectoryPicker) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;

  session_lookup_check_names_finish (SESSION_LOOKUP (object), result, &error);
  if (self->names == NULL || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return;

  g_clear_object (&self->cancellable);
  give_back (self);
  panel_directory_names_set_busy (self->names, FALSE);
  if (error == NULL) {
    self->is_scope_new = FALSE;
    conclude (self);
    return;
  }

  self->is_closing = FALSE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    panel_problem_show (self->problem, error);
  panel_directory_names_show (self->names);
  panel_directory_picker_show_status (self);
  panel_directory_picker_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->names));
}

/* What was typed; and what was not found, when it is looked for at another place now. */
static char **
collect_texts (PanelDirectoryPicker *self)
{
  g_autofree char *typed = panel_directory_names_typed (self->names);
  g_auto (GStrv) open = panel_name_list_open_texts (panel_directory_names_list (self->names));
  g_autofree char *again = self->is_scope_new ? g_strjoinv ("\n", open) : g_strdup ("");
  g_autofree char *all = g_strjoin ("\n", typed, again, NULL);

  return session_lookup_split_names (all);
}

/* A new name takes the place of the former one, where only one can be chosen. */
static void
make_room (PanelDirectoryPicker *self)
{
  PanelNameList *list = panel_directory_names_list (self->names);
  g_autofree char *typed = panel_directory_names_typed (self->names);

  if (self->mode != PANEL_PICK_ONE || *g_strstrip (typed) == '\0')
    return;
  for (guint state = 0; state < PANEL_N_NAME_STATES; state++)
    panel_name_list_remove_all (list, (PanelNameState) state);
}

void
panel_directory_picker_check (PanelDirectoryPicker *self, PanelCheckEnd end)
{
  ExchangeSearch scope = { .where = self->where, .want = panel_directory_picker_want (self) };

  make_room (self);
  panel_problem_show (self->problem, NULL);
  self->is_closing = end == PANEL_CHECK_AND_CLOSE;
  self->texts = collect_texts (self);
  if (self->texts[0] == NULL) {
    g_clear_pointer (&self->texts, g_strfreev);
    conclude (self);
    return;
  }

  self->waiting = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; self->texts[i] != NULL; i++)
    g_hash_table_add (self->waiting, self->texts[i]);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, _ ("Asking the directory…"));
  panel_directory_names_set_busy (self->names, TRUE);
  panel_directory_picker_update (self);
  session_lookup_check_names_async (self->lookup, &scope, (const char *const *) self->texts,
                                    names_cb, self, self->cancellable, checked_cb,
                                    g_object_ref (self));
}
