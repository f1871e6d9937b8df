/* panel-calendar-save.c - what was done in the calendar is kept, told, and can be undone
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "session-explain.h"
#include "session-hub-items.h"

#include <glib/gi18n-lib.h>

AdwToast *
panel_calendar_tell (PanelCalendar *self, const char *sentence, const char *button,
                     const char *action)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  AdwToast *toast;

  if (overlay == NULL)
    return NULL;
  toast = adw_toast_new (escaped);
  if (button != NULL) {
    adw_toast_set_button_label (toast, button);
    adw_toast_set_action_name (toast, action);
  }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  return toast;
}

void
panel_calendar_tell_error (PanelCalendar *self, const GError *error)
{
  g_autofree char *sentence = session_explain (error);

  panel_calendar_tell (self, sentence, NULL, NULL);
}

/* A save on its way. */
typedef struct
{
  PanelCalendar *calendar;
  char *title;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->calendar);
  g_free (self->title);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!session_hub_edit_items_finish (SESSION_HUB (object), result, &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      panel_calendar_tell_error (saving->calendar, error);
    return;
  }
  /* Translators: %s is what was done: "Move", "Copy" */
  sentence = g_strdup_printf (_ ("%s: done"), saving->title);
  panel_calendar_tell (saving->calendar, sentence, _ ("Undo"), "win.undo-items");
}

void
panel_calendar_save_all (PanelCalendar *self, const GPtrArray *items, const char *const *removed,
                         const char *title)
{
  SessionItemsEdit edit = { .items = items, .removed = removed, .expected_revision = -1 };
  Saving *saving = g_new0 (Saving, 1);

  saving->calendar = g_object_ref (self);
  saving->title = g_strdup (title);
  session_hub_edit_items_async (self->hub, &edit, title, self->cancellable, saved_cb, saving);
}

void
panel_calendar_save (PanelCalendar *self, OofItem *item, const char *title)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, item);
  panel_calendar_save_all (self, items, NULL, title);
}
