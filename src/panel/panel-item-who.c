/* panel-item-who.c - the field "For" of an absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-item-who.h"

#include "panel-directory-picker.h"
#include "panel-focus.h"
#include "panel-name-chip.h"
#include "panel-picker.h"
#include "panel-who.h"
#include "panel-wrap.h"
#include "panel-wrong-row.h"
#include "session-hub-lookup.h"

#include <glib/gi18n-lib.h>

#define AT_ONCE 8000  /* names that are looked up before keys are looked at: some 5 ms */
#define MOST_CHIPS 20 /* the others are counted; who they are is behind “It reaches …” */

struct _PanelItemWho
{
  AdwPreferencesGroup parent_instance;
  GtkWidget *chips_row;
  PanelWrap *chips;
  GtkLabel *more;
  AdwEntryRow *entry;
  GtkMenuButton *pick;
  GtkPopover *popover;
  PanelPicker *picker;
  GtkWidget *browse;
  PanelWrongRow *problem;

  SessionHub *hub;
  PanelWho *who;
  GArray *shown; /* guint: their places in who, in the order of the chips */
  guint step; /* the timer for those of very many that are not looked up yet; 0: there are none */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelItemWho, panel_item_who, ADW_TYPE_PREFERENCES_GROUP)

static void show_chips (PanelItemWho *self);

/* Whoever wants to know all of them does not wait. */
static void
take_all (PanelItemWho *self)
{
  g_clear_handle_id (&self->step, g_source_remove);
  panel_who_take (self->who, self->hub, G_MAXUINT);
}

static gboolean
step_cb (gpointer data)
{
  PanelItemWho *self = data;
  guint n_left = panel_who_take (self->who, self->hub, AT_ONCE);

  show_chips (self);
  if (n_left > 0)
    return G_SOURCE_CONTINUE;
  self->step = 0;
  return G_SOURCE_REMOVE;
}

static void
tell_changed (PanelItemWho *self)
{
  show_chips (self);
  panel_item_who_show_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Which of the chips it is. */
static guint
place_of (GtkWidget *chip)
{
  guint place = 0;

  for (GtkWidget *other = gtk_widget_get_prev_sibling (chip); other != NULL;
       other = gtk_widget_get_prev_sibling (other))
    place++;
  return place;
}

static void
remove_shown (PanelItemWho *self, guint place)
{
  take_all (self);
  panel_who_remove (self->who, g_array_index (self->shown, guint, place));
  tell_changed (self);
}

/* The chip whose place the one that is gone had gets the keys; without chips the entry. */
static void
focus_place (PanelItemWho *self, guint place)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  for (guint i = 0; i < place && chip != NULL && gtk_widget_get_next_sibling (chip) != NULL; i++)
    chip = gtk_widget_get_next_sibling (chip);
  gtk_widget_grab_focus (chip != NULL ? chip : GTK_WIDGET (self->entry));
}

static void
remove_cb (PanelNameChip *chip, PanelItemWho *self)
{
  guint place = place_of (GTK_WIDGET (chip));

  remove_shown (self, place);
  focus_place (self, place);
}

static void
correct_cb (PanelNameChip *chip, PanelItemWho *self)
{
  g_autofree char *text = g_strdup (panel_name_chip_name (chip)->text);

  remove_shown (self, place_of (GTK_WIDGET (chip)));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
browsed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelItemWho) self = user_data; /* the window may be closed by now */
  g_autoptr (GPtrArray) persons = panel_directory_picker_choose_finish (result, NULL);

  if (self->chips == NULL || persons == NULL)
    return;
  take_all (self);
  for (guint i = 0; i < persons->len; i++)
    panel_who_add_found (self->who, g_ptr_array_index (persons, i));
  tell_changed (self);
}

static void
browse_cb (PanelItemWho *self)
{
  const ExchangeWant all = EXCHANGE_WANT_MAILBOXES | EXCHANGE_WANT_GROUPS;
  const PanelPick pick = { .parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           .lookup = session_hub_lookup (self->hub),
                           .mode = PANEL_PICK_MANY,
                           .allowed = all,
                           .want = all };

  if (pick.lookup != NULL)
    panel_directory_picker_choose_async (&pick, browsed_cb, g_object_ref (self));
}

static void
add_chip (PanelItemWho *self, guint place)
{
  PanelNameChip *chip = panel_name_chip_new (panel_who_name (self->who, place));

  g_signal_connect_object (chip, "remove", G_CALLBACK (remove_cb), self, 0);
  g_signal_connect_object (chip, "correct", G_CALLBACK (correct_cb), self, 0);
  g_signal_connect_object (chip, "elsewhere", G_CALLBACK (browse_cb), self, G_CONNECT_SWAPPED);
  panel_wrap_append (self->chips, GTK_WIDGET (chip));
}

static void
show_chips (PanelItemWho *self)
{
  guint n = panel_who_size (self->who) + panel_who_take (self->who, self->hub, 0);
  guint n_more = n > MOST_CHIPS ? n - MOST_CHIPS : 0;
  guint n_unknown = panel_who_n_unknown (self->who);
  g_autoptr (GString) more = g_string_new (NULL);

  panel_wrap_remove_all (self->chips);
  panel_who_choose (self->who, MOST_CHIPS, self->shown);
  for (guint i = 0; i < self->shown->len; i++)
    add_chip (self, g_array_index (self->shown, guint, i));
  if (n_more > 0)
    g_string_append_printf (more, ngettext ("and %'u more. ", "and %'u more. ", n_more), n_more);
  if (n_unknown > 0)
    g_string_append_printf (more,
                            ngettext ("%'u is not in the list of people: nothing is written for "
                                      "them until they are.",
                                      "%'u are not in the list of people: nothing is written for "
                                      "them until they are.",
                                      n_unknown),
                            n_unknown);
  gtk_label_set_text (self->more, more->str);
  gtk_widget_set_visible (GTK_WIDGET (self->more), more->len > 0);
  gtk_widget_set_visible (self->chips_row, n > 0);
}

/* A semicolon is a part of it. */
static gboolean
is_filter (const char *typed)
{
  return *typed == '(' || g_ascii_strncasecmp (typed, "filter:", 7) == 0;
}

/* Several at once: one a line, or between semicolons, as they are pasted. */
gboolean
panel_item_who_take_typed (PanelItemWho *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_auto (GStrv) parts =
      is_filter (typed) ? g_strsplit (typed, "\n", -1) : g_strsplit_set (typed, ";\n", -1);
  g_autoptr (GHashTable) names = NULL;
  gboolean is_new = FALSE;

  take_all (self);
  if (*typed == '\0')
    return TRUE;
  names = panel_who_index_names (self->hub);
  for (gsize i = 0; parts[i] != NULL; i++) {
    OofFor who;

    if (!panel_who_understand (self->hub, names, parts[i], &who))
      continue;
    is_new = panel_who_add (self->who, self->hub, &who) || is_new;
    g_free ((char *) who.text);
  }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (is_new)
    tell_changed (self);
  return panel_who_n_unknown (self->who) == 0;
}

static void
entered_cb (PanelItemWho *self)
{
  panel_item_who_take_typed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
picked_cb (PanelPicker *picker, SessionRow *row, PanelItemWho *self)
{
  const OofFor who = { OOF_FOR_PERSON, session_row_mail (row) };

  gtk_popover_popdown (self->popover);
  take_all (self);
  if (panel_who_add (self->who, self->hub, &who))
    tell_changed (self);
}

static void
opened_cb (PanelItemWho *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
}

void
panel_item_who_set_hub (PanelItemWho *self, SessionHub *hub)
{
  g_set_object (&self->hub, hub);
  panel_picker_set_hub (self->picker, hub);
  gtk_widget_set_visible (self->browse, session_hub_lookup (hub) != NULL);
}

void
panel_item_who_set (PanelItemWho *self, const OofFor *who, guint n)
{
  panel_wrap_remove_all (self->chips);
  panel_who_clear (self->who);
  panel_who_expect (self->who, who, n);
  g_clear_handle_id (&self->step, g_source_remove);
  if (panel_who_take (self->who, self->hub, AT_ONCE) > 0)
    self->step = g_timeout_add (0, step_cb, self);
  show_chips (self);
}

gboolean
panel_item_who_is_empty (PanelItemWho *self)
{
  return panel_who_size (self->who) == 0;
}

GArray *
panel_item_who_get (PanelItemWho *self)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (OofFor));
  guint n;

  take_all (self);
  n = panel_who_size (self->who);
  for (guint i = 0; i < n; i++) {
    OofFor who = panel_who_at (self->who, i);

    g_array_append_val (all, who);
  }
  return all;
}

gboolean
panel_item_who_has_rule (PanelItemWho *self)
{
  return panel_who_has_rule (self->who);
}

void
panel_item_who_show_problem (PanelItemWho *self, const char *sentence)
{
  panel_wrong_row_say (self->problem, sentence);
}

static gboolean
panel_item_who_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_ITEM_WHO (widget)->entry));
}

static void
panel_item_who_dispose (GObject *object)
{
  PanelItemWho *self = PANEL_ITEM_WHO (object);

  g_clear_handle_id (&self->step, g_source_remove);
  g_clear_object (&self->hub);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_ITEM_WHO);
  G_OBJECT_CLASS (panel_item_who_parent_class)->dispose (object);
}

static void
panel_item_who_finalize (GObject *object)
{
  panel_who_free (PANEL_ITEM_WHO (object)->who);
  g_array_unref (PANEL_ITEM_WHO (object)->shown);
  G_OBJECT_CLASS (panel_item_who_parent_class)->finalize (object);
}

static void
panel_item_who_class_init (PanelItemWhoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_item_who_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_item_who_finalize;
  panel_focus_pass_on (widget_class, panel_item_who_grab_focus);
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_ITEM_WHO, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (PANEL_TYPE_PICKER);
  g_type_ensure (PANEL_TYPE_WRAP);
  g_type_ensure (PANEL_TYPE_WRONG_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-item-who.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, chips_row);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, chips);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, more);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, entry);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, pick);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, popover);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, picker);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, browse);
  gtk_widget_class_bind_template_child (widget_class, PanelItemWho, problem);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
panel_item_who_init (PanelItemWho *self)
{
  self->who = panel_who_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}
