/* panel-calendar-legend.c - what the calendar's bars mean
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-legend.h"

#include "panel-calendar-marks.h"
#include "panel-calendar-swatch.h"
#include "panel-wrap.h"
#include "session-words-item.h"

#include <glib/gi18n-lib.h>

#define N_TYPES (OOF_TYPE_OTHER + 1)

typedef enum
{
  KIND_ORIGIN,
  KIND_MARK,
  KIND_TYPE
} Kind;

struct _PanelCalendarLegend
{
  AdwBin parent_instance;
  PanelCalendarFilter filter;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelCalendarLegend, panel_calendar_legend, ADW_TYPE_BIN)

static const struct
{
  const char *words;
  const char *tip;
} origins[] = {
  [SESSION_ORIGIN_PERSON] = { N_ ("For a person"), N_ ("Made here, for people by their names") },
  [SESSION_ORIGIN_RULE] = { N_ ("By a rule"), N_ ("Made here, for a group, a unit or a filter") },
  [SESSION_ORIGIN_OWN] = { N_ ("Own reply"), N_ ("Set by the person, or in another program") },
  [SESSION_ORIGIN_CALENDAR] = { N_ ("Calendar only"), N_ ("No reply goes out") },
};

static const struct
{
  SessionMarks mark;
  const char *words;
  const char *tip;
} marks[] = {
  { SESSION_MARK_SEVERAL, N_ ("Several"), N_ ("Other absences are behind it") },
  { SESSION_MARK_CONFLICT, N_ ("Conflict"), N_ ("Something competes with it") },
  { SESSION_MARK_PENDING, N_ ("Pending"), N_ ("Exchange does not hold it yet") },
  { SESSION_MARK_FAILED, N_ ("Failed"), N_ ("Writing it failed") },
  { SESSION_MARK_DRIFTED, N_ ("Changed"), N_ ("Somebody has changed what was written") },
  { SESSION_MARK_SERIES, N_ ("Series"), N_ ("It repeats") },
  { SESSION_MARK_BLOCKED, N_ ("Blocked"), N_ ("It waits for an approval or a day") },
  { SESSION_MARK_PROTECTED, N_ ("Protected"), N_ ("What the mailbox holds is not written over") },
  { SESSION_MARK_SILENT, N_ ("Cannot leave"),
    N_ ("The doctor found that no reply leaves the mailbox") },
  { SESSION_MARK_STALE, N_ ("Not read"), N_ ("The mailbox was not read for twelve hours") },
};

/* A switch, and which bit of the filter it is. */
typedef struct
{
  PanelCalendarLegend *legend;
  Kind kind;
  guint bit;
} Entry;

static void
toggled_cb (GtkToggleButton *button, Entry *entry)
{
  PanelCalendarFilter *filter = &entry->legend->filter;
  guint *bits = entry->kind == KIND_ORIGIN ? &filter->origins
                : entry->kind == KIND_MARK ? &filter->marks
                                           : &filter->types;

  if (gtk_toggle_button_get_active (button))
    *bits |= entry->bit;
  else
    *bits &= ~entry->bit;
  g_signal_emit (entry->legend, signals[CHANGED], 0);
}

static void
free_entry (gpointer data, GClosure *closure)
{
  g_free (data);
}

typedef struct
{
  Kind kind;
  guint bit;
  GtkWidget *picture;
  const char *words;
  const char *tip; /* NULL: the words say it */
} Look;

static void
add (PanelCalendarLegend *self, PanelWrap *wrap, const Look *look)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *label = gtk_label_new (look->words);
  Entry *entry = g_new0 (Entry, 1);

  entry->legend = self;
  entry->kind = look->kind;
  entry->bit = look->bit;
  gtk_box_append (GTK_BOX (box), look->picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "legend-entry");
  gtk_widget_set_tooltip_text (button, look->tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  look->words, -1);
  g_signal_connect_data (button, "toggled", G_CALLBACK (toggled_cb), entry, free_entry, 0);
  panel_wrap_append (wrap, button);
}

static GtkWidget *
make_picture (SessionMarks mark)
{
  const char *icon = panel_calendar_marks_icon (mark);
  GtkWidget *picture;

  if (icon == NULL)
    return panel_calendar_swatch_new (SESSION_ORIGIN_PERSON, mark, -1);
  picture = gtk_image_new_from_icon_name (icon);
  gtk_image_set_pixel_size (GTK_IMAGE (picture), 12);
  return picture;
}

static void
fill (PanelCalendarLegend *self, PanelWrap *wrap)
{
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    add (self, wrap,
         &(Look){ KIND_ORIGIN, 1u << i, panel_calendar_swatch_new ((SessionOrigin) i, 0, -1),
                  _ (origins[i].words), _ (origins[i].tip) });
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    add (self, wrap,
         &(Look){ KIND_MARK, marks[i].mark, make_picture (marks[i].mark), _ (marks[i].words),
                  _ (marks[i].tip) });
  for (guint i = 0; i < N_TYPES; i++)
    add (self, wrap,
         &(Look){ KIND_TYPE, 1u << i, panel_calendar_swatch_new (SESSION_ORIGIN_PERSON, 0, (int) i),
                  session_words_type ((OofType) i), NULL });
}

const PanelCalendarFilter *
panel_calendar_legend_filter (PanelCalendarLegend *self)
{
  return &self->filter;
}

static void
panel_calendar_legend_class_init (PanelCalendarLegendClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_CALENDAR_LEGEND, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
panel_calendar_legend_init (PanelCalendarLegend *self)
{
  PanelWrap *wrap = g_object_new (PANEL_TYPE_WRAP, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (wrap), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Legend: what is shown"), -1);
  fill (self, wrap);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (wrap));
}
