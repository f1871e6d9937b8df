/* panel-remedy.c - a remedy as people read it
 *
 * A cmdlet without any parameter stays where it is in the sentence: it is a name there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-remedy.h"

#include "panel-copy-button.h"
#include "session-commands.h"

#include <string.h>

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static GtkWidget *
make_command (const char *command)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = make_label (command);
  GtkWidget *button = g_object_new (PANEL_TYPE_COPY_BUTTON, NULL);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "check-detail");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  command, -1);
  panel_copy_button_set_text (PANEL_COPY_BUTTON (button), command);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

/* What stands between two commands, without the signs that held them apart. */
static void
append_words (GtkBox *box, const char *begin, gsize length)
{
  g_autofree char *words = g_strndup (begin, length);
  char *text = words + strspn (words, " ;,.");

  g_strchomp (text);
  if (*text != '\0')
    gtk_box_append (box, make_label (text));
}

void
panel_remedy_fill (GtkBox *box, const char *remedy)
{
  g_auto (GStrv) commands = session_commands (remedy);
  const char *rest = remedy;
  const char *next = remedy;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  gtk_widget_set_visible (GTK_WIDGET (box), remedy != NULL);

  for (gsize i = 0; commands[i] != NULL; i++) {
    next = strstr (next, commands[i]);
    if (strchr (commands[i], ' ') != NULL) {
      append_words (box, rest, (gsize) (next - rest));
      gtk_box_append (box, make_command (commands[i]));
      rest = next + strlen (commands[i]);
    }
    next += strlen (commands[i]);
  }
  if (rest != NULL)
    append_words (box, rest, strlen (rest));
}
