/* panel-existing-do.c - what becomes of existing replies: adopted, protected
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-existing-private.h"

#include "session-explain.h"
#include "session-hub-existing.h"

#include <glib/gi18n-lib.h>

static void
set_enabled (PanelExisting *self, const char *action, gboolean is_enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, is_enabled);
}

gboolean
panel_existing_is_stale (const SessionReply *reply)
{
  return reply->item == NULL && (reply->stale != 0 || reply->is_forgotten);
}

GPtrArray *
panel_existing_filter (const GPtrArray *chosen, gboolean (*fits) (const SessionReply *reply))
{
  GPtrArray *some = g_ptr_array_new ();

  for (guint i = 0; i < chosen->len; i++)
    if (fits (chosen->pdata[i]))
      g_ptr_array_add (some, chosen->pdata[i]);
  return some;
}

static gboolean
is_live (const SessionReply *reply)
{
  return reply->item == NULL &&
         (reply->state == SESSION_REPLY_ACTIVE || reply->state == SESSION_REPLY_SCHEDULED);
}

static gboolean
is_protected (const SessionReply *reply)
{
  return reply->protection == OOF_PROTECTION_FOUND || reply->protection == OOF_PROTECTION_CHOSEN;
}

void
panel_existing_update (PanelExisting *self)
{
  gboolean is_idle = self->stop == NULL && self->replies != NULL;
  g_autoptr (GPtrArray) chosen = is_idle ? panel_existing_chosen (self) : g_ptr_array_new ();
  g_autoptr (GPtrArray) live = panel_existing_filter (chosen, is_live);
  g_autoptr (GPtrArray) stale = panel_existing_filter (chosen, panel_existing_is_stale);
  g_autoptr (GPtrArray) safe = panel_existing_filter (chosen, is_protected);

  set_enabled (self, "existing.stop", self->stop != NULL);
  set_enabled (self, "existing.read", self->stop == NULL);
  set_enabled (self, "existing.adopt", live->len > 0);
  set_enabled (self, "existing.adopt-each", live->len > 0);
  set_enabled (self, "existing.protect", chosen->len > 0);
  set_enabled (self, "existing.unprotect", safe->len > 0);
  set_enabled (self, "existing.template", chosen->len > 0);
  set_enabled (self, "existing.clean", stale->len > 0);
  set_enabled (self, "existing.export", is_idle);
}

void
panel_existing_tell_error (PanelExisting *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = session_explain (error);
  panel_existing_tell (self, sentence, NULL, NULL);
}

/* How it went on when something was begun for some of them. */
typedef struct
{
  PanelExisting *window;
  GPtrArray *adoptions;
  GPtrArray *chosen;
  SessionReplies *replies;
  OofProtection protection;
} Doing;

static Doing *
new_doing (PanelExisting *self)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->window = g_object_ref (self);
  doing->replies = session_replies_ref (self->replies);
  return doing;
}

static void
free_doing (Doing *self)
{
  g_object_unref (self->window);
  session_replies_unref (self->replies);
  g_clear_pointer (&self->adoptions, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doing, free_doing)

/* The lists show what has become of the rows. */
static void
show_again (PanelExisting *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people_rows));

  if (self->stack == NULL)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self->people_rows), 0, n, n);
  panel_existing_update (self);
}

/* FALSE with the first reason: none of them can be. */
static gboolean
count_adopted (const GPtrArray *adoptions, guint *ret_people, guint *ret_refused,
               const GError **ret_reason)
{
  *ret_people = *ret_refused = 0;
  *ret_reason = NULL;
  for (guint i = 0; i < adoptions->len; i++) {
    const SessionAdoption *adoption = adoptions->pdata[i];

    if (adoption->item != NULL) {
      *ret_people += adoption->replies->len;
    } else {
      *ret_refused += adoption->replies->len;
      if (*ret_reason == NULL)
        *ret_reason = adoption->error;
    }
  }
  return *ret_people > 0;
}

static void
adopted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  PanelExisting *self = doing->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  const GError *reason;
  guint n, n_refused;

  if (!session_hub_existing_adopt_finish (SESSION_HUB (object), result, &error)) {
    panel_existing_tell_error (self, error);
    return;
  }
  for (guint i = 0; i < doing->adoptions->len; i++) {
    const SessionAdoption *adoption = doing->adoptions->pdata[i];

    for (guint j = 0; adoption->item != NULL && j < adoption->replies->len; j++)
      session_replies_note (doing->replies, adoption->replies->pdata[j], OOF_PROTECTION_NONE,
                            oof_item_parts (adoption->item)->id);
  }
  if (self->stack == NULL)
    return;
  count_adopted (doing->adoptions, &n, &n_refused, &reason);
  sentence = g_strdup_printf (
      ngettext ("%'u reply is a planned absence now. Nothing was written to Exchange.",
                "%'u replies are planned absences now. Nothing was written to Exchange.", n),
      n);
  show_again (self);
  panel_existing_tell (self, sentence, NULL, NULL);
}

static void
adopt (PanelExisting *self, SessionAdoptHow how)
{
  g_autoptr (GPtrArray) chosen = panel_existing_chosen (self);
  g_autoptr (GPtrArray) live = panel_existing_filter (chosen, is_live);
  g_autofree char *who = session_core_who ();
  const SessionAdoptOrder order = {
    .replies = live, .how = how, .type = OOF_TYPE_OTHER, .who = who
  };
  g_autoptr (GPtrArray) adoptions = session_adopt_plan (self->replies, &order);
  const GError *reason;
  guint n, n_refused;
  Doing *doing;

  if (!count_adopted (adoptions, &n, &n_refused, &reason)) {
    if (reason != NULL)
      panel_existing_tell_error (self, reason);
    return;
  }
  doing = new_doing (self);
  doing->adoptions = g_ptr_array_ref (adoptions);
  session_hub_existing_adopt_async (self->hub, adoptions, self->cancellable, adopted_cb, doing);
}

static void
adopt_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  adopt (PANEL_EXISTING (widget), SESSION_ADOPT_TOGETHER);
}

static void
adopt_each_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  adopt (PANEL_EXISTING (widget), SESSION_ADOPT_EACH);
}

static void
protected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Doing) doing = user_data;
  g_autoptr (GError) error = NULL;

  if (!session_hub_existing_protect_finish (SESSION_HUB (object), result, &error)) {
    panel_existing_tell_error (doing->window, error);
    return;
  }
  for (guint i = 0; i < doing->chosen->len; i++) {
    const SessionReply *reply = doing->chosen->pdata[i];

    session_replies_note (doing->replies, reply, doing->protection, reply->item);
  }
  show_again (doing->window);
}

static void
protect (PanelExisting *self, OofProtection protection)
{
  Doing *doing = new_doing (self);
  g_autoptr (GPtrArray) mailboxes = g_ptr_array_new ();

  doing->chosen = panel_existing_chosen (self);
  doing->protection = protection;
  for (guint i = 0; i < doing->chosen->len; i++)
    g_ptr_array_add (mailboxes,
                     (gpointer) ((const SessionReply *) doing->chosen->pdata[i])->mailbox);
  g_ptr_array_add (mailboxes, NULL);
  session_hub_existing_protect_async (self->hub, (const char *const *) mailboxes->pdata, protection,
                                      self->cancellable, protected_cb, doing);
}

static void
protect_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  protect (PANEL_EXISTING (widget), OOF_PROTECTION_CHOSEN);
}

static void
unprotect_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  protect (PANEL_EXISTING (widget), OOF_PROTECTION_LIFTED);
}

static void
read_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  panel_existing_read (PANEL_EXISTING (widget));
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelExisting *self = PANEL_EXISTING (widget);

  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
}

void
panel_existing_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "existing.read", NULL, read_cb);
  gtk_widget_class_install_action (widget_class, "existing.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "existing.adopt", NULL, adopt_cb);
  gtk_widget_class_install_action (widget_class, "existing.adopt-each", NULL, adopt_each_cb);
  gtk_widget_class_install_action (widget_class, "existing.protect", NULL, protect_cb);
  gtk_widget_class_install_action (widget_class, "existing.unprotect", NULL, unprotect_cb);
  panel_existing_install_more (widget_class);
}
