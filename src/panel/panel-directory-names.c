/* panel-directory-names.c - the field of the picker for names
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-directory-names.h"

#include "panel-focus.h"
#include "panel-found.h"
#include "panel-name-chip.h"
#include "panel-wrap.h"

#include <glib/gi18n-lib.h>

/* Never a widget for each of some thousand names. */
#define MOST_CHIPS 200
#define MOST_CHIPS_HEIGHT 190 /* pixels; then they scroll */

struct _PanelDirectoryNames
{
  GtkBox parent_instance;
  GtkScrolledWindow *chips_window;
  PanelWrap *chips;
  GtkLabel *more;
  GtkTextView *text;
  GtkLabel *hint;
  PanelNameList *list;
  PanelPickMode mode;
  guint tick; /* 0: none is waited for */
};

enum
{
  CHANGED,
  CHECK,
  ELSEWHERE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelDirectoryNames, panel_directory_names, GTK_TYPE_BOX)

PanelNameList *
panel_directory_names_list (PanelDirectoryNames *self)
{
  return self->list;
}

char *
panel_directory_names_typed (PanelDirectoryNames *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

void
panel_directory_names_set_typed (PanelDirectoryNames *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

void
panel_directory_names_set_mode (PanelDirectoryNames *self, PanelPickMode mode)
{
  self->mode = mode;
  gtk_label_set_text (self->hint, mode == PANEL_PICK_ONE
                                      ? _ ("A name, logon name or mail address")
                                      : _ ("One per line, or separated by semicolons"));
}

void
panel_directory_names_set_busy (PanelDirectoryNames *self, gboolean is_busy)
{
  gtk_text_view_set_editable (self->text, !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->chips), !is_busy);
}

static void
tell_change (PanelDirectoryNames *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The chip whose place the one that is gone had gets the keys; without chips the text. */
static void
show_after_removal (PanelDirectoryNames *self, guint place)
{
  GtkWidget *chip;

  panel_directory_names_show (self);
  chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
  for (guint i = 0; i < place && chip != NULL && gtk_widget_get_next_sibling (chip) != NULL; i++)
    chip = gtk_widget_get_next_sibling (chip);
  gtk_widget_grab_focus (chip != NULL ? chip : GTK_WIDGET (self->text));
  tell_change (self);
}

static guint
place_of (PanelNameChip *chip)
{
  guint place = 0;

  for (GtkWidget *other = gtk_widget_get_prev_sibling (GTK_WIDGET (chip)); other != NULL;
       other = gtk_widget_get_prev_sibling (other))
    place++;
  return place;
}

static void
remove_cb (PanelNameChip *chip, PanelDirectoryNames *self)
{
  guint place = place_of (chip);

  panel_name_list_remove (self->list, panel_name_chip_name (chip));
  show_after_removal (self, place);
}

/* Back into the text, to be typed right. */
static void
correct_cb (PanelNameChip *chip, PanelDirectoryNames *self)
{
  PanelName *name = panel_name_chip_name (chip);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *typed = panel_directory_names_typed (self);
  g_autofree char *text = g_strjoin ("\n", name->text, *typed != '\0' ? typed : NULL, NULL);
  GtkTextIter end;

  panel_name_list_remove (self->list, name);
  panel_directory_names_set_typed (self, text);
  panel_directory_names_show (self);
  gtk_text_buffer_get_iter_at_line (buffer, &end, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  tell_change (self);
}

static void
elsewhere_cb (PanelNameChip *chip, PanelDirectoryNames *self)
{
  g_signal_emit (self, signals[ELSEWHERE], 0);
}

/* Whoever is left over gets the keys: with Return the next list opens. */
static void
chosen_cb (PanelNameChip *chip, PanelFound *found, PanelDirectoryNames *self)
{
  GtkWidget *first;

  panel_name_list_choose (self->list, panel_name_chip_name (chip), panel_found_person (found));
  panel_directory_names_show (self);
  first = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
  if (panel_name_list_count (self->list, PANEL_NAME_SEVERAL) > 0 && first != NULL)
    gtk_widget_grab_focus (first);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
  tell_change (self);
}

/* A scrolled window asks for the height of one line only, however many there are. */
static void
fit_chips (PanelDirectoryNames *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = 0;

  gtk_widget_measure (gtk_widget_get_parent (GTK_WIDGET (self->chips)), GTK_ORIENTATION_VERTICAL,
                      width > 0 ? width : -1, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->chips_window, MIN (height, MOST_CHIPS_HEIGHT));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PanelDirectoryNames *self = PANEL_DIRECTORY_NAMES (widget);

  self->tick = 0;
  fit_chips (self);
  return G_SOURCE_REMOVE;
}

/* Another width, another number of lines; not while widgets are being placed. */
static void
width_changed_cb (PanelDirectoryNames *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

void
panel_directory_names_show (PanelDirectoryNames *self)
{
  g_autoptr (GPtrArray) names = panel_name_list_first (self->list, MOST_CHIPS);
  guint n_more = panel_name_list_size (self->list) - names->len;
  g_autofree char *more = NULL;

  panel_wrap_remove_all (self->chips);
  for (guint i = 0; i < names->len; i++) {
    PanelNameChip *chip = panel_name_chip_new (names->pdata[i]);

    g_signal_connect_object (chip, "remove", G_CALLBACK (remove_cb), self, 0);
    g_signal_connect_object (chip, "correct", G_CALLBACK (correct_cb), self, 0);
    g_signal_connect_object (chip, "elsewhere", G_CALLBACK (elsewhere_cb), self, 0);
    g_signal_connect_object (chip, "chosen", G_CALLBACK (chosen_cb), self, 0);
    panel_wrap_append (self->chips, GTK_WIDGET (chip));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->chips_window), names->len > 0);
  fit_chips (self);

  /* Translators: after the names that are shown; %'u has the thousands' separators */
  more = g_strdup_printf (ngettext ("and %'u more", "and %'u more", n_more), n_more);
  gtk_label_set_text (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
}

gboolean
panel_directory_names_show_problem (PanelDirectoryNames *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  if (first == NULL || panel_name_chip_name (PANEL_NAME_CHIP (first))->state == PANEL_NAME_FOUND)
    return FALSE;

  gtk_widget_grab_focus (first);
  panel_name_chip_open (PANEL_NAME_CHIP (first));
  return TRUE;
}

static void
typed_cb (GtkTextBuffer *buffer, PanelDirectoryNames *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->hint), gtk_text_buffer_get_char_count (buffer) == 0);
  tell_change (self);
}

static gboolean
is_at_start (PanelDirectoryNames *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_is_start (&cursor) && !gtk_text_buffer_get_has_selection (buffer);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                PanelDirectoryNames *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->chips));
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (is_return && (self->mode == PANEL_PICK_ONE || (state & GDK_CONTROL_MASK) != 0)) {
    g_signal_emit (self, signals[CHECK], 0);
    return GDK_EVENT_STOP;
  }
  if (last == NULL || !is_at_start (self))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_BackSpace) {
    panel_name_list_remove (self->list, panel_name_chip_name (PANEL_NAME_CHIP (last)));
    panel_directory_names_show (self);
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
    tell_change (self);
    return GDK_EVENT_STOP;
  }
  if (key == (is_rtl ? GDK_KEY_Right : GDK_KEY_Left) || key == GDK_KEY_Up) {
    gtk_widget_grab_focus (last);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
panel_directory_names_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PANEL_DIRECTORY_NAMES (widget)->text));
}

static void
panel_directory_names_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_DIRECTORY_NAMES);
  G_OBJECT_CLASS (panel_directory_names_parent_class)->dispose (object);
}

static void
panel_directory_names_finalize (GObject *object)
{
  panel_name_list_free (PANEL_DIRECTORY_NAMES (object)->list);
  G_OBJECT_CLASS (panel_directory_names_parent_class)->finalize (object);
}

static void
panel_directory_names_class_init (PanelDirectoryNamesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[] = { "changed", "check", "elsewhere" };

  object_class->dispose = panel_directory_names_dispose;
  object_class->finalize = panel_directory_names_finalize;
  panel_focus_pass_on (widget_class, panel_directory_names_grab_focus);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    signals[i] = g_signal_new (names[i], PANEL_TYPE_DIRECTORY_NAMES, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PANEL_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-directory-names.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryNames, chips_window);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryNames, chips);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryNames, more);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryNames, text);
  gtk_widget_class_bind_template_child (widget_class, PanelDirectoryNames, hint);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
panel_directory_names_init (PanelDirectoryNames *self)
{
  self->list = panel_name_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->chips_window),
                           "notify::page-size", G_CALLBACK (width_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (typed_cb),
                           self, 0);
}
