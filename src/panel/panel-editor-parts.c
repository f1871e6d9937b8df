/* panel-editor-parts.c - the editor's menu of placeholders, its findings, the marks in the source
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-text.h"
#include "oof-template.h"
#include "panel-editor-private.h"
#include "panel-field.h"
#include "panel-long-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_SHOWN 6

static const struct
{
  guint from;
  guint until;
  const char *label;
  const char *more; /* GTK wants each submenu called otherwise */
} groups[] = {
  { OOF_FIELD_PERSON, OOF_FIELD_MANAGER, N_ ("The Person"), N_ ("Extension Attributes") },
  { OOF_FIELD_MANAGER, OOF_FIELD_SUBSTITUTE, N_ ("Their Manager"),
    N_ ("The Manager’s Extension Attributes") },
  { OOF_FIELD_SUBSTITUTE, OOF_FIELD_ORGANISATION_NAME, N_ ("Their Substitute"),
    N_ ("The Substitute’s Extension Attributes") },
  { OOF_FIELD_ABSENCE, OOF_N_FIELDS, N_ ("The Absence"), NULL },
  { OOF_FIELD_ORGANISATION_NAME, OOF_FIELD_ABSENCE, N_ ("The Organisation"), NULL },
};

static const struct
{
  const char *target;
  const char *label;
} missing[] = {
  { "gap", N_ ("Tell Before Anything Is Written") },
  { "line", N_ ("Leave Its Line Out") },
  { "words", N_ ("Write the Selected Words") },
};

static void
append_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
append_group (GMenu *menu, guint i)
{
  g_autoptr (GMenu) fields = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  for (guint field = groups[i].from; field < groups[i].until; field++) {
    gboolean is_free =
        field < OOF_FIELD_ORGANISATION_NAME && field % OOF_N_ABOUT >= OOF_ABOUT_ATTRIBUTE_1;
    g_autofree char *label = panel_field_name (field);
    g_autofree char *name = oof_field_name (field);

    append_item (is_free ? more : fields, label, "editor.placeholder", name);
  }
  if (g_menu_model_get_n_items (G_MENU_MODEL (more)) > 0)
    g_menu_append_submenu (fields, _ (groups[i].more), G_MENU_MODEL (more));
  g_menu_append_submenu (menu, _ (groups[i].label), G_MENU_MODEL (fields));
}

GMenuModel *
panel_editor_placeholder_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) fields = g_menu_new ();
  g_autoptr (GMenu) rules = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    append_group (fields, i);
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    append_item (rules, _ (missing[i].label), "editor.missing", missing[i].target);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fields));
  g_menu_append_section (menu, _ ("If It Is Not Known"), G_MENU_MODEL (rules));
  return G_MENU_MODEL (menu);
}

/* --- findings --- */

#define MOST_WORDS 80 /* characters */

static const char *const sentences[] = {
  /* Translators: below a reply that strangers get; %s are words of it */
  [OOF_LINT_PRIVATE_PHONE] = N_ ("“%s” looks like a private number: strangers get this text."),
  [OOF_LINT_HOME_ADDRESS] = N_ ("“%s” looks like a home address: strangers get this text."),
  [OOF_LINT_TRAVEL] = N_ ("“%s” tells strangers where somebody is, and that nobody is at home."),
  [OOF_LINT_INTERNAL] = N_ ("“%s” is of no use outside the organisation."),
  [OOF_LINT_NO_CONTACT] = N_ ("Nobody else is named to turn to."),
  [OOF_LINT_FIRST_PERSON] = N_ ("“%s”: somebody who has left does not write any more."),
  [OOF_LINT_YEAR] = N_ ("“%s” is in a year in which this absence is not."),
  [OOF_LINT_PLACEHOLDER] = N_ ("“%s” goes out as it stands here: nothing fills it in."),
  [OOF_LINT_DATES] = N_ ("“%s”: the end lies before the beginning."),
};

static char *
sentence_of (const OofLint *lint)
{
  const char *format = _ (sentences[lint->kind]);
  g_autofree char *words = base_text_for_display (lint->words, MOST_WORDS);
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "%s", words, 1);
  return g_strdup (sentence->str);
}

static void
append_finding (GtkWidget *box, const char *sentence)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (row, "finding");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (box), row);
}

void
panel_editor_show_findings (GtkWidget *box, const GPtrArray *findings)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
  for (guint i = 0; i < MIN (findings->len, MOST_SHOWN); i++) {
    g_autofree char *sentence = sentence_of (g_ptr_array_index (findings, i));

    append_finding (box, sentence);
  }
  gtk_widget_set_visible (box, findings->len > 0);
}

/* --- the source --- */

static gboolean
is_fine_until (const char *html, gsize end, const char *reason)
{
  g_autofree char *head = g_strndup (html, end);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) template = oof_template_new (head, "en", &error);

  return template != NULL || g_strcmp0 (base_error_facts (error)->reason, reason) != 0;
}

/* The first placeholder with which the text is refused: what is before it is fine. */
static void
find_wrong (const char *html, const char *reason, guint *ret_begin, guint *ret_end)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint low = 0;
  guint high;
  const char *begin, *end;

  for (const char *at = html; (at = strstr (at, "{{")) != NULL;) {
    const char *close = strstr (at, "}}");
    gsize behind = close != NULL ? (gsize) (close + 2 - html) : strlen (html);

    g_array_append_val (ends, behind);
    at = html + behind;
  }
  high = ends->len;
  while (low < high) {
    guint middle = (low + high) / 2;

    if (is_fine_until (html, g_array_index (ends, gsize, middle), reason))
      low = middle + 1;
    else
      high = middle;
  }
  if (ends->len == 0)
    return;
  end = html + g_array_index (ends, gsize, MIN (low, ends->len - 1));
  begin = g_strrstr_len (html, end - html, "{{");
  *ret_begin = (guint) g_utf8_pointer_to_offset (html, begin);
  *ret_end = (guint) g_utf8_pointer_to_offset (html, end);
}

char *
panel_editor_check_source (const char *html, guint *ret_begin, guint *ret_end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofTemplate) template = oof_template_new (html, "en", &error);

  *ret_begin = *ret_end = 0;
  if (template != NULL)
    return NULL;
  find_wrong (html, base_error_facts (error)->reason, ret_begin, ret_end);
  return g_strdup (error->message);
}

static void
mark (GtkTextBuffer *buffer, const char *tag, guint from, guint until)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) until);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
}

static void
make_tags (GtkTextBuffer *buffer)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "chip") != NULL)
    return;
  gtk_text_buffer_create_tag (buffer, "chip", "foreground", is_dark ? "#99c1f1" : "#1a5fb4", NULL);
  gtk_text_buffer_create_tag (buffer, "wrong", "underline", PANGO_UNDERLINE_ERROR, "weight",
                              PANGO_WEIGHT_BOLD, NULL);
}

void
panel_editor_mark_source (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;
  guint begin = 0;
  guint until = 0;
  const char *at;

  make_tags (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  for (at = text; (at = strstr (at, "{{")) != NULL;) {
    const char *close = strstr (at, "}}");

    if (close == NULL)
      break;
    mark (buffer, "chip", (guint) g_utf8_pointer_to_offset (text, at),
          (guint) g_utf8_pointer_to_offset (text, close + 2));
    at = close + 2;
  }
  sentence = panel_editor_check_source (text, &begin, &until);
  if (sentence != NULL && until > begin)
    mark (buffer, "wrong", begin, until);
  panel_long_words_slice_all (buffer);
}
