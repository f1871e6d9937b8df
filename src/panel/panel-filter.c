/* panel-filter.c - which people are shown
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-filter.h"

#include "session-row.h"

#include <string.h>

struct _PanelFilter
{
  GtkFilter parent_instance;
  char *text; /* never NULL */
};

G_DEFINE_FINAL_TYPE (PanelFilter, panel_filter, GTK_TYPE_FILTER)

static gboolean
panel_filter_match (GtkFilter *filter, gpointer item)
{
  return session_row_matches (item, PANEL_FILTER (filter)->text);
}

static GtkFilterMatch
panel_filter_get_strictness (GtkFilter *filter)
{
  return *PANEL_FILTER (filter)->text == '\0' ? GTK_FILTER_MATCH_ALL : GTK_FILTER_MATCH_SOME;
}

static void
panel_filter_finalize (GObject *object)
{
  g_free (PANEL_FILTER (object)->text);
  G_OBJECT_CLASS (panel_filter_parent_class)->finalize (object);
}

static void
panel_filter_class_init (PanelFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = panel_filter_match;
  GTK_FILTER_CLASS (klass)->get_strictness = panel_filter_get_strictness;
}

static void
panel_filter_init (PanelFilter *self)
{
  self->text = g_strdup ("");
}

PanelFilter *
panel_filter_new (void)
{
  return g_object_new (PANEL_TYPE_FILTER, NULL);
}

void
panel_filter_set_text (PanelFilter *self, const char *text)
{
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  /* One more letter can only take people away, except where it makes a word such as "is:out". */
  if (g_str_has_prefix (text, self->text) && strchr (text, ':') == NULL)
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (g_str_has_prefix (self->text, text) && strchr (self->text, ':') == NULL)
    change = GTK_FILTER_CHANGE_LESS_STRICT;

  g_free (self->text);
  self->text = g_strdup (text);
  gtk_filter_changed (GTK_FILTER (self), change);
}

GtkFilterListModel *
panel_filter_list (PanelFilter *self, GListModel *people)
{
  GtkFilterListModel *list =
      gtk_filter_list_model_new (g_object_ref (people), GTK_FILTER (g_object_ref (self)));

  gtk_filter_list_model_set_incremental (list, TRUE);
  return list;
}
