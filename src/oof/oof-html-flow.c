/* oof-html-flow.c - laying out text as lines
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-flow.h"

#define NO_BREAK_SPACE 0xA0

struct _OofHtmlFlow
{
  GPtrArray *runs;
  GString *text;    /* of the run being written */
  OofHtmlLook look; /* of the run being written; the link is owned */

  /* Kept back until something readable follows. */
  guint lines;
  guint tabs;
  guint blanks; /* no-break spaces at the beginning of a line */
  GString *bullet;
  gboolean has_space;
  OofHtmlLook space_look; /* the link is owned */

  gboolean is_line_open;  /* something readable stands on this line */
  gboolean is_row_filled; /* something readable stands in this table row */
  gboolean is_cell_fresh; /* nothing readable stands in this cell: blocks break no line */
};

void
oof_run_free (OofRun *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_clear_pointer (&self->link, g_ref_string_release);
  g_free (self);
}

OofHtmlFlow *
oof_html_flow_new (void)
{
  OofHtmlFlow *self = g_new0 (OofHtmlFlow, 1);

  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_run_free);
  self->text = g_string_new (NULL);
  self->bullet = g_string_new (NULL);
  return self;
}

static void
set_look (OofHtmlLook *own, const OofHtmlLook *look)
{
  char *old = own->link;

  *own = *look;
  if (own->link != NULL)
    g_ref_string_acquire (own->link);
  g_clear_pointer (&old, g_ref_string_release);
}

void
oof_html_flow_free (OofHtmlFlow *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_string_free (self->text, TRUE);
  g_string_free (self->bullet, TRUE);
  g_clear_pointer (&self->look.link, g_ref_string_release);
  g_clear_pointer (&self->space_look.link, g_ref_string_release);
  g_free (self);
}

static void
end_run (OofHtmlFlow *self)
{
  OofRun *run;

  if (self->text->len == 0)
    return;

  run = g_new0 (OofRun, 1);
  run->text = g_strndup (self->text->str, self->text->len);
  /* Shared, not copied: a long link around many short runs must not multiply. */
  run->link = self->look.link != NULL ? g_ref_string_acquire (self->look.link) : NULL;
  run->style = self->look.style;
  g_ptr_array_add (self->runs, run);
  g_string_truncate (self->text, 0);
}

static void
enter_look (OofHtmlFlow *self, const OofHtmlLook *look)
{
  if (self->look.style == look->style && self->look.link == look->link)
    return;

  end_run (self);
  set_look (&self->look, look);
}

static void
append_times (GString *text, char c, guint times)
{
  for (guint i = 0; i < times; i++)
    g_string_append_c (text, c);
}

/* Writes what was kept back. */
static void
write_separators (OofHtmlFlow *self)
{
  static const OofHtmlLook plain = { 0 };
  gboolean is_first = self->runs->len == 0 && self->text->len == 0;

  if ((self->lines > 0 && !is_first) || self->tabs > 0 || self->blanks > 0 ||
      self->bullet->len > 0) {
    enter_look (self, &plain);
    append_times (self->text, '\n', is_first ? 0 : self->lines);
    append_times (self->text, '\t', self->tabs);
    g_string_append_len (self->text, self->bullet->str, (gssize) self->bullet->len);
    append_times (self->text, ' ', self->blanks);
  }
  if (self->has_space) {
    enter_look (self, &self->space_look);
    g_string_append_c (self->text, ' ');
  }
  self->lines = self->tabs = self->blanks = 0;
  self->has_space = FALSE;
  g_string_truncate (self->bullet, 0);
}

static void
write_char (OofHtmlFlow *self, gunichar c, const OofHtmlLook *look)
{
  write_separators (self);
  enter_look (self, look);
  if (c < 0x80)
    g_string_append_c (self->text, (char) c);
  else
    g_string_append_unichar (self->text, c);
  self->is_line_open = self->is_row_filled = TRUE;
  self->is_cell_fresh = FALSE;
}

static void
write_space (OofHtmlFlow *self, const OofHtmlLook *look)
{
  if ((!self->is_line_open && self->blanks == 0) || self->has_space)
    return;

  self->has_space = TRUE;
  set_look (&self->space_look, look);
}

void
oof_html_flow_char (OofHtmlFlow *self, gunichar c, const OofHtmlLook *look)
{
  if (look->is_pre && c == '\n') {
    oof_html_flow_break (self);
  } else if (look->is_pre && (c == ' ' || c == '\t')) {
    write_char (self, c, look);
  } else if (c < 0x80 && g_ascii_isspace ((char) c)) {
    write_space (self, look);
  } else if (c == NO_BREAK_SPACE && !self->is_line_open) {
    self->blanks++;
  } else if (c == NO_BREAK_SPACE) {
    write_char (self, ' ', look);
  } else if (!g_unichar_iscntrl (c)) {
    write_char (self, c, look);
  }
}

void
oof_html_flow_text (OofHtmlFlow *self, const char *text, const OofHtmlLook *look)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    oof_html_flow_char (self, g_utf8_get_char (text), look);
}

void
oof_html_flow_picture (OofHtmlFlow *self, const char *text, const OofHtmlLook *look)
{
  oof_html_flow_text (self, text, look);
  end_run (self);
}

static void
close_line (OofHtmlFlow *self)
{
  self->is_line_open = FALSE;
  self->has_space = FALSE;
  self->tabs = self->blanks = 0;
}

void
oof_html_flow_break (OofHtmlFlow *self)
{
  if (self->is_cell_fresh)
    return;

  /* The line that it ends, or one that holds nothing. */
  self->lines = self->is_line_open ? 1 : self->lines + 1;
  close_line (self);
}

void
oof_html_flow_block (OofHtmlFlow *self, guint lines)
{
  /* The paragraph in a cell or in a list's item begins on the same line. */
  if (self->is_cell_fresh || self->bullet->len > 0)
    return;

  /* <p>&nbsp;</p> is how everybody writes an empty line. */
  if (self->blanks > 0)
    self->lines++;
  self->lines = MAX (self->lines, lines);
  close_line (self);
}

void
oof_html_flow_bullet (OofHtmlFlow *self, const char *bullet)
{
  g_string_assign (self->bullet, bullet);
}

void
oof_html_flow_begin_row (OofHtmlFlow *self)
{
  /* The first row of a table in a cell begins on the same line. */
  if (self->is_cell_fresh)
    return;

  self->is_row_filled = FALSE;
  oof_html_flow_block (self, 1);
}

void
oof_html_flow_end_row (OofHtmlFlow *self)
{
  self->is_cell_fresh = FALSE;
  oof_html_flow_block (self, 1);
}

void
oof_html_flow_begin_cell (OofHtmlFlow *self, guint index)
{
  if (index > 0) {
    self->tabs++;
    self->has_space = FALSE;
    self->blanks = 0;
    /* The line ends of a paragraph in the cell before. */
    if (self->is_row_filled) {
      self->lines = 0;
      self->is_line_open = TRUE;
    }
  }
  self->is_cell_fresh = TRUE;
}

GPtrArray *
oof_html_flow_finish (OofHtmlFlow *self)
{
  end_run (self);
  return g_steal_pointer (&self->runs);
}
