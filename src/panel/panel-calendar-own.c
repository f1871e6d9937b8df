/* panel-calendar-own.c - what can be done in the calendar about replies that people have set up
 * themselves: for one of them, or all in the block
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "oof-date.h"
#include "panel-item.h"
#include "panel-question.h"
#include "session-hub-existing.h"

#include <glib/gi18n-lib.h>

#define MOST_MAILBOXES 2000 /* that are read for it one by one */

/* Replies that are read first, and then something becomes of them. */
typedef struct
{
  PanelCalendar *calendar;
  gboolean is_switched_off; /* else they are adopted */
  SessionReplies *replies;
  GPtrArray *chosen;    /* SessionReply of replies */
  GPtrArray *adoptions; /* SessionAdoption */
} Doing;

static void
free_doing (Doing *self)
{
  g_object_unref (self->calendar);
  session_replies_unref (self->replies);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_pointer (&self->adoptions, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doing, free_doing)

/* Addresses of those in the block who have one; of the bar that the menu is about in any case.
 * Caller frees. */
static char **
find_mailboxes (PanelCalendar *self)
{
  g_autoptr (GPtrArray) people = panel_calendar_block_people (self);
  g_autoptr (GStrvBuilder) mails = g_strv_builder_new ();
  gboolean is_own = self->has_context && self->context.item == NULL;
  guint n = 0;

  for (guint i = 0; i < people->len && n < MOST_MAILBOXES; i++) {
    SessionRow *row = people->pdata[i];

    if ((session_row_filters (row) & SESSION_FILTER_OWN) || (is_own && people->len == 1)) {
      g_strv_builder_add (mails, session_row_mail (row));
      n++;
    }
  }
  return g_strv_builder_end (mails);
}

guint
panel_calendar_count_own (PanelCalendar *self)
{
  g_auto (GStrv) mails = find_mailboxes (self);

  return g_strv_length (mails);
}

static void
tell_error (PanelCalendar *self, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    panel_calendar_tell_error (self, error);
}

static void
adopted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint n = 0;

  if (!session_hub_existing_adopt_finish (SESSION_HUB (object), result, &error)) {
    tell_error (doing->calendar, error);
    return;
  }
  for (guint i = 0; i < doing->adoptions->len; i++) {
    const SessionAdoption *adoption = doing->adoptions->pdata[i];

    n += adoption->item != NULL ? adoption->replies->len : 0;
  }
  sentence = g_strdup_printf (
      ngettext ("%'u reply is a planned absence now. Nothing was written to Exchange.",
                "%'u replies are planned absences now. Nothing was written to Exchange.", n),
      n);
  panel_calendar_tell (doing->calendar, sentence, _ ("Undo"), "win.undo-items");
}

/* The first reason, where none can be adopted. */
static const GError *
find_problem (const GPtrArray *adoptions)
{
  const GError *problem = NULL;

  for (guint i = 0; i < adoptions->len; i++) {
    const SessionAdoption *adoption = adoptions->pdata[i];

    if (adoption->item != NULL)
      return NULL;
    problem = problem != NULL ? problem : adoption->error;
  }
  return problem;
}

static void
adopt (Doing *doing)
{
  g_autofree char *who = session_core_who ();
  const SessionAdoptOrder order = {
    .replies = doing->chosen, .how = SESSION_ADOPT_TOGETHER, .type = OOF_TYPE_OTHER, .who = who
  };
  PanelCalendar *self = doing->calendar;
  const GError *problem;

  doing->adoptions = session_adopt_plan (doing->replies, &order);
  problem = find_problem (doing->adoptions);
  if (problem != NULL) {
    tell_error (self, problem);
    free_doing (doing);
    return;
  }
  session_hub_existing_adopt_async (self->hub, doing->adoptions, self->cancellable, adopted_cb,
                                    doing);
}

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelCalendar) self = user_data;
  g_autoptr (GError) error = NULL;
  SessionBulkSummary summary;
  g_autofree char *run =
      session_hub_existing_undo_finish (SESSION_HUB (object), result, &summary, &error);

  if (run == NULL)
    tell_error (self, error);
  else
    session_hub_refresh_async (SESSION_HUB (object), NULL, NULL, NULL);
}

static void
undo_cb (PanelCalendar *self)
{
  g_autofree char *run = g_steal_pointer (&self->own_run);

  if (run != NULL)
    session_hub_existing_undo_async (self->hub, run, self->cancellable, undone_cb,
                                     g_object_ref (self));
}

static void
switched_off_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  g_autoptr (GError) error = NULL;
  SessionBulkSummary summary;
  g_autofree char *sentence = NULL;
  g_autofree char *run =
      session_hub_existing_clean_finish (SESSION_HUB (object), result, &summary, &error);
  AdwToast *toast;

  if (run == NULL) {
    tell_error (doing->calendar, error);
    return;
  }
  sentence = g_strdup_printf (
      ngettext ("%'u reply was switched off, %'u left alone, %'u failed.",
                "%'u replies were switched off, %'u left alone, %'u failed.", summary.written),
      summary.written, summary.skipped, summary.failed);
  g_free (doing->calendar->own_run);
  doing->calendar->own_run = g_steal_pointer (&run);
  toast = panel_calendar_tell (doing->calendar, sentence, _ ("Undo"), NULL);
  if (toast != NULL)
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), doing->calendar,
                             G_CONNECT_SWAPPED);
  session_hub_refresh_async (SESSION_HUB (object), NULL, NULL, NULL);
}

static void
switch_off (Doing *doing)
{
  session_hub_existing_clean_async (doing->calendar->hub, doing->replies, doing->chosen,
                                    doing->calendar->cancellable, switched_off_cb, doing);
}

/* What goes out now or later, and is none of ours. */
static GPtrArray *
choose (const SessionReplies *replies)
{
  const GPtrArray *all = session_replies_all (replies);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    const SessionReply *reply = all->pdata[i];

    if (reply->item == NULL &&
        (reply->state == SESSION_REPLY_ACTIVE || reply->state == SESSION_REPLY_SCHEDULED))
      g_ptr_array_add (chosen, (gpointer) reply);
  }
  return chosen;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  PanelCalendar *self = doing->calendar;
  g_autoptr (GError) error = NULL;

  doing->replies = session_hub_existing_read_finish (SESSION_HUB (object), result, &error);
  if (doing->replies == NULL) {
    tell_error (self, error);
    return;
  }
  doing->chosen = choose (doing->replies);
  if (doing->chosen->len == 0)
    panel_calendar_tell (self, _ ("There is no own reply any more."), NULL, NULL);
  else if (doing->is_switched_off)
    switch_off (g_steal_pointer (&doing));
  else
    adopt (g_steal_pointer (&doing));
}

/* The texts are needed to the last byte, so the mailboxes are read first. */
static void
begin (PanelCalendar *self, gboolean is_switched_off)
{
  g_auto (GStrv) mails = find_mailboxes (self);
  Doing *doing = g_new0 (Doing, 1);

  doing->calendar = g_object_ref (self);
  doing->is_switched_off = is_switched_off;
  session_hub_existing_read_some_async (self->hub, (const char *const *) mails, self->cancellable,
                                        read_cb, doing);
}

static void
adopt_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  begin (PANEL_CALENDAR (widget), FALSE);
}

static void
accepted_cb (PanelCalendar *self)
{
  begin (self, TRUE);
}

static void
switch_off_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  guint n = panel_calendar_count_own (self);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Switch off %'u reply?", "Switch off %'u replies?", n), n);
  const PanelQuestion question = {
    .heading = heading,
    .body = _ ("Nobody who writes to them gets an answer any more. The texts stay in the "
               "mailboxes; what is protected by hand is left alone. It can be undone."),
    .refuse = _ ("_Cancel"),
    .accept = _ ("_Switch Off"),
    .look = ADW_RESPONSE_DESTRUCTIVE
  };

  g_signal_connect_object (
      panel_question_ask (GTK_WINDOW (gtk_widget_get_root (widget)), &question), "response::accept",
      G_CALLBACK (accepted_cb), self, G_CONNECT_SWAPPED);
}

static void
protected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelCalendar) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!session_hub_existing_protect_finish (SESSION_HUB (object), result, &error))
    tell_error (self, error);
}

/* value: whether they are, or are not any more. */
static void
protect_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  g_auto (GStrv) mails = find_mailboxes (self);

  session_hub_existing_protect_async (self->hub, (const char *const *) mails,
                                      g_variant_get_boolean (value) ? OOF_PROTECTION_CHOSEN
                                                                    : OOF_PROTECTION_LIFTED,
                                      self->cancellable, protected_cb, g_object_ref (self));
}

/* A new absence that replaces them, and gives them back afterwards. */
static void
template_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelCalendar *self = PANEL_CALENDAR (widget);
  g_auto (GStrv) mails = find_mailboxes (self);
  OofWhenParts parts = { .is_all_day = TRUE };
  g_autoptr (OofWhen) when = NULL;
  PanelCalendarPatch patch;
  PanelItemStart start = { .people = (const char *const *) mails,
                           .template_name = g_variant_get_string (value, NULL),
                           .own = OOF_OWN_REPLACE_RESTORE };

  if (!panel_calendar_block_last (self->block, &patch))
    return;
  parts.from_s = (gint64) patch.day * OOF_DAY_S;
  parts.until_s = (gint64) patch.end_day * OOF_DAY_S;
  start.when = when = oof_when_new (&parts, NULL);
  panel_item_open_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->hub, &start);
}

void
panel_calendar_install_own (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "calendar.own-adopt", NULL, adopt_cb);
  gtk_widget_class_install_action (widget_class, "calendar.own-protect", "b", protect_cb);
  gtk_widget_class_install_action (widget_class, "calendar.own-template", "s", template_cb);
  gtk_widget_class_install_action (widget_class, "calendar.own-switch-off", NULL, switch_off_cb);
}
