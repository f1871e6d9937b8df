/* panel-conflict-do.c - what is done about replies that compete
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-conflict-private.h"

#include "panel-item.h"
#include "panel-question.h"
#include "session-explain.h"
#include "session-words-conflict.h"

#include <glib/gi18n-lib.h>

static void
tell (PanelConflict *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = error != NULL ? session_explain (error) : g_strdup (_ ("The person is gone."));
  panel_question_tell (GTK_WINDOW (self), sentence, NULL);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelConflict) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!session_hub_edit_items_finish (SESSION_HUB (object), result, &error))
    tell (self, error);
}

void
panel_conflict_save (PanelConflict *self, const SessionItemsEdit *edit, const char *title)
{
  session_hub_edit_items_async (self->hub, edit, title, self->cancellable, saved_cb,
                                g_object_ref (self));
}

static OofItem *
make_item (PanelConflict *self, PanelConflictVerb verb, const SessionConflict *conflict,
           const SessionRival *rival, GError **error)
{
  switch (verb) {
  case PANEL_CONFLICT_RAISE:
    return session_conflict_raise (conflict, rival, error);
  case PANEL_CONFLICT_TRIM:
    return session_hub_trim (self->hub, self->row, conflict, rival, error);
  case PANEL_CONFLICT_SKIP:
    return session_conflict_skip (rival, session_row_mail (self->row), error);
  case PANEL_CONFLICT_MERGE:
    return session_hub_merge (self->hub, self->row, conflict, rival, error);
  case PANEL_CONFLICT_ASK:
    return session_conflict_answer (conflict, rival, SESSION_ANSWER_ASK, error);
  case PANEL_CONFLICT_ACCEPT:
    return session_conflict_answer (conflict, rival, SESSION_ANSWER_ITEM, error);
  case PANEL_CONFLICT_LEAVE:
    return session_conflict_answer (conflict, rival, SESSION_ANSWER_NOTHING, error);
  case PANEL_CONFLICT_REMEMBER:
  case PANEL_CONFLICT_EDIT:
  default:
    return NULL;
  }
}

static const char *
title_of (PanelConflictVerb verb)
{
  switch (verb) {
  case PANEL_CONFLICT_TRIM:
    return _ ("Trim");
  case PANEL_CONFLICT_SKIP:
    return _ ("Skip");
  case PANEL_CONFLICT_RAISE:
    return _ ("Change Priority");
  case PANEL_CONFLICT_ASK:
  case PANEL_CONFLICT_ACCEPT:
  case PANEL_CONFLICT_LEAVE:
  case PANEL_CONFLICT_MERGE:
  case PANEL_CONFLICT_REMEMBER:
  case PANEL_CONFLICT_EDIT:
  default:
    return _ ("Decide a Conflict");
  }
}

/* A rule that somebody is asked about. */
typedef struct
{
  PanelConflict *window;
  OofTrait rule;
} Remembering;

static void
free_remembering (gpointer data, GClosure *closure)
{
  Remembering *self = data;

  g_object_unref (self->window);
  g_free (self);
}

static void
remember_cb (Remembering *about)
{
  OofOrder order = session_hub_order (about->window->hub);
  const SessionItemsEdit edit = { .order = &order, .expected_revision = -1 };

  oof_order_put_first (&order, about->rule);
  panel_conflict_save (about->window, &edit, _ ("Remember a Rule"));
}

static void
remember (PanelConflict *self, OofTrait rule)
{
  g_autofree char *words = session_words_rule (rule);
  g_autofree char *body = g_strconcat (
      words, "\n\n",
      _ ("It holds for everybody’s absences, wherever their priorities are the same."), NULL);
  const PanelQuestion question = { .heading = _ ("Remember This Rule?"),
                                   .body = body,
                                   .refuse = _ ("_Cancel"),
                                   .accept = _ ("_Remember"),
                                   .look = ADW_RESPONSE_SUGGESTED };
  Remembering *about = g_new0 (Remembering, 1);

  about->window = g_object_ref (self);
  about->rule = rule;
  g_signal_connect_data (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                         G_CALLBACK (remember_cb), about, free_remembering, G_CONNECT_SWAPPED);
}

void
panel_conflict_do (PanelConflict *self, PanelConflictVerb verb, const SessionConflict *conflict,
                   const SessionRival *rival)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = NULL;
  const SessionItemsEdit edit = { .items = items, .expected_revision = -1 };

  if (verb == PANEL_CONFLICT_EDIT) {
    panel_item_open (GTK_WINDOW (self), self->hub, rival->item);
    return;
  }
  if (verb == PANEL_CONFLICT_REMEMBER) {
    remember (self, session_conflict_rule (conflict, rival));
    return;
  }
  item = make_item (self, verb, conflict, rival, &error);
  if (item == NULL) {
    tell (self, error);
  } else if (verb == PANEL_CONFLICT_MERGE) {
    panel_item_open_draft (GTK_WINDOW (self), self->hub, item);
  } else {
    g_ptr_array_add (items, item);
    panel_conflict_save (self, &edit, title_of (verb));
  }
}

static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelConflict) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) ||
      g_cancellable_is_cancelled (self->cancellable))
    return;
  panel_question_tell (GTK_WINDOW (self), _ ("No mail program could be opened."),
                       _ ("Set one up for mail addresses in the settings of the desktop."));
}

void
panel_conflict_write (PanelConflict *self, const SessionConflict *conflict)
{
  g_autofree char *subject = session_words_question_subject ();
  g_autofree char *body = session_words_question (session_row_name (self->row), conflict);
  g_autofree char *whom = g_uri_escape_string (session_row_mail (self->row), "@", FALSE);
  g_autofree char *subject_escaped = g_uri_escape_string (subject, NULL, FALSE);
  g_autofree char *body_escaped = g_uri_escape_string (body, NULL, FALSE);
  g_autofree char *uri =
      g_strdup_printf ("mailto:%s?subject=%s&body=%s", whom, subject_escaped, body_escaped);

  gtk_show_uri_full (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, self->cancellable, shown_cb,
                     g_object_ref (self));
}
