/* panel-window-actions.c - what the toolbar and the keys do: add, edit, switch off, undo, refresh
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

#include "panel-item.h"
#include "panel-out.h"
#include "panel-preflight.h"
#include "panel-question.h"
#include "panel-reply.h"
#include "panel-test.h"
#include "panel-toast.h"
#include "panel-wizard.h"
#include "session-explain.h"
#include "session-hub-plan.h"

#include <glib/gi18n-lib.h>

#define YEAR_S ((gint64) 366 * 86400)

static void
set_enabled (PanelWindow *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

void
panel_window_update_actions (PanelWindow *self)
{
  SessionState state = session_hub_state (self->hub);
  gboolean has_people = g_list_model_get_n_items (session_hub_people (self->hub)) > 0;
  gboolean has_person = panel_people_selected (self->people) != NULL;
  const SessionReading *reading = panel_details_reading (self->details);
  gboolean is_off = reading != NULL && reading->state->mode == OOF_MODE_OFF;

  set_enabled (self, "add", has_people);
  set_enabled (self, "out", has_people);
  set_enabled (self, "set-reply", has_people);
  set_enabled (self, "templates", session_hub_profile (self->hub) != NULL);
  set_enabled (self, "holidays", session_hub_profile (self->hub) != NULL);
  set_enabled (self, "existing", session_hub_profile (self->hub) != NULL);
  set_enabled (self, "journal", session_hub_profile (self->hub) != NULL);
  set_enabled (self, "apply", has_people);
  set_enabled (self, "edit", has_person);
  set_enabled (self, "switch-off", has_person && !is_off);
  set_enabled (self, "test", session_hub_profile (self->hub) != NULL);
  set_enabled (self, "refresh",
               state != SESSION_STATE_STARTING && state != SESSION_STATE_NO_PROFILE);
}

/* The state that Undo would put back, and the one it would put it back over; NULL: nothing. */
static void
remember (PanelWindow *self, SessionRow *row, OofState *before, OofState *after)
{
  g_set_object (&self->undo_row, row);
  g_clear_pointer (&self->undo_before, oof_state_unref);
  g_clear_pointer (&self->undo_after, oof_state_unref);
  self->undo_before = before != NULL ? oof_state_ref (before) : NULL;
  self->undo_after = after != NULL ? oof_state_ref (after) : NULL;
}

static void
tell_saved (PanelWindow *self, SessionRow *row, OofState *before, const SessionSaved *saved)
{
  g_autofree char *sentence = NULL;

  panel_details_reload (self->details);
  panel_people_refilter (self->people);
  if (!saved->is_written) {
    panel_toast_say (self->toasts, _ ("Nothing to change: Exchange holds exactly that already."));
    return;
  }

  if (saved->state->mode == OOF_MODE_OFF)
    sentence = g_strdup_printf (_ ("The reply of %s is off."), session_row_name (row));
  else
    sentence = g_strdup_printf (_ ("The reply of %s is saved."), session_row_name (row));
  remember (self, row, before, saved->state);
  panel_toast_offer (self->toasts, sentence, before != NULL ? _ ("Undo") : NULL, "win.undo");
}

/* A save that needs no dialog: Switch off, Undo. */
typedef struct
{
  PanelWindow *window;
  SessionRow *row;
  OofState *before; /* NULL: unknown */
} Saving;

static void
saving_free (Saving *self)
{
  g_clear_object (&self->window);
  g_clear_object (&self->row);
  g_clear_pointer (&self->before, oof_state_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  PanelWindow *self = saving->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionSaved) saved = session_hub_save_finish (SESSION_HUB (object), result, &error);
  g_autofree char *sentence = NULL;

  if (self->people == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (saved != NULL) {
    tell_saved (self, saving->row, saving->before, saved);
    return;
  }
  sentence = session_explain (error);
  panel_toast_say (self->toasts, sentence);
  panel_details_reload (self->details);
}

static void
save (PanelWindow *self, SessionRow *row, OofChange *change, OofState *seen)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->window = g_object_ref (self);
  saving->row = g_object_ref (row);
  saving->before = seen != NULL ? oof_state_ref (seen) : NULL;
  session_hub_save_async (self->hub, session_row_mail (row), change, seen, self->cancellable,
                          saved_cb, saving);
}

static void
undo_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  g_autoptr (SessionRow) row = g_steal_pointer (&self->undo_row);
  g_autoptr (OofState) before = g_steal_pointer (&self->undo_before);
  g_autoptr (OofState) after = g_steal_pointer (&self->undo_after);
  g_autoptr (OofChange) change = before != NULL ? oof_change_new_state (before) : NULL;

  if (change != NULL)
    save (self, row, change, after);
}

static void
off_accepted_cb (PanelWindow *self)
{
  SessionRow *row = panel_people_selected (self->people);
  const SessionReading *reading = panel_details_reading (self->details);
  g_autoptr (OofChange) change = oof_change_new ();

  if (row == NULL)
    return;
  change->has_mode = TRUE;
  change->mode = OOF_MODE_OFF;
  save (self, row, change, reading != NULL ? reading->state : NULL);
}

static void
off_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  SessionRow *row = panel_people_selected (self->people);
  g_autofree char *heading = NULL;
  PanelQuestion question = {
    .body = _ ("Nobody who writes gets an answer any more. Both texts stay in the mailbox."),
    .refuse = _ ("_Cancel"),
    .accept = _ ("_Switch Off"),
    .look = ADW_RESPONSE_DESTRUCTIVE,
  };

  heading = g_strdup_printf (_ ("Switch off the reply of %s?"), session_row_name (row));
  question.heading = heading;
  g_signal_connect_object (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                           G_CALLBACK (off_accepted_cb), self, G_CONNECT_SWAPPED);
}

static void
reply_saved_cb (PanelReply *reply, SessionRow *row, OofState *before, SessionSaved *saved,
                PanelWindow *self)
{
  tell_saved (self, row, before, saved);
}

static void
open_reply (PanelWindow *self, PanelReplyTask task)
{
  PanelReply *reply =
      panel_reply_new (GTK_WINDOW (self), self->hub, panel_people_selected (self->people), task);

  g_signal_connect_object (reply, "saved", G_CALLBACK (reply_saved_cb), self, 0);
  gtk_window_present (GTK_WINDOW (reply));
}

/* A new absence, of whoever is selected. */
static void
add_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  SessionRow *row = panel_people_selected (self->people);
  const char *const people[] = { row != NULL ? session_row_mail (row) : NULL, NULL };

  panel_item_open_new (GTK_WINDOW (self), self->hub, &(PanelItemStart){ .people = people });
}

/* One person's reply, at once and beside the plan. */
static void
set_reply_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  open_reply (user_data, PANEL_REPLY_ADD);
}

/* What is planned next for somebody; NULL: nothing in a year. Borrowed from the plan. */
static OofItem *
find_planned (PanelWindow *self, SessionRow *row)
{
  g_autoptr (GDateTime) now = session_hub_now (self->hub);
  gint64 now_s = g_date_time_to_unix (now);
  g_autoptr (GArray) bars = session_hub_bars (self->hub, row, now_s, now_s + YEAR_S);

  for (guint i = 0; bars != NULL && i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);

    if (bar->item != NULL)
      return bar->item;
  }
  return NULL;
}

/* What is planned for them, else the reply that Exchange holds. */
static void
edit_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  SessionRow *row = panel_people_selected (self->people);
  OofItem *item = row != NULL ? find_planned (self, row) : NULL;

  if (item != NULL)
    panel_item_open (GTK_WINDOW (self), self->hub, item);
  else
    open_reply (self, PANEL_REPLY_EDIT);
}

static void
apply_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  panel_preflight_open (GTK_WINDOW (user_data), PANEL_WINDOW (user_data)->hub, NULL);
}

/* Of the selected person, after something else than this window has written. */
static void
look_again_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;

  panel_details_reload (self->details);
  panel_people_refilter (self->people);
}

static void
refreshed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWindow) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (session_hub_refresh_finish (SESSION_HUB (object), result, &error) || self->people == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (session_hub_problem (self->hub) != NULL)
    return; /* it stands in the window already */

  sentence = session_explain (error);
  panel_toast_say (self->toasts, sentence);
}

static void
refresh_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;

  session_hub_refresh_async (self->hub, self->cancellable, refreshed_cb, g_object_ref (self));
  panel_details_reload (self->details);
}

static void
find_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (PANEL_WINDOW (user_data)->search));
}

static void
show_all_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  panel_sidebar_choose_all (self->sidebar);
  panel_people_show_everyone (self->people);
}

void
panel_window_open_wizard (PanelWindow *self)
{
  gtk_window_present (GTK_WINDOW (panel_wizard_new (GTK_WINDOW (self), self->hub)));
}

static void
connection_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  panel_window_open_wizard (user_data);
}

/* Of whoever is selected; else of the connection's own test mailbox. */
static void
test_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  SessionRow *row = panel_people_selected (self->people);
  GtkWindow *test = panel_test_new (GTK_WINDOW (self), self->hub, NULL, NULL);

  if (row != NULL)
    panel_test_set_mailboxes (PANEL_TEST (test), session_row_mail (row));
  gtk_window_present (test);
}

static void
out_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;

  gtk_window_present (GTK_WINDOW (panel_out_new (GTK_WINDOW (self), self->hub)));
}

/* The calendar needs the room of the details, which are a key away. */
static void
view_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  gboolean is_calendar = g_str_equal (g_variant_get_string (value, NULL), "calendar");
  g_autoptr (GVariant) now = g_action_get_state (G_ACTION (action));

  if (g_variant_equal (now, value)) {
    panel_people_enter (self->people);
    return;
  }
  g_simple_action_set_state (action, value);
  if (is_calendar)
    self->had_details = gtk_widget_get_visible (GTK_WIDGET (self->details));
  gtk_widget_set_visible (GTK_WIDGET (self->details), !is_calendar && self->had_details);
  panel_people_set_calendar (self->people, is_calendar);
  panel_window_fit (self);
  panel_people_enter (self->people);
}

void
panel_window_add_actions (PanelWindow *self)
{
  static const GActionEntry entries[] = {
    { "connection", connection_cb },
    { "add", add_cb },
    { "set-reply", set_reply_cb },
    { "edit", edit_cb },
    { "apply", apply_cb },
    { "switch-off", off_cb },
    { "undo", undo_cb },
    { "refresh", refresh_cb },
    { "look-again", look_again_cb },
    { "find", find_cb },
    { "show-all", show_all_cb },
    { "test", test_cb },
    { "out", out_cb },
    { "view", NULL, "s", "'list'", view_cb },
  };
  g_autoptr (GPropertyAction) details = g_property_action_new ("details", self->details, "visible");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (details));
  panel_window_add_shared (self);
}
