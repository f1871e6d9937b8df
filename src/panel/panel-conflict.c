/* panel-conflict.c - what competes for one mailbox in some days
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-conflict.h"

#include "oof-date.h"
#include "panel-calendar-swatch.h"
#include "panel-item.h"
#include "panel-question.h"
#include "session-explain.h"
#include "session-hub-items.h"
#include "session-words-item.h"
#include "session-words-when.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define PANEL_TYPE_CONFLICT (panel_conflict_get_type ())
G_DECLARE_FINAL_TYPE (PanelConflict, panel_conflict, PANEL, CONFLICT, AdwWindow)

struct _PanelConflict
{
  AdwWindow parent_instance;
  AdwWindowTitle *heading;
  GtkBox *body;
  SessionHub *hub;
  SessionRow *row;
  gint64 from_s;
  gint64 until_s;
  GPtrArray *conflicts; /* SessionConflict */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PanelConflict, panel_conflict, ADW_TYPE_WINDOW)

typedef enum
{
  VERB_RAISE,
  VERB_TRIM,
  VERB_SKIP,
  VERB_EDIT
} Verb;

/* A button: what it does to which absence. */
typedef struct
{
  PanelConflict *window;
  const SessionConflict *conflict;
  const SessionRival *rival;
  Verb verb;
} Choice;

static gint64
to_local (gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (instant_s);

  return when != NULL ? instant_s + g_date_time_get_utc_offset (when) / G_USEC_PER_SEC : instant_s;
}

/* Within the days that the window is about: an end that lies outside is not worth telling. */
static char *
tell_span (PanelConflict *self, gint64 from_s, gint64 until_s)
{
  gint64 begin_s = to_local (MAX (from_s, self->from_s));
  gint64 end_s = to_local (MIN (until_s, self->until_s));

  return session_words_span (begin_s, end_s, begin_s % OOF_DAY_S == 0 && end_s % OOF_DAY_S == 0);
}

static char *
tell_rival (const SessionRival *rival)
{
  const OofItemParts *parts;
  g_autofree char *when = NULL;

  if (rival->item == NULL)
    return g_strdup (_ ("The person’s own reply"));
  parts = oof_item_parts (rival->item);
  when = session_words_when (parts->when);
  /* Translators: "Vacation, Mon 3 May – Fri 7 May 2032, priority 2" */
  return g_strdup_printf (_ ("%s, %s, priority %d"), session_words_type (parts->type), when,
                          parts->priority);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelConflict) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (session_hub_edit_items_finish (SESSION_HUB (object), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = session_explain (error);
  panel_question_tell (GTK_WINDOW (self), sentence, NULL);
}

static OofItem *
make_item (const Choice *choice, GError **error)
{
  switch (choice->verb) {
  case VERB_RAISE:
    return session_conflict_raise (choice->conflict, choice->rival, error);
  case VERB_TRIM:
    return session_hub_trim (choice->window->hub, choice->window->row, choice->conflict,
                             choice->rival, error);
  case VERB_SKIP:
    return session_conflict_skip (choice->rival, session_row_mail (choice->window->row), error);
  case VERB_EDIT:
  default:
    return NULL;
  }
}

static const char *
title_of (Verb verb)
{
  switch (verb) {
  case VERB_TRIM:
    return _ ("Trim");
  case VERB_SKIP:
    return _ ("Skip");
  case VERB_RAISE:
  case VERB_EDIT:
  default:
    return _ ("Change Priority");
  }
}

static void
clicked_cb (GtkButton *button, Choice *choice)
{
  PanelConflict *self = choice->window;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = NULL;
  SessionItemsEdit edit = { .items = items, .expected_revision = -1 };

  if (choice->verb == VERB_EDIT) {
    panel_item_open (GTK_WINDOW (self), self->hub, choice->rival->item);
    return;
  }
  item = make_item (choice, &error);
  if (item == NULL) {
    g_autofree char *sentence =
        error != NULL ? session_explain (error) : g_strdup (_ ("The person is gone."));

    panel_question_tell (GTK_WINDOW (self), sentence, NULL);
    return;
  }
  g_ptr_array_add (items, item);
  session_hub_edit_items_async (self->hub, &edit, title_of (choice->verb), self->cancellable,
                                saved_cb, g_object_ref (self));
}

static void
free_choice (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_button (GtkWidget *box, const Choice *choice, const char *label, const char *tip)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb),
                         g_memdup2 (choice, sizeof *choice), free_choice, 0);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_swatch (GtkWidget *row, SessionOrigin origin, int type)
{
  GtkWidget *swatch = panel_calendar_swatch_new (origin, 0, type);

  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), swatch);
}

/* For how many a change is, where it is more than this person. Caller frees. */
static char *
tell_reach (PanelConflict *self, const OofItem *item)
{
  guint n = session_hub_count_reached (self->hub, item);

  if (n < 2)
    return g_strdup (_ ("It waits behind."));
  return g_strdup_printf (ngettext ("It waits behind. It is for %'u person.",
                                    "It waits behind. It is for %'u people.", n),
                          n);
}

/* What can be done for one that waits behind. */
static void
add_choices (PanelConflict *self, const SessionConflict *conflict, const SessionRival *rival,
             GtkWidget *box)
{
  Choice choice = { self, conflict, rival, VERB_RAISE };
  guint n = session_hub_count_reached (self->hub, rival->item);

  if (session_conflict_can_raise (conflict, rival))
    add_button (box, &choice, _ ("_Let It Win"),
                _ ("It gets a higher priority, for all it is for"));
  choice.verb = VERB_TRIM;
  if (n < 2 && session_conflict_can_trim (conflict, rival))
    add_button (box, &choice, _ ("_Trim"),
                _ ("It ends where the other begins, or begins after it"));
  choice.verb = VERB_SKIP;
  if (n > 1)
    add_button (box, &choice, _ ("_Skip"), _ ("It is not for this person any more"));
}

static void
add_rival (PanelConflict *self, GtkWidget *group, const SessionConflict *conflict,
           const SessionRival *rival)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = adw_action_row_new ();
  gboolean is_winner = rival == &conflict->winner;
  g_autofree char *title = tell_rival (rival);
  g_autofree char *reach =
      is_winner ? g_strdup (_ ("It goes out.")) : tell_reach (self, rival->item);
  Choice choice = { self, conflict, rival, VERB_EDIT };

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reach);
  if (rival->item != NULL)
    add_swatch (row, SESSION_ORIGIN_PERSON, (int) oof_item_parts (rival->item)->type);
  else
    add_swatch (row, SESSION_ORIGIN_OWN, -1);
  if (!is_winner)
    add_choices (self, conflict, rival, box);
  if (rival->item != NULL)
    add_button (box, &choice, _ ("_Edit…"), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_conflict (PanelConflict *self, const SessionConflict *conflict)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *span = tell_span (self, conflict->from_s, conflict->until_s);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), span);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         session_words_why (conflict->why));
  add_rival (self, group, conflict, &conflict->winner);
  for (guint i = 0; i < conflict->others->len; i++)
    add_rival (self, group, conflict, &g_array_index (conflict->others, SessionRival, i));
  gtk_box_append (self->body, group);
}

/* What goes out, in order. */
static void
add_timeline (PanelConflict *self)
{
  g_autoptr (GArray) bars = session_hub_bars (self->hub, self->row, self->from_s, self->until_s);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Goes Out"));
  for (guint i = 0; bars != NULL && i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);
    GtkWidget *row = adw_action_row_new ();
    g_autofree char *span = tell_span (self, bar->from_s, bar->until_s);
    int type = bar->item != NULL ? (int) oof_item_parts (bar->item)->type : -1;

    if (bar->from_s >= self->until_s || bar->until_s <= self->from_s)
      continue;
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), span);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                 bar->item != NULL
                                     ? session_words_type (oof_item_parts (bar->item)->type)
                                     : _ ("The person’s own reply"));
    add_swatch (row, bar->origin, type);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  gtk_box_append (self->body, group);
}

static void
add_nothing (PanelConflict *self)
{
  GtkWidget *label = gtk_label_new (_ ("Nothing competes any more."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->body, label);
}

static void
show (PanelConflict *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->body))) != NULL)
    gtk_box_remove (self->body, child);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = session_hub_conflicts (self->hub, self->row, self->from_s, self->until_s);
  add_timeline (self);
  for (guint i = 0; i < self->conflicts->len; i++)
    add_conflict (self, self->conflicts->pdata[i]);
  if (self->conflicts->len == 0)
    add_nothing (self);
}

static void
panel_conflict_dispose (GObject *object)
{
  PanelConflict *self = PANEL_CONFLICT (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_CONFLICT);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->row);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (panel_conflict_parent_class)->dispose (object);
}

static void
panel_conflict_class_init (PanelConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_conflict_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-conflict.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelConflict, heading);
  gtk_widget_class_bind_template_child (widget_class, PanelConflict, body);
}

static void
panel_conflict_init (PanelConflict *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
panel_conflict_open (GtkWindow *parent, SessionHub *hub, SessionRow *row, gint64 from_s,
                     gint64 until_s)
{
  PanelConflict *self = g_object_new (PANEL_TYPE_CONFLICT, "transient-for", parent, "application",
                                      gtk_window_get_application (parent), NULL);

  self->hub = g_object_ref (hub);
  self->row = g_object_ref (row);
  self->from_s = from_s;
  self->until_s = until_s;
  adw_window_title_set_subtitle (self->heading, session_row_name (row));
  g_signal_connect_object (hub, "plan-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  gtk_window_present (GTK_WINDOW (self));
}
