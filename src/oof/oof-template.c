/* oof-template.c - a reply's text with placeholders, made ready once
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-locale.h"
#include "base-text.h"
#include "oof-refuse.h"
#include "oof-state.h"
#include "oof-template-impl.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  BLOCK_IF,
  BLOCK_ELSE,
  BLOCK_LANGUAGE
} BlockKind;

typedef struct
{
  BlockKind kind;
  guint step;     /* its IF or GO, which does not know yet where to go */
  guint language; /* that was before */
} Block;

typedef struct
{
  OofTemplate *template;
  GArray *tags;
  GArray *lines; /* OofLine, in order, without overlaps */
  guint next_line;
  gboolean is_in_line;
  guint line_step;
  gsize at; /* all of the source before is in steps */
  Block blocks[OOF_TEMPLATE_MOST_DEPTH];
  guint depth;
  guint language;
} Maker;

static OofStep *
step_at (const Maker *maker, guint i)
{
  return &g_array_index (maker->template->steps, OofStep, i);
}

static guint
add_step (Maker *maker, const OofStep *step)
{
  g_array_append_vals (maker->template->steps, step, 1);
  return maker->template->steps->len - 1;
}

static void
add_piece (Maker *maker, gsize until)
{
  const OofStep step = { .kind = OOF_STEP_TEXT,
                         .text = maker->template->source + maker->at,
                         .length = until - maker->at };

  if (step.length > 0)
    add_step (maker, &step);
  maker->at = until;
}

/* The source up to there, with the beginnings and ends of lines between. */
static void
add_text (Maker *maker, gsize until)
{
  while (maker->next_line < maker->lines->len) {
    const OofLine *line = &g_array_index (maker->lines, OofLine, maker->next_line);
    gsize bound = maker->is_in_line ? line->end : line->begin;

    if (bound > until)
      break;
    add_piece (maker, bound);
    if (maker->is_in_line) {
      step_at (maker, maker->line_step)->to = maker->template->steps->len;
      maker->next_line++;
    } else {
      const OofStep step = { .kind = OOF_STEP_LINE,
                             .text = g_string_chunk_insert (maker->template->texts, line->kept),
                             .length = strlen (line->kept) };

      maker->line_step = add_step (maker, &step);
    }
    maker->is_in_line = !maker->is_in_line;
  }
  add_piece (maker, until);
}

static gboolean
is_control (const OofTag *tag)
{
  return g_ascii_strncasecmp (tag->words, "if ", 3) == 0 ||
         g_ascii_strncasecmp (tag->words, "lang ", 5) == 0 ||
         g_ascii_strcasecmp (tag->words, "else") == 0 ||
         g_ascii_strcasecmp (tag->words, "end") == 0;
}

static void
clear_line (gpointer data)
{
  g_clear_pointer (&((OofLine *) data)->kept, g_free);
}

static void
add_line (Maker *maker, gsize lower, gsize upper, const OofTag *tag)
{
  const OofLine *last =
      maker->lines->len > 0 ? &g_array_index (maker->lines, OofLine, maker->lines->len - 1) : NULL;
  OofLine line;

  if (last != NULL && tag->begin < last->end)
    return;

  oof_template_find_line (maker->template->source, lower, upper, tag, &line);
  if (last != NULL)
    line.begin = MAX (line.begin, last->end);
  g_array_append_val (maker->lines, line);
}

/* A line does not reach over an if, else or end. */
static void
find_lines (Maker *maker)
{
  gsize lower = 0;

  for (guint i = 0; i < maker->tags->len; i++) {
    const OofTag *tag = &g_array_index (maker->tags, OofTag, i);
    guint next = i + 1;

    if (is_control (tag)) {
      lower = tag->end;
      continue;
    }
    if (!g_str_has_suffix (tag->words, "!"))
      continue;
    while (next < maker->tags->len && !is_control (&g_array_index (maker->tags, OofTag, next)))
      next++;
    add_line (maker, lower,
              next < maker->tags->len ? g_array_index (maker->tags, OofTag, next).begin
                                      : strlen (maker->template->source),
              tag);
  }
}

static gboolean
open_block (Maker *maker, BlockKind kind, guint step, GError **error)
{
  if (maker->depth == OOF_TEMPLATE_MOST_DEPTH)
    return oof_refuse (error, "placeholder-depth", _ ("Conditions are in each other too deeply."));

  maker->blocks[maker->depth++] = (Block){ kind, step, maker->language };
  return TRUE;
}

static void
set_language (Maker *maker, guint language)
{
  const OofStep step = { .kind = OOF_STEP_LANGUAGE, .language = language };

  add_step (maker, &step);
  maker->language = language;
}

static gboolean
begin_language (Maker *maker, const char *name, GError **error)
{
  GPtrArray *languages = maker->template->languages;
  guint language = 0;

  if (!base_locale_is_known (name)) {
    g_autofree char *shown = base_text_for_display (name, 40);

    return oof_refuse (error, "language", _ ("“%s” is not a language that is known here."), shown);
  }
  while (language < languages->len && !g_str_equal (languages->pdata[language], name))
    language++;
  if (language == OOF_TEMPLATE_MOST_LANGUAGES)
    return oof_refuse (error, "language", _ ("A text has at most %d languages."),
                       OOF_TEMPLATE_MOST_LANGUAGES);
  if (language == languages->len)
    g_ptr_array_add (languages, g_strdup (name));
  if (!open_block (maker, BLOCK_LANGUAGE, 0, error))
    return FALSE;

  set_language (maker, language);
  return TRUE;
}

static gboolean
refuse_end (GError **error)
{
  return oof_refuse (error, "block-end",
                     _ ("There is an “end” or “else” that belongs to no condition."));
}

static gboolean
take_else (Maker *maker, GError **error)
{
  const OofStep go = { .kind = OOF_STEP_GO };
  Block *block = maker->depth > 0 ? &maker->blocks[maker->depth - 1] : NULL;
  guint step;

  if (block == NULL || block->kind != BLOCK_IF)
    return refuse_end (error);

  step = add_step (maker, &go);
  step_at (maker, block->step)->to = step + 1;
  *block = (Block){ BLOCK_ELSE, step, block->language };
  return TRUE;
}

static gboolean
take_end (Maker *maker, GError **error)
{
  Block *block = maker->depth > 0 ? &maker->blocks[maker->depth - 1] : NULL;

  if (block == NULL)
    return refuse_end (error);

  maker->depth--;
  if (block->kind == BLOCK_LANGUAGE)
    set_language (maker, block->language);
  else
    step_at (maker, block->step)->to = maker->template->steps->len;
  return TRUE;
}

static gboolean
take_control (Maker *maker, const OofTag *tag, GError **error)
{
  OofStep step;

  if (tag->is_in_markup)
    return oof_refuse (error, "placeholder-place",
                       _ ("A condition stands around markup, not inside of it."));
  if (g_ascii_strcasecmp (tag->words, "else") == 0)
    return take_else (maker, error);
  if (g_ascii_strcasecmp (tag->words, "end") == 0)
    return take_end (maker, error);
  if (g_ascii_strncasecmp (tag->words, "lang ", 5) == 0)
    return begin_language (maker, tag->words + 5 + strspn (tag->words + 5, " "), error);
  return oof_template_read_test (tag->words + 3 + strspn (tag->words + 3, " "),
                                 maker->template->texts, &step, error) &&
         open_block (maker, BLOCK_IF, add_step (maker, &step), error);
}

static gboolean
take_tag (Maker *maker, const OofTag *tag, GError **error)
{
  OofStep step;

  add_text (maker, tag->begin);
  maker->at = tag->end;
  if (is_control (tag))
    return take_control (maker, tag, error);
  if (!oof_template_read_value (tag, maker->template->texts, &step, error))
    return FALSE;

  add_step (maker, &step);
  return TRUE;
}

static void
note_fields (OofTemplate *self)
{
  for (guint i = 0; i < self->steps->len; i++) {
    const OofStep *step = &g_array_index (self->steps, OofStep, i);

    for (guint f = 0; f < step->n_fields; f++)
      self->fields.bits[step->fields[f] / 64] |= (guint64) 1 << (step->fields[f] % 64);
  }
}

static gboolean
make_steps (OofTemplate *self, GError **error)
{
  g_autoptr (GArray) tags = oof_template_find_tags (self->source, error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (OofLine));
  Maker maker = { .template = self, .tags = tags, .lines = lines };

  if (tags == NULL)
    return FALSE;

  g_array_set_clear_func (lines, clear_line);
  find_lines (&maker);
  for (guint i = 0; i < tags->len; i++)
    if (!take_tag (&maker, &g_array_index (tags, OofTag, i), error))
      return FALSE;
  add_text (&maker, strlen (self->source));
  if (maker.depth > 0)
    return oof_refuse (error, "block-open", _ ("A condition or a language has no “end”."));

  note_fields (self);
  return TRUE;
}

OofTemplate *
oof_template_new (const char *text, const char *language, GError **error)
{
  g_autoptr (OofTemplate) self = NULL;

  if (strlen (text) > OOF_MOST_TEXT_BYTES) {
    oof_refuse (error, "too-long", _ ("%s is longer than %d KiB, more than mailboxes hold."),
                _ ("The text"), OOF_MOST_TEXT_BYTES / 1024);
    return NULL;
  }
  if (!base_text_check (text, -1, _ ("The text"), error))
    return NULL;

  self = g_atomic_rc_box_new0 (OofTemplate);
  self->source = g_strdup (text);
  self->steps = g_array_new (FALSE, FALSE, sizeof (OofStep));
  self->texts = g_string_chunk_new (256);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->languages, g_strdup (language));
  if (!make_steps (self, error))
    return NULL;

  g_ptr_array_add (self->languages, NULL);
  return g_steal_pointer (&self);
}

OofTemplate *
oof_template_ref (OofTemplate *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_template (gpointer data)
{
  OofTemplate *self = data;

  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
}

void
oof_template_unref (OofTemplate *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_template);
}
