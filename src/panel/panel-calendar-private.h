/* panel-calendar-private.h - the calendar's inside, shared by panel-calendar*.c only */
#pragma once

#include "panel-calendar-change.h"
#include "panel-calendar-edit.h"
#include "panel-calendar-grid.h"
#include "panel-calendar-head.h"
#include "panel-calendar-legend.h"
#include "panel-calendar-row.h"
#include "panel-calendar-strip.h"
#include "panel-calendar.h"
#include "panel-memory.h"

/* A bar that is being dragged. */
typedef struct
{
  gboolean is_on;
  PanelCalendarVerb verb;
  PanelCalendarHit hit; /* where it was taken; its item is our reference */
  guint from_row;
  guint to_row;
  double to_place; /* days */
} PanelCalendarDrag;

struct _PanelCalendar
{
  GtkBox parent_instance;
  GtkLabel *title;
  GtkToggleButton *week;
  GtkToggleButton *quarter;
  GtkToggleButton *year;
  PanelCalendarHead *head;
  PanelCalendarGrid *grid;
  GtkListView *list;
  PanelCalendarLegend *legend;
  GtkLabel *chosen; /* what is selected, in words */
  GtkButton *unplanned;
  GtkLabel *unplanned_words;

  SessionHub *hub;
  GtkSelectionModel *everyone; /* that were given */
  GtkSelectionModel *grouped;  /* the same in parts */
  GtkSelectionModel *people;   /* what the rows are: one of them */
  SessionTeamList *teams;
  PanelCalendarSpan *span;
  PanelCalendarBlock *block;
  GHashTable *words;
  gboolean is_shown;
  gboolean is_unfolding; /* rows come because their part is being opened */
  guint warn;            /* percent */
  PanelMemory *memory;
  GSimpleActionGroup *view;
  PanelCalendarRow *pinned;     /* the head of the part at the upper edge */
  SessionTeamHead *pinned_head; /* only to compare; NULL: none is to be seen */
  GtkWidget *told;              /* the row that tells what is selected; weak, NULL: none */
  guint clock;                  /* the timer; 0: none */
  GCancellable *cancellable;

  /* While the mouse button is down. */
  double pointer_x; /* in the list */
  double pointer_y;
  guint scroller; /* scrolls while the pointer is outside; 0: it is not */
  PanelCalendarDrag drag;

  /* What the menu and the keys are about. */
  gboolean has_context;
  SessionBar context; /* its item is our reference */
  GtkWidget *menu;    /* NULL: it was never open */
  OofItem *copied;    /* for pasting; NULL: nothing */
  gint32 copied_day;
  char *own_run; /* the last one that switched replies off here, for undoing it; NULL: none */
};

/* The cursor goes there, the list scrolls to it and gets the keys; other days are shown when it is
 * not among these. */
void panel_calendar_go (PanelCalendar *self, const PanelCalendarCell *cell, PanelCalendarHow how);

/* The cell at a place of the list; outside the days the nearest of them. FALSE: no row is there. */
gboolean panel_calendar_find_cell (PanelCalendar *self, double x, double y, PanelCalendarCell *ret);
/* The row's widget in the list, when there is one. Borrowed. */
GtkWidget *panel_calendar_find_row (PanelCalendar *self, guint position);

int panel_calendar_row_height (PanelCalendar *self); /* pixels; 0: not known yet */

/* Whoever is in that row; NULL: nobody. Caller unrefs. */
SessionRow *panel_calendar_person (PanelCalendar *self, guint row);

/* The part whose head is in that row; NULL: a person is. Borrowed. */
SessionTeamHead *panel_calendar_head (PanelCalendar *self, guint row);
void panel_calendar_add_teams (PanelCalendar *self);
void panel_calendar_take_hub (PanelCalendar *self);
/* Other rows: one of the two models. */
void panel_calendar_take_rows (PanelCalendar *self, GtkSelectionModel *rows);
/* Opens or closes a part; FALSE: it has no head there. */
gboolean panel_calendar_toggle (PanelCalendar *self, guint row);
gboolean panel_calendar_fold_key (PanelCalendar *self, guint key, GdkModifierType state);
void panel_calendar_add_pin (PanelCalendar *self);
void panel_calendar_pin (PanelCalendar *self); /* looks which head is to be pinned */

/* For whom the block stands: SessionRow, each once; a closed part for all in it, an open one only
 * when nothing but such rows is selected. Caller unrefs. */
GPtrArray *panel_calendar_block_people (PanelCalendar *self);
/* For whom one row does. */
GPtrArray *panel_calendar_row_people (PanelCalendar *self, guint row);

/* Where the pointer is among the days, and the bar there. FALSE: no row is there. */
gboolean panel_calendar_find_place (PanelCalendar *self, double x, double y, guint *ret_row,
                                    double *ret_place);
/* The bar under the pointer; FALSE: none. */
gboolean panel_calendar_find_hit (PanelCalendar *self, double x, double y, PanelCalendarHit *ret);

/* Tells what is selected: below the rows, and a screen reader. */
void panel_calendar_tell_block (PanelCalendar *self);

void panel_calendar_add_keys (PanelCalendar *self);
void panel_calendar_add_mouse (PanelCalendar *self);

/* Dragging. begin: FALSE: that bar cannot be dragged. drop: FALSE: nothing was changed by it. The
 * end comes after the drop, or without one. */
gboolean panel_calendar_drag_begin (PanelCalendar *self, guint row, const PanelCalendarHit *hit,
                                    GdkModifierType state);
void panel_calendar_drag_to (PanelCalendar *self, guint row, double place);
gboolean panel_calendar_drag_drop (PanelCalendar *self);
void panel_calendar_drag_end (PanelCalendar *self);

/* Keeps it, as something that can be undone; tells that or what went wrong. removed: ids, or NULL.
 */
void panel_calendar_save (PanelCalendar *self, OofItem *item, const char *title);
void panel_calendar_save_all (PanelCalendar *self, const GPtrArray *items,
                              const char *const *removed, const char *title);
void panel_calendar_tell_error (PanelCalendar *self, const GError *error);
/* A sentence at the lower edge, with a button or (NULL) without. action: of the window; NULL: the
 * caller connects to "button-clicked". Borrowed; NULL: nobody sees it. */
AdwToast *panel_calendar_tell (PanelCalendar *self, const char *sentence, const char *button,
                               const char *action);

/* The bar that fills most of a cell; FALSE: it is empty. The bar's item is borrowed. */
gboolean panel_calendar_find_bar (PanelCalendar *self, const PanelCalendarCell *cell,
                                  SessionBar *ret);
/* The bar that the menu and the keys are about; NULL: none. find: the one in the cursor's
 * cell. */
void panel_calendar_set_context (PanelCalendar *self, const SessionBar *bar);
void panel_calendar_find_context (PanelCalendar *self);
/* Is it in the days of a row, not in the name? */
gboolean panel_calendar_is_among_days (PanelCalendar *self, double x, double y);

/* Does what an edit says to an absence; asks first whether one occurrence is meant. */
void panel_calendar_edit (PanelCalendar *self, const PanelCalendarEdit *edit);
/* To all absences in the block, else to the one that the menu is about. */
void panel_calendar_edit_block (PanelCalendar *self, const PanelCalendarEdit *edit);
/* Asks, and removes all absences of the block; FALSE: there are not several. */
gboolean panel_calendar_remove_block (PanelCalendar *self);
const char *panel_calendar_edit_title (PanelCalendarVerb verb); /* for Undo's label; static */
gboolean panel_calendar_can_end_today (PanelCalendar *self, const SessionBar *bar);

/* An absence in the block, and the occurrence that is seen there first. */
typedef struct
{
  OofItem *item;
  gint32 day;
  SessionRow *person; /* in whose row it was found; NULL: nobody knows any more */
} PanelCalendarFound;

/* PanelCalendarFound: all in the block, else the one that the menu is about. Caller unrefs. */
GArray *panel_calendar_find_absences (PanelCalendar *self);

/* How many mailboxes are reached by those with which that can be done; 0: by none. */
guint panel_calendar_count_deed (PanelCalendar *self, PanelCalendarDeed deed);
void panel_calendar_install_deeds (GtkWidgetClass *widget_class);

/* Tells of absences that are in no row. */
void panel_calendar_show_unplanned (PanelCalendar *self);
void panel_calendar_install_unplanned (GtkWidgetClass *widget_class);

/* How many in the block have a reply of their own; 0: nobody. */
guint panel_calendar_count_own (PanelCalendar *self);
void panel_calendar_install_own (GtkWidgetClass *widget_class);

/* What the entries of the menu are about. */
guint panel_calendar_count_people (PanelCalendar *self); /* in the block */
void panel_calendar_count_block (PanelCalendar *self, PanelCalendarCount *ret);
guint panel_calendar_count_absences (PanelCalendar *self);  /* in the block, or the one */
guint panel_calendar_count_mailboxes (PanelCalendar *self); /* that these absences reach */

/* Opens the menu at the cursor; FALSE: there is none. */
gboolean panel_calendar_popup_menu (PanelCalendar *self);
void panel_calendar_add_menu (PanelCalendar *self);
void panel_calendar_install_actions (GtkWidgetClass *widget_class);

/* Return and double click: opens the bar, or a new absence for the block. */
void panel_calendar_open (PanelCalendar *self);
