/* panel-editor-private.h - the parts of the editor that have files of their own
 */
#pragma once

#include "panel-edit-page.h"
#include "panel-edit-view.h"
#include "panel-editor.h"
#include "panel-html-view.h"

struct _PanelEditor
{
  GtkBox parent_instance;
  GtkWidget *tools;
  GtkToggleButton *bold;
  GtkToggleButton *italic;
  GtkToggleButton *underline;
  GtkToggleButton *bullets;
  GtkToggleButton *numbers;
  GtkToggleButton *heading;
  GtkMenuButton *link;
  GtkPopover *link_popover;
  GtkEditable *link_target;
  GtkMenuButton *placeholders;
  GtkWidget *conditions_button;
  GtkMenuButton *view;
  GtkStack *stack;
  GtkWidget *frame;
  PanelEditView *edit;
  PanelEditPage *page; /* the same text in a browser's engine, where there is one */
  GtkTextView *source;
  GtkTextBuffer *source_buffer;
  GtkTextView *plain;
  PanelHtmlView *kept;
  GtkLabel *hint;
  GtkLabel *size;
  GtkWidget *findings;
  GtkLabel *problem;

  char *html; /* what was set; never NULL */
  gboolean was_edited;
  gboolean is_filling;
  gboolean is_source_typed; /* what stands in the source view is newer */
  gboolean is_kept;         /* too long to be edited */
  const char *shown;        /* "formatted", "source", "plain", "tip" */
  const char *missing;      /* "gap", "line", "words" */
  PanelPlaceholders has_placeholders;
  OofLintFacts facts;
  guint look; /* source of the look that follows on typing; 0: none */
};

/* As it is now, before what is empty becomes nothing. Caller frees. */
char *panel_editor_now (PanelEditor *self);
/* Says below the text what there is to say, when typing pauses. */
void panel_editor_look_later (PanelEditor *self);
/* Can be typed into, as it is shown now? */
gboolean panel_editor_can_edit (PanelEditor *self);
gboolean panel_editor_is_source (PanelEditor *self);
/* name: as in the struct's shown. */
void panel_editor_set_view (PanelEditor *self, const char *name);
/* The toolbar says what is at the cursor. */
void panel_editor_show_tools (PanelEditor *self);
void panel_editor_install_actions (GtkWidgetClass *klass);

/* Placeholders by group, with what happens to those that are not known. Uses the actions
 * "editor.placeholder" and "editor.missing". Caller unrefs. */
GMenuModel *panel_editor_placeholder_menu (void);

/* A line for each finding; takes those that were there away. */
void panel_editor_show_findings (GtkWidget *box, const GPtrArray *findings);

/* Marks placeholders in the source, and what is wrong with one of them. Gives the sentence, which
 * the caller frees; NULL: nothing is wrong. */
char *panel_editor_check_source (const char *html, guint *ret_begin, guint *ret_end);
void panel_editor_mark_source (GtkTextBuffer *buffer);
