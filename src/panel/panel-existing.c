/* panel-existing.c - the window "Existing Replies"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-existing-private.h"

#include "panel-existing-columns.h"
#include "panel-toast.h"
#include "session-explain.h"
#include "session-hub-existing.h"
#include "session-words-replies.h"

#include <glib/gi18n-lib.h>

#define MOST_FAILURES 20 /* that are told one by one */

G_DEFINE_FINAL_TYPE (PanelExisting, panel_existing, ADW_TYPE_WINDOW)

typedef enum
{
  FILTER_ALL,
  FILTER_ACTIVE,
  FILTER_SCHEDULED,
  FILTER_STALE,
  FILTER_FORGOTTEN,
  FILTER_PROTECTED
} Filter;

static gboolean
fits (PanelExisting *self, const SessionReply *reply)
{
  switch ((Filter) gtk_drop_down_get_selected (self->filter)) {
  case FILTER_ACTIVE:
    return reply->state == SESSION_REPLY_ACTIVE;
  case FILTER_SCHEDULED:
    return reply->state == SESSION_REPLY_SCHEDULED;
  case FILTER_STALE:
    return reply->stale != 0;
  case FILTER_FORGOTTEN:
    return reply->is_forgotten;
  case FILTER_PROTECTED:
    return reply->protection == OOF_PROTECTION_FOUND || reply->protection == OOF_PROTECTION_CHOSEN;
  case FILTER_ALL:
  default:
    return TRUE;
  }
}

static const SessionReplyGroup *
selected_group (PanelExisting *self)
{
  PanelExistingRow *row = gtk_single_selection_get_selected_item (self->group);

  return row != NULL ? panel_existing_row_group (row) : NULL;
}

GPtrArray *
panel_existing_chosen (PanelExisting *self)
{
  GListModel *rows = G_LIST_MODEL (self->people_rows);
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->chosen));
  gboolean is_all = gtk_bitset_is_empty (selected);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (PanelExistingRow) row = g_list_model_get_item (rows, i);

    if (is_all || gtk_bitset_contains (selected, i))
      g_ptr_array_add (chosen, (gpointer) panel_existing_row_reply (row));
  }
  return chosen;
}

void
panel_existing_tell (PanelExisting *self, const char *sentence, const char *button,
                     const char *action)
{
  panel_toast_offer (self->toasts, sentence, button, action);
}

/* What one of them says; of several, what most of them say. */
static void
show_text (PanelExisting *self)
{
  g_autoptr (GPtrArray) chosen = panel_existing_chosen (self);
  const SessionReplyGroup *group = selected_group (self);
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->chosen));
  gboolean is_one = chosen->len == 1 && gtk_bitset_get_size (selected) == 1;
  const SessionReply *one = is_one ? chosen->pdata[0] : NULL;
  const SessionReplyText *text = one != NULL ? one->text : group != NULL ? group->text : NULL;
  g_autofree char *wrong = one != NULL ? session_words_reply_wrong (self->replies, one) : NULL;
  g_autofree char *heading = group != NULL ? session_words_reply_group (group) : NULL;

  panel_html_view_show (self->text, text != NULL ? text->inside : "");
  gtk_label_set_text (self->heading, heading != NULL ? heading : "");
  gtk_label_set_text (self->wrong, wrong != NULL ? wrong : "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), wrong != NULL);
  panel_existing_update (self);
}

static void
group_selected_cb (PanelExisting *self)
{
  const SessionReplyGroup *group = selected_group (self);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; group != NULL && i < group->replies->len; i++)
    if (fits (self, group->replies->pdata[i]))
      g_ptr_array_add (rows,
                       panel_existing_row_new (self->replies, NULL, group->replies->pdata[i]));
  g_list_store_splice (self->people_rows, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->people_rows)), rows->pdata,
                       rows->len);
  show_text (self);
}

static gboolean
has_any (PanelExisting *self, const SessionReplyGroup *group)
{
  for (guint i = 0; i < group->replies->len; i++)
    if (fits (self, group->replies->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
show_groups (PanelExisting *self)
{
  const GPtrArray *groups = session_replies_groups (self->replies);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < groups->len; i++)
    if (has_any (self, groups->pdata[i]))
      g_ptr_array_add (rows, panel_existing_row_new (self->replies, groups->pdata[i], NULL));
  g_list_store_splice (self->group_rows, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->group_rows)), rows->pdata,
                       rows->len);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "nothing");
  group_selected_cb (self);
}

/* Which mailboxes could not be read, and why. */
static void
show_failures (PanelExisting *self)
{
  const GArray *failures = session_replies_failures (self->replies);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (failures->len, MOST_FAILURES); i++) {
    const SessionReplyFailure *failure = &g_array_index (failures, SessionReplyFailure, i);
    g_autofree char *sentence = session_explain (failure->error);

    g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", failure->mailbox, sentence);
  }
  if (failures->len > MOST_FAILURES)
    g_string_append (text, "\n…");
  gtk_label_set_text (self->failed, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->failures), failures->len > 0);
}

static void
show (PanelExisting *self)
{
  g_autofree char *summary = session_words_replies (self->replies);

  gtk_label_set_text (self->summary, summary);
  show_failures (self);
  show_groups (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->groups));
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  PanelExisting *self = user_data;
  g_autofree char *words = NULL;

  if (self->stack == NULL || total == 0)
    return;
  words = g_strdup_printf (_ ("%'u of %'u mailboxes were read"), done, total);
  gtk_progress_bar_set_fraction (self->progress, (double) done / total);
  gtk_label_set_text (self->reading, words);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelExisting) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  SessionReplies *replies = session_hub_existing_read_finish (SESSION_HUB (object), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    session_replies_unref (replies);
    return;
  }
  g_clear_object (&self->stop);
  if (replies == NULL) {
    panel_error_page_show (self->error_page, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    panel_existing_update (self);
    return;
  }
  g_list_store_remove_all (self->people_rows);
  g_list_store_remove_all (self->group_rows);
  session_replies_unref (self->replies);
  self->replies = replies;
  show (self);
}

void
panel_existing_read (PanelExisting *self)
{
  if (self->stop != NULL)
    return;

  self->stop = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_label_set_text (self->reading, _ ("Looking who is away…"));
  gtk_stack_set_visible_child_name (self->stack, "reading");
  panel_existing_update (self);
  session_hub_existing_read_async (self->hub, self->stop, progress_cb, self->cancellable, read_cb,
                                   g_object_ref (self));
}

static void
try_again_cb (PanelErrorPage *page, PanelExisting *self)
{
  panel_existing_read (self);
}

static void
filter_cb (GtkDropDown *filter, GParamSpec *pspec, PanelExisting *self)
{
  if (self->replies != NULL)
    show_groups (self);
}

/* What is under way keeps the closed window alive: dispose would only come after it. */
static void
panel_existing_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_EXISTING (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_existing_parent_class)->unrealize (widget);
}

static void
panel_existing_dispose (GObject *object)
{
  PanelExisting *self = PANEL_EXISTING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stop);
  g_clear_object (&self->hub);
  g_clear_object (&self->group_rows);
  g_clear_object (&self->people_rows);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_EXISTING);
  G_OBJECT_CLASS (panel_existing_parent_class)->dispose (object);
}

static void
panel_existing_finalize (GObject *object)
{
  PanelExisting *self = PANEL_EXISTING (object);

  g_clear_object (&self->group);
  g_clear_object (&self->chosen);
  session_replies_unref (self->replies);
  g_free (self->run);
  G_OBJECT_CLASS (panel_existing_parent_class)->finalize (object);
}

static void
panel_existing_class_init (PanelExistingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_existing_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_existing_finalize;
  widget_class->unrealize = panel_existing_unrealize;
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  g_type_ensure (PANEL_TYPE_HTML_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-existing.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, toasts);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, error_page);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, progress);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, reading);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, filter);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, groups);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, people);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, text);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, heading);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, wrong);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, summary);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, failures);
  gtk_widget_class_bind_template_child (widget_class, PanelExisting, failed);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  panel_existing_install_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "existing.read", NULL);
}

static void
panel_existing_init (PanelExisting *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->group_rows = g_list_store_new (PANEL_TYPE_EXISTING_ROW);
  self->people_rows = g_list_store_new (PANEL_TYPE_EXISTING_ROW);
  self->group = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->group_rows)));
  self->chosen = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->people_rows)));
  panel_existing_add_columns (self->groups, self->people);
  gtk_list_view_set_model (self->groups, GTK_SELECTION_MODEL (self->group));
  gtk_column_view_set_model (self->people, GTK_SELECTION_MODEL (self->chosen));
  g_signal_connect_object (self->group, "selection-changed", G_CALLBACK (group_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chosen, "selection-changed", G_CALLBACK (show_text), self,
                           G_CONNECT_SWAPPED);
  panel_existing_update (self);
}

void
panel_existing_open (GtkWindow *parent, SessionHub *hub)
{
  PanelExisting *self = g_object_new (PANEL_TYPE_EXISTING, "transient-for", parent, NULL);

  self->hub = g_object_ref (hub);
  panel_existing_read (self);
  gtk_window_present (GTK_WINDOW (self));
}
