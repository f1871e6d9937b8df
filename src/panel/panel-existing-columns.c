/* panel-existing-columns.c - how groups of replies, and the people in one, look in their lists
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-existing-columns.h"

#include "panel-existing-row.h"
#include "session-words-replies.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
new_label (const char *style, gboolean is_wrapped)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (is_wrapped) {
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_lines (GTK_LABEL (label), 2);
  }
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
setup_group_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), new_label ("heading", TRUE));
  gtk_box_append (GTK_BOX (box), new_label (NULL, TRUE));
  gtk_box_append (GTK_BOX (box), new_label ("caption", FALSE));
  gtk_list_item_set_child (item, box);
}

/* "5 go out now · 2 out of date" */
static char *
state_line (const SessionReplyGroup *group)
{
  g_autofree char *states = session_words_reply_states (group);
  g_autofree char *stale = g_strdup_printf (
      ngettext ("%'u is out of date", "%'u are out of date", group->n_stale), group->n_stale);
  g_autofree char *forgotten = g_strdup_printf (
      ngettext ("%'u is forgotten", "%'u are forgotten", group->n_forgotten), group->n_forgotten);

  return g_strdup_printf ("%s%s%s%s%s", states, group->n_stale > 0 ? " · " : "",
                          group->n_stale > 0 ? stale : "", group->n_forgotten > 0 ? " · " : "",
                          group->n_forgotten > 0 ? forgotten : "");
}

static char *
name_cell (SessionReplies *replies, const SessionReply *reply)
{
  return g_strdup (reply->person != NULL ? reply->person->name : reply->mailbox);
}

/* Who alone says that is named. */
static char *
group_heading (SessionReplies *replies, const SessionReplyGroup *group)
{
  return group->replies->len == 1 ? name_cell (replies, group->replies->pdata[0])
                                  : session_words_reply_group (group);
}

static void
bind_group_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  PanelExistingRow *row = gtk_list_item_get_item (item);
  const SessionReplyGroup *group = panel_existing_row_group (row);
  GtkWidget *first = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  GtkWidget *third = gtk_widget_get_next_sibling (second);
  g_autofree char *who = group_heading (panel_existing_row_replies (row), group);
  g_autofree char *excerpt = panel_existing_row_excerpt (row);
  g_autofree char *states = state_line (group);

  gtk_label_set_text (GTK_LABEL (first), who);
  gtk_label_set_text (GTK_LABEL (second), excerpt);
  gtk_label_set_text (GTK_LABEL (third), states);
  gtk_widget_set_tooltip_text (second, excerpt);
  gtk_widget_set_tooltip_text (third, states);
}

static char *
state_cell (SessionReplies *replies, const SessionReply *reply)
{
  return g_strdup (session_words_reply_state (reply->state));
}

static char *
when_cell (SessionReplies *replies, const SessionReply *reply)
{
  return session_words_reply_when (replies, reply);
}

static char *
outside_cell (SessionReplies *replies, const SessionReply *reply)
{
  static const char *const words[] = { [OOF_AUDIENCE_NONE] = N_ ("Nobody"),
                                       [OOF_AUDIENCE_KNOWN] = N_ ("Contacts"),
                                       [OOF_AUDIENCE_ALL] = N_ ("Everybody") };

  return g_strdup (_ (words[reply->audience]));
}

static char *
age_cell (SessionReplies *replies, const SessionReply *reply)
{
  return session_words_reply_age (replies, reply);
}

static char *
mark_cell (SessionReplies *replies, const SessionReply *reply)
{
  const char *mark = session_words_reply_mark (reply);
  const char *stale = reply->stale != 0     ? _ ("Out of date")
                      : reply->is_forgotten ? _ ("Forgotten")
                                            : "";

  return g_strdup_printf ("%s%s%s", stale, *stale != '\0' && *mark != '\0' ? ", " : "", mark);
}

typedef struct
{
  const char *title;
  char *(*text) (SessionReplies *replies, const SessionReply *reply); /* caller frees; or NULL */
  int chars;                                                          /* as wide at least */
} Column;

static const Column columns[] = {
  { N_ ("Name"), name_cell, 8 },       { N_ ("State"), state_cell, 8 },
  { N_ ("When"), when_cell, 12 },      { N_ ("Age"), age_cell, 8 },
  { N_ ("Outside"), outside_cell, 8 }, { N_ ("Remarks"), mark_cell, 8 },
};

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *label = new_label (NULL, FALSE);

  gtk_label_set_width_chars (GTK_LABEL (label), column->chars);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  PanelExistingRow *row = gtk_list_item_get_item (item);
  SessionReplies *replies = panel_existing_row_replies (row);
  const SessionReply *reply = panel_existing_row_reply (row);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = column->text (replies, reply);
  g_autofree char *wrong = session_words_reply_wrong (replies, reply);

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, wrong != NULL ? wrong : text);
}

void
panel_existing_add_columns (GtkListView *groups, GtkColumnView *people)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  g_signal_connect (rows, "setup", G_CALLBACK (setup_group_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_group_cb), NULL);
  gtk_list_view_set_factory (groups, rows);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) column = NULL;

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), (gpointer) &columns[i]);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), (gpointer) &columns[i]);
    column = gtk_column_view_column_new (_ (columns[i].title), factory);
    gtk_column_view_column_set_resizable (column, TRUE);
    gtk_column_view_column_set_expand (column, i == 0);
    gtk_column_view_append_column (people, column);
  }
}
